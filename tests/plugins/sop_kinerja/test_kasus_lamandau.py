"""Lamandau's ten steps through the engine: forward, back, in parallel, by whoever may."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core import audit, clock
from core.actor import acting
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.organisation.models import Jabatan, Penugasan, PerangkatDaerah
from core.scoping import EVERYWHERE, department_scope, scope
from core.testing.people import User
from plugins.sop_kinerja.contracts import KasusSelesai
from plugins.sop_kinerja.models import Kasus, SopPelaksana, Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_start import start_case
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign, together


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department)


def test_all_ya_goes_through_the_ten_steps(campaign: Campaign, events: Any) -> None:
    campaign.start()
    seen = []
    while campaign.fresh().status == "berjalan":
        steps = campaign.open_steps()
        assert len(steps) == 1
        if not seen or seen[-1] != steps[0]:
            seen.append(steps[0])
        first = campaign.open_tasks()[0]
        campaign.do(first.nomor, at=first.perangkat_daerah_id if first.setiap else None)
    assert seen == list(range(1, 11))
    kasus = campaign.fresh()
    assert kasus.status == "selesai" and kasus.selesai is not None
    (ended,) = events.of(KasusSelesai)
    assert (ended.kasus_uuid, ended.periode, ended.perangkat_daerah_id) == (kasus.uuid, "2026-TW1", campaign.owner.id)


@pytest.mark.parametrize(("decision", "back_to"), [(3, 2), (4, 2), (5, 2), (9, 8)])
def test_tidak_goes_back_with_its_reason(campaign: Campaign, decision: int, back_to: int) -> None:
    campaign.start()
    campaign.do_until(decision)
    campaign.do(decision, "tidak", reason="Perihal keliru")
    assert campaign.open_steps() == [back_to]
    again = campaign.task(back_to)
    assert (again.putaran, again.catatan_masuk) == (2, "Perihal keliru")
    campaign.do_until(decision)  # every step between is done again, none skipped
    with department_scope(campaign.owner.id):
        rounds = {
            nomor: Tugas.select().where((Tugas.nomor == nomor) & (Tugas.setiap == False)).count()  # noqa: E712
            for nomor in range(back_to, decision)
        }
    assert set(rounds.values()) == {2}


def test_a_returned_submission_opens_only_that_departments_task(campaign: Campaign) -> None:
    first, second, third = campaign.asked
    campaign.start()
    campaign.do_until(8)
    due = campaign.task(8).tenggat
    campaign.do(8, "tidak", reason="Target keliru", departments=(second,))
    assert campaign.open() == [(7, second), (8, campaign.owner.id)]
    assert campaign.task(7, second).catatan_masuk == "Target keliru"
    assert campaign.task(8).tenggat == due
    with pytest.raises(StateError, match="masih menunggu langkah 7 dari Dinas Contoh 2"):
        campaign.do(8)
    campaign.do(8, "tidak", departments=(third,))
    assert campaign.open() == [(7, second), (7, third), (8, campaign.owner.id)]
    with pytest.raises(StateError, match="sudah menyelesaikan langkah 7"):
        campaign.do(8, "tidak", departments=(second,))
    campaign.do(7, at=third)
    campaign.do(7, at=second)
    assert campaign.open() == [(8, campaign.owner.id)]
    campaign.do(8)
    assert campaign.open_steps() == [9]
    assert first not in [department for _, department in campaign.open()]


def test_returning_everything_closes_the_decision(campaign: Campaign) -> None:
    campaign.start()
    campaign.do_until(8)
    campaign.do(8, "tidak")
    assert campaign.open() == [(7, department) for department in campaign.asked]
    campaign.do_until(8)
    assert campaign.open() == [(8, campaign.owner.id)]


def test_a_department_that_refuses_the_letter_gets_it_again_while_others_go_on(campaign: Campaign) -> None:
    first, second, third = campaign.asked
    campaign.start()
    campaign.do_until(7)
    campaign.do(7, "tidak", at=first, reason="Lampiran kurang")
    campaign.do(7, "tidak", at=second, reason="Salah alamat")
    assert campaign.open() == [(6, campaign.owner.id), (7, third)]
    assert campaign.task(6).catatan_masuk == "Lampiran kurang\nSalah alamat"
    campaign.do(7, at=third)
    assert campaign.open_steps() == [6]
    campaign.do(6)
    assert campaign.open() == [(7, first), (7, second)]
    campaign.do(7, at=first)
    campaign.do(7, at=second)
    assert campaign.open_steps() == [8]


def test_reopen_before_the_others_are_in(campaign: Campaign) -> None:
    first, second, _ = campaign.asked
    kasus = campaign.start()
    campaign.do_until(7)
    with campaign.as_owner():
        CASES.reopen(kasus.uuid, "kinerja.pengumpulan", second, reason="x")
    assert campaign.task(7, second).putaran == 1  # it was open anyway
    campaign.do(7, at=first)
    with campaign.as_owner():
        CASES.reopen(kasus.uuid, "kinerja.pengumpulan", first, reason="Bukti kurang")
    assert campaign.task(7, first).catatan_masuk == "Bukti kurang"
    campaign.do_until(9)
    with campaign.as_owner(), pytest.raises(StateError, match="sudah sampai langkah 9"):
        CASES.reopen(kasus.uuid, "kinerja.pengumpulan", first, reason="x")


def test_waiving_lets_the_case_go_on(campaign: Campaign) -> None:
    first, second, third = campaign.asked
    campaign.start()
    campaign.do_until(7)
    campaign.do(7, at=first)
    campaign.do(7, at=second)
    last = campaign.task(7, third)
    with acting(campaign.asked[third].actor), pytest.raises(NotAllowed):
        CASES.waive(str(last.uuid), reason="tidak ada data")
    with campaign.as_owner():
        CASES.waive(str(last.uuid), reason="tidak ada data")
    assert campaign.open_steps() == [8]


def test_the_wrong_person_is_refused_and_nothing_happens(campaign: Campaign) -> None:
    campaign.start()
    task = campaign.task(1)
    with acting(campaign.people["sekda"].actor), pytest.raises(NotAllowed, match="tugas Kabag Organisasi"):
        CASES.complete(str(task.uuid), "ya")
    assert campaign.open_steps() == [1]


def test_a_plh_does_the_task_and_is_named_so(campaign: Campaign) -> None:
    campaign.start()
    campaign.do_until(5)
    task = campaign.task(5)
    stand_in: User = campaign.people["asisten_administrasi_umum"]
    today = clock.today()
    with scope(EVERYWHERE):
        Penugasan.create(
            perangkat_daerah=campaign.owner,
            jabatan=campaign.people["sekda"].jabatan,
            pegawai=stand_in.pegawai,
            jenis="plh",
            mulai=today,
            selesai=today,
        )
    with acting(stand_in.actor):
        CASES.complete(str(task.uuid), "ya")
    with department_scope(campaign.owner.id):
        done = Tugas.get_by_id(task.id)
    assert (done.oleh, done.sebagai) == ("Asisten Administrasi Umum", "Plh. Sekda")
    assert campaign.open_steps() == [6]
    with clock.at(clock.now() + timedelta(days=1)):
        assert stand_in.actor.assignment_for(task.jabatan_id) is None


def test_an_asked_department_never_sees_the_case(campaign: Campaign) -> None:
    kasus = campaign.start()
    campaign.do_until(7)
    department, user = next(iter(campaign.asked.items()))
    with acting(user.actor):
        assert [task.perangkat_daerah_id for task in Tugas.select()] == [department]
        assert Kasus.get_or_none(Kasus.uuid == kasus.uuid) is None
        with pytest.raises(NotFound):
            CASES.documents(kasus.uuid)
        with pytest.raises(NotFound):
            CASES.step(str(campaign.task(7, next(one for one in campaign.asked if one != department)).uuid))


def test_who_is_second_is_told_so(campaign: Campaign) -> None:
    campaign.start()
    task = campaign.task(1)
    campaign.do(1)
    holder = campaign.people["kabag_organisasi"]
    with acting(holder.actor), pytest.raises(StateError, match="sudah diselesaikan oleh Kabag Organisasi"):
        CASES.complete(str(task.uuid), "ya")
    assert campaign.open_steps() == [2]


@pytest.mark.usefixtures("each_database")
def test_two_people_in_the_same_second(campaign: Campaign) -> None:
    """Holder and Plh press the button together: one is through, the other is told, and the step is done once."""
    campaign.start()
    task = campaign.task(1)
    outcomes = together([lambda: CASES.complete(str(task.uuid), "ya")] * 2, [campaign.people["kabag_organisasi"]] * 2)
    assert sorted(type(one).__name__ for one in outcomes if one is not None) in (["Busy"], ["StateError"])
    assert outcomes.count(None) == 1
    assert campaign.open() == [(2, campaign.owner.id)]


@pytest.mark.usefixtures("each_database")
def test_the_last_two_departments_in_the_same_second(campaign: Campaign) -> None:
    """Each finishes without seeing the other's row; the step after them opens all the same, and once."""
    first, second, third = campaign.asked
    campaign.start()
    campaign.do_until(7)
    campaign.do(7, at=first)
    tasks = [str(campaign.task(7, one).uuid) for one in (second, third)]
    work = [lambda uuid=uuid: CASES.complete(uuid, "ya") for uuid in tasks]
    assert together(work, [campaign.asked[second], campaign.asked[third]]) == [None, None]
    assert campaign.open() == [(8, campaign.owner.id)]


