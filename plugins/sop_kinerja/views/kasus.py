"""Pages of cases: the list, starting one, where it stands, and its documents."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import Actor, current_actor
from core.errors import FieldErrors, InputError, StateError
from core.idn.periods import periods_of_year
from core.permissions import allowed, require
from core.web.files import send_document
from core.web.given import current_page, whole
from plugins.sop_kinerja.models import Kasus, Penyampaian, SopDokumen, SopVersi
from plugins.sop_kinerja.models.kasus import STATUS_KASUS
from plugins.sop_kinerja.services import data_list, kasus_start, kasus_story, sop
from plugins.sop_kinerja.services.data_flow import VERIFY
from plugins.sop_kinerja.services.kasus_begin import steps_in
from plugins.sop_kinerja.services.kasus_cakupan import CAKUPAN, in_words
from plugins.sop_kinerja.services.kasus_year import obstacles
from plugins.sop_kinerja.services.rekap_flow import latest
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.waktu import is_late
from plugins.sop_kinerja.views import kasus_story as words
from plugins.sop_kinerja.views.bagan_kata import STATE_KINDS, STATE_WORDS, case_drawing
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.ramalan import forecast_words
from plugins.sop_kinerja.views.tindakan_isi import case_actions
from plugins.sop_kinerja.views.waktu_isi import case_panel

READ, START = "sop_kinerja.kasus.read", "sop_kinerja.kasus.start"


@blueprint.get("/pelaksanaan")
def kasus_list() -> Any:
    actor = require(READ)
    status = request.args.get("status", "")
    status = status if status in STATUS_KASUS else ""
    page = current_page()
    rows, pages = kasus_story.list_cases(status, page)
    return render_template(
        "sop_kinerja/kasus_list.html",
        rows=rows,
        page=page,
        pages=pages,
        status=status,
        statuses=STATUS_KASUS,
        may_start=allowed(actor, START),
    )


@blueprint.get("/pelaksanaan/<uuid>")
def kasus_show(uuid: str) -> Any:
    """Where the case stands, all that happened in it, its documents, and who has handed in."""
    actor = require(READ)
    kasus = kasus_story.load_case(uuid)
    tasks = kasus_story.case_tasks(kasus)
    stages = kasus_story.stages(steps_in(kasus.versi, str(kasus.kadensi)), tasks)
    return render_template(
        "sop_kinerja/kasus_show.html",
        kasus=kasus,
        standing=words.standing(stages, sop.columns_of(kasus.versi)),
        bagan=case_drawing(
            data_of(kasus.versi),
            stages,
            words.stepper(stages, cancelled=kasus.status == "batal"),
            tasks,
            set(actor.jabatan_ids),
        ),
        bagan_kata=STATE_WORDS,
        bagan_jenis=STATE_KINDS,
        history=words.timeline(tasks),
        stands=[task for task in tasks if task.status == "berjalan"],
        late=any(task.status == "berjalan" and is_late(task) for task in tasks),
        statuses=STATUS_KASUS,
        asks=bool(kasus.daftar_tujuan.count()),
        cakupan=in_words(kasus),
        waits=obstacles(kasus) if kasus.status == "rencana" else [],
        documents=words.grouped(kasus_story.case_documents(kasus)),
        mine=set(actor.jabatan_ids),
        ramalan=forecast_words(kasus),
        **case_panel(kasus, [stage.step for stage in stages], tasks),
        tindakan=case_actions(kasus, tasks),
        **_collection(kasus),
    )


@blueprint.get("/pelaksanaan/<uuid>/dokumen/<dokumen>")
def kasus_dokumen(uuid: str, dokumen: str) -> Any:
    """A document of a case that is in scope."""
    require(READ)
    return send_document(kasus_story.case_document(kasus_story.load_case(uuid), dokumen).dokumen)


@blueprint.route("/pelaksanaan/mulai", methods=["GET", "POST"])
def kasus_mulai() -> Any:
    actor = require(START)
    versions = _startable()
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            kasus = _start(versions)
        except InputError as error:
            errors = error.fields or {"": error.sentence}
        except StateError as error:
            errors = {"": error.sentence}
        else:
            flash("Pelaksanaan dimulai. Langkah pertama sudah menjadi tugas pelaksananya.", "success")
            return redirect(url_for("sop_kinerja.kasus_show", uuid=kasus.uuid))
    page = render_template("sop_kinerja/kasus_mulai.html", errors=errors, **_start_form(actor, versions))
    return page, 400 if errors else 200


def _startable() -> list[SopVersi]:
    """Those that are started one period at a time; what rolls up through the year begins by its calendar."""
    rows = SopVersi.select(SopVersi, SopDokumen).join(SopDokumen)
    rows = rows.where((SopVersi.status == "disahkan") & (SopDokumen.pola != "bertingkat"))
    return list(rows.order_by(SopDokumen.nama, SopDokumen.id))


def _start(versions: list[SopVersi]) -> Kasus:
    """:raises FieldErrors: naming what the form lacks."""
    form = request.form
    errors = {}
    versi = next((one for one in versions if one.uuid == form.get("sop")), None)
    if versi is None:
        errors["sop"] = "Pilih SOP yang akan dijalankan."
    if not form.get("periode"):
        errors["periode"] = "Pilih periode pelaksanaan."
    tenggat = None
    try:
        tenggat = date.fromisoformat(form.get("tenggat", ""))
    except ValueError:
        errors["tenggat"] = "Isi tanggal batas penyampaian data."
    if errors or versi is None or tenggat is None:
        raise FieldErrors(errors)
    asked = [one for one in map(whole, form.getlist("tujuan")) if one is not None]
    return kasus_start.start_case(
        versi, form["periode"], tenggat, asked, form.get("nama", ""), form.get("cakupan", "semua")
    )


def _start_form(actor: Actor, versions: list[SopVersi]) -> dict[str, Any]:
    """All departments that can be asked are ticked at first; of a form that came back, those that were."""
    assert actor.perangkat_daerah_id is not None
    departments = kasus_start.askable(actor.perangkat_daerah_id)
    able = [row for row, on in departments if on]
    today = clock.today(actor.zona_waktu)
    periods = [one for year in (today.year, today.year - 1, today.year + 1) for one in periods_of_year(year)]
    form: dict[str, Any] = request.form.to_dict()
    if request.method == "GET":
        newest = max((one for one in periods if one.end < today), default=None)
        # What has been run already is seldom run again: then nothing is chosen beforehand.
        done = newest is not None and Kasus.select().where(Kasus.periode == newest.code).exists()
        form = {
            "sop": request.args.get("sop", versions[0].uuid if len(versions) == 1 else ""),
            "periode": newest.code if newest is not None and not done else "",
        }
    asked = request.form.getlist("tujuan") if request.method == "POST" else [str(row.id) for row in able]
    return {
        "versions": versions,
        "periods": [(one.code, one.label) for one in sorted(periods, reverse=True)],
        "departments": [(str(row.id), row.nama) for row in able],
        "off": [row.nama for row, on in departments if not on],
        "asked": asked,
        "cakupan": list(CAKUPAN.items()),
        "form": form,
        "today": today.isoformat(),
    }


def _collection(kasus: Kasus) -> dict[str, Any]:
    """What the live list of the asked departments shows; nothing before anybody was asked."""
    uuid = str(kasus.uuid)
    if not Penyampaian.select().where(Penyampaian.kasus_uuid == uuid).exists():
        return {"collection": None}
    return {
        "collection": data_list.collection(uuid),
        "labels": data_list.LABELS,
        "rekap": latest(uuid),
        "may_check": allowed(current_actor(), VERIFY),
        # Making the recap belongs to the verifying step; from here one only looks.
        "may_recap": False,
        "as_of": clock.now(),
    }
