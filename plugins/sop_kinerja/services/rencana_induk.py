"""Trees that planners build row by row: no row stands below itself, and none below another government's."""

from collections.abc import Callable
from typing import Any

from core.actor import current_actor
from core.db import is_postgres
from core.errors import InputError
from core.organisation.models import PemerintahDaerah, PerangkatDaerah

SHOWN = 60
"""Characters of a row's name within a sentence."""


def one_at_a_time(perangkat_daerah_id: int) -> None:
    """Until the transaction ends nobody else of the government changes its trees: two moves that are each right
    could make a circle together. SQLite has one writer anyway."""
    if is_postgres():
        government = government_of(perangkat_daerah_id)
        PemerintahDaerah.select().where(PemerintahDaerah.id == government).for_update().execute()


def government_of(perangkat_daerah_id: int) -> int:
    return int(PerangkatDaerah.get_by_id(perangkat_daerah_id).pemerintah_daerah_id)


def of_government(model: Any) -> Callable[[Any], Any]:
    """Narrows a query of a directory to the departments of the government in which one acts (for choices)."""

    def narrowed(query: Any) -> Any:
        government = current_actor().pemerintah_daerah_id
        mine = PerangkatDaerah.select(PerangkatDaerah.id).where(PerangkatDaerah.pemerintah_daerah == government)
        return query.where(model.perangkat_daerah.in_(mine))

    return narrowed


def parent_of(row: Any) -> Any:
    """The row above (`induk`), or None.

    :raises InputError: when it is of another government, or stands below the row itself.
    """
    if row.induk_id is None:
        return None
    one_at_a_time(row.perangkat_daerah_id)
    model = type(row)
    parent = model.get_by_id(row.induk_id)
    if government_of(parent.perangkat_daerah_id) != government_of(row.perangkat_daerah_id):
        raise InputError("Pilihan ini milik pemerintah daerah lain. Pilih yang dari pemerintah daerah Anda.", "induk")
    path, above = [row], parent
    while above is not None:
        path.append(above)
        if above.id == row.id:
            raise InputError(_circle(path), "induk")
        if above.id in {one.id for one in path[:-1]}:
            break  # a circle further up that was there before; this row is not in it
        above = model.get_by_id(above.induk_id) if above.induk_id is not None else None
    return parent


def short(row: Any) -> str:
    """A row in a few words, for a sentence about it."""
    text = str(row)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _circle(path: list[Any]) -> str:
    if len(path) == 2:
        return f"«{short(path[0])}» tidak dapat berada di bawah dirinya sendiri. Pilih yang lain."
    way = " di bawah ".join(f"«{short(one)}»" for one in path)
    return f"Susunan ini berputar: {way}. Pilih induk yang tidak berada di bawahnya."
