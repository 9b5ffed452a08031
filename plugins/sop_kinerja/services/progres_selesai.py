"""Finishing the report of a month: it becomes a paper, and the reference document that steps wait for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core import clock
from core.db import transaction
from core.errors import FieldErrors, InputError, StateError
from core.idn.dates import format_date
from core.idn.numbers import format_number
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.papers import PaperError
from core.permissions import require
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import Acuan, Progres, RealisasiAnggaran
from plugins.sop_kinerja.services import progres_naskah
from plugins.sop_kinerja.services.isian_bulan import month_of, value_cell
from plugins.sop_kinerja.services.progres_isi import Row, rows
from plugins.sop_kinerja.services.renaksi_acuan import Fed, feed, is_outdated, latest, periods_there
from plugins.sop_kinerja.services.renaksi_data import UPDATE, hold
from plugins.sop_kinerja.services.renaksi_selesai import KODE as PLAN

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
        _ensure_filled(rows(int(department.id), period))
        try:
            pdf = progres_naskah.paper(department, period, clock.now())
        except PaperError as error:
            raise InputError(error.sentence) from error
        return feed(KODE, period, pdf, progres_naskah.title(period), FINISH, said(int(department.id), period))


def stand(department: int, period: Periode, today: date) -> Stand:
    naskah = latest(KODE, department, period)
    return Stand(naskah, is_outdated(naskah, said(department, period)), _obstacle(department, period, today))


def said(department: int, period: Periode) -> list[object]:
    """What the report says of its own month, and of those before it. Neither targets nor pagu: those change later
    without making an old report wrong."""
    months = [month.code for month in Periode(period.tahun, "TH").months if month <= period]
    now: list[list[str]] = []
    before: dict[int, str] = {}
    spent: dict[int, Decimal] = {}
    for row in _of(Progres, department, months):
        if row.periode == period.code:
            now.append([f"indikator {row.indikator_id}", format_number(row.nilai), str(row.keterangan)])
        elif row.nilai is not None:
            before[row.indikator_id] = format_number(row.nilai)
    for row in _of(RealisasiAnggaran, department, months):
        spent[row.kegiatan_id] = spent.get(row.kegiatan_id, Decimal(0)) + row.nilai
        if row.periode == period.code:
            now.append([f"kegiatan {row.kegiatan_id}", format_number(row.nilai), str(row.keterangan)])
    return [sorted(now), before, {owner: format_number(value) for owner, value in spent.items()}]


def due(department: int, today: date) -> list[Periode]:
    """The months of the year that are over and have no report yet, from the one in which the department began to
    report; where it has not begun, the last one, if its Rencana Aksi of the year is settled."""
    tahun = (today.replace(day=1) - timedelta(days=1)).year
    over = [month for month in Periode(tahun, "TH").months if month.end < today]
    lacking = _without_report(department, over)
    used = [month for month in over if month not in lacking] + _begun(department, over)
    if not used:
        return over[-1:] if periods_there(PLAN, department, tahun) else []
    return [month for month in lacking if month >= min(used)]


def _ensure_filled(found: Sequence[Row]) -> None:
    if not found:
        raise StateError("Perangkat daerah ini belum mempunyai indikator. Tambahkan dahulu di halaman Indikator.")
    errors = {
        value_cell(row.uuid): f"Isi progres «{row.nama}», atau tulis pada keterangan mengapa belum ada."
        for row in found
        if row.nilai is None and not row.keterangan
    }
    if errors:
        raise FieldErrors(errors)


def _obstacle(department: int, period: Periode, today: date) -> str:
    """Reports go in the order of the months; those of months before one began to use the page are not missed."""
    if today < period.end:
        return f"{period.label} belum berakhir. Laporannya dapat diselesaikan mulai {format_date(period.end)}."
    earlier = [month for month in Periode(period.tahun, "TH").months if month < period]
    if lacking := _without_report(department, _begun(department, earlier)):
        names = listed([month.label.removesuffix(f" {period.tahun}") for month in lacking])
        return f"Selesaikan dahulu laporan {names} {period.tahun}; laporan bulanan dibuat berurutan."
    return ""


def _without_report(department: int, months: Sequence[Periode]) -> list[Periode]:
    """Those of the months of one year for which there is none, nor one of the triwulan that they are in."""
    there = [Periode.parse(code) for code in periods_there(KODE, department, months[0].tahun)] if months else []
    return [one for one in months if not any(it.start <= one.start and one.end <= it.end for it in there)]


def _begun(department: int, months: Iterable[Periode]) -> list[Periode]:
    """Those of the months for which progress was filled in, in their order."""
    mine = (Progres.perangkat_daerah == department) & Progres.periode.in_([month.code for month in months])
    return sorted(Periode.parse(str(row.periode)) for row in Progres.select(Progres.periode).where(mine).distinct())


def _of(model: Any, department: int, months: Iterable[str]) -> list[Any]:
    """What was filled in, the months in their order."""
    mine = (model.perangkat_daerah == department) & model.periode.in_(list(months))
    return list(model.select().where(mine).order_by(model.periode, model.id))
