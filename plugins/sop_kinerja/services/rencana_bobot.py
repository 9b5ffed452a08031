"""Weights of a year's indicators: where one has a weight all have one, and together they are 100."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from core.idn.numbers import format_number
from plugins.sop_kinerja.models import Indikator, IndikatorTahun
from plugins.sop_kinerja.services.indikator_tahun import APPROVED
from plugins.sop_kinerja.services.rencana_induk import short
from plugins.sop_kinerja.services.unit_indikator import unit_names

WHOLE = Decimal(100)
WEIGHTED = "tertimbang"


def problems(copies: Sequence[IndikatorTahun], tahun: int) -> list[str]:
    """What is wrong with the weights of a department's year, as sentences; empty when nothing is.

    Indicators below one that is a weighted mean share 100 among them, whichever departments they are of. The
    department's others share 100 if any of them has a weight, and so do those of each of its units.
    """
    parents = _weighted_parents(copies)
    below = _below(parents, copies, tahun)
    found = []
    for uuid, parent in parents.items():
        if rows := below.get(uuid):
            found += _whole(f"Bobot indikator di bawah «{short(parent)}»", rows)
    rest = [one for one in copies if one.induk_uuid not in parents]
    for whose, rows in _by_unit(rest).items():
        if any(one.bobot is not None for one in rows):
            found += _whole(f"Bobot indikator {whose}", rows)
    return found


def _by_unit(copies: Sequence[IndikatorTahun]) -> dict[str, list[IndikatorTahun]]:
    """Name of the unit that answers -> its indicators."""
    names = unit_names([int(one.indikator_id) for one in copies])
    found: dict[str, list[IndikatorTahun]] = {}
    for one in copies:
        found.setdefault(names.get(one.indikator_id) or "perangkat daerah", []).append(one)
    return found


def _weighted_parents(copies: Sequence[IndikatorTahun]) -> dict[str, Indikator]:
    """uuid -> the indicators above these, and among these, that are a weighted mean of what is below them."""
    above = {str(one.induk_uuid) for one in copies if one.induk_uuid}
    own = {str(one.indikator_uuid) for one in copies if one.agregasi_unit == WEIGHTED}
    rows = Indikator.select().where(Indikator.uuid.in_(sorted(above | own)))
    return {str(row.uuid): row for row in rows if str(row.uuid) in own or row.agregasi_unit == WEIGHTED}


def _below(parents: dict[str, Indikator], copies: Sequence[IndikatorTahun], tahun: int) -> dict[str, list[Any]]:
    """uuid of a parent -> all that is below it in the year: of a department that has not laid out the year, as it is
    now. Two queries."""
    now = (Indikator.induk.in_([one.id for one in parents.values()])) & (Indikator.aktif == True)  # noqa: E712
    masters = {str(one.uuid): one for one in Indikator.select().where(now).order_by(Indikator.id)}
    # A frozen copy stays below the parent that it had, wherever its indicator stands by now.
    kept = (IndikatorTahun.induk_uuid.in_(list(parents))) & (IndikatorTahun.status == APPROVED)
    laid_out = IndikatorTahun.indikator_uuid.in_(list(masters)) | kept
    rows = IndikatorTahun.select().where((IndikatorTahun.tahun == tahun) & laid_out)
    as_it_is: dict[str, Any] = {**masters, **{str(one.indikator_uuid): one for one in (*rows, *copies)}}
    names = {one.id: uuid for uuid, one in parents.items()}
    found: dict[str, list[Any]] = {}
    for one in as_it_is.values():
        above = str(one.induk_uuid) if isinstance(one, IndikatorTahun) else names[one.induk_id]
        if above in parents:
            found.setdefault(above, []).append(one)
    return found


def _whole(what: str, rows: Sequence[Any]) -> list[str]:
    lacking = [one for one in rows if one.bobot is None]
    total = _total(rows)
    if lacking and total <= WHOLE:
        named = ", ".join(f"«{_name(one)}»" for one in lacking[:5])
        return [f"{what} belum lengkap: isi bobot {named}{_more(lacking)}."]
    if total != WHOLE:
        return [f"{what} berjumlah {format_number(total)}%, seharusnya 100%. Sesuaikan bobotnya."]
    return []


def _total(rows: Iterable[Any]) -> Decimal:
    return sum((one.bobot for one in rows if one.bobot is not None), Decimal(0))


def _name(row: Any) -> str:
    return str(row.kode)


def _more(rows: Sequence[Any]) -> str:
    return f" dan {len(rows) - 5} lainnya" if len(rows) > 5 else ""
