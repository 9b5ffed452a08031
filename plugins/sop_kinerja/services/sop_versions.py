"""The versions of an SOP: the next one out of the ratified one, what each changed, who ratified it and when."""

from dataclasses import dataclass
from datetime import datetime

import peewee

from core import audit
from core.db import transaction
from core.errors import StateError
from core.permissions import require
from plugins.sop_kinerja.banding import changes
from plugins.sop_kinerja.models import Kasus, SopDokumen, SopLangkah, SopPelaksana, SopPelaksanaJabatan, SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.services.sop import columns_of, hold, steps_of
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_order import link_of, values_of
from plugins.sop_kinerja.urutan import arrange

RATIFY = "sop_kinerja.sop.ratify"
_STEP = (
    "nomor", "uraian", "jenis", "pelaksana", "kelengkapan", "waktu_nilai", "waktu_satuan", "output", "keterangan",
    "kadensi", "aksi",
)  # fmt: skip
_COLUMN = ("urutan", "kode", "label", "jenis", "jabatan", "tanda")
_HEAD = (
    "nomor", "tanggal_pembuatan", "tanggal_revisi", "disahkan_oleh", "isi", "jumlah_tercetak", "satuan_waktu",
    "hitungan_hari",
)  # fmt: skip


class DraftExists(StateError):
    """A draft of this SOP is there already; `draft` is it."""

    def __init__(self, draft: SopVersi) -> None:
        super().__init__(
            f"Versi {draft.versi} SOP ini masih konsep. Lanjutkan menyuntingnya, atau hapus dahulu sebelum membuat "
            "versi baru."
        )
        self.draft = draft


@dataclass(frozen=True)
class VersionRow:
    """A version in the list. `who` ratified it (name and position, empty for a draft); `changes` one per line;
    `running` cases run it still."""

    versi: SopVersi
    when: datetime | None
    who: str
    changes: tuple[str, ...]
    base: int | None
    running: int


def new_version(versi: SopVersi) -> SopVersi:
    """A draft that says what the ratified version says, under the next number.

    The dates of ratification and effect stay empty: they are the old version's. Positions behind the columns and
    arrows to «the next step» come along.

    :raises StateError: for a version that is not ratified; DraftExists when a draft is there already.
    """
    require("sop_kinerja.sop.create")
    with transaction():
        # Whoever else makes a version of this SOP in the same moment waits here, and then finds the draft.
        hold(versi.sop_id)
        others = list(SopVersi.select().where(SopVersi.sop == versi.sop_id).order_by(SopVersi.versi.desc()))
        if draft := next((other for other in others if other.status == "konsep"), None):
            raise DraftExists(draft)
        base = next(other for other in others if other.id == versi.id)
        if base.status != "disahkan":
            raise StateError(
                f"Versi baru disusun dari versi yang disahkan; versi {base.versi} berstatus "
                f"«{STATUS_VERSI[str(base.status)]}»."
            )
        made: SopVersi = SopVersi.create(
            perangkat_daerah=base.perangkat_daerah_id,
            sop=versi.sop,
            versi=others[0].versi + 1,
            dasar=base,
            **{name: getattr(base, name) for name in _HEAD},
        )
        _copy_columns(base, made)
        _copy_steps(base, made)
        audit.record("sop_kinerja.sop.create", made, detail={"versi": made.versi, "dasar": base.versi})
    return made


def draft_of(versi: SopVersi) -> SopVersi | None:
    """The draft of the same SOP, if there is one."""
    return (  # type: ignore[no-any-return]
        SopVersi.select()
        .where((SopVersi.sop == versi.sop_id) & (SopVersi.status == "konsep"))
        .order_by(SopVersi.versi.desc())
        .first()
    )


def base_of(versi: SopVersi) -> SopVersi | None:
    """The version that this one is compared with.

    Of a draft, the one in force, which it will withdraw; without one, and of all others, the one that it was made
    from, else the one ratified before it.
    """
    frozen = SopVersi.select().where((SopVersi.sop == versi.sop_id) & (SopVersi.status != "konsep"))
    others = list(frozen.order_by(SopVersi.versi.desc()))
    if versi.status == "konsep" and (now := next((row for row in others if row.status == "disahkan"), None)):
        return now  # type: ignore[no-any-return]
    if versi.dasar_id is not None:
        return next((row for row in others if row.id == versi.dasar_id), None)
    return next((row for row in others if row.versi < versi.versi), None)


def proposed_changes(versi: SopVersi) -> str:
    """What the version changes from its base, one sentence per line; empty for a first version."""
    base = base_of(versi)
    if base is None:
        return ""
    found = changes(data_of(base), data_of(versi))
    return "\n".join(found) or f"Isi sama dengan versi {base.versi}."


def versions_of(sop: SopDokumen) -> list[VersionRow]:
    """The newest first; four queries, however many there are."""
    rows = list(SopVersi.select().where(SopVersi.sop == sop.id).order_by(SopVersi.versi.desc()))
    numbers = {row.id: int(row.versi) for row in rows}
    jejak = audit.Jejak
    lines = jejak.select(jejak.objek, jejak.pelaku, jejak.sebagai).where(
        jejak.objek.in_([str(row.uuid) for row in rows]) & (jejak.tindakan == RATIFY)
    )
    who = {line.objek: _who(str(line.pelaku), str(line.sebagai)) for line in lines}
    running = (
        Kasus.select(Kasus.versi, peewee.fn.COUNT(Kasus.id).alias("banyak"))
        .where(Kasus.versi.in_(list(numbers)) & (Kasus.status == "berjalan"))
        .group_by(Kasus.versi)
    )
    counts = {row.versi_id: int(row.banyak) for row in running}
    return [
        VersionRow(
            versi=row,
            when=row.disahkan,
            who=who.get(str(row.uuid), ""),
            changes=tuple(line for line in str(row.perubahan).splitlines() if line.strip()),
            base=numbers.get(row.dasar_id) if row.dasar_id else None,
            running=counts.get(row.id, 0),
        )
        for row in rows
    ]


def _who(name: str, position: str) -> str:
    return name if position in ("", name) else f"{name} ({position})"


def _copy_columns(base: SopVersi, made: SopVersi) -> None:
    columns = columns_of(base)
    rows = SopPelaksanaJabatan.select().where(
        SopPelaksanaJabatan.pelaksana.in_([column.id for column in columns.values()])
    )
    several: dict[int, list[SopPelaksanaJabatan]] = {}
    for row in rows.order_by(SopPelaksanaJabatan.urutan):
        several.setdefault(row.pelaksana_id, []).append(row)
    department = made.perangkat_daerah_id
    for column in columns.values():
        values = {name: getattr(column, name) for name in _COLUMN}
        copy = SopPelaksana.create(perangkat_daerah=department, versi=made, **values)
        for row in several.get(column.id, []):
            SopPelaksanaJabatan.create(
                perangkat_daerah=department, pelaksana=copy, jabatan=row.jabatan_id, urutan=row.urutan
            )


def _copy_steps(base: SopVersi, made: SopVersi) -> None:
    steps = steps_of(base)
    links, _ = arrange((link_of(step) for step in steps), [int(step.nomor) for step in steps])
    for step in steps:
        values = {name: getattr(step, name) for name in _STEP} | values_of(step, links[int(step.nomor)])
        SopLangkah.create(perangkat_daerah=made.perangkat_daerah_id, versi=made, **values)
