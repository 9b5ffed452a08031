"""States and the ways between them: a table, a permission and an audit line for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core import audit
from core.db import Record, transaction
from core.errors import Busy, InputError, StateError
from core.permissions import require


@dataclass(frozen=True)
class Way:
    """One transition. No permission means: the service that moves it has decided already."""

    permission: str | None = None
    needs_reason: bool = False


@dataclass(frozen=True)
class Workflow:
    """`states` maps a state to the words for it; `ways` maps (from, to) to a Way."""

    name: str
    states: Mapping[str, str]
    ways: Mapping[tuple[str, str], Way]
    field: str = "status"

    def move(
        self, record: Record, to: str, *, reason: str = "", also: Mapping[Any, Any] | None = None, action: str = ""
    ) -> None:
        """Moves the record, writes `also` with it, and leaves an audit line; the record in memory follows.

        :raises StateError: when there is no way from here to there, naming the state it is in.
        :raises InputError: without a reason where one is due.
        :raises NotAllowed: without the permission.
        :raises Busy: when somebody else has moved it meanwhile.
        """
        here = getattr(record, self.field)
        way = self.ways.get((here, to))
        if way is None:
            raise StateError(
                f"{self.name} berstatus «{self.states.get(here, here)}», sehingga tidak dapat menjadi "
                f"«{self.states.get(to, to)}»."
            )
        if way.needs_reason and not reason.strip():
            raise InputError("Tuliskan alasannya.", "alasan")
        if way.permission is not None:
            require(way.permission)
        model = type(record)
        column = getattr(model, self.field)
        changes = {column: to, **(also or {})}
        with transaction():
            moved = model.update(changes).where((model.id == record.id) & (column == here)).execute()
            if not moved:
                raise Busy(f"{self.name} ini baru saja diubah orang lain. Muat ulang halaman untuk melihatnya.")
            audit.record(
                action or f"{record.kind()}.{to}", record, detail={"dari": here, "ke": to, "alasan": reason.strip()}
            )
        for key, value in changes.items():
            setattr(record, key.name, value)
