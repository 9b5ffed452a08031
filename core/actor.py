"""Who acts: the account, the person, the positions held today, and the department in which it happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from core.errors import NotAllowed
from core.scoping import EVERYWHERE, scope

AWALAN_JABATAN = {"plt": "Plt.", "plh": "Plh.", "pj": "Pj.", "delegasi": "a.n."}
"""What stands before the name of the position; a definitive holder has nothing there."""


def in_position(jenis: str, jabatan: str) -> str:
    """'Plh. Sekretaris Daerah', 'a.n. Sekretaris Daerah'."""
    return f"{AWALAN_JABATAN.get(jenis, '')} {jabatan}".strip()


@dataclass(frozen=True)
class Assignment:
    """A position that the actor holds today; `jenis` is definitif, plt, plh, pj or delegasi."""

    penugasan_id: int
    jabatan_id: int
    jabatan: str
    jenis: str
    unit_kerja_id: int

    @property
    def title(self) -> str:
        return in_position(self.jenis, self.jabatan)


@dataclass(frozen=True)
class Actor:
    """Frozen for one request or task. Outside of any department (site administration) the ids are None."""

    nama: str
    akun_id: int | None = None
    pegawai_id: int | None = None
    surel: str = ""
    perangkat_daerah_id: int | None = None
    perangkat_daerah: str = ""
    pemerintah_daerah_id: int | None = None
    zona_waktu: str = "Asia/Jakarta"
    assignments: tuple[Assignment, ...] = ()
    permissions: frozenset[str] = field(default_factory=frozenset)
    system: bool = False

    @property
    def jabatan_ids(self) -> list[int]:
        return [assignment.jabatan_id for assignment in self.assignments]

    def assignment_for(self, jabatan_id: int) -> Assignment | None:
        return next((a for a in self.assignments if a.jabatan_id == jabatan_id), None)

    @property
    def title(self) -> str:
        """The position in which one acts; an acting one first, since that is what others must see. What a colleague
        has handed over comes last: it says so only on what is done for that position."""
        ordered = sorted(self.assignments, key=lambda a: {"definitif": 1, "delegasi": 2}.get(a.jenis, 0))
        return ordered[0].title if ordered else self.nama

    @property
    def signed(self) -> str:
        """'Siti Aminah (Plh. Sekretaris Daerah)': who, and as what, for the record; at most 250 characters."""
        return (self.nama if self.title == self.nama else f"{self.nama} ({self.title})")[:250]


SYSTEM_NAME = "Sistem Selaras"
_actor: ContextVar[Actor | None] = ContextVar("selaras_actor", default=None)


def system_actor(perangkat_daerah_id: int | None = None) -> Actor:
    """The program itself: in the worker, for what nobody clicked. It passes every permission check."""
    return Actor(nama=SYSTEM_NAME, perangkat_daerah_id=perangkat_daerah_id, system=True)


def find_actor() -> Actor | None:
    return _actor.get()


def current_actor() -> Actor:
    """:raises NotAllowed: when nobody is signed in."""
    actor = _actor.get()
    if actor is None:
        raise NotAllowed("Anda belum masuk.")
    return actor


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Inside, `actor` acts, and only the rows of the actor's department exist."""
    token = _actor.set(actor)
    departments = (
        frozenset({actor.perangkat_daerah_id})
        if actor.perangkat_daerah_id is not None
        else (EVERYWHERE if actor.system else frozenset[int]())
    )
    try:
        with scope(departments):
            yield actor
    finally:
        _actor.reset(token)
