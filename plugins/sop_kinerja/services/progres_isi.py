"""Monthly progress: what each indicator has reached by the end of a month, on the way to its target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import FieldErrors, InputError
from core.idn.numbers import format_number
from core.idn.periods import Periode, PeriodeError
from core.permissions import require
from plugins.sop_kinerja.models import Indikator, Progres
from plugins.sop_kinerja.sel_target import CellError, Value, Writing, shown
from plugins.sop_kinerja.sel_target import read as read_cell
from plugins.sop_kinerja.services.renaksi_data import READ, UPDATE, Line, hold, lines
from plugins.sop_kinerja.services.renaksi_gabung import changes
from plugins.sop_kinerja.services.renaksi_target import short
from plugins.sop_kinerja.target_periksa import MONTHS, MONTHS_OF

__all__ = ["READ", "UPDATE", "Row", "month_of", "rows", "save"]
SAVE = "sop_kinerja.progres.save"
MAX_NOTE = 2000


@dataclass(frozen=True)
class Row:
    """An indicator in a month. `nilai` None: not filled in. `sebelum`: the last figure of an earlier month of the year,
    and that month's name; `tahunan`: the figures of the whole year by month (1..12)."""

    line: Line
    nilai: Decimal | None
    keterangan: str
    target_bulan: str
    target_triwulan: str
    sebelum: Decimal | None
    bulan_sebelum: str
    tahunan: dict[int, Decimal]
    pada: datetime | None
    oleh: str

    @property
    def shown(self) -> str:
        """The figure as it stands in its cell: a number, or the word of its scale."""
        return "" if self.nilai is None else shown(Value(self.nilai), self.line.writing)

    @property
    def hint(self) -> str:
        """What looks strange about the figure; forbids nothing."""
        if self.nilai is None or self.sebelum is None or not self.line.rule.kumulatif:
            return ""
        if self.nilai < self.sebelum:
            return (
                f"Indikator kumulatif turun dari {format_number(self.sebelum)} ({self.bulan_sebelum}); "
                "periksa angkanya, atau jelaskan pada keterangan."
            )
        return ""


def month_of(code: str) -> Periode:
    """:raises InputError: for what is no month (field bulan)."""
    try:
        period = Periode.parse(code)
    except PeriodeError as error:
        raise InputError(str(error), "bulan") from error
    if period.kadensi != "bulanan":
        raise InputError(f"{period.label} bukan bulan. Progres dan realisasi anggaran diisi per bulan.", "bulan")
    return period


def ensure_begun(period: Periode, today: date) -> None:
    """:raises InputError: for a month that has not begun."""
    if period.start > today:
        raise InputError(
            f"{period.label} belum mulai, sehingga belum dapat diisi. Isi bulan yang sudah berjalan.", "bulan"
        )


def rows(department: int, period: Periode) -> list[Row]:
    """The indicators of the department with what was filled in; a constant number of queries."""
    known = _of_year(department, period.tahun)
    month = period.start.month
    return [_row(line, known.get(int(line.indikator.id), {}), month) for line in lines(department, period.tahun)]


def value_cell(uuid: str) -> str:
    return f"nilai-{uuid}"


def note_cell(uuid: str) -> str:
    return f"keterangan-{uuid}"


def stored(found: Sequence[Row]) -> dict[str, str]:
    """Every cell of the month with its text."""
    cells = {}
    for row in found:
        cells[value_cell(row.line.uuid)] = row.shown
        cells[note_cell(row.line.uuid)] = row.keterangan
    return cells


