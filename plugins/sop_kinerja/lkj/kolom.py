"""Which column means what: the names that reports use, in any order, capitals and spelling of spaces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NAMES: Mapping[str, tuple[str, ...]] = {
    "instansi": (
        "instansi",
        "nama instansi",
        "pemerintah daerah",
        "pemda",
        "perangkat daerah",
        "opd",
        "skpd",
        "unit organisasi",
        "nama opd",
    ),
    "tahun": ("tahun", "tahun anggaran", "thn", "tahun laporan"),
    "periode": ("periode", "triwulan", "masa", "periode laporan"),
    "sasaran": ("sasaran", "sasaran strategis", "sasaran kinerja", "tujuan sasaran"),
    "indikator": (
        "indikator",
        "indikator kinerja",
        "indikator sasaran",
        "indikator kinerja utama",
        "indikator kinerja utama iku",
        "iku",
        "nama indikator",
        "uraian indikator",
    ),
    "satuan": ("satuan", "unit", "satuan indikator"),
    "arah": ("arah", "arah indikator", "polaritas", "sifat indikator", "arah capaian"),
    "target": ("target", "target kinerja", "target tahun ini", "t"),
    "realisasi": ("realisasi", "realisasi kinerja", "realisasi tahun ini", "r"),
    "capaian_cetak": (
        "capaian cetak",
        "capaian tercetak",
        "capaian",
        "persen capaian",
        "persentase capaian",
        "tingkat capaian",
        "capaian kinerja",
    ),
    "predikat_cetak": ("predikat cetak", "predikat tercetak", "predikat", "kategori", "kriteria", "predikat capaian"),
    "sumber": ("source url", "sumber", "url", "alamat sumber", "sumber dokumen"),
}
"""Field -> the names by which its column goes, after `plain`."""
NEEDED = ("indikator", "target", "realisasi")
_FIELD = {name: key for key, names in NAMES.items() for name in names}


@dataclass(frozen=True)
class Kolom:
    """`di`: field -> index of its column. `dilewati`: names of columns that mean nothing to us. `ganda`: names that
    stand for a field that another column has already. `judul`: field -> the name as the file writes it."""

    di: dict[str, int]
    judul: dict[str, str]
    lebar: int
    dilewati: list[str] = field(default_factory=list)
    ganda: list[str] = field(default_factory=list)


def plain(name: str) -> str:
    """'Capaian (%)' -> 'capaian': small letters, words only; a year in the name is dropped ('Target 2020')."""
    words = re.sub(r"[^a-z]+", " ", name.casefold().replace("%", " persen "))
    text = " ".join(words.split())
    return text if text in _FIELD else re.sub(r"\b(persen|tahun|dalam)\b", " ", f" {text} ").strip()


def find_columns(names: Sequence[str]) -> Kolom | None:
    """None when these are not the names of a table of figures."""
    found: dict[str, int] = {}
    titles: dict[str, str] = {}
    unused: list[str] = []
    doubled: list[str] = []
    for index, name in enumerate(names):
        key = _FIELD.get(" ".join(plain(name).split()))
        if key is None:
            unused += [name] if name else []
        elif key in found:
            doubled.append(name)
        else:
            found[key], titles[key] = index, name
    if any(key not in found for key in NEEDED):
        return None
    return Kolom(found, titles, len(names), unused, doubled)
