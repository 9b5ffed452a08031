"""The demo: an invented organisation with accounts, then what each plugin adds to it. Loading it twice changes nothing.

All accounts have one password, printed at the start: nothing here is meant for real work.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core import markers
from core.accounts.models import Akun
from core.actor import acting, system_actor
from core.demo_organisation import DEMO_PASSWORD, SITE_ADMIN, load_organisation
from core.registry import registry

__all__ = [
    "DEMO_PASSPHRASE",
    "DEMO_PASSWORD",
    "DemoAccount",
    "accounts",
    "actions",
    "load",
    "load_organisation",
    "loaded",
]

DEMO_PASSPHRASE = "frasa sandi peragaan"
"""With this the heads of departments sign electronically (the surat plugin issues their certificates)."""

DemoAction = Callable[[str, str, str], str]
"""How a person of the demo does a step with an action: (the task's uuid, ya or tidak, the reason) -> what was done,
in one sentence. Called as that person, it uses the same services as the screen."""

_MARKER = "demo"
_SHOWN_FIRST = (
    *("kabag.organisasi", "tim.kinerja", "asisten", "sekda", "pelaksana", "perencana.dikbud", "perencana.dinkes"),
    *("kepala.dikbud", "bupati", "admin.lamandau", SITE_ADMIN),
)
"""The people of the Lamandau run, both parties of an agreement, and the two admins."""
_SIGNING = ("sekda", "kepala.dikbud", "bupati")


@dataclass(frozen=True)
class DemoAccount:
    """An account with which one can look around; its text is a line for the terminal."""

    username: str
    password: str
    role: str

    def __str__(self) -> str:
        return f"  {self.username:<18} {self.password}   {self.role}"


def loaded() -> bool:
    return markers.is_marked(_MARKER)


def load() -> None:
    """The organisation, then each plugin's `demo.load()`, then each one's `demo.tell()`: what needs all the others.

    Runs as the program itself. A load that broke off is made up by the next one.
    """
    with acting(system_actor()):
        load_organisation()
        for step in ("load", "tell"):
            for plugin in registry().plugins.values():
                if function := plugin.attribute("demo", step, None):
                    function()
        markers.mark(_MARKER)


def accounts() -> list[DemoAccount]:
    """The accounts worth naming first; those of the other departments follow the same pattern."""
    found = {akun.nama_pengguna: akun for akun in Akun.select().where(Akun.nama_pengguna.in_(_SHOWN_FIRST))}
    return [DemoAccount(name, DEMO_PASSWORD, _role(found[name])) for name in _SHOWN_FIRST if name in found]


def actions() -> dict[str, DemoAction]:
    """Name of a step's action -> how the demo does it, from the `ACTIONS` of the plugins' demo.py."""
    return {
        name: function
        for plugin in registry().plugins.values()
        for name, function in plugin.attribute("demo", "ACTIONS", {}).items()
    }


def _role(akun: Akun) -> str:
    passphrase = f", frasa sandi tanda tangan: {DEMO_PASSPHRASE}" if akun.nama_pengguna in _SIGNING else ""
    return f"{akun.nama}{passphrase}"
