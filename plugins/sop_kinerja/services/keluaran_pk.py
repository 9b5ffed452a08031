"""A performance agreement as an output: its annex as a workbook, or the official form, by mail."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from core import clock
from core.files import read
from core.idn.dates import format_date
from core.spreadsheet import Cell, Column, Formula, Kind, Table, first_row, places_of
from plugins.sop_kinerja.models import PerjanjianKinerja, PkAnggaran
from plugins.sop_kinerja.models.tahunan import STATUS_PK
from plugins.sop_kinerja.services import pk_baca, pk_naskah
from plugins.sop_kinerja.services.keluaran_naskah import Naskah
from plugins.sop_kinerja.services.pk_sumber import QUARTERS

MONEY = (
    Column("No", Kind.NUMBER, 5, places=0),
    Column("Kode", width=16),
    Column("Program", width=60),
    Column("Anggaran", Kind.RUPIAH, 22, unit="Rp"),
)


class Perjanjian:
    """Key: the uuid of the agreement."""

    izin = pk_baca.READ

    def naskah(self, kunci: str) -> Naskah:
        pk = pk_baca.get(kunci)
        heading = _heading(pk)
        return Naskah(
            judul=f"{pk}, {pk.perangkat_daerah}",
            berkas=f"{pk} - {pk.perangkat_daerah}",
            dibuat=clock.now(),
            tabel=lambda: [
                _targets(pk, heading),
                Table("Program dan anggaran", MONEY, list(_money(pk, first_row(heading))), heading),
            ],
            kertas=lambda: _paper(pk),
            ringkas=lambda: (f"Keadaan: {STATUS_PK[str(pk.status)]}.",),
        )


def _paper(pk: PerjanjianKinerja) -> tuple[str, dict[str, Any]] | bytes:
    """Of a draft as it stands now; else the one that was signed, or is out for signature: others may hold the positions
    by now. Of a scan that is a picture goes what was printed."""
    if pk.status == "konsep":
        return pk_naskah.TEMPLATE.name, pk_naskah.content(pk, electronic=False)
    scanned = pk.dokumen if pk.dokumen_id and pk.dokumen.media == "application/pdf" else pk.naskah
    return read(scanned)


def _heading(pk: PerjanjianKinerja) -> tuple[str, ...]:
    first, second = pk.nama_pertama or pk.pihak_pertama.nama, pk.nama_kedua or pk.pihak_kedua.nama
    when = f", {format_date(pk.tanggal)}" if pk.tanggal else ""
    change = (f"Alasan perubahan: {pk.alasan}",) if pk.urutan else ()
    state = STATUS_PK[str(pk.status)]
    who = f"Pihak pertama {first}, pihak kedua {second}{when}. {state}."
    return (f"{pk}, {pk.perangkat_daerah}".upper(), who, *change)


def _targets(pk: PerjanjianKinerja, heading: tuple[str, ...]) -> Table:
    lines = pk_baca.shown(pk)
    figures = [(one.row.target, *(getattr(one.row, name) for name in QUARTERS)) for one in lines]
    places = places_of(value for row in figures for value in row)
    titles = ("Target", "TW I", "TW II", "TW III", "TW IV")
    columns = (
        Column("No", Kind.NUMBER, 5, places=0),
        Column("Sasaran", width=40),
        Column("Indikator kinerja", width=44),
        Column("Satuan", width=14),
        *(Column(title, Kind.NUMBER, 12, places=places) for title in titles),
        Column("Target menurut naskah", width=24),
    )
    rows = [
        (number, str(one.row.sasaran), str(one.row.uraian), str(one.row.satuan), *targets, one.target)
        for number, (one, targets) in enumerate(zip(lines, figures, strict=True), start=1)
    ]
    return Table("Target", columns, rows, heading)


def _money(pk: PerjanjianKinerja, first: int) -> Iterator[tuple[Cell, ...]]:
    """The programmes and their total, which the workbook adds up itself."""
    rows: list[PkAnggaran] = pk_baca.programmes(pk)
    for number, row in enumerate(rows, start=1):
        yield (number, str(row.kode), str(row.nama), row.anggaran)
    if rows:
        total = sum((Decimal(row.anggaran) for row in rows), Decimal(0))
        yield (None, None, "Jumlah", Formula(f"=SUM(D{first}:D{first + len(rows) - 1})", total))
