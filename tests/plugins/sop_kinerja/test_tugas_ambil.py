"""Several hold a position: one takes the task, and the others leave it, unless they take it over."""

from datetime import timedelta
from typing import Any

import pytest

from core import audit, clock
from core.actor import acting
from core.errors import InputError, NotAllowed, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.people import User
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_read import inbox
from plugins.sop_kinerja.services.tugas_ambil import release, take, take_over
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign, together
from tests.plugins.sop_kinerja.tugas_world import appoint, fresh, leave, mails, notes


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    made = make_campaign(department)
    made.start()
    return made


@pytest.fixture
def holder(campaign: Campaign) -> User:
    return campaign.people["kabag_organisasi"]


@pytest.fixture
def stand_in(campaign: Campaign, holder: User) -> User:
    """Beside the holder, in the position whose turn it is."""
    appoint(campaign.people["tim_kinerja"], holder)
    return campaign.people["tim_kinerja"]


def test_alone_in_a_position_one_takes_nothing(campaign: Campaign, holder: User) -> None:
    with acting(holder.actor), pytest.raises(StateError, match="Hanya Anda"):
        take(str(campaign.task(1).uuid))


def test_what_one_has_taken_the_other_may_not_do(campaign: Campaign, holder: User, stand_in: User) -> None:
    uuid = str(campaign.task(1).uuid)
    with acting(holder.actor):
        take(uuid)
        take(uuid)  # twice is once
    with acting(stand_in.actor):
        with pytest.raises(StateError, match=r"sedang dikerjakan Kabag Organisasi"):
            CASES.complete(uuid, "ya")
        with pytest.raises(StateError, match="sedang dikerjakan"):
            take(uuid)
        with pytest.raises(StateError, match="tidak sedang Anda ambil"):
            release(uuid)
    assert campaign.open_steps() == [1]
    with acting(holder.actor):
        release(uuid)
        assert [line.tindakan for line in audit.history(campaign.task(1))] == [
            "sop_kinerja.tugas.open",
            "sop_kinerja.tugas.claim",
            "sop_kinerja.tugas.release_claim",
        ]
    with acting(stand_in.actor):
        CASES.complete(uuid, "ya")
    assert campaign.open_steps() == [2]


def test_taking_over_needs_a_reason_and_is_told(campaign: Campaign, holder: User, stand_in: User) -> None:
    task = campaign.task(1)
    uuid = str(task.uuid)
    with acting(stand_in.actor), pytest.raises(StateError, match="tidak sedang diambil"):
        take_over(uuid, "mendesak")
    with acting(holder.actor):
        take(uuid)
    with acting(stand_in.actor):
        with pytest.raises(InputError) as wrong:
            take_over(uuid, "  ")
        assert wrong.value.fields.keys() == {"alasan"}
        take_over(uuid, "Beliau sedang rapat.")
    with acting(campaign.people["sekda"].actor), pytest.raises(NotAllowed):
        take_over(uuid, "saya saja")
    assert fresh(task).diambil_id == stand_in.pegawai.id
    assert notes(campaign) == ["Langkah 1 diambil alih dari Kabag Organisasi. Alasan: Beliau sedang rapat."]
    assert mails(holder) == ["Anda disebut: Pengumpulan Data Kinerja Triwulan I 2026"]
    assert mails(stand_in) == []
    with acting(holder.actor), pytest.raises(StateError, match="sedang dikerjakan Tim Kinerja"):
        CASES.complete(uuid, "ya")
    with acting(stand_in.actor):
        CASES.complete(uuid, "ya")


def test_a_claim_of_somebody_who_left_counts_for_nothing(campaign: Campaign, holder: User, stand_in: User) -> None:
    uuid = str(campaign.task(1).uuid)
    with acting(stand_in.actor):
        take(uuid)
    with acting(holder.actor):
        assert [row.taken for row in inbox(holder.actor)] == ["Tim Kinerja"]
    with clock.at(clock.now() + timedelta(days=2)), acting(holder.actor):  # the Plh is over
        assert [row.taken for row in inbox(holder.actor)] == [""]
        CASES.complete(uuid, "ya")
    assert campaign.open_steps() == [2]


def test_the_one_who_claimed_may_leave_the_position(campaign: Campaign, holder: User, stand_in: User) -> None:
    uuid = str(campaign.task(1).uuid)
    with acting(holder.actor):
        take(uuid)
    leave(holder)
    appoint(stand_in, holder)
    with acting(stand_in.actor):
        CASES.complete(uuid, "ya")


@pytest.mark.usefixtures("each_database")
def test_two_take_it_in_the_same_second(campaign: Campaign, holder: User, stand_in: User) -> None:
    task = campaign.task(1)
    uuid = str(task.uuid)
    outcomes = together([lambda: take(uuid) and None] * 2, [holder, stand_in])
    assert outcomes.count(None) == 1
    (refused,) = [one for one in outcomes if one is not None]
    winner = (holder, stand_in)[outcomes.index(None)]
    assert isinstance(refused, StateError) and winner.pegawai.nama in refused.sentence
    assert fresh(task).diambil_id == winner.pegawai.id


@pytest.mark.usefixtures("each_database")
def test_one_takes_it_while_the_other_does_it(campaign: Campaign, holder: User, stand_in: User) -> None:
    """Whoever is second is told: either it is taken, or it is done."""
    uuid = str(campaign.task(1).uuid)
    outcomes = together([lambda: CASES.complete(uuid, "ya"), lambda: take(uuid) and None], [holder, stand_in])
    assert outcomes.count(None) == 1
    done = outcomes[0] is None
    assert campaign.open_steps() == ([2] if done else [1])


def test_beranda_leaves_out_what_a_colleague_has_taken(
    campaign: Campaign, holder: User, stand_in: User, client: Any, login_as: Any
) -> None:
    task = campaign.task(1)
    with acting(holder.actor):
        take(str(task.uuid))
    address = f"/sop-kinerja/tugas/{task.uuid}"
    assert address in login_as(client, holder).get("/").get_data(as_text=True)
    login_as(client, stand_in)
    assert address not in client.get("/").get_data(as_text=True)
    assert "Sedang dikerjakan Kabag Organisasi" in client.get("/sop-kinerja/tugas").get_data(as_text=True)
