"""CRUD of what a regency plans; and, to read only, what was frozen and signed for a year."""

from typing import Any, ClassVar

from core.admin.view import AdminView
from plugins.sop_kinerja.admin_bulan import MonthsField
from plugins.sop_kinerja.admin_data import ReadOnlyView
from plugins.sop_kinerja.models import (
    IndikatorTahun,
    PerjanjianKinerja,
    PkAnggaran,
    PkIndikator,
    ProgramKegiatan,
    Progres,
    RealisasiAnggaran,
    RencanaAksi,
    Renstra,
    Sasaran,
    TargetRenstra,
)
from plugins.sop_kinerja.services import renaksi_aksi, rencana_program, rencana_sasaran
from plugins.sop_kinerja.services.renaksi_data import months_of
from plugins.sop_kinerja.services.renaksi_naskah import span
from plugins.sop_kinerja.services.rencana_induk import of_government

CATEGORY = "Perencanaan kinerja"
PLAN = "sop_kinerja.rencana"
PK = "sop_kinerja.pk"
PARENTS = {"induk": of_government(Sasaran)}


class PlanView(AdminView):
    permission_prefix = PLAN
    menu_category = CATEGORY


class RenstraView(PlanView):
    model = Renstra
    label = "Renstra"
    hint = "Rencana strategis: tahun pertama sampai tahun terakhir."
    column_list = ("nama", "tahun_awal", "tahun_akhir", "dokumen")
    column_searchable_list = ("nama",)
    column_default_sort = ("tahun_awal", True)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        rencana_sasaran.check_renstra(model)

    def on_model_delete(self, model: Any) -> None:
        rencana_sasaran.refuse_deleting(model)


class SasaranView(PlanView):
    model = Sasaran
    label = "Tujuan dan sasaran"
    hint = "Pohon kinerja: setiap sasaran berdiri di bawah sasaran lain, juga di bawah sasaran pemerintah daerah."
    column_list = ("kode", "uraian", "jenis", "tingkat", "induk", "unit_kerja", "aktif")
    column_searchable_list = ("kode", "uraian")
    column_filters = ("tingkat", "jenis", "aktif")
    column_default_sort = "urutan"
    directory_lookups = ("induk",)
    lookup_where = PARENTS

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        rencana_sasaran.check_sasaran(model)

    def after_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        rencana_sasaran.changed(model)


class ProgramKegiatanView(PlanView):
    model = ProgramKegiatan
    label = "Program dan kegiatan"
    hint = "Program, kegiatan, dan subkegiatan setiap tahun beserta pagunya."
    column_list = ("tahun", "kode", "nama", "jenis", "induk", "pagu", "unit_kerja")
    column_searchable_list = ("kode", "nama")
    column_filters = ("tahun", "jenis")
    column_default_sort = "kode"

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        rencana_program.check(model)


class TargetRenstraView(PlanView):
    model = TargetRenstra
    label = "Target Renstra"
    hint = "Target jangka menengah setiap indikator, tahun demi tahun."
    column_list = ("indikator", "tahun", "nilai")
    column_filters = ("tahun",)
    column_default_sort = ("tahun", True)

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        rencana_sasaran.check_target_renstra(model)


class RencanaAksiView(PlanView):
    model = RencanaAksi
    label = "Rencana aksi"
    hint = "Apa yang dilakukan untuk mencapai target setiap indikator."
    column_list = ("tahun", "indikator", "aksi", "keluaran", "penanggung_jawab", "kegiatan")
    column_searchable_list = ("aksi",)
    column_filters = ("tahun",)
    column_default_sort = "urutan"
    form_overrides: ClassVar[Any] = {"jadwal": MonthsField}
    column_formatters: ClassVar[Any] = {"jadwal": lambda view, context, row, name: span(months_of(row))}

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        renaksi_aksi.check(model)


class IndikatorTahunView(ReadOnlyView):
    model = IndikatorTahun
    label, permission_prefix = "Indikator tahunan", PLAN
    menu_category = CATEGORY
    hint = "Indikator sebagaimana berlaku pada satu tahun. Yang disahkan tidak berubah lagi."
    column_list = ("tahun", "kode", "uraian", "satuan", "formula", "bobot", "status")
    column_searchable_list = ("kode", "uraian")
    column_filters = ("tahun", "status")
    column_default_sort = ("tahun", True)
    badge_columns = ("status",)


class PerjanjianKinerjaView(ReadOnlyView):
    model = PerjanjianKinerja
    label, permission_prefix = "Perjanjian kinerja", PK
    menu_category = CATEGORY
    column_list = ("tahun", "unit_kerja", "urutan", "status", "pihak_pertama", "pihak_kedua", "tanggal")
    column_details_exclude_list = ("rujukan",)
    column_filters = ("tahun", "status")
    column_default_sort = ("tahun", True)
    badge_columns = ("status",)


class PkIndikatorView(ReadOnlyView):
    model = PkIndikator
    label, permission_prefix = "Indikator perjanjian kinerja", PK
    menu_category = CATEGORY
    column_list: Any = ("pk", "kode", "uraian", "satuan", "target", "tw1", "tw2", "tw3", "tw4")
    list_related = ("pk.unit_kerja",)
    column_searchable_list = ("kode", "uraian")
    column_default_sort = ("id", True)


class PkAnggaranView(ReadOnlyView):
    model = PkAnggaran
    label, permission_prefix = "Anggaran perjanjian kinerja", PK
    menu_category = CATEGORY
    column_list = ("pk", "kode", "nama", "anggaran")
    list_related = ("pk.unit_kerja",)
    column_default_sort = ("id", True)


class ProgresView(ReadOnlyView):
    model = Progres
    label, permission_prefix = "Progres bulanan", PLAN
    menu_category = CATEGORY
    column_list = ("indikator", "periode", "nilai", "keterangan", "oleh", "pada")
    column_filters = ("periode",)
    column_default_sort = ("id", True)


class RealisasiAnggaranView(ReadOnlyView):
    model = RealisasiAnggaran
    label, permission_prefix = "Realisasi anggaran", PLAN
    menu_category = CATEGORY
    column_list = ("kegiatan", "periode", "nilai", "keterangan", "oleh", "pada")
    column_filters = ("periode",)
    column_default_sort = ("id", True)


VIEWS = (
    RenstraView,
    SasaranView,
    ProgramKegiatanView,
    TargetRenstraView,
    RencanaAksiView,
    IndikatorTahunView,
    PerjanjianKinerjaView,
    PkIndikatorView,
    PkAnggaranView,
    ProgresView,
    RealisasiAnggaranView,
)
