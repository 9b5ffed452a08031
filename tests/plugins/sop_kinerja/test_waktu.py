"""What a step took, and the times in which its clock stood still."""

from datetime import datetime

import pytest

from core import clock
from core.actor import acting, system_actor
from core.db import transaction
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services import waktu, waktu_jeda
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_back import cancel
from tests.plugins.sop_kinerja.kasus_world import together
from tests.plugins.sop_kinerja.waktu_world import begun, change, fresh, go_on, pauses, wait, wib


def test_what_a_step_took_is_written_when_it_ends(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 15, 30))
    task = campaign.task(1)
    with clock.at(wib(3, 9)):
        campaign.do(1)
    assert fresh(task).menit_kerja == 30 + 90  # the night is no working time
    assert fresh(task).menit_jeda == 0


def test_calendar_days_count_the_night_but_hours_never_do(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(6, 15))
    days = change(campaign.task(1), hitungan="kalender", standar_hari=2, standar_menit=0)
    with clock.at(wib(8, 15)):
        campaign.do(1)
    assert fresh(days).menit_kerja == 2 * 1440
    with clock.at(wib(8, 15)):
        hours = change(campaign.task(2), hitungan="kalender", standar_hari=0, standar_menit=120)
    with clock.at(wib(9, 8)):
        campaign.do(2)
    assert fresh(hours).menit_kerja == 30


@pytest.mark.parametrize(("zone", "minutes"), [("Asia/Jakarta", 60), ("Asia/Makassar", 120), ("Asia/Jayapura", 180)])
def test_office_hours_are_those_of_the_regency(department: PerangkatDaerah, zone: str, minutes: int) -> None:
    """From 05.00 to 08.30 in Jakarta; an office of another zone has opened earlier."""
    PemerintahDaerah.update(zona_waktu=zone).execute()
    campaign = begun(PerangkatDaerah.get_by_id(department.id), wib(3, 5))
    task = campaign.task(1)
    with clock.at(wib(3, 8, 30)):
        campaign.do(1)
    assert fresh(task).menit_kerja == minutes


def test_a_step_that_is_sent_back_or_waived_writes_its_time_too(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9), until=7)
    first, *others = campaign.asked
    open_ = {one: campaign.task(7, one) for one in campaign.asked}
    with clock.at(wib(2, 11)), campaign.as_owner():
        CASES.waive(str(open_[first].uuid), reason="Tidak mempunyai data.")
    assert fresh(open_[first]).menit_kerja == 120
    for one in others:
        with clock.at(wib(2, 14)):
            campaign.do(7, at=one)
        assert fresh(open_[one]).menit_kerja == 240


