"""Balangan's year: four triwulan, two semester, one year; each begins when what it is made of is there."""

from datetime import UTC, datetime, timedelta

import pytest

from core import activation, clock
from core.actor import acting, system_actor
from core.audit import Jejak
from core.errors import StateError
from core.organisation.models import Penugasan, PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Kasus, SopVersi, Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_begin import steps_in
from plugins.sop_kinerja.services.kasus_start import start_case
from plugins.sop_kinerja.services.kasus_ulang import restart
from plugins.sop_kinerja.services.kasus_year import begin_now, begin_ready, begin_whole, obstacles, plan_year
from plugins.sop_kinerja.services.kasus_year_read import year
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.kasus_world import make_campaign
from tests.plugins.sop_kinerja.years import supply_references

JANUARY = datetime(2026, 1, 5, 2, tzinfo=UTC)


@pytest.fixture
def office(department: PerangkatDaerah) -> dict[str, User]:
    """The positions of DKP3, held; by the code of their column."""
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", department.id)
    columns = next(sop for sop in seed_sops() if sop.kode == "dkp3_balangan").pelaksana
    return {one.kode: make_user(department, ("sop_kinerja.*",), one.label) for one in columns}


@pytest.fixture
def versi(department: PerangkatDaerah, office: dict[str, User]) -> SopVersi:
    data = next(sop for sop in seed_sops() if sop.kode == "dkp3_balangan")
    with acting(system_actor(department.id)):
        made = import_sop(data, department.id)
        ratify(made)
        supply_references(department, 2026)
    return made


def do_all(kasus: Kasus, office: dict[str, User], until: int = 0) -> list[int]:
    """Everybody says Ya, to the end or before step `until`; gives the steps in the order in which they were done."""
    done = []
    while True:
        with acting(system_actor(kasus.perangkat_daerah_id)):
            task = Tugas.get_or_none((Tugas.kasus == kasus.id) & (Tugas.status == "berjalan"))
        if task is None or task.nomor == until:
            return done
        user = next(one for one in office.values() if one.jabatan.id == task.jabatan_id)
        with acting(user.actor):
            CASES.complete(str(task.uuid), "ya")
        done.append(int(task.nomor))


def stands(tahun: int = 2026) -> dict[str, str]:
    return {row.periode.partition("-")[2]: row.status for row in Kasus.select().where(Kasus.tahun == tahun)}


