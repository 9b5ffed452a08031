"""Search over everything that one may see: each source looks in its own tables, under its own permission."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Protocol

from flask import Blueprint, render_template, request, url_for

from core import services
from core.actor import Actor, current_actor
from core.organisation.models import Jabatan, Pegawai
from core.permissions import allowed
from core.scoping import confine

log = logging.getLogger(__name__)
blueprint = Blueprint("search", __name__)
MOST = 8
"""Results of one source: more are found on its own page, which has filters."""
SHORTEST, LONGEST = 2, 100
"""Characters of a query. One letter finds everything, and nothing."""


@dataclass(frozen=True)
class SearchResult:
    """A line of the result: what it is called, a few words about it, and where it is."""

    title: str
    text: str
    url: str


class SearchSource(Protocol):
    """What a plugin offers to the search (`OFFERS = ((SearchSource, Letters()),)` in its provides.py).

    `label` is the heading over its results.
    """

    label: str

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        """At most eight, the best first; none without the permission. One or two quick queries."""
        ...


def matches(words: Iterable[str], *columns: Any) -> Any:
    """A condition: each word stands in one of the columns. Signs such as % are taken as they are."""
    return reduce(and_, [reduce(or_, [column.contains(word) for column in columns]) for word in words])


class People:
    """The people of the own department, for those who manage them."""

    label = "Pegawai"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "core.pegawai.read"):
            return []
        rows = confine(Pegawai.select(), Pegawai).where(matches(words, Pegawai.nama, Pegawai.nip))
        return [
            SearchResult(str(row.nama), f"NIP {row.nip}", url_for("admin_core_pegawai.details_view", id=row.id))
            for row in rows.order_by(Pegawai.nama).limit(MOST)
        ]


class Positions:
    """The positions of the own department."""

    label = "Jabatan"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "core.jabatan.read"):
            return []
        rows = confine(Jabatan.select(), Jabatan).where(matches(words, Jabatan.nama, Jabatan.kode))
        return [
            SearchResult(str(row.nama), f"Kode {row.kode}", url_for("admin_core_jabatan.details_view", id=row.id))
            for row in rows.order_by(Jabatan.nama).limit(MOST)
        ]


CORE_SOURCES: tuple[SearchSource, ...] = (People(), Positions())


@blueprint.get("/cari")
def index() -> Any:
    query = _clean(request.args.get("q", ""))
    too_short = len(query.replace(" ", "")) < SHORTEST
    groups = [] if too_short else search(current_actor(), query)
    return render_template("selaras/search.html", query=query, groups=groups, too_short=too_short, most=MOST)


def _clean(text: str) -> str:
    """Without control characters: to SQLite a NUL ends the text, and PostgreSQL refuses it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST]


def search(actor: Actor, query: str) -> list[tuple[str, list[SearchResult]]]:
    """(heading, results) of every source that found something: what plugins offer first, then the core's own.

    A source that fails is left out, so that it does not take the others with it.
    """
    found: dict[str, list[SearchResult]] = {}
    offered = services.offers(SearchSource)  # type: ignore[type-abstract]
    for source in [*offered, *CORE_SOURCES]:
        try:
            results = source.find(actor, query.split())[:MOST]
        except Exception:
            log.exception("search in %s failed", type(source).__name__)
            continue
        if results:
            found.setdefault(source.label, []).extend(results)
    return list(found.items())
