"""The recap of a period as a workbook; capaian, predikat and means are live formulas (`xlsx_rumus`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import peewee

from core.actor import current_actor
from core.organisation.models import PerangkatDaerah
from core.organisation.office import zone_of
from core.spreadsheet import Cell, Chart, Column, Kind, Table, first_row
from plugins.sop_kinerja import xlsx_asal, xlsx_kolom, xlsx_rumus
from plugins.sop_kinerja.models import Angka, Penyampaian, Realisasi, RekapAngka, RekapCapaian
from plugins.sop_kinerja.models.angka import ASAL
from plugins.sop_kinerja.services.capaian_bentuk import Baris, RekapSaatIni
from plugins.sop_kinerja.services.data_assess import Assessed, rule

SHEET = "Capaian"
FIGURES = (*xlsx_kolom.FIGURES, Column("Asal angka", width=26), Column("Kelengkapan", width=14))
DEPARTMENTS = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Perangkat Daerah", width=40),
    Column("Dinilai", Kind.NUMBER, 12, unit="indikator", places=0),
    Column("Belum dapat dinilai", Kind.NUMBER, 18, unit="indikator", places=0),
    Column("Rata-rata capaian", Kind.NUMBER, 17, unit="%"),
    Column("Predikat", width=20),
)
MISSING = (Column("Perangkat Daerah", width=34), Column("Indikator", width=60), Column("Yang belum ada", width=44))
WHOLE_DATA = "Seluruh data"
PAGE = 400


def tables(found: RekapSaatIni, heading: tuple[str, ...]) -> list[Table]:
    """Figures, means with their bars, what is missing, where each figure comes from, and the rule."""
    aturan, cap, first = rule(found.skala), found.skala.batas_capaian, first_row(heading)
    bands = aturan["skala"]
    columns = FIGURES if cap is None else (*FIGURES, xlsx_kolom.CAPPED)
    chart = Chart("Rata-rata capaian setiap perangkat daerah (%)", categories=1, values=4, leave_out=1)
    drawn = chart if found.dinilai else None
    owner = PerangkatDaerah.get_by_id(current_actor().perangkat_daerah_id)
    origins = xlsx_asal.rows(_origins(found), int(owner.id), zone_of(owner))
    return [
        Table(SHEET, columns, _figures(found, first, bands, cap), heading),
        Table("Per Perangkat Daerah", DEPARTMENTS, _departments(found, first, bands), heading, drawn),
        Table("Yang belum lengkap", MISSING, list(_missing(found)), heading[:2]),
        Table("Asal angka", xlsx_asal.COLUMNS, origins, heading[:2]),
        Table("Aturan", xlsx_kolom.RULES, xlsx_kolom.rules(aturan), heading[:2]),
    ]


def name_of(one: Baris) -> str:
    return f"{one.indikator.kode}  {one.nama}".strip()


def _figures(found: RekapSaatIni, first: int, bands: Sequence[Any], cap: Decimal | None) -> Iterator[tuple[Cell, ...]]:
    for at, (part, one) in enumerate(found.semua, start=first):
        indikator, angka = one.indikator, one.angka
        cells = xlsx_kolom.figure(
            xlsx_kolom.Angka(
                *(at - first + 1, str(part.perangkat.nama), str(indikator.sasaran), name_of(one)),
                *(str(indikator.satuan), one.ukuran, angka.nilai, angka.capaian),
                *(one.assessed.predikat, one.assessed.reason, one.complete),
            ),
            at,
            bands,
        )
        cells = (*cells, ASAL.get(str(angka.asal), ""), one.kelengkapan)
        yield cells if cap is None else (*cells, xlsx_rumus.capped(f"I{at}", angka.capaian, cap))


def _departments(found: RekapSaatIni, first: int, bands: Sequence[Any]) -> Iterator[tuple[Cell, ...]]:
    column = "I" if found.skala.batas_capaian is None else "M"
    begin = at = first
    for number, part in enumerate(found.bagian, start=1):
        end = begin + len(part.baris) - 1
        counted = sum(one.assessed.value is not None for one in part.baris)
        cells = f"'{SHEET}'!{column}{begin}:{column}{end}"
        mean = _mean(cells, at, part.rata, part.assessed, bands)
        yield (number, str(part.perangkat.nama), counted, len(part.baris) - counted, *mean)
        begin, at = end + 1, at + 1
    cells = f"'{SHEET}'!{column}{first}:{column}{max(first, begin - 1)}"
    mean = _mean(cells, at, found.keseluruhan, found.assessed, bands)
    yield (None, "Keseluruhan", found.dinilai, found.belum_dinilai, *mean)


def _mean(
    cells: str, at: int, mean: RekapCapaian | None, assessed: Assessed, bands: Sequence[Any]
) -> tuple[Cell, Cell]:
    return xlsx_kolom.mean(cells, f"E{at}", None if mean is None else mean.rata_rata, assessed.predikat, bands)


def _missing(found: RekapSaatIni) -> Iterator[tuple[Cell, ...]]:
    for period in found.tanpa_angka:
        yield ("", f"{WHOLE_DATA} {period.label}", "Belum ada angka yang disahkan")
    for lacking in found.kurang:
        yield (lacking.pihak, f"{WHOLE_DATA} {lacking.periode.label}", f"Belum disahkan: {lacking.keadaan}")
    for part, one in found.semua:
        if one.kosong or not one.complete:
            yield (str(part.perangkat.nama), str(one.indikator.uraian), one.kelengkapan)


def _origins(found: RekapSaatIni) -> Iterator[list[xlsx_asal.Asal]]:
    """Of a submitted figure who sent it; what was made of others leads there by its address."""
    code = found.periode.code
    for page in peewee.chunked(enumerate(found.semua, start=1), PAGE):
        rows = list(page)
        sent = _submitted((one.angka for _, (_, one) in rows), code)
        yield [_origin(number, str(part.perangkat.nama), one, sent) for number, (part, one) in rows]


def _origin(number: int, name: str, one: Baris, sent: Mapping[int, tuple[str, str]]) -> xlsx_asal.Asal:
    year, angka = one.indikator, one.angka
    submission, figure = sent.get(int(angka.indikator_tahun_id), ("", ""))
    made = ASAL.get(str(angka.asal), "")
    about = (number, name, str(year.kode), made, submission, figure, str(year.uuid), str(angka.periode))
    return xlsx_asal.Asal(*about, dikoreksi=one.dikoreksi)


def _submitted(figures: Iterable[RekapAngka], periode: str) -> dict[int, tuple[str, str]]:
    """`IndikatorTahun.id` -> uuids of the submission and the figure that were approved as such for the period."""
    direct = [row for row in figures if row.asal == "langsung"]
    query = (
        Angka.select(Angka.indikator_tahun, Penyampaian.uuid, Realisasi.uuid)
        .join(Realisasi)
        .join(Penyampaian)
        .where(
            Angka.penyelenggara.in_(sorted({int(row.penyelenggara_id) for row in direct}))
            & Angka.indikator_tahun.in_([int(row.indikator_tahun_id) for row in direct])
            & (Angka.periode == periode)
            & (Angka.cabang == "")
        )
    )
    return {int(key): (str(submission), str(figure)) for key, submission, figure in query.tuples()}