def test_a_year_is_laid_out_and_runs_through(office: dict[str, User], versi: SopVersi) -> None:
    head = office["sekretaris"].actor
    with clock.at(JANUARY), acting(head):
        cases = {one.periode.partition("-")[2]: one for one in plan_year(versi, 2026)}
        assert stands() == dict.fromkeys(("TW1", "TW2", "S1", "TW3", "TW4", "S2", "TH"), "rencana")
        assert obstacles(cases["S1"]) == ["Menunggu Triwulan I 2026 dan Triwulan II 2026 selesai."]
        assert obstacles(cases["TW1"]) == ["Menunggu periodenya berakhir."]
        assert cases["TW1"].tenggat < cases["S1"].tenggat < cases["S2"].tenggat <= cases["TH"].tenggat
    done = {}
    for quarter, month in (("TW1", 4), ("TW2", 7), ("TW3", 10), ("TW4", 13)):
        moment = datetime(2026 + month // 13, month % 12, 6, 2, tzinfo=UTC)
        with clock.at(moment):
            with acting(system_actor(versi.perangkat_daerah_id)):
                assert [one.periode for one in begin_ready(versi.perangkat_daerah_id)] == [f"2026-{quarter}"]
            done[quarter] = do_all(cases[quarter], office)
            semester = {"TW2": "S1", "TW4": "S2"}.get(quarter)
            if semester:
                with acting(head):
                    assert stands()[semester] == "berjalan", "it begins by itself once both quarters are done"
                done[semester] = do_all(cases[semester], office)
            if quarter == "TW4":
                done["TH"] = do_all(cases["TH"], office)
    assert done["TW1"] == done["TW4"] == [1, 2, 3, 4, 5]
    assert done["S1"] == done["S2"] == [6, 7, 8]
    assert done["TH"] == [9]
    with acting(head):
        assert set(stands().values()) == {"selesai"}


def test_a_year_is_laid_out_once(office: dict[str, User], versi: SopVersi) -> None:
    with clock.at(JANUARY), acting(office["sekretaris"].actor):
        plan_year(versi, 2026)
        with pytest.raises(StateError, match="sudah direncanakan"):
            plan_year(versi, 2026)
        with pytest.raises(StateError, match="sudah direncanakan"):
            start_case(versi, "2026-TW1", clock.today() + timedelta(days=9))
        assert Kasus.select().count() == 7


def test_a_semester_cannot_begin_before_its_quarters(office: dict[str, User], versi: SopVersi) -> None:
    with clock.at(JANUARY), acting(office["sekretaris"].actor):
        cases = {one.periode: one for one in plan_year(versi, 2026)}
        with pytest.raises(StateError, match="Menunggu Triwulan I 2026"):
            begin_now(cases["2026-S1"])
        begin_now(cases["2026-TW1"])
        assert stands()["TW1"] == "berjalan"


def test_a_quarter_that_runs_again_is_waited_for_on_the_years_page_too(
    office: dict[str, User], versi: SopVersi
) -> None:
    head = next(iter(office.values()))
    with clock.at(JANUARY + timedelta(days=200)), acting(head.actor):
        cases = {row.periode: row for row in plan_year(versi, 2026)}
        do_all(cases["2026-TW1"], office)
        restart(str(cases["2026-TW1"].uuid), "Angkanya keliru.")
        rows = {row.kasus.periode: row for row in year(versi.sop, 2026).rows if row.kasus.status == "rencana"}
        assert rows["2026-S1"].waits == obstacles(cases["2026-S1"])
        assert "Triwulan I 2026" in rows["2026-S1"].waits[0]


def test_where_nobody_could_do_the_longer_period_it_waits_and_nothing_fails(
    office: dict[str, User], versi: SopVersi
) -> None:
    with clock.at(JANUARY + timedelta(days=200)), acting(next(iter(office.values())).actor):
        cases = {row.periode: row for row in plan_year(versi, 2026)}
        do_all(cases["2026-TW1"], office)
        last = max(steps_in(versi, "triwulan"), key=lambda step: step.nomor)
        do_all(cases["2026-TW2"], office, until=last.nomor)
        absent = {code for step in steps_in(versi, "semester") for code in step.pelaksana} - {*last.pelaksana}
        Penugasan.delete().where(Penugasan.jabatan == office[min(absent)].jabatan.id).execute()
        do_all(cases["2026-TW2"], office)
        assert stands()["TW2"] == "selesai"
        begin_whole(str(cases["2026-TW2"].uuid))
        assert stands()["S1"] == "rencana"


def test_a_campaign_has_no_calendar(department: PerangkatDaerah) -> None:
    campaign = make_campaign(department)
    with acting(campaign.people["kabag_organisasi"].actor), pytest.raises(StateError, match="tidak berjenjang"):
        plan_year(campaign.versi, 2026)


def test_a_position_that_is_empty_is_told_and_nothing_is_written_again_and_again(
    department: PerangkatDaerah, office: dict[str, User], versi: SopVersi
) -> None:
    with clock.at(JANUARY), acting(office["sekretaris"].actor):
        case = next(one for one in plan_year(versi, 2026) if one.periode == "2026-TW1")
    with clock.at(datetime(2026, 4, 6, 2, tzinfo=UTC)), acting(system_actor(department.id)):
        Penugasan.delete().where(Penugasan.jabatan == office["kepala_bidang"].jabatan.id).execute()
        written = Jejak.select().count()
        for _ in range(3):
            assert begin_ready(department.id) == []
        assert Jejak.select().count() == written
        assert obstacles(case) == ["Kolom «Kepala Bidang»: jabatan Kepala Bidang sedang tidak ada pemegangnya."]
    with clock.at(datetime(2026, 4, 6, 2, tzinfo=UTC)), acting(office["sekretaris"].actor):
        row = next(one for one in year(versi.sop, 2026).rows if one.kasus.periode == "2026-TW1")
        assert row.waits == ["Kolom «Kepala Bidang»: jabatan Kepala Bidang sedang tidak ada pemegangnya."]
