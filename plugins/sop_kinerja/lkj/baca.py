"""A published table, row by row: what was read, what was noticed, and each problem with its line and column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.filetypes import FileRefused, sniff
from plugins.sop_kinerja.lkj import kata
from plugins.sop_kinerja.lkj.angka import read_figure
from plugins.sop_kinerja.lkj.arti import judge, read_time
from plugins.sop_kinerja.lkj.baris import Bacaan, BarisLkj, Masalah, Pilihan, fold
from plugins.sop_kinerja.lkj.kolom import Kolom
from plugins.sop_kinerja.lkj.lembar import read_xlsx
from plugins.sop_kinerja.lkj.sel import EMPTY, Sel, TabelDitolak
from plugins.sop_kinerja.lkj.tabel import MAX_BYTES, Baris, Tabel, read_csv
from plugins.sop_kinerja.lkj.tafsir import Tangan, settle, settle_printed

LONGEST = {"instansi": 200, "sasaran": 2000, "indikator": 2000, "satuan": 60, "predikat_cetak": 60, "sumber": 500}
NO_UNIT = "tidak disebut"
SUMMARY = ("rata-rata", "rata rata", "jumlah", "total", "capaian rata-rata")


def read(content: bytes, name: str, given: Pilihan, today: date) -> Bacaan:
    """:raises TabelDitolak: when the file as a whole is none that we can read."""
    table = _table(content, name)
    rows = [_row(raw, table.kolom, given, today) for raw in table.baris]
    # Each agency has its own hand: a decimal point in one's table says nothing of another's.
    hands = _hands(rows)
    for row in rows:
        if row.siap:
            _settle(row, table.kolom, hands[fold(row.instansi)])
    _mark_repeated(rows)
    return Bacaan(rows, table.catatan)


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


def _row(raw: Baris, columns: Kolom, given: Pilihan, today: date) -> BarisLkj:
    row = BarisLkj(raw.nomor)
    cells = {key: raw.sel[index] if index < len(raw.sel) else EMPTY for key, index in columns.di.items()}

    def of(key: str) -> Sel:
        return cells.get(key, EMPTY)

    def wrong(key: str, sentence: str) -> None:
        row.masalah.append(Masalah(columns.judul.get(key, key), sentence))

    if any(cell.teks for cell in raw.sel[columns.lebar :]):
        sentence = (
            f"Baris ini memuat {len(raw.sel)} sel, kepalanya {columns.lebar}. Angka yang memuat koma harus diapit "
            "tanda kutip, atau kolomnya dipisahkan titik koma."
        )
        row.masalah.append(Masalah("seluruh baris", sentence))
        row.indikator = of("indikator").teks[:200]
        return row
    for key in ("instansi", "sasaran", "indikator", "satuan", "sumber"):
        setattr(row, key, of(key).teks)
    row.predikat_cetak = "" if of("predikat_cetak").teks in ("-", "–") else of("predikat_cetak").teks
    row.instansi = row.instansi or given.instansi
    figures = [of(key).teks for key in ("target", "realisasi", "capaian_cetak")]
    if not row.indikator and not any(figures):
        row.dilewati = "Bukan baris angka: hanya judul atau pemisah."
        return row
    if fold(row.indikator).startswith(SUMMARY) and not any(figures[:2]):
        row.dilewati = "Baris ringkasan, bukan indikator."
        return row
    if not row.indikator:
        wrong("indikator", "Nama indikator kosong.")
    for key, limit in LONGEST.items():
        if len(getattr(row, key)) > limit:
            wrong(key, f"Paling banyak {limit} huruf; sekarang {len(getattr(row, key))}.")
    row.satuan = row.satuan or NO_UNIT
    read_time(row, of, wrong, given, today)
    formula = kata.direction(of("arah").teks or given.arah)
    row.formula = given.turun if formula == "turun" else formula
    row.target = read_figure(of("target"), row.satuan)
    row.realisasi = read_figure(of("realisasi"), row.satuan)
    row.cetak = read_figure(of("capaian_cetak"))
    judge(row, wrong, of("arah").teks or given.arah)
    return row


def _hands(rows: Iterable[BarisLkj]) -> dict[str, Tangan]:
    counts: dict[str, list[int]] = {}
    for row in rows:
        count = counts.setdefault(fold(row.instansi), [0, 0])
        for cell in (row.target, row.realisasi, row.cetak):
            count[0] += cell.titik
            count[1] += cell.jenis == "angka" and cell.tempat > 0 and not cell.titik
    return {agency: Tangan(*count) for agency, count in counts.items()}


def _settle(row: BarisLkj, columns: Kolom, hand: Tangan) -> None:
    """Figures that could be read in two ways: what was printed beside them may say which."""
    settled = settle(row.target, row.realisasi, row.cetak, row.formula, hand=hand)
    row.target, row.realisasi, row.cetak = settled.target, settled.realisasi, settled.cetak
    row.catatan += settled.catatan
    for key, sentence in settled.masalah:
        row.masalah.append(Masalah(columns.judul.get(key, key), sentence))
    row.cetak, notes = settle_printed(row.cetak)
    row.catatan += notes


def _mark_repeated(rows: Iterable[BarisLkj]) -> None:
    seen: dict[tuple[str, ...], BarisLkj] = {}
    for row in rows:
        if not row.siap:
            continue
        key = (*row.kunci, row.periode)
        first = seen.setdefault(key, row)
        if first is row:
            continue
        same = (first.target.nilai, first.target.teks, first.realisasi.nilai) == (
            row.target.nilai,
            row.target.teks,
            row.realisasi.nilai,
        )
        if same:
            row.dilewati = f"Mengulang baris {first.nomor} dengan angka yang sama."
        else:
            row.masalah.append(
                Masalah("indikator", f"Indikator dan periode ini sudah ada pada baris {first.nomor} dengan angka lain.")
            )
