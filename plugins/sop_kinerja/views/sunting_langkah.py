"""The editor's pages of the steps: their order, and a page for each."""

from typing import Any
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for

from core.errors import NotFound
from core.web.given import whole
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services import sop, sop_edit_steps, sop_form
from plugins.sop_kinerja.services.sop_edit_steps import get_step
from plugins.sop_kinerja.services.sop_step_form import Step, step_form
from plugins.sop_kinerja.services.sop_step_suggest import suggest
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.sunting_isi import Outcome, attempt, differences, draft, mark, opened
from plugins.sop_kinerja.views.sunting_pilihan import LABELS, choices_of, read_step, rows_of

MORE, PROPOSE = "baris", "usul"
"""Buttons that show the form of a step again: with more rows, with checks proposed."""


@blueprint.get("/sop/<uuid>/sunting/langkah")
def sunting_langkah(uuid: str) -> Any:
    versi = draft(uuid)
    return render_template(
        "sop_kinerja/sunting_langkah.html",
        versi=versi,
        rows=list(zip(sop.steps_of(versi), sop_form.official_form(versi).rows, strict=True)),
        columns=sop.columns_of(versi),
    )


@blueprint.route("/sop/<uuid>/sunting/langkah/baru", methods=["GET", "POST"])
def sunting_langkah_baru(uuid: str) -> Any:
    """`di` is the place of the new step; without one it is the last."""
    versi = draft(uuid)
    place = _place(versi)
    form, outcome = sop_edit_steps.new_form(versi, place), Outcome()
    own = request.form.get("baru") or str(uuid4())
    if request.method == "POST":
        form = read_step(request.form)
        if button := request.form.get("tombol"):
            return _page(versi, _helped(button, versi, form, place), outcome, place=place, own=own, more=button == MORE)
        sentences: list[str] = []
        outcome = attempt(lambda: sentences.extend(sop_edit_steps.add_step(versi, form, place, own)))
        if outcome.saved:
            return _back(uuid, f"Langkah {place} ditambahkan.", sentences)
    return _page(versi, form, outcome, place=place, own=own)


@blueprint.route("/sop/<uuid>/sunting/langkah/<langkah>", methods=["GET", "POST"])
def sunting_langkah_isi(uuid: str, langkah: str) -> Any:
    versi = draft(uuid)
    try:
        step = get_step(versi, langkah)
    except NotFound as error:
        if request.method == "GET":
            raise
        # Taken out while somebody was writing in it: what was typed may become a new step.
        gone = Outcome(409, conflict=f"{error.sentence} Isian Anda masih ada di bawah: simpan sebagai langkah baru.")
        return _page(versi, read_step(request.form), gone, place=len(sop.steps_of(versi)) + 1, own=str(uuid4()))
    stored = form = step_form(step, sop.steps_of(versi))
    outcome = Outcome()
    if request.method == "POST":
        form = read_step(request.form)
        if button := request.form.get("tombol"):
            helped = _helped(button, versi, form, int(step.nomor))
            return _page(versi, helped, outcome, langkah=langkah, more=button == MORE)
        outcome = attempt(lambda: sop_edit_steps.save_step(versi, langkah, form, opened()))
        if outcome.saved:
            return _back(uuid, f"Langkah {step.nomor} disimpan.", anchor=langkah)
        stored = step_form(get_step(versi, langkah), sop.steps_of(versi))
    return _page(versi, form, outcome, langkah=langkah, stored=stored)


@blueprint.post("/sop/<uuid>/sunting/langkah/<langkah>/pindah")
def sunting_langkah_pindah(uuid: str, langkah: str) -> Any:
    versi = draft(uuid)
    by = -1 if request.form.get("ke") == "naik" else 1
    seen = whole(request.form.get("nomor")) or 0
    sentences: list[str] = []
    outcome = attempt(lambda: sentences.extend(sop_edit_steps.move_step(versi, langkah, by, seen)))
    return _back(uuid, "Urutan langkah disimpan.", sentences, outcome, langkah)


@blueprint.post("/sop/<uuid>/sunting/langkah/<langkah>/hapus")
def sunting_langkah_hapus(uuid: str, langkah: str) -> Any:
    versi = draft(uuid)
    seen = whole(request.form.get("nomor")) or 0
    sentences: list[str] = []
    outcome = attempt(lambda: sentences.extend(sop_edit_steps.remove_step(versi, langkah, seen)))
    return _back(uuid, f"Langkah {seen} dihapus; langkah sesudahnya bernomor baru.", sentences, outcome)


def _place(versi: SopVersi) -> int:
    """Where a new step comes in: at the number asked for, but after the same step as when the form was opened."""
    steps = sop.steps_of(versi)
    before = next((step for step in steps if step.uuid == request.form.get("sesudah")), None)
    return int(before.nomor) + 1 if before else min(whole(request.values.get("di")) or len(steps) + 1, len(steps) + 1)


def _helped(button: str, versi: SopVersi, form: Step, nomor: int) -> Step:
    """The form as the pressed button changes it; nothing is saved."""
    return suggest(versi, form, nomor) if button == PROPOSE else form


def _page(
    versi: SopVersi,
    form: Step,
    outcome: Outcome,
    *,
    langkah: str = "",
    place: int = 0,
    own: str = "",
    stored: Step | None = None,
    more: bool = False,
) -> Any:
    """:param langkah: the step that is changed; without one, a new one `own` at `place`"""
    steps = sop.steps_of(versi)
    nomor = next((int(step.nomor) for step in steps if step.uuid == langkah), place)
    choices = choices_of(versi, steps, nomor, langkah)
    shown = {name: dict(options) for name, options in choices.items()}
    shown["kelengkapan"] = shown["diperiksa"]
    page = render_template(
        "sop_kinerja/sunting_langkah_isi.html",
        versi=versi,
        nomor=nomor,
        langkah=langkah,
        own=own,
        total=len(steps),
        before=next((step.uuid for step in steps if step.nomor == nomor - 1), ""),
        form=form,
        rows=rows_of(form, more=more),
        outcome=outcome,
        labels=LABELS,
        choices=choices,
        differences=differences(form, stored, LABELS, shown) if stored and outcome.conflict else [],
        opened=mark(stored) if stored and (outcome.conflict or not opened()) else opened(),
    )
    return page, outcome.status


def _back(
    uuid: str, sentence: str, sentences: list[str] | None = None, outcome: Outcome | None = None, anchor: str = ""
) -> Any:
    """To the list of steps, telling what was done and what it changed in other steps."""
    if outcome is None or outcome.saved:
        flash(sentence, "success")
        for one in sentences or ():
            flash(one, "warning")
    else:
        flash(outcome.conflict or " ".join(outcome.errors.values()), "error")
    return redirect(url_for("sop_kinerja.sunting_langkah", uuid=uuid, _anchor=f"l-{anchor}" if anchor else None))
