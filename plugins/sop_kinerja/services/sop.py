"""Reading a version of an SOP: its steps and columns, the ways through it, and whether it may still change."""

import peewee

from core.errors import NotFound, StateError
from core.idn.durations import Duration
from core.organisation.models import Jabatan
from plugins.sop_kinerja.alur import END, Flow, Node
from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.services.sop_columns import UNITS
from plugins.sop_kinerja.syarat import Wait, check_needs

EACH = "setiap_perangkat_daerah"
FANS = (EACH, UNITS)
"""Kinds of columns whose steps several do side by side."""


def hold(sop_id: int) -> None:
    """Until the transaction ends nobody else makes, edits or ratifies a version of this SOP through here."""
    SopDokumen.update({SopDokumen.pola: SopDokumen.pola}).where(SopDokumen.id == sop_id).execute()


def ensure_draft(versi: SopVersi) -> None:
    """:raises StateError: for a version that has been ratified: it may not change any more."""
    if versi.status != "konsep":
        raise StateError(
            f"{versi.sop.nama} versi {versi.versi} berstatus «{STATUS_VERSI[str(versi.status)]}» dan tidak dapat "
            "diubah. Buat versi baru."
        )


def get_version(uuid: str) -> SopVersi:
    """:raises NotFound: also for another department's."""
    found = SopVersi.select(SopVersi, SopDokumen).join(SopDokumen).where(SopVersi.uuid == uuid).first()
    if found is None:
        raise NotFound("SOP ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, SopVersi)
    return found


def steps_of(versi: SopVersi) -> list[SopLangkah]:
    return list(SopLangkah.select().where(SopLangkah.versi == versi.id).order_by(SopLangkah.nomor))


def columns_of(versi: SopVersi) -> dict[str, SopPelaksana]:
    """The columns by code, from left to right, each with its position; one query."""
    rows = (
        SopPelaksana.select(SopPelaksana, Jabatan)
        .join(Jabatan, peewee.JOIN.LEFT_OUTER, on=(SopPelaksana.jabatan == Jabatan.id))
        .where(SopPelaksana.versi == versi.id)
        .order_by(SopPelaksana.urutan)
    )
    return {str(row.kode): row for row in rows}


def flow_of(versi: SopVersi, kadensi: str = "") -> Flow:
    """The way through the version as the engine follows it; of one cadence alone where cases run a part of it.

    Nothing (or a cadence that the version does not know): the whole of it.
    """
    fans = {code for code, column in columns_of(versi).items() if column.jenis in FANS}
    steps = steps_of(versi)
    others: set[int] = set()
    if kadensi in stages_of(versi, steps):
        others = {int(step.nomor) for step in steps if step.kadensi != kadensi}
        steps = [step for step in steps if step.kadensi == kadensi]
    return Flow(
        # What leads on to another cadence is the end of this one's case.
        Node(step.nomor, END if step.ya_ke in others else step.ya_ke, step.tidak_ke, step.mulai, _fan(step, fans))
        for step in steps
    )


def stages_of(versi: SopVersi, steps: list[SopLangkah] | None = None) -> tuple[str, ...]:
    """The cadences into which a version of the kind «bertingkat» falls, in the order of its steps; else none.

    Balangan's nine steps are three: triwulan, semester, tahunan. Each is run as a case of its own.
    """
    if versi.sop.pola != "bertingkat":
        return ()
    return tuple(dict.fromkeys(str(step.kadensi) for step in steps or steps_of(versi)))


def check_flows(versi: SopVersi) -> None:
    """:raises StateError: naming the step, when a case of this version could get lost, or wait for ever."""
    waits = [
        Wait(int(step.nomor), str(need["nama"]), need.get("dari"))
        for step in steps_of(versi)
        for need in step.kebutuhan
        if need["jenis"] == "hasil"
    ]
    for kadensi in stages_of(versi) or ("",):
        flow = flow_of(versi, kadensi)
        flow.check()
        check_needs(flow, (wait for wait in waits if wait.nomor in flow.nodes))


def _fan(step: SopLangkah, fans: set[str]) -> str:
    return str(step.pelaksana[0]) if step.pelaksana and step.pelaksana[0] in fans else ""


def duration_of(step: SopLangkah) -> Duration:
    return Duration.of(step.waktu_nilai, step.waktu_satuan)
