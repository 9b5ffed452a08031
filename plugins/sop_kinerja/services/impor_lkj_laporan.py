"""The report that is kept with an imported table, and its sentences for the screen and the command line."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from core.idn.numbers import EMPTY, format_percent
from core.idn.periods import Periode
from plugins.sop_kinerja.services.impor_lkj_nilai import CETAKAN, kind_of
from plugins.sop_kinerja.services.impor_lkj_pratinjau import Lihat, Pratinjau
from plugins.sop_kinerja.skala import round_half_up

MOST = 2000
"""Rows that a kept report names; how many there are in all is said beside them."""
SHORT = 200
"""Rows of a table of which a terminal shows each."""
KEPT = 6
"""Decimals with which a recap keeps a capaian."""


def report(seen: Pratinjau) -> dict[str, Any]:
    """{"catatan", "skala", "hitungan", "bermasalah": [...], "berbeda", "dipotong", "pembulatan", "tak_dapat",
    "meragukan"}; the last six are rows as `_row`."""
    lists = {
        "bermasalah": [one for one in seen.baris if one.keadaan == "bermasalah"],
        "berbeda": seen.beda,
        **{kind: seen.cetakan(kind) for kind in ("dipotong", "pembulatan", "tak_dapat")},
        "meragukan": seen.meragukan,
    }
    return {
        "catatan": seen.catatan,
        "skala": {str(year): scale.label for year, scale in sorted(seen.skala.items())},
        "hitungan": counts(seen),
        **{name: [_row(one) for one in rows[:MOST]] for name, rows in lists.items()},
    }


def counts(seen: Pratinjau) -> dict[str, int]:
    """How many rows there are of each kind."""
    names = ("baru", "mengganti", "sama", "bermasalah", "dilewati")
    printed = Counter(one.cetakan for one in seen.baris)
    return {
        "baris": len(seen.baris),
        **{name: seen.banyak(name) for name in names},
        "dinilai": sum(one.assessed.value is not None for one in seen.baris),
        "berbeda": len(seen.beda),
        **{kind: printed[kind] for kind in CETAKAN if kind != "sama"},
        "cetakan_sama": printed["sama"],
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
        "cetakan": one.cetakan,
        "masalah": [[each.kolom, each.kalimat] for each in row.masalah],
        "kalimat": [*differences(one), *([one.assessed.doubt] if one.assessed.doubt else [])],
    }


def differences(one: Lihat) -> list[str]:
    """What is to be said about the printed values; what agrees needs no words."""
    return [each.kalimat for each in (one.capaian, one.predikat) if each.hasil not in ("sama", "")]


def lines(seen: Pratinjau, *, every: bool = False) -> Iterator[str]:
    """For a terminal: the rows, their notes and problems below each; then the sums. Of a long table only the rows about
    which there is something to say, unless `every` is wanted."""
    every = every or len(seen.baris) <= SHORT
    for one in seen.baris:
        if every or not one.diambil or differences(one) or one.baris.catatan or one.assessed.doubt:
            yield from _lines_of(one)
    yield from summary(seen)


def _lines_of(one: Lihat) -> Iterator[str]:
    row = one.baris
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
    for each in (one.capaian, one.predikat):
        if each.kalimat:
            yield f"    {CETAKAN[kind_of(each)].upper() if each.beda else 'Cetakan'}: {each.kalimat}"


def summary(seen: Pratinjau) -> Iterator[str]:
    """The file in a few lines."""
    sums = counts(seen)
    yield from seen.catatan
    yield (
        f"{sums['baris']} baris: {sums['baru']} baru, {sums['mengganti']} mengganti, {sums['sama']} sudah ada, "
        f"{sums['bermasalah']} tidak terbaca, {sums['dilewati']} bukan baris angka."
    )
    printed = {"Sama dengan hitungan": sums["cetakan_sama"]}
    printed |= {name: sums[kind] for kind, name in CETAKAN.items() if kind != "sama" and sums[kind]}
    yield f"Capaian dan predikat tercetak: {'; '.join(f'{name} {count}' for name, count in printed.items())}."
    for year, scale in sorted(seen.skala.items()):
        yield f"Skala predikat {year}: {scale.label}."


def capaian(one: Lihat) -> str:
    """'90,49% Sangat Tinggi (90,4875%)', or why there is none."""
    value = one.assessed.value
    if value is None:
        return f"belum dapat dinilai ({one.assessed.reason})"
    return f"{format_percent(value)} {one.assessed.predikat} ({format_percent(round_half_up(value, KEPT), None)})"


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
