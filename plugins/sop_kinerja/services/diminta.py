"""What a department is asked for in a period: its indicators of the year, and by what each is measured."""

from typing import Any

from core.idn.periods import Periode
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Target
from plugins.sop_kinerja.services.data_assess import Ukuran, target_in_words
from plugins.sop_kinerja.services.indikator_tahun import contents, in_year, is_due


def asked_of(department: int, period: Periode) -> list[tuple[Indikator, Ukuran]]:
    """The indicators in their order, as the form that is sent out will have them; a few queries.

    The copy of the year counts where there is one, else the master. A target without a value says: not due in this
    period; without a target the indicator's pattern over the year says it.
    """
    indicators = in_year(department, period.tahun)
    copies = {
        int(row.indikator_id): row
        for row in IndikatorTahun.select().where(
            IndikatorTahun.indikator.in_([row.id for row in indicators]) & (IndikatorTahun.tahun == period.tahun)
        )
    }
    masters = contents(row for row in indicators if row.id not in copies)
    targets = targets_of(department, period)
    return [
        (row, measured_by(copies.get(row.id) or masters[row.id], targets.get(row.id), period)) for row in indicators
    ]


def targets_of(department: int, period: Periode) -> dict[int, Target]:
    """Indicator's id -> what is set for it in the period."""
    rows = Target.select().where((Target.perangkat_daerah == department) & (Target.periode == period.code))
    return {int(row.indikator_id): row for row in rows}


def measured_by(year: IndikatorTahun | dict[str, Any], target: Target | None, period: Periode) -> Ukuran:
    """Of a copy of the year, or of the master's words for one, with the target of the period."""
    said = year if isinstance(year, dict) else {name: getattr(year, name) for name in ("formula", "pola", "skala")}
    formula, words = str(said["formula"]), said["skala"]
    if target is None:
        return Ukuran(formula, jatuh_tempo=is_due(str(said["pola"]), period), skala=words)
    return Ukuran(formula, target.nilai, target.nilai_atas, target.nilai is not None, words)


def within(by: Any) -> str:
    """The target in words that stand in the middle of a line: '75', 'belum jatuh tempo'."""
    words = target_in_words(by)
    return words[0].lower() + words[1:] if by.target is None or not by.jatuh_tempo else words
