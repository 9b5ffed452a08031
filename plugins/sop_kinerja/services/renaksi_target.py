"""Setting the targets of a year, its triwulan and its months in one table."""

from collections.abc import Iterable, Mapping, Sequence

from core import audit
from core.db import transaction
from core.errors import FieldErrors
from core.permissions import require
from plugins.sop_kinerja.sel_target import CellError, Value, read
from plugins.sop_kinerja.services.renaksi_data import LOCKED, UPDATE, Line, hold, lines
from plugins.sop_kinerja.services.renaksi_gabung import changes
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time
from plugins.sop_kinerja.services.target_tahun import write
from plugins.sop_kinerja.target_periksa import (
    MONTHS,
    QUARTERS,
    YEAR,
    Finding,
    months_against_quarters,
    name_of,
    quarters_against_year,
)

TABLES = {"triwulan": (YEAR, *QUARTERS), "bulan": MONTHS}
"""Name of a table -> its columns. What stands in the other table is told, but does not keep this one from being saved:
else neither of two that disagree could ever be mended."""
SAVE = "sop_kinerja.renaksi.target"


def cell(uuid: str, part: str) -> str:
    """'target-<uuid>-TW1': the name of the input."""
    return f"target-{uuid}-{part}"


def stored(rows: Sequence[Line], parts: Sequence[str]) -> dict[str, str]:
    """Every cell that can be typed in, with its text."""
    return {cell(row.uuid, part): row.shown(part) for row in rows for part in parts if not row.is_locked(part)}


def save(tahun: int, table: str, typed: Mapping[str, str], first: Mapping[str, str]) -> int:
    """Keeps the cells that the person has changed, all or none; gives how many.

    :param table: of `TABLES`
    :param typed: name of a cell -> what was typed; cells that are not in it stay as they are
    :param first: the same as the page was opened
    :raises FieldErrors: naming each cell that is no figure, or does not fit the others of its indicator.
    :raises Collision: where somebody else changed the same cell meanwhile.
    """
    actor = require(UPDATE)
    department, parts = actor.perangkat_daerah_id or 0, TABLES[table]
    with transaction():
        one_at_a_time(department)  # nobody approves the year in between
        hold(department)
        rows = lines(department, tahun, late=True)
        _refuse_locked(rows, parts, typed)
        before = stored(rows, parts)
        wanted = changes(first, typed, before)
        values = _read(rows, parts, wanted)
        _ensure_consistent(rows, table, values)
        write(department, tahun, {(int(row.indikator.id), part): value for (row, part), value in values.items()})
        if wanted:
            audit.record(SAVE, detail={"tahun": tahun, **_told(values, before, wanted)})
    return len(wanted)


def _refuse_locked(rows: Sequence[Line], parts: Sequence[str], typed: Mapping[str, str]) -> None:
    """A locked cell is shown as text; what comes back for it all the same was opened before it was approved."""
    errors = {}
    for row in rows:
        for part in parts:
            mine = typed.get(cell(row.uuid, part))
            if row.is_locked(part) and mine is not None and mine.strip() != row.shown(part):
                errors[cell(row.uuid, part)] = f"«{short(row)}»: {LOCKED.format(name_of(part))}"
    if errors:
        raise FieldErrors(errors)


def _read(
    rows: Sequence[Line], parts: Sequence[str], wanted: Mapping[str, str]
) -> dict[tuple[Line, str], Value | None]:
    errors: dict[str, str] = {}
    values: dict[tuple[Line, str], Value | None] = {}
    for row in rows:
        for part in parts:
            name = cell(row.uuid, part)
            if name not in wanted:
                continue
            try:
                values[row, part] = read(wanted[name], row.writing)
            except CellError as error:
                errors[name] = f"Target {name_of(part)} «{short(row)}»: {error}"
    if errors:
        raise FieldErrors(errors)
    return values


def _ensure_consistent(rows: Sequence[Line], table: str, values: Mapping[tuple[Line, str], Value | None]) -> None:
    """Only for indicators of which something is being changed."""
    errors: dict[str, str] = {}
    for row in rows:
        mine = {part: value for (one, part), value in values.items() if one is row}
        if not mine or row.writing.rentang or row.writing.skala:
            continue
        known = {**row.targets, **{part: value for part, value in mine.items() if value is not None}}
        numbers = {part: value.nilai for part, value in known.items() if mine.get(part, value) is not None}
        check = quarters_against_year if table == "triwulan" else months_against_quarters
        for finding in check(row.rule, numbers):
            if finding.galat:
                errors[cell(row.uuid, finding.bagian)] = f"«{short(row)}»: {finding.kalimat}"
    if errors:
        raise FieldErrors(errors)


def _told(
    values: Iterable[tuple[Line, str]], before: Mapping[str, str], after: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """For the log: which targets of which indicators, as they were and as they are."""
    names = {f"{row.text.kode} {part}": cell(row.uuid, part) for row, part in values}
    return {
        "sebelum": {name: before[key] for name, key in names.items()},
        "sesudah": {name: after[key] for name, key in names.items()},
    }


def short(row: Line) -> str:
    """The indicator in a few words, for a sentence about it."""
    text = str(row.text.uraian)
    return text if len(text) <= 90 else f"{text[:89]}…"


def told(row: Line, finding: Finding) -> str:
    return f"«{short(row)}»: {finding.kalimat}"
