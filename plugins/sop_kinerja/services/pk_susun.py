"""Making a performance agreement: the first one of a year out of its indicators, and each Perubahan PK out of the one
in force. One is open at a time."""

from collections.abc import Iterable

from core import audit
from core.actor import current_actor
from core.db import transaction
from core.errors import FieldErrors, InputError, StateError
from core.organisation.models import Jabatan
from core.permissions import require
from plugins.sop_kinerja.models import PerjanjianKinerja, PkAnggaran, PkIndikator
from plugins.sop_kinerja.models.tahunan import STATUS_PK
from plugins.sop_kinerja.services import pk_baca
from plugins.sop_kinerja.services.pk_baca import CREATE, OPEN
from plugins.sop_kinerja.services.pk_keadaan import in_draft
from plugins.sop_kinerja.services.pk_pihak import NO_HEAD, first_of, first_parties, second_parties
from plugins.sop_kinerja.services.pk_sumber import Line, Programme, lines_of, planned, programmes_of
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time

FIRST_YEAR, LAST_YEAR = 2000, 2100
MAX_REASON = 2000


def draft(tahun: int | None, pihak_kedua: int | None, pihak_pertama: int | None = None) -> PerjanjianKinerja:
    """The PK of a year, with the indicators, targets and programmes as they are planned now.

    :param pihak_pertama: a position that leads a unit; without it the one that leads the department
    :raises FieldErrors: naming tahun, pihak_pertama, pihak_kedua.
    :raises StateError: when the year has one already (a change is a Perubahan PK), or nothing is planned for it.
    """
    owner = _department()
    require(CREATE)
    firsts = first_parties(owner)
    if not firsts:
        raise StateError(NO_HEAD)
    errors = {}
    if tahun is None or not FIRST_YEAR <= tahun <= LAST_YEAR:
        errors["tahun"] = f"Tulis tahun perjanjian dengan empat angka, antara {FIRST_YEAR} dan {LAST_YEAR}."
    first = next((one for one in firsts if pihak_pertama in (None, one.id)), None)
    if first is None:
        errors["pihak_pertama"] = "Pilih pimpinan perangkat daerah atau pimpinan unit kerja yang mempunyai indikator."
    second = next((one for one in second_parties(first or firsts[0]) if one.id == pihak_kedua), None)
    if second is None and first is not None:
        errors["pihak_kedua"] = "Pilih jabatan atasan yang menjadi pihak kedua."
    if tahun is None or first is None or errors:
        raise FieldErrors(errors)
    unit = None if first.id == firsts[0].id else int(first.unit_kerja_id)
    with transaction():
        one_at_a_time(owner)
        refuse_second(owner, tahun, unit)
        lines = lines_of(owner, tahun, unit)
        if not lines:
            raise StateError(_nothing_planned(tahun, first, unit))
        whose = {"perangkat_daerah": owner, "tahun": tahun, "unit_kerja": unit}
        pk: PerjanjianKinerja = PerjanjianKinerja.create(**whose, pihak_pertama=first, pihak_kedua=second)
        _fill(pk, lines, programmes_of(owner, tahun, unit))
        audit.record(CREATE, pk, detail={"tahun": tahun, "unit": unit, "indikator": len(lines)})
    return pk


def refuse_second(perangkat_daerah_id: int, tahun: int, unit_kerja_id: int | None) -> None:
    """:raises StateError: when the year has a PK, saying in which state it is and what to do instead."""
    found = pk_baca.of_year(perangkat_daerah_id, tahun, unit_kerja_id)
    if not found:
        return
    last = found[-1]
    if last.status in OPEN:
        raise StateError(
            f"{last} sudah ada dan berstatus «{STATUS_PK[str(last.status)]}». Lanjutkan yang itu; satu tahun hanya "
            "mempunyai satu perjanjian kinerja."
        )
    raise StateError(
        f"{found[0]} sudah ditandatangani. Satu tahun hanya mempunyai satu perjanjian kinerja; ubahlah "
        "dengan Perubahan PK."
    )


