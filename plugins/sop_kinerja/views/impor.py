"""Pages of published tables: the upload, what was read of one row by row, and its report afterwards."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import InputError
from core.idn.periods import periods_of_year
from core.permissions import allowed, require
from core.web.files import send_document
from core.web.given import current_page, whole
from plugins.sop_kinerja.lkj import kata
from plugins.sop_kinerja.lkj.baris import BY_PRINT, Pilihan
from plugins.sop_kinerja.lkj.tabel import MAX_BYTES
from plugins.sop_kinerja.models import ImporTabel
from plugins.sop_kinerja.services import impor_lkj as service
from plugins.sop_kinerja.services.impor_lkj import IMPORT, READ
from plugins.sop_kinerja.services.impor_lkj_laporan import counts
from plugins.sop_kinerja.services.impor_lkj_nilai import CETAKAN
from plugins.sop_kinerja.services.impor_lkj_pratinjau import KEADAAN, Lihat, Pratinjau
from plugins.sop_kinerja.views.blueprint import blueprint

ROWS = 50
COLUMNS = "instansi, tahun, periode, sasaran, indikator, satuan, arah, target, realisasi, capaian_cetak, predikat_cetak"
COMPARED = (
    "Hitungan dibulatkan setengah ke atas ke banyaknya angka yang tercetak. Beda cara membulatkan dianggap sama; batas "
    "100% dan rumus lain sumbernya disebut, tetapi bukan salah cetak. Predikat dibandingkan dengan skala yang berlaku."
)
PARTS: dict[str, tuple[str, Callable[[Lihat], bool]]] = {
    "": ("Semua baris", lambda one: True),
    "bermasalah": ("Tidak terbaca", lambda one: one.keadaan == "bermasalah"),
    "salah": ("Salah cetak atau janggal", lambda one: one.cetakan in ("salah_cetak", "janggal")),
    "berbeda": ("Cetakan berbeda", lambda one: one.beda),
    "tak_dapat": ("Cetakan tidak dapat diperiksa", lambda one: one.cetakan == "tak_dapat"),
    "catatan": ("Dengan catatan", lambda one: bool(one.baris.catatan) and not one.baris.masalah),
    "mengganti": ("Mengganti", lambda one: one.keadaan == "mengganti"),
}
"""Which rows are shown: word in the address -> label and choice."""
KINDS = {"baru": "baik", "mengganti": "tunggu", "bermasalah": "salah"}
DIRECTIONS = {
    "naik": "Makin tinggi makin baik",
    "turun": "Makin rendah makin baik",
    BY_PRINT: "Tiap baris menurut capaian tercetaknya",
}
FORM = ("instansi", "tahun", "periode", "arah", "turun")


@blueprint.get("/impor-capaian")
def impor_list() -> Any:
    require(READ)
    return _list({}, {})


@blueprint.post("/impor-capaian")
def impor_put() -> Any:
    require(IMPORT)
    form = {name: request.form.get(name, "").strip() for name in FORM}
    given = request.files.get("berkas")
    content = given.stream.read(MAX_BYTES + 1) if given is not None else b""
    errors = _wrong(form)
    if not content:
        errors["berkas"] = "Pilih berkas CSV atau XLSX; berkas kosong tidak diterima."
    if errors:
        return _list(form, errors), 400
    chosen = Pilihan(
        form["instansi"], whole(form["tahun"]), form["periode"], form["arah"],
        "turun_rasio" if form["turun"] == "turun_rasio" else "turun",
    )  # fmt: skip
    try:
        impor, _ = service.put(content, (given.filename if given else "") or "tabel", chosen)
    except InputError as error:
        return _list(form, error.fields), 400
    return redirect(url_for("sop_kinerja.impor_show", uuid=impor.uuid))


@blueprint.get("/impor-capaian/<uuid>")
def impor_show(uuid: str) -> Any:
    require(READ)
    return _page(service.get_import(uuid))


@blueprint.post("/impor-capaian/<uuid>/ambil")
def impor_take(uuid: str) -> Any:
    reason = request.form.get("alasan", "")
    try:
        impor = service.take(uuid, partly=request.form.get("sebagian") == "terbaca", reason=reason)
    except InputError as error:
        return _page(service.get_import(uuid), error.fields, reason), 400
    flash(f"{impor.hasil['hitungan']['baris']} baris dibaca; yang siap sudah diambil dan disahkan.", "success")
    return redirect(url_for("sop_kinerja.impor_show", uuid=uuid))


@blueprint.post("/impor-capaian/<uuid>/buang")
def impor_discard(uuid: str) -> Any:
    service.discard(uuid)
    flash("Tidak ada yang diambil dari tabel ini.", "success")
    return redirect(url_for("sop_kinerja.impor_list"))


@blueprint.get("/impor-capaian/<uuid>/berkas")
def impor_file(uuid: str) -> Any:
    require(READ)
    return send_document(service.get_import(uuid).dokumen)


def _wrong(form: dict[str, str]) -> dict[str, str]:
    errors = {}
    if form["tahun"] and kata.year(form["tahun"]) is None:
        errors["tahun"] = f"«{form['tahun'][:20]}» bukan tahun. Tulis empat angka, misalnya 2024."
    if form["periode"] and kata.period(form["periode"], 2000) is None:
        errors["periode"] = "Pilih periode dari daftar."
    if len(form["instansi"]) > 200:
        errors["instansi"] = "Nama instansi paling banyak 200 huruf."
    if form["arah"] not in ("", *DIRECTIONS):
        errors["arah"] = "Pilih arah dari daftar."
    return errors


def _list(form: dict[str, str], errors: dict[str, str]) -> str:
    page = current_page()
    rows, pages = service.imports(page)
    return render_template(
        "sop_kinerja/impor_lkj_list.html",
        rows=rows,
        page=page,
        pages=pages,
        page_url=lambda number: url_for("sop_kinerja.impor_list", halaman=number),
        may_import=allowed(require(READ), IMPORT),
        form=form,
        errors=errors,
        columns=COLUMNS,
        directions=list(DIRECTIONS.items()),
        periods=[
            ("tahunan", "Tahunan"),
            *((p.bagian, p.label[:-5]) for p in periods_of_year(2000) if p.bagian != "TH"),
        ],
        formulas=[("turun", kata.TURUN["turun"]), ("turun_rasio", kata.TURUN["turun_rasio"])],
    )


def _page(impor: ImporTabel, errors: dict[str, str] | None = None, reason: str = "") -> str:
    actor = require(READ)
    if impor.status != "diperiksa":
        return render_template(
            "sop_kinerja/impor_lkj_hasil.html",
            i=impor,
            hasil=impor.hasil,
            brought=service.brought(impor),
            compared=COMPARED,
        )
    seen = service.preview(impor)
    part = request.args.get("tampil", "")
    part = part if part in PARTS else ""
    rows = [one for one in seen.baris if PARTS[part][1](one)]
    page = current_page()
    return render_template(
        "sop_kinerja/impor_lkj_show.html",
        i=impor,
        seen=seen,
        sums=counts(seen),
        rows=rows[(page - 1) * ROWS : page * ROWS],
        parts=[(key, label, sum(map(choice, seen.baris))) for key, (label, choice) in PARTS.items()],
        part=part,
        page=page,
        pages=max(1, -(-len(rows) // ROWS)),
        page_url=lambda number: url_for("sop_kinerja.impor_show", uuid=impor.uuid, tampil=part, halaman=number),
        states=KEADAAN,
        kinds=KINDS,
        printed=CETAKAN,
        may_take=allowed(actor, IMPORT),
        errors=errors or {},
        reason=reason,
        rules=_rules(seen),
    )


def _rules(seen: Pratinjau) -> list[tuple[str, str]]:
    scales = "; ".join(f"{year}: {scale.label}" for year, scale in sorted(seen.skala.items()))
    return [("Skala predikat", scales), ("Pembandingan", COMPARED)]
