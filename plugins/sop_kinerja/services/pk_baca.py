"""Reading performance agreements: those of the acting department, their lines, and what has changed in one."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import peewee

from core.errors import NotFound
from core.idn.numbers import format_rupiah
from core.organisation.models import Jabatan, UnitKerja
from core.permissions import require
from plugins.sop_kinerja.models import IndikatorTahun, PerjanjianKinerja, PkAnggaran, PkIndikator
from plugins.sop_kinerja.services.pk_sumber import QUARTERS, yearly_of
from plugins.sop_kinerja.tulis_target import target_text

READ, CREATE = "sop_kinerja.pk.read", "sop_kinerja.pk.create"
OPEN = ("konsep", "menunggu")
NOTHING = "–"
QUARTER_NAMES = dict(zip(QUARTERS, ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"), strict=True))


@dataclass(frozen=True)
class Shown:
    """A line with its targets in words: an ordinal one says «BB», one that is not due in a quarter «–»."""

    row: PkIndikator
    target: str
    quarters: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    """(value as text, word) of an ordinal indicator, best first; empty for a number."""
    ranged: bool
    """Whether its target has an upper limit too."""


def get(uuid: str) -> PerjanjianKinerja:
    """:raises NotFound: also for another department's."""
    require(READ)
    found = _with_parties().where(PerjanjianKinerja.uuid == uuid).first()
    if found is None:
        raise NotFound("Perjanjian kinerja ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, PerjanjianKinerja)
    return found


def all_of(perangkat_daerah_id: int, tahun: int | None = None) -> list[PerjanjianKinerja]:
    """Newest year first, within a year the department's before those of its units, the newest change first."""
    mine = PerjanjianKinerja.perangkat_daerah == perangkat_daerah_id
    if tahun is not None:
        mine &= PerjanjianKinerja.tahun == tahun
    unit = peewee.fn.COALESCE(UnitKerja.nama, "")
    rows = _with_parties().where(mine)
    return list(rows.order_by(PerjanjianKinerja.tahun.desc(), unit, PerjanjianKinerja.urutan.desc()))


def with_the_planner(perangkat_daerah_id: int) -> list[PerjanjianKinerja]:
    """Those that a signer has sent back, and those whose scan is awaited, the oldest first."""
    mine = PerjanjianKinerja.perangkat_daerah == perangkat_daerah_id
    returned = (PerjanjianKinerja.status == "konsep") & (PerjanjianKinerja.rujukan != "")
    in_ink = (PerjanjianKinerja.status == "menunggu") & (PerjanjianKinerja.rujukan == "")
    return list(_with_unit().where(mine & (returned | in_ink)).order_by(PerjanjianKinerja.id))


def of_year(perangkat_daerah_id: int, tahun: int, unit_kerja_id: int | None = None) -> list[PerjanjianKinerja]:
    """The PK of a department for a year (or of one of its units) and its changes, the first one first."""
    mine = (PerjanjianKinerja.perangkat_daerah == perangkat_daerah_id) & (PerjanjianKinerja.tahun == tahun)
    mine &= PerjanjianKinerja.unit_kerja == unit_kerja_id  # None asks for NULL
    return list(_with_unit().where(mine).order_by(PerjanjianKinerja.urutan))


def series(pk: PerjanjianKinerja) -> list[PerjanjianKinerja]:
    """The one that it changes, or that changes it, and itself; the first one first."""
    return of_year(int(pk.perangkat_daerah_id), int(pk.tahun), pk.unit_kerja_id)


def in_force(pk: PerjanjianKinerja) -> PerjanjianKinerja | None:
    """The one of its series that is in force."""
    return next((one for one in series(pk) if one.status == "berlaku"), None)


def lines(pk: PerjanjianKinerja) -> list[PkIndikator]:
    return list(PkIndikator.select().where(PkIndikator.pk == pk.id).order_by(PkIndikator.urutan, PkIndikator.id))


def agreed_elsewhere(pk: PerjanjianKinerja) -> list[PkIndikator]:
    """Lines of the department's other agreements of the year (its own, or a unit's) about indicators of this one: two
    that are in force at once would set one another's targets."""
    mine = PkIndikator.select(PkIndikator.indikator_uuid).where(PkIndikator.pk == pk.id)
    other = PerjanjianKinerja.status.in_(("menunggu", "berlaku")) & (PerjanjianKinerja.tahun == pk.tahun)
    other &= PerjanjianKinerja.id.not_in([one.id for one in series(pk)])
    rows = (
        PkIndikator.select(PkIndikator, PerjanjianKinerja, UnitKerja)
        .join(PerjanjianKinerja)
        .join(UnitKerja, peewee.JOIN.LEFT_OUTER)
        .where(PkIndikator.indikator_uuid.in_(mine) & other)
    )
    return list(rows.order_by(PkIndikator.id))


def programmes(pk: PerjanjianKinerja) -> list[PkAnggaran]:
    return list(PkAnggaran.select().where(PkAnggaran.pk == pk.id).order_by(PkAnggaran.urutan, PkAnggaran.id))


def shown(pk: PerjanjianKinerja) -> list[Shown]:
    """The lines as screens and the paper show them; two queries."""
    yearly = yearly_of(int(pk.perangkat_daerah_id), int(pk.tahun))
    return [_shown(row, yearly.get(str(row.indikator_uuid))) for row in lines(pk)]


def differences(new: PerjanjianKinerja, old: PerjanjianKinerja) -> list[str]:
    """What a Perubahan PK changes, one sentence each; empty when it says the same as the one before."""
    said = []
    before, after = ({str(one.row.indikator_uuid): one for one in shown(pk)} for pk in (old, new))
    for uuid, line in after.items():
        earlier = before.get(uuid)
        if earlier is None:
            said.append(f"«{line.row.uraian}» ditambahkan dengan target {line.target}.")
            continue
        pairs = [("target tahun", earlier.target, line.target)]
        pairs += zip(QUARTER_NAMES.values(), earlier.quarters, line.quarters, strict=True)
        changed = [f"{name} dari {was} menjadi {now}" for name, was, now in pairs if was != now]
        if changed:
            said.append(f"«{line.row.uraian}»: {', '.join(changed)}.")
    said += [f"«{line.row.uraian}» tidak lagi diperjanjikan." for uuid, line in before.items() if uuid not in after]
    return [*said, *_money(new, old), *_parties(new, old)]


def _shown(row: PkIndikator, year: IndikatorTahun | None) -> Shown:
    scale = None if year is None else year.skala

    def text(value: Decimal | None, upper: Decimal | None = None) -> str:
        return NOTHING if value is None else target_text(value, upper, scale)

    words = tuple((str(value), str(word)) for word, value in scale or ())
    quarters = tuple(text(getattr(row, name)) for name in QUARTERS)
    ranged = year is not None and year.formula == "rentang"
    return Shown(row, text(row.target, row.target_atas), quarters, words, ranged)


def _money(new: PerjanjianKinerja, old: PerjanjianKinerja) -> list[str]:
    before, after = ({str(row.kode): row for row in programmes(pk)} for pk in (old, new))
    said = []
    for kode, row in after.items():
        if kode not in before:
            said.append(f"Program {row.nama} ditambahkan dengan anggaran {format_rupiah(row.anggaran)}.")
        elif row.anggaran != before[kode].anggaran:
            was, now = format_rupiah(before[kode].anggaran), format_rupiah(row.anggaran)
            said.append(f"Anggaran {row.nama} dari {was} menjadi {now}.")
    return said + [f"Program {row.nama} dikeluarkan." for kode, row in before.items() if kode not in after]


def _parties(new: PerjanjianKinerja, old: PerjanjianKinerja) -> list[str]:
    said = []
    for which, word in (("pertama", "Pihak pertama"), ("kedua", "Pihak kedua")):
        was, now = getattr(old, f"pihak_{which}"), getattr(new, f"pihak_{which}")
        names = [str(getattr(pk, f"nama_{which}")) for pk in (old, new)]
        if was.id != now.id or (all(names) and names[0] != names[1]):
            said.append(f"{word} kini {names[1] or now.nama}, sebelumnya {names[0] or was.nama}.")
    return said


def _with_parties() -> Any:
    """And the positions of both parties: a draft has no names yet."""
    second = Jabatan.alias()
    return (
        _with_unit(Jabatan, second)
        .switch(PerjanjianKinerja)
        .join(Jabatan, on=PerjanjianKinerja.pihak_pertama)
        .switch(PerjanjianKinerja)
        .join(second, on=PerjanjianKinerja.pihak_kedua)
    )


def _with_unit(*more: Any) -> Any:
    """Their names say the unit."""
    return PerjanjianKinerja.select(PerjanjianKinerja, UnitKerja, *more).join(UnitKerja, peewee.JOIN.LEFT_OUTER)
