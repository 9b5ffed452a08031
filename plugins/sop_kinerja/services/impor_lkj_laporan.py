"""The report that is kept with an imported table, and its sentences for the screen and the command line."""

from collections.abc import Iterator
from typing import Any

from core.idn.numbers import EMPTY, format_percent
from core.idn.periods import Periode
from plugins.sop_kinerja.services.impor_lkj_lihat import Lihat, Pratinjau

MOST = 2000
"""Rows that a kept report names; how many there are in all is said beside them."""


def report(seen: Pratinjau) -> dict[str, Any]:
    """{"catatan", "skala", "hitungan", "bermasalah": [...], "berbeda": [...], "dipotong",
    "meragukan"}; the last four are rows as `_row`."""
    troubled = [one for one in seen.baris if one.keadaan == "bermasalah"]
    return {
        "catatan": seen.catatan,
        "skala": {str(year): scale.label for year, scale in sorted(seen.skala.items())},
        "hitungan": counts(seen),
        "bermasalah": [_row(one) for one in troubled[:MOST]],
        "berbeda": [_row(one) for one in seen.beda[:MOST]],
        "dipotong": [_row(one) for one in seen.dipotong[:MOST]],
        "meragukan": [_row(one) for one in seen.meragukan[:MOST]],
    }


def counts(seen: Pratinjau) -> dict[str, int]:
    """How many rows there are of each kind."""
    names = ("baru", "mengganti", "sama", "bermasalah", "dilewati")
    found = {name: seen.banyak(name) for name in names}
    return {
        "baris": len(seen.baris),
        **found,
        "dinilai": sum(one.assessed.value is not None for one in seen.baris),
        "berbeda": len(seen.beda),
        "dipotong": len(seen.dipotong),
    }


def _row(one: Lihat) -> dict[str, Any]:
    row = one.baris
    return {
        "nomor": row.nomor,
        "instansi": row.instansi,
        "indikator": row.indikator,
        "periode": row.periode,
        "target": row.target.teks,
        "realisasi": row.realisasi.teks,
        "capaian": None if one.assessed.value is None else format_percent(one.assessed.value, 4),
        "predikat": one.assessed.predikat,
        "tercetak": row.cetak.teks,
        "predikat_tercetak": row.predikat_cetak,
        "masalah": [[each.kolom, each.kalimat] for each in row.masalah],
        "kalimat": [*differences(one), *([one.assessed.doubt] if one.assessed.doubt else [])],
    }


def differences(one: Lihat) -> list[str]:
    """What is to be said about the printed values; what agrees needs no words."""
    return [each.kalimat for each in (one.capaian, one.predikat) if each.hasil in ("berbeda", "dipotong", "tak_dapat")]


def lines(seen: Pratinjau, *, every: bool) -> Iterator[str]:
    """For a terminal: each row in a line (`every`), its notes and problems below it; then the sums."""
    for one in seen.baris:
        row = one.baris
        if not every and one.diambil and not (differences(one) or row.catatan or one.assessed.doubt):
            continue
        yield f"Baris {row.nomor}: {short(row.indikator)} [{one.keadaan}]"
        if one.keadaan not in ("bermasalah", "dilewati"):
            period = Periode.parse(row.periode).label
            yield (
                f"    {period}; target {row.target.teks or EMPTY}, realisasi {row.realisasi.teks or EMPTY}, "
                f"capaian {capaian(one)}"
            )
        if row.dilewati:
            yield f"    {row.dilewati}"
        yield from (f"    MASALAH kolom {each.kolom}: {each.kalimat}" for each in row.masalah)
        yield from (f"    Catatan: {note}" for note in row.catatan)
        if one.assessed.doubt:
            yield f"    Periksa: {one.assessed.doubt}"
        yield from (f"    {'SALAH CETAK' if one.beda else 'Cetakan'}: {each}" for each in differences(one))
    yield from summary(seen)


def summary(seen: Pratinjau) -> Iterator[str]:
    """The file in a few lines."""
    sums = counts(seen)
    yield from seen.catatan
    yield (
        f"{sums['baris']} baris: {sums['baru']} baru, {sums['mengganti']} mengganti, {sums['sama']} sudah ada, "
        f"{sums['bermasalah']} tidak terbaca, {sums['dilewati']} bukan baris angka."
    )
    yield f"{sums['berbeda']} capaian atau predikat tercetak berbeda dari hitungan; {sums['dipotong']} dipotong."
    for year, scale in sorted(seen.skala.items()):
        yield f"Skala predikat {year}: {scale.label}."


def capaian(one: Lihat) -> str:
    """'90,49% Sangat Tinggi', or why there is none."""
    if one.assessed.value is None:
        return f"belum dapat dinilai ({one.assessed.reason})"
    return f"{format_percent(one.assessed.value)} {one.assessed.predikat}"


def origin(one: Lihat, name: str) -> str:
    """What is kept beside a figure: where it comes from, as it was printed, and what was noticed."""
    row = one.baris
    source = f"{row.instansi or 'Tabel'}, berkas «{name}» baris {row.nomor}"
    printed = [f"target {row.target.teks or EMPTY}", f"realisasi {row.realisasi.teks or EMPTY}"]
    printed += [f"capaian {row.cetak.teks}"] if row.cetak.teks else []
    printed += [f"predikat {row.predikat_cetak}"] if row.predikat_cetak else []
    words = [f"Sumber: {source}.", f"Tercetak: {', '.join(printed)}.", row.sumber, *row.catatan, *differences(one)]
    return "\n".join(each for each in words if each)


def short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89]}…"
