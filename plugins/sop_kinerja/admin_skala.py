"""CRUD of scales, typed one line per band: «90 | Sangat Tinggi»."""

from collections.abc import Callable
from typing import Any, ClassVar

from wtforms import TextAreaField

from core.admin.view import AdminView
from core.errors import InputError
from plugins.sop_kinerja import pita
from plugins.sop_kinerja.models import SkalaOrdinal, SkalaPredikat
from plugins.sop_kinerja.services import skala_ubah

CATEGORY = "Perencanaan kinerja"
PLAN = "sop_kinerja.rencana"


class _PairsField(TextAreaField):
    """`data` is a list of pairs; a subclass says how they are read and written."""

    read: ClassVar[Callable[[str], Any]]
    write: ClassVar[Callable[[Any], str]]

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else type(self).write(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist:
            return
        try:
            self.data = type(self).read(valuelist[0])
        except pita.SkalaSalah as error:
            self.data = valuelist[0]  # not empty: the mistake is told, and not that something is missing
            raise ValueError(str(error)) from None


class BandsField(_PairsField):
    read, write = staticmethod(pita.read_bands), staticmethod(pita.write_bands)


class WordsField(_PairsField):
    read, write = staticmethod(pita.read_words), staticmethod(pita.write_words)


class SkalaPredikatView(AdminView):
    """With a permission of its own: one department's planner would otherwise name the capaian of all the others."""

    model = SkalaPredikat
    label, permission_prefix = "Skala predikat", "sop_kinerja.skala"
    menu_category = CATEGORY
    hint = "Pita predikat capaian pemerintah daerah, berlaku mulai tahun yang disebut sampai ada yang lebih baru."
    column_list = ("tahun", "nama", "pita", "batas_capaian", "dasar")
    column_default_sort = ("tahun", True)
    form_columns = ("tahun", "nama", "pita", "batas_capaian", "dasar")
    form_overrides: ClassVar[Any] = {"pita": BandsField}
    form_args: ClassVar[Any] = {
        "pita": {
            "description": "Satu pita per baris, dari yang tertinggi: «90 | Sangat Tinggi» berarti di atas 90. Baris "
            "terakhir menampung selebihnya: «lainnya | Sangat Rendah».",
            "render_kw": {"rows": 7},
        },
        "batas_capaian": {
            "description": "Misalnya 100, 120, atau 200. Dipakai hanya dalam rata-rata. Kosong: tidak dibatasi."
        },
    }
    column_formatters: ClassVar[Any] = {
        "pita": lambda view, context, model, name: pita.write_bands(model.pita).replace("\n", "; ")
    }

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """:raises InputError: beside the field. StateError: when an approved recap stands on the scale."""
        if not model.pita:
            raise InputError("Tulis pitanya, satu per baris.", "pita")
        skala_ubah.check(model)

    def after_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        skala_ubah.changed(model)

    def on_model_delete(self, model: Any) -> None:
        skala_ubah.ensure_unused(model)

    def after_model_delete(self, model: Any) -> None:
        skala_ubah.changed(model)


class SkalaOrdinalView(AdminView):
    model = SkalaOrdinal
    label, permission_prefix = "Skala predikat teks", PLAN
    menu_category = CATEGORY
    hint = "Target yang berupa kata (WTP, BB, Baik) dan nilai yang diwakilinya."
    column_list = ("nama", "butir")
    column_default_sort = "nama"
    form_columns = ("nama", "butir")
    form_overrides: ClassVar[Any] = {"butir": WordsField}
    form_args: ClassVar[Any] = {
        "butir": {
            "description": "Satu kata per baris, terbaik di atas, dengan nilainya: «WTP | 4», «WDP | 3».",
            "render_kw": {"rows": 7},
        }
    }
    column_formatters: ClassVar[Any] = {
        "butir": lambda view, context, model, name: pita.write_words(model.butir).replace("\n", "; ")
    }

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        if not model.butir:
            raise InputError("Tulis kata dan nilainya, satu per baris.", "butir")

    def after_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        skala_ubah.words_changed(model)


VIEWS = (SkalaPredikatView, SkalaOrdinalView)