def save(code: str, typed: Mapping[str, str], first: Mapping[str, str]) -> int:
    """Keeps the cells that the person has changed, all or none; gives how many.

    :param code: of a month, which has begun
    :param typed, first: name of a cell -> its text now, and when the page was opened
    :raises InputError: for a month that has not begun (bulan). FieldErrors: naming each cell that is not right.
    :raises Collision: where somebody else changed the same cell meanwhile.
    """
    actor = require(UPDATE)
    period = month_of(code)
    ensure_begun(period, clock.today(actor.zona_waktu))
    department = actor.perangkat_daerah_id or 0
    with transaction():
        hold(department)
        found = rows(department, period)
        wanted = changes(first, typed, stored(found))
        for row, nilai, note in _read(found, wanted):
            _write(row, period, nilai, note)
        if wanted:
            audit.record(SAVE, detail={"periode": period.code, "sel": len(wanted)})
    return len(wanted)


def _read(found: Sequence[Row], wanted: Mapping[str, str]) -> list[tuple[Row, Decimal | None, str]]:
    """The rows of which something changes, with figure and note as they are to be."""
    errors: dict[str, str] = {}
    read = []
    for row in found:
        value, note = value_cell(row.line.uuid), note_cell(row.line.uuid)
        if value not in wanted and note not in wanted:
            continue
        nilai, text = row.nilai, wanted.get(note, row.keterangan)
        try:
            nilai = _figure(row.line, wanted[value]) if value in wanted else nilai
        except CellError as error:
            errors[value] = f"Progres «{short(row.line)}»: {error}"
        if len(text) > MAX_NOTE:
            errors[note] = f"Keterangan «{short(row.line)}» paling banyak {MAX_NOTE} huruf; sekarang {len(text)}."
        read.append((row, nilai, text))
    if errors:
        raise FieldErrors(errors)
    return read


def _figure(line: Line, text: str) -> Decimal | None:
    """:raises CellError: for what is no figure of the indicator."""
    value = read_cell(text, Writing(skala=line.writing.skala))
    if value is not None and value.nilai is None:
        raise CellError("kosongkan selnya bila angkanya belum ada, lalu jelaskan pada keterangan.")
    return value.nilai if value is not None else None


def _write(row: Row, period: Periode, nilai: Decimal | None, note: str) -> None:
    actor = current_actor()
    mine = (Progres.indikator == row.line.indikator.id) & (Progres.periode == period.code)
    if nilai is None and not note:
        Progres.delete().where(mine).execute()
        return
    content = {"nilai": nilai, "keterangan": note, "oleh": actor.signed, "pada": clock.now()}
    if not Progres.update(**content).where(mine).execute():
        Progres.create(
            perangkat_daerah=actor.perangkat_daerah_id, indikator=row.line.indikator.id, periode=period.code, **content
        )


def _of_year(department: int, tahun: int) -> dict[int, dict[int, Progres]]:
    """Indicator's id -> month (1..12) -> its row."""
    mine = (Progres.perangkat_daerah == department) & Progres.periode.in_([f"{tahun}-{part}" for part in MONTHS])
    found: dict[int, dict[int, Progres]] = {}
    for one in Progres.select().join(Indikator).where(mine):
        found.setdefault(one.indikator_id, {})[int(str(one.periode)[-2:])] = one
    return found


def _row(line: Line, year: Mapping[int, Progres], month: int) -> Row:
    now = year.get(month)
    earlier = [(number, one.nilai) for number, one in year.items() if number < month and one.nilai is not None]
    last = max(earlier, default=None)
    quarter = next(name for name, months in MONTHS_OF.items() if MONTHS[month - 1] in months)
    return Row(
        line=line,
        nilai=now.nilai if now else None,
        keterangan=str(now.keterangan) if now else "",
        target_bulan=shown(line.targets.get(MONTHS[month - 1]), line.writing),
        target_triwulan=shown(line.targets.get(quarter), line.writing),
        sebelum=last[1] if last else None,
        bulan_sebelum=Periode(2000, MONTHS[last[0] - 1]).label.removesuffix(" 2000") if last else "",
        tahunan={number: one.nilai for number, one in year.items() if one.nilai is not None},
        pada=now.pada if now else None,
        oleh=str(now.oleh) if now else "",
    )
