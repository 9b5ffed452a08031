"""SOPs that run, and the figures that they collect."""

from core.plugin import Manifest, MenuItem, ScheduleEntry, Setting

manifest = Manifest(
    name="sop_kinerja",
    label="SOP Kinerja",
    version="0.1.0",
    summary="Menjalankan SOP Pengumpulan Data Kinerja langkah demi langkah dan mengumpulkan datanya.",
    optional=(),
    permissions={
        "sop_kinerja.sop.read": "Melihat SOP",
        "sop_kinerja.sop.create": "Menambah SOP",
        "sop_kinerja.sop.update": "Mengubah SOP",
        "sop_kinerja.sop.delete": "Menghapus SOP",
        "sop_kinerja.sop.ratify": "Mengesahkan SOP",
        "sop_kinerja.kasus.read": "Melihat pelaksanaan SOP",
        "sop_kinerja.kasus.start": "Memulai pelaksanaan SOP",
        "sop_kinerja.kasus.cancel": "Membatalkan dan mengulang pelaksanaan SOP",
        "sop_kinerja.tugas.do": "Mengerjakan tugas",
        "sop_kinerja.waktu.read": "Melihat waktu pelaksanaan",
        "sop_kinerja.tugas.reassign": "Mengalihkan tugas",
        "sop_kinerja.acuan.read": "Melihat dokumen acuan",
        "sop_kinerja.acuan.create": "Mengunggah dokumen acuan",
        "sop_kinerja.acuan.update": "Mengubah dokumen acuan",
        "sop_kinerja.acuan.delete": "Menghapus dokumen acuan",
        "sop_kinerja.peraturan.read": "Melihat daftar peraturan yang dicabut",
        "sop_kinerja.peraturan.create": "Menambah peraturan yang dicabut",
        "sop_kinerja.peraturan.update": "Mengubah peraturan yang dicabut",
        "sop_kinerja.peraturan.delete": "Menghapus peraturan yang dicabut",
        "sop_kinerja.indikator.read": "Melihat indikator",
        "sop_kinerja.indikator.create": "Menambah indikator",
        "sop_kinerja.indikator.update": "Mengubah indikator",
        "sop_kinerja.indikator.delete": "Menghapus indikator",
        "sop_kinerja.penyampaian.read": "Melihat penyampaian data",
        "sop_kinerja.penyampaian.submit": "Mengisi dan mengajukan data kinerja",
        "sop_kinerja.penyampaian.verify": "Memverifikasi data kinerja",
        "sop_kinerja.rekap.read": "Melihat rekapitulasi",
        "sop_kinerja.rekap.create": "Menyusun rekapitulasi",
        "sop_kinerja.rekap.review": "Menelaah rekapitulasi",
        "sop_kinerja.rekap.export": "Mengekspor rekapitulasi",
    },
    menu=(
        MenuItem("Tugas saya", "sop_kinerja.inbox", "sop_kinerja.tugas.do", 10),
        MenuItem("Pelaksanaan SOP", "sop_kinerja.kasus_list", "sop_kinerja.kasus.read", 20),
        MenuItem("Kalender tahunan", "sop_kinerja.tahun_show", "sop_kinerja.kasus.read", 25),
        MenuItem("Penyampaian data", "sop_kinerja.penyampaian_list", "sop_kinerja.penyampaian.read", 30),
        MenuItem("Rekapitulasi", "sop_kinerja.rekap_list", "sop_kinerja.rekap.read", 40),
        MenuItem("Dokumen acuan", "sop_kinerja.acuan_list", "sop_kinerja.acuan.read", 45),
        MenuItem("Daftar SOP", "sop_kinerja.sop_list", "sop_kinerja.sop.read", 50),
    ),
    settings=(
        Setting(
            "hari_kerja",
            "Hitungan «Hari» dalam SOP",
            "kerja",
            "«kerja» untuk hari kerja, «kalender» untuk hari kalender",
        ),
        Setting(
            "ingatkan_hari_sebelum", "Ingatkan berapa hari kerja sebelum jatuh tempo", 1, "0 untuk tidak mengingatkan"
        ),
        Setting(
            "eskalasi_hari",
            "Teruskan kepada atasan berapa hari kerja sesudah jatuh tempo",
            2,
            "0 untuk tidak meneruskan",
        ),
        Setting("batas_bukti", "Berkas bukti paling banyak per indikator", 10),
    ),
    schedule=(
        ScheduleEntry("sop_kinerja.kalender", 30),
        ScheduleEntry("sop_kinerja.pengingat", 60),
    ),
)
