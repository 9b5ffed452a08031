"""Screens of arsip: the list of folders, a folder with what is in it, and filing a case."""

from typing import Any

import peewee
from flask import Blueprint, flash, redirect, render_template, request, url_for

from core import audit
from core.errors import InputError, NotFound
from core.files import Dokumen
from core.permissions import allowed, require
from core.web.files import send_document
from core.web.given import current_page
from plugins.arsip import services
from plugins.arsip.models import JENIS_ITEM, KEAMANAN, NASIB_AKHIR, STATUS_BERKAS, TINGKAT, Berkas, Item
from plugins.arsip.retensi import Kept, Retention, in_words

blueprint = Blueprint("arsip", __name__, url_prefix="/arsip", template_folder="templates", static_folder="static")
PAGE = 20
READ = "arsip.berkas.read"


@blueprint.get("/")
def berkas_list() -> Any:
    require(READ)
    wanted = request.args.get("q", "").strip()[:100]
    page = current_page()
    query = Berkas.select()
    if wanted:
        text = (Berkas.nomor_berkas, Berkas.uraian, Berkas.klasifikasi_uraian)
        query = query.where(text[0].contains(wanted) | text[1].contains(wanted) | text[2].contains(wanted))
    total = query.count()
    rows = list(query.order_by(Berkas.tahun.desc(), Berkas.urut.desc()).paginate(page, PAGE))
    return render_template(
        "arsip/daftar.html",
        rows=rows,
        counts=_counts([row.id for row in rows]),
        q=wanted,
        page=page,
        pages=-(-total // PAGE),
        url_of=lambda number: url_for("arsip.berkas_list", q=wanted or None, halaman=number),
        statuses=STATUS_BERKAS,
        fates=NASIB_AKHIR,
    )


@blueprint.get("/berkas/<uuid>")
def berkas_page(uuid: str) -> Any:
    actor = require(READ)
    berkas = _berkas(uuid)
    items = list(Item.select(Item, Dokumen).join(Dokumen).where(Item.berkas == berkas).order_by(Item.nomor_item))
    rule = Retention(berkas.aktif_tahun, berkas.inaktif_tahun, berkas.pemicu, berkas.nasib_akhir)
    may_file = allowed(actor, "arsip.berkas.create")
    return render_template(
        "arsip/berkas.html",
        berkas=berkas,
        items=items,
        broken=[item for item in items if item.utuh is False],
        checked=min((item.diperiksa for item in items if item.diperiksa), default=None),
        retention=in_words(rule, Kept(berkas.aktif_sampai, berkas.inaktif_sampai)),
        later=len(services.later_documents(berkas)) if may_file else 0,
        may_file=may_file,
        may_verify=allowed(actor, "arsip.berkas.verify"),
        kinds=JENIS_ITEM,
        levels=TINGKAT,
        statuses=STATUS_BERKAS,
        security=KEAMANAN,
    )


@blueprint.get("/berkas/<uuid>/item/<item_uuid>")
def download(uuid: str, item_uuid: str) -> Any:
    require(READ)
    berkas = _berkas(uuid)
    item = Item.get_or_none((Item.berkas == berkas) & (Item.uuid == item_uuid))
    if item is None:
        raise NotFound("Dokumen ini tidak ada dalam berkas.")
    audit.record("arsip.item.read", item)
    return send_document(item.dokumen)


@blueprint.post("/berkas/<uuid>/periksa")
def verify(uuid: str) -> Any:
    total, broken = services.check_berkas(_berkas(uuid))
    if broken:
        flash(f"{broken} dari {total} dokumen tidak utuh. Namanya tercantum di bawah.", "error")
    else:
        flash(f"{total} dokumen diperiksa; semuanya utuh.", "success")
    return _to(uuid)


@blueprint.post("/berkas/<uuid>/lengkapi")
def add_later(uuid: str) -> Any:
    added = services.add_later(_berkas(uuid))
    flash(f"{added} dokumen ditambahkan." if added else "Tidak ada dokumen baru.", "success")
    return _to(uuid)


@blueprint.post("/berkas/<uuid>/tutup")
def close(uuid: str) -> Any:
    services.close_berkas(_berkas(uuid))
    flash("Berkas ditutup; masa simpan dihitung sejak hari ini.", "success")
    return _to(uuid)


@blueprint.get("/berkaskan/<tugas_uuid>")
def file_form(tugas_uuid: str) -> Any:
    require("arsip.berkas.create")
    plan = services.plan_for(tugas_uuid)
    form = {"klasifikasi": plan.chosen, "uraian": plan.uraian, "keamanan": "biasa"}
    return _form(plan, form, {})


@blueprint.post("/berkaskan/<tugas_uuid>")
def file_case(tugas_uuid: str) -> Any:
    form = {name: request.form.get(name, "") for name in ("klasifikasi", "uraian", "keamanan")}
    try:
        berkas = services.file_case(tugas_uuid, **form)
    except InputError as error:
        return _form(services.plan_for(tugas_uuid), form, error.fields or {"": error.sentence}), error.status
    flash(f"Dokumen diberkaskan dalam berkas {berkas.nomor_berkas}.", "success")
    return _to(str(berkas.uuid))


def _form(plan: services.Plan, form: dict[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "arsip/berkaskan.html",
        plan=plan,
        form=form,
        errors=errors,
        kinds=JENIS_ITEM,
        security=list(KEAMANAN.items()),
        choices=[(choice.kode, choice.label) for choice in plan.choices],
    )


def _berkas(uuid: str) -> Berkas:
    found = Berkas.get_or_none(Berkas.uuid == uuid)
    if found is None:
        raise NotFound("Berkas ini tidak ada di perangkat daerah Anda.")
    return found  # type: ignore[no-any-return]


def _counts(ids: list[int]) -> dict[int, tuple[int, int]]:
    """Folder -> (items, of which broken)."""
    broken = peewee.fn.SUM(peewee.Case(None, [(Item.utuh == False, 1)], 0))  # noqa: E712
    rows = (
        Item.select(Item.berkas, peewee.fn.COUNT(Item.id), broken)
        .where(Item.berkas.in_(ids))
        .group_by(Item.berkas)
        .tuples()
    )
    return {berkas: (total, int(wrong or 0)) for berkas, total, wrong in rows}


def _to(uuid: str) -> Any:
    return redirect(url_for("arsip.berkas_page", uuid=uuid))
