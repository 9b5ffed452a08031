"""The two positions that agree: the one that leads the department (or one of its units), and its superior."""

import peewee

from core.errors import StateError
from core.organisation.models import Jabatan, PerangkatDaerah, UnitKerja
from core.organisation.positions import head_of
from plugins.sop_kinerja.models import PerjanjianKinerja
from plugins.sop_kinerja.services.indikator_tahun import in_use
from plugins.sop_kinerja.services.unit_indikator import UNIT, with_unit

NO_HEAD = (
    "Belum ada jabatan yang ditandai memimpin perangkat daerah ini, sehingga pihak pertama belum diketahui. Tandai "
    "jabatan itu pada data Jabatan."
)


def first_parties(perangkat_daerah_id: int) -> list[Jabatan]:
    """Who may be the first party: the one that leads the department, then those that lead a unit which answers for
    indicators, with their units. Empty while none is marked as leading the department."""
    head = head_of(perangkat_daerah_id)
    if head is None:
        return []
    mine = with_unit(in_use(perangkat_daerah_id))
    units = [unit for (unit,) in mine.select(UNIT).distinct().tuples() if unit is not None]
    above = Jabatan.alias()
    # The highest of a unit: nobody of the same unit stands above them.
    highest = above.id.is_null() | (above.unit_kerja != Jabatan.unit_kerja)
    rows = (
        Jabatan.select(Jabatan, UnitKerja)
        .join(UnitKerja)
        .switch(Jabatan)
        .join(above, peewee.JOIN.LEFT_OUTER, on=(Jabatan.atasan == above.id))
        .where(Jabatan.unit_kerja.in_(units) & highest & (Jabatan.id != head.id))
        .order_by(UnitKerja.nama, Jabatan.nama)
    )
    return [head, *rows]


def first_of(pk: PerjanjianKinerja) -> Jabatan:
    """The first party of a draft as it is now.

    :raises StateError: when no position leads the department any more.
    """
    first = pk.pihak_pertama if pk.unit_kerja_id is not None else head_of(int(pk.perangkat_daerah_id))
    if first is None:
        raise StateError(NO_HEAD)
    assert isinstance(first, Jabatan)
    return first


def second_parties(first: Jabatan) -> list[Jabatan]:
    """Who may be the superior: the one above it, then those of the government who lead a department or have nobody
    above them."""
    government = first.perangkat_daerah.pemerintah_daerah_id
    at_the_top = (Jabatan.kepala == True) | Jabatan.atasan.is_null()  # noqa: E712
    if first.atasan_id:
        at_the_top |= Jabatan.id == first.atasan_id
    rows = (
        Jabatan.select(Jabatan, PerangkatDaerah)
        .join(PerangkatDaerah)
        .where((PerangkatDaerah.pemerintah_daerah == government) & at_the_top & (Jabatan.id != first.id))
        .order_by(PerangkatDaerah.urutan, Jabatan.nama)
    )
    return sorted(rows, key=lambda row: row.id != first.atasan_id)
