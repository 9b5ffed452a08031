"""Finishing the report of a month: it becomes a paper, and the reference document that steps wait for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core import audit, clock
from core.db import transaction
from core.errors import FieldErrors, InputError, StateError
from core.idn.dates import format_date
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.papers import PaperError
from core.permissions import require
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import Acuan, Progres
from plugins.sop_kinerja.services import anggaran_data, progres_naskah
from plugins.sop_kinerja.services.progres_isi import UPDATE, Row, month_of, rows, value_cell
from plugins.sop_kinerja.services.renaksi_acuan import Fed, feed, latest, moment_of, periods_there
from plugins.sop_kinerja.services.renaksi_data import hold
from plugins.sop_kinerja.services.renaksi_target import short
from plugins.sop_kinerja.target_periksa import MONTHS

KODE = "progres_bulanan"
FINISH = "sop_kinerja.progres.finish"


@dataclass(frozen=True)
class Stand:
    """How the report of a month stands. `naskah`: its newest document; `basi`: figures changed after it was made;
    `halangan`: why it can't be finished now, empty when it can."""

    naskah: Acuan | None
    basi: bool
    halangan: str


def finish(code: str) -> Fed:
    """Makes the Laporan Progres Bulanan, which then counts as the month's reference document. Done again, the newer
    one counts.

    :raises StateError: for a month that is not over, or while an earlier one that was begun is not finished.
    :raises FieldErrors: naming each indicator without a figure or a reason.
    """
    actor = require(UPDATE)
    period = month_of(code)
    department = PerangkatDaerah.get_by_id(actor.perangkat_daerah_id)
    with transaction():
        hold(int(department.id))
        if reason := _obstacle(int(department.id), period, clock.today(actor.zona_waktu)):
            raise StateError(reason)
        found = rows(int(department.id), period)
        _ensure_filled(found)
        try:
            pdf = progres_naskah.paper(department, period, clock.now())
        except PaperError as error:
            raise InputError(error.sentence) from error
        fed = feed(KODE, period, pdf, progres_naskah.title(period), actor)
        audit.record(FINISH, fed.dokumen, detail={"periode": period.code, "sha256": fed.dokumen.sha256})
    return fed


def stand(department: int, period: Periode, today: date) -> Stand:
    naskah = latest(KODE, department, period)
    changed = _last_change(department, period)
    stale = naskah is not None and changed is not None and changed > moment_of(naskah)
    return Stand(naskah, stale, _obstacle(department, period, today))


def _ensure_filled(found: Sequence[Row]) -> None:
    if not found:
        raise StateError("Perangkat daerah ini belum mempunyai indikator. Tambahkan dahulu di halaman Indikator.")
    errors = {
        value_cell(row.line.uuid): f"Isi progres «{short(row.line)}», atau tulis pada keterangan mengapa belum ada."
        for row in found
        if row.nilai is None and not row.keterangan
    }
    if errors:
        raise FieldErrors(errors)


def _obstacle(department: int, period: Periode, today: date) -> str:
    """Reports go in the order of the months; those of months before one began to use the page are not missed."""
    if today < period.end:
        return f"{period.label} belum berakhir. Laporannya dapat diselesaikan mulai {format_date(period.end)}."
    there = periods_there(KODE, department, period.tahun)
    begun = _begun(department, period)
    open_months = [Periode.parse(code).label.removesuffix(f" {period.tahun}") for code in begun if code not in there]
    if open_months:
        return f"Selesaikan dahulu laporan {listed(open_months)} {period.tahun}; laporan bulanan dibuat berurutan."
    return ""


def _begun(department: int, period: Periode) -> list[str]:
    """The earlier months of the year for which something was filled in."""
    earlier = [f"{period.tahun}-{part}" for part in MONTHS[: period.start.month - 1]]
    mine = (Progres.perangkat_daerah == department) & Progres.periode.in_(earlier)
    return sorted({str(row.periode) for row in Progres.select(Progres.periode).where(mine).distinct()})


def _last_change(department: int, period: Periode) -> datetime | None:
    mine = (Progres.perangkat_daerah == department) & (Progres.periode == period.code)
    newest = Progres.select(Progres.pada).where(mine).order_by(Progres.pada.desc()).first()
    budget = anggaran_data.budget(department, period.tahun).last_change(period.start.month)
    return max((one for one in (newest.pada if newest else None, budget) if one is not None), default=None)