def test_tidak_needs_a_reason_and_a_decision(campaign: Campaign) -> None:
    campaign.start()
    with pytest.raises(StateError, match="bukan keputusan"):
        campaign.do(1, "tidak")
    campaign.do_until(3)
    with acting(campaign.people["kabag_organisasi"].actor):
        task = str(campaign.task(3).uuid)
        with pytest.raises(InputError, match="alasan"):
            CASES.complete(task, "tidak", reason="  ")
        with pytest.raises(InputError, match="Ya atau Tidak"):
            CASES.complete(task, "mungkin")
    assert campaign.open_steps() == [3]


def test_every_move_leaves_an_audit_line(campaign: Campaign) -> None:
    kasus = campaign.start()
    task = campaign.task(1)
    campaign.do(1)
    with campaign.as_owner():
        assert [line.tindakan for line in audit.history(kasus)] == ["sop_kinerja.kasus.start"]
        lines = audit.history(task)
    assert [line.tindakan for line in lines] == ["sop_kinerja.tugas.open", "sop_kinerja.tugas.complete"]
    assert lines[1].pelaku == "Kabag Organisasi"


def test_due_times_count_working_days(campaign: Campaign) -> None:
    friday = datetime(2026, 1, 9, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    with clock.at(friday):
        with acting(campaign.people["kabag_organisasi"].actor):
            campaign.kasus = start_case(campaign.versi, "2026-TW1", date(2026, 2, 1), campaign.asked)
        due = campaign.task(1).tenggat
        campaign.do_until(7)
        asked = campaign.open_tasks()[0].tenggat
    assert due.date() == date(2026, 1, 12)  # one working day after a Friday
    assert asked.astimezone(friday.tzinfo).date() == date(2026, 2, 1)  # the letter's day, not the standard's one day


def test_a_step_without_a_position_stops_before_anything_is_done(campaign: Campaign) -> None:
    campaign.start()
    with department_scope(campaign.owner.id):
        SopPelaksana.update({SopPelaksana.jabatan: None}).where(SopPelaksana.kode == "tim_kinerja").execute()
    with pytest.raises(StateError, match="«Tim Kinerja»"):
        campaign.do(1)
    assert campaign.open_steps() == [1]
    with scope(EVERYWHERE):
        assert Jabatan.select().where(Jabatan.nama == "Tim Kinerja").exists()
