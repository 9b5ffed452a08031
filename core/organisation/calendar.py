"""The working-day calendar of a regency: its office hours, and the holidays that an admin can edit."""

from datetime import time
from zoneinfo import ZoneInfo

from core.organisation.models import HariLibur, PemerintahDaerah
from core.workcalendar import DEFAULT_HOURS, WorkCalendar


def calendar_of(pemerintah_daerah: PemerintahDaerah) -> WorkCalendar:
    """All its holidays are read at once: a few dozen rows per year."""
    rows = HariLibur.select(HariLibur.tanggal).where(
        HariLibur.pemerintah_daerah.is_null() | (HariLibur.pemerintah_daerah == pemerintah_daerah)
    )
    hours = _hours(pemerintah_daerah.jam_kerja) if pemerintah_daerah.jam_kerja else DEFAULT_HOURS
    return WorkCalendar(
        tz=ZoneInfo(str(pemerintah_daerah.zona_waktu)), hours=hours, holidays=frozenset(row.tanggal for row in rows)
    )


def _hours(stored: dict[str, list[list[str]]]) -> dict[int, tuple[tuple[time, time], ...]]:
    """From JSON: {"0": [["07:30", "12:00"], ["12:30", "16:00"]], …}, 0 being Monday."""
    return {
        int(day): tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans)
        for day, spans in stored.items()
    }
