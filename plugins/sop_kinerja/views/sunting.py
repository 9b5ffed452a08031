"""The editor of a draft: its overview with what is still open, and the pages of its head."""

from dataclasses import fields
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.organisation.models import UnitKerja
from core.permissions import allowed, require
from plugins.sop_kinerja.models.sop import HITUNGAN_HARI, POLA, SATUAN_FORMULIR
from plugins.sop_kinerja.services import sop, sop_edit, sop_form, sop_new, sop_versions
from plugins.sop_kinerja.services.sop_edit import Identity, Lists
from plugins.sop_kinerja.services.sop_new import NewSop
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.sunting_bagian import parts_of
from plugins.sop_kinerja.views.sunting_isi import Outcome, attempt, differences, draft, mark, opened

IDENTITY = {
    "nama": "Nama SOP",
    "pola": "Pola pelaksanaan",
    "nomor": "Nomor SOP",
    "tanggal_pembuatan": "Tanggal pembuatan",
    "tanggal_revisi": "Tanggal revisi",
    "tanggal_pengesahan": "Tanggal pengesahan",
    "tanggal_efektif": "Tanggal efektif",
    "disahkan_oleh": "Disahkan oleh (jabatan)",
    "kabupaten": "Kabupaten/kota",
    "perangkat_daerah": "Perangkat daerah",
    "unit": "Unit kerja",
    "satuan_waktu": "Satuan waktu formulir",
    "hitungan_hari": "Arti «hari»",
    "jumlah_tercetak": "Jumlah waktu tercetak",
}
LISTS = {"penjelasan_singkat": "Penjelasan singkat", **{key: title for title, key in sop_form.BOXES}}
CHOICES = {"pola": POLA, "satuan_waktu": SATUAN_FORMULIR, "hitungan_hari": HITUNGAN_HARI}


@blueprint.route("/sop/baru", methods=["GET", "POST"])
def sop_baru() -> Any:
    """A new SOP: its name and kind; the rest follows on the pages of the draft."""
    actor = require("sop_kinerja.sop.create")
    form, outcome = NewSop(), Outcome()
    if request.method == "POST":
        form = NewSop(**{one.name: request.form.get(one.name, "") for one in fields(NewSop)})
        made = []
        outcome = attempt(lambda: made.append(sop_new.create_sop(form)))
        if outcome.saved:
            flash("SOP baru dibuat sebagai konsep. Lengkapi bagian-bagiannya.", "success")
            return redirect(url_for("sop_kinerja.sunting", uuid=made[0].uuid))
    units = UnitKerja.select().where(UnitKerja.perangkat_daerah == actor.perangkat_daerah_id).order_by(UnitKerja.nama)
    page = render_template(
        "sop_kinerja/sop_baru.html",
        form=form,
        outcome=outcome,
        units=[(unit.id, unit.nama) for unit in units],
        kinds=list(POLA.items()),
    )
    return page, outcome.status


@blueprint.get("/sop/<uuid>/sunting")
def sunting(uuid: str) -> Any:
    """The parts of the form with what is still open in each, and the table as it stands."""
    versi = draft(uuid)
    actor = current_actor()
    return render_template(
        "sop_kinerja/sunting.html",
        versi=versi,
        parts=parts_of(versi),
        form=sop_form.official_form(versi),
        what_goes=sop_new.what_goes(versi),
        may_delete=allowed(actor, "sop_kinerja.sop.delete"),
        may_ratify=allowed(actor, "sop_kinerja.sop.ratify"),
    )


@blueprint.route("/sop/<uuid>/sunting/identitas", methods=["GET", "POST"])
def sunting_identitas(uuid: str) -> Any:
    versi = draft(uuid)
    stored = form = sop_edit.identity_of(versi)
    outcome = Outcome()
    if request.method == "POST":
        form = Identity(**{one.name: request.form.get(one.name, getattr(stored, one.name)) for one in fields(Identity)})
        outcome = attempt(lambda: sop_edit.save_identity(versi, form, opened()))
        if outcome.saved:
            return _saved(uuid, "Identitas disimpan.")
        stored = sop_edit.identity_of(sop.get_version(uuid))
    page = render_template(
        "sop_kinerja/sunting_identitas.html",
        versi=versi,
        form=form,
        outcome=outcome,
        labels=IDENTITY,
        choices={name: list(words.items()) for name, words in CHOICES.items()},
        fixed=sop_edit.name_is_fixed(versi),
        differences=differences(form, stored, IDENTITY, CHOICES) if outcome.conflict else [],
        opened=mark(stored) if outcome.conflict else opened() or mark(stored),
    )
    return page, outcome.status


@blueprint.route("/sop/<uuid>/sunting/daftar", methods=["GET", "POST"])
def sunting_daftar(uuid: str) -> Any:
    """The boxes of the form, one item per line."""
    versi = draft(uuid)
    stored = form = sop_edit.lists_of(versi)
    outcome = Outcome()
    if request.method == "POST":
        typed = {name: request.form.get(name, getattr(stored, name)).replace("\r\n", "\n") for name in LISTS}
        form = Lists(**typed)
        outcome = attempt(lambda: sop_edit.save_lists(versi, form, opened()))
        if outcome.saved:
            return _saved(uuid, "Dasar hukum dan daftar lain disimpan.")
        stored = sop_edit.lists_of(sop.get_version(uuid))
    page = render_template(
        "sop_kinerja/sunting_daftar.html",
        versi=versi,
        form=form,
        outcome=outcome,
        labels=LISTS,
        differences=differences(form, stored, LISTS, {}) if outcome.conflict else [],
        opened=mark(stored) if outcome.conflict else opened() or mark(stored),
    )
    return page, outcome.status


@blueprint.post("/sop/<uuid>/sunting/hapus")
def sunting_hapus(uuid: str) -> Any:
    require("sop_kinerja.sop.delete")
    versi = sop.get_version(uuid)
    name, number = str(versi.sop.nama), versi.versi
    latest = sop_versions.base_of(versi)
    alone = sop_new.delete_draft(versi)
    flash(f"{name} dihapus." if alone else f"Konsep versi {number} dari {name} dihapus.", "success")
    if latest is None:
        return redirect(url_for("sop_kinerja.sop_list"))
    return redirect(url_for("sop_kinerja.sop_show", uuid=latest.uuid))


def _saved(uuid: str, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(url_for("sop_kinerja.sunting", uuid=uuid))
