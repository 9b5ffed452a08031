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
