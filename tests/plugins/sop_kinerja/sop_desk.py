"""A department's desk at which an SOP is written: a draft, and short words for what is typed into it."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.services.sop import columns_of, steps_of
from plugins.sop_kinerja.services.sop_columns import positions_of
from plugins.sop_kinerja.services.sop_draft import mark
from plugins.sop_kinerja.services.sop_edit_columns import Column, add_column, column_form, get_column, save_column
from plugins.sop_kinerja.services.sop_edit_steps import add_step, get_step, new_form, save_step
from plugins.sop_kinerja.services.sop_new import NewSop, create_sop
from plugins.sop_kinerja.services.sop_step_form import Step, step_form

ALL = ("sop_kinerja.*",)


def new_draft(steps: int = 0, pola: str = "kampanye", nama: str = "Pengumpulan Data Kinerja") -> SopVersi:
    """A draft with one column, Kabag, and that many steps, called A, B, C …"""
    versi = create_sop(NewSop(nama=nama, pola=pola))
    add_column(versi, Column(label="Kabag"))
    for place in range(steps):
        put(versi, chr(ord("A") + place))
    return versi


def put(versi: SopVersi, uraian: str, place: int = 999, **typed: Any) -> tuple[str, ...]:
    """A new step at the place (the last unless told); gives the sentences."""
    form = replace(new_form(versi, place), uraian=uraian, **({"oleh": "kabag", "waktu": "1"} | typed))
    return add_step(versi, form, place, str(uuid4()))


def change(versi: SopVersi, nomor: int, **typed: Any) -> None:
    """Opens the step, types, saves."""
    uuid = uuid_of(versi, nomor)
    form = form_of(versi, nomor)
    save_step(versi, uuid, replace(form, **typed), mark(form))


def form_of(versi: SopVersi, nomor: int) -> Step:
    return step_form(get_step(versi, uuid_of(versi, nomor)), steps_of(versi))


def uuid_of(versi: SopVersi, nomor: int) -> str:
    return str(step_of(versi, nomor).uuid)


def step_of(versi: SopVersi, nomor: int) -> SopLangkah:
    return next(step for step in steps_of(versi) if step.nomor == nomor)


def words(versi: SopVersi) -> str:
    """The steps by their first letters in order: «ABC»."""
    return "".join(str(step.uraian)[0] for step in steps_of(versi))


def column_uuid(versi: SopVersi, code: str) -> str:
    return str(columns_of(versi)[code].uuid)


def change_column(versi: SopVersi, code: str, **typed: Any) -> None:
    uuid = column_uuid(versi, code)
    form = column_form(get_column(versi, uuid), positions_of(versi))
    save_column(versi, uuid, replace(form, **typed), mark(form))
