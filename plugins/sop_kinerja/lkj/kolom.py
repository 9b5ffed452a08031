"""Which column means what: names that reports use, in any order; of several years or quarters each with its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from plugins.sop_kinerja.lkj.nama import FIGURES, Kepala, describe, plain

ONCE = frozenset(("indikator", "satuan", "arah", "tahun", "periode", "target", "realisasi", "capaian_cetak"))
"""Fields of which a second column would leave open which one counts; of others the first counts."""


@dataclass(frozen=True)
class Kolom:
    """Where a row has its cells. `di`: field -> index; `judul`: field -> the name as the file writes it. `tahun` and
    `bagian` (TW1, S2): of when the figures are, where the head says it."""

    di: dict[str, int]
    judul: dict[str, str]
    tahun: int | None = None
    bagian: str = ""


@dataclass(frozen=True)
class Susunan:
    """The columns of a table: one `Kolom` for each pair of target and realisasi. `dilewati`: names of columns that are
    not used; `ganda`: names of those that mean the same as another."""

    kolom: list[Kolom]
    lebar: int
    dilewati: list[str] = field(default_factory=list)
    ganda: list[str] = field(default_factory=list)


class _Satu(NamedTuple):
    """A column: its place, its name in the file, what it says."""

    di: int
    judul: str
    kepala: Kepala

    @property
    def kapan(self) -> tuple[int | None, str]:
        return self.kepala.tahun, self.kepala.bagian


def find_columns(lines: Sequence[Sequence[str]]) -> Susunan | None:
    """Of a head of one or more lines, from the top; None when these are not the names of a table of figures. Without a
    `kolom` where no realisasi has a target of its time."""
    heads = _stack(lines)
    found: dict[str, list[_Satu]] = {}
    unused: list[str] = []
    for index, head in enumerate(heads):
        kepala = describe(head)
        title = " ".join(dict.fromkeys(each for each in head if each))
        if kepala.field:
            found.setdefault(kepala.field, []).append(_Satu(index, title, kepala))
        elif title:
            unused.append(title)
    _name_realisasi(found)
    if any(key not in found for key in ("indikator", "target", "realisasi")):
        return None
    common: dict[str, _Satu] = {}
    doubled: list[str] = []
    for key, columns in found.items():
        if key not in FIGURES:
            common[key], more = columns[0], [each.judul for each in columns[1:]]
            (doubled if key in ONCE else unused).extend(more)
    pairs = _pairs(found["target"], found["realisasi"])
    for key in ("target", "realisasi"):
        doubled += _twice(found[key])
    made = [_kolom(pair, pairs, common, found, doubled) for pair in pairs]
    used = {index for each in made for index in each.di.values()}
    names = set(doubled)
    unused += [each.judul for key in FIGURES for each in found.get(key, ()) if each.di not in used | names]
    unused = [each for each in dict.fromkeys(unused) if each not in names]
    return Susunan(made, len(heads), unused, doubled)


def _stack(lines: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The lines of a head by column; a name over several columns stands in the first of them, and counts for all."""
    width = max(len(line) for line in lines)
    rows = [[*line, *[""] * (width - len(line))] for line in lines]
    for upper, lower in pairwise(rows):
        last = ""
        for index, text in enumerate(upper):
            if not text and lower[index]:
                upper[index] = last
            else:
                last = text
    return list(zip(*rows, strict=True))


def _name_realisasi(found: dict[str, list[_Satu]]) -> None:
    """«Target, Capaian, % Capaian»: there the first capaian is the realisasi, and the one in percent the capaian."""
    both = found.get("capaian_cetak", [])
    percent = [each for each in both if _in_percent(each)]
    if "realisasi" not in found and len(percent) == 1 and len(both) == 2:
        found["realisasi"] = [each for each in both if each not in percent]
        found["capaian_cetak"] = percent


def _in_percent(column: _Satu) -> bool:
    return bool({"persen", "persentase", "prosentase"}.intersection(plain(column.judul).split()))


def _chosen(columns: list[_Satu], actual: _Satu) -> list[_Satu]:
    """Of several capaian of one time the one that says so in percent, or else stands beside the realisasi."""
    named = [each for each in columns if _in_percent(each) and "capai" in plain(each.judul)]
    beside = [each for each in columns if each.di == actual.di + 1]
    return next((each for each in (named, beside) if len(each) == 1), columns)


def _pairs(targets: list[_Satu], actuals: list[_Satu]) -> list[tuple[_Satu, _Satu]]:
    """Each realisasi with the target of the same year and part of it; of one target alone the one beside it."""
    by_time = {each.kapan: each for each in reversed(targets)}
    seen: set[tuple[int | None, str]] = set()
    pairs = []
    for actual in actuals:
        if actual.kapan in by_time and actual.kapan not in seen:
            seen.add(actual.kapan)
            pairs.append((by_time[actual.kapan], actual))
    if pairs or len(targets) > 1:
        return pairs
    (target,) = targets
    beside = [each for each in actuals if len(actuals) == 1 or (each.di == target.di + 1 and not each.kepala.bagian)]
    open_ = [each for each in actuals if each.kapan == (None, "")]
    chosen = open_ if len(open_) == 1 else beside
    return [(target, each) for each in chosen]


def _twice(columns: Iterable[_Satu]) -> list[str]:
    seen: set[tuple[int | None, str]] = set()
    found = []
    for each in columns:
        if each.kapan in seen:
            found.append(each.judul)
        seen.add(each.kapan)
    return found


def _kolom(
    pair: tuple[_Satu, _Satu], pairs: list[tuple[_Satu, _Satu]], common: dict[str, _Satu],
    found: dict[str, list[_Satu]], doubled: list[str],
) -> Kolom:  # fmt: skip
    target, actual = pair
    columns = {**common, "target": target, "realisasi": actual}
    for key in ("capaian_cetak", "predikat_cetak"):
        mine = [each for each in found.get(key, ()) if _belongs(each, actual, pairs)]
        if key in ONCE:
            mine = _chosen(mine, actual)
            doubled += [each.judul for each in mine[1:]]
        if mine:
            columns[key] = mine[0]
    tahun = actual.kepala.tahun if target.kepala.tahun in (None, actual.kepala.tahun) else None
    bagian = actual.kepala.bagian if target.kepala.bagian == actual.kepala.bagian else ""
    return Kolom(
        {key: each.di for key, each in columns.items()},
        {key: each.judul for key, each in columns.items()},
        tahun,
        bagian,
    )


def _belongs(column: _Satu, actual: _Satu, pairs: list[tuple[_Satu, _Satu]]) -> bool:
    """A capaian or predikat is of the pair of its time; one that names none, of the realisasi to its left."""
    if len(pairs) == 1:
        return column.kapan in (actual.kapan, (None, ""), pairs[0][0].kapan)
    if column.kapan != (None, ""):
        return column.kapan == actual.kapan
    left = [each.di for _, each in pairs if each.di < column.di]
    return bool(left) and max(left) == actual.di
