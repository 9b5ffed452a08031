"""CRUD of SOP documents while they are drafts; and, to read only, the cases that run them."""

from typing import Any

from core.admin.view import AdminView
from core.errors import FieldErrors
from core.idn.durations import Duration, DurationError
from plugins.sop_kinerja.models import (
    Kasus,
    KasusDokumen,
    KasusTujuan,
    SopDokumen,
    SopLangkah,
    SopPelaksana,
    SopVersi,
    Tugas,
)
from plugins.sop_kinerja.services.sop import columns_of, ensure_draft

CATEGORY = "SOP"
SOP, CASE = "sop_kinerja.sop", "sop_kinerja.kasus"


class SopDokumenView(AdminView):
    model = SopDokumen
    label, permission_prefix = "SOP", SOP
    menu_category = CATEGORY
    column_list = ("nama", "kode", "unit_kerja", "pola")
    column_searchable_list = ("nama", "kode")
    column_default_sort = "nama"


class DraftOnlyView(AdminView):
    """Of a ratified version nothing changes, neither in it nor by moving a row into or out of it."""

    permission_prefix = SOP
    menu_category = CATEGORY

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
    readonly_columns = ("status", "disahkan", "sidik")
    badge_columns = ("status",)

    def _free(self, model: Any, is_created: bool) -> None:
        if not is_created:
            ensure_draft(self.model.get_by_id(model.id))
        if not isinstance(model.isi, dict):
            raise FieldErrors({"isi": 'Isi formulir berupa daftar per judul, misalnya {"dasar_hukum": ["…"]}.'})
        model.sidik = ""


class SopPelaksanaView(DraftOnlyView):
    model = SopPelaksana
    label = "Kolom pelaksana"
    hint = "Jabatan di belakang kolom SOP yang sudah disahkan diubah di halaman SOP itu."
    column_list = ("versi", "urutan", "label", "jenis", "jabatan")
    column_searchable_list = ("label",)
    column_default_sort = ("id", True)
    list_related = ("versi.sop",)


class SopLangkahView(DraftOnlyView):
    model = SopLangkah
    label = "Langkah SOP"
    column_list = ("nomor", "uraian", "waktu_nilai", "waktu_satuan", "versi")
    column_searchable_list = ("uraian",)
    column_default_sort = ("id", True)
    list_related = ("versi.sop",)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """:raises FieldErrors: for a performer without a column, or a time that is none."""
        super().on_model_change(form, model, is_created)
        errors = {}
        codes = list(columns_of(model.versi))
        if not isinstance(model.pelaksana, list) or not model.pelaksana or set(map(str, model.pelaksana)) - set(codes):
            errors["pelaksana"] = f'Isi dengan kode kolom yang ada, misalnya ["{codes[0] if codes else "kode"}"].'
        if not isinstance(model.kelengkapan, list):
            errors["kelengkapan"] = 'Isi dengan daftar, misalnya ["Disposisi"].'
        try:
            Duration.of(model.waktu_nilai, model.waktu_satuan)
        except DurationError as error:
            errors["waktu_nilai"] = str(error)
        if errors:
            raise FieldErrors(errors)


class CaseView(AdminView):
    """What the engine writes is only looked at here: nothing moves a case but its steps."""

    permission_prefix = CASE
    menu_category = CATEGORY
    read_only = True
    column_default_sort: Any = ("id", True)


class KasusView(CaseView):
    model = Kasus
    label = "Pelaksanaan"
    column_list = ("nama", "periode", "status", "tenggat", "dimulai_oleh", "selesai")
    column_details_list = ("nama", "versi", "periode", "status", "tenggat", "dimulai_oleh", "dibuat", "selesai")
    column_searchable_list = ("nama",)
    column_filters = ("status", "periode")
    badge_columns = ("status",)
    list_related = ("versi.sop",)


class TugasView(CaseView):
    model = Tugas
    label = "Tugas"
    column_list = ("judul", "nomor", "putaran", "jabatan", "status", "tenggat", "selesai", "keputusan")
    # Without the case and its step: an asked department, whose task it is, may not look into them.
    column_details_list = (
        "judul", "periode", "nomor", "putaran", "uraian", "perangkat_daerah", "penyelenggara", "jabatan", "status",
        "tenggat", "selesai", "keputusan", "alasan", "catatan", "catatan_masuk", "oleh", "sebagai", "dengan_tangan",
    )  # fmt: skip
    column_searchable_list = ("judul", "uraian")
    column_filters = ("status", "nomor", "periode")
    badge_columns = ("status",)


class KasusDokumenView(CaseView):
    model = KasusDokumen
    label = "Dokumen pelaksanaan"
    column_list = ("kasus", "nama", "jenis", "tanggal")
    column_details_list = ("kasus", "nama", "jenis", "tanggal", "rujukan")
    column_searchable_list = ("nama",)
    column_filters = ("jenis", "tanggal")


class KasusTujuanView(CaseView):
    model = KasusTujuan
    label = "Perangkat daerah yang diminta"
    column_list = ("kasus", "tujuan")
    column_details_list = ("kasus", "tujuan", "dibuat")


VIEWS = (
    SopDokumenView,
    SopVersiView,
    SopPelaksanaView,
    SopLangkahView,
    KasusView,
    TugasView,
    KasusDokumenView,
    KasusTujuanView,
)
