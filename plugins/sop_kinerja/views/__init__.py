"""The task screens of sop_kinerja: importing a module puts its pages on the blueprint."""

from plugins.sop_kinerja.views import acuan, bagan, bahan, data, formulir, kasus, rekap, sop, statistik, tahun, tugas, waktu
from plugins.sop_kinerja.views.blueprint import blueprint

__all__ = ["acuan", "bagan", "bahan", "blueprint", "data", "formulir", "kasus", "rekap", "sop", "statistik", "tahun", "tugas", "waktu"]
