"""SOP documents: brought in as data, ratified, and frozen from then on."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

import peewee

from core import audit, clock
from core.db import transaction
from core.errors import NotFound, StateError
from core.idn.durations import Duration, sum_durations
from core.organisation.models import Jabatan, UnitKerja
from core.permissions import require
from core.workflow import Way, Workflow
from plugins.sop_kinerja.alur import END, Flow, Node
from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.services.peraturan import ensure_starter
from plugins.sop_kinerja.services.sop_columns import UNITS, guess_position, guess_positions, put_positions
from plugins.sop_kinerja.sopform import SopData
from plugins.sop_kinerja.syarat import Wait, check_needs

EACH = "setiap_perangkat_daerah"
FANS = (EACH, UNITS)
"""Kinds of columns whose steps several do side by side."""
_LISTS = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan", "tujuan", "definisi")
_TEXTS = ("penjelasan_singkat", "kabupaten", "perangkat_daerah", "unit")
_WORKFLOW = Workflow(
    "Versi SOP",
    STATUS_VERSI,
    {
        ("konsep", "disahkan"): Way(permission="sop_kinerja.sop.ratify"),
        ("disahkan", "dicabut"): Way(permission="sop_kinerja.sop.ratify"),
    },
)


def import_sop(data: SopData, perangkat_daerah_id: int) -> SopVersi:
    """The version of the department's SOP that says what `data` says, made if there is none.

    Content that is that of the newest one brought in gives this back as it is, whatever people have made of it since;
    other content makes the next version, and a draft that nobody has ratified stays beside it.
    """
    require("sop_kinerja.sop.create")
    fingerprint = fingerprint_of(data)
    with transaction():
        sop, _ = SopDokumen.get_or_create(
            perangkat_daerah=perangkat_daerah_id,
            kode=data.kode,
            defaults={"nama": data.nama, "unit_kerja": _unit(data, perangkat_daerah_id), "pola": data.pola},
        )
        versions = list(SopVersi.select().where(SopVersi.sop == sop).order_by(SopVersi.versi.desc()))
        brought = next((row for row in versions if row.sidik), None)
        if brought is not None and brought.sidik == fingerprint:
            assert isinstance(brought, SopVersi)
            return brought
        versi = _create_version(sop, data, versions[0].versi + 1 if versions else 1, fingerprint)
        audit.record("sop_kinerja.sop.import", versi, detail={"kode": data.kode, "versi": versi.versi})
    return versi


def ratify(versi: SopVersi, perubahan: str | None = None, opened: str | None = None) -> None:
    """Freezes the version and makes it the one that new cases run; the version before it is withdrawn.

    :param perubahan: what it changes from the version before, in sentences; None: as `proposed_changes` says it
    :param opened: `fingerprint_of` what the person has seen and ratifies; None: whatever it says now
    :raises StateError: when it is not a draft, or a case could not run through it.
    :raises Busy: when it does not say any more what the person has seen.
    :raises InputError: when a version that follows another does not say what it changes.
    """
    # They read through this module.
    from plugins.sop_kinerja.services.acuan_jenis import ensure_kinds
    from plugins.sop_kinerja.services.sop_ratify import ensure_whole, what_to_keep

    require("sop_kinerja.sop.ratify")
    with transaction():
        # Nobody edits it, or ratifies another version of it, before this is through.
        SopDokumen.update({SopDokumen.pola: SopDokumen.pola}).where(SopDokumen.id == versi.sop_id).execute()
        SopVersi.update({SopVersi.sidik: SopVersi.sidik}).where(SopVersi.id == versi.id).execute()
        if versi.status == "konsep":
            ensure_whole(versi, opened)
        also = {SopVersi.disahkan: clock.now(), **what_to_keep(versi, perubahan)}
        _WORKFLOW.move(versi, "disahkan", also=also, action="sop_kinerja.sop.ratify")
        older = SopVersi.select().where(
            (SopVersi.sop == versi.sop_id) & (SopVersi.status == "disahkan") & (SopVersi.id != versi.id)
        )
        for row in older:
            _WORKFLOW.move(row, "dicabut", action="sop_kinerja.sop.withdraw")
        ensure_kinds(versi)


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


def total_time(versi: SopVersi) -> Duration:
    """The sum of the standard times; what the form prints may differ."""
    return sum_durations(duration_of(step) for step in steps_of(versi))


def duration_of(step: SopLangkah) -> Duration:
    return Duration.of(step.waktu_nilai, step.waktu_satuan)


def fingerprint_of(data: SopData) -> str:
    """SHA-256 of what a form says."""
    content = json.dumps(asdict(data), default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _unit(data: SopData, department: int) -> UnitKerja | None:
    return UnitKerja.get_or_none((UnitKerja.perangkat_daerah == department) & (UnitKerja.nama == data.unit))


def _create_version(sop: SopDokumen, data: SopData, number: int, fingerprint: str) -> SopVersi:
    ensure_starter()
    content: dict[str, Any] = {name: list(getattr(data, name)) for name in _LISTS}
    content.update({name: getattr(data, name) for name in _TEXTS})
    versi: SopVersi = SopVersi.create(
        perangkat_daerah=sop.perangkat_daerah_id,
        sop=sop,
        versi=number,
        nomor=data.nomor,
        tanggal_pembuatan=data.tanggal_pembuatan,
        tanggal_revisi=data.tanggal_revisi,
        tanggal_pengesahan=data.tanggal_pengesahan,
        tanggal_efektif=data.tanggal_efektif,
        disahkan_oleh=data.disahkan_oleh_jabatan,
        isi=content,
        jumlah_tercetak=data.jumlah_waktu_tercetak,
        satuan_waktu=data.satuan_waktu,
        hitungan_hari=data.hitungan_hari,
        sidik=fingerprint,
    )
    for position, column in enumerate(data.pelaksana, start=1):
        guessed = None if column.jenis == EACH else guess_position(sop.perangkat_daerah_id, column.kode, column.label)
        made = SopPelaksana.create(
            perangkat_daerah=sop.perangkat_daerah_id,
            versi=versi,
            urutan=position,
            kode=column.kode,
            label=column.label,
            jenis=column.jenis,
            jabatan=guessed,
            tanda=column.tanda,
        )
        if column.jenis == UNITS:
            put_positions(made, guess_positions(sop.perangkat_daerah_id, column.label))
    for step in data.langkah:
        values = {name: value for name, value in asdict(step).items() if name != "selesai"}
        values |= {"pelaksana": list(step.pelaksana), "kelengkapan": list(step.kelengkapan)}
        values["kebutuhan"] = [asdict(need) for need in step.kebutuhan]
        SopLangkah.create(perangkat_daerah=sop.perangkat_daerah_id, versi=versi, **values)
    return versi
