"""What else can be done with a task or a case: take it, hand it on, take it back, cancel, restart.

Each that needs a reason has a small page of its own: `tindakan.html`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.actor import current_actor
from core.errors import FieldErrors, InputError, StateError
from core.idn.periods import Periode
from core.permissions import allowed, require
from core.web.given import whole
from plugins.sop_kinerja.models import Kasus, KasusTujuan, Tugas
from plugins.sop_kinerja.services import kasus_batal, kasus_read, kasus_story, kasus_ulang
from plugins.sop_kinerja.services import tugas_alih as alih
from plugins.sop_kinerja.services import tugas_ambil as ambil
from plugins.sop_kinerja.services import tugas_tarik as tarik
from plugins.sop_kinerja.services.tugas_pemegang import DO, taken_by_other
from plugins.sop_kinerja.views.blueprint import blueprint


@dataclass(frozen=True)
class Page:
    """A small page: what is about to happen, and the words on its button. `obstacle`: why it cannot, instead."""

    title: str
    about: str
    label: str
    back: str
    parent: tuple[str, str]
    kind: str = "primary"
    hint: str = ""
    obstacle: str = ""
    positions: tuple[tuple[str, str], ...] = ()
    deadline: str | None = None


@blueprint.post("/tugas/<uuid>/ambil")
def tugas_ambil(uuid: str) -> Any:
    require(DO)
    return _at_once(uuid, ambil.take, "Tugas Anda ambil. Rekan lain dalam jabatan ini membiarkannya untuk Anda.")


@blueprint.post("/tugas/<uuid>/lepas")
def tugas_lepas(uuid: str) -> Any:
    require(DO)
    return _at_once(uuid, ambil.release, "Tugas dilepaskan. Siapa pun dalam jabatan ini dapat mengambilnya.")


@blueprint.route("/tugas/<uuid>/ambil-alih", methods=["GET", "POST"])
def tugas_ambil_alih(uuid: str) -> Any:
    require(DO)
    task = kasus_read.get_task(uuid)
    other = taken_by_other(task)
    page = Page(
        title="Ambil alih tugas",
        about=f"{_named(task)} Sedang dikerjakan {other.nama if other else 'tidak ada orang lain'}.",
        label="Ambil alih",
        hint="Alasan ini disampaikan kepada yang sedang mengerjakannya.",
        obstacle="" if other else "Tugas ini tidak sedang diambil orang lain.",
        **_of_task(task),
    )
    return _answer(page, lambda: ambil.take_over(uuid, _reason()), "Tugas Anda ambil alih.")


@blueprint.route("/tugas/<uuid>/alihkan", methods=["GET", "POST"])
def tugas_alihkan(uuid: str) -> Any:
    if not allowed(current_actor(), alih.REASSIGN):
        require(DO)
    task = kasus_read.get_task(uuid)
    alih.ensure_may_reassign(task, current_actor())
    over = task.status != "berjalan"
    page = Page(
        title="Alihkan tugas",
        about=f"{_named(task)} Sekarang pada {task.jabatan.nama}. Batas waktunya tetap.",
        label="Alihkan",
        hint="Pemegang jabatan yang lama dan yang baru membaca alasan ini.",
        obstacle="Tugas ini sudah selesai." if over else "",
        positions=tuple((str(row.id), str(row.nama)) for row in alih.targets(task)),
        **_of_task(task),
    )
    target = whole(request.form.get("jabatan")) or 0
    return _answer(page, lambda: alih.reassign(uuid, target, _reason()), "Tugas dialihkan.")


@blueprint.route("/tugas/<uuid>/tarik", methods=["GET", "POST"])
def tugas_tarik(uuid: str) -> Any:
    require(DO)
    task = kasus_read.get_task(uuid)
    page = Page(
        title="Tarik kembali langkah",
        about=f"{_named(task)} Langkah ini terbuka lagi untuk Anda, dan langkah sesudahnya ditutup.",
        label="Tarik kembali",
        obstacle=tarik.obstacle_of(task) if request.method == "GET" else "",
        **_of_task(task),
    )
    again: list[Tugas] = []
    return _answer(
        page,
        lambda: again.append(tarik.withdraw(uuid, _reason())),
        "Langkah ditarik kembali dan terbuka untuk Anda.",
        lambda: url_for("sop_kinerja.tugas_show", uuid=again[0].uuid),
    )


@blueprint.route("/pelaksanaan/<uuid>/batalkan", methods=["GET", "POST"])
def kasus_batalkan(uuid: str) -> Any:
    require(kasus_batal.CANCEL)
    kasus = kasus_story.load_case(uuid)
    standing = len(kasus_read.standing(uuid))
    page = Page(
        title="Batalkan pelaksanaan",
        about=f"{kasus.nama} dihentikan dan {standing} tugas yang terbuka ditutup. Dokumen yang sudah ada tetap dapat "
        "dibaca; surat yang belum ditandatangani ikut dibatalkan.",
        label="Ya, batalkan",
        kind="danger",
        obstacle="" if kasus.status in ("rencana", "berjalan") else "Pelaksanaan ini sudah berakhir.",
        **_of_case(kasus),
    )
    return _answer(page, lambda: kasus_batal.cancel(uuid, _reason()), "Pelaksanaan dibatalkan.")


@blueprint.route("/pelaksanaan/<uuid>/ulang", methods=["GET", "POST"])
def kasus_mulai_ulang(uuid: str) -> Any:
    require(kasus_batal.CANCEL)
    kasus = kasus_story.load_case(uuid)
    try:
        versi, obstacle = kasus_ulang.newest_version(kasus), ""
    except StateError as error:
        versi, obstacle = kasus.versi, error.sentence
    ends = "Yang sekarang dibatalkan. " if kasus.status in ("rencana", "berjalan") else ""
    asks = KasusTujuan.select().where(KasusTujuan.kasus == kasus.id).exists()
    page = Page(
        title="Mulai ulang pelaksanaan",
        about=f"Pelaksanaan baru untuk {Periode.parse(str(kasus.periode)).label} dimulai dari langkah pertama dengan "
        f"SOP versi {versi.versi}. {ends}{'Perangkat daerah yang diminta tetap sama.' if asks else ''}".rstrip(),
        label="Mulai ulang",
        kind="danger" if ends else "primary",
        obstacle=obstacle,
        deadline=kasus.tenggat.isoformat() if asks else None,
        **_of_case(kasus),
    )
    made: list[Kasus] = []
    return _answer(
        page,
        lambda: made.append(kasus_ulang.restart(uuid, _reason(), _day() if asks else None)),
        "Pelaksanaan yang baru sudah dibuat.",
        lambda: url_for("sop_kinerja.kasus_show", uuid=made[0].uuid),
    )


def _at_once(uuid: str, deed: Callable[[str], Tugas], done: str) -> Any:
    """A button without a page: what it refuses is told on the task's page."""
    kasus_read.get_task(uuid)
    try:
        deed(uuid)
    except StateError as error:
        flash(error.sentence, "error")
    else:
        flash(done, "success")
    return redirect(url_for("sop_kinerja.tugas_show", uuid=uuid))


