"""A published table, row by row: what was read, what was noticed, and each problem with its line and column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from core.filetypes import FileRefused, sniff
from plugins.sop_kinerja.lkj.arti import no_direction
from plugins.sop_kinerja.lkj.baris import BY_PRINT, Bacaan, BarisLkj, Masalah, Pilihan, fold
from plugins.sop_kinerja.lkj.judul import Judul, read_title
from plugins.sop_kinerja.lkj.kepala import Bagian, Tabel
from plugins.sop_kinerja.lkj.kolom import Kolom
from plugins.sop_kinerja.lkj.lembar import read_xlsx
from plugins.sop_kinerja.lkj.pembaca import Pembaca
from plugins.sop_kinerja.lkj.sel import TabelDitolak
from plugins.sop_kinerja.lkj.tabel import MAX_BYTES, read_csv
from plugins.sop_kinerja.lkj.tafsir import formula_by_print, parted, settle, settle_printed


def read(content: bytes, name: str, given: Pilihan, today: date) -> Bacaan:
    """:raises TabelDitolak: when the file as a whole is none that we can read."""
    table = _table(content, name)
    title = read_title(table.judul)
    found: list[tuple[BarisLkj, Kolom]] = []
    notes = table.catatan
    for part in table.bagian:
        chosen = _chosen(part, given)
        reader = Pembaca(given, title, today, part.susunan.lebar, sisi=table.sisi)
        for raw in part.baris:
            for columns in chosen:
                row = reader.read(raw, columns, alone=len(chosen) == 1)
                if row is not None:
                    found.append((row, columns))
        notes += [note for note in _form(chosen, part, given, title) if note not in notes]
    pointed, commas = _hands(row for row, _ in found)
    for row, columns in found:
        if row.siap:
            agency = fold(row.instansi)
            if agency in pointed and agency not in commas:
                _part(row)
            _settle(row, columns, pointed=agency in pointed)
            if given.arah == BY_PRINT and row.formula == "tanpa":
                _choose_formula(row, given)
    rows = [row for row, _ in found]
    _mark_repeated(rows)
    return Bacaan(rows, notes)


def _table(content: bytes, name: str) -> Tabel:
    if not content:
        raise TabelDitolak("Berkas ini kosong.")
    if len(content) > MAX_BYTES:
        raise TabelDitolak(
            f"Berkas melebihi {MAX_BYTES // 1_000_000} MB; tabel kinerja jauh lebih kecil. Periksa berkasnya."
        )
    if content.startswith(b"PK\x03\x04"):
        try:
            sniff(content, "tabel.xlsx")
        except FileRefused as error:
            raise TabelDitolak(error.sentence) from error
        return read_xlsx(content)
    if content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise TabelDitolak(f"«{name}» bukan CSV atau XLSX. Simpan tabelnya sebagai CSV atau XLSX, lalu unggah.")
    return read_csv(content)


def _chosen(part: Bagian, given: Pilihan) -> list[Kolom]:
    """The columns of the year that was asked for; all of them when none was, or the table has none of it."""
    found = part.susunan.kolom
    wanted = [each for each in found if each.tahun in (given.tahun, None)]
    return wanted if given.tahun and wanted else found


def _form(chosen: Sequence[Kolom], part: Bagian, given: Pilihan, title: Judul) -> list[str]:
    """What was taken from elsewhere than from a row's cells."""
    notes = []
    if len(chosen) < len(part.susunan.kolom):
        notes.append(f"Hanya kolom tahun {given.tahun} yang dibaca.")
    elif len(chosen) > 1:
        pairs = "; ".join(f"{each.judul['target']} dan {each.judul['realisasi']}" for each in chosen)
        notes.append(f"Setiap baris memuat {len(chosen)} pasang angka: {pairs}.")
    first = chosen[0]
    if "tahun" not in first.di and first.tahun is None and given.tahun is None and title.tahun is not None:
        notes.append(f"Tahun {title.tahun} dibaca dari judul tabel.")
    if "periode" not in first.di and not first.bagian and not given.periode:
        said = "dibaca dari judul tabel" if title.bagian else "tidak disebut, jadi dibaca sebagai tahunan"
        notes.append(f"Periode {said}.")
    return notes


def _hands(rows: Iterable[BarisLkj]) -> tuple[set[str], set[str]]:
    """The agencies that write a decimal point somewhere, and those that write a decimal comma. Each has its own hand: a
    point in one's table says nothing of another's."""
    pointed, commas = set[str](), set[str]()
    for row in rows:
        for each in (row.target, row.realisasi, row.cetak):
            if each.titik:
                pointed.add(fold(row.instansi))
            elif each.tempat and each.lain is None and each.jenis == "angka":
                commas.add(fold(row.instansi))
    return pointed, commas


def _part(row: BarisLkj) -> None:
    before = row.target, row.realisasi
    row.target, row.realisasi = parted(row.target), parted(row.realisasi)
    changed = [now for now, was in zip((row.target, row.realisasi), before, strict=True) if now is not was]
    row.catatan += [each.catatan[-1] for each in changed]


def _settle(row: BarisLkj, columns: Kolom, *, pointed: bool) -> None:
    """Figures that could be read in two ways: what was printed beside them may say which."""
    if row.target.titik or row.realisasi.titik or row.target.lain is not None or row.realisasi.lain is not None:
        settled = settle(row.target, row.realisasi, row.cetak, row.formula, pointed=pointed)
        row.target, row.realisasi, row.cetak = settled.target, settled.realisasi, settled.cetak
        row.catatan += settled.catatan
        for key, sentence in settled.masalah:
            row.masalah.append(Masalah(columns.judul.get(key, key), sentence))
    if row.cetak.jenis not in ("angka", "kosong") or row.cetak.batas:
        row.cetak, notes = settle_printed(row.cetak)
        row.catatan += notes
    else:
        row.catatan += row.cetak.catatan


def _choose_formula(row: BarisLkj, given: Pilihan) -> None:
    """Of a row of which no direction is said, as the one who brings in the table wants it."""
    unsaid = no_direction("")
    if unsaid in row.catatan:
        row.formula, note = formula_by_print(row.target, row.realisasi, row.cetak, given.turun)
        row.catatan = [note if each == unsaid and note else each for each in row.catatan]


def _mark_repeated(rows: Iterable[BarisLkj]) -> None:
    seen: dict[tuple[str, ...], BarisLkj] = {}
    for row in rows:
        if not row.siap:
            continue
        key = (*row.kunci, row.periode)
        first = seen.setdefault(key, row)
        if first is row:
            continue
        if _figures(first) == _figures(row):
            row.dilewati = f"Mengulang baris {first.nomor} dengan angka yang sama."
        else:
            row.masalah.append(
                Masalah("indikator", f"Indikator dan periode ini sudah ada pada baris {first.nomor} dengan angka lain.")
            )


def _figures(row: BarisLkj) -> tuple[object, ...]:
    return row.target.nilai, row.target.teks, row.realisasi.nilai
