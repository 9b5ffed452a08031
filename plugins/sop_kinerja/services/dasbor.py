"""What the dashboard is about: whose collections and recaps, and which year."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from core import clock
from core.actor import current_actor
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from plugins.sop_kinerja.models import Penyampaian

READ = "sop_kinerja.dasbor.read"


@dataclass(frozen=True)
class Pilihan:
    """`peminta` asked for the data; `own`: that is the acting department itself, which then sees all it asked."""

    peminta: PerangkatDaerah
    tahun: int
    askers: list[PerangkatDaerah]
    years: list[int]

    @property
    def own(self) -> bool:
        return bool(self.peminta.id == current_actor().perangkat_daerah_id)


def choose(peminta: str = "", tahun: int = 0) -> Pilihan | None:
    """What was chosen where it is on offer, else the acting department's own collections (or the first asker's) and
    the year that runs, or the newest one; None where nothing was ever asked.

    :param peminta: uuid of the department that asks
    """
    actor = require(READ)
    pairs = Penyampaian.select(Penyampaian.penyelenggara, Penyampaian.periode).distinct().tuples()
    years: dict[int, set[int]] = defaultdict(set)
    for department, period in pairs:
        years[department].add(int(str(period)[:4]))
    if not years:
        return None
    rows = PerangkatDaerah.select().where(PerangkatDaerah.id.in_(list(years)))
    askers = {row.id: row for row in rows.order_by(PerangkatDaerah.urutan, PerangkatDaerah.id)}
    own = askers.get(int(actor.perangkat_daerah_id or 0))
    asker = next((one for one in askers.values() if one.uuid == peminta), own or next(iter(askers.values())))
    there = sorted(years[asker.id], reverse=True)
    now = clock.today(actor.zona_waktu).year
    return Pilihan(asker, next((one for one in (tahun, now) if one in there), there[0]), list(askers.values()), there)


def of_year(column: Any, first: int, last: int | None = None) -> Any:
    """The condition that a column of period codes lies in these years, both included."""
    return (column >= f"{first:04d}-") & (column < f"{(last or first) + 1:04d}-")
