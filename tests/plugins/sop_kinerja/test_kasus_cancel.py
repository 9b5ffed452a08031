"""Cancelling a case, and starting it again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core import activation, audit, clock
from core.actor import acting, system_actor
from core.errors import FieldErrors, InputError, NotAllowed, StateError
from core.organisation.models import Penugasan, PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import make_user
from plugins.sop_kinerja.contracts import KasusDibatalkan
from plugins.sop_kinerja.models import Kasus, KasusTujuan, Penyampaian, Tugas
from plugins.sop_kinerja.services.data_fill import submit
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_batal import cancel
from plugins.sop_kinerja.services.kasus_begin import steps_in
from plugins.sop_kinerja.services.kasus_story import case_tasks, stages
from plugins.sop_kinerja.services.kasus_ulang import restart
from plugins.sop_kinerja.services.kasus_year import begin_ready, plan_year
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.sop_kinerja.sopform import SopData
from tests.plugins.sop_kinerja.kasus_world import Campaign, lamandau, make_campaign, together


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department)


def stop(campaign: Campaign, reason: str = "Salah periode") -> None:
    assert campaign.kasus is not None
    with acting(campaign.people["kabag_organisasi"].actor):
        cancel(str(campaign.kasus.uuid), reason)


def again(campaign: Campaign, reason: str = "Data berubah", **kw: Any) -> Kasus:
    assert campaign.kasus is not None
    with acting(campaign.people["kabag_organisasi"].actor):
        return restart(str(campaign.kasus.uuid), reason, **kw)


def test_a_cancelled_case_is_over_for_everybody(campaign: Campaign, events: Any) -> None:
    kasus = campaign.start()
    campaign.do_until(7)
    first = min(campaign.asked)
    task = campaign.task(7, first)
    with acting(campaign.people["kabag_organisasi"].actor), pytest.raises(InputError):
        cancel(str(kasus.uuid), " ")
    stop(campaign, "Periode keliru")
    assert (campaign.fresh().status, campaign.fresh().alasan_batal, campaign.fresh().kunci) == (
        "batal", "Periode keliru", None,
    )  # fmt: skip
    assert campaign.open() == []
    with acting(campaign.asked[first].actor):
        with pytest.raises(StateError, match=r"Langkah 7 dibatalkan\. Pelaksanaan dibatalkan: Periode keliru"):
            CASES.complete(str(task.uuid), "ya")
        (form,) = Penyampaian.select().where(Penyampaian.perangkat_daerah == first)
        assert (form.status, form.alasan) == ("dibatalkan", "Pelaksanaan dibatalkan: Periode keliru")
        with pytest.raises(StateError):
            submit(str(form.uuid), {}, versi=form.versi)
    (told,) = events.of(KasusDibatalkan)
    assert (told.kasus_uuid, told.alasan) == (kasus.uuid, "Periode keliru")
    with campaign.as_owner():
        assert audit.history(kasus)[-1].tindakan == "sop_kinerja.kasus.cancel"
        assert CASES.cancelled(str(kasus.uuid)) == "Periode keliru"
        assert CASES.documents(str(kasus.uuid)) == []
    with acting(campaign.people["kabag_organisasi"].actor), pytest.raises(StateError, match="sudah dibatalkan"):
        cancel(str(kasus.uuid), "sekali lagi")


def test_only_with_the_permission(campaign: Campaign) -> None:
    kasus = campaign.start()
    clerk = make_user(campaign.owner, ("sop_kinerja.kasus.read", "sop_kinerja.tugas.do"))
    with acting(clerk.actor):
        with pytest.raises(NotAllowed, match="Membatalkan dan mengulang"):
            cancel(str(kasus.uuid), "x")
        with pytest.raises(NotAllowed):
            restart(str(kasus.uuid), "x")


def test_the_period_is_free_again(campaign: Campaign) -> None:
    old = campaign.start()
    stop(campaign)
    new = campaign.start()
    assert new.id != old.id and new.kunci == f"{campaign.versi.sop_id}:2026-TW1"


def test_a_restart_asks_the_same_departments_with_the_newest_version(campaign: Campaign) -> None:
    old = campaign.start()
    campaign.do_until(3)
    data: SopData = lamandau()
    with campaign.as_owner():
        newer = import_sop(SopData(**{**vars(data), "nomor": "SOP-2/2026"}), campaign.owner.id)
        ratify(newer)
    new = again(campaign)
    assert campaign.fresh().status == "batal" and campaign.fresh().alasan_batal == "Data berubah"
    assert (new.versi_id, new.periode, new.ulangan_dari_id, new.nama) == (newer.id, old.periode, old.id, old.nama)
    with campaign.as_owner():
        asked = [row.tujuan_id for row in KasusTujuan.select().where(KasusTujuan.kasus == new.id)]
        assert sorted(asked) == sorted(campaign.asked)
        (task,) = Tugas.select().where(Tugas.status == "berjalan")
        assert (task.kasus_id, task.nomor) == (new.id, 1)
    campaign.kasus = new
    campaign.do_until(10)
    campaign.do(10)
    assert campaign.fresh().status == "selesai"


def test_a_finished_one_stays_and_gives_its_period_away(campaign: Campaign) -> None:
    campaign.start()
    campaign.do_until(10)
    campaign.do(10)
    with pytest.raises(InputError):
        again(campaign, " ")
    new = again(campaign)
    assert (campaign.fresh().status, campaign.fresh().kunci) == ("selesai", None)
    assert new.kunci is not None and new.status == "berjalan"
    with pytest.raises(StateError, match="sedang berjalan"):
        again(campaign)


def test_of_a_cancelled_one_whose_period_is_taken(campaign: Campaign) -> None:
    old = campaign.start()
    stop(campaign)
    campaign.start()
    campaign.kasus = old
    with pytest.raises(StateError, match="sedang berjalan"):
        again(campaign)


def test_a_deadline_that_is_past_is_asked_for(campaign: Campaign) -> None:
    campaign.start()
    later = clock.now() + timedelta(days=60)
    with clock.at(later):
        with pytest.raises(FieldErrors, match="sudah lewat"):
            again(campaign)
        assert campaign.fresh().status == "berjalan"  # nothing has happened
        day = clock.today() + timedelta(days=5)
        assert again(campaign, tenggat=day).tenggat == day


def test_when_nobody_could_do_it_nothing_is_cancelled(campaign: Campaign) -> None:
    campaign.start()
    with scope(EVERYWHERE):
        Penugasan.delete().where(Penugasan.jabatan == campaign.people["sekda"].jabatan.id).execute()
    with pytest.raises(StateError, match="sedang tidak ada pemegangnya"):
        again(campaign)
    assert campaign.fresh().status == "berjalan" and campaign.open_steps() == [1]


def test_a_planned_case_is_cancelled_and_planned_again(department: PerangkatDaerah) -> None:
    """Its period has not come: the new one waits for it as the old one did."""
    data = next(sop for sop in seed_sops() if sop.kode == "dkp3_balangan")
    people = [make_user(department, ("sop_kinerja.*",), one.label) for one in data.pelaksana]
    with acting(system_actor(department.id)):
        activation.turn_on("sop_kinerja", department.id)
        versi = import_sop(data, department.id)
        ratify(versi)
    with clock.at(datetime(2026, 1, 5, 2, tzinfo=UTC)), acting(people[0].actor):
        planned = plan_year(versi, 2026)
        quarter = next(one for one in planned if one.periode == "2026-TW2")
        cancel(str(quarter.uuid), "Digabung")
        assert begin_ready(department.id) == []
        new = restart(str(quarter.uuid), "Tidak jadi digabung")
        assert (new.status, new.periode, new.rencana_mulai) == ("rencana", "2026-TW2", quarter.rencana_mulai)
        assert (new.kadensi, new.ulangan_dari_id) == ("triwulan", quarter.id)


def test_what_is_started_again_after_its_deadline_has_the_time_its_steps_take(department: PerangkatDaerah) -> None:
    data = next(sop for sop in seed_sops() if sop.kode == "dkp3_balangan")
    people = [make_user(department, ("sop_kinerja.*",), one.label) for one in data.pelaksana]
    with acting(system_actor(department.id)):
        activation.turn_on("sop_kinerja", department.id)
        versi = import_sop(data, department.id)
        ratify(versi)
    friday_evening = datetime(2026, 11, 20, 11, tzinfo=UTC)
    with clock.at(friday_evening), acting(people[0].actor):
        quarter = next(one for one in plan_year(versi, 2025) if one.periode == "2025-TW4")
        assert quarter.tenggat < friday_evening.date()
        new = restart(str(quarter.uuid), "Diulang")
        assert new.tenggat > friday_evening.date(), "nothing can be done on the evening of that day"


def test_a_step_that_was_open_when_its_case_was_cancelled_is_not_to_be_done_again(campaign: Campaign) -> None:
    kasus = campaign.start()
    stop(campaign)
    with campaign.as_owner():
        (first, *_) = stages(steps_in(kasus.versi, str(kasus.kadensi)), case_tasks(campaign.fresh()))
    assert first.state == "nanti"


@pytest.mark.usefixtures("each_database")
def test_cancelled_while_a_step_is_done(campaign: Campaign) -> None:
    """In whatever order: nothing is open in a case that is over."""
    kasus = campaign.start()
    task = campaign.task(1)
    outcomes = together(
        [lambda: CASES.complete(str(task.uuid), "ya"), lambda: cancel(str(kasus.uuid), "keliru") and None],
        [campaign.people["kabag_organisasi"], campaign.people["sekda"]],
    )
    assert outcomes[1] is None
    assert campaign.fresh().status == "batal" and campaign.open() == []


@pytest.mark.usefixtures("each_database")
def test_restarted_twice_in_the_same_second(campaign: Campaign) -> None:
    kasus = campaign.start()
    outcomes = together(
        [lambda: restart(str(kasus.uuid), "ulang") and None] * 2,
        [campaign.people["kabag_organisasi"], campaign.people["sekda"]],
    )
    assert outcomes.count(None) == 1
    with campaign.as_owner():
        assert Kasus.select().where(Kasus.status == "berjalan").count() == 1


def test_pages_link_to_each_other(campaign: Campaign, client: Any, login_as: Any, post: Callable[..., Any]) -> None:
    old = campaign.start()
    login_as(client, campaign.people["kabag_organisasi"])
    url = f"/sop-kinerja/pelaksanaan/{old.uuid}"
    assert f"{url}/ulang" in client.get(url).get_data(as_text=True)
    missing = post(client, f"{url}/ulang", alasan="")
    assert missing.status_code == 400 and 'href="#f-' in missing.get_data(as_text=True)
    moved = post(client, f"{url}/ulang", alasan="Data berubah", tenggat=old.tenggat.isoformat())
    assert moved.status_code == 302, moved.get_data(as_text=True)
    new = client.get(moved.location).get_data(as_text=True)
    assert url in new and "Alasan: Data berubah" in new
    shown = client.get(url).get_data(as_text=True)
    assert moved.location in shown and "Dibatalkan. Alasan: Data berubah" in shown
    gone = post(client, f"{moved.location}/batalkan", alasan="Tidak jadi")
    assert gone.status_code == 302
    assert "Dibatalkan. Alasan: Tidak jadi" in client.get(moved.location).get_data(as_text=True)
