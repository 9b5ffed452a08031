"""Classification, retention and proof."""

from core.plugin import Manifest, MenuItem, Setting

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
        "arsip.klasifikasi.read": "Melihat klasifikasi dan jadwal retensi",
        "arsip.klasifikasi.create": "Menambah klasifikasi dan jadwal retensi",
        "arsip.klasifikasi.update": "Mengubah klasifikasi dan jadwal retensi",
        "arsip.klasifikasi.delete": "Menghapus klasifikasi dan jadwal retensi",
    },
    menu=(MenuItem("Berkas arsip", "arsip.berkas_list", "arsip.berkas.read", 210),),
    settings=(Setting("klasifikasi", "Klasifikasi berkas pengumpulan data kinerja", "000.8.6.3"),),
)
