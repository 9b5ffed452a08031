"""CRUD of the steps of an SOP, in words: headings instead of codes, labels instead of the names of actions."""

from typing import Any, ClassVar

from wtforms import SelectField

from core.actor import current_actor
from core.errors import FieldErrors
from core.idn.durations import Duration, DurationError
from plugins.sop_kinerja.admin_sop import DraftOnlyView
from plugins.sop_kinerja.models import SopLangkah
from plugins.sop_kinerja.services.sop import columns_of
from plugins.sop_kinerja.services.sop_actions import on_offer
from plugins.sop_kinerja.services.sop_step_needs import acuan_kinds


def actions() -> list[tuple[str, str]]:
    """What a step can have done by a plugin, in words; with what stands in an SOP though its plugin is off."""
    named = [str(name) for (name,) in SopLangkah.select(SopLangkah.aksi).distinct().tuples() if name]
    return on_offer(current_actor().perangkat_daerah_id, named)


class SopLangkahView(DraftOnlyView):
    """The performers are typed by the headings of their columns, and kept by their codes."""

    model = SopLangkah
    label = "Langkah SOP"
    hint = "Langkah SOP yang masih konsep dapat diubah; yang sudah disahkan terkunci."
    column_list = ("nomor", "uraian", "waktu_nilai", "waktu_satuan", "versi")
    column_searchable_list = ("uraian",)
    column_default_sort = ("id", True)
    list_related = ("versi.sop",)
    form_overrides: ClassVar[Any] = {"aksi": SelectField}
    # What is checked of the kelengkapan is chosen on the page of the step, in «Sunting konsep».
    form_excluded_columns = ("kebutuhan",)
    form_args: ClassVar[Any] = {
        "aksi": {"choices": actions, "filters": []},
        "pelaksana": {"description": "Judul kolom pelaksana, satu per baris. Yang pertama mengerjakan langkah ini."},
        "ya_ke": {"description": "Nomor langkah berikutnya. Kosong: langkah sesudah ini. 0: pelaksanaan selesai."},
        "tidak_ke": {"description": "Hanya untuk keputusan: nomor langkah tempat pekerjaan kembali bila Tidak."},
    }
    column_formatters: ClassVar[Any] = {
        "aksi": lambda view, context, model, name: dict(actions()).get(model.aksi, model.aksi),
        "pelaksana": lambda view, context, model, name: "; ".join(_labels(model)),
        "kebutuhan": lambda view, context, model, name: "; ".join(_needs(model)) or "Tidak ada",
        "ya_ke": lambda view, context, model, name: "Selesai" if model.ya_ke == 0 else model.ya_ke or "Berikutnya",
    }

    def on_form_prefill(self, form: Any, id: Any) -> None:
        form.pelaksana.data = _labels(self.get_one(id))

    def on_model_change(self, form: Any, model: Any, is_created: bool) -> None:
        """:raises FieldErrors: for a performer without a column, or a time that is none."""
        super().on_model_change(form, model, is_created)
        errors = {}
        columns = columns_of(model.versi)
        named = {key.casefold(): code for code, row in columns.items() for key in (code, str(row.label))}
        typed = [str(one).strip() for one in model.pelaksana] if isinstance(model.pelaksana, list) else []
        unknown = [one for one in typed if one.casefold() not in named]
        if unknown or not typed:
            there = ", ".join(str(row.label) for row in columns.values()) or "belum ada"
            errors["pelaksana"] = f"Isi dengan judul kolom yang ada pada versi ini: {there}."
        else:
            model.pelaksana = [named[one.casefold()] for one in typed]
        if not isinstance(model.kelengkapan, list):
            errors["kelengkapan"] = "Isi satu kelengkapan per baris, misalnya Disposisi."
        else:
            model.kebutuhan = [need for need in model.kebutuhan or [] if need["nama"] in model.kelengkapan]
        errors |= _wrong_arrows(model)
        try:
            Duration.of(model.waktu_nilai, model.waktu_satuan)
        except DurationError as error:
            errors["waktu_nilai"] = str(error)
        if errors:
            raise FieldErrors(errors)


def _wrong_arrows(step: Any) -> dict[str, str]:
    """Ya leads on (0: to the end), Tidak leads back; to which step is asked when the SOP is ratified."""
    found = {}
    if step.ya_ke and step.nomor and step.ya_ke <= step.nomor:
        found["ya_ke"] = "Ya menuju langkah sesudah langkah ini, atau 0 bila pelaksanaan selesai."
    if step.tidak_ke is not None and step.nomor and not 1 <= step.tidak_ke < step.nomor:
        found["tidak_ke"] = "Tidak kembali ke langkah sebelum langkah ini."
    return found


def _needs(step: SopLangkah) -> list[str]:
    """What must be there before the step begins, in words."""
    kinds = acuan_kinds(step.versi)
    found = []
    for need in step.kebutuhan or []:
        words = {
            "acuan": f"dokumen acuan {kinds.get(need.get('kode', ''), 'yang tidak terdaftar')}",
            "hasil": f"hasil langkah {need.get('dari')}",
        }.get(need["jenis"], "laporan periode bagiannya")
        found.append(f"{need['nama']}: {words}")
    return found


def _labels(step: SopLangkah) -> list[str]:
    """The headings of the columns that do the step."""
    columns = columns_of(step.versi)
    return [str(columns[code].label) if code in columns else str(code) for code in step.pelaksana or []]


VIEWS = (SopLangkahView,)
