"""Outgoing letters: the agenda, and the page of one letter."""

from typing import Any

import peewee
from flask import render_template, url_for

from core.organisation.models import PerangkatDaerah
from core.permissions import allowed, require
from plugins.surat.models import Pengiriman, SuratKeluar, SuratTujuan
from plugins.surat.models.pilihan import (
    CARA,
    KEAMANAN,
    RAHASIA,
    STATUS_NOMOR,
    STATUS_PARAF,
    STATUS_PENGIRIMAN,
    STATUS_SURAT,
)
from plugins.surat.services import paper, reading, secrecy, text, verification
from plugins.surat.services.standing import standing
from plugins.surat.views.base import blueprint, paged, year_and_text


@blueprint.get("/keluar")
def keluar_list() -> Any:
    actor = require("surat.keluar.read")
    year, wanted = year_and_text()
    page = paged(reading.agenda(year, wanted))
    letters = [row.surat for row in page.rows]
    return render_template(
        "surat/keluar_list.html",
        making=reading.in_the_making() if page.number == 1 and not wanted else [],
        page=page,
        tujuan=_recipient_names(letters),
        receipts=_receipts(letters),
        year=year,
        wanted=wanted,
        readable={row.surat_id for row in page.rows if secrecy.may_read(row.surat, actor)},
        secret=RAHASIA,
        keamanan=KEAMANAN,
        may_create=allowed(actor, "surat.keluar.create"),
        status_surat=STATUS_SURAT,
        status_nomor=STATUS_NOMOR,
    )


@blueprint.get("/keluar/<uuid>")
def keluar_page(uuid: str) -> Any:
    require("surat.keluar.read")
    return letter_page(uuid)


def letter_page(uuid: str, errors: dict[str, str] | None = None, status: int = 200) -> Any:
    """The page of a letter, also after a form on it was refused."""
    surat = reading.letter(uuid)
    chain = reading.chain(surat)
    sent = reading.deliveries(surat)
    page = render_template(
        "surat/keluar_page.html",
        surat=surat,
        chain=chain if surat.status != "konsep" else [],
        earlier=reading.earlier_rounds(surat),
        sent=sent,
        to=reading.recipients(surat),
        standing=standing(surat, chain, sent),
        sidik=text.fingerprint(surat),
        sifat=paper.sifat(surat),
        report=verification.report(surat) if surat.dokumen_final and surat.cara == "elektronik" else None,
        check_url=url_for("surat.periksa", kode=surat.kode_verifikasi),
        signer=_signer(surat),
        cara=CARA,
        status_surat=STATUS_SURAT,
        status_paraf=STATUS_PARAF,
        status_kirim=STATUS_PENGIRIMAN,
        errors=errors or {},
    )
    return page, status


def _signer(surat: SuratKeluar) -> str:
    """'Plh. Sekretaris Daerah (Dra. Sari)' once it is signed, before that the position."""
    if not surat.ditandatangani:
        return str(surat.penandatangan.nama)
    name, position = surat.ditandatangani_oleh, surat.ditandatangani_sebagai
    return str(position) if name == position else f"{position} ({name})"


def _recipient_names(letters: list[SuratKeluar]) -> dict[int, str]:
    """Letter id -> 'Dinas Kesehatan' or '6 perangkat daerah'; one query for the whole page."""
    rows = (
        SuratTujuan.select(SuratTujuan, PerangkatDaerah)
        .join(PerangkatDaerah, on=(SuratTujuan.tujuan == PerangkatDaerah.id))
        .where(SuratTujuan.surat.in_([each.id for each in letters]))
    )
    names: dict[int, list[str]] = {}
    for row in rows:
        names.setdefault(row.surat_id, []).append(row.tujuan.nama)
    return {key: found[0] if len(found) == 1 else f"{len(found)} perangkat daerah" for key, found in names.items()}


def _receipts(letters: list[SuratKeluar]) -> dict[str, str]:
    """Letter uuid -> '4 dari 6'; one query for the whole page."""
    back = peewee.fn.SUM(peewee.Case(None, [(Pengiriman.status == "diterima", 1)], 0))
    rows = (
        Pengiriman.select(Pengiriman.surat_uuid, peewee.fn.COUNT(Pengiriman.id), back)
        .where(Pengiriman.surat_uuid.in_([each.uuid for each in letters]))
        .group_by(Pengiriman.surat_uuid)
    )
    return {uuid: f"{received} dari {total}" for uuid, total, received in rows.tuples()}
