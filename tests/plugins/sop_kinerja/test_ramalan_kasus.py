"""The forecast of a running case: from the department's own history, and from the standard where there is none."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from core import clock
from core.actor import acting, system_actor
from core.idn.durations import Duration, sum_durations
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import Kasus, KasusTujuan
from plugins.sop_kinerja.services import ramalan
from plugins.sop_kinerja.services.kasus_tenggat import BY_CALENDAR, BY_STANDARD
from plugins.sop_kinerja.services.ramalan import Outlook
from plugins.sop_kinerja.services.sop import duration_of
from tests.plugins.sop_kinerja.history import BEGUN, Done, History

MONTHS = timedelta(days=119)
NOW = BEGUN + MONTHS  # Monday, 4 May 2026


@pytest.fixture
def history(department: PerangkatDaerah, activate: Any) -> History:
    activate("sop_kinerja", department)
    return History(department, make_user(department, ("sop_kinerja.*",), "Tim Kinerja").jabatan)


def running(history: History, **values: Any) -> Kasus:
    return history.case([], status="berjalan", begun=NOW, **{"tenggat": NOW.date(), "periode": "2026-TW2", **values})


def look(history: History, kasus: Kasus, at: datetime = NOW) -> Outlook | None:
    with acting(system_actor(history.owner.id)), clock.at(at):
        return ramalan.outlook(Kasus.get_by_id(kasus.id))


def test_without_history_it_rests_on_the_standards_and_says_so(history: History) -> None:
    kasus = running(history)
    history.opened(kasus, 1, NOW)
    found = look(history, kasus)
    assert found is not None
    assert found.cases == 0 and found.by_standard == list(range(1, 11))
    assert found.low < found.median < found.high and found.low > NOW
    assert found.reason == BY_STANDARD and not found.overdue
    # The standards tell 36 working days and 3 hours, counted from the morning of 4 May.
    assert found.deadline == history.calendar.add(NOW, sum_durations(map(duration_of, history.steps.values()))).date()
    assert found == look(history, kasus)


@pytest.mark.usefixtures("each_database")
def test_it_knows_from_earlier_cases_but_not_from_itself_nor_cancelled_ones(history: History) -> None:
    for _ in range(3):
        history.case([Done(9, 60), Done(10, 90)])
    history.case([Done(9, 9000)], status="batal")
    history.case([Done(9, 9000, values={"uraian": "Dahulu langkah ini lain"})])
    kasus = running(history)
    history.ended(kasus, Done(9, 9000), NOW - timedelta(days=60))
    history.opened(kasus, 9, NOW, putaran=2)
    found = look(history, kasus)
    assert found is not None and found.cases == 3 and found.by_standard == []
    assert [(one.nomor, one.seen, one.median) for one in found.steps] == [(9, 3, 60), (10, 3, 90)]
    assert found.median == history.calendar.add(NOW, Duration(minutes=150))
    later = look(history, kasus, NOW + timedelta(hours=7))  # 15.00, long after it should have ended
    assert later is not None and later.median > found.median


def test_tidak_of_earlier_cases_is_expected_again(history: History) -> None:
    nomor, target = next((n, step.tidak_ke) for n, step in history.steps.items() if step.tidak_ke)
    for _ in range(4):
        history.case([Done(nomor, 10, keputusan="tidak"), Done(target, 10, putaran=2), Done(nomor, 10, putaran=2)])
    kasus = running(history)
    history.opened(kasus, nomor, NOW)
    found = look(history, kasus)
    assert found is not None
    basis = next(one for one in found.steps if one.nomor == nomor)
    assert (basis.decisions, basis.tidak) == (8, 4)
    assert basis.chance_back == 35  # (4 + 0.5) / (8 + 5)


def test_waiting_counts_as_it_happened(history: History) -> None:
    """Opened long before its clock began: the case waited, whoever was to blame."""
    for _ in range(3):
        history.case([Done(10, 60, values={"dibuat": BEGUN - timedelta(days=7)})])
    kasus = running(history)
    history.opened(kasus, 10, NOW)
    found = look(history, kasus)
    assert found is not None and found.steps[0].median is not None and found.steps[0].median > 4 * 450


def test_asked_departments_work_side_by_side(history: History, other_department: PerangkatDaerah) -> None:
    chance = [10, 400, 800, 1200, 1600, 2000]
    for one in chance:
        history.case([Done(7, one, department=other_department), Done(8, 10)])
    kasus = running(history)
    with acting(system_actor(None)):
        KasusTujuan.create(perangkat_daerah=history.owner, kasus=kasus, tujuan=other_department)
    history.opened(kasus, 7, NOW, perangkat_daerah=other_department)
    one = look(history, kasus)
    with acting(system_actor(None)):
        for number in range(4):
            other = PerangkatDaerah.create(
                pemerintah_daerah=history.owner.pemerintah_daerah,
                kode=f"X{number}",
                nama=f"Dinas {number}",
                singkatan="X",
            )
            KasusTujuan.create(perangkat_daerah=history.owner, kasus=kasus, tujuan=other)
            history.opened(kasus, 7, NOW, perangkat_daerah=other)
    five = look(history, kasus)
    assert one is not None and five is not None
    assert (one.steps[0].parties, five.steps[0].parties) == (1, 5)
    assert one.median < five.median


def test_which_deadline(history: History) -> None:
    planned = running(history, rencana_mulai=NOW.date(), tenggat=NOW.date() + timedelta(days=400))
    late = running(history, rencana_mulai=NOW.date(), tenggat=NOW.date() - timedelta(days=1), periode="2026-TW3")
    asked = running(history, tenggat=NOW.date() + timedelta(days=90), periode="2026-TW4")
    for kasus in (planned, late, asked):
        history.opened(kasus, 1, NOW)
    first, second, third = (look(history, kasus) for kasus in (planned, late, asked))
    assert first is not None and second is not None and third is not None
    assert (first.deadline, first.reason, first.chance) == (planned.tenggat, BY_CALENDAR, 100)
    assert second.overdue and second.chance == 0
    # The asked departments have until the day that the letter names: the whole is due no earlier.
    assert third.reason == BY_STANDARD and third.deadline > asked.tenggat


def test_nothing_to_tell_of_what_is_over_or_has_not_begun(history: History) -> None:
    assert look(history, history.case([Done(1, 5)])) is None
    assert look(history, history.case([], status="rencana")) is None
    assert look(history, running(history)) is None


def test_the_same_number_of_queries_whatever_there_is(history: History, count_queries: Any) -> None:
    kasus = running(history)
    history.opened(kasus, 1, NOW)

    def queries() -> int:
        with acting(system_actor(history.owner.id)), clock.at(NOW):
            found = Kasus.get_by_id(kasus.id)
            with count_queries() as statements:
                ramalan.outlook(found)
        return len(statements)

    few = queries()
    for _ in range(5):
        history.case([Done(n, 10) for n in range(1, 11)])
    assert queries() == few
