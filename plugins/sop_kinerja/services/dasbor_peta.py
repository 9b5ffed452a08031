"""Departments × periods of a year: how each submission stands, and how complete each period is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from core import clock
from core.actor import current_actor
from core.idn.periods import Periode
from core.organisation.models import Jabatan, PerangkatDaerah, UnitKerja
from plugins.sop_kinerja.models import Kasus, KasusCabang, KasusTujuan, Penyampaian
from plugins.sop_kinerja.services.dasbor import Pilihan, of_year
from plugins.sop_kinerja.services.data_keadaan import is_late, state_of
from plugins.sop_kinerja.services.data_list import IN

STATES = {
    "belum_diminta": ("Belum", "Belum diminta"),
    "diterima": ("Diterima", "Diterima, belum dibuka"),
    "dibuka": ("Dibuka", "Dibuka, belum diisi"),
    "draft": ("Sedang diisi", "Sedang diisi"),
    "dikembalikan": ("Dikembalikan", "Dikembalikan, menunggu perbaikan"),
    "diajukan": ("Diajukan", "Diajukan, menunggu diperiksa"),
    "diverifikasi": ("Diverifikasi", "Diverifikasi, menunggu disahkan"),
    "disahkan": ("Disahkan", "Disahkan"),
    "tidak_menyampaikan": ("Tidak ada", "Tidak menyampaikan"),
    "dibatalkan": ("Dibatalkan", "Dibatalkan"),
}
"""State -> (its word in a narrow cell, what it means), from the first to the last of a collection's life."""
_RANK = {state: number for number, state in enumerate(STATES)}


@dataclass(frozen=True)
class Sel:
    """`uuid` leads to the submission; empty while there is none. `late`: not in, or first sent, after the day set."""

    state: str
    uuid: str = ""
    late: bool = False

    @property
    def word(self) -> str:
        return STATES[self.state][0]

    @property
    def meaning(self) -> str:
        return STATES[self.state][1] + (", terlambat" if self.late else "")


@dataclass
class Baris:
    """A department, or where units are asked one of them."""

    nama: str
    cells: dict[Periode, Sel] = field(default_factory=dict)


@dataclass(frozen=True)
class Peta:
    """`rows` in official order; `periods` in their order. A period that does not ask a department has no cell."""

    rows: list[Baris]
    periods: list[Periode]

    def expected(self, period: Periode) -> int:
        return len(self._cells(period))

    def received(self, period: Periode) -> int:
        return sum(cell.state in IN for cell in self._cells(period))

    def on_time(self, period: Periode) -> int:
        return sum(cell.state in IN and not cell.late for cell in self._cells(period))

    def rate(self, period: Periode) -> Decimal | None:
        """Per cent of those asked whose data is in."""
        asked = self.expected(period)
        return Decimal(100 * self.received(period)) / asked if asked else None

    @property
    def states(self) -> list[str]:
        """Those that occur, for the legend."""
        there = {cell.state for row in self.rows for cell in row.cells.values()}
        return [state for state in STATES if state in there]

    def _cells(self, period: Periode) -> list[Sel]:
        found = [row.cells[period] for row in self.rows if period in row.cells]
        return [cell for cell in found if cell.state != "dibatalkan"]


def heat_map(chosen: Pilihan) -> Peta:
    """Three queries at most. Who only gives data sees its own row."""
    today = clock.today(current_actor().zona_waktu)
    rows: dict[tuple[int, str], Baris] = {}
    order: dict[tuple[int, str], Any] = {}

    def put(department: PerangkatDaerah, branch: str, name: str, code: str, cell: Sel) -> None:
        key = (int(department.id), branch)
        row = rows.setdefault(key, Baris(name))
        order.setdefault(key, (department.urutan, department.nama, name, branch))
        period = Periode.parse(code)
        before = row.cells.get(period)
        if before is None or _before(cell, before):
            row.cells[period] = cell

    sent = set()
    for one in _submissions(chosen):
        sent.add((str(one.kasus_uuid), int(one.perangkat_daerah_id), str(one.cabang)))
        put(one.perangkat_daerah, str(one.cabang), str(one.pihak), str(one.periode), _cell(one, today))
    for case, department, branch, name in _asked(chosen):
        if (str(case.uuid), int(department.id), branch) not in sent:
            late = case.status == "berjalan" and today > case.tenggat
            put(department, branch, name, str(case.periode), Sel("belum_diminta", late=late))
    periods = sorted({period for row in rows.values() for period in row.cells})
    return Peta([rows[key] for key in sorted(rows, key=lambda key: order[key])], periods)


def _before(one: Sel, other: Sel) -> bool:
    """Of two collections for one period the one that is less far is shown; what was cancelled counts least."""
    return (one.state == "dibatalkan", _RANK[one.state]) < (other.state == "dibatalkan", _RANK[other.state])


def _cell(submission: Penyampaian, today: date) -> Sel:
    return Sel(state_of(submission), str(submission.uuid), is_late(submission, today))


def _submissions(chosen: Pilihan) -> Iterable[Penyampaian]:
    """Those that a case asked for: a published table that was brought in was asked of nobody, and is not late."""
    asked = (Penyampaian.perangkat_daerah != chosen.peminta.id) | Penyampaian.kasus_uuid.in_(Kasus.select(Kasus.uuid))
    return (  # type: ignore[no-any-return]
        Penyampaian.select(Penyampaian, PerangkatDaerah)
        .join(PerangkatDaerah, on=Penyampaian.perangkat_daerah)
        .where((Penyampaian.penyelenggara == chosen.peminta.id) & of_year(Penyampaian.periode, chosen.tahun) & asked)
        .order_by(Penyampaian.id)
    )


def _asked(chosen: Pilihan) -> Iterable[tuple[Kasus, PerangkatDaerah, str, str]]:
    """(case, department, branch, name) of all whom the cases of the year ask; cases belong to who runs them."""
    if not chosen.own:
        return
    open_cases = of_year(Kasus.periode, chosen.tahun) & (Kasus.status != "batal")
    departments = (
        KasusTujuan.select(KasusTujuan, Kasus, PerangkatDaerah)
        .join(Kasus)
        .switch(KasusTujuan)
        .join(PerangkatDaerah, on=KasusTujuan.tujuan)
        .where(open_cases)
    )
    asking = set()
    for row in departments:
        asking.add(row.kasus_id)
        yield row.kasus, row.tujuan, "", str(row.tujuan)
    units = (
        KasusCabang.select(KasusCabang, Kasus, Jabatan, UnitKerja)
        .join(Kasus)
        .switch(KasusCabang)
        .join(Jabatan)
        .join(UnitKerja)
        .where(open_cases & Kasus.id.not_in(list(asking)))
    )
    for row in units:
        yield row.kasus, chosen.peminta, str(row.jabatan_id), str(row.jabatan.unit_kerja)
