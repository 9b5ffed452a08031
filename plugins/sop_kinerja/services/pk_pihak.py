"""The two positions that agree: the one that leads the department, and its superior."""

from core.errors import StateError
from core.organisation.models import Jabatan, PerangkatDaerah
from core.organisation.positions import head_of


def first_party(perangkat_daerah_id: int) -> Jabatan:
    """The position that leads the department.

    :raises StateError: when none is marked as such.
    """
    head = head_of(perangkat_daerah_id)
    if head is None:
        raise StateError(
            "Belum ada jabatan yang ditandai memimpin perangkat daerah ini, sehingga pihak pertama belum diketahui. "
            "Tandai jabatan itu pada data Jabatan."
        )
    return head


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
