"""The task inbox, and a task's page where a step without an action is done by hand."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import InputError, StateError
from core.organisation.models import Jabatan, PerangkatDaerah
from core.permissions import allowed, require
from core.web.filters import periode, tanggal_waktu
from core.web.given import current_page, whole
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services import kasus_hand, kasus_read
from plugins.sop_kinerja.services.kasus_mark import wants_mark
from plugins.sop_kinerja.services.kasus_open import step_ref
from plugins.sop_kinerja.services.kasus_run import Run
from plugins.sop_kinerja.services.tugas_pemegang import taken_by_other
from plugins.sop_kinerja.services.waktu import is_late
from plugins.sop_kinerja.views.bahan_isi import material_panel
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.kasus_story import outcome, timeline, told_of
from plugins.sop_kinerja.views.tindakan_isi import task_actions
from plugins.sop_kinerja.views.waktu_isi import task_panel

DO = "sop_kinerja.tugas.do"


@blueprint.get("/tugas")
def inbox() -> Any:
    """Open tasks of the positions one holds; `?tab=selesai` shows what they have done."""
    actor = require(DO)
    closed = request.args.get("tab") == "selesai"
    page = current_page()
    count = kasus_read.inbox_count(actor)
    rows, pages = kasus_read.closed_tasks(actor, page) if closed else ([], max(1, -(-count // kasus_read.PAGE)))
    return render_template(
        "sop_kinerja/inbox.html",
        closed=closed,
        waiting=[] if closed else kasus_read.inbox(actor, page),
        count=count,
        rows=rows,
        page=page,
        pages=pages,
        actor=actor,
    )


@blueprint.get("/tugas/<uuid>/kerjakan")
def tugas_do(uuid: str) -> Any:
    """To where the task is done: the action's page, else the task's own; first the mark, where one is asked for."""
    require(DO)
    task = kasus_read.get_task(uuid)
    action = kasus_hand.action_of(task) if _is_mine(task) else None
    if action is None or wants_mark(task):
        return redirect(url_for("sop_kinerja.tugas_show", uuid=uuid))
    return redirect(action.link(step_ref(task)).url)


@blueprint.get("/tugas/<uuid>")
def tugas_show(uuid: str) -> Any:
    require(DO)
    return task_page(kasus_read.get_task(uuid))


@blueprint.post("/tugas/<uuid>")
def tugas_complete(uuid: str) -> Any:
    """Ends the step by hand. What was typed stays when something is missing (but for the file, which browsers drop)."""
    require(DO)
    task = kasus_read.get_task(uuid)
    file = request.files.get("berkas")
    form = request.form
    try:
        kasus_hand.complete_by_hand(
            uuid,
            form.get("keputusan", "") if task.keputusan_diminta else "ya",
            reason=form.get("alasan", ""),
            note=form.get("catatan", ""),
            upload=(file.stream, file.filename) if file is not None and file.filename else None,
            departments=tuple(filter(None, map(whole, form.getlist("perangkat")))),
            positions=tuple(filter(None, map(whole, form.getlist("perangkat")))),
            agreed=form.get("tanda") == "ya",
            harapan=form.get("harapan", "lanjut"),
        )
    except InputError as error:
        return task_page(task, error.fields or {"": error.sentence}), 400
    except StateError as error:
        flash(error.sentence, "error")
        return redirect(url_for("sop_kinerja.tugas_show", uuid=uuid))
    flash(told_of(kasus_read.get_task(uuid), kasus_read.standing(str(task.kasus_uuid))), "success")
    return redirect(url_for("sop_kinerja.inbox"))


def task_page(task: Tugas, errors: dict[str, str] | None = None) -> str:
    """The task's own page, with what is wrong in the form that was sent."""
    actor = current_actor()
    mine = _is_mine(task)
    action = kasus_hand.action_of(task) if task.status == "berjalan" else None
    sees_case = allowed(actor, "sop_kinerja.kasus.read") and task.penyelenggara_id == actor.perangkat_daerah_id
    return render_template(
        "sop_kinerja/tugas_show.html",
        task=task,
        facts=_facts(task),
        earlier=timeline(kasus_read.earlier(task))[::-1],
        mine=mine,
        action=action,
        link=action.link(step_ref(task)) if action is not None and mine else None,
        wants_file=kasus_hand.wants_file(task),
        wants_note=kasus_hand.wants_note(task),
        returnable=_returnable(task) if mine and action is None else [],
        sees_case=sees_case,
        **task_panel(task, mine=mine),
        **material_panel(task, mine=mine),
        tindakan=task_actions(task, sees_case=sees_case),
        errors=errors or {},
        form=request.form,
    )


def _facts(task: Tugas) -> list[tuple[str, str]]:
    """What there is to know of the task; what says nothing is left out."""
    due = f"{tanggal_waktu(task.tenggat)}{' (terlambat)' if is_late(task) else ''}"
    facts = [
        ("Pelaksanaan", task.judul),
        ("Periode", periode(task.periode)),
        ("Perangkat daerah", task.perangkat_daerah.nama),
        ("Jabatan pelaksana", task.jabatan.nama),
        ("Pengalihan", task.dialihkan),
        ("Dibuka", tanggal_waktu(task.dibuat)),
        ("Batas waktu", "Dihitung setelah kelengkapannya ada" if task.tertahan and task.mulai is None else due),
        ("Kelengkapan", "; ".join(task.kelengkapan)),
        ("Output", task.output),
        ("Putaran", f"ke-{task.putaran}" if task.putaran > 1 else ""),
        ("Keputusan", outcome(task) if task.status == "selesai" and task.keputusan_diminta else ""),
        ("Alasan", task.alasan),
        ("Catatan", task.catatan),
    ]
    return [(term, str(value)) for term, value in facts if value]


def _is_mine(task: Tugas) -> bool:
    """Open, of a position that the person holds today, and not taken by a colleague."""
    held = task.status == "berjalan" and current_actor().assignment_for(task.jabatan_id) is not None
    return bool(held and taken_by_other(task) is None)


def _returnable(task: Tugas) -> list[tuple[str, str]]:
    """The asked departments, or the units' positions (id, name), whose work a Tidak could send back; none where it
    goes to one position."""
    if task.setiap or not task.keputusan_diminta:
        return []
    run = Run(Kasus.get_by_id(task.kasus_id))
    target = run.flow.back(int(task.nomor))
    if target is None or not run.is_each(target):
        return []
    arrived = [one for one in run.doers(target) if run.is_done(target, one)]
    if run.asks_departments(target):
        wanted = PerangkatDaerah.id.in_([one.department for one in arrived])
        rows = PerangkatDaerah.select().where(wanted).order_by(PerangkatDaerah.urutan)
    else:
        rows = Jabatan.select().where(Jabatan.id.in_([one.cabang for one in arrived])).order_by(Jabatan.id)
    return [(str(row.id), str(row.nama)) for row in rows]
