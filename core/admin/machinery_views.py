"""The inner works, for the site's admin to look into: events and their delivery, counters, schedules, sessions."""

from core.accounts.models import Sesi
from core.admin.log_views import ReadOnlyView
from core.events import Pengantaran, Peristiwa
from core.mail.models import Lampiran
from core.markers import Penanda
from core.numbering import Penghitung
from core.schedule import Jadwal


class MachineryView(ReadOnlyView):
    menu_category = "Mesin"
    permission_prefix = "core.mesin"


class PeristiwaView(MachineryView):
    model = Peristiwa
    label = "Peristiwa antarplugin"
    hint = "Yang belum tuntas diantarkan lagi dengan sendirinya."
    column_list = ("dibuat", "nama", "perangkat_daerah", "tuntas")
    column_details_list = ("dibuat", "nama", "perangkat_daerah", "tuntas", "isi")
    column_filters = ("tuntas", "nama")


class PengantaranView(MachineryView):
    model = Pengantaran
    label = "Pengantaran peristiwa"
    column_list = ("peristiwa", "pelanggan", "selesai", "percobaan", "coba_lagi", "galat")
    column_filters = ("selesai", "pelanggan")


class LampiranView(MachineryView):
    model = Lampiran
    label = "Lampiran surel"
    column_list = ("surel", "dokumen")


class PenghitungView(MachineryView):
    model = Penghitung
    label = "Penghitung nomor"
    hint = "Nomor terakhir tiap buku. Naik sendiri saat nomor terbit."
    column_list = ("perangkat_daerah", "buku", "tahun", "nilai")
    column_filters = ("buku", "tahun")


class JadwalView(MachineryView):
    model = Jadwal
    label = "Jadwal pekerjaan"
    column_list = ("pekerjaan", "berikut")


class PenandaView(MachineryView):
    model = Penanda
    label = "Penanda pemasangan"
    column_list = ("nama", "sejak")


class SesiView(MachineryView):
    model = Sesi
    label = "Sesi yang terbuka"
    hint = "Berakhir sendiri pada waktunya, saat keluar, atau saat kata sandi diganti."
    column_list = ("akun", "berakhir")
    column_details_list = ("akun", "berakhir")
