"""CRUD of what figures are measured by; and, to read only, what was submitted and recapped."""

from typing import Any, ClassVar

from flask import flash

from core.admin.view import AdminView
from core.errors import StateError
from plugins.sop_kinerja.admin_periode import EXAMPLES, PeriodField, PeriodView
from plugins.sop_kinerja.models import (
    Bukti,
    Indikator,
    IndikatorTahun,
    Penyampaian,
    Realisasi,
    Rekap,
    RekapBaris,
    RekapPerangkat,
    SkalaOrdinal,
    Target,
)
from plugins.sop_kinerja.services import rencana_indikator, rencana_target
from plugins.sop_kinerja.services.agregat_basi import mark_target
from plugins.sop_kinerja.services.rencana_induk import of_government

CATEGORY = "Data kinerja"
SUBMISSION = "sop_kinerja.penyampaian"
RECAP = "sop_kinerja.rekap"
HINTS = {
    "sasaran": {"description": "Hanya bila belum ada pada pohon kinerja."},
    "induk": {
        "description": "Indikator di atasnya, juga milik perangkat daerah lain, yang angkanya dibentuk dari ini."
    },
    "rumus": {"description": "Cara menghitungnya, dalam kata-kata."},
    "skala": {"description": "Bila targetnya berupa kata, misalnya WTP atau BB."},
    "agregasi_periode": {"description": "Bagaimana angka triwulan menjadi semester dan tahun."},
    "kumulatif": {"description": "Angka setiap periode sudah memuat periode sebelumnya pada tahun itu."},
    "agregasi_unit": {"description": "Bagaimana angka unit, atau indikator di bawahnya, menjadi angka ini."},
    "pola": {"description": "Berlaku pada periode yang belum mempunyai target."},
    "bobot": {"description": "Bila dipakai, semua indikator berbobot dan jumlahnya 100."},
}
CHOICES = {"induk": of_government(Indikator), "skala": of_government(SkalaOrdinal)}


class IndikatorView(AdminView):
    model = Indikator
    label, permission_prefix = "Indikator", "sop_kinerja.indikator"
    hint = (
        "Indikator kinerja perangkat daerah Anda. Perubahan berlaku untuk tahun yang belum disahkan dan belum "
        "dimintakan datanya."
    )
    menu_category = CATEGORY
    column_list = ("kode", "uraian", "satuan", "formula", "wajib_bukti", "urutan", "aktif")
    column_searchable_list = ("kode", "uraian", "sasaran")
    column_filters = ("aktif", "formula", "wajib_bukti")
    column_default_sort = "urutan"
    directory_lookups = ("induk", "skala")
    lookup_where = CHOICES
    form_columns = (
        *("kode", "uraian", "satuan", "iku", "untuk_sasaran", "sasaran", "induk", "unit_kerja", "penanggung_jawab"),
        *("definisi", "rumus", "pembilang", "penyebut", "sumber_data", "formula", "skala", "agregasi_periode"),
        *("kumulatif", "agregasi_unit", "pola", "bobot", "wajib_bukti", "urutan", "aktif"),
    )
    form_args = HINTS

    def scaffold_form(self) -> Any:
        """Its fields in the order in which one thinks of them, and not in that of the table."""
        form = super().scaffold_form()
        for number, name in enumerate(self.form_columns):
            getattr(form, name).creation_counter = number
        return form

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        rencana_indikator.check(model)

    def after_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        if kept := rencana_indikator.changed(model):
            flash(kept, "info")

    def blocking(self, row: Any) -> Any:
        own_drafts = (IndikatorTahun,) if not rencana_indikator.is_approved(row) else ()
        return [model for model in super().blocking(row) if model not in own_drafts]

    def delete_model(self, model: Any) -> bool:
        try:
            rencana_indikator.refuse_deleting(model)
        except StateError as error:
            flash(error.sentence, "error")
            return False
        return super().delete_model(model)

    def on_model_delete(self, model: Any) -> None:
        rencana_indikator.delete_drafts(model)


class TargetView(PeriodView):
    model = Target
    label, permission_prefix = "Target", "sop_kinerja.indikator"
    hint = "Target setiap periode. Nilai yang dikosongkan berarti belum jatuh tempo pada periode itu."
    menu_category = CATEGORY
    column_list = ("indikator", "periode", "nilai", "nilai_atas")
    column_filters = ("periode",)
    column_default_sort = ("periode", True)
    form_overrides: ClassVar[Any] = {"periode": PeriodField}
    form_args: ClassVar[Any] = {"periode": {"description": f"Misalnya {EXAMPLES}."}}

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        rencana_target.check_target(model)
        mark_target(model)

    def on_model_delete(self, model: Any) -> None:
        rencana_target.refuse_dropping(model)
        mark_target(model)


class ReadOnlyView(PeriodView):
    """What services write is only looked at here: states, approvals and figures never change through a form."""

    read_only = True
    menu_category = CATEGORY


class PenyampaianView(ReadOnlyView):
    model = Penyampaian
    label, permission_prefix = "Penyampaian", SUBMISSION
    column_list = ("judul", "perangkat_daerah", "periode", "tenggat", "status", "diajukan", "disahkan")
    column_details_exclude_list = ("cabang",)
    column_searchable_list = ("judul",)
    column_filters = ("status", "periode")
    column_default_sort = ("id", True)
    badge_columns = ("status",)


class RealisasiView(ReadOnlyView):
    model = Realisasi
    label, permission_prefix = "Realisasi", SUBMISSION
    column_list = ("perangkat_daerah", "kode", "uraian", "satuan", "target", "nilai", "keterangan")
    column_searchable_list = ("kode", "uraian")
    column_default_sort = ("id", True)


class BuktiView(ReadOnlyView):
    model = Bukti
    label, permission_prefix = "Bukti dukung", SUBMISSION
    column_list = ("perangkat_daerah", "realisasi", "dokumen", "dibuat")
    column_default_sort = ("id", True)


class RekapView(ReadOnlyView):
    model = Rekap
    label, permission_prefix = "Rekapitulasi", RECAP
    column_list = ("kasus", "periode", "putaran", "status", "dinilai", "belum_dinilai", "rata_rata")
    column_details_list = (*column_list, "predikat", "diminta", "masuk", "tidak_masuk", "disusun_oleh", "catatan")
    column_details_list += ("ditelaah", "ditelaah_oleh", "dokumen", "dibuat")
    column_filters = ("status", "periode")
    column_default_sort = ("id", True)
    badge_columns = ("status",)


class RekapBarisView(ReadOnlyView):
    model = RekapBaris
    label, permission_prefix = "Baris rekapitulasi", RECAP
    column_list = ("sumber", "kode", "uraian", "target", "nilai", "capaian", "predikat", "alasan")
    column_searchable_list = ("kode", "uraian")
    column_filters = ("predikat",)
    column_default_sort = ("id", True)


class RekapPerangkatView(ReadOnlyView):
    model = RekapPerangkat
    label, permission_prefix = "Rekapitulasi per perangkat daerah", RECAP
    column_list = ("rekap", "sumber", "status", "dinilai", "belum_dinilai", "rata_rata", "predikat")
    list_related = ("rekap.kasus",)
    column_filters = ("status", "predikat")
    column_default_sort = ("id", True)


VIEWS = (
    IndikatorView,
    TargetView,
    PenyampaianView,
    RealisasiView,
    BuktiView,
    RekapView,
    RekapBarisView,
    RekapPerangkatView,
)
