"""Papers of other plugins that several positions sign: put before them, asked about, and taken back."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import NotFound, StateError
from core.files import Dokumen
from core.gate import is_active
from core.organisation.models import Jabatan, PerangkatDaerah
from core.permissions import allowed, require
from core.scoping import EVERYWHERE, current_departments
from core.tenancy import together_with
from plugins.sop_kinerja.contracts import SigningState, SignPlace
from plugins.surat.models import NaskahTte, TandaTanganNaskah
from plugins.surat.models.pilihan import STATUS_NASKAH
from plugins.surat.services.signatory import signs_for
from plugins.surat.services.states import NASKAH, TANDA
from plugins.surat.urls import paper_url

READ, SIGN = "surat.naskah.read", "surat.naskah.sign"
_REASON = "Menandatangani naskah perangkat daerah lain"


class DocumentSigner:
    """Fulfils `plugins.sop_kinerja.contracts.DocumentSigning`."""

    def begin(self, rujukan: str, judul: str, dokumen_id: int, places: tuple[SignPlace, ...]) -> str:
        """:raises StateError: where one who signs has surat switched off, naming the department."""
        actor = current_actor()
        found = Jabatan.select(Jabatan, PerangkatDaerah).join(PerangkatDaerah)
        positions = {row.id: row for row in found.where(Jabatan.id.in_([place.jabatan_id for place in places]))}
        for place in places:
            department = positions[place.jabatan_id].perangkat_daerah
            if not is_active("surat", department.id):
                raise StateError(
                    f"{place.sebutan} bertugas di {department}, yang belum memakai surat, sehingga tidak dapat "
                    "menandatangani secara elektronik. Gunakan tanda tangan basah, atau minta surat diaktifkan di sana."
                )
        owner = Dokumen.get_by_id(dokumen_id).perangkat_daerah_id
        with transaction():
            naskah = NaskahTte.create(
                perangkat_daerah=owner,
                rujukan=rujukan,
                judul=judul[:250],
                dokumen=dokumen_id,
                dokumen_awal=dokumen_id,
                pemohon=actor.signed,
            )
            for number, place in enumerate(places, start=1):
                letak = {"page": place.page, "x0": place.x0, "y0": place.y0, "x1": place.x1, "y1": place.y1}
                TandaTanganNaskah.create(
                    perangkat_daerah=owner,
                    tempat=positions[place.jabatan_id].perangkat_daerah_id,
                    naskah=naskah,
                    naskah_uuid=naskah.uuid,
                    judul=naskah.judul,
                    urutan=number,
                    sebutan=place.sebutan,
                    jabatan=place.jabatan_id,
                    nama=place.nama,
                    letak=letak,
                    status="menunggu" if number == 1 else "giliran",
                )
            audit.record("surat.naskah.begin", naskah, detail={"rujukan": rujukan, "penanda_tangan": len(places)})
        return name_of(naskah)

    def state(self, record: str) -> SigningState | None:
        naskah = _find(record)
        if naskah is None:
            return None
        rows = places_of(naskah)
        due = next((row for row in rows if row.status == "menunggu"), None)
        return SigningState(
            signed=tuple((f"{row.oleh} ({row.sebutan})", row.waktu) for row in rows if row.status == "ditandatangani"),
            waiting=f"{due.nama} ({due.sebutan})" if due is not None else "",
            returned=str(naskah.alasan) if naskah.status == "dikembalikan" else "",
            url=paper_url(str(naskah.uuid)),
        )

    def withdraw(self, record: str, reason: str) -> None:
        naskah = _find(record)
        if naskah is None:
            return
        if naskah.status == "ditandatangani":
            raise StateError("Naskah ini sudah ditandatangani semua pihak, sehingga tidak dapat ditarik lagi.")
        if naskah.status == "menunggu":
            also = {NaskahTte.alasan: reason, NaskahTte.sejak: clock.now()}
            NASKAH.move(naskah, "ditarik", reason=reason, also=also, action="surat.naskah.withdraw")
            lapse(places_of(naskah))


def name_of(naskah: NaskahTte) -> str:
    return f"{NaskahTte.kind()}:{naskah.uuid}"


def places_of(naskah: NaskahTte) -> list[TandaTanganNaskah]:
    """Those who sign, in their order, with their positions."""
    rows = TandaTanganNaskah.select(TandaTanganNaskah, Jabatan).join(Jabatan)
    return list(rows.where(TandaTanganNaskah.naskah == naskah.id).order_by(TandaTanganNaskah.urutan))


def lapse(rows: Iterable[TandaTanganNaskah]) -> None:
    """Nobody signs any more, and what was signed no longer counts."""
    for row in rows:
        if row.status != "gugur":
            TANDA.move(row, "gugur", action="surat.naskah.lapse")


def mine() -> list[TandaTanganNaskah]:
    """Papers of the department, and those that are signed in it, newest first: the place of the acting person where
    there is one, else the one that is due, else the last."""
    actor = require(READ)
    rows = TandaTanganNaskah.select(TandaTanganNaskah, Jabatan).join(Jabatan)
    found: dict[str, TandaTanganNaskah] = {}
    for row in rows.order_by(TandaTanganNaskah.id.desc()).limit(200):
        best = found.get(str(row.naskah_uuid))
        if best is None or _rank(row, actor.jabatan_ids) > _rank(best, actor.jabatan_ids):
            found[str(row.naskah_uuid)] = row
    return list(found.values())


def waiting() -> list[TandaTanganNaskah]:
    """What waits for the acting person's signature, the oldest first; empty without the permission."""
    actor = current_actor()
    mine = [one for one in actor.jabatan_ids if signs_for(actor, one)]
    if not mine or not allowed(actor, SIGN):
        return []
    due = (TandaTanganNaskah.status == "menunggu") & TandaTanganNaskah.jabatan.in_(mine)
    return list(TandaTanganNaskah.select().where(due).order_by(TandaTanganNaskah.id).limit(50))


def owner_of(uuid: str) -> int:
    """The department of a paper that concerns the acting department.

    :raises NotFound: for one that does not.
    """
    row = TandaTanganNaskah.get_or_none(TandaTanganNaskah.naskah_uuid == uuid)
    if row is None:
        raise NotFound("Naskah ini tidak ada di perangkat daerah Anda.")
    return int(row.perangkat_daerah_id)


def reaching(perangkat_daerah_id: int) -> AbstractContextManager[Any]:
    """The paper's department in scope, with an audit line where it is another one."""
    scope = current_departments()
    if scope is not None and (scope == EVERYWHERE or perangkat_daerah_id in scope):
        return nullcontext()
    return together_with(perangkat_daerah_id, _REASON)


def in_hand(uuid: str) -> NaskahTte:
    """The paper, its department being in scope.

    :raises StateError: when it waits for nobody, saying why.
    """
    naskah: NaskahTte = NaskahTte.get(NaskahTte.uuid == uuid)
    if naskah.status != "menunggu":
        why = f" Alasan: {naskah.alasan}" if naskah.alasan else ""
        raise StateError(f"Naskah ini berstatus «{STATUS_NASKAH[str(naskah.status)]}».{why}")
    return naskah


def _rank(row: TandaTanganNaskah, mine: list[int]) -> tuple[bool, bool]:
    return row.jabatan_id in mine, row.status == "menunggu"


def _find(record: str) -> NaskahTte | None:
    found: NaskahTte | None = NaskahTte.get_or_none(NaskahTte.uuid == record.partition(":")[2])
    return found
