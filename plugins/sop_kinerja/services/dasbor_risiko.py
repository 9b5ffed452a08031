"""The indicators of a year that are at risk, by when their targets fall due."""

from collections import Counter, defaultdict
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
MANY = 5
"""From so many on, the missing indicators of one submission are one row: they would hide all the others."""

_Key = tuple[int | None, str, str]
"""Department, branch, indicator."""


@dataclass(frozen=True)
class Berisiko:
    """`uuid` leads to the submission of the period at risk, where there is one; `pola` says when targets fall due;
    `banyak`: for how many indicators of that submission the row stands, the one that it names being the first."""

    pihak: str
    kode: str
    uraian: str
    pola: str
    risiko: Risiko
    uuid: str
    banyak: int = 1


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
    return _gathered([row for *_, row in found])[:SHOWN], len(found), limit


def _gathered(rows: list[Berisiko]) -> list[Berisiko]:
    """In the same order, what is missing of one submission in its first row."""
    missing = Counter(row.uuid for row in rows if row.risiko.jenis == "belum_masuk")
    told: set[str] = set()
    found = []
    for row in rows:
        number = missing[row.uuid] if row.risiko.jenis == "belum_masuk" else 0
        if number < MANY:
            found.append(row)
        elif row.uuid not in told:
            told.add(row.uuid)
            found.append(replace(row, banyak=number))
    return found


def _asked(chosen: Pilihan) -> Iterator[tuple[_Key, _Known, Titik, str]]:
    """As plain values, what is the same in many rows read once: of a large regency these are thousands, and only a few
    become rows of the page."""
    figure, submission, department = Realisasi, Penyampaian, PerangkatDaerah
    those = (
        (submission.penyelenggara == chosen.peminta.id)
        & of_year(submission.periode, chosen.tahun)
        & (submission.status != "dibatalkan")
    )
    heads = submission.select(
        *(submission.id, submission.uuid, submission.cabang, submission.unit, submission.periode, submission.status),
        *(submission.tenggat, department.id.alias("pd"), department.nama, department.urutan),
    ).join(department, on=submission.perangkat_daerah)
    sent = {head.id: head for head in heads.where(those).namedtuples()}
    query = (
        figure.select(
            *(figure.penyampaian, figure.indikator_uuid, figure.kode, figure.uraian, figure.satuan, figure.formula),
            *(figure.kumulatif, figure.agregasi_periode, figure.target, figure.target_atas, figure.jatuh_tempo),
            figure.nilai,
        )
        .join(submission)
        .where(those)
        .order_by(submission.id, figure.urutan)
        .namedtuples()
    )
    for row in query:
        head = sent[row.penyampaian]
        point = Titik(
            Periode.parse(head.periode),
            row.target,
            row.target_atas,
            row.jatuh_tempo,
            # Who was declared to send nothing has been dealt with: it is no longer awaited.
            head.status in (*IN, "tidak_menyampaikan"),
            row.nilai if head.status == "disahkan" else None,
            None,
            head.tenggat,
        )
        rule = Aturan(formula_of(row.formula), row.kumulatif, row.satuan, row.agregasi_periode == "jumlah")
        what = _Known(head.unit or head.nama, (head.urutan, head.nama, head.unit), row.kode, row.uraian, rule)
        yield (head.pd, head.cabang, row.indikator_uuid), what, point, head.uuid


def _recapped(chosen: Pilihan) -> Iterator[tuple[_Key, _Known, Titik]]:
    """As plain values too."""
    figure, year, department = RekapAngka, IndikatorTahun, PerangkatDaerah
    those = (figure.penyelenggara == chosen.peminta.id) & of_year(figure.periode, chosen.tahun)
    heads = year.select(
        *(year.id, year.indikator_uuid, year.kode, year.uraian, year.satuan, year.formula, year.kumulatif, year.pola),
        *(year.agregasi_periode, department.id.alias("pd"), department.nama, department.urutan),
    ).join(department, on=year.perangkat_daerah)
    known: dict[int, tuple[_Key, _Known]] = {}
    for one in heads.where(year.id.in_(figure.select(figure.indikator_tahun).where(those))).namedtuples():
        rule = Aturan(formula_of(one.formula), one.kumulatif, one.satuan, one.agregasi_periode == "jumlah")
        what = _Known(one.nama, (one.urutan, one.nama, ""), one.kode, one.uraian, rule, POLA[one.pola])
        known[one.id] = (one.pd, "", one.indikator_uuid), what
    columns = (figure.periode, figure.target, figure.target_atas, figure.jatuh_tempo, figure.nilai, figure.capaian)
    for row in figure.select(figure.indikator_tahun, *columns).where(those).order_by(figure.id).tuples():
        code, target, above, due, value, reached = row[1:]
        yield *known[row[0]], Titik(Periode.parse(code), target, above, due, value is not None, value, reached)


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
