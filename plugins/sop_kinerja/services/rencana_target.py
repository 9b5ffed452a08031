"""Targets of a year: they agree with one another, and those of an approved year change only by a Perubahan PK."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.errors import FieldErrors, InputError, StateError
from core.idn.numbers import format_number
from core.idn.periods import Periode, PeriodeError
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Target
from plugins.sop_kinerja.ordinal import word_of
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services.indikator_tahun import APPROVED
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time, short
from plugins.sop_kinerja.services.target_tahun import is_agreed
from plugins.sop_kinerja.target_periksa import Rule, never_right


def check_target(row: Target) -> None:
    """Before a target is written through the panel.

    :raises InputError: for a period that is none, a value that is no target of its indicator, or what does not fit
        the other targets of the year.
    :raises StateError: when the year is approved.
    """
    try:
        period = Periode.parse(str(row.periode or ""))
    except PeriodeError as error:
        raise FieldErrors({"periode": str(error)}) from error
    row.periode = period.code
    one_at_a_time(row.perangkat_daerah_id)  # nobody approves the year, or writes another target, in between
    indikator = Indikator.get_by_id(row.indikator_id)
    year = _copy(indikator, period.tahun)
    _refuse_frozen(indikator, year, period)
    if row.id is not None:
        before = Target.get_by_id(row.id)
        was = Periode.parse(str(before.periode))
        if (before.indikator_id, was) != (row.indikator_id, period):
            _refuse_frozen(before.indikator, _copy(before.indikator, was.tahun), was)
    of = indikator if year is None else year
    if wrong := unfit(of, Value(row.nilai, row.nilai_atas)):
        field, sentence = wrong
        raise InputError(sentence, field)
    _fits(row, of, period)


def refuse_dropping(row: Target) -> None:
    """:raises StateError: when the year is approved."""
    period = Periode.parse(str(row.periode))
    one_at_a_time(row.perangkat_daerah_id)
    _refuse_frozen(row.indikator, _copy(row.indikator, period.tahun), period)


def beyond(of: Indikator | IndikatorTahun, targets: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Part of the year (TW1, S1, B03) -> why its target, or that of all parts, exceeds the whole that it belongs to.
    Words have no order in which they could."""
    return {} if _scale(of) else never_right(Rule.of(of), targets)


def unfit(of: Indikator | IndikatorTahun, value: Value) -> tuple[str, str] | None:
    """What is wrong with one target by itself: the column and a sentence; None when nothing is."""
    if value.atas is not None and (value.nilai is None or value.atas < value.nilai):
        return "nilai_atas", "Batas atas harus sama dengan atau lebih besar daripada target."
    if value.nilai is not None and value.atas is None and of.formula == "rentang":
        return "nilai_atas", "Isi batas atasnya, karena capaian indikator ini dinilai menurut rentang."
    scale = _scale(of)
    if scale and value.nilai is not None and not word_of(scale, value.nilai):
        known = ", ".join(f"{number} ({word})" for word, number in scale)
        return "nilai", f"{format_number(value.nilai)} bukan nilai predikat indikator ini. Pakai salah satu: {known}."
    return None


def _refuse_frozen(indikator: Indikator, year: IndikatorTahun | None, period: Periode) -> None:
    if year is not None and year.status == APPROVED and is_agreed(period.bagian):
        raise StateError(
            f"Target «{short(indikator)}» untuk {period.label} tidak dapat diubah: indikator tahun {period.tahun} "
            f"disahkan oleh {year.disahkan_oleh}. Ubah melalui Perubahan Perjanjian Kinerja."
        )


def _copy(indikator: Indikator, tahun: int) -> IndikatorTahun | None:
    mine = (IndikatorTahun.indikator == indikator.id) & (IndikatorTahun.tahun == tahun)
    found: IndikatorTahun | None = IndikatorTahun.get_or_none(mine)
    return found


def _scale(of: Indikator | IndikatorTahun) -> Sequence[Sequence[str]]:
    if isinstance(of, IndikatorTahun):
        return of.skala or ()
    return of.skala.butir if of.skala_id else ()


def _fits(row: Target, of: Indikator | IndikatorTahun, period: Periode) -> None:
    """Against the other targets of the same year. What was wrong before is not this row's fault, and an equality is
    not asked for: one row is written at a time, and the last one settles it."""
    same_year = (Target.indikator == row.indikator_id) & Target.periode.startswith(f"{period.tahun:04d}-")
    others = Target.select().where(same_year & (Target.id != (row.id or 0)))
    before = {Periode.parse(str(one.periode)).bagian: one.nilai for one in others}
    known = set(beyond(of, before).values())
    found = beyond(of, {**before, period.bagian: row.nilai}).values()
    if new := [text for text in found if text not in known]:
        raise InputError(" ".join(new), "nilai")
