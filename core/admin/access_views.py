"""Accounts and roles. Nobody can give away, here, more than the own permissions."""

# Flask-Admin's views are declared by class attributes that nobody changes afterwards.
# ruff: noqa: RUF012

from typing import Any

from wtforms import PasswordField
from wtforms.validators import Optional

from core.accounts.models import Akun, Peran, PeranAkun, PeranJabatan
from core.accounts.operations import password_weakness, set_password
from core.actor import current_actor
from core.admin.organisation_views import EMAIL, is_site_admin
from core.admin.permission_field import PermissionsField, list_in_words
from core.admin.view import AdminView
from core.errors import InputError
from core.organisation.models import Pegawai
from core.permissions import expand
from core.registry import registry
from core.scoping import confine

HIDDEN = ("kata_sandi", "versi_sesi", "gagal_berturut")


def refuse_escalation(peran: Any, field: str) -> None:
    """:raises InputError: when a role holds a permission that the person at work does not have."""
    if is_site_admin():
        return
    given = expand(peran.izin or [], registry().permissions)
    if not given <= current_actor().permissions:
        raise InputError("Peran ini memuat izin yang tidak Anda miliki, sehingga tidak dapat Anda berikan.", field)


class AkunView(AdminView):
    """Of the own department: accounts of its people, and accounts with a role in it."""

    model = Akun
    label, permission_prefix = "Akun", "core.akun"
    menu_category = "Akses"
    secret_columns = HIDDEN
    readonly_columns = ("masuk_terakhir", "terkunci_sampai")
    column_list = ("nama_pengguna", "nama", "pegawai", "surel", "aktif", "masuk_terakhir")
    column_searchable_list = ("nama_pengguna", "nama")
    column_filters = ("aktif",)
    column_default_sort = "nama_pengguna"
    form_args = {"surel": EMAIL}
    form_extra_fields = {
        "kata_sandi_baru": PasswordField(
            "Kata sandi baru",
            [Optional()],
            description="Paling sedikit 10 huruf. Saat mengubah akun, kosongkan bila tidak diganti.",
            render_kw={"autocomplete": "new-password"},
        )
    }

    def get_query(self) -> Any:
        query = Akun.select()
        if is_site_admin():
            return query
        people = confine(Pegawai.select(Pegawai.id), Pegawai)
        holders = PeranAkun.select(PeranAkun.akun).where(
            PeranAkun.perangkat_daerah == current_actor().perangkat_daerah_id
        )
        return query.where(Akun.pegawai.in_(people) | (Akun.pegawai.is_null() & Akun.id.in_(holders)))

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        model.nama_pengguna = (model.nama_pengguna or "").strip().lower()
        new = form.kata_sandi_baru.data or ""
        if is_created and not new:
            raise InputError("Isi kata sandi awal untuk akun ini.", "kata_sandi_baru")
        if is_created and model.pegawai_id is None and not is_site_admin():
            raise InputError("Pilih pegawai pemilik akun ini.", "pegawai")
        if new and (weakness := password_weakness(new, model.nama_pengguna)):
            raise InputError(weakness, "kata_sandi_baru")
        if is_created:
            model.kata_sandi = "!"  # no password matches it; the hash follows in the same transaction

    def after_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        if form.kata_sandi_baru.data:
            set_password(model, form.kata_sandi_baru.data)


class PeranView(AdminView):
    model = Peran
    label, permission_prefix = "Peran", "core.peran"
    menu_category = "Akses"
    hint = "Kumpulan izin yang diberikan kepada jabatan atau akun."
    column_list = ("nama", "kode")
    column_searchable_list = ("nama", "kode")
    column_default_sort = "nama"
    form_overrides = {"izin": PermissionsField}
    column_formatters = {"izin": lambda view, context, row, name: list_in_words(row.izin or [])}

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        # What the role already names stays, also while the plugin that declares it is not installed.
        kept = form.izin.object_data or []
        unknown = [name for name in model.izin if name not in kept and not expand([name], registry().permissions)]
        if unknown:
            raise InputError("Ada izin yang tidak dikenal. Muat ulang halaman ini, lalu pilih lagi.", "izin")
        refuse_escalation(model, "izin")


class PeranJabatanView(AdminView):
    model = PeranJabatan
    label, permission_prefix = "Peran jabatan", "core.peran"
    menu_category = "Akses"
    column_list = ("jabatan", "peran")
    column_filters = ("jabatan", "peran")

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        refuse_escalation(model.peran, "peran")


class PeranAkunView(AdminView):
    """A role without a department counts in all of them, so only the site's admin gives one."""

    model = PeranAkun
    label, permission_prefix = "Peran akun", "core.peran"
    menu_category = "Akses"
    column_list = ("akun", "peran", "perangkat_daerah")
    column_filters = ("peran",)

    def get_query(self) -> Any:
        query = PeranAkun.select()
        if is_site_admin():
            return query
        return query.where(PeranAkun.perangkat_daerah == current_actor().perangkat_daerah_id)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        refuse_escalation(model.peran, "peran")
        if not is_site_admin() and model.perangkat_daerah_id != current_actor().perangkat_daerah_id:
            raise InputError("Pilih perangkat daerah Anda sendiri.", "perangkat_daerah")
