"""Long work that I asked for: how far it is, and what came of it."""

from typing import Any

from flask import Blueprint, render_template

from core.actor import current_actor
from core.errors import NotFound, StateError
from core.files.models import Dokumen
from core.jobs.models import Job, Status
from core.web.files import send_document
from core.web.given import current_page

blueprint = Blueprint("jobs", __name__, url_prefix="/pekerjaan")
PAGE = 20


def _mine() -> Any:
    """My jobs in the department in which I act (a job of another of my positions belongs there)."""
    actor = current_actor()
    return Job.select().where((Job.diminta_oleh == actor.akun_id) & (Job.perangkat_daerah == actor.perangkat_daerah_id))


@blueprint.get("/")
def index() -> Any:
    page = current_page()
    query = _mine().order_by(Job.id.desc())
    pages = max(1, -(-query.count() // PAGE))
    return render_template("selaras/jobs.html", jobs=list(query.paginate(page, PAGE)), page=page, pages=pages)


@blueprint.get("/<uuid>")
def show(uuid: str) -> Any:
    job = _one(uuid)
    waiting = job.status in (Status.QUEUED, Status.RUNNING)
    return render_template("selaras/job.html", job=job, waiting=waiting, document=_result(job))


@blueprint.get("/<uuid>/unduh")
def download(uuid: str) -> Any:
    """The document that the job made: `hasil["dokumen"]` is its uuid.

    :raises StateError: while there is none.
    """
    document = _result(_one(uuid))
    if document is None:
        raise StateError("Pekerjaan ini belum menghasilkan berkas.")
    return send_document(document)


def _one(uuid: str) -> Job:
    job = _mine().where(Job.uuid == uuid).first()
    if job is None:
        raise NotFound("Pekerjaan ini tidak ada, atau bukan Anda yang memintanya.")
    assert isinstance(job, Job)
    return job


def _result(job: Job) -> Dokumen | None:
    outcome: dict[str, Any] = job.hasil or {}
    name = outcome.get("dokumen") if job.status == Status.DONE else None
    if not name:
        return None
    found: Dokumen | None = Dokumen.get_or_none(
        (Dokumen.uuid == str(name)) & (Dokumen.perangkat_daerah == job.perangkat_daerah_id)
    )
    return found
