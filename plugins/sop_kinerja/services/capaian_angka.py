"""Figures of recaps as they are read: with their indicator, and by what each was measured."""

from typing import Any

import peewee
from peewee import fn

from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Angka, IndikatorTahun, RekapAngka
from plugins.sop_kinerja.services.data_assess import Ukuran


def figures() -> Any:
    """Figures of recaps with their indicator, their department, and `rumus_disahkan`, for `ukuran`."""
    own = (
        (Angka.penyelenggara == RekapAngka.penyelenggara)
        & (Angka.indikator_tahun == RekapAngka.indikator_tahun)
        & (Angka.periode == RekapAngka.periode)
        & (Angka.cabang == "")
    )
    formula = fn.COALESCE(Angka.formula, "").alias("rumus_disahkan")
    return (
        RekapAngka.select(RekapAngka, IndikatorTahun, PerangkatDaerah, formula)
        .join(IndikatorTahun)
        .switch(RekapAngka)
        .join(PerangkatDaerah, on=RekapAngka.perangkat_daerah)
        .switch(RekapAngka)
        .join(Angka, peewee.JOIN.LEFT_OUTER, on=own)
    )


def ukuran(row: RekapAngka) -> Ukuran:
    """By what a figure out of `figures` was measured: a submitted one by the formula of its form, what is made of
    others by that of the year."""
    year = row.indikator_tahun
    formula = str((row.asal == "langsung" and row.rumus_disahkan) or year.formula)
    complete = row.asal != "periode" or row.ada >= row.perlu
    return Ukuran(formula, row.target, row.target_atas, bool(row.jatuh_tempo), year.skala, complete)
