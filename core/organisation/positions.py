"""Who holds a position on a day, and who acts for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import clock
from core.actor import in_position
from core.organisation.models import Jabatan, Pegawai, Penugasan


@dataclass(frozen=True)
class Holder:
    """One person who may do a position's work on a day."""

    penugasan_id: int
    pegawai_id: int
    nama: str
    nip: str
    pangkat: str
    surel: str
    jabatan_id: int
    jabatan: str
    jenis: str

    @property
    def acting(self) -> bool:
        """In the holder's place, by order; a colleague to whom the holder hands work does not take the place."""
        return self.jenis in ("plt", "plh", "pj")

    @property
    def title(self) -> str:
        """The position with what stands before it: 'Plh. Sekretaris Daerah', 'a.n. Sekretaris Daerah'."""
        return in_position(self.jenis, self.jabatan)


def holds_on(day: date) -> Any:
    """The condition on Penugasan for assignments in force on `day`."""
    return (Penugasan.mulai <= day) & (Penugasan.selesai.is_null() | (Penugasan.selesai >= day))


def holders(jabatan_id: int, day: date | None = None) -> list[Holder]:
    """All who may do the work of the position that day: those who act for the holder first, delegates last.

    A Plh stands in while the holder is away, a Plt or Pj while there is none; the definitive holder
    stays entitled, so that nothing is stuck when an absence ends early.
    """
    return holders_of([jabatan_id], day).get(jabatan_id, [])


def holders_of(jabatan_ids: Iterable[int], day: date | None = None) -> dict[int, list[Holder]]:
    """`holders` of several positions, in one query; a position that nobody holds is left out."""
    rows = (
        Penugasan.select(Penugasan, Pegawai, Jabatan)
        .join(Pegawai)
        .switch(Penugasan)
        .join(Jabatan)
        .where(Penugasan.jabatan.in_(list(jabatan_ids)) & holds_on(day or clock.today()))
        .order_by(Penugasan.mulai.desc(), Penugasan.id)
    )
    found: dict[int, list[Holder]] = {}
    for row in rows:
        found.setdefault(row.jabatan_id, []).append(_holder(row))
    return {one: sorted(people, key=_rank) for one, people in found.items()}


def signer_of(jabatan_id: int) -> Holder | None:
    """Who signs for the position today, those who act for the holder first. Handing work to a colleague does not hand
    over the signature (docs/decisions/0008)."""
    return next((one for one in holders(jabatan_id) if one.jenis != "delegasi"), None)


def positions_of(pegawai_id: int, day: date | None = None) -> list[Penugasan]:
    """The assignments a person has that day, definitive ones first, with position and department loaded."""
    rows = (
        Penugasan.select(Penugasan, Jabatan)
        .join(Jabatan)
        .where((Penugasan.pegawai == pegawai_id) & holds_on(day or clock.today()))
        .order_by(Penugasan.id)
    )
    return sorted(rows, key=lambda row: row.jenis != "definitif")


def head_of(perangkat_daerah_id: int) -> Jabatan | None:
    """The position that leads the department, when one is marked so."""
    return Jabatan.get_or_none((Jabatan.perangkat_daerah == perangkat_daerah_id) & (Jabatan.kepala == True))  # noqa: E712


def _rank(holder: Holder) -> int:
    return 0 if holder.acting else 2 if holder.jenis == "delegasi" else 1


def _holder(row: Any) -> Holder:
    return Holder(
        penugasan_id=row.id,
        pegawai_id=row.pegawai_id,
        nama=row.pegawai.nama,
        nip=row.pegawai.nip,
        pangkat=row.pegawai.pangkat,
        surel=row.pegawai.surel,
        jabatan_id=row.jabatan_id,
        jabatan=row.jabatan.nama,
        jenis=row.jenis,
    )
