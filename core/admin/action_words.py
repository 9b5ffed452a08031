"""What a line of the audit log says, in words: `surat.keluar.sign` -> 'Menandatangani surat'."""

from typing import Any

from flask import current_app

from core.registry import registry

NO_KIND = "–"
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
    "penugasan.delegasi": "Mendelegasikan tugas jabatan",
    "penugasan.delegasi_akhiri": "Mengakhiri delegasi tugas jabatan",
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
    "open": "membuka",
    "start": "memulai",
    "submit": "mengajukan",
    "return": "mengembalikan",
    "verify": "memverifikasi",
    "approve": "mengesahkan",
    "complete": "menyelesaikan",
    "finish": "menyelesaikan",
    "build": "menyusun",
    "receive": "menerima",
    "cancel": "membatalkan",
    "close": "menutup",
    "remove": "menghapus",
    "map": "mengatur pelaksana",
    "rusak": "tidak utuh",
    "reopen": "membuka kembali",
    "withdraw": "mencabut",
    "print": "mencetak",
    "claim": "mengambil",
    "release_claim": "melepaskan",
    "take_over": "mengambil alih",
    "take_back": "menarik kembali",
    "restart": "mengulang",
    "hand_over": "mengalihkan",
    "plan": "menyusun kalender",
    "wait": "menunda",
    "release": "melanjutkan",
    "mark": "membubuhkan pencatatan",
    "issue": "mengedarkan",
    "fill": "mengisi",
    "kind": "mengatur jenis",
    "ratify_with_warnings": "mengesahkan dengan peringatan",
    "pause": "menghentikan waktu",
    "resume": "melanjutkan waktu",
    "declare_missing": "menyatakan tidak menyampaikan",
    "renew": "menyamakan dengan indikatornya",
    "copy": "menyalin tahun",
    "discard": "membuang",
    "put": "mengunggah tabel",
    "take": "mengambil isi tabel",
    "request": "meminta berkas",
    "cells": "mengisi",
    "excel": "menerima isian Excel",
    "formulir": "mengambil formulir Excel",
    "unggah": "mengunggah formulir Excel",
    "effect": "memberlakukan",
    "refresh": "memperbarui isi",
    "replace": "mengganti",
    "returned": "dikembalikan",
    "revise": "menyusun perubahan",
    "signed": "ditandatangani",
    "upload": "mengunggah",
    "revoke": "mencabut persetujuan",
    "agreed": "menetapkan lewat perjanjian kinerja",
    "lapse": "menggugurkan",
    "next": "meneruskan",
}


def action_words(action: str, table: str = "") -> str:
    """By the kernel's list, a permission's own words, or the verb after what the records of the table are called.

    A change of state that no service has named is recorded as `table.state`.
    """
    declared = registry().permissions
    if found := KERNEL.get(action) or declared.get(action):
        return found
    owner, _, verb = action.rpartition(".")
    words = VERBS.get(verb, verb.replace("_", " "))
    if owner == table:
        words = f"menjadi {words}"
    label = kind_words(table)
    return f"{label}: {words}" if label != NO_KIND else words.capitalize()


def kind_words(table: str) -> str:
    """'core_pegawai' -> 'Pegawai'; a dash for a table without a view."""
    views: list[Any] = [v for v in current_app.extensions["selaras_admin"]._views if hasattr(v, "permission_prefix")]
    return next((str(view.name) for view in views if view.model._meta.table_name == table), NO_KIND)
