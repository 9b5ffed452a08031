"""Actions that break while a step opens, and people who may hold nothing at all: what the random cases need."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from core.actor import Actor
from core.errors import NotAllowed
from core.registry import registry
from core.testing.people import User
from plugins.sop_kinerja.contracts import ActionLink, StepAction, StepRef

STEPS = 6


class Crash(Exception):
    """What no service expects: a bug, a full disk, a killed process."""


class Fragile:
    """An action of the steps that leaves them to be done by hand; while armed, it breaks as a step opens."""

    label = "Uji"
    armed: ClassVar[bool] = False

    def __init__(self, nomor: int) -> None:
        self.name = f"uji.langkah_{nomor}"

    def begin(self, step: StepRef) -> bool | None:
        if Fragile.armed:
            raise Crash(f"step {step.nomor}")
        return False

    def link(self, step: StepRef) -> ActionLink:
        return ActionLink("/", "Uji", "Uji.")


@contextmanager
def fragile_actions() -> Iterator[None]:
    """They are on offer inside, as if sop_kinerja had brought them."""
    offered = registry().offered.setdefault(StepAction, [])
    added = [("sop_kinerja", Fragile(nomor)) for nomor in range(1, STEPS + 1)]
    offered.extend(added)
    try:
        yield
    finally:
        for one in added:
            offered.remove(one)


def holds(user: User, jabatan_id: int) -> bool:
    """Today; whoever holds nothing at all cannot even sign in."""
    actor = acts(user)
    return actor is not None and actor.assignment_for(jabatan_id) is not None


def acts(user: User) -> Actor | None:
    try:
        return user.actor
    except NotAllowed:
        return None
