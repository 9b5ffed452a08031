"""Who may read a letter by its security level.

Biasa and Terbatas: everyone in the department with the permission to read letters. An outgoing secret letter is for
those who draft, initial or sign it. An incoming one is for the head of the department (or who acts in that place);
one that is Rahasia also for those who receive letters, since they hand it on. Whoever may not read it still sees
that a letter with that number exists: the registers have no holes.
"""

from typing import Any

from core.actor import Actor, current_actor
from core.organisation.positions import head_of
from core.permissions import allowed
from plugins.surat.models import Paraf, SuratKeluar
from plugins.surat.models.pilihan import KEAMANAN, RAHASIA

OPEN = frozenset(KEAMANAN) - frozenset(RAHASIA)


def may_read(surat: SuratKeluar, actor: Actor) -> bool:
    """Work belongs to positions: who follows the drafter in the position may go on with the letter."""
    if surat.keamanan in OPEN or actor.system:
        return True
    concerned = {surat.penandatangan_id, surat.penyusun_jabatan, *surat.rantai}
    by_account = surat.penyusun_akun is not None and surat.penyusun_akun == actor.akun_id
    return by_account or bool(concerned.intersection(actor.jabatan_ids))


def readable(actor: Actor) -> Any:
    """`may_read` as a condition on letters that have been handed in: then the chain is in Paraf."""
    if actor.system:
        return SuratKeluar.id.is_null(False)
    mine = actor.jabatan_ids or [0]
    return (
        SuratKeluar.keamanan.in_(sorted(OPEN))
        | (SuratKeluar.penyusun_akun == (actor.akun_id or 0))
        | SuratKeluar.penyusun_jabatan.in_(mine)
        | SuratKeluar.penandatangan.in_(mine)
        | SuratKeluar.id.in_(Paraf.select(Paraf.surat).where(Paraf.jabatan.in_(mine)))
    )


def incoming_levels(actor: Actor | None = None) -> frozenset[str]:
    """The levels of incoming letters that the (acting) person may read. Where no position leads the department,
    those who receive letters read all of them: somebody must."""
    who = actor or current_actor()
    if who.system:
        return frozenset(KEAMANAN)
    head = head_of(who.perangkat_daerah_id) if who.perangkat_daerah_id is not None else None
    if head is not None and head.id in who.jabatan_ids:
        return frozenset(KEAMANAN)
    if not allowed(who, "surat.masuk.receive"):
        return OPEN
    return frozenset(KEAMANAN) if head is None else OPEN | {"rahasia"}
