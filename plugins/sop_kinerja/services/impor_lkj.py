"""Bringing in a published performance table: it is looked at first; then all of it, what can be read, or nothing."""

from typing import Any

from core import audit, clock
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import Busy, InputError, NotFound, StateError
from core.files import Dokumen, read, store
from core.files.storage import safe_name
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from plugins.sop_kinerja.lkj.baca import read as read_table
from plugins.sop_kinerja.lkj.baris import Pilihan
from plugins.sop_kinerja.lkj.sel import TabelDitolak
from plugins.sop_kinerja.models import ImporTabel, Penyampaian
from plugins.sop_kinerja.models.impor import STATUS_IMPOR
from plugins.sop_kinerja.services.data_flow import moment
from plugins.sop_kinerja.services.impor_lkj_laporan import report
from plugins.sop_kinerja.services.impor_lkj_lihat import look
from plugins.sop_kinerja.services.impor_lkj_pratinjau import Pratinjau
from plugins.sop_kinerja.services.impor_lkj_tulis import write
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time

IMPORT = "sop_kinerja.impor.create"
READ = "sop_kinerja.rekap.read"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_REASON = 2000
PAGE = 20


def put(content: bytes, name: str, given: Pilihan) -> tuple[ImporTabel, Pratinjau]:
    """Keeps the file and what was found in it. Nothing of it counts yet.

    :raises InputError: (berkas) when the file as a whole is no table that can be read.
    """
    actor = require(IMPORT)
    owner = _owner(actor)
    media = XLSX if content.startswith(b"PK") else "text/csv"
    with transaction():
        one_at_a_time(int(owner.id))  # where it is taken in the same transaction, nothing changes in between
        seen = _look(content, name, given, owner)
        dokumen = store(content, safe_name(name), media)
        impor: ImporTabel = ImporTabel.create(
            perangkat_daerah=owner.id,
            dokumen=dokumen,
            pilihan=_kept(given),
            baris=len(seen.baris),
            terbaca=len(seen.diambil) + seen.banyak("sama"),
            berbeda=len(seen.beda),
            hasil=report(seen),
            oleh=actor.signed,
        )
        audit.record("sop_kinerja.impor.put", impor, detail={"berkas": name[:200], "baris": len(seen.baris)})
    return impor, seen


def check(content: bytes, name: str, given: Pilihan) -> Pratinjau:
    """Only looks: nothing is kept.

    :raises InputError: (berkas) as above.
    """
    return _look(content, name, given, _owner(require(IMPORT)))


