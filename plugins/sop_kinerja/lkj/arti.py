"""What the cells of a row mean together: when it is of, and what its two figures say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from plugins.sop_kinerja.lkj import kata
from plugins.sop_kinerja.lkj.baris import BarisLkj, Pilihan, fold
from plugins.sop_kinerja.lkj.sel import Sel

PERCENT = frozenset(("%", "persen", "prosen", "persentase", "percent", "persen (%)"))
Wrong = Callable[[str, str], None]
"""Takes a field and what is wrong with its cell."""


def read_time(row: BarisLkj, of: Callable[[str], Sel], wrong: Wrong, given: Pilihan, today: date) -> None:
    text = of("tahun").teks
    tahun = kata.year(text) if text else given.tahun
    if tahun is None:
        wrong("tahun", f"«{text}» bukan tahun." if text else "Tahun kosong.")
        return
    row.tahun = tahun
    text = of("periode").teks or given.periode
    period = kata.period(text, tahun) if text else None
    if period is None:
        said = f"«{text}» bukan periode tahun {tahun}." if text else "Periode kosong."
        wrong("periode", f"{said} Tulis tahunan, Triwulan I–IV, Semester I–II, atau nama bulan.")
        return
    row.periode = period.code
    if period.start > today:
        wrong("periode", f"{period.label} belum mulai, jadi angkanya belum mungkin ada.")


def judge(row: BarisLkj, wrong: Wrong, arah: str) -> None:
    """What the cells of the two figures mean for the row; problems name their column."""
    for key, figure in (("target", row.target), ("realisasi", row.realisasi)):
        row.catatan += figure.catatan
        if figure.jenis == "galat":
            wrong(key, figure.galat)
    if row.realisasi.jenis == "rentang" or row.realisasi.batas:
        wrong("realisasi", f"«{row.realisasi.teks}» bukan satu angka. Realisasi harus satu angka.")
    if row.target.batas and row.formula in ("naik", "turun", "turun_rasio"):
        fits = row.target.batas in (("≥", ">") if row.formula == "naik" else ("≤", "<"))
        if not fits:
            wrong("target", f"Tanda {row.target.batas} bertentangan dengan arah «{arah}».")
    _percent(row, wrong)
    if row.formula == "tanpa" and row.target.jenis == "angka":
        said = f"Arah «{arah}»" if arah else "Arah tidak disebut"
        row.catatan.append(f"{said}, sehingga rumus capaian tidak dapat dipilih: belum dapat dinilai.")
    if row.target.jenis in ("teks", "rasio"):
        row.formula = "tanpa"
        row.catatan.append(f"Target «{row.target.teks}» bukan angka: belum dapat dinilai, bukan nol.")
    elif row.target.jenis == "rentang" and row.formula != "rentang":
        row.formula = "tanpa"
        row.catatan.append(
            f"Target «{row.target.teks}» berupa rentang, tetapi arahnya bukan «rentang»: belum dapat dinilai."
        )
    elif row.target.jenis == "kosong":
        row.catatan.append("Target tidak dicetak: belum dapat dinilai.")
    if row.realisasi.jenis in ("teks", "rasio"):
        row.catatan.append(f"Realisasi «{row.realisasi.teks}» bukan angka: belum dapat dinilai, bukan nol.")
    elif row.realisasi.jenis == "kosong":
        row.catatan.append("Realisasi tidak dicetak: belum dapat dinilai, bukan nol.")


def _percent(row: BarisLkj, wrong: Wrong) -> None:
    if fold(row.satuan) in PERCENT:
        return
    numeric = [figure for figure in (row.target, row.realisasi) if figure.jenis in ("angka", "rentang")]
    with_sign = [figure for figure in numeric if figure.persen]
    if not with_sign:
        return
    if len(with_sign) < len(numeric):
        key = "target" if row.target.persen else "realisasi"
        sentence = f"Hanya angka ini yang bertanda persen, sedangkan satuannya «{row.satuan}». Samakan satuannya."
        wrong(key, sentence)
    else:
        row.catatan.append(f"Angka bertanda persen, satuannya tertulis «{row.satuan}».")
