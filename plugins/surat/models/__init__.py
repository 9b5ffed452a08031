"""Tables of surat."""

from plugins.surat.models.keluar import NomorSurat, Paraf, SuratKeluar, SuratTujuan
from plugins.surat.models.kiriman import Pengiriman, SuratMasuk
from plugins.surat.models.naskah import NaskahTte, TandaTanganNaskah
from plugins.surat.models.sertifikat import Sertifikat
from plugins.surat.models.templat import TemplatSurat

__all__ = [
    "NaskahTte",
    "NomorSurat",
    "Paraf",
    "Pengiriman",
    "Sertifikat",
    "SuratKeluar",
    "SuratMasuk",
    "SuratTujuan",
    "TandaTanganNaskah",
    "TemplatSurat",
]
