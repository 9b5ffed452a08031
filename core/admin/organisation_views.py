"""Governments, departments, units, positions, people and who holds what."""

# Flask-Admin's views are declared by class attributes that nobody changes afterwards.
# ruff: noqa: RUF012

from typing import Any

from markupsafe import Markup
from wtforms.validators import Regexp

from core.actor import current_actor
from core.admin.hours_field import HoursField, hours_formatter
from core.admin.view import AdminView
from core.errors import FieldErrors, InputError
from core.nip import NipError, parse_nip, written
from core.organisation.models import (
    HariLibur,
    Jabatan,
    Pegawai,
    PemerintahDaerah,
    Penugasan,
    PerangkatDaerah,
    UnitKerja,
)
from core.permissions import allowed

EMAIL = {
    "validators": [
        Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message="Tulis alamat surel yang lengkap, misalnya nama@daerah.go.id.")
    ]
}


def is_site_admin() -> bool:
    """Whoever may manage governments manages the whole site; everyone else keeps to the own department."""
    return allowed(current_actor(), "core.pemerintah_daerah.update")


class PemerintahDaerahView(AdminView):
    model = PemerintahDaerah
    label, permission_prefix = "Pemerintah daerah", "core.pemerintah_daerah"
    menu_category = "Organisasi"
    column_list = ("nama", "kode", "ibu_kota", "zona_waktu")
    column_searchable_list = ("nama", "kode")
    column_default_sort = "nama"
    form_columns = ["kode", "nama", "ibu_kota", "zona_waktu", "jam_kerja"]
    form_overrides = {"jam_kerja": HoursField}
    column_formatters = {"jam_kerja": hours_formatter}


class PerangkatDaerahView(AdminView):
    """The table is not scoped, being the list of scopes itself: so it is confined here."""

    model = PerangkatDaerah
    label, permission_prefix = "Perangkat daerah", "core.perangkat_daerah"
    menu_category = "Organisasi"
    column_list = ("nama", "singkatan", "kode", "pemerintah_daerah", "aktif")
    column_searchable_list = ("nama", "singkatan", "kode")
    column_filters = ("pemerintah_daerah", "aktif")
    column_default_sort = "urutan"
    form_args = {"surel": EMAIL}

    def get_query(self) -> Any:
        query = PerangkatDaerah.select()
        return query if is_site_admin() else query.where(PerangkatDaerah.id == current_actor().perangkat_daerah_id)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        if not is_site_admin():
            moved = model.pemerintah_daerah_id != current_actor().pemerintah_daerah_id
            if is_created or moved:
                raise InputError("Hanya admin situs yang dapat menambah atau memindahkan perangkat daerah.")


class UnitKerjaView(AdminView):
    model = UnitKerja
    label, permission_prefix = "Unit kerja", "core.unit_kerja"
    menu_category = "Organisasi"
    hint = "Bidang, bagian, seksi, dan subbagian di perangkat daerah Anda."
    column_list = ("nama", "kode", "induk")
    column_searchable_list = ("nama", "kode")
    column_filters = ("induk",)
    column_default_sort = "kode"

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        _refuse_loop(model, "induk")


class JabatanView(AdminView):
    model = Jabatan
    label, permission_prefix = "Jabatan", "core.jabatan"
    menu_category = "Organisasi"
    column_list = ("nama", "kode", "unit_kerja", "atasan", "kepala")
    column_searchable_list = ("nama", "kode")
    column_filters = ("unit_kerja", "kepala")
    column_default_sort = "kode"
    directory_lookups = ("atasan",)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        _refuse_loop(model, "atasan")


class PegawaiView(AdminView):
    model = Pegawai
    label, permission_prefix = "Pegawai", "core.pegawai"
    menu_category = "Organisasi"
    column_list = ("nama", "nip", "pangkat", "surel")
    column_searchable_list = ("nama", "nip")
    column_default_sort = "nama"
    column_formatters = {"nip": lambda view, context, row, name: _grouped(row.nip)}
    form_args = {
        "nip": {
            "description": "18 angka; spasi boleh ditulis.",
            "render_kw": {"inputmode": "numeric", "autocomplete": "off", "maxlength": None},
            "filters": [lambda text: _digits(text)],
        },
        "surel": EMAIL,
    }

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        try:
            model.nip = parse_nip(model.nip or "").digits
        except NipError as error:
            raise InputError(str(error), "nip") from error


class PenugasanView(AdminView):
    model = Penugasan
    label, permission_prefix = "Penugasan", "core.penugasan"
    menu_category = "Organisasi"
    hint = "Siapa memegang jabatan apa, sejak kapan, dan sebagai apa. Tanggal akhir ikut dihitung."
    column_list = ("pegawai", "jabatan", "jenis", "mulai", "selesai")
    column_filters = ("pegawai", "jabatan", "jenis", "mulai")
    column_default_sort = ("mulai", True)
    directory_lookups = ("pegawai",)
    list_related = ("jabatan",)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        errors = {}
        if model.selesai and model.mulai and model.selesai < model.mulai:
            errors["selesai"] = "Tanggal akhir mendahului tanggal mulai."
        if model.jenis in ("plh", "delegasi") and model.selesai is None:
            errors["selesai"] = f"{'Pelaksana harian' if model.jenis == 'plh' else 'Delegasi'} perlu tanggal akhir."
        if errors:
            raise FieldErrors(errors)


class HariLiburView(AdminView):
    model = HariLibur
    label, permission_prefix = "Hari libur", "core.hari_libur"
    menu_category = "Organisasi"
    hint = "Tenggat dihitung dengan hari kerja; hari libur dan cuti bersama dilewati."
    column_list = ("tanggal", "nama", "jenis", "pemerintah_daerah")
    column_searchable_list = ("nama",)
    column_filters = ("tanggal", "jenis")
    column_default_sort = ("tanggal", True)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        if not is_site_admin() and model.pemerintah_daerah_id != current_actor().pemerintah_daerah_id:
            raise InputError(
                "Pilih pemerintah daerah Anda sendiri; libur nasional diatur admin situs.", "pemerintah_daerah"
            )


def _grouped(nip: str) -> Markup:
    """As letters print it, in one piece."""
    return Markup('<span class="s-whole">%s</span>') % written(nip)


def _digits(text: str | None) -> str | None:
    """Before the length is checked: a NIP may be typed with its spaces."""
    return None if text is None else "".join(text.split())


def _refuse_loop(row: Any, name: str) -> None:
    """:raises InputError: when following `name` upwards leads back to the row itself."""
    seen = {row.get_id()} if row.get_id() else set()
    parent = getattr(row, name)
    while parent is not None:
        if parent.get_id() in seen:
            raise InputError("Pilihan ini membentuk lingkaran: data ini menjadi induk bagi dirinya sendiri.", name)
        seen.add(parent.get_id())
        parent = getattr(parent, name)