def _answer(page: Page, deed: Callable[[], Any], done: str, then: Callable[[], str] | None = None) -> Any:
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            deed()
        except InputError as error:
            errors = error.fields or {"": error.sentence}
        except StateError as error:
            errors = {"": error.sentence}
        else:
            flash(done, "success")
            return redirect(then() if then is not None else page.back)
    html = render_template("sop_kinerja/tindakan.html", page=page, errors=errors, form=request.form)
    return html, 400 if errors else 200


def _reason() -> str:
    return request.form.get("alasan", "")


def _day() -> date:
    try:
        return date.fromisoformat(request.form.get("tenggat", ""))
    except ValueError:
        raise FieldErrors({"tenggat": "Isi tanggal batas penyampaian data."}) from None


def _named(task: Tugas) -> str:
    return f"{task.judul}, langkah {task.nomor}: {str(task.uraian).rstrip('.')}."


def _of_task(task: Tugas) -> dict[str, Any]:
    url = url_for("sop_kinerja.tugas_show", uuid=task.uuid)
    return {"back": url, "parent": (f"Langkah {task.nomor}", url)}


def _of_case(kasus: Kasus) -> dict[str, Any]:
    url = url_for("sop_kinerja.kasus_show", uuid=kasus.uuid)
    return {"back": url, "parent": (str(kasus.nama), url)}
