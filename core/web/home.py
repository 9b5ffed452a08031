"""Beranda: what waits for me, soonest first, each with one button; then how my department stands."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from flask import Blueprint, render_template

from core import services
from core.actor import Actor, current_actor

log = logging.getLogger(__name__)
blueprint = Blueprint("home", __name__)
_FAR = datetime.max.replace(tzinfo=UTC)
T = TypeVar("T")


@dataclass(frozen=True)
class HomeItem:
    """Something that waits for this person. `due` is an aware moment; `url` is where the button leads."""

    title: str
    text: str
    url: str
    action_label: str
    due: datetime | None = None
    late: bool = False


@dataclass(frozen=True)
class HomeFact:
    """One figure about the department, with the words around it."""

    label: str
    value: str
    note: str = ""
    url: str = ""


class HomeSection(Protocol):
    """What a plugin offers for Beranda (`OFFERS = ((HomeSection, MySection()),)` in its provides.py)."""

    def items(self, actor: Actor) -> list[HomeItem]:
        """What waits for this person, at most some dozens."""
        ...

    def summary(self, actor: Actor) -> list[HomeFact]:
        """A few figures, or none."""
        ...

    def counts(self, actor: Actor) -> dict[str, int]:
        """Endpoint of a menu entry -> how much waits there. Runs on every page: one quick query at most."""
        ...


@blueprint.get("/")
def index() -> Any:
    actor = current_actor()
    items = [item for found in ask("items", actor) for item in found]
    items.sort(key=lambda item: (item.due or _FAR, item.title))
    facts = [fact for found in ask("summary", actor) for fact in found]
    return render_template("selaras/home.html", items=items, facts=facts)


def ask(question: str, actor: Actor) -> list[Any]:
    """The answers of all sections; one that fails is left out, so that it does not take Beranda with it."""
    answers = []
    for section in services.offers(HomeSection):  # type: ignore[type-abstract]
        try:
            answers.append(getattr(section, question)(actor))
        except AttributeError as error:
            if error.name != question:
                raise
        except Exception:
            log.exception("%s.%s failed", type(section).__name__, question)
    return answers


def waiting_counts(actor: Actor) -> dict[str, int]:
    return {endpoint: count for found in ask("counts", actor) for endpoint, count in found.items() if count}
