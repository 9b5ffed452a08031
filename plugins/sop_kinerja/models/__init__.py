"""The tables of sop_kinerja: documents, cases, plans, figures and their recaps."""

from plugins.sop_kinerja.models.acuan import (
    Acuan,
    JenisAcuan,
)
from plugins.sop_kinerja.models.angka import (
    Angka,
    RekapAngka,
    RekapBasi,
    RekapCapaian,
    RekapPeriode,
    RiwayatAngka,
    TautanAngka,
)
from plugins.sop_kinerja.models.data import (
    Bukti,
    Indikator,
    Penyampaian,
    Realisasi,
    Target,
)
from plugins.sop_kinerja.models.impor import (
    ImporTabel,
)
from plugins.sop_kinerja.models.isi_kasus import (
    KasusDokumen,
    Komentar,
    KomentarSebutan,
)
from plugins.sop_kinerja.models.isian import (
    FormulirExcel,
    UnggahanExcel,
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
from plugins.sop_kinerja.models.rencana import (
    ProgramKegiatan,
    Renstra,
    Sasaran,
    SkalaOrdinal,
    SkalaPredikat,
)
from plugins.sop_kinerja.models.sop import (
    Peraturan,
    SopDokumen,
    SopLangkah,
    SopPelaksana,
    SopPelaksanaJabatan,
    SopVersi,
)
from plugins.sop_kinerja.models.tahunan import (
    IndikatorTahun,
    PerjanjianKinerja,
    PkAnggaran,
    PkIndikator,
    Progres,
    RealisasiAnggaran,
    RencanaAksi,
    TargetRenstra,
)
from plugins.sop_kinerja.models.tugas import (
    Tugas,
    TugasJeda,
    TugasPengingat,
)

__all__ = [
    "Acuan",
    "Angka",
    "Bukti",
    "FormulirExcel",
    "ImporTabel",
    "Indikator",
    "IndikatorTahun",
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
    "PerjanjianKinerja",
    "PkAnggaran",
    "PkIndikator",
    "ProgramKegiatan",
    "Progres",
    "Realisasi",
    "RealisasiAnggaran",
    "Rekap",
    "RekapAngka",
    "RekapBaris",
    "RekapBasi",
    "RekapCapaian",
    "RekapPerangkat",
    "RekapPeriode",
    "RencanaAksi",
    "Renstra",
    "RiwayatAngka",
    "Sasaran",
    "SkalaOrdinal",
    "SkalaPredikat",
    "SopDokumen",
    "SopLangkah",
    "SopPelaksana",
    "SopPelaksanaJabatan",
    "SopVersi",
    "Target",
    "TargetRenstra",
    "TautanAngka",
    "Tugas",
    "TugasJeda",
    "TugasPengingat",
    "UnggahanExcel",
]
