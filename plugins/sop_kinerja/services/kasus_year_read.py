"""The year of an SOP as its page shows it: every case of the year, how far it has come, and what it waits for."""

from dataclasses import dataclass
from functools import cache

from peewee import fn

from core import clock
from core.actor import current_actor
from core.errors import NotFound
from core.idn.periods import periods_of_year
from plugins.sop_kinerja.models import Kasus, SopDokumen, SopLangkah, SopVersi, Tugas
from plugins.sop_kinerja.services.kasus_story import open_tasks_of
from plugins.sop_kinerja.services.kasus_year import finished_periods, reasons, vacancies
from plugins.sop_kinerja.services.sop import stages_of
from plugins.sop_kinerja.services.waktu import is_late

PAGE = 25


@dataclass(frozen=True)
class YearRow:
    """A case of the year. `stands` are its open tasks; `done` of `steps` are through; `waits` say why it has not
    begun."""

    kasus: Kasus
    stands: list[Tugas]
    done: int
    steps: int
    waits: list[str]
    late: bool


@dataclass(frozen=True)
class Year:
    """`versi` is the one that a new calendar would run; None when no version is ratified. `free`: nothing of the year
    stands; it was never laid out, or all of it was cancelled."""

    sop: SopDokumen
    tahun: int
    versi: SopVersi | None
    rows: list[YearRow]
    pages: int
    free: bool

    @property
    def may_be_planned(self) -> bool:
        return self.versi is not None and self.sop.pola == "bertingkat" and self.free


def sops() -> list[SopDokumen]:
    """The department's SOPs, those that roll up through the year first."""
    rows = list(SopDokumen.select().order_by(SopDokumen.nama, SopDokumen.id))
    return sorted(rows, key=lambda row: row.pola != "bertingkat")


def get_sop(uuid: str) -> SopDokumen:
    """:raises NotFound: also for another department's."""
    found = SopDokumen.get_or_none(SopDokumen.uuid == uuid)
    if found is None:
        raise NotFound("SOP ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, SopDokumen)
    return found


def year(sop: SopDokumen, tahun: int, page: int = 1) -> Year:
    """A page of the year's cases in the order of their periods; the same few queries however many there are."""
    query = (
        Kasus.select(Kasus, SopVersi)
        .join(SopVersi)
        .where((SopVersi.sop == sop.id) & (Kasus.tahun == tahun))
        .order_by(Kasus.rencana_mulai, Kasus.id)
    )
    pages = max(1, -(-query.count() // PAGE))
    cases = list(query.paginate(page, PAGE))
    ids = [kasus.id for kasus in cases]
    stands = open_tasks_of(ids)
    done = _done(ids)
    steps = _steps({kasus.versi_id for kasus in cases})
    stages = {kasus.versi_id: stages_of(kasus.versi) for kasus in {one.versi_id: one for one in cases}.values()}
    finished = finished_periods(sop.id, periods_of_year(tahun))
    vacant = cache(vacancies)  # once for each cadence, not for each case
    today, now = clock.today(current_actor().zona_waktu), clock.now()
    rows = []
    for kasus in cases:
        open_ = stands.get(kasus.id, [])
        staged = kasus.kadensi in stages[kasus.versi_id]
        total = steps.get((kasus.versi_id, str(kasus.kadensi) if staged else ""), 0)
        waits = reasons(kasus, stages[kasus.versi_id], finished, today) if kasus.status == "rencana" else []
        if kasus.status == "rencana" and not waits:
            waits = vacant(kasus.versi, str(kasus.kadensi))
        late = any(is_late(task, now) for task in open_)
        rows.append(YearRow(kasus, open_, done.get(kasus.id, 0), total, waits, late))
    versi = SopVersi.get_or_none((SopVersi.sop == sop.id) & (SopVersi.status == "disahkan"))
    return Year(sop, tahun, versi, rows, pages, free=not query.where(Kasus.status != "batal").exists())


def _done(ids: list[int]) -> dict[int, int]:
    """Case -> how many of its steps nobody has to do any more: done by all whose step it is."""
    undone = Tugas.select(Tugas.kasus, Tugas.nomor).where(Tugas.kasus.in_(ids) & (Tugas.status == "berjalan"))
    still = {(row.kasus_id, row.nomor) for row in undone}
    through = (
        Tugas.select(Tugas.kasus, Tugas.nomor)
        .where(
            Tugas.kasus.in_(ids) & (Tugas.status == "selesai") & (Tugas.keputusan != "tidak") & (Tugas.gugur == False)  # noqa: E712
        )
        .distinct()
    )
    found: dict[int, int] = {}
    for row in through:
        if (row.kasus_id, row.nomor) not in still:
            found[row.kasus_id] = found.get(row.kasus_id, 0) + 1
    return found


def _steps(versions: set[int]) -> dict[tuple[int, str], int]:
    """(version, cadence) -> how many steps; with an empty cadence all of them."""
    rows = (
        SopLangkah.select(SopLangkah.versi, SopLangkah.kadensi, fn.COUNT(SopLangkah.id))
        .where(SopLangkah.versi.in_(versions))
        .group_by(SopLangkah.versi, SopLangkah.kadensi)
        .tuples()
    )
    found: dict[tuple[int, str], int] = {}
    for versi, kadensi, count in rows:
        found[versi, kadensi] = count
        found[versi, ""] = found.get((versi, ""), 0) + count
    return found
