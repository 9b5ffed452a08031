"""CRUD of SOP documents while they are drafts."""

from typing import Any, ClassVar

from wtforms import TextAreaField

from core.admin.list_field import LinesField
from core.admin.view import AdminView
from core.errors import FieldErrors
from plugins.sop_kinerja.models import SopDokumen, SopPelaksana, SopPelaksanaJabatan, SopVersi
from plugins.sop_kinerja.services.sop import ensure_draft
from plugins.sop_kinerja.services.sop_form import BOXES

CATEGORY = "SOP"
SOP = "sop_kinerja.sop"
SUMMARY = "isi_penjelasan_singkat"

LOCKED = {
    "disahkan": "SOP ini sudah disahkan, sehingga isinya tidak berubah lagi. Perubahan dimuat dalam versi baru.",
    "dicabut": "Versi SOP ini sudah dicabut, sehingga isinya tidak berubah lagi.",
}


class SopDokumenView(AdminView):
    model = SopDokumen
    label, permission_prefix = "SOP", SOP
    menu_category = CATEGORY
    column_list = ("nama", "kode", "unit_kerja", "pola")
    column_searchable_list = ("nama", "kode")
    column_default_sort = "nama"

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """:raises FieldErrors: for another name or kind of an SOP that has been ratified: a frozen form says them."""
        if is_created:
            return
        before = SopDokumen.get_by_id(model.id)
        frozen = SopVersi.select().where((SopVersi.sop == model.id) & (SopVersi.status != "konsep")).exists()
        changed = [name for name in ("nama", "pola") if getattr(model, name) != getattr(before, name)]
        if frozen and changed:
            sentence = "SOP ini pernah disahkan: nama dan polanya tetap. SOP dengan nama lain disusun sebagai SOP baru."
            raise FieldErrors(dict.fromkeys(changed, sentence))


class DraftOnlyView(AdminView):
    """Of a ratified version nothing changes, neither in it nor by moving a row into or out of it."""

    permission_prefix = SOP
    menu_category = CATEGORY
    lookup_where: ClassVar[Any] = {"versi": lambda rows: rows.where(SopVersi.status == "konsep")}

    def locked(self, row: Any) -> str:
        """Once its version is ratified; `list_related` has fetched that."""
        versi = row if isinstance(row, SopVersi) else row.versi
        return "" if versi.status == "konsep" else LOCKED[str(versi.status)]

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        self._free(model, is_created)

    def on_model_delete(self, model: Any) -> None:
        self._free(model, False)

    def _free(self, model: Any, is_created: bool) -> None:
        """:raises StateError: when a version that this touches is ratified."""
        versions = [model.versi]
        if not is_created:
            versions.append(self.model.get_by_id(model.id).versi)
        for versi in versions:
            ensure_draft(versi)
            # No longer what was imported: the next import must not take it for the same.
            SopVersi.update({SopVersi.sidik: ""}).where(SopVersi.id == versi.id).execute()


class SopVersiView(DraftOnlyView):
    model = SopVersi
    label = "Versi SOP"
    hint = "Versi yang disahkan terkunci. Mengesahkan dilakukan di halaman SOP itu."
    column_list = ("sop", "versi", "nomor", "status", "tanggal_efektif")
    column_filters = ("status",)
    column_default_sort = ("id", True)
    readonly_columns = ("status", "disahkan", "sidik", "isi")
    column_details_list = (
        "sop", "versi", "status", "nomor", "tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan",
        "tanggal_efektif", "disahkan_oleh", "jumlah_tercetak", "satuan_waktu", "disahkan",
    )  # fmt: skip
    badge_columns = ("status",)
    form_extra_fields: ClassVar[Any] = {
        SUMMARY: TextAreaField("Penjelasan singkat"),
        **{f"isi_{key}": LinesField(title) for title, key in BOXES},
    }

    def on_form_prefill(self, form: Any, id: Any) -> None:
        content = self.get_one(id).isi or {}
        for name in self.form_extra_fields:
            form[name].data = content.get(name.removeprefix("isi_"))

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        super().on_model_change(form, model, is_created)
        typed = {name.removeprefix("isi_"): form[name].data for name in self.form_extra_fields}
        model.isi = {**(model.isi or {}), **{key: value or [] for key, value in typed.items()}}
        model.isi["penjelasan_singkat"] = (form[SUMMARY].data or "").strip()

    def _free(self, model: Any, is_created: bool) -> None:
        if not is_created:
            ensure_draft(self.model.get_by_id(model.id))
        model.sidik = ""


class SopPelaksanaView(DraftOnlyView):
    model = SopPelaksana
    label = "Kolom pelaksana"
    hint = "Jabatan di belakang kolom SOP yang sudah disahkan diubah di halaman SOP itu."
    column_list = ("versi", "urutan", "label", "jenis", "jabatan")
    column_searchable_list = ("label",)
    column_default_sort = ("id", True)
    list_related = ("versi.sop",)


class SopPelaksanaJabatanView(AdminView):
    model = SopPelaksanaJabatan
    label, permission_prefix = "Jabatan kolom setiap unit", SOP
    hint = "Jabatan yang mengerjakan satu kolom berdampingan. Diubah di halaman SOP itu."
    menu_category = CATEGORY
    read_only = True
    column_list = ("pelaksana", "jabatan", "urutan")
    column_details_list = ("pelaksana", "jabatan", "urutan")
    column_default_sort = ("id", True)


VIEWS = (SopDokumenView, SopVersiView, SopPelaksanaView, SopPelaksanaJabatanView)