def test_waiting_moves_the_due_time_by_the_working_time_that_it_lasted(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    due = change(campaign.task(1), standar_hari=1, standar_menit=0, tenggat=wib(3, 9)).tenggat
    stopped = wait(campaign, 1, wib(2, 10), "Menunggu jawaban BKPSDM.")
    assert (stopped.berhenti, stopped.tenggat) == (wib(2, 10), due)
    assert [row.keterangan for row in pauses(stopped)] == ["jawaban BKPSDM"]
    assert not waktu.is_late(stopped, wib(9, 9))
    task = go_on(campaign, 1, wib(4, 10))
    assert task.berhenti is None
    assert task.tenggat == wib(5, 9)  # two working days later
    with clock.at(wib(4, 11)):
        campaign.do(1)
    ended = fresh(task)
    assert ended.menit_kerja == 450 + 450 + 120
    assert ended.menit_jeda == 900
    assert not waktu.is_late(ended)


def test_a_pause_by_night_moves_nothing(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    due = campaign.task(1).tenggat
    wait(campaign, 1, wib(2, 17))
    assert go_on(campaign, 1, wib(3, 7)).tenggat == due


def test_a_pause_of_calendar_days_moves_by_the_calendar(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(5, 9))
    change(campaign.task(1), hitungan="kalender", standar_hari=1, standar_menit=0, tenggat=wib(6, 9))
    wait(campaign, 1, wib(5, 10))
    task = go_on(campaign, 1, wib(7, 10))
    assert task.tenggat == wib(9, 7, 30)  # Minggu the 8th at 09.00, and so at the next opening


def test_what_was_late_already_is_not_washed_clean(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    change(campaign.task(1), standar_hari=0, standar_menit=30, tenggat=wib(2, 9, 30))
    stopped = wait(campaign, 1, wib(2, 10))
    assert waktu.is_late(stopped, wib(2, 10))
    with campaign.as_owner():
        assert Tugas.select().where(waktu.overdue(wib(2, 11))).count() == 1


def test_the_condition_on_rows_says_the_same(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    change(campaign.task(1), tenggat=wib(2, 10))
    wait(campaign, 1, wib(2, 9, 30))

    def late(now: datetime) -> tuple[bool, bool]:
        with campaign.as_owner():
            found = Tugas.select().where(waktu.overdue(now)).exists()
        return bool(found), waktu.is_late(campaign.task(1), now)

    assert late(wib(3, 9)) == (False, False)
    go_on(campaign, 1, wib(2, 9, 45))
    assert late(wib(2, 10)) == (False, False)
    assert late(wib(2, 10, 16)) == (True, True)


def test_ending_a_task_ends_its_pause(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    task = change(campaign.task(1), standar_hari=0, standar_menit=60, tenggat=wib(2, 10))
    wait(campaign, 1, wib(2, 9, 30))
    with clock.at(wib(2, 14)):
        campaign.do(1)
    ended = fresh(task)
    assert [row.selesai for row in pauses(task)] == [wib(2, 14)]
    assert (ended.menit_kerja, ended.menit_jeda, ended.berhenti) == (240, 210, None)
    assert not waktu.is_late(ended)


def test_two_pauses_at_once_are_one(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    task = campaign.task(1)
    wait(campaign, 1, wib(2, 10))
    with acting(campaign.who(1).actor), pytest.raises(StateError, match="karena menunggu jawaban BKPSDM"):
        waktu_jeda.wait(str(task.uuid), "yang lain")
    with clock.at(wib(2, 10, 30)), campaign.as_owner(), transaction():
        waktu.pause(campaign.task(1), "kelengkapan", "PK")
    assert len(pauses(task)) == 1


def test_a_step_that_waits_for_what_it_needs_begins_when_that_is_there(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    task = change(campaign.task(1), standar_hari=1, standar_menit=0, tenggat=wib(3, 9), mulai=None)
    change(task, tertahan=True, kurang=[{"nama": "PK 2026", "sebab": "", "oleh": "Sekretaris"}])
    with clock.at(wib(2, 9)), campaign.as_owner(), transaction():
        waktu.pause(campaign.task(1), "kelengkapan", "PK 2026")
    with acting(campaign.who(1).actor), pytest.raises(StateError, match="begitu kelengkapannya ada"):
        waktu_jeda.go_on(str(task.uuid))
    with clock.at(wib(9, 11)), campaign.as_owner(), transaction():
        waktu.resume(campaign.task(1))
    begun_now = fresh(task)
    assert (begun_now.mulai, begun_now.berhenti, begun_now.tenggat) == (wib(9, 11), None, wib(10, 11))
    change(task, tertahan=False, kurang=[])
    with clock.at(wib(9, 13)):
        campaign.do(1)
    assert (fresh(task).menit_kerja, fresh(task).menit_jeda) == (60, 0)


def test_a_held_step_that_is_cancelled_has_only_waited(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    task = change(campaign.task(1), mulai=None, dibuat=wib(2, 9))
    with clock.at(wib(2, 9)), campaign.as_owner(), transaction():
        waktu.pause(campaign.task(1), "kelengkapan", "PK 2026")
    with clock.at(wib(3, 9)), campaign.as_owner(), transaction():
        cancel(campaign.task(1), "Tidak jadi.")
    ended = fresh(task)
    assert (ended.status, ended.menit_kerja, ended.menit_jeda, ended.berhenti) == ("batal", 450, 450, None)
    assert ended.tenggat == task.tenggat


def test_an_asked_department_keeps_the_day_of_the_letter(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9), until=7)
    first = min(campaign.asked)
    task = campaign.task(7, first)
    letter = task.tenggat
    change(task, mulai=None, standar_hari=1, standar_menit=0)
    with clock.at(wib(2, 9)), acting(system_actor(first)), transaction():
        waktu.pause(fresh(task), "kelengkapan", "PK")
    with clock.at(wib(4, 9)), acting(system_actor(first)), transaction():
        waktu.resume(fresh(task))
    assert fresh(task).tenggat == letter


def test_only_who_has_the_task_may_stop_it_and_must_say_why(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    uuid = str(campaign.task(1).uuid)
    with acting(campaign.people["sekda"].actor), pytest.raises(NotAllowed):
        waktu_jeda.wait(uuid, "jawaban")
    with acting(next(iter(campaign.asked.values())).actor), pytest.raises(NotFound):
        waktu_jeda.wait(uuid, "jawaban")
    with acting(campaign.who(1).actor):
        for words in ("", "  ", "Menunggu ", "."):
            with pytest.raises(InputError) as refused:
                waktu_jeda.wait(uuid, words)
            assert refused.value.field == "menunggu"
        with pytest.raises(InputError, match="paling banyak"):
            waktu_jeda.wait(uuid, "x" * 501)
        with pytest.raises(StateError, match="sedang berjalan"):
            waktu_jeda.go_on(uuid)


@pytest.mark.usefixtures("each_database")
def test_stopping_and_ending_in_the_same_second(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9))
    uuid = str(campaign.task(1).uuid)
    who = campaign.who(1)
    found = together([lambda: waktu_jeda.wait(uuid, "jawaban"), lambda: CASES.complete(uuid, "ya")], [who, who])
    assert found[1] is None  # a stopped task can be ended
    assert found[0] is None or isinstance(found[0], StateError)
    assert campaign.open_steps() == [2]
    with campaign.as_owner():
        ended = Tugas.get(Tugas.uuid == uuid)
    assert ended.berhenti is None
    assert all(row.selesai is not None for row in pauses(ended))
