"""What the cells of a row mean together: when it is of, and what its two figures say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from plugins.sop_kinerja.lkj import kata
from plugins.sop_kinerja.lkj.baris import BarisLkj, fold

NO_UNIT = "tidak disebut"
Wrong = Callable[[str, str], None]
"""Takes a field and what is wrong with its cell."""


class Waktu(NamedTuple):
    """The year and the code of the period, or the field that does not say it and the sentence about it."""

    tahun: int = 0
    periode: str = ""
    kolom: str = ""
    kalimat: str = ""


@lru_cache(maxsize=4_096)
def read_time(tahun: str, periode: str, year: int | None, part: str, kind: str, today: date) -> Waktu:
    """`year` and `part` count where the cells are empty; `kind` is the name of the column of periods."""
    found = kata.year(tahun) if tahun else year
    if found is None:
        return Waktu(kolom="tahun", kalimat=f"«{tahun}» bukan tahun." if tahun else "Tahun kosong.")
    text = periode or part
    period = kata.period(text, found, kind) if text else None
    if period is None:
        said = f"«{text}» bukan periode tahun {found}." if text else "Periode kosong."
        sentence = f"{said} Tulis tahunan, Triwulan I–IV, Semester I–II, atau nama bulan."
        return Waktu(found, kolom="periode", kalimat=sentence)
    if period.start > today:
        sentence = f"{period.label} belum mulai, jadi angkanya belum mungkin ada."
        return Waktu(found, period.code, "periode", sentence)
    return Waktu(found, period.code)


def no_direction(arah: str) -> str:
    said = f"Arah «{arah}»" if arah else "Arah tidak disebut"
    return f"{said}, sehingga rumus capaian tidak dapat dipilih: belum dapat dinilai."


def judge(row: BarisLkj, wrong: Wrong, arah: str) -> None:
    """What the cells of the two figures mean for the row; problems name their column."""
    target, realisasi = row.target, row.realisasi
    for key, figure in (("target", target), ("realisasi", realisasi)):
        row.catatan += figure.catatan
        if figure.jenis == "galat":
            wrong(key, figure.galat)
    if realisasi.jenis == "rentang" or realisasi.batas:
        wrong("realisasi", f"«{realisasi.teks}» bukan satu angka. Realisasi harus satu angka.")
    if target.batas and row.formula in ("naik", "turun", "turun_rasio"):
        fits = target.batas in (("≥", ">") if row.formula == "naik" else ("≤", "<"))
        if not fits:
            wrong("target", f"Tanda {target.batas} bertentangan dengan arah «{arah}».")
    if target.ikut and realisasi.ikut and target.ikut != realisasi.ikut:
        wrong("realisasi", f"Satuannya «{realisasi.ikut}», sedangkan target memakai «{target.ikut}». Samakan.")
    if target.persen or realisasi.persen:
        _percent(row, wrong)
    if target.jenis == "angka":
        if row.formula == "tanpa":
            row.catatan.append(no_direction(arah))
    elif target.jenis in ("teks", "rasio"):
        row.formula = "tanpa"
        row.catatan.append(f"Target «{target.teks}» bukan angka: belum dapat dinilai, bukan nol.")
    elif target.jenis == "rentang" and row.formula != "rentang":
        row.formula = "tanpa"
        row.catatan.append(
            f"Target «{target.teks}» berupa rentang, tetapi arahnya bukan «rentang»: belum dapat dinilai."
        )
    elif target.jenis == "kosong":
        row.catatan.append("Target tidak dicetak: belum dapat dinilai.")
    if realisasi.jenis in ("teks", "rasio"):
        row.catatan.append(f"Realisasi «{realisasi.teks}» bukan angka: belum dapat dinilai, bukan nol.")
    elif realisasi.jenis == "kosong":
        row.catatan.append("Realisasi tidak dicetak: belum dapat dinilai, bukan nol.")


def _percent(row: BarisLkj, wrong: Wrong) -> None:
    unit = fold(row.satuan)
    if "%" in unit or "persen" in unit or "prosen" in unit or "percent" in unit:
        return
    numeric = [figure for figure in (row.target, row.realisasi) if figure.jenis in ("angka", "rentang")]
    with_sign = [figure for figure in numeric if figure.persen]
    if len(with_sign) < len(numeric) and row.satuan != NO_UNIT:
        key = "target" if row.target.persen else "realisasi"
        sentence = f"Hanya angka ini yang bertanda persen, sedangkan satuannya «{row.satuan}». Samakan satuannya."
        wrong(key, sentence)
    elif with_sign:
        row.catatan.append(f"Angka bertanda persen, satuannya tertulis «{row.satuan}».")
