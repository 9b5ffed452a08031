"""The clock of a step: how its days are counted, when it is due, and the times in which it stands still."""

from datetime import datetime

from core import clock
from core.actor import current_actor
from core.idn.durations import Duration
from core.preferences import preference
from core.workcalendar import WorkCalendar
from plugins.sop_kinerja.models import Kasus, Tugas, TugasJeda


def counting_of(kasus: Kasus) -> str:
    """«kerja» or «kalender»: as the SOP says, and where it does not say, as the department's setting does."""
    said = str(kasus.versi.hitungan_hari)
    if said in ("kerja", "kalender"):
        return said
    return str(preference("sop_kinerja", "hari_kerja", kasus.perangkat_daerah_id))


def due_after(calendar: WorkCalendar, start: datetime, standard: Duration, counting: str) -> datetime:
    """When a standard time that begins at `start` is over."""
    return (calendar.add_calendar_days if counting == "kalender" else calendar.add)(start, standard)


def pause(task: Tugas, sebab: str, keterangan: str) -> None:
    """Its clock stands still from now on; `sebab` is a key of SEBAB_JEDA. Nothing when it does already."""
    standing = TugasJeda.select().where((TugasJeda.tugas == task.id) & TugasJeda.selesai.is_null())
    if not standing.exists():
        TugasJeda.create(
            perangkat_daerah=task.perangkat_daerah_id,
            penyelenggara=task.penyelenggara_id,
            tugas=task.id,
            sebab=sebab,
            keterangan=keterangan,
            mulai=clock.now(),
            oleh=current_actor().title,
        )
