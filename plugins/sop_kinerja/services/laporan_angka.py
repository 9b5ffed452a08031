"""The figures of a performance report: every indicator of a department in a period, with its target and capaian."""

from dataclasses import dataclass

from core.idn.numbers import format_number
from core.idn.periods import Periode
from plugins.sop_kinerja.models import Indikator, Penyampaian, Realisasi, RekapAngka
from plugins.sop_kinerja.services.capaian_angka import figures as recaps
from plugins.sop_kinerja.services.capaian_angka import ukuran
from plugins.sop_kinerja.services.data_assess import (
    NOT_YET,
    Assessed,
    Ukuran,
    assess,
    assess_row,
    kept,
    value_in_words,
)
from plugins.sop_kinerja.services.diminta import asked_of, within
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for, year_of


@dataclass(frozen=True)
class Figure:
    """An indicator of the department in the period; `target` in words, `nilai` empty while none is approved."""

    indikator: Indikator
    target: str
    nilai: str
    assessed: Assessed

    @property
    def capaian(self) -> str:
        value = self.assessed.value
        return NOT_YET if value is None else f"{format_number(value, places=2)}%"


def figures(perangkat_daerah_id: int, periode: str) -> list[Figure]:
    """The department's indicators in their order, with target and approved figure; a few queries.

    What was submitted for the period counts as it was approved; else what recaps make of its parts, units and tree.
    """
    approved = (
        Realisasi.select()
        .join(Penyampaian)
        .where(
            (Penyampaian.perangkat_daerah == perangkat_daerah_id)
            & (Penyampaian.periode == periode)
            & (Penyampaian.cabang == "")
            & (Penyampaian.status == "disahkan")
        )
        .order_by(Penyampaian.disahkan, Realisasi.id)
    )
    actual = {str(row.indikator_uuid): row for row in approved}  # of several the newest
    scale = scale_for(perangkat_daerah_id, year_of(periode))
    asked = asked_of(perangkat_daerah_id, Periode.parse(periode))
    made = recapped(perangkat_daerah_id, periode)
    return [_figure(row, by, actual.get(str(row.uuid)), made.get(str(row.uuid)), scale) for row, by in asked]


def recapped(perangkat_daerah_id: int, periode: str) -> dict[str, RekapAngka]:
    """`Indikator.uuid` -> its figure in the recaps; the department's own before those of others who ask it."""
    mine = (RekapAngka.perangkat_daerah == perangkat_daerah_id) & (RekapAngka.periode == periode)
    rows = recaps().where(mine).order_by(RekapAngka.penyelenggara == perangkat_daerah_id, RekapAngka.id)
    return {str(row.indikator_tahun.indikator_uuid): row for row in rows}


def _figure(
    row: Indikator, by: Ukuran, actual: Realisasi | None, made: RekapAngka | None, scale: SkalaBerlaku
) -> Figure:
    if actual is not None:  # as it was when it was asked for
        value = "" if actual.nilai is None else value_in_words(actual, actual.nilai)
        return Figure(row, within(actual), value, assess_row(actual, scale))
    if made is not None:
        by = ukuran(made)
        value = "" if made.nilai is None else value_in_words(by, made.nilai)
        return Figure(row, within(by), value, kept(made.nilai, by, made.capaian, scale, str(made.alasan)))
    found = assess(None, by.target, by.formula, due=by.jatuh_tempo, target_atas=by.target_atas)
    return Figure(row, within(by), "", found)
