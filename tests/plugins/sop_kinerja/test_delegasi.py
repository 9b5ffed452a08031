"""The holder of a position hands its work to a colleague for a time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core import audit, clock
from core.actor import acting
from core.audit import Jejak
from core.errors import FieldErrors, NotAllowed, NotFound, StateError
from core.organisation.delegation import colleagues, delegate, delegations, end_delegation
from core.organisation.models import Penugasan, PerangkatDaerah
from core.organisation.positions import holders
from core.scoping import EVERYWHERE, scope
from core.testing.people import User, make_user
from plugins.sop_kinerja.services.kasus import CASES
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign, together
from tests.plugins.sop_kinerja.tugas_world import appoint, fresh


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    made = make_campaign(department)
    made.start()
    return made


@pytest.fixture
def kabag(campaign: Campaign) -> User:
    return campaign.people["kabag_organisasi"]


@pytest.fixture
def team(campaign: Campaign) -> User:
    return campaign.people["tim_kinerja"]


def hand(giver: User, taker: User, days: int = 3, reason: str = "Perjalanan dinas", start: int = 0) -> Penugasan:
    first = clock.today() + timedelta(days=start)
    with acting(giver.actor):
        return delegate(giver.jabatan.id, taker.pegawai.id, first, first + timedelta(days=days), reason)


def test_a_delegate_does_the_task_in_the_name_of_the_position(campaign: Campaign, kabag: User, team: User) -> None:
    task = campaign.task(1)
    made = hand(kabag, team)
    assert team.actor.title == "Tim Kinerja"  # one's own position stays what others see
    with acting(team.actor):
        CASES.complete(str(task.uuid), "ya")
    assert (fresh(task).oleh, fresh(task).sebagai) == ("Tim Kinerja", "a.n. Kabag Organisasi")
    assert [holder.title for holder in holders(kabag.jabatan.id)] == ["Kabag Organisasi", "a.n. Kabag Organisasi"]
    with scope(EVERYWHERE):
        lines = [line.tindakan for line in audit.history(made)]
    assert lines == ["penugasan.delegasi"]
    with clock.at(clock.now() + timedelta(days=5)):
        assert team.actor.assignment_for(kabag.jabatan.id) is None


def test_what_is_wrong_is_told_by_field(campaign: Campaign, kabag: User) -> None:
    today, stranger = clock.today(), next(iter(campaign.asked.values()))
    with acting(kabag.actor):
        with pytest.raises(FieldErrors) as wrong:
            delegate(kabag.jabatan.id, stranger.pegawai.id, today - timedelta(days=1), None, "")
        assert wrong.value.fields.keys() == {"kepada", "mulai", "selesai", "alasan"}
        for last in (today - timedelta(days=1), today + timedelta(days=400)):
            with pytest.raises(FieldErrors) as wrong:
                delegate(kabag.jabatan.id, kabag.pegawai.id, today, last, "cuti")
            assert wrong.value.fields.keys() == {"kepada", "selesai"}
        assert kabag.pegawai not in colleagues(kabag.actor)


def test_only_the_definitive_holder_and_no_chain(campaign: Campaign, kabag: User, team: User) -> None:
    sekda = campaign.people["sekda"]
    with acting(team.actor), pytest.raises(NotAllowed, match="Hanya pejabat definitif"):
        delegate(kabag.jabatan.id, sekda.pegawai.id, clock.today(), clock.today(), "cuti")
    hand(kabag, team)
    with acting(team.actor), pytest.raises(NotAllowed):
        delegate(kabag.jabatan.id, sekda.pegawai.id, clock.today(), clock.today(), "diteruskan")
    appoint(sekda, campaign.people["pelaksana"])
    with acting(sekda.actor), pytest.raises(NotAllowed):
        delegate(campaign.people["pelaksana"].jabatan.id, team.pegawai.id, clock.today(), clock.today(), "Plh")


def test_one_at_a_time(campaign: Campaign, kabag: User, team: User) -> None:
    sekda = campaign.people["sekda"]
    hand(kabag, team, days=3)
    with pytest.raises(StateError, match="sudah didelegasikan kepada Tim Kinerja sampai"):
        hand(kabag, sekda, start=3)
    hand(kabag, sekda, start=4)
    with acting(kabag.actor):
        assert [row.pegawai_id for row in delegations(kabag.actor)] == [team.pegawai.id, sekda.pegawai.id]


def test_either_side_ends_it(campaign: Campaign, kabag: User, team: User) -> None:
    made = hand(kabag, team)
    with acting(campaign.people["sekda"].actor), pytest.raises(NotAllowed):
        end_delegation(str(made.uuid))
    with acting(next(iter(campaign.asked.values())).actor), pytest.raises(NotFound):
        end_delegation(str(made.uuid))
    with acting(team.actor):
        end_delegation(str(made.uuid))
    assert team.actor.assignment_for(kabag.jabatan.id) is None
    made = hand(kabag, team, days=9)
    with clock.at(clock.now() + timedelta(days=4)):
        with acting(kabag.actor):
            end_delegation(str(made.uuid))
            assert delegations(kabag.actor) == []
            with pytest.raises(StateError, match="sudah berakhir"):
                end_delegation(str(made.uuid))
        assert team.actor.assignment_for(kabag.jabatan.id) is None
    with scope(EVERYWHERE):
        ended = Jejak.select().where(Jejak.tindakan == "penugasan.delegasi_akhiri").count()
        kept = Penugasan.select().where(Penugasan.jenis == "delegasi").count()
    assert (ended, kept) == (2, 1)  # the one that has not lasted a day is only in the log


@pytest.mark.usefixtures("each_database")
def test_two_of_one_position_in_the_same_second(campaign: Campaign, kabag: User, team: User) -> None:
    today, sekda = clock.today(), campaign.people["sekda"]
    work: list[Callable[[], None]] = [
        lambda who=who: delegate(kabag.jabatan.id, who.pegawai.id, today, today, "cuti") and None
        for who in (team, sekda)
    ]
    outcomes = together(work, [kabag, kabag])
    assert outcomes.count(None) == 1
    assert isinstance(next(one for one in outcomes if one is not None), StateError)


def test_the_page(campaign: Campaign, kabag: User, team: User, client: Any, login_as: Any, post: Any) -> None:
    login_as(client, kabag)
    home = client.get("/").get_data(as_text=True)
    assert 'href="/delegasi/"' in home
    assert "Tidak ada delegasi." in client.get("/delegasi/").get_data(as_text=True)
    bad = post(client, "/delegasi/", jabatan=str(kabag.jabatan.id))
    assert bad.status_code == 400
    for field in ("kepada", "mulai", "selesai", "alasan"):
        assert f'href="#f-{field}"' in bad.get_data(as_text=True)
    today = clock.today().isoformat()
    fields = {"jabatan": str(kabag.jabatan.id), "kepada": str(team.pegawai.id), "mulai": today, "selesai": today}
    assert post(client, "/delegasi/", **fields, alasan="Rapat di provinsi").status_code == 302
    assert "a.n. Kabag Organisasi: Tim Kinerja" in client.get("/delegasi/").get_data(as_text=True)
    login_as(client, team)
    shown = client.get("/delegasi/").get_data(as_text=True)
    assert "a.n. Kabag Organisasi: Anda" in shown and "Tim Kinerja, juga a.n. Kabag Organisasi" in shown
    uuid = shown.split("/delegasi/")[1:]
    end = next(part.split("/akhiri")[0] for part in uuid if "/akhiri" in part[:60])
    assert post(client, f"/delegasi/{end}/akhiri").status_code == 302
    assert "Tidak ada delegasi." in client.get("/delegasi/").get_data(as_text=True)


def test_who_holds_nothing_definitively_hands_nothing_on(
    department: PerangkatDaerah, client: Any, login_as: Any
) -> None:
    user = make_user(department)
    with scope(EVERYWHERE):
        Penugasan.update({Penugasan.jenis: "plt"}).where(Penugasan.pegawai == user.pegawai.id).execute()
    login_as(client, user)
    assert 'href="/delegasi/"' not in client.get("/").get_data(as_text=True)
    assert "Hanya pejabat definitif" in client.get("/delegasi/").get_data(as_text=True)
