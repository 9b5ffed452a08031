"""What a line of the audit log says, in words: `surat.keluar.sign` -> 'Menandatangani surat'."""

from typing import Any

from flask import current_app

from core.registry import registry

KERNEL = {
    "akun.masuk": "Masuk",
    "akun.keluar": "Keluar",
    "akun.gagal_masuk": "Gagal masuk",
    "akun.tambah": "Menambah akun",
    "akun.ganti_kata_sandi": "Mengganti kata sandi",
    "akun.jadikan_admin_situs": "Menjadikan admin situs",
    "lingkup.semua": "Menjangkau semua perangkat daerah",
    "lingkup.bersama": "Menjangkau perangkat daerah lain",
    "pengaturan.ubah": "Mengubah pengaturan",
    "plugin.nyala": "Menyalakan plugin",
    "plugin.mati": "Mematikan plugin",
    "surel.kirim_ulang": "Mengirim ulang surel",
}
VERBS = {
    "read": "membuka",
    "create": "menambah",
    "update": "mengubah",
    "delete": "menghapus",
    "save": "menyimpan",
    "add": "melengkapi",
    "begin": "memulai",
    "import": "mengimpor",
    "export": "mengekspor",
    "archive": "memberkaskan",
    "choose_way": "memilih cara tanda tangan",
    "wrong_passphrase": "salah frasa sandi",
}


def action_words(action: str) -> str:
    """By the kernel's list, a permission's own words, or the records' name and the verb."""
    declared = registry().permissions
    if found := KERNEL.get(action) or declared.get(action):
        return found
    owner, _, verb = action.rpartition(".")
    words = VERBS.get(verb, verb.replace("_", " "))
    label = next((str(view.name) for view in _views() if view.permission_prefix == owner), "")
    return f"{label}: {words}" if label else words.capitalize()


def kind_words(table: str) -> str:
    """'core_pegawai' -> 'Pegawai'; nothing for a table without a view."""
    return next((str(view.name) for view in _views() if view.model._meta.table_name == table), "–")


def _views() -> list[Any]:
    return [view for view in current_app.extensions["selaras_admin"]._views if hasattr(view, "permission_prefix")]
