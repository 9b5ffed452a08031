"""Restarting: a new case of the same period in place of one that was cancelled, runs, or has ended."""

from datetime import date

from core import audit, clock
from core.errors import FieldErrors, StateError
from core.gate import is_active
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from plugins.sop_kinerja.models import Kasus, KasusTujuan, SopVersi
from plugins.sop_kinerja.services import kasus_cakupan, komentar
from plugins.sop_kinerja.services.kasus import get_case
from plugins.sop_kinerja.services.kasus_batal import CANCEL, stop
from plugins.sop_kinerja.services.kasus_begin import begin
from plugins.sop_kinerja.services.kasus_run import moving
from plugins.sop_kinerja.services.kasus_start import asks_departments, create_case
from plugins.sop_kinerja.services.kasus_year import awaited, set_deadline
from plugins.sop_kinerja.services.sop import check_flows, stages_of
from plugins.sop_kinerja.services.tugas_ambil import checked_reason


def restart(kasus_uuid: str, reason: str, tenggat: date | None = None) -> Kasus:
    """A new case with the newest ratified version of the SOP and the departments that the old one asked. The old one
    is cancelled if it has not ended; one that has ended stays as it is, and its period is the new one's from now on.

    :param tenggat: the day by which departments must send their data; that of the old case unless told
    :raises FieldErrors: naming alasan or tenggat.
    :raises StateError: without a ratified version, or when another case of the period is there; nothing has happened.
    """
    actor = require(CANCEL)
    old = get_case(kasus_uuid)
    reason = checked_reason(reason, "Tuliskan mengapa pelaksanaan ini diulang.")
    tenggat = _deadline(old, tenggat)
    versi = newest_version(old)
    period = Periode.parse(str(old.periode))
    if stages_of(versi) and period.kadensi not in stages_of(versi):
        raise StateError(f"Versi SOP yang berlaku tidak dijalankan untuk {period.label}.")
    with moving(old.id, old.perangkat_daerah_id, f"Mengulang pelaksanaan: {old.nama}") as run:
        old = run.kasus
        if old.status in ("rencana", "berjalan"):
            stop(run, reason)
        elif old.status == "selesai":
            Kasus.update({Kasus.kunci: None}).where(Kasus.id == old.id).execute()
        kasus = create_case(
            versi,
            period,
            tenggat,
            str(old.nama),
            actor,
            status="rencana",
            rencana_mulai=old.rencana_mulai,
            ulangan_dari=old,
        )
        asked = _asked(old, versi)
        if kasus.tenggat > old.tenggat and not asked:
            set_deadline(kasus, clock.now())  # today, but for the time that its steps take
        for department in asked:
            KasusTujuan.create(perangkat_daerah=kasus.perangkat_daerah_id, kasus=kasus, tujuan=department)
        if asked:
            kasus_cakupan.copy(old, kasus)
        komentar.put(kasus, f"Pelaksanaan ini mengulang yang sebelumnya. Alasan: {reason}", ())
        komentar.put(old, f"Pelaksanaan ini diulang. Alasan: {reason}", ())
        audit.record("sop_kinerja.kasus.restart", kasus, detail={"dari": str(old.uuid), "alasan": reason})
        if not awaited(kasus):
            begin(kasus)  # refuses when nobody could do it, and then nothing has happened
    return kasus


def newest_version(kasus: Kasus) -> SopVersi:
    """:raises StateError: when the SOP has no ratified version any more, or a case could get lost in it."""
    found = (
        SopVersi.select()
        .where((SopVersi.sop == kasus.versi.sop_id) & (SopVersi.status == "disahkan"))
        .order_by(SopVersi.versi.desc())
        .first()
    )
    if found is None:
        raise StateError("SOP ini tidak mempunyai versi yang disahkan, sehingga tidak dapat diulang.")
    assert isinstance(found, SopVersi)
    check_flows(found)
    return found


def repeats_of(kasus: Kasus) -> list[Kasus]:
    """The cases that were started in its place, oldest first."""
    return list(Kasus.select().where(Kasus.ulangan_dari == kasus.id).order_by(Kasus.id))


def _deadline(old: Kasus, tenggat: date | None) -> date:
    wanted: date = tenggat or old.tenggat
    today = clock.today(str(old.perangkat_daerah.pemerintah_daerah.zona_waktu))
    asks = KasusTujuan.select().where(KasusTujuan.kasus == old.id).exists()
    if wanted >= today:
        return wanted
    if asks or tenggat is not None:
        raise FieldErrors({"tenggat": "Batas penyampaian data sudah lewat. Pilih hari ini atau sesudahnya."})
    return today


def _asked(old: Kasus, versi: SopVersi) -> list[PerangkatDaerah]:
    """:raises StateError: when one that was asked cannot be asked now, or the new version asks and the old did not."""
    if not asks_departments(versi):
        return []
    rows = KasusTujuan.select().where(KasusTujuan.kasus == old.id).order_by(KasusTujuan.id)
    asked = [row.tujuan for row in rows]
    off = [str(one.nama) for one in asked if not one.aktif or not is_active("sop_kinerja", one.id)]
    if off:
        raise StateError(f"Plugin SOP Kinerja tidak lagi menyala di {', '.join(off)}. Mulailah pelaksanaan baru.")
    if not asked:
        raise StateError("Versi SOP yang berlaku meminta data perangkat daerah lain. Mulailah pelaksanaan baru.")
    return asked
