"""The tables of sop_kinerja: documents, cases, figures."""

from plugins.sop_kinerja.models.data import (
    Bukti,
    Indikator,
    Penyampaian,
    Realisasi,
    Rekap,
    RekapBaris,
    RekapPerangkat,
    Target,
)
from plugins.sop_kinerja.models.kasus import Kasus, KasusDokumen, KasusTujuan, Tugas
from plugins.sop_kinerja.models.sop import SopDokumen, SopLangkah, SopPelaksana, SopVersi

__all__ = [
    "Bukti",
    "Indikator",
    "Kasus",
    "KasusDokumen",
    "KasusTujuan",
    "Penyampaian",
    "Realisasi",
    "Rekap",
    "RekapBaris",
    "RekapPerangkat",
    "SopDokumen",
    "SopLangkah",
    "SopPelaksana",
    "SopVersi",
    "Target",
    "Tugas",
]
