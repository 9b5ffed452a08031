"""Moments of March 2026, and a campaign that began on one of them. The 2nd is a Senin; office hours are the usual."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core import clock
from core.actor import acting
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from plugins.sop_kinerja.models import Tugas, TugasJeda
from plugins.sop_kinerja.services import waktu_jeda
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign

WIB = ZoneInfo("Asia/Jakarta")


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=WIB)


def begun(department: PerangkatDaerah, moment: datetime, until: int = 1, asked: int = 3) -> Campaign:
    """A campaign that has come to the step `until` at that moment."""
    with clock.at(moment):
        campaign = make_campaign(department, asked)
        campaign.start()
        campaign.do_until(until)
    return campaign


def change(task: Tugas, **columns: Any) -> Tugas:
    """As if the SOP had said so when the task opened."""
    with scope(EVERYWHERE):
        Tugas.update(columns).where(Tugas.id == task.id).execute()
        found: Tugas = Tugas.get_by_id(task.id)
    return found


def fresh(task: Tugas) -> Tugas:
    return change(task, putaran=task.putaran)


def wait(campaign: Campaign, nomor: int, moment: datetime, what: str = "jawaban BKPSDM") -> Tugas:
    with clock.at(moment), acting(campaign.who(nomor).actor):
        task = campaign.task(nomor)
        waktu_jeda.wait(str(task.uuid), what)
    return fresh(task)


def go_on(campaign: Campaign, nomor: int, moment: datetime) -> Tugas:
    with clock.at(moment), acting(campaign.who(nomor).actor):
        task = campaign.task(nomor)
        waktu_jeda.go_on(str(task.uuid))
    return fresh(task)


def pauses(task: Tugas) -> list[TugasJeda]:
    with scope(EVERYWHERE):
        return list(TugasJeda.select().where(TugasJeda.tugas == task.id).order_by(TugasJeda.id))