def get_import(uuid: str) -> ImporTabel:
    """:raises NotFound: also for another department's."""
    found = ImporTabel.select(ImporTabel, Dokumen).join(Dokumen).where(ImporTabel.uuid == uuid).first()
    if found is None:
        raise NotFound("Tabel impor ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, ImporTabel)
    return found


def brought(impor: ImporTabel) -> list[Penyampaian]:
    """The submissions in which the figures of a table that was taken stand, by their period."""
    uuids = impor.hasil.get("penyampaian", [])
    return list(Penyampaian.select().where(Penyampaian.uuid.in_(uuids)).order_by(Penyampaian.periode))


def preview(impor: ImporTabel) -> Pratinjau:
    """The kept file read again, beside what is here now.

    :raises InputError: when it can no longer be read.
    """
    given = Pilihan(**impor.pilihan)
    return _look(read(impor.dokumen), str(impor.dokumen.nama), given, _owner(current_actor()))


def take(uuid: str, *, partly: bool = False, reason: str = "", seen: Pratinjau | None = None) -> ImporTabel:
    """Everything counts from now on, in one transaction; `partly` leaves out the rows that cannot be read. `seen` is
    what `put` gave in the same transaction; without it the file is read again, beside what is here now.

    :raises InputError: (sebagian) while rows cannot be read and `partly` is not said; (alasan) when approved figures
        would be replaced without a reason.
    :raises StateError: when it was decided on before, or there is nothing to take.
    """
    actor = require(IMPORT)
    impor = get_import(uuid)
    reason = reason.strip()
    with transaction():
        # Of two people in the same moment the second finds it decided.
        mine = (ImporTabel.id == impor.id) & (ImporTabel.status == "diperiksa")
        if not ImporTabel.update(status="diambil").where(mine).execute():
            raise _decided(get_import(uuid))
        one_at_a_time(int(impor.perangkat_daerah_id))  # nobody approves the year in between
        again = seen is None
        seen = preview(impor) if seen is None else seen
        _ensure_takable(seen, partly, reason)
        made = write(seen.diambil, impor.dokumen, reason)
        result = {**(report(seen) if again else impor.hasil), "penyampaian": [str(one.uuid) for one in made]}
        _decide(impor, "diambil", actor, hasil=result, alasan=reason, terbaca=len(seen.diambil) + seen.banyak("sama"))
        audit.record("sop_kinerja.impor.take", impor, detail={"baris": len(seen.diambil), "sebagian": partly})
    return impor


def discard(uuid: str) -> ImporTabel:
    """Nothing of the table is taken; the file and its report stay readable.

    :raises StateError: when it was decided on before.
    """
    actor = require(IMPORT)
    impor = get_import(uuid)
    with transaction():
        mine = (ImporTabel.id == impor.id) & (ImporTabel.status == "diperiksa")
        if not ImporTabel.update(status="dibuang").where(mine).execute():
            raise _decided(get_import(uuid))
        _decide(impor, "dibuang", actor)
        audit.record("sop_kinerja.impor.discard", impor)
    return impor


def imports(page: int) -> tuple[list[ImporTabel], int]:
    """A page of the acting department's tables, newest first, without their reports; and how many pages."""
    columns = [field for field in ImporTabel._meta.sorted_fields if field.name not in ("hasil", "pilihan")]
    query = ImporTabel.select(*columns, Dokumen).join(Dokumen).order_by(ImporTabel.id.desc())
    return list(query.paginate(page, PAGE)), max(1, -(-query.count() // PAGE))


def _look(content: bytes, name: str, given: Pilihan, owner: PerangkatDaerah) -> Pratinjau:
    today = clock.today(current_actor().zona_waktu)
    try:
        return look(read_table(content, name, given, today), owner)
    except TabelDitolak as error:
        raise InputError(str(error), "berkas") from error


def _ensure_takable(seen: Pratinjau, partly: bool, reason: str) -> None:
    troubled = seen.banyak("bermasalah")
    if troubled and not partly:
        raise InputError(
            f"{troubled} baris tidak terbaca, jadi tidak ada yang diambil. Perbaiki berkasnya, atau pilih mengambil "
            "baris yang terbaca saja.",
            "sebagian",
        )
    if not seen.diambil:
        raise StateError("Tidak ada baris baru yang dapat diambil dari tabel ini.")
    replacing = seen.banyak("mengganti")
    if replacing and not reason:
        raise InputError(f"{replacing} angka yang sudah disahkan akan diganti. Tuliskan alasannya.", "alasan")
    if len(reason) > MAX_REASON:
        raise InputError(f"Alasan paling banyak {MAX_REASON} huruf.", "alasan")


def _decide(impor: ImporTabel, status: str, actor: Actor, **more: Any) -> None:
    values = {"status": status, "diputuskan": clock.now(), "diputuskan_oleh": actor.signed, **more}
    ImporTabel.update(**values).where(ImporTabel.id == impor.id).execute()
    for name, value in values.items():
        setattr(impor, name, value)


def _decided(impor: ImporTabel) -> StateError:
    if impor.diputuskan is None:
        return Busy("Tabel ini sedang diambil orang lain. Muat ulang halaman.")
    state = STATUS_IMPOR[str(impor.status)].lower()
    return StateError(f"Tabel ini sudah {state} oleh {impor.diputuskan_oleh} pada {moment(impor.diputuskan)}.")


def _owner(actor: Actor) -> PerangkatDaerah:
    found: PerangkatDaerah = PerangkatDaerah.get_by_id(actor.perangkat_daerah_id)
    return found


def _kept(given: Pilihan) -> dict[str, Any]:
    return {name: getattr(given, name) for name in ("instansi", "tahun", "periode", "arah", "turun")}
