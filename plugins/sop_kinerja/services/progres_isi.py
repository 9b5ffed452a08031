"""Monthly progress: what each indicator has reached by the end of a month, on the way to its target."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.idn.periods import Periode
from plugins.sop_kinerja.models import Indikator, Progres
from plugins.sop_kinerja.sel_target import CellError, Value, Writing, shown
from plugins.sop_kinerja.sel_target import read as read_cell
from plugins.sop_kinerja.services import isian_bulan
from plugins.sop_kinerja.services.isian_bulan import MonthRow, Sheet
from plugins.sop_kinerja.services.renaksi_data import Line, lines
from plugins.sop_kinerja.services.renaksi_target import short
from plugins.sop_kinerja.target_periksa import MONTHS, MONTHS_OF

MAX_NOTE = 2000


@dataclass(frozen=True)
class Row(MonthRow):
    """An indicator in a month. `sebelum`: the last figure of an earlier month of the year, and `bulan_sebelum` that
    month's name; `tahunan`: the texts of the whole year by month (1..12)."""

    line: Line
    target_bulan: str
    target_triwulan: str
    sebelum: Decimal | None
    bulan_sebelum: str
    tahunan: dict[int, str]

    @property
    def shown_before(self) -> str:
        """The earlier figure as it stood in its cell; empty for none."""
        return _shown(self.line, self.sebelum)

    @property
    def hint(self) -> str:
        """What looks strange about the figure; forbids nothing."""
        if self.nilai is None or self.line.writing.skala:
            return ""
        if self.nilai < 0 and (self.line.rule.added or self.line.rule.kumulatif):
            return "Angka ini negatif, padahal indikatornya dijumlahkan dari nol; periksa angkanya."
        if self.line.rule.kumulatif and self.sebelum is not None and self.nilai < self.sebelum:
            return (
                f"Indikator kumulatif turun dari {self.shown_before} ({self.bulan_sebelum}); "
                "periksa angkanya, atau jelaskan pada keterangan."
            )
        return ""


def rows(department: int, period: Periode) -> list[Row]:
    """The indicators of the department with what was filled in; a constant number of queries."""
    known = _of_year(department, period.tahun)
    month = period.start.month
    return [_row(line, known.get(int(line.indikator.id), {}), month) for line in lines(department, period.tahun)]


def save(code: str, typed: Mapping[str, str], first: Mapping[str, str]) -> int:
    """As `isian_bulan.save`; a figure or a note may stand alone."""
    return isian_bulan.save(SHEET, code, typed, first)


def _figure(row: Row, text: str) -> Decimal | None:
    """:raises CellError: for what is no figure of the indicator."""
    value = read_cell(text, Writing(skala=row.line.writing.skala))
    if value is not None and value.nilai is None:
        raise CellError("kosongkan selnya bila angkanya belum ada, lalu jelaskan pada keterangan.")
    return value.nilai if value is not None else None


SHEET = Sheet(
    sebutan="Progres",
    tindakan="sop_kinerja.progres.save",
    kunci=Progres.indikator,
    max_note=MAX_NOTE,
    rows=rows,
    read=_figure,
    refuse=lambda row, nilai, note: "",
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
    nilai = now.nilai if now else None
    earlier = [(number, one.nilai) for number, one in year.items() if number < month and one.nilai is not None]
    last = max(earlier, default=None)
    quarter = next(name for name, months in MONTHS_OF.items() if MONTHS[month - 1] in months)
    return Row(
        uuid=line.uuid,
        pemilik=int(line.indikator.id),
        kode=str(line.text.kode),
        nama=short(line),
        nilai=nilai,
        shown=_shown(line, nilai),
        keterangan=str(now.keterangan) if now else "",
        oleh=str(now.oleh) if now else "",
        pada=now.pada if now else None,
        line=line,
        target_bulan=line.shown(MONTHS[month - 1]),
        target_triwulan=line.shown(quarter),
        sebelum=last[1] if last else None,
        bulan_sebelum=Periode(2000, MONTHS[last[0] - 1]).label.removesuffix(" 2000") if last else "",
        tahunan={number: _shown(line, one.nilai) for number, one in year.items() if one.nilai is not None},
    )


def _shown(line: Line, nilai: Decimal | None) -> str:
    """A figure as it stands in its cell: a number, or the word of its scale."""
    return "" if nilai is None else shown(Value(nilai), line.writing)
