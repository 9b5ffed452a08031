"""The rows under one head of a table, read one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from plugins.sop_kinerja.lkj import kata
from plugins.sop_kinerja.lkj.angka import NOTHING, read_figure, read_printed
from plugins.sop_kinerja.lkj.arti import NO_UNIT, judge, read_time
from plugins.sop_kinerja.lkj.baris import BY_PRINT, BarisLkj, Masalah, Pilihan, fold
from plugins.sop_kinerja.lkj.judul import Judul
from plugins.sop_kinerja.lkj.kepala import Baris
from plugins.sop_kinerja.lkj.kolom import Kolom
from plugins.sop_kinerja.lkj.sel import EMPTY, Sel
from plugins.sop_kinerja.lkj.tafsir import whole

LONGEST = {"instansi": 200, "sasaran": 2000, "indikator": 2000, "satuan": 60, "predikat_cetak": 60, "sumber": 500}
SUMMARY = ("rata-rata", "rata rata", "rerata", "jumlah", "total", "capaian rata-rata", "nilai rata-rata")
Of = Callable[[str], Sel]
"""The cell of a field; an empty one where the table has no such column."""


class Pembaca:
    """`width`: columns of the head. `sisi`: what stands beyond them are remarks beside the table."""

    def __init__(self, given: Pilihan, title: Judul, today: date, width: int, *, sisi: bool) -> None:
        self.given, self.today, self.width, self.sisi = given, today, width, sisi
        self.tahun = given.tahun or title.tahun
        self.periode = given.periode or title.bagian
        self.arah = "" if given.arah == BY_PRINT else given.arah
        self._sasaran = ""

    def read(self, raw: Baris, columns: Kolom, *, alone: bool) -> BarisLkj | None:
        """None where a row has no figures in these columns, and the table has others (not `alone`)."""
        row = BarisLkj(raw.nomor)
        di, cells, width = columns.di, raw.sel, len(raw.sel)

        def of(key: str) -> Sel:
            index = di.get(key, width)
            return cells[index] if index < width else EMPTY

        def wrong(key: str, sentence: str) -> None:
            row.masalah.append(Masalah(columns.judul.get(key, key), sentence))

        if width > self.width and not self.sisi and any(cell.teks for cell in cells[self.width :]):
            sentence = (
                f"Baris ini memuat {width} sel, kepalanya {self.width}. Angka yang memuat koma harus diapit "
                "tanda kutip, atau kolomnya dipisahkan titik koma."
            )
            row.masalah.append(Masalah("seluruh baris", sentence))
            row.indikator = of("indikator").teks[:200]
            return row
        target, realisasi, printed = of("target"), of("realisasi"), of("capaian_cetak")
        if not (alone or target.teks or realisasi.teks):
            return None
        self._words(row, columns, of)
        if not (row.indikator and (target.teks or realisasi.teks)):
            row.dilewati = _no_figures(row, cells, target.teks or realisasi.teks, printed.teks)
            if row.dilewati:
                return row
            if not row.indikator:
                wrong("indikator", "Nama indikator kosong.")
        for key, limit in LONGEST.items():
            if len(getattr(row, key)) > limit:
                wrong(key, f"Paling banyak {limit} huruf; sekarang {len(getattr(row, key))}.")
        row.satuan = row.satuan or NO_UNIT
        self._time(row, columns, of, wrong)
        arah = of("arah").teks or self.arah
        formula = kata.direction(arah)
        row.formula = self.given.turun if formula == "turun" else formula
        row.target = whole(read_figure(target, row.satuan), row.satuan)
        row.realisasi = whole(read_figure(realisasi, row.satuan), row.satuan)
        if printed.gabungan:
            row.catatan.append("Capaian tercetak ada pada sel gabungan beberapa baris dan tidak dibandingkan.")
        else:
            row.cetak = read_printed(printed)
        for key, cell in (("target", target), ("realisasi", realisasi)):
            if cell.gabungan == "lanjutan":
                wrong(key, "Angkanya ada pada sel gabungan dengan baris di atasnya. Tulis angka setiap baris sendiri.")
        judge(row, wrong, arah)
        return row

    def _words(self, row: BarisLkj, columns: Kolom, of: Of) -> None:
        row.instansi = of("instansi").teks or self.given.instansi
        row.indikator = of("indikator").teks
        row.satuan = of("satuan").teks
        row.sumber = of("sumber").teks
        printed = of("predikat_cetak")
        row.predikat_cetak = "" if printed.gabungan or printed.teks.casefold() in NOTHING else printed.teks
        row.sasaran = of("sasaran").teks
        if row.sasaran:
            self._sasaran = row.sasaran
        elif "nomor" in columns.di and not of("nomor").teks:
            row.sasaran = self._sasaran  # merged with the row above, as its number is

    def _time(self, row: BarisLkj, columns: Kolom, of: Of, wrong: Callable[[str, str], None]) -> None:
        part = columns.bagian or self.periode or ("" if "periode" in columns.di else "tahunan")
        kind = columns.judul.get("periode", "")
        found = read_time(of("tahun").teks, of("periode").teks, columns.tahun or self.tahun, part, kind, self.today)
        row.tahun, row.periode = found.tahun, found.periode
        if found.kolom:
            wrong(found.kolom, found.kalimat)


def _no_figures(row: BarisLkj, cells: list[Sel], figures: str, printed: str) -> str:
    """Why a row that lacks its indicator or its figures is none of figures; empty when it should have been one."""
    first = next((cell.teks for cell in cells if cell.teks), "")
    if fold(row.indikator or first).startswith(SUMMARY) and not (row.indikator and figures):
        return "Baris ringkasan, bukan indikator."
    if not row.indikator and not figures:
        return "Baris ringkasan, bukan indikator." if printed else "Bukan baris angka: hanya judul atau pemisah."
    if row.indikator and not (figures or printed or row.satuan or row.predikat_cetak):
        return "Bukan baris angka: hanya judul atau pemisah."
    return ""
