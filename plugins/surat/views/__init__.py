"""Screens of surat. Each module adds its pages to the one blueprint."""

from plugins.surat.views import keluar, langkah, masuk, naskah, periksa, proses, sertifikat, susun, tte
from plugins.surat.views.base import blueprint

__all__ = ["blueprint", "keluar", "langkah", "masuk", "naskah", "periksa", "proses", "sertifikat", "susun", "tte"]
