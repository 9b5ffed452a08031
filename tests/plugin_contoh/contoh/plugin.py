"""A notebook: small, but it uses everything that the host offers a plugin."""

from core.plugin import Manifest, MenuItem, ScheduleEntry, Setting

manifest = Manifest(
    name="contoh",
    label="Buku Catatan",
    version="1.2.3",
    summary="Plugin contoh untuk uji: catatan yang ditulis, diterbitkan, dan dihitung.",
    requires_core=">=0.1,<1",
    depends=("sop_kinerja",),
    optional=("surat",),
    permissions={
        "contoh.catatan.read": "Melihat catatan",
        "contoh.catatan.create": "Menulis catatan",
        "contoh.catatan.update": "Mengubah catatan",
        "contoh.catatan.delete": "Menghapus catatan",
        "contoh.catatan.publish": "Menerbitkan catatan",
    },
    menu=(MenuItem("Catatan", "contoh.catatan_list", "contoh.catatan.read", 900, section="Contoh"),),
    settings=(
        Setting("batas", "Catatan paling banyak", 100),
        Setting("tolak", "Gema menolak catatan", False),
    ),
    schedule=(ScheduleEntry("contoh.hitung", every_minutes=60, queue="aggregation"),),
)
