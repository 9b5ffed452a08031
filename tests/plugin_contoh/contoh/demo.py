"""A note for every department where the notebook is on."""

from collections.abc import Callable

from plugins.contoh import services
from plugins.contoh.models import Catatan

from core.actor import acting, system_actor
from core.gate import is_active
from core.organisation.models import PerangkatDaerah

TITLE = "Catatan pertama"


def load() -> None:
    """Loading twice leaves one."""
    for department in PerangkatDaerah.select():
        if not is_active("contoh", department.id):
            continue
        with acting(system_actor(department.id)):
            if not Catatan.select().where(Catatan.judul == TITLE).exists():
                services.publish(services.create_note(TITLE))


def play(name: str, say: Callable[[str], object]) -> bool:
    """Plays only `contoh`."""
    if name != "contoh":
        return False
    load()
    say("Satu catatan diterbitkan.")
    return True


def tell() -> None:
    """Nothing of the notebook waits for the other plugins."""


def write_note(tugas_uuid: str, decision: str, reason: str) -> str:
    """Does a step whose action is `contoh.catat`, as its person."""
    note = services.create_note(f"Catatan tugas {tugas_uuid[:8]}", reason)
    return f"Catatan «{note}» ditulis ({decision})."


ACTIONS = {"contoh.catat": write_note}
