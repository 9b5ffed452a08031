"""A recap is asked for when all data is in, made by a worker, and reviewed by the head of the organisation bureau."""

import peewee

from core import clock
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import Busy, InputError, NotAllowed, NotFound, StateError
from core.idn.periods import Periode
from core.jobs import Job, enqueue
from core.permissions import require
from plugins.sop_kinerja.contracts import StepRef
from plugins.sop_kinerja.models import Kasus, Rekap, Tugas
from plugins.sop_kinerja.services import data_case, rekap_export
from plugins.sop_kinerja.services.data_check import MAX_REASON
from plugins.sop_kinerja.services.data_flow import SETTLED
from plugins.sop_kinerja.services.data_list import collection
from plugins.sop_kinerja.services.rekap_flow import CREATE, FLOW, REVIEW, get_rekap, latest
from plugins.sop_kinerja.services.tugas_pemegang import ensure_free, may_do


def request(kasus_uuid: str) -> tuple[Rekap, Job]:
    """Has a worker make the recap of a case; when it is done, the verifying step ends with Ya.

    Asked for twice, it is one recap and one job.

    :raises StateError: while data is missing, naming the departments; or when the step is not open.
    :raises NotAllowed: when the acting person does not do the work of the verifying position.
    """
    actor = require(CREATE)
    kasus = Kasus.get_or_none(Kasus.uuid == kasus_uuid)
    if kasus is None:
        raise NotFound("Pelaksanaan SOP ini tidak ada di perangkat daerah Anda.")
    _turn(kasus_uuid, data_case.VERIFY, "Rekapitulasi hanya dapat disusun selama langkah verifikasi terbuka.")
    unsettled = [line for line in collection(kasus_uuid).lines if line.status not in SETTLED]
    if unsettled:
        names = ", ".join(f"{line.nama} ({line.label})" for line in unsettled)
        raise StateError(f"Rekapitulasi belum dapat disusun. Data ini belum disahkan: {names}.")
    try:
        with transaction():
            rekap = _in_the_making(kasus, actor)
            job = enqueue(
                "sop_kinerja.rekap",
                queue="aggregation",
                title=f"Rekapitulasi {kasus.nama}"[:250],
                key=f"rekap-{rekap.uuid}",
                rekap=rekap.id,
            )
            Rekap.update({Rekap.pekerjaan_uuid: job.uuid}).where(Rekap.id == rekap.id).execute()
    except peewee.IntegrityError as error:  # two people in the same moment: the round is there already
        raise Busy("Rekapitulasi ini baru saja diminta orang lain. Muat ulang halaman.") from error
    rekap.pekerjaan_uuid = job.uuid
    return rekap, job


def approve(uuid: str) -> tuple[Rekap, Job]:
    """The reviewer agrees: a worker makes the XLSX, mails it, and ends the step with Ya and the file as its output,
    so that what follows (the archive) has it. Asked again while that is not done, it is the same job, or a new one
    after one that failed.

    :raises StateError: when it is not under review, or the step is not open.
    :raises NotAllowed: when the acting person does not hold the reviewing position.
    """
    actor = require(REVIEW)
    rekap = get_rekap(uuid)
    kasus_uuid = str(rekap.kasus.uuid)
    if rekap.status != "disetujui":
        _under_review(rekap)
    _turn(kasus_uuid, data_case.REVIEW, "Langkah telaah sedang tidak terbuka.")
    with transaction():
        if rekap.status != "disetujui":
            FLOW.move(
                rekap,
                "disetujui",
                also={Rekap.ditelaah: clock.now(), Rekap.ditelaah_oleh: actor.signed},
                action="sop_kinerja.rekap.approve",
            )
        job = rekap_export.enqueue_export(rekap, actor)
        Rekap.update({Rekap.pekerjaan_uuid: job.uuid}).where(Rekap.id == rekap.id).execute()
    return rekap, job


def send_back(uuid: str, reason: str) -> Rekap:
    """The reviewer wants it otherwise: Tidak with a reason; the verifying step opens again, for a new round.

    :raises InputError: without a reason.
    """
    actor = require(REVIEW)
    rekap = get_rekap(uuid)
    reason = reason.strip()
    if not reason or len(reason) > MAX_REASON:
        raise InputError(f"Tuliskan alasannya, paling banyak {MAX_REASON} huruf.", "alasan")
    _under_review(rekap)
    step = _turn(str(rekap.kasus.uuid), data_case.REVIEW, "Langkah telaah sedang tidak terbuka.")
    with transaction():
        FLOW.move(
            rekap,
            "dikembalikan",
            reason=reason,
            also={Rekap.catatan: reason, Rekap.ditelaah: clock.now(), Rekap.ditelaah_oleh: actor.signed},
            action="sop_kinerja.rekap.return",
        )
        data_case.cases().complete(step.tugas_uuid, "tidak", reason=reason)
    return rekap


def is_mine(kasus_uuid: str, aksi: str) -> bool:
    """Whether the step with this action is open and the acting person does its work (to show its buttons)."""
    step = data_case.open_step(kasus_uuid, aksi)
    return step is not None and may_do(step.tugas_uuid, current_actor())


def title_of(rekap: Rekap) -> str:
    """'Rekapitulasi Capaian Kinerja Triwulan II 2026'"""
    return f"Rekapitulasi Capaian Kinerja {Periode.parse(str(rekap.periode)).label}"


def _turn(kasus_uuid: str, aksi: str, sentence: str) -> StepRef:
    """The open step, which is the acting person's.

    :raises StateError: with the sentence, when there is none.
    """
    step = data_case.open_step(kasus_uuid, aksi)
    if step is None:
        raise StateError(sentence)
    actor = current_actor()
    if not actor.system and actor.assignment_for(step.jabatan_id) is None:
        raise NotAllowed(f"Langkah {step.nomor} dikerjakan oleh {step.jabatan}, dan Anda tidak memegang jabatan itu.")
    ensure_free(Tugas.get(Tugas.uuid == step.tugas_uuid))
    return step


def _under_review(rekap: Rekap) -> None:
    if rekap.status != "draf":
        FLOW.move(rekap, "disetujui")  # raises: says which state it is in


def _in_the_making(kasus: Kasus, actor: Actor) -> Rekap:
    """The recap of this round: the one that is being made, or a new one after the last was returned."""
    found = latest(str(kasus.uuid))
    if found is not None and found.status == "disusun":
        return found
    return Rekap.create(  # type: ignore[no-any-return]
        perangkat_daerah=kasus.perangkat_daerah_id,
        kasus=kasus,
        periode=kasus.periode,
        putaran=1 if found is None else found.putaran + 1,
        disusun_oleh=actor.signed,
    )
