"""Who has sent data and who has not: the live list of a collection, with its two rates."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peewee import fn

from core import clock
from core.actor import current_actor
from core.errors import NotFound
from core.organisation.models import Jabatan, PerangkatDaerah, UnitKerja
from plugins.sop_kinerja.models import Kasus, KasusCabang, KasusTujuan, Penyampaian
from plugins.sop_kinerja.services.data_keadaan import LABELS, Line, is_late, line_of, receipts_of

__all__ = ["LABELS", "Collection", "Line", "collection", "collections", "is_late", "newest_running", "own_submissions"]

IN = ("diajukan", "diverifikasi", "disahkan")
PAGE = 20


@dataclass(frozen=True)
class Collection:
    """How the collection of a case stands."""

    kasus: Kasus
    lines: list[Line]

    @property
    def expected(self) -> int:
        return len(self.lines)

    @property
    def received(self) -> int:
        """Departments whose data lies with the asking department now (a returned one has to send again)."""
        return sum(line.status in IN for line in self.lines)

    @property
    def on_time(self) -> int:
        """Of those whose data is in: never more than `received`."""
        return sum(line.status in IN and not line.late for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.late for line in self.lines)

    @property
    def complete(self) -> bool:
        return bool(self.lines) and all(line.settled for line in self.lines)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """State and how many, in the order of LABELS, only where there are any."""
        found = Counter(line.status for line in self.lines)
        return [(status, found[status]) for status in LABELS if found[status]]

    @property
    def reporting_rate(self) -> Decimal | None:
        """Percent of the asked departments whose data is in; None when nobody is asked."""
        return _rate(self.received, self.expected)

    @property
    def on_time_rate(self) -> Decimal | None:
        """Percent of the asked departments whose data is in and first came on or before the day that was set."""
        return _rate(self.on_time, self.expected)


def collection(kasus_uuid: str) -> Collection:
    """The list of one case of the acting department; a few queries, however many departments or units.

    :raises NotFound: also for another department's case.
    """
    kasus = Kasus.get_or_none(Kasus.uuid == kasus_uuid)
    if kasus is None:
        raise NotFound("Pengumpulan data ini tidak ada di perangkat daerah Anda.")
    submissions = {
        (row.perangkat_daerah_id, str(row.cabang)): row
        for row in Penyampaian.select().where(Penyampaian.kasus_uuid == kasus_uuid)
    }
    today, receipts = clock.today(current_actor().zona_waktu), receipts_of(kasus)
    lines = [
        line_of(department, name, submissions.get((department, branch)), kasus, today, receipts)
        for department, branch, name in _parties(kasus)
    ]
    return Collection(kasus, lines)


def _parties(kasus: Kasus) -> list[tuple[int, str, str]]:
    """(department, branch, name) of all who are asked: departments, or where it asks none the units of its own."""
    asked = (
        KasusTujuan.select(KasusTujuan, PerangkatDaerah)
        .join(PerangkatDaerah, on=KasusTujuan.tujuan)
        .where(KasusTujuan.kasus == kasus.id)
        .order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama, PerangkatDaerah.id)
    )
    departments = [(int(row.tujuan_id), "", str(row.tujuan)) for row in asked]
    if departments:
        return departments
    units = (
        KasusCabang.select(KasusCabang, Jabatan, UnitKerja)
        .join(Jabatan)
        .join(UnitKerja)
        .where(KasusCabang.kasus == kasus.id)
        .order_by(KasusCabang.id)
    )
    return [(int(kasus.perangkat_daerah_id), str(row.jabatan_id), str(row.jabatan.unit_kerja)) for row in units]


def collections(page: int) -> tuple[list[tuple[Kasus, int, int]], int]:
    """Cases of the acting department that ask for data, newest first: (case, sent, asked), and how many pages."""
    query = _collecting()
    cases = list(query.paginate(page, PAGE))
    ids = [kasus.id for kasus in cases]
    asked = {
        **_count(KasusCabang, KasusCabang.kasus, KasusCabang.kasus.in_(ids)),
        **_count(KasusTujuan, KasusTujuan.kasus, KasusTujuan.kasus.in_(ids)),
    }
    sent = _count(
        Penyampaian,
        Penyampaian.kasus_uuid,
        Penyampaian.status.in_(IN) & Penyampaian.kasus_uuid.in_([str(kasus.uuid) for kasus in cases]),
    )
    rows = [(kasus, sent.get(str(kasus.uuid), 0), asked.get(kasus.id, 0)) for kasus in cases]
    return rows, _pages(query)


def newest_running() -> tuple[Kasus, int, int] | None:
    """The newest collection whose letter has gone out and that is not over: (case, sent, asked); None without one."""
    begun = Kasus.uuid.in_(Penyampaian.select(Penyampaian.kasus_uuid))
    kasus = _collecting().where((Kasus.status == "berjalan") & begun).first()
    if kasus is None:
        return None
    sent = Penyampaian.select().where(Penyampaian.status.in_(IN) & (Penyampaian.kasus_uuid == kasus.uuid)).count()
    return kasus, sent, len(_parties(kasus))


def own_submissions(page: int) -> tuple[list[Penyampaian], int]:
    """What the acting department is asked for, the newest first, and how many pages there are."""
    query = (
        Penyampaian.select(Penyampaian, PerangkatDaerah)
        .join(PerangkatDaerah, on=Penyampaian.penyelenggara)
        .where(Penyampaian.perangkat_daerah == current_actor().perangkat_daerah_id)
        .order_by(Penyampaian.tenggat.desc(), Penyampaian.id.desc())
    )
    return list(query.paginate(page, PAGE)), _pages(query)


def _collecting() -> Any:
    asking = KasusTujuan.select(KasusTujuan.kasus) | KasusCabang.select(KasusCabang.kasus)
    return Kasus.select().where(Kasus.id.in_(asking)).order_by(Kasus.id.desc())


def _count(model: Any, key: Any, where: Any) -> dict[Any, int]:
    """How many rows there are for each value of `key`."""
    return dict(model.select(key, fn.COUNT(model.id)).where(where).group_by(key).tuples())


def _pages(query: Any) -> int:
    return max(1, -(-query.count() // PAGE))


def _rate(part: int, whole: int) -> Decimal | None:
    return Decimal(part) * 100 / Decimal(whole) if whole else None
