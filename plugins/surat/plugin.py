"""Letters in and out."""

from core.plugin import Manifest, MenuItem, Setting

manifest = Manifest(
    name="surat",
    label="Surat",
    version="0.1.0",
    summary="Surat masuk dan keluar: konsep, paraf, tanda tangan elektronik atau konvensional, nomor, tanda terima.",
    optional=("sop_kinerja", "arsip"),
    permissions={
        "surat.keluar.read": "Melihat surat keluar",
        "surat.keluar.create": "Membuat konsep surat",
        "surat.keluar.initial": "Membubuhkan paraf",
        "surat.keluar.sign": "Menandatangani surat",
        "surat.keluar.distribute": "Mendistribusikan surat",
        "surat.naskah.read": "Melihat naskah untuk ditandatangani",
        "surat.naskah.sign": "Menandatangani naskah",
        "surat.masuk.read": "Melihat surat masuk",
        "surat.masuk.receive": "Menerima surat masuk",
        "surat.sertifikat.create": "Menerbitkan sertifikat tanda tangan",
        "surat.sertifikat.read": "Melihat daftar sertifikat",
        "surat.templat.read": "Melihat templat surat",
        "surat.templat.create": "Menambah templat surat",
        "surat.templat.update": "Mengubah templat surat",
        "surat.templat.delete": "Menghapus templat surat",
    },
    menu=(
        MenuItem("Surat keluar", "surat.keluar_list", "surat.keluar.read", 110),
        MenuItem("Surat masuk", "surat.masuk_list", "surat.masuk.read", 120),
        MenuItem("Tanda tangan naskah", "surat.tte_list", "surat.naskah.read", 125),
        MenuItem("Sertifikat saya", "surat.sertifikat", "surat.sertifikat.create", 130),
        MenuItem("Templat surat", "admin_surat_templat.index_view", "surat.templat.read", 140),
    ),
    settings=(
        Setting(
            "pola_nomor",
            "Pola nomor surat",
            "{klasifikasi}/{urut}/{unit}",
            "Bagian yang tersedia: {klasifikasi} {urut} {unit} {bulan_romawi} {tahun}",
        ),
        Setting("kode_unit", "Kode unit pada nomor surat", "ORG"),
        Setting("klasifikasi", "Klasifikasi surat permintaan data", "000.8.6.3"),
    ),
)
