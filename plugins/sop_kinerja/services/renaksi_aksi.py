"""The actions of a Rencana Aksi: what is done for an indicator, when, by whom and out of which budget."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import peewee

from core import audit
from core.actor import current_actor
from core.db import transaction
from core.errors import Busy, FieldErrors, NotFound
from core.organisation.models import Jabatan
from core.permissions import require
from plugins.sop_kinerja.models import Indikator, ProgramKegiatan, RencanaAksi
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.services.renaksi_data import UPDATE, hold
from plugins.sop_kinerja.services.rencana_sasaran import check_year

CREATE, DELETE = "sop_kinerja.rencana.create", "sop_kinerja.rencana.delete"
SAVED, REMOVED = "sop_kinerja.renaksi.aksi", "sop_kinerja.renaksi.hapus"
MAX_ACTION, MAX_OUTPUT = 1000, 250
NO_MONTH = "Pilih bulan pelaksanaannya, sedikitnya satu."


@dataclass(frozen=True)
class Choices:
    """What the form offers, each as (key, words)."""

    jabatan: list[tuple[str, str]]
    kegiatan: list[tuple[str, str]]


def add(tahun: int, indikator_uuid: str, form: Mapping[str, str], months: Iterable[str]) -> RencanaAksi:
    """A new action, after those that the indicator has.

    :raises NotFound: for another department's indicator.
    :raises FieldErrors: naming aksi, keluaran, penanggung_jawab, kegiatan or bulan.
    """
    actor = require(CREATE)
    indikator = get_indicator(indikator_uuid)
    content = _content(tahun, form, months)
    with transaction():
        hold(actor.perangkat_daerah_id or 0)
        last = (
            RencanaAksi.select(peewee.fn.MAX(RencanaAksi.urutan))
            .where((RencanaAksi.indikator == indikator.id) & (RencanaAksi.tahun == tahun))
            .scalar()
        )
        row: RencanaAksi = RencanaAksi.create(
            perangkat_daerah=actor.perangkat_daerah_id,
            tahun=tahun,
            indikator=indikator,
            urutan=(last or 0) + 1,
            **content,
        )
        audit.record(SAVED, row, detail={"tahun": tahun, "aksi": str(row.aksi)[:200]})
    return row


def change(uuid: str, form: Mapping[str, str], months: Iterable[str], opened: str) -> RencanaAksi:
    """Writes an action anew.

    :param opened: `version` of the action when the form was opened
    :raises Busy: when somebody else changed it meanwhile. NotFound and FieldErrors: as `add`.
    """
    require(UPDATE)
    row = get_action(uuid)
    content = _content(int(row.tahun), form, months)
    with transaction():
        hold(int(row.perangkat_daerah_id))
        row = get_action(uuid)
        if opened != version(row):
            raise Busy(
                "Rencana aksi ini diubah orang lain sesudah Anda membukanya. Perubahan Anda belum disimpan dan masih "
                "tampak di bawah; buka kembali halamannya di tab lain untuk membandingkan, lalu simpan lagi."
            )
        RencanaAksi.update(**content).where(RencanaAksi.id == row.id).execute()
        audit.record(SAVED, row, detail={"tahun": row.tahun, "aksi": content["aksi"][:200]})
    return row


def remove(uuid: str) -> RencanaAksi:
    """:raises NotFound: also when it has been removed already."""
    require(DELETE)
    with transaction():
        hold(current_actor().perangkat_daerah_id or 0)
        row = get_action(uuid)
        row.delete_instance()
        audit.record(REMOVED, row, detail={"tahun": row.tahun, "aksi": str(row.aksi)[:200]})
    return row


def check(row: RencanaAksi) -> None:
    """Before an action is written through the panel.

    :raises FieldErrors: naming the columns.
    """
    check_year(row.tahun, "tahun")
    errors = _wrong(int(row.tahun), str(row.aksi or ""), row.kegiatan)
    if not row.jadwal:
        errors["jadwal"] = NO_MONTH
    if errors:
        raise FieldErrors(errors)


def choices(tahun: int) -> Choices:
    """Of the department: its positions, and its programmes of the year."""
    mine = current_actor().perangkat_daerah_id
    positions = Jabatan.select().where(Jabatan.perangkat_daerah == mine)
    rows = ProgramKegiatan.select().where((ProgramKegiatan.perangkat_daerah == mine) & (ProgramKegiatan.tahun == tahun))
    return Choices(
        [(str(row.uuid), str(row.nama)) for row in positions.order_by(Jabatan.nama, Jabatan.id)],
        [
            (str(row.uuid), f"{row.kode} {row.nama} ({JENIS_KEGIATAN[str(row.jenis)].lower()})")
            for row in rows.order_by(ProgramKegiatan.kode)
        ],
    )


def version(row: RencanaAksi) -> str:
    """Changes whenever what it says changes."""
    parts = (row.aksi, row.keluaran, row.penanggung_jawab_id, row.kegiatan_id, row.jadwal)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def get_indicator(uuid: str) -> Indikator:
    """:raises NotFound: also for another department's, which all of a government may read."""
    mine = current_actor().perangkat_daerah_id
    found = Indikator.get_or_none((Indikator.uuid == uuid) & (Indikator.perangkat_daerah == mine))
    if found is None:
        raise NotFound("Indikator ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, Indikator)
    return found


def get_action(uuid: str) -> RencanaAksi:
    """:raises NotFound: also for another department's."""
    rows = RencanaAksi.select(RencanaAksi, Indikator).join(Indikator)
    found = rows.where(
        (RencanaAksi.uuid == uuid) & (RencanaAksi.perangkat_daerah == current_actor().perangkat_daerah_id)
    ).first()
    if found is None:
        raise NotFound("Rencana aksi ini tidak ada di perangkat daerah Anda, atau sudah dihapus.")
    assert isinstance(found, RencanaAksi)
    return found


def _content(tahun: int, form: Mapping[str, str], months: Iterable[str]) -> dict[str, Any]:
    """The columns, checked; everything that is wrong is named at once."""
    errors: dict[str, str] = {}
    aksi, keluaran = form.get("aksi", "").strip(), form.get("keluaran", "").strip()
    if len(keluaran) > MAX_OUTPUT:
        errors["keluaran"] = f"Keluaran paling banyak {MAX_OUTPUT} huruf; sekarang {len(keluaran)}."
    chosen = [month for month in months if month]
    if strange := [month for month in chosen if month not in {str(one) for one in range(1, 13)}]:
        errors["bulan"] = f"“{strange[0][:20]}” bukan bulan. Pilih dari Januari sampai Desember."
    elif not chosen:
        errors["bulan"] = NO_MONTH
    jabatan = _own(Jabatan, form.get("penanggung_jawab", ""), "penanggung_jawab", "Jabatan", errors)
    kegiatan = _own(ProgramKegiatan, form.get("kegiatan", ""), "kegiatan", "Program atau kegiatan", errors)
    errors |= _wrong(tahun, aksi, kegiatan)
    if errors:
        raise FieldErrors(errors)
    return {
        "aksi": aksi,
        "keluaran": keluaran,
        "penanggung_jawab": jabatan,
        "kegiatan": kegiatan,
        "jadwal": sorted({int(month) for month in chosen}),
    }


def _wrong(tahun: int, aksi: str, kegiatan: ProgramKegiatan | None) -> dict[str, str]:
    errors = {}
    if not aksi:
        errors["aksi"] = "Tulis rencana aksinya: apa yang dilakukan."
    elif len(aksi) > MAX_ACTION:
        errors["aksi"] = f"Rencana aksi paling banyak {MAX_ACTION} huruf; sekarang {len(aksi)}."
    if kegiatan is not None and kegiatan.tahun != tahun:
        errors["kegiatan"] = f"«{kegiatan.nama}» adalah program atau kegiatan tahun {kegiatan.tahun}, bukan {tahun}."
    return errors


def _own(model: Any, uuid: str, field: str, noun: str, errors: dict[str, str]) -> Any:
    """The acting department's row of that uuid; None for an empty choice."""
    if not uuid:
        return None
    mine = current_actor().perangkat_daerah_id
    found = model.get_or_none((model.uuid == uuid) & (model.perangkat_daerah == mine))
    if found is None:
        errors[field] = f"{noun} ini tidak ada di perangkat daerah Anda. Pilih dari daftar."
    return found
