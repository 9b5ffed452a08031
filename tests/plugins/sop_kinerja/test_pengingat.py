"""Reminders: who gets which digest on which morning, once, and what stands in it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from core import clock, jobs, schedule
from core.actor import acting, system_actor
from core.jobs.models import Job, Status
from core.mail import Surel
from core.organisation.models import HariLibur, PemerintahDaerah, PerangkatDaerah
from core.preferences import set_preference
from core.scoping import EVERYWHERE, scope
from plugins.sop_kinerja.models import Tugas, TugasPengingat
from plugins.sop_kinerja.services import pengingat
from tests.plugins.sop_kinerja.kasus_world import Campaign, together
from tests.plugins.sop_kinerja.pengingat_world import letter, nearly_due, remind
from tests.plugins.sop_kinerja.waktu_world import begun, change, fresh, wib


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return nearly_due(department)


@pytest.mark.usefixtures("each_database")
def test_before_after_and_to_the_superior_each_once(campaign: Campaign) -> None:
    assert remind(wib(2, 10)) == []  # due the day after tomorrow
    assert remind(wib(3, 7, 29)) == []  # nobody is at the office
    assert remind(wib(3, 7, 30)) == [("Kabag Organisasi", "Tugas SOP: 1 akan jatuh tempo")]
    assert remind(wib(3, 8, 30)) == []
    assert remind(wib(4, 8)) == []  # told yesterday
    assert remind(wib(5, 8)) == [("Kabag Organisasi", "Tugas SOP: 1 terlambat")]
    assert remind(wib(6, 8)) == [("Asisten Administrasi Umum", "Tugas SOP: 1 perlu perhatian Anda")]
    for day in (7, 8, 9, 10):
        assert remind(wib(day, 8)) == []
    with campaign.as_owner():
        rows = TugasPengingat.select().order_by(TugasPengingat.id)
        assert [row.jenis for row in rows] == ["sebelum", "lewat", "eskalasi"]


def test_the_digest_as_it_is_read(campaign: Campaign) -> None:
    task = campaign.task(1)
    remind(wib(3, 8))
    remind(wib(5, 8))
    remind(wib(6, 8, 15))
    soon, late, attention = letter("akan jatuh"), letter("terlambat"), letter("perhatian")
    assert soon == (
        "Yth. Kabag Organisasi,\n\n"
        "Keadaan tugas SOP di Sekretariat Daerah per 3 Maret 2026 pukul 08.00 WIB.\n\n"
        "AKAN JATUH TEMPO (1)\n"
        f"1. Langkah 1: {task.uraian}\n"
        "   Pengumpulan Data Kinerja Triwulan I 2026\n"
        "   Jabatan Kabag Organisasi; batas waktu 4 Maret 2026 pukul 09.00 WIB.\n"
        f"   http://127.0.0.1:8000/sop-kinerja/tugas/{task.uuid}\n\n"
        "Setiap hal diberitahukan satu kali kepada Anda. Keadaan terkini selalu tampil di Selaras:\n"
        "http://127.0.0.1:8000/sop-kinerja/tugas\n"
    )
    assert "TERLAMBAT (1)" in late
    assert "batas waktu 4 Maret 2026 pukul 09.00 WIB, lewat 6 jam 30 menit waktu kerja." in late
    assert "PERLU PERHATIAN ANDA: tugas jabatan di bawah Anda yang terlambat (1)" in attention
    assert "Pada Kabag Organisasi (Kabag Organisasi) sejak 2 Maret 2026 pukul 09.00 WIB; batas waktu" in attention
    assert "lewat 1 hari 6 jam 45 menit waktu kerja" in attention


def test_one_mail_for_all_that_a_person_should_know(department: PerangkatDaerah) -> None:
    campaign = begun(department, wib(2, 9), until=7)
    team = campaign.people["tim_kinerja"]
    with campaign.as_owner():
        Tugas.update({Tugas.tenggat: wib(3, 9)}).where(Tugas.nomor == 7).execute()
    with clock.at(wib(2, 9)):
        for one in campaign.asked:
            campaign.do(7, at=one)
        campaign.start("2026-TW2")
        campaign.start("2026-TW3")
    with campaign.as_owner():
        Tugas.update({Tugas.tenggat: wib(4, 9)}).where(Tugas.status == "berjalan").execute()
        Tugas.update({Tugas.tenggat: wib(3, 10), Tugas.jabatan: team.jabatan.id}).where(
            Tugas.periode == "2026-TW3"
        ).execute()
    found = remind(wib(4, 8))
    assert ("Tim Kinerja", "Tugas SOP: 1 terlambat, 1 akan jatuh tempo") in found
    assert len(found) == 2 and len({name for name, _ in found}) == 2
    assert "TERLAMBAT (1)" in letter("1 terlambat, 1 akan") and "AKAN JATUH TEMPO (1)" in letter("1 terlambat, 1 akan")


def test_weekends_and_holidays_are_no_days(campaign: Campaign) -> None:
    change(campaign.task(1), tenggat=wib(9, 9))  # Senin
    with campaign.as_owner():
        HariLibur.create(tanggal=wib(6, 0).date(), nama="Libur daerah")
    assert remind(wib(4, 8)) == []
    assert remind(wib(5, 8)) == [("Kabag Organisasi", "Tugas SOP: 1 akan jatuh tempo")]  # the last day of work before
    for day in (6, 7, 8):
        assert remind(wib(day, 10)) == []


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Makassar", 6), ("Asia/Jayapura", 5)])
def test_the_morning_is_that_of_the_regency(campaign: Campaign, zone: str, hour: int) -> None:
    PemerintahDaerah.update(zona_waktu=zone).execute()
    assert remind(wib(3, hour, 29)) == []
    assert remind(wib(3, hour, 31)) == [("Kabag Organisasi", "Tugas SOP: 1 akan jatuh tempo")]
    assert ("WITA" if zone == "Asia/Makassar" else "WIT.") in letter("jatuh tempo")


def test_each_can_be_turned_off(campaign: Campaign) -> None:
    with campaign.as_owner():
        set_preference("sop_kinerja", "ingatkan_hari_sebelum", campaign.owner.id, "0")
        set_preference("sop_kinerja", "eskalasi_hari", campaign.owner.id, "0")
    assert remind(wib(3, 8)) == []
    assert remind(wib(5, 8)) == [("Kabag Organisasi", "Tugas SOP: 1 terlambat")]
    assert remind(wib(20, 8)) == []


class Crash(BaseException):
    """The worker dies."""


def test_a_crash_sends_neither_twice_nor_never(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pengingat.queue_mail

    def die(*args: Any) -> Any:
        real(*args)
        raise Crash

    monkeypatch.setattr(pengingat, "queue_mail", die)
    with clock.at(wib(3, 8)), campaign.as_owner(), pytest.raises(Crash):
        pengingat.remind_department(campaign.owner.id)
    with campaign.as_owner():
        assert not TugasPengingat.select().exists() and not Surel.select().exists()
    monkeypatch.setattr(pengingat, "queue_mail", real)
    with clock.at(wib(3, 8)), campaign.as_owner():
        assert pengingat.remind_department(campaign.owner.id) == 1
        assert pengingat.remind_department(campaign.owner.id) == 0


@pytest.mark.usefixtures("each_database")
def test_two_workers_in_the_same_second_send_one(campaign: Campaign) -> None:
    def work() -> None:
        with clock.at(wib(3, 8)), acting(system_actor(campaign.owner.id)):
            pengingat.remind_department(campaign.owner.id)

    kabag = campaign.people["kabag_organisasi"]
    assert together([work, work], [kabag, kabag]) == [None, None]
    with scope(EVERYWHERE):
        assert (Surel.select().count(), TugasPengingat.select().count()) == (1, 1)


def test_it_comes_by_itself_every_hour(campaign: Campaign, let_time_pass: Callable[[float], None]) -> None:
    ours = Job.jenis == "sop_kinerja.pengingat"
    with scope(EVERYWHERE), clock.at(wib(3, 8)):
        for _ in range(2):
            schedule.enqueue_due()
            assert jobs.run(Job.get(ours & (Job.status == Status.QUEUED)).id)
            assert Surel.select().count() == 1
            let_time_pass(3600)
        assert [row.hasil for row in Job.select().where(ours).order_by(Job.id)] == [{"surel": 1}, {"surel": 0}]


def test_ten_times_the_tasks_need_no_more_queries(
    campaign: Campaign, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    task = fresh(campaign.task(1))
    counts = []
    for more in (10, 200):
        with campaign.as_owner():
            columns = {name: getattr(task, name) for name in task._meta.fields if name not in ("id", "uuid")}
            columns |= {field.name: getattr(task, field.object_id_name) for field in task._meta.refs}
            for number in range(more):
                Tugas.create(**{**columns, "tenggat": wib(3, 9) + timedelta(minutes=number)})
            TugasPengingat.delete().execute()
            with clock.at(wib(10, 8)), count_queries() as found:
                assert pengingat.remind_department(campaign.owner.id) == 2
        counts.append(len(found))
    assert counts[0] == counts[1]
    assert "dan 181 lainnya: http://127.0.0.1:8000/sop-kinerja/tugas" in letter("terlambat")
    assert len(letter("perhatian")) < 12_000
    with acting(system_actor(campaign.owner.id)):
        assert TugasPengingat.select().count() == 2 * 211
