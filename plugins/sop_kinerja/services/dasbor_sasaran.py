"""Capaian of each sasaran over the periods: a line with its target, and the indicators behind it as a table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.idn.dates import ROMAN
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.capaian import rata_rata
from plugins.sop_kinerja.grafik_garis import Column, Lines, of_percent
from plugins.sop_kinerja.models import IndikatorTahun, RekapAngka
from plugins.sop_kinerja.services import dasbor_bahan
from plugins.sop_kinerja.services.dasbor import Pilihan
from plugins.sop_kinerja.services.data_assess import value_in_words
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for

LENGTHS = ("triwulan", "semester", "tahunan", "bulanan")
"""Periods of one length make a line: of those that have figures the first of these."""
NOT_THERE = "Belum diminta"


@dataclass(frozen=True)
class Angka:
    """A figure of the table: `capaian` in per cent, or why there is none (not asked, not in, not approved, not due,
    not assessable). `dari`: '46,2 dari 45 %', actual and target in words."""

    capaian: Decimal | None
    alasan: str = NOT_THERE
    dari: str = ""


@dataclass(frozen=True)
class Indikatornya:
    kode: str
    uraian: str
    angka: list[Angka]


@dataclass(frozen=True)
class Sasarannya:
    """A sasaran: its indicators, and the mean of their capaian for each period (None: nothing was assessed)."""

    uraian: str
    indikator: list[Indikatornya]
    rata: list[Decimal | None]
    grafik: Lines


@dataclass(frozen=True)
class Capaiannya:
    """`periods` are the columns of every table; `seluruh` is the line of all departments, `sendiri` of the chosen."""

    departments: list[PerangkatDaerah]
    department: PerangkatDaerah
    periods: list[Periode]
    sasaran: list[Sasarannya]
    sendiri: Lines
    rata_sendiri: list[Decimal | None]
    seluruh: Lines
    rata_seluruh: list[Decimal | None]
    skala: SkalaBerlaku


def by_sasaran(chosen: Pilihan, perangkat_daerah: str = "") -> Capaiannya | None:
    """Of one department, by the asker's recaps of the year and the one before; None while there are no recaps.

    :param perangkat_daerah: uuid; the first in official order where it has no recap
    """
    departments = dasbor_bahan.departments(chosen)
    if not departments:
        return None
    department = next((one for one in departments if one.uuid == perangkat_daerah), departments[0])
    rows = dasbor_bahan.rows(chosen, department)
    periods = _periods(chosen, [Periode.parse(str(row.periode)) for row in rows])
    scales = {year: scale_for(chosen.peminta.id, year) for year in {period.tahun for period in periods}}
    means = dasbor_bahan.means(chosen)
    own, whole = means.get(("perangkat_daerah", department.id), {}), means.get(("pemda", chosen.peminta.id), {})
    return Capaiannya(
        departments,
        department,
        periods,
        _grouped(rows, periods, scales, dasbor_bahan.coming(chosen, department), chosen.tahun),
        _line(periods, [own.get(period) for period in periods]),
        [own.get(period) for period in periods],
        _line(periods, [whole.get(period) for period in periods]),
        [whole.get(period) for period in periods],
        scales.get(chosen.tahun) or scale_for(chosen.peminta.id, chosen.tahun),
    )


def _periods(chosen: Pilihan, there: Sequence[Periode]) -> list[Periode]:
    """All of the year in the shortest usual length that has figures, and before them those of the year before that
    have figures: a line that begins with empty places would look like a start from nothing."""
    current = {period.kadensi for period in there if period.tahun == chosen.tahun}
    length = next((one for one in LENGTHS if one in current), LENGTHS[0])
    before = sorted({one for one in there if one.tahun < chosen.tahun and one.kadensi == length})
    parts = {"triwulan": ("TW1", "TW2", "TW3", "TW4"), "semester": ("S1", "S2"), "tahunan": ("TH",)}
    names = parts.get(length) or tuple(f"B{month:02d}" for month in range(1, 13))
    return [*before, *(Periode(chosen.tahun, name) for name in names)]


def _grouped(
    rows: Sequence[RekapAngka],
    periods: Sequence[Periode],
    scales: Mapping[int, SkalaBerlaku],
    coming: Mapping[Periode, str],
    tahun: int,
) -> list[Sasarannya]:
    """Under the sasaran that an indicator has in the chosen year; one that is no longer measured is left out."""
    figures: dict[str, dict[Periode, Angka]] = defaultdict(dict)
    heads: dict[str, IndikatorTahun] = {}
    for row in rows:
        uuid = str(row.indikator_tahun.indikator_uuid)
        if row.indikator_tahun.tahun == tahun:
            heads.setdefault(uuid, row.indikator_tahun)
        figures[uuid][Periode.parse(str(row.periode))] = Angka(row.capaian, str(row.alasan), _in_words(row))
    groups: dict[str, list[Indikatornya]] = defaultdict(list)
    for uuid, head in heads.items():
        known = [figures[uuid].get(period, Angka(None, coming.get(period, NOT_THERE))) for period in periods]
        groups[str(head.sasaran) or "Tanpa sasaran"].append(Indikatornya(str(head.kode), str(head.uraian), known))
    found = []
    for text, indicators in groups.items():
        means = []
        for at, period in enumerate(periods):
            values = [one.angka[at].capaian for one in indicators]
            means.append(rata_rata(values, scales[period.tahun].batas_capaian).value)
        found.append(Sasarannya(text, indicators, means, _line(periods, means)))
    return found


def _in_words(row: RekapAngka) -> str:
    """'46,2 dari 45 %', 'WTP dari WTP'; empty where there is no figure."""
    if row.nilai is None:
        return ""
    year = row.indikator_tahun
    words = value_in_words(year, row.nilai)
    if row.target is not None:
        words += f" dari {value_in_words(year, row.target)}"
        words += f" sampai {value_in_words(year, row.target_atas)}" if row.target_atas is not None else ""
    return words if year.skala else f"{words} {year.satuan}"


def _line(periods: Sequence[Periode], values: Sequence[Decimal | None]) -> Lines:
    columns, year = [], 0
    for period, value in zip(periods, values, strict=True):
        columns.append(Column(short(period), period.label, value, str(period.tahun) if period.tahun != year else ""))
        year = period.tahun
    return of_percent(columns)


def short(period: Periode) -> str:
    """'TW II', 'Sem. I', 'Mar', 'Tahun': a period under a chart, where its year stands beneath."""
    part = period.bagian
    if part == "TH":
        return "Tahun"
    if part.startswith("B"):
        return period.label[:3]
    return f"{'TW' if part.startswith('TW') else 'Sem.'} {ROMAN[int(part[-1]) - 1]}"
