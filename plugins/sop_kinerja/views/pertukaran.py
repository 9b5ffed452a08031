"""Pages of exchange: an SOP as a BPMN file, a draft out of one, and a draft out of a pasted table."""

import io
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import FieldErrors, InputError, StateError
from core.idn.durations import format_duration
from core.permissions import require
from core.web.files import send_bytes
from plugins.sop_kinerja.bpmn import BpmnRefused
from plugins.sop_kinerja.bpmn.urai import MAX_BYTES
from plugins.sop_kinerja.models.sop import KADENSI, POLA
from plugins.sop_kinerja.services import sop, sop_pertukaran
from plugins.sop_kinerja.services.sop_pertukaran import CREATE, Imported
from plugins.sop_kinerja.services.sop_versions import DraftExists
from plugins.sop_kinerja.tempel import Pasted
from plugins.sop_kinerja.views.blueprint import blueprint

_NOTES, _LONGEST = 4, 200  # notes told at once, and letters of each: what is told waits in the session's cookie


@blueprint.get("/sop/<uuid>/bpmn")
def sop_bpmn(uuid: str) -> Any:
    versi = sop.get_version(uuid)
    try:
        content, name = sop_pertukaran.bpmn_of(versi)
    except StateError as error:
        flash(error.sentence, "error")
        return redirect(url_for("sop_kinerja.sop_show", uuid=uuid))
    return send_bytes(io.BytesIO(content), name, "application/xml", etag=False)


@blueprint.get("/sop/impor")
def sop_impor() -> Any:
    require(CREATE)
    return _page({}, {})


@blueprint.post("/sop/impor/bpmn")
def sop_impor_bpmn() -> Any:
    require(CREATE)
    content = _uploaded()
    if not content:
        return _page({}, {"berkas": "Pilih berkas BPMN; berkas kosong tidak diterima."})
    try:
        found = sop_pertukaran.import_bpmn(content)
    except BpmnRefused as error:
        short = "Berkas ini belum dapat dipakai; sebabnya disebut di atas."
        return _page({}, {"berkas": short}, problems=error.problems)
    except DraftExists as error:
        return _page({}, {"berkas": error.sentence}, draft=error.draft)
    except InputError as error:
        return _page({}, error.fields)
    return _done(found)


@blueprint.post("/sop/impor/tabel")
def sop_impor_tabel() -> Any:
    """Looks at the pasted table first; the draft is made only from the preview."""
    require(CREATE)
    form = {name: request.form.get(name, "") for name in ("nama", "pola", "tabel")}
    form["pola"] = form["pola"] if form["pola"] in POLA else ""
    errors = {name: text for name, text in _MISSING.items() if not form[name].strip()}
    if errors:
        return _page(form, errors)
    if request.form.get("tindakan") == "buat":
        try:
            return _done(sop_pertukaran.import_pasted(**{name: form[name] for name in ("nama", "pola")},
                                                      text=form["tabel"]))  # fmt: skip
        except DraftExists as error:
            return _preview(form, {"nama": error.sentence}, draft=error.draft)
        except (FieldErrors, InputError) as error:
            return _preview(form, error.fields)
    return _preview(form, {})


_MISSING = {"nama": "Isi nama SOP.", "pola": "Pilih pola pelaksanaan.", "tabel": "Tempelkan tabel langkahnya."}


def _uploaded() -> bytes:
    """What was sent, as far as it may matter: a byte more than is taken tells that it is too large."""
    given = request.files.get("berkas")
    if given is None:
        return b""
    try:
        content: bytes = given.stream.read(MAX_BYTES + 1)
    finally:
        given.close()  # a large one lies in a file of its own
    return content


def _page(form: Mapping[str, str], errors: Mapping[str, str], **more: Any) -> Any:
    page = render_template("sop_kinerja/impor_sop.html", form=form, errors=errors, patterns=list(POLA.items()), **more)
    return page, 400 if errors else 200


def _preview(form: Mapping[str, str], errors: Mapping[str, str], **more: Any) -> Any:
    pasted = sop_pertukaran.read_pasted(form["tabel"], form["pola"])
    page = render_template(
        "sop_kinerja/impor_periksa.html",
        form=form,
        errors=errors,
        pasted=pasted,
        rows=_rows(pasted),
        existing=sop_pertukaran.existing(form["nama"]),
        patterns=list(POLA.items()),
        **more,
    )
    return page, 400 if errors else 200


def _rows(pasted: Pasted) -> list[dict[str, Any]]:
    labels = {column.kode: column.label for column in pasted.columns}
    unit = "menit" if pasted.satuan_waktu == "menit" else None
    return [
        {
            "nomor": step.nomor,
            "uraian": step.uraian,
            "pelaksana": ", ".join(labels[kode] for kode in step.pelaksana),
            "kelengkapan": "; ".join(step.kelengkapan),
            "waktu": format_duration(step.waktu, unit=unit),
            "output": step.output,
            "kadensi": KADENSI[step.kadensi],
            "keterangan": step.keterangan,
        }
        for step in pasted.steps
    ]


def _done(found: Imported) -> Any:
    versi = found.versi
    if found.made:
        flash(f"Konsep {versi.sop.nama} versi {versi.versi} dibuat. Periksa dan lengkapi sebelum disahkan.", "success")
    else:
        flash(f"Isinya sama dengan {versi.sop.nama} versi {versi.versi}; tidak dibuat versi baru.", "info")
    if found.notes:
        told = [note if len(note) <= _LONGEST else note[: _LONGEST - 1] + "…" for note in found.notes[:_NOTES]]
        more = [f"Masih ada {len(found.notes) - _NOTES} hal lain."] if len(found.notes) > _NOTES else []
        flash("Perlu diperiksa: " + " ".join([*told, *more]), "warning")
    return redirect(url_for("sop_kinerja.sop_show", uuid=versi.uuid))
