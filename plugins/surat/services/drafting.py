"""Drafting a letter: for a step of a case, or freely; changing it while it is a draft; handing it in."""

from typing import Any

import peewee

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import Busy, StateError
from core.files import Dokumen, store
from core.permissions import require
from core.preferences import preference
from plugins.sop_kinerja.contracts import StepRef
from plugins.surat.models import Paraf, SuratKeluar, SuratTujuan
from plugins.surat.services import casework, paper, reading, secrecy, text
from plugins.surat.services.draft import Draft, Plan, checked_values, plan_of
from plugins.surat.services.states import SURAT, UNSIGNED

ALREADY = "Surat untuk pelaksanaan ini sudah disusun. Buka surat itu untuk melanjutkan."


def prefill(step: StepRef | None = None) -> Draft:
    """A draft from the department's template, with what the case knows filled in; empty without a case."""
    actor = require("surat.keluar.create")
    department = actor.perangkat_daerah_id
    assert department is not None
    klasifikasi = str(preference("surat", "klasifikasi", department))
    if step is None:
        return Draft(hal="", isi="", klasifikasi=klasifikasi)
    plan = plan_of(step)
    ready = text.template().filled(
        periode=plan.konteks["periode"],
        batas_waktu=plan.konteks["batas_waktu"],
        perangkat_daerah=actor.perangkat_daerah,
    )
    return Draft(ready.hal, ready.isi, klasifikasi=klasifikasi, lampiran="1 (satu) lembar", tembusan=ready.tembusan)


def start(draft: Draft, step: StepRef | None = None) -> SuratKeluar:
    """A new letter in draft.

    :raises FieldErrors: naming each wrong field.
    :raises StateError: when the case has a letter in the making already, also one of this very moment.
    """
    require("surat.keluar.create")
    plan = plan_of(step) if step else None
    values = checked_values(draft, plan)
    try:
        with transaction():
            surat = _create(values, plan, step)
            _address(surat, plan.tujuan if plan else draft.tujuan)
            audit.record("surat.keluar.create", surat, detail=_told(surat))
    except peewee.IntegrityError as error:
        # Only the key of the case can be taken; whoever was quicker has committed by now.
        if plan is None or not _in_the_making(plan.rujukan):
            raise
        raise StateError(ALREADY) from error
    return surat


def change(uuid: str, draft: Draft) -> SuratKeluar:
    """Writes a draft anew. Whatever was agreed before is agreed no more: the next round begins at the first initials.

    :raises StateError: when it is no draft any more.
    """
    require("surat.keluar.create")
    with transaction():
        surat = reading.letter(uuid)
        require_state(surat, "konsep", "diubah")
        plan = _plan_again(surat)
        values = checked_values(draft, plan)
        fields = {getattr(SuratKeluar, name): value for name, value in values.items()}
        changed = (
            SuratKeluar.update(fields).where((SuratKeluar.id == surat.id) & (SuratKeluar.status == "konsep")).execute()
        )
        if not changed:
            raise Busy("Surat ini baru saja diajukan orang lain. Muat ulang halamannya.")
        if plan is None:
            SuratTujuan.delete().where(SuratTujuan.surat == surat.id).execute()
            _address(surat, draft.tujuan)
        surat = reading.letter(uuid)
        audit.record("surat.keluar.update", surat, detail=_told(surat))
    return surat


def submit(uuid: str) -> SuratKeluar:
    """Hands the draft in: its PDF is kept, and the first of the chain is asked (the signer, with no chain).

    Ends the case's drafting step with ya.
    """
    require("surat.keluar.create")
    with transaction():
        surat = reading.letter(uuid)
        require_state(surat, "konsep", "diajukan")
        putaran = surat.putaran + 1
        dokumen = keep(surat, paper.letter_pdf(surat), f"Konsep surat, putaran {putaran}.pdf")
        for urutan, jabatan_id in enumerate(surat.rantai, start=1):
            Paraf.create(
                perangkat_daerah=surat.perangkat_daerah_id,
                surat=surat,
                putaran=putaran,
                urutan=urutan,
                jabatan=jabatan_id,
            )
        SURAT.move(
            surat,
            "menunggu_paraf" if surat.rantai else "menunggu_tanda_tangan",
            also={
                SuratKeluar.putaran: putaran,
                SuratKeluar.dokumen_konsep: dokumen,
                SuratKeluar.sejak: clock.now(),
                SuratKeluar.catatan_kembali: "",
            },
            action="surat.keluar.submit",
        )
        casework.complete(surat, casework.DRAFT, "ya", documents=(casework.draft_document(surat, dokumen),))
    return surat


def preview(uuid: str) -> bytes:
    """The letter as a PDF, made now from the draft as it stands."""
    require("surat.keluar.read")
    return paper.letter_pdf(reading.letter(uuid))


def require_state(surat: SuratKeluar, wanted: str, deed: str) -> None:
    """:raises StateError: saying in which state it is instead."""
    if surat.status != wanted:
        raise StateError(
            f"Surat ini berstatus «{SURAT.states[surat.status]}», sehingga tidak dapat {deed}. "
            "Muat ulang halamannya untuk melihat keadaannya."
        )


def keep(surat: SuratKeluar, pdf: bytes, nama: str) -> Dokumen:
    return store(pdf, nama, "application/pdf", perangkat_daerah_id=surat.perangkat_daerah_id)


def _create(values: dict[str, Any], plan: Plan | None, step: StepRef | None) -> SuratKeluar:
    actor = current_actor()
    position = step.jabatan_id if step else next(iter(actor.jabatan_ids), None)
    rujukan = plan.rujukan if plan else ""
    if plan is not None and _in_the_making(plan.rujukan):
        raise StateError(ALREADY)
    surat: SuratKeluar = SuratKeluar.create(
        perangkat_daerah=actor.perangkat_daerah_id,
        rujukan=rujukan,
        kunci=rujukan or None,
        penyusun=actor.title,
        penyusun_akun=actor.akun_id,
        penyusun_jabatan=position,
        **values,
    )
    return surat


def _in_the_making(rujukan: str) -> bool:
    return SuratKeluar.select().where((SuratKeluar.rujukan == rujukan) & SuratKeluar.status.in_(UNSIGNED)).exists()


def _told(surat: SuratKeluar) -> dict[str, str]:
    """What the audit log, which administrators read, tells of a draft."""
    return {"hal": surat.hal} if surat.keamanan in secrecy.OPEN else {"keamanan": surat.keamanan}


def _plan_again(surat: SuratKeluar) -> Plan | None:
    if not surat.rujukan:
        return None
    tujuan = tuple(each.id for each in reading.recipients(surat))
    return Plan(surat.penandatangan_id, tuple(surat.rantai), tujuan, surat.rujukan, surat.konteks)


def _address(surat: SuratKeluar, tujuan: tuple[int, ...]) -> None:
    for urutan, each in enumerate(dict.fromkeys(tujuan), start=1):
        SuratTujuan.create(perangkat_daerah=surat.perangkat_daerah_id, surat=surat, tujuan=each, urutan=urutan)
