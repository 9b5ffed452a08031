"""Drafting a letter: for a step of a case, or freely; changing it while it is a draft; handing it in."""

from datetime import date

from core import audit, clock
from core.db import transaction
from core.errors import Busy, StateError
from core.files import Dokumen, store
from core.permissions import require
from core.preferences import preference
from plugins.sop_kinerja.contracts import StepRef
from plugins.surat.models import Paraf, SuratKeluar, SuratTujuan
from plugins.surat.services import casework, paper, reading, text
from plugins.surat.services.draft import Draft, Plan, checked_values, plan_of
from plugins.surat.services.states import SURAT


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
    :raises StateError: when the case has a letter already.
    """
    actor = require("surat.keluar.create")
    plan = plan_of(step) if step else None
    with transaction():
        if plan is not None and reading.for_record(plan.rujukan) is not None:
            raise StateError("Surat untuk pelaksanaan ini sudah disusun. Buka surat itu untuk melanjutkan.")
        values = checked_values(draft, plan)
        surat = SuratKeluar.create(
            perangkat_daerah=actor.perangkat_daerah_id,
            rujukan=plan.rujukan if plan else "",
            penyusun=actor.title,
            penyusun_akun=actor.akun_id,
            **values,
        )
        _address(surat, plan.tujuan if plan else draft.tujuan)
        audit.record("surat.keluar.create", surat, detail={"hal": surat.hal})
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
        audit.record("surat.keluar.update", surat, detail={"hal": values["hal"]})
    return reading.letter(uuid)


def submit(uuid: str) -> SuratKeluar:
    """Hands the draft in: its PDF is kept, and the first of the chain is asked (the signer, with no chain).

    Ends the case's drafting step with ya.
    """
    require("surat.keluar.create")
    with transaction():
        surat = reading.letter(uuid)
        require_state(surat, "konsep", "diajukan")
        dokumen = keep(surat, paper.letter_pdf(surat), f"Konsep {surat.hal}.pdf")
        putaran = surat.putaran + 1
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
        draft = casework.letter_document(surat, dokumen.id, dokumen.nama, "lain", _today(surat))
        casework.complete(surat, casework.DRAFT, "ya", documents=(draft,))
    return surat


def cancel(uuid: str, alasan: str) -> None:
    """Gives a draft up. Its case, if any, keeps waiting for a letter."""
    require("surat.keluar.create")
    surat = reading.letter(uuid)
    SURAT.move(surat, "dibatalkan", reason=alasan, also={SuratKeluar.sejak: clock.now()}, action="surat.keluar.cancel")


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


def _plan_again(surat: SuratKeluar) -> Plan | None:
    if not surat.rujukan:
        return None
    tujuan = tuple(each.id for each in reading.recipients(surat))
    return Plan(surat.penandatangan_id, tuple(surat.rantai), tujuan, surat.rujukan, surat.konteks)


def _address(surat: SuratKeluar, tujuan: tuple[int, ...]) -> None:
    for urutan, each in enumerate(dict.fromkeys(tujuan), start=1):
        SuratTujuan.create(perangkat_daerah=surat.perangkat_daerah_id, surat=surat, tujuan=each, urutan=urutan)


def _today(surat: SuratKeluar) -> date:
    return clock.today(surat.perangkat_daerah.pemerintah_daerah.zona_waktu)
