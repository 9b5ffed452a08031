"""The indicators of a year that are at risk, by when their targets fall due."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from core import clock
from core.actor import current_actor
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.preferences import preference
from plugins.sop_kinerja.capaian import formula_of
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Penyampaian, Realisasi, RekapAngka, Target
from plugins.sop_kinerja.models.data import POLA
from plugins.sop_kinerja.risiko import Aturan, Risiko, Titik, risk
from plugins.sop_kinerja.services.dasbor import Pilihan, of_year
from plugins.sop_kinerja.services.data_list import IN

SHOWN = 50
"""Rows on the page; the rest is counted."""

_Key = tuple[int | None, str, str]
"""Department, branch, indicator."""


@dataclass(frozen=True)
class Berisiko:
    """`uuid` leads to the submission of the period at risk, where there is one; `pola` says when targets fall due."""

    pihak: str
    kode: str
    uraian: str
    pola: str
    risiko: Risiko
    uuid: str


@dataclass
class _Known:
    pihak: str
    order: tuple[Any, ...]
    kode: str
    uraian: str
    aturan: Aturan
    pola: str = ""


def at_risk(chosen: Pilihan) -> tuple[list[Berisiko], int, Decimal]:
    """(the most pressing SHOWN, how many there are, the limit in per cent); three or four queries.

    The next target of another department is known once it was asked for; the own department's from its targets.
    """
    limit = Decimal(int(preference("sop_kinerja", "batas_risiko", chosen.peminta.id)))
    today = clock.today(current_actor().zona_waktu)
    known: dict[_Key, _Known] = {}
    points: dict[_Key, dict[Periode, Titik]] = defaultdict(dict)
    uuids: dict[tuple[_Key, Periode], str] = {}
    for key, what, point, uuid in _asked(chosen):
        known.setdefault(key, what)
        points[key][point.periode] = point
        uuids[key, point.periode] = uuid
    for key, what, point in _recapped(chosen):
        there = known.setdefault(key, what)
        there.pola = what.pola
        before = points[key].get(point.periode)
        # What was asked for keeps its day and state; the recap has the figure that counts and its capaian.
        points[key][point.periode] = (
            point if before is None else replace(before, nilai=point.nilai, capaian=point.capaian)
        )
    for key, point in _planned(chosen):
        if key in known:
            points[key].setdefault(point.periode, point)
    found = []
    for key, what in known.items():
        one = risk(what.aturan, list(points[key].values()), today, limit)
        if one is not None:
            row = Berisiko(what.pihak, what.kode, what.uraian, what.pola, one, uuids.get((key, one.periode), ""))
            found.append((one.order, what.order, what.kode, row))
    found.sort(key=lambda each: each[:3])
    return [row for *_, row in found[:SHOWN]], len(found), limit


def _asked(chosen: Pilihan) -> Iterator[tuple[_Key, _Known, Titik, str]]:
    """As plain values: of a large regency these are thousands, and only a few become rows of the page."""
    figure, submission, department = Realisasi, Penyampaian, PerangkatDaerah
    query = (
        Realisasi.select(
            *(figure.indikator_uuid, figure.kode, figure.uraian, figure.satuan, figure.formula, figure.kumulatif),
            *(figure.agregasi_periode, figure.target, figure.target_atas, figure.jatuh_tempo, figure.nilai),
            *(submission.uuid, submission.cabang, submission.unit, submission.periode, submission.status),
            *(submission.tenggat, department.id, department.nama, department.urutan),
        )
        .join(Penyampaian)
        .join(PerangkatDaerah, on=Penyampaian.perangkat_daerah)
        .where(
            (Penyampaian.penyelenggara == chosen.peminta.id)
            & of_year(Penyampaian.periode, chosen.tahun)
            & (Penyampaian.status != "dibatalkan")
        )
        .order_by(Penyampaian.id, Realisasi.urutan)
        .namedtuples()
    )
    for row in query:
        point = Titik(
            Periode.parse(row.periode),
            row.target,
            row.target_atas,
            row.jatuh_tempo,
            # Who was declared to send nothing has been dealt with: it is no longer awaited.
            row.status in (*IN, "tidak_menyampaikan"),
            row.nilai if row.status == "disahkan" else None,
            None,
            row.tenggat,
        )
        rule = Aturan(formula_of(row.formula), row.kumulatif, row.satuan, row.agregasi_periode == "jumlah")
        what = _Known(row.unit or row.nama, (row.urutan, row.nama, row.unit), row.kode, row.uraian, rule)
        yield (row.id, row.cabang, row.indikator_uuid), what, point, row.uuid


def _recapped(chosen: Pilihan) -> Iterator[tuple[_Key, _Known, Titik]]:
    """As plain values too."""
    figure, year, department = RekapAngka, IndikatorTahun, PerangkatDaerah
    query = (
        RekapAngka.select(
            *(figure.periode, figure.target, figure.target_atas, figure.jatuh_tempo, figure.nilai, figure.capaian),
            *(year.formula, year.kumulatif, year.satuan, year.agregasi_periode, year.indikator_uuid),
            *(year.kode, year.uraian, year.pola, department.id, department.nama, department.urutan),
        )
        .join(IndikatorTahun)
        .switch(RekapAngka)
        .join(PerangkatDaerah, on=RekapAngka.perangkat_daerah)
        .where((RekapAngka.penyelenggara == chosen.peminta.id) & of_year(RekapAngka.periode, chosen.tahun))
        .order_by(RekapAngka.id)
        .namedtuples()
    )
    for row in query:
        point = Titik(
            Periode.parse(row.periode),
            row.target,
            row.target_atas,
            row.jatuh_tempo,
            row.nilai is not None,
            row.nilai,
            row.capaian,
        )
        rule = Aturan(formula_of(row.formula), row.kumulatif, row.satuan, row.agregasi_periode == "jumlah")
        what = _Known(row.nama, (row.urutan, row.nama, ""), row.kode, row.uraian, rule, POLA[row.pola])
        yield (row.id, "", row.indikator_uuid), what, point


def _planned(chosen: Pilihan) -> Iterator[tuple[_Key, Titik]]:
    """Targets of the acting department's own indicators; those of others are not in its reach."""
    mine = current_actor().perangkat_daerah_id
    query = (
        Target.select(Target.periode, Target.nilai, Target.nilai_atas, Indikator.uuid)
        .join(Indikator)
        .where((Target.perangkat_daerah == mine) & of_year(Target.periode, chosen.tahun))
        .namedtuples()
    )
    for row in query:
        yield (mine, "", row.uuid), Titik(Periode.parse(row.periode), row.nilai, row.nilai_atas, row.nilai is not None)
