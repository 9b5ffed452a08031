"""Reading performance agreements: those of the acting department, their lines, and what has changed in one."""

from dataclasses import dataclass
from decimal import Decimal

from core.errors import NotFound
from core.idn.numbers import format_number, format_rupiah
from core.organisation.models import Jabatan
from core.permissions import require
from plugins.sop_kinerja.models import PerjanjianKinerja, PkAnggaran, PkIndikator
from plugins.sop_kinerja.services.pk_sumber import QUARTERS, yearly_of

READ, CREATE = "sop_kinerja.pk.read", "sop_kinerja.pk.create"
OPEN = ("konsep", "menunggu")
QUARTER_NAMES = dict(zip(QUARTERS, ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"), strict=True))


@dataclass(frozen=True)
class Shown:
    """A line with its targets in words: an ordinal one says «BB», one that is not due in a quarter «–»."""

    row: PkIndikator
    target: str
    quarters: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    """(value as text, word) of an ordinal indicator, best first; empty for a number."""


def get(uuid: str) -> PerjanjianKinerja:
    """:raises NotFound: also for another department's."""
    require(READ)
    second = Jabatan.alias()
    found = (
        PerjanjianKinerja.select(PerjanjianKinerja, Jabatan, second)
        .join(Jabatan, on=PerjanjianKinerja.pihak_pertama)
        .switch(PerjanjianKinerja)
        .join(second, on=PerjanjianKinerja.pihak_kedua)
        .where(PerjanjianKinerja.uuid == uuid)
        .first()
    )
    if found is None:
        raise NotFound("Perjanjian kinerja ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, PerjanjianKinerja)
    return found


def all_of(perangkat_daerah_id: int) -> list[PerjanjianKinerja]:
    """Newest year first, and within a year the newest change first."""
    mine = PerjanjianKinerja.perangkat_daerah == perangkat_daerah_id
    order = (PerjanjianKinerja.tahun.desc(), PerjanjianKinerja.urutan.desc())
    return list(PerjanjianKinerja.select().where(mine).order_by(*order))


def of_year(perangkat_daerah_id: int, tahun: int) -> list[PerjanjianKinerja]:
    """The PK of a year and its changes, the first one first."""
    mine = (PerjanjianKinerja.perangkat_daerah == perangkat_daerah_id) & (PerjanjianKinerja.tahun == tahun)
    return list(PerjanjianKinerja.select().where(mine).order_by(PerjanjianKinerja.urutan))


def current(perangkat_daerah_id: int, tahun: int) -> PerjanjianKinerja | None:
    """The PK that is in force."""
    return next((one for one in of_year(perangkat_daerah_id, tahun) if one.status == "berlaku"), None)


def lines(pk: PerjanjianKinerja) -> list[PkIndikator]:
    return list(PkIndikator.select().where(PkIndikator.pk == pk.id).order_by(PkIndikator.urutan, PkIndikator.id))


def programmes(pk: PerjanjianKinerja) -> list[PkAnggaran]:
    return list(PkAnggaran.select().where(PkAnggaran.pk == pk.id).order_by(PkAnggaran.urutan, PkAnggaran.id))


def shown(pk: PerjanjianKinerja) -> list[Shown]:
    """The lines as screens and the paper show them; two queries."""
    yearly = yearly_of(int(pk.perangkat_daerah_id), int(pk.tahun))
    return [_shown(row, (found.skala if (found := yearly.get(str(row.indikator_uuid))) else None)) for row in lines(pk)]


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


def value_text(value: Decimal | None, words: tuple[tuple[str, str], ...] = ()) -> str:
    """A target in words; «–» where there is none."""
    if value is None or not words:
        return format_number(value)
    return next((word for text, word in words if Decimal(text) == value), format_number(value))


def _shown(row: PkIndikator, scale: list[list[str]] | None) -> Shown:
    words = tuple((str(value), str(word)) for word, value in scale or ())
    target = value_text(row.target, words)
    if row.target_atas is not None:
        target = f"{target} sampai {value_text(row.target_atas, words)}"
    return Shown(row, target, tuple(value_text(getattr(row, name), words) for name in QUARTERS), words)


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
