"""CRUD of the master data; folders and their items are shown, and changed only by services."""

from typing import Any

from core.actor import current_actor
from core.admin.view import AdminView
from core.errors import FieldErrors, InputError
from core.permissions import allowed
from plugins.arsip.models import Berkas, Item, Jra, Klasifikasi


class KlasifikasiView(AdminView):
    model = Klasifikasi
    label, permission_prefix = "Klasifikasi arsip", "arsip.klasifikasi"
    menu_category = "Arsip"
    hint = "Daftar bersama seluruh situs. Berkas yang sudah ada menyimpan salinannya sendiri dan tidak ikut berubah."
    column_list = ("kode", "uraian", "versi")
    column_searchable_list = ("kode", "uraian")
    column_filters = ("versi",)
    column_default_sort = "kode"

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        same = (Klasifikasi.versi == model.versi) & (Klasifikasi.kode == model.kode)
        if Klasifikasi.select().where(same & (Klasifikasi.id != (model.id or 0))).exists():
            raise InputError(f"Kode {model.kode} sudah ada dalam skema ini.", "kode")


class JraView(AdminView):
    """A department's archivist writes rows of the own government; those for all are the site's."""

    model = Jra
    label, permission_prefix = "Jadwal retensi", "arsip.jra"
    menu_category = "Arsip"
    hint = "Berlaku juga untuk kode di bawahnya. Berkas yang sudah ada tidak ikut berubah."
    column_list = ("kode", "aktif_tahun", "inaktif_tahun", "pemicu", "nasib_akhir", "pemerintah_daerah", "keterangan")
    column_searchable_list = ("kode", "keterangan")
    column_filters = ("nasib_akhir",)
    column_default_sort = "kode"

    def get_query(self) -> Any:
        if self._site_admin():
            return Jra.select()
        mine = Jra.pemerintah_daerah == current_actor().pemerintah_daerah_id
        return Jra.select().where(Jra.pemerintah_daerah.is_null() | mine)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        errors = {}
        if not Klasifikasi.select().where(Klasifikasi.kode == model.kode).exists():
            errors["kode"] = "Kode ini tidak ada dalam klasifikasi."
        for name in ("aktif_tahun", "inaktif_tahun"):
            years = getattr(model, name)
            if years is None or not 0 <= years <= 100:
                errors[name] = "Isi dengan 0 sampai 100 tahun."
        if errors:
            raise FieldErrors(errors)
        self._only_own(model, None if is_created else self._stored_government(model))

    def on_model_delete(self, model: Any) -> None:
        self._only_own(model)

    def _only_own(self, model: Any, before: Any = None) -> None:
        own = current_actor().pemerintah_daerah_id
        owners = {model.pemerintah_daerah_id, before[0] if before else model.pemerintah_daerah_id}
        if not self._site_admin() and owners != {own}:
            raise InputError("Anda hanya dapat mengubah jadwal retensi pemerintah daerah Anda sendiri.")

    @staticmethod
    def _stored_government(model: Any) -> tuple[int | None]:
        return (Jra.get_by_id(model.id).pemerintah_daerah_id,)

    @staticmethod
    def _site_admin() -> bool:
        return allowed(current_actor(), "core.pemerintah_daerah.update")


class BerkasView(AdminView):
    model = Berkas
    label, permission_prefix = "Berkas", "arsip.berkas"
    menu_category = "Arsip"
    read_only = True
    column_list = ("nomor_berkas", "uraian", "klasifikasi_kode", "unit_pengolah", "status", "inaktif_sampai")
    column_searchable_list = ("nomor_berkas", "uraian", "klasifikasi_kode")
    column_filters = ("tahun", "status", "nasib_akhir", "inaktif_sampai")
    column_default_sort = ("nomor_berkas", True)
    badge_columns = ("status",)


class ItemView(AdminView):
    model = Item
    label, permission_prefix = "Isi berkas", "arsip.berkas"
    menu_category = "Arsip"
    read_only = True
    column_list = ("berkas", "nomor_item", "jenis", "uraian", "tanggal", "utuh", "diperiksa")
    column_searchable_list = ("uraian", "sha256")
    column_filters = ("berkas", "jenis", "tanggal", "utuh")
    column_default_sort = ("tanggal", True)


VIEWS = (KlasifikasiView, JraView, BerkasView, ItemView)
