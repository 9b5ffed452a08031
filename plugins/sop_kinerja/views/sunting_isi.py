"""What the pages of the editor share: trying a save, and showing both where two people saved the same part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request

from core.errors import Busy, FieldErrors, InputError, StateError
from core.permissions import require
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services import sop
from plugins.sop_kinerja.services.sop_draft import UPDATE, mark

Choices = Mapping[str, Mapping[str, str]]
"""Field -> value -> the words for it."""


@dataclass(frozen=True)
class Outcome:
    """How a save went. `conflict` is a sentence for the whole form: nothing was saved, all that was typed is there."""

    status: int = 200
    errors: dict[str, str] = field(default_factory=dict)
    conflict: str = ""

    @property
    def saved(self) -> bool:
        return self.status == 200


@dataclass(frozen=True)
class Difference:
    """A field in which the person and the store say different things, in words."""

    label: str
    typed: str
    stored: str


def attempt(deed: Callable[[], Any]) -> Outcome:
    """Runs it. NotFound and NotAllowed go on to the page of errors."""
    try:
        deed()
    except FieldErrors as error:
        return Outcome(400, error.fields)
    except (Busy, StateError) as error:
        return Outcome(409, conflict=error.sentence)
    except InputError as error:
        return Outcome(400, error.fields or {"": error.sentence})
    return Outcome()


def differences(typed: Any, stored: Any, labels: Mapping[str, str], choices: Choices) -> list[Difference]:
    """The fields (of two forms of one kind) that do not say the same."""
    found = []
    for name, label in labels.items():
        words = choices.get(name, {})
        mine, theirs = in_words(getattr(typed, name), words), in_words(getattr(stored, name), words)
        if mine != theirs:
            found.append(Difference(label, mine, theirs))
    return found


def in_words(value: Any, words: Mapping[str, str]) -> str:
    """A value of a form as one reads it; of pairs such as kelengkapan and what is checked, the second in brackets."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, str):
        return words.get(value, value)
    parts = [
        f"{one[0]} ({words.get(one[1], one[1])})" if isinstance(one, tuple) else words.get(one, one) for one in value
    ]
    return "; ".join(part for part, one in zip(parts, value, strict=True) if not isinstance(one, tuple) or one[0])


def opened() -> str:
    """The mark of what the form was opened with."""
    return request.form.get("dibuka", "")


def draft(uuid: str) -> SopVersi:
    """The version of a page of the editor.

    What is sent to one that has been ratified meanwhile is refused by the service, and shown again with what was typed.

    :raises NotAllowed: without the permission; :raises StateError: for a page of one that is no draft.
    """
    require(UPDATE)
    versi = sop.get_version(uuid)
    if request.method == "GET":
        sop.ensure_draft(versi)
    return versi


__all__ = ["Choices", "Difference", "Outcome", "attempt", "differences", "draft", "in_words", "mark", "opened"]
