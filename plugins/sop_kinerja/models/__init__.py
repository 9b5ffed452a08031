"""The tables of sop_kinerja: documents, cases, figures."""

from plugins.sop_kinerja.models.acuan import (
    Acuan,
    JenisAcuan,
)
from plugins.sop_kinerja.models.data import (
    Bukti,
    Indikator,
    Penyampaian,
    Realisasi,
    Target,
)
from plugins.sop_kinerja.models.isi_kasus import (
    KasusDokumen,
    Komentar,
    KomentarSebutan,
)
from plugins.sop_kinerja.models.kasus import (
    Kasus,
    KasusCabang,
    KasusIndikator,
    KasusTujuan,
)
from plugins.sop_kinerja.models.rekap import (
    Rekap,
    RekapBaris,
    RekapPerangkat,
)
from plugins.sop_kinerja.models.sop import (
    Peraturan,
    SopDokumen,
    SopLangkah,
    SopPelaksana,
    SopPelaksanaJabatan,
    SopVersi,
)
from plugins.sop_kinerja.models.tugas import (
    Tugas,
    TugasJeda,
    TugasPengingat,
)

__all__ = [
    "Acuan",
    "Bukti",
    "Indikator",
    "JenisAcuan",
    "Kasus",
    "KasusCabang",
    "KasusDokumen",
    "KasusIndikator",
    "KasusTujuan",
    "Komentar",
    "KomentarSebutan",
    "Penyampaian",
    "Peraturan",
    "Realisasi",
    "Rekap",
    "RekapBaris",
    "RekapPerangkat",
    "SopDokumen",
    "SopLangkah",
    "SopPelaksana",
    "SopPelaksanaJabatan",
    "SopVersi",
    "Target",
    "Tugas",
    "TugasJeda",
    "TugasPengingat",
]
