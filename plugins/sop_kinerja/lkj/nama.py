"""What the head of a column names: a field, and perhaps the year or part of a year of which its figures are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from plugins.sop_kinerja.lkj import kata

NAMES: Mapping[str, tuple[str, ...]] = {
    "nomor": ("no", "nomor", "no urut"),
    "instansi": (
        *("instansi", "nama instansi", "pemerintah daerah", "pemda", "kabupaten kota", "unit organisasi", "organisasi"),
        *("perangkat daerah", "nama perangkat daerah", "opd", "nama opd", "skpd", "nama skpd", "satuan kerja"),
        *("organisasi perangkat daerah", "unit kerja", "unit kerja skpd"),
    ),
    "tahun": ("tahun", "tahun anggaran", "thn", "tahun laporan", "tahun data"),
    "periode": ("periode", "triwulan", "tw", "semester", "bulan", "masa", "periode laporan", "periode pelaporan"),
    "sasaran": (
        *("sasaran", "sasaran strategis", "sasaran kinerja", "tujuan sasaran", "sasaran program", "sasaran daerah"),
        *("sasaran strategis program", "sasaran rpjmd", "sasaran renstra", "sasaran perangkat daerah"),
        *("sasaran pembangunan", "sasaran strategis kinerja", "tujuan dan sasaran", "kinerja utama"),
    ),
    "indikator": (
        *("indikator", "indikator kinerja", "indikator sasaran", "indikator kinerja utama", "iku", "nama indikator"),
        *("indikator kinerja utama iku", "uraian indikator", "indikator kinerja sasaran", "indikator program", "ikk"),
        *("indikator kinerja program", "indikator kinerja kegiatan", "indikator kegiatan", "indikator tujuan"),
        *("indikator sasaran strategis", "indikator tujuan sasaran", "indikator kinerja individu", "indikator output"),
        *("indikator kinerja daerah", "indikator kinerja kunci", "indikator outcome", "indikator kinerja outcome"),
        *("uraian indikator kinerja", "nama indikator kinerja", "indikator kinerja sasaran strategis", "ikd"),
        *("indikator kinerja iku", "indikator kinerja tujuan", "indikator kinerja output"),
    ),
    "satuan": ("satuan", "unit", "satuan indikator", "sat", "satuan ukur", "satuan pengukuran", "satuan kinerja"),
    "arah": (
        *("arah", "arah indikator", "polaritas", "sifat indikator", "arah capaian", "polarisasi", "arah kinerja"),
        *("jenis polarisasi", "polaritas indikator", "polarity", "direction", "tren positif negatif"),
    ),
    "target": (
        *("target", "target kinerja", "target tahun ini", "t", "target t", "target pk", "target tahunan", "target iku"),
        *("target perjanjian kinerja", "target indikator", "target indikator kinerja", "rencana", "target sasaran"),
        *("rencana tingkat capaian", "rencana tingkat capaian target", "target capaian", "target rencana"),
    ),
    "realisasi": (
        *("realisasi", "realisasi kinerja", "realisasi tahun ini", "r", "realisasi r", "realisasi target", "hasil"),
        *("realisasi indikator", "realisasi pk", "realisasi capaian", "realisasi tahunan", "realisasi iku"),
        *("realisasi indikator kinerja", "capaian realisasi", "realisasi sasaran"),
    ),
    "capaian_cetak": (
        *("capaian cetak", "capaian tercetak", "capaian", "persen capaian", "persentase capaian", "tingkat capaian"),
        *("capaian kinerja", "persen", "persentase", "prosentase", "prosentase capaian", "pencapaian", "nilai capaian"),
        *("persentase pencapaian", "tingkat pencapaian", "capaian indikator", "capaian indikator kinerja", "c"),
        *(
            "persentase capaian kinerja",
            "tingkat capaian kinerja",
            "rasio capaian",
            "capaian target",
            "kinerja persen",
            "capaian c",
        ),
        *("persen realisasi", "persentase realisasi", "persentase tingkat capaian", "capaian terhadap target"),
        *("persentase pencapaian target", "persentase pencapaian rencana tingkat capaian", "persentase capaian target"),
        *("pencapaian target", "capaian sasaran", "prosentase pencapaian", "persen kinerja", "capaian iku"),
    ),
    "predikat_cetak": (
        *(
            "predikat cetak",
            "predikat tercetak",
            "predikat",
            "kategori",
            "kriteria",
            "predikat capaian",
            "interpretasi",
        ),
        *("kategori capaian", "kategori kinerja", "kriteria penilaian", "kriteria capaian", "predikat kinerja"),
        *("status capaian", "penilaian", "kategori penilaian", "kriteria penilaian realisasi kinerja", "klasifikasi"),
        *("kategori capaian kinerja", "kriteria kinerja", "status"),
    ),
    "sumber": ("source url", "sumber", "url", "alamat sumber", "sumber dokumen", "sumber data", "tautan"),
}
"""Field -> the names by which its column goes, after `plain`."""
FIGURES = ("target", "realisasi", "capaian_cetak", "predikat_cetak")
"""Fields that a table may have several of, one for each year or part of it."""
_FIELD = {name: key for key, names in NAMES.items() for name in names}
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_PART = re.compile(r"\b(?:(?:triwulan|tribulan|tw|kuartal)\s*(?:iv|iii|ii|i|[1-4])|(?:semester|smt)\s*(?:ii|i|[12]))\b")


class Kepala(NamedTuple):
    """`field` empty: a column that means nothing to us. `tahun` and `bagian` (TW1, S2) where the head names them."""

    field: str = ""
    tahun: int | None = None
    bagian: str = ""


_OTHER = re.compile(r"\b(?:s d|sampai|anggaran|pagu|keuangan|biaya|belanja|dana|efisiensi|serapan)\b")
"""Columns that stand beside the figures: of the budget, or cumulative («s.d. TW III», of no one period)."""


@lru_cache(maxsize=4_096)
def describe(head: tuple[str, ...]) -> Kepala:
    """What the lines of a head, from the top down, say together: of «Tahun 2022» over «Target» the target of 2022."""
    years, parts = set[int](), set[str]()
    field, other = "", False
    for text in reversed(head):
        words = plain(text)
        named = {int(each) for each in _YEAR.findall(text)}
        years |= named
        parts |= {kata.part_of(each) for each in _PART.findall(words)}
        other = other or bool(_OTHER.search(words.replace("tahun anggaran", "")))
        found = field_of(words)
        field = field or ("" if found == "tahun" and named else found)  # «Tahun 2022» stands over figures
    if other or len(years) > 1 or len(parts) > 1:
        return Kepala()
    return Kepala(field, min(years, default=None), min(parts, default=""))


def plain(name: str) -> str:
    """'Capaian (%) = R/T' -> 'capaian persen': small letters, words and numbers only."""
    words = name.casefold().partition("=")[0].replace("%", " persen ")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words).split())


@lru_cache(maxsize=4_096)
def field_of(words: str) -> str:
    words = " ".join(re.sub(r"\b[0-9]+\b", " ", _PART.sub(" ", words)).split())
    if words in _FIELD:
        return _FIELD[words]
    return _FIELD.get(" ".join(re.sub(r"\b(persen|tahun|dalam)\b", " ", words).split()), "")


@lru_cache(maxsize=65_536)
def names_indicator(text: str) -> bool:
    """Whether a cell could be the head of the column of indicators: so a further head is known below the first."""
    return len(text) <= 60 and _FIELD.get(plain(text)) == "indikator"
