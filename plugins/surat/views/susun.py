"""The form in which a letter is drafted."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import NotFound
from core.organisation.models import Jabatan, PerangkatDaerah
from core.permissions import require
from core.web.given import whole
from plugins.sop_kinerja.contracts import StepRef
from plugins.surat.models import SuratKeluar
from plugins.surat.models.pilihan import CARA, KEAMANAN, KECEPATAN
from plugins.surat.services import casework, drafting, reading, secrecy
from plugins.surat.services.draft import Draft, plan_of
from plugins.surat.views.base import attempt, blueprint

OF_A_CASE = {key: word for key, word in KEAMANAN.items() if key in secrecy.OPEN}
CHAIN_PLACES = 3
"""How many officials may initial a letter that no SOP prescribes."""


@blueprint.route("/keluar/baru", methods=["GET", "POST"])
def keluar_baru() -> Any:
    """A letter that belongs to no case."""
    require("surat.keluar.create")
    return _new(None)


@blueprint.route("/langkah/<tugas>/susun", methods=["GET", "POST"])
def susun(tugas: str) -> Any:
    """The letter of a case, for the open step that asks for it."""
    require("surat.keluar.create")
    step = casework.cases().step(tugas)
    if step.aksi != casework.DRAFT:
        raise NotFound("Langkah ini tidak meminta surat baru.")
    return _new(step)


@blueprint.route("/keluar/<uuid>/ubah", methods=["GET", "POST"])
def keluar_ubah(uuid: str) -> Any:
    require("surat.keluar.create")
    surat = reading.letter(uuid)
    drafting.require_state(surat, "konsep", "diubah")
    draft, errors, status = _draft_of(surat), {}, 200
    if request.method == "POST":
        draft = read_form()
        errors, status = attempt(lambda: drafting.change(uuid, draft))
        if not errors:
            flash("Konsep disimpan.", "success")
            return redirect(url_for("surat.keluar_page", uuid=uuid))
    to = reading.recipients(surat)
    given = _given(surat.penandatangan_id, surat.rantai, to) if surat.rujukan else None
    return _form("Ubah konsep surat", draft, errors, status, given, back=url_for("surat.keluar_page", uuid=uuid))


def _new(step: StepRef | None) -> Any:
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        draft, made = read_form(), []
        errors, status = attempt(lambda: made.append(drafting.start(draft, step)))
        if not errors:
            flash("Konsep disimpan. Periksa naskahnya, lalu ajukan.", "success")
            return redirect(url_for("surat.keluar_page", uuid=made[0].uuid))
    else:
        draft = drafting.prefill(step)
    given = None
    if step is not None:
        plan = plan_of(step)
        to = PerangkatDaerah.select().where(PerangkatDaerah.id.in_(plan.tujuan)).order_by(PerangkatDaerah.urutan)
        given = _given(plan.penandatangan_id, list(plan.rantai), list(to))
    return _form("Susun surat", draft, errors, status, given, back=url_for("surat.keluar_list"))


def _form(
    title: str, draft: Draft, errors: dict[str, str], status: int, given: list[tuple[str, list[str]]] | None, back: str
) -> Any:
    """`given`: what the SOP fixes, as (label, values) pairs; None where the clerk chooses."""
    page = render_template(
        "surat/susun.html",
        title=title,
        draft=draft,
        errors=errors,
        given=given,
        back=back,
        kecepatan=list(KECEPATAN.items()),
        keamanan=list((KEAMANAN if given is None else OF_A_CASE).items()),
        cara=list(CARA.items()),
        positions=[] if given is not None else _positions(),
        departments=[] if given is not None else [(row.id, row.nama) for row in reading.possible_recipients()],
        places=CHAIN_PLACES,
    )
    return page, status


def read_form() -> Draft:
    form = request.form
    return Draft(
        hal=form.get("hal", ""),
        isi=form.get("isi", ""),
        kecepatan=form.get("kecepatan", ""),
        keamanan=form.get("keamanan", ""),
        klasifikasi=form.get("klasifikasi", ""),
        lampiran=form.get("lampiran", ""),
        tembusan=form.get("tembusan", ""),
        cara=form.get("cara", ""),
        penandatangan_id=whole(form.get("penandatangan")),
        rantai=_ids([form.get(f"rantai{place}", "") for place in range(1, CHAIN_PLACES + 1)]),
        tujuan=_ids(form.getlist("tujuan")),
    )


def _draft_of(surat: SuratKeluar) -> Draft:
    return Draft(
        hal=surat.hal,
        isi="\n\n".join(surat.isi),
        kecepatan=surat.kecepatan,
        keamanan=surat.keamanan,
        klasifikasi=surat.klasifikasi,
        lampiran=surat.lampiran,
        tembusan="\n".join(surat.tembusan),
        cara=surat.cara,
        penandatangan_id=surat.penandatangan_id,
        rantai=tuple(surat.rantai),
        tujuan=tuple(each.id for each in reading.recipients(surat)),
    )


def _given(penandatangan_id: int, rantai: list[int], to: list[PerangkatDaerah]) -> list[tuple[str, list[str]]]:
    names = {row.id: row.nama for row in Jabatan.select().where(Jabatan.id.in_([penandatangan_id, *rantai]))}
    return [
        ("Diparaf berurutan oleh", [names[each] for each in rantai]),
        ("Ditandatangani oleh", [names[penandatangan_id]]),
        ("Ditujukan kepada", [str(each.nama) for each in to]),
    ]


def _positions() -> list[tuple[int, str]]:
    own = Jabatan.perangkat_daerah == current_actor().perangkat_daerah_id
    return [(row.id, row.nama) for row in Jabatan.select().where(own).order_by(Jabatan.nama)]


def _ids(values: list[str]) -> tuple[int, ...]:
    return tuple(number for number in map(whole, values) if number is not None)