def refresh(uuid: str) -> PerjanjianKinerja:
    """Takes the indicators, targets and programmes of a first draft anew from the plan.

    :raises StateError: for a Perubahan PK, whose lines are written in it, and once it is out for signature.
    """
    require(CREATE)
    with transaction():
        pk = in_draft(uuid)
        if pk.urutan:
            raise StateError("Isi Perubahan PK diubah pada perubahannya sendiri, bukan diambil dari rencana.")
        _fill(pk, *planned(pk))
        audit.record("sop_kinerja.pk.refresh", pk)
    return pk


def revise(uuid: str, alasan: str) -> PerjanjianKinerja:
    """A Perubahan PK: begins as the one in force, with what has been planned since added to it.

    :raises InputError: without a reason (alasan). StateError: when that one is not in force, or a change is open.
    """
    require(CREATE)
    reason = _reason(alasan)
    with transaction():
        one_at_a_time(_department())
        old = pk_baca.get(uuid)
        last = pk_baca.series(old)[-1]
        if last.status in OPEN:
            state = STATUS_PK[str(last.status)]
            raise StateError(f"{last} berstatus «{state}». Selesaikan atau buang dahulu yang itu.")
        if old.status != "berlaku":
            raise StateError(f"{old} berstatus «{STATUS_PK[str(old.status)]}»; yang diubah hanya yang berlaku.")
        pk: PerjanjianKinerja = PerjanjianKinerja.create(
            perangkat_daerah=old.perangkat_daerah_id,
            tahun=old.tahun,
            unit_kerja=old.unit_kerja_id,
            urutan=int(last.urutan) + 1,
            pihak_pertama=first_of(old),
            pihak_kedua=old.pihak_kedua_id,
            alasan=reason,
        )
        lines = [Line.of(row) for row in pk_baca.lines(old)]
        programmes = [Programme.of(row) for row in pk_baca.programmes(old)]
        known, codes = {one.indikator_uuid for one in lines}, {one.kode for one in programmes}
        new_lines, new_programmes = planned(old)
        lines += [one for one in new_lines if one.indikator_uuid not in known]
        programmes += [one for one in new_programmes if one.kode not in codes]
        _fill(pk, lines, programmes)
        audit.record("sop_kinerja.pk.revise", pk, detail={"dari": str(old.uuid), "alasan": reason})
    return pk


def discard(uuid: str) -> PerjanjianKinerja:
    """Takes a draft away. What was signed before stays as it is.

    :raises StateError: once it is out for signature.
    """
    require(CREATE)
    with transaction():
        pk = in_draft(uuid)
        audit.record("sop_kinerja.pk.discard", pk, detail={"tahun": pk.tahun, "urutan": pk.urutan})
        PerjanjianKinerja.delete().where(PerjanjianKinerja.id == pk.id).execute()
    return pk


def _nothing_planned(tahun: int, first: Jabatan, unit_kerja_id: int | None) -> str:
    whose = "tingkat perangkat daerah" if unit_kerja_id is None else str(first.unit_kerja)
    return f"Belum ada indikator {whose} untuk tahun {tahun}. Isi dahulu indikator dan targetnya."


def _department() -> int:
    owner = current_actor().perangkat_daerah_id
    if owner is None:
        raise StateError("Pilih dahulu perangkat daerah tempat Anda bertindak.")
    return owner


def _fill(pk: PerjanjianKinerja, lines: Iterable[Line], programmes: Iterable[Programme]) -> None:
    owner = int(pk.perangkat_daerah_id)
    PkIndikator.delete().where(PkIndikator.pk == pk.id).execute()
    PkAnggaran.delete().where(PkAnggaran.pk == pk.id).execute()
    for number, one in enumerate(lines, start=1):
        PkIndikator.create(perangkat_daerah=owner, pk=pk, **{**one.columns(), "urutan": number})
    for number, programme in enumerate(programmes, start=1):
        PkAnggaran.create(perangkat_daerah=owner, pk=pk, **{**programme.columns(), "urutan": number})


def _reason(text: str) -> str:
    reason = text.strip()
    if not reason:
        raise InputError("Tuliskan alasan perubahan, misalnya perubahan APBD.", "alasan")
    if len(reason) > MAX_REASON:
        raise InputError(f"Alasan paling banyak 2.000 huruf; sekarang {len(reason)}.", "alasan")
    return reason
