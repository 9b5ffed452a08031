"""What the flowchart of an SOP shows: which symbols each step has, and which arrows lead from where to where."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.sop_kinerja.bagan.bentuk import KAPSUL, KOTAK, WAJIK
from plugins.sop_kinerja.sopform import SELESAI, LangkahData, SopData

MULAI_TEKS, SELESAI_TEKS = "Mulai", "Selesai"
BEFORE, OWN, AFTER = "sebelum", "sendiri", "sesudah"


@dataclass(frozen=True)
class Symbol:
    """One symbol of a step. `place`: its own, or the capsule that stands before or after it in the same cell."""

    nomor: int
    kolom: int
    kind: str
    teks: str = ""
    place: str = OWN


@dataclass(frozen=True)
class Link:
    """An arrow from a place of a step to a place of a step."""

    dari: int
    dari_place: str
    ke: int
    ke_place: str
    label: str = ""
    tidak: bool = False


def columns_of(sop: SopData, step: LangkahData) -> list[int]:
    """The columns in which the step stands, the one that does it first; codes without a column are left out."""
    codes = [column.kode for column in sop.pelaksana]
    found = [codes.index(kode) for kode in step.pelaksana if kode in codes]
    return list(dict.fromkeys(found))


def decides(step: LangkahData) -> bool:
    return step.jenis == "keputusan" or step.tidak_ke is not None


def starts(sop: SopData) -> set[int]:
    """The steps with which the work begins: those marked so, else the first."""
    marked = {step.nomor for step in sop.langkah if step.mulai}
    return marked or {step.nomor for step in sop.langkah[:1]}


def symbols_of(sop: SopData) -> list[Symbol]:
    """Every symbol, step by step.

    The first and the last activity are the capsule themselves. One that decides, or is both first and last, keeps
    its diamond or rectangle, and the capsule stands before or after it: a decision has two ways out, a capsule none.
    """
    begin = starts(sop)
    found = []
    for step in sop.langkah:
        first, last = step.nomor in begin, step.ya_ke == SELESAI
        itself = not decides(step) and first != last
        for place in ((BEFORE,) if first and not itself else ()) + (OWN,) + ((AFTER,) if last and not itself else ()):
            for kolom in columns_of(sop, step)[: 1 if place != OWN else None]:
                found.append(_symbol(step, kolom, place, itself, first))
    return found


def _symbol(step: LangkahData, kolom: int, place: str, itself: bool, first: bool) -> Symbol:
    if place == BEFORE or (place == OWN and itself and first):
        return Symbol(step.nomor, kolom, KAPSUL, MULAI_TEKS, place)
    if place == AFTER or (place == OWN and itself):
        return Symbol(step.nomor, kolom, KAPSUL, SELESAI_TEKS, place)
    return Symbol(step.nomor, kolom, WAJIK if decides(step) else KOTAK)


def links_of(sop: SopData) -> list[Link]:
    """Every arrow; one that leads to a step that is not there, or has no column, is left out (the linter tells it)."""
    symbols = symbols_of(sop)
    places = {(one.nomor, one.place) for one in symbols}
    found = []
    for step in sop.langkah:
        if (step.nomor, OWN) not in places:
            continue
        if (step.nomor, BEFORE) in places:
            found.append(Link(step.nomor, BEFORE, step.nomor, OWN))
        word = "Ya" if decides(step) else ""
        if (step.nomor, AFTER) in places:
            found.append(Link(step.nomor, OWN, step.nomor, AFTER, word))
        elif step.ya_ke != SELESAI and (step.ya_ke, OWN) in places:
            found.append(Link(step.nomor, OWN, step.ya_ke, OWN, word))
        if step.tidak_ke is not None and (step.tidak_ke, OWN) in places:
            found.append(Link(step.nomor, OWN, step.tidak_ke, OWN, "Tidak", tidak=True))
    return found
