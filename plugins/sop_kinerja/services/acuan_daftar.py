"""The register of a year: of each kind and period, which document is there, which is due and who supplies it."""

from dataclasses import dataclass, field
from datetime import date

import peewee

from core.actor import Actor
from core.files import Dokumen
from core.idn.periods import Periode, periods_of_year
from core.organisation.models import Jabatan
from plugins.sop_kinerja.models import Acuan, JenisAcuan, Tugas
from plugins.sop_kinerja.services.acuan_jenis import KADENSI_OF, suppliers

# A plan is there when its period begins; a report, when it is over.
_AFTERWARDS = ("triwulan", "bulan")
TODOS = 50


@dataclass
class Slot:
    """A period of a kind. `state`: ada, belum (due, not there) or nanti (not due yet); `found` newest first."""

    period: Periode
    state: str
    found: list[Acuan] = field(default_factory=list)


@dataclass
class KindRow:
    """A kind with its periods; `holding`: how many steps wait for it."""

    kind: JenisAcuan
    supplier: str
    slots: list[Slot]
    holding: int


@dataclass(frozen=True)
class Todo:
    """A reference that steps wait for: what, of which year, and the steps in words."""

    nama: str
    kode: str
    tahun: int
    tugas: Tugas
    steps: int


def register(department: int, tahun: int, today: date) -> list[KindRow]:
    """Every kind of the acting department with the periods of the year; a constant number of queries."""
    rows = JenisAcuan.select(JenisAcuan, Jabatan).join(Jabatan, peewee.JOIN.LEFT_OUTER)
    kinds = list(rows.where(JenisAcuan.perangkat_daerah == department).order_by(JenisAcuan.nama, JenisAcuan.id))
    given = _given(kinds, tahun)
    by, waiting = suppliers(kinds), held_for(department, tahun)
    return [
        KindRow(
            kind,
            by[kind.id],
            _slots(kind, tahun, given, today),
            waiting.get(str(kind.kode), 0),
        )
        for kind in kinds
    ]


def periods_of(kind: JenisAcuan, tahun: int) -> list[Periode]:
    """The periods of a year for which there is to be a document of this kind."""
    year = (*periods_of_year(tahun), *Periode(tahun, "TH").months)
    return [one for one in year if one.kadensi == KADENSI_OF[str(kind.per)]]


def slots_of(kind: JenisAcuan, tahun: int, today: date) -> list[Slot]:
    """The periods of one kind in a year."""
    return _slots(kind, tahun, _given([kind], tahun), today)


def held_for(department: int, tahun: int) -> dict[str, int]:
    """Code of a kind -> how many steps wait for a document of it of that year."""
    found: dict[str, int] = {}
    for task in _held(department):
        for one in task.kurang:
            if one.get("jenis") == "acuan" and one.get("tahun") == tahun:
                found[one["kode"]] = found.get(one["kode"], 0) + 1
    return found


def todos(actor: Actor) -> list[Todo]:
    """What the person's positions are to supply since steps wait for it; each document once."""
    found: dict[tuple[str, int], list[tuple[str, Tugas]]] = {}
    for task in _held(actor.perangkat_daerah_id).limit(200):
        for one in task.kurang:
            if one.get("jenis") == "acuan" and one.get("jabatan_id") in actor.jabatan_ids:
                found.setdefault((one["kode"], one["tahun"]), []).append((one["nama"], task))
    return [
        Todo(max((nama for nama, _ in tasks), key=len), kode, tahun, tasks[0][1], len(tasks))
        for (kode, tahun), tasks in found.items()
    ][:TODOS]


def _given(kinds: list[JenisAcuan], tahun: int) -> dict[tuple[int, str], list[Acuan]]:
    """The documents of a year by kind and period, newest first."""
    given: dict[tuple[int, str], list[Acuan]] = {}
    mine = Acuan.jenis.in_([kind.id for kind in kinds]) & Acuan.periode.startswith(f"{tahun:04d}-")
    documents = Acuan.select(Acuan, Dokumen).join(Dokumen).where(mine)
    for row in documents.order_by(Acuan.pada.desc(), Acuan.id.desc()):
        given.setdefault((row.jenis_id, str(row.periode)), []).append(row)
    return given


def _slots(kind: JenisAcuan, tahun: int, given: dict[tuple[int, str], list[Acuan]], today: date) -> list[Slot]:
    return [_slot(kind, one, given.get((kind.id, one.code), []), today) for one in periods_of(kind, tahun)]


def _held(department: int | None) -> peewee.ModelSelect:
    """Held tasks of the cases that the department runs: its documents are what they wait for."""
    mine = (Tugas.penyelenggara == department) & (Tugas.status == "berjalan")
    shown = (Tugas.id, Tugas.nomor, Tugas.judul, Tugas.kurang)
    return Tugas.select(*shown).where(mine & (Tugas.tertahan == True)).order_by(Tugas.id)  # noqa: E712


def _slot(kind: JenisAcuan, period: Periode, found: list[Acuan], today: date) -> Slot:
    begins = period.end if str(kind.per) in _AFTERWARDS else period.start
    due = begins < today if str(kind.per) in _AFTERWARDS else begins <= today
    return Slot(period, "ada" if found else "belum" if due else "nanti", found)
