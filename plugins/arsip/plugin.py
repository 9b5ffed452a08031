"""Classification, retention and proof."""

from core.plugin import Manifest, MenuItem, ScheduleEntry, Setting

manifest = Manifest(
    name="arsip",
    label="Arsip",
    version="0.1.0",
    summary="Memberkaskan dokumen pelaksanaan SOP dengan klasifikasi, jadwal retensi, dan bukti keutuhan.",
    optional=("sop_kinerja",),
    permissions={
        "arsip.berkas.read": "Melihat berkas arsip",
        "arsip.berkas.create": "Memberkaskan arsip",
        "arsip.berkas.verify": "Memeriksa keutuhan arsip",
        "arsip.klasifikasi.read": "Melihat klasifikasi arsip",
        "arsip.klasifikasi.create": "Menambah klasifikasi arsip",
        "arsip.klasifikasi.update": "Mengubah klasifikasi arsip",
        "arsip.klasifikasi.delete": "Menghapus klasifikasi arsip",
        "arsip.jra.read": "Melihat jadwal retensi",
        "arsip.jra.create": "Menambah jadwal retensi",
        "arsip.jra.update": "Mengubah jadwal retensi",
        "arsip.jra.delete": "Menghapus jadwal retensi",
    },
    menu=(MenuItem("Berkas arsip", "arsip.berkas_list", "arsip.berkas.read", 210),),
    settings=(Setting("klasifikasi", "Klasifikasi berkas pengumpulan data kinerja", "000.8.6.3"),),
    schedule=(ScheduleEntry("arsip.periksa", every_minutes=24 * 60),),
)
