"""What the program writes itself: shown, never edited."""

# Flask-Admin's views are declared by class attributes that nobody changes afterwards.
# ruff: noqa: RUF012

from typing import Any

from core.admin.action_words import action_words, kind_words
from core.admin.view import AdminView
from core.audit import Jejak
from core.files.models import Dokumen
from core.gate import Aktivasi
from core.jobs.models import Job
from core.mail.models import Surel
from core.preferences import Pengaturan
from core.registry import registry


def plugin_label(view: Any, context: Any, row: Any, name: str) -> str:
    known = registry().plugins.get(row.plugin)
    return known.manifest.label if known else ("Inti" if row.plugin == "core" else str(row.plugin))


class ReadOnlyView(AdminView):
    """A view whose permission is a single `….read`."""

    read_only = True
    menu_category = "Sistem"
    column_default_sort: Any = ("id", True)


class PengaturanView(ReadOnlyView):
    """Changed on the plugin's own page of settings, which knows each setting's type."""

    model = Pengaturan
    label, permission_prefix = "Pengaturan", "core.pengaturan"
    hint = "Nilai yang berbeda dari bawaan. Ubah melalui halaman Plugin."
    column_list = ("plugin", "kunci", "nilai")
    column_formatters = {"plugin": plugin_label}


class AktivasiView(ReadOnlyView):
    model = Aktivasi
    label, permission_prefix = "Riwayat aktivasi", "core.audit"
    hint = "Plugin yang pernah dinyalakan di perangkat daerah ini."
    column_list = ("plugin", "aktif", "diubah")
    column_formatters = {"plugin": plugin_label}


class JobView(ReadOnlyView):
    model = Job
    label, permission_prefix = "Pekerjaan latar", "core.job"
    column_list = ("judul", "status", "plugin", "diminta_oleh", "dibuat", "selesai")
    column_details_list = (
        "judul", "status", "plugin", "antrean", "diminta_oleh", "percobaan", "pesan",
        "dibuat", "mulai", "selesai", "galat",
    )  # fmt: skip
    column_searchable_list = ("judul",)
    column_filters = ("status", "dibuat")
    badge_columns = ("status",)
    column_formatters = {
        "plugin": plugin_label,
        "judul": lambda view, context, row, name: str(row),
    }


class SurelView(ReadOnlyView):
    model = Surel
    label, permission_prefix = "Surel keluar", "core.mail"
    column_list = ("perihal", "kepada", "status", "dibuat", "terkirim")
    column_searchable_list = ("perihal", "kepada")
    column_filters = ("status", "dibuat")
    badge_columns = ("status",)


class DokumenView(ReadOnlyView):
    model = Dokumen
    label, permission_prefix = "Dokumen tersimpan", "core.dokumen"
    column_list = ("nama", "media", "ukuran", "dibuat")
    column_searchable_list = ("nama", "sha256")
    column_filters = ("dibuat",)


class JejakView(ReadOnlyView):
    model = Jejak
    label, permission_prefix = "Jejak audit", "core.audit"
    hint = "Siapa melakukan apa, kapan, dan sebagai apa. Tidak dapat diubah."
    column_list = ("waktu", "tindakan", "pelaku", "sebagai", "jenis")
    column_details_list = ("waktu", "tindakan", "pelaku", "sebagai", "perangkat_daerah", "jenis", "rincian")
    column_formatters = {
        "tindakan": lambda view, context, row, name: action_words(row.tindakan, row.jenis),
        "jenis": lambda view, context, row, name: kind_words(row.jenis),
    }
    column_searchable_list = ("tindakan", "pelaku")
    column_filters = ("waktu", "tindakan", "pelaku")
