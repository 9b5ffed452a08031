"""Reminders: once in the morning of a working day, one digest for each person who has something to be told.

What was told is written with the mail in one transaction, and a row of TugasPengingat is unique: a crash, or a second
worker, sends nothing twice and forgets nothing. A person with tasks in two departments has one digest from each.
"""

import logging
from datetime import datetime

import peewee

from config.settings import get_settings
from core import clock
from core.actor import acting, system_actor
from core.db import transaction
from core.errors import InputError
from core.gate import active_departments
from core.jobs import JobRun
from core.mail import queue_mail
from core.organisation.calendar import calendar_of
from core.organisation.models import PerangkatDaerah
from core.preferences import preference
from core.workcalendar import WorkCalendarError
from plugins.sop_kinerja.models import TugasPengingat
from plugins.sop_kinerja.services import pengingat_isi
from plugins.sop_kinerja.services.pengingat_pilih import Notice, choose, morning

log = logging.getLogger(__name__)
PLUGIN = "sop_kinerja"
_CHUNK = 500


def remind(task: JobRun) -> None:
    """Job `sop_kinerja.pengingat`. Its result says how many digests went out, and to whom none could."""
    departments = active_departments(PLUGIN)
    sent = 0
    for number, department in enumerate(departments, start=1):
        with acting(system_actor(department)):
            try:
                sent += remind_department(department)
            except WorkCalendarError:
                # Its admin sees that in the calendar; the others' mails must not wait for it.
                log.exception("no reminders in department %s", department)
        task.progress(number, len(departments))
    with task.finish({"surel": sent}):
        pass


def remind_department(perangkat_daerah_id: int) -> int:
    """Sends what is to be told there now; gives the number of mails."""
    department = PerangkatDaerah.get_by_id(perangkat_daerah_id)
    calendar, now = calendar_of(department.pemerintah_daerah), clock.now()
    before, after = (_days(key, perangkat_daerah_id) for key in ("ingatkan_hari_sebelum", "eskalasi_hari"))
    when = morning(calendar, now, before, after)
    if when is None:
        return 0
    desk = pengingat_isi.Desk(department, calendar, now, get_settings().base_url)
    had = _had_theirs(perangkat_daerah_id, when.opening)
    letters: dict[int, list[Notice]] = {}
    for notice in choose(perangkat_daerah_id, when):
        letters.setdefault(notice.person.pegawai_id, []).append(notice)
    return sum(_send(notices, desk) for person, notices in letters.items() if person not in had)


def _send(notices: list[Notice], desk: pengingat_isi.Desk) -> bool:
    person = notices[0].person
    rows = [
        {
            "perangkat_daerah": one.task.perangkat_daerah_id,
            "penyelenggara": one.task.penyelenggara_id,
            "tugas": one.task.id,
            "jenis": one.jenis,
            "pegawai": person.pegawai_id,
            "pada": desk.now,
        }
        for one in notices
    ]
    try:
        with transaction():
            for at in range(0, len(rows), _CHUNK):
                TugasPengingat.insert_many(rows[at : at + _CHUNK]).execute()
            queue_mail(person.surel, pengingat_isi.subject(notices), pengingat_isi.body(person.nama, notices, desk))
    except peewee.IntegrityError:
        log.info("somebody else has just reminded person %s", person.pegawai_id)
        return False
    except InputError:
        log.warning("person %s has no address that mail can go to", person.pegawai_id)
        return False
    return True


def _had_theirs(perangkat_daerah_id: int, opening: datetime) -> set[int]:
    """Who has had a digest from this department today."""
    needs = TugasPengingat.jenis == "kelengkapan"  # told by the department that runs the case; the others by the task's
    here = (needs & (TugasPengingat.penyelenggara == perangkat_daerah_id)) | (
        ~needs & (TugasPengingat.perangkat_daerah == perangkat_daerah_id)
    )
    rows = TugasPengingat.select(TugasPengingat.pegawai).where(here & (TugasPengingat.pada >= opening)).distinct()
    return {row.pegawai_id for row in rows}


def _days(key: str, perangkat_daerah_id: int) -> int:
    return max(0, int(preference(PLUGIN, key, perangkat_daerah_id)))
