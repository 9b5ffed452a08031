"""Targets of a year: they agree with one another, and those of an approved year change only by a Perubahan PK."""

from collections.abc import Mapping
from decimal import Decimal

from core.errors import FieldErrors, InputError, StateError
from core.idn.numbers import format_number
from core.idn.periods import Periode, PeriodeError
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Target
from plugins.sop_kinerja.services.indikator_tahun import APPROVED
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time, short

_QUARTERS = ("TW1", "TW2", "TW3", "TW4")
_MONTHS = tuple(f"B{month:02d}" for month in range(1, 13))
_WHOLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "TH": (("S1", "S2"), _QUARTERS, _MONTHS),
    "S1": (_QUARTERS[:2], _MONTHS[:6]),
    "S2": (_QUARTERS[2:], _MONTHS[6:]),
    **{quarter: (_MONTHS[3 * index : 3 * index + 3],) for index, quarter in enumerate(_QUARTERS)},
}
"""Each whole and the ways in which it is divided."""
_LEVELS = ("terakhir", "maksimum")


def check_target(row: Target) -> None:
    """Before a target is written through the panel.

    :raises InputError: for a period that is none, a range that is upside down, or what does not fit the other
        targets of the year.
    :raises StateError: when the year is approved.
    """
    try:
        period = Periode.parse(str(row.periode or ""))
    except PeriodeError as error:
        raise FieldErrors({"periode": str(error)}) from error
    row.periode = period.code
    if row.nilai_atas is not None and (row.nilai is None or row.nilai_atas < row.nilai):
        raise InputError("Batas atas harus sama dengan atau lebih besar daripada target.", "nilai_atas")
    one_at_a_time(row.perangkat_daerah_id)  # nobody approves the year in between
    indikator = Indikator.get_by_id(row.indikator_id)
    if reason := frozen(indikator, period):
        raise StateError(reason)
    if row.id is not None:
        before = Target.get_by_id(row.id)
        moved = (before.indikator_id, str(before.periode)) != (row.indikator_id, row.periode)
        if moved and (reason := frozen(before.indikator, Periode.parse(str(before.periode)))):
            raise StateError(reason)
    _fits(row, indikator, period)


def refuse_dropping(row: Target) -> None:
    """:raises StateError: when the year is approved."""
    if reason := frozen(row.indikator, Periode.parse(str(row.periode))):
        raise StateError(reason)


def frozen(indikator: Indikator, period: Periode) -> str:
    """Why the target of a period can't be changed by hand, as a sentence; empty when it can.

    Months stay open: they divide a triwulan in the Rencana Aksi, and nobody signs them.
    """
    if period.kadensi == "bulanan":
        return ""
    year = IndikatorTahun.get_or_none(
        (IndikatorTahun.indikator == indikator.id)
        & (IndikatorTahun.tahun == period.tahun)
        & (IndikatorTahun.status == APPROVED)
    )
    if year is None:
        return ""
    return (
        f"Target «{short(indikator)}» untuk {period.label} tidak dapat diubah: indikator tahun {period.tahun} disahkan "
        f"oleh {year.disahkan_oleh}. Ubah melalui Perubahan Perjanjian Kinerja."
    )


def beyond(indikator: Indikator | IndikatorTahun, targets: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Part of the year (TW1, S1, B03) -> why its target, or that of all parts, exceeds the whole that it belongs to.

    What counts up or is added up never exceeds its whole. Neither does an indicator of which more is better, and whose
    last or highest value is the whole's; a mean, a ratio or a number that shall fall may lie on either side of it.
    """
    rule, found = str(indikator.agregasi_periode), {}
    added = rule == "jumlah" and not indikator.kumulatif
    each = indikator.kumulatif or (indikator.formula == "naik" and rule in _LEVELS)
    for whole, rows in _WHOLES.items():
        limit = targets.get(whole)
        for parts in rows if limit is not None and (added or each) else ():
            given = [(part, value) for part in parts if (value := targets.get(part)) is not None]
            for part, value in given:
                if value > limit:
                    found.setdefault(part, f"{_named(part, value)} melebihi {_named(whole, limit, small=True)}.")
            total = sum((value for _, value in given), Decimal(0))
            if added and given and total > limit and given[-1][0] not in found:
                names = f"{_name(given[0][0])} sampai {_name(given[-1][0])} ({format_number(total)})"
                found[given[-1][0]] = f"Jumlah target {names} melebihi {_named(whole, limit, small=True)}."
    if added or indikator.kumulatif:
        below = [(part, value) for part, value in targets.items() if value is not None and value < 0]
        found.update({part: f"{_named(part, value)} tidak boleh negatif." for part, value in below})
    return found


def _fits(row: Target, indikator: Indikator, period: Periode) -> None:
    """Against the other targets of the same year. What was wrong before is not this row's fault, and an equality is
    not asked for: one row is written at a time, and the last one settles it."""
    same_year = (Target.indikator == indikator.id) & Target.periode.startswith(f"{period.tahun:04d}-")
    others = Target.select().where(same_year & (Target.id != (row.id or 0)))
    before = {Periode.parse(str(one.periode)).bagian: one.nilai for one in others}
    known = set(beyond(indikator, before).values())
    found = beyond(indikator, {**before, period.bagian: row.nilai}).values()
    if new := [text for text in found if text not in known]:
        raise InputError(" ".join(new), "nilai")


def _name(part: str) -> str:
    """'tahun', 'Triwulan I', 'Januari'."""
    return "tahun" if part == "TH" else Periode(2000, part).label.removesuffix(" 2000")


def _named(part: str, value: Decimal, *, small: bool = False) -> str:
    """'Target Triwulan I (12)'"""
    return f"{'target' if small else 'Target'} {_name(part)} ({format_number(value)})"
