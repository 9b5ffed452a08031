"""The pages of performance agreements: the list of years, one agreement, and what one does with it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core import clock
from core.actor import current_actor
from core.errors import InputError, NotAllowed, NotFound, SelarasError
from core.permissions import allowed, require
from core.web.files import send_bytes, send_document
from core.web.given import whole
from plugins.sop_kinerja.models import PerjanjianKinerja
from plugins.sop_kinerja.models.tahunan import STATUS_PK
from plugins.sop_kinerja.services import pk_baca, pk_isi, pk_naskah, pk_pihak, pk_sumber, pk_susun, pk_tanda
from plugins.sop_kinerja.views.blueprint import blueprint

CARA = (("elektronik", "Tanda tangan elektronik, bergantian"), ("konvensional", "Tanda tangan basah, lalu pindaian"))


@blueprint.get("/perjanjian-kinerja")
def pk_list() -> Any:
    actor = require(pk_baca.READ)
    return render_template(
        "sop_kinerja/pk_list.html",
        rows=pk_baca.all_of(actor.perangkat_daerah_id or 0),
        states=STATUS_PK,
        may_create=allowed(actor, pk_baca.CREATE),
    )


@blueprint.route("/perjanjian-kinerja/baru", methods=["GET", "POST"])
def pk_baru() -> Any:
    """Begins the PK of a year out of its indicators."""
    actor = require(pk_baca.CREATE)
    errors: dict[str, str] = {}
    status, form = 200, request.form
    if request.method == "POST":
        try:
            chosen = (whole(form.get(name)) for name in ("tahun", "pihak_kedua", "pihak_pertama"))
            pk = pk_susun.draft(*chosen)
            flash(f"Konsep {pk} dibuat dari indikator dan target tahun {pk.tahun}.", "success")
            return redirect(_url(pk))
        except (NotAllowed, NotFound):
            raise
        except SelarasError as error:
            errors, status = _told(error), error.status
    firsts = pk_pihak.first_parties(actor.perangkat_daerah_id or 0)
    chosen = whole(request.values.get("pihak_pertama"))
    first = next((one for one in firsts if chosen in (None, one.id)), firsts[0] if firsts else None)
    page = render_template(
        "sop_kinerja/pk_baru.html",
        first=first,
        firsts=[(str(one.id), one.nama) for one in firsts],
        options=_options(first) if first else [],
        tahun=form.get("tahun", _next_year()),
        form=form,
        errors=errors,
    )
    return page, status


@blueprint.get("/perjanjian-kinerja/<uuid>")
def pk_show(uuid: str) -> Any:
    return _page(uuid)


@blueprint.post("/perjanjian-kinerja/<uuid>/isi")
def pk_simpan(uuid: str) -> Any:
    return _do(uuid, lambda: pk_isi.save(uuid, request.form), "Isi perjanjian disimpan.")


@blueprint.post("/perjanjian-kinerja/<uuid>/segarkan")
def pk_segarkan(uuid: str) -> Any:
    return _do(uuid, lambda: pk_susun.refresh(uuid), "Indikator, target, dan anggaran diambil ulang dari rencana.")


@blueprint.post("/perjanjian-kinerja/<uuid>/ajukan")
def pk_ajukan(uuid: str) -> Any:
    done = "Perjanjian siap ditandatangani. Isinya kini terkunci."
    return _do(uuid, lambda: pk_tanda.submit(uuid, request.form.get("cara", "")), done)


@blueprint.post("/perjanjian-kinerja/<uuid>/tarik")
def pk_tarik(uuid: str) -> Any:
    done = "Perjanjian ditarik dari penandatanganan dan kembali menjadi konsep."
    return _do(uuid, lambda: pk_tanda.withdraw(uuid, request.form.get("alasan", "")), done)


@blueprint.post("/perjanjian-kinerja/<uuid>/unggah")
def pk_unggah(uuid: str) -> Any:
    file = request.files.get("berkas")
    given = (file.stream, file.filename) if file is not None and file.filename else None

    def deed() -> str:
        pk, released = pk_tanda.upload(uuid, given)
        going = f" {released} langkah yang menunggunya kini dapat dikerjakan." if released else ""
        return f"{pk} berlaku.{going}"

    return _do(uuid, deed)


@blueprint.post("/perjanjian-kinerja/<uuid>/ubah")
def pk_ubah(uuid: str) -> Any:
    """A Perubahan PK of the one in force."""
    try:
        pk = pk_susun.revise(uuid, request.form.get("alasan", ""))
    except (NotAllowed, NotFound):
        raise
    except SelarasError as error:
        return _page(uuid, _told(error)), error.status
    flash(f"Konsep {pk} dibuat. Yang sekarang tetap berlaku sampai perubahannya ditandatangani.", "success")
    return redirect(_url(pk))


@blueprint.post("/perjanjian-kinerja/<uuid>/buang")
def pk_buang(uuid: str) -> Any:
    try:
        pk = pk_susun.discard(uuid)
    except (NotAllowed, NotFound):
        raise
    except SelarasError as error:
        return _page(uuid, _told(error)), error.status
    flash(f"Konsep {pk} dibuang.", "success")
    return redirect(url_for("sop_kinerja.pk_list"))


@blueprint.get("/perjanjian-kinerja/<uuid>/naskah")
def pk_berkas(uuid: str) -> Any:
    """The form: signed, out for signature, or of a draft as it stands now."""
    pk = pk_baca.get(uuid)
    if pk.dokumen_id and request.args.get("jenis") != "naskah":
        return send_document(pk.dokumen)
    if pk.naskah_id and pk.status != "konsep":
        return send_document(pk.naskah)
    content = pk_naskah.pdf(pk, electronic=False)
    return send_bytes(BytesIO(content), f"Konsep {pk_naskah.file_name(pk)}", "application/pdf", etag=False)


def _do(uuid: str, deed: Callable[[], object], done: str = "") -> Any:
    try:
        said = deed()
    except (NotAllowed, NotFound):
        raise
    except SelarasError as error:
        return _page(uuid, _told(error)), error.status
    flash(done or str(said), "success")
    return redirect(url_for("sop_kinerja.pk_show", uuid=uuid))


def _page(uuid: str, errors: dict[str, str] | None = None) -> str:
    pk = pk_baca.get(uuid)
    actor = current_actor()
    may_create, draft = allowed(actor, pk_baca.CREATE), pk.status == "konsep"
    old = pk_baca.in_force(pk) if pk.urutan and pk.status != "berlaku" else None
    service = pk_tanda.signing() if pk.rujukan or draft else None
    return render_template(
        "sop_kinerja/pk_show.html",
        pk=pk,
        state=STATUS_PK[str(pk.status)],
        shown=pk_baca.shown(pk),
        lacking=pk_sumber.without_target(pk) if draft else set(),
        programmes=pk_baca.programmes(pk),
        parties=pk_naskah.parties(pk) if draft else None,
        others=[one for one in pk_baca.all_of(int(pk.perangkat_daerah_id), int(pk.tahun)) if one.id != pk.id],
        states=STATUS_PK,
        differences=pk_baca.differences(pk, old) if old is not None else [],
        problems=pk_tanda.problems(pk) if draft else [],
        signing=service.state(str(pk.rujukan)) if service is not None and pk.rujukan else None,
        cara=[one for one in CARA if one[0] != "elektronik" or service is not None],
        options=_options(pk.pihak_pertama) if draft and may_create else [],
        may_create=may_create,
        quarters=pk_baca.QUARTER_NAMES,
        errors=errors or {},
        form=request.form,
    )


def _next_year() -> int:
    """This one; the next where this one's agreement is there."""
    actor = current_actor()
    this = clock.today(actor.zona_waktu).year
    return this + 1 if pk_baca.of_year(actor.perangkat_daerah_id or 0, this) else this


def _options(first: Any) -> list[tuple[str, str]]:
    return [(str(one.id), f"{one.nama} ({one.perangkat_daerah.singkatan})") for one in pk_pihak.second_parties(first)]


def _told(error: SelarasError) -> dict[str, str]:
    return (error.fields if isinstance(error, InputError) else {}) or {"": error.sentence}


def _url(pk: PerjanjianKinerja) -> str:
    return url_for("sop_kinerja.pk_show", uuid=pk.uuid)
