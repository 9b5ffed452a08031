"""Who ended a step takes it back, as long as nobody has gone on from there."""

from typing import Any

import pytest

from core import audit
from core.actor import acting
from core.errors import InputError, NotAllowed, StateError
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_mark import mark
from plugins.sop_kinerja.services.tugas_alih import reassign
from plugins.sop_kinerja.services.tugas_ambil import take
from plugins.sop_kinerja.services.tugas_tarik import obstacle_of, withdraw
from plugins.sop_kinerja.services.waktu_jeda import go_on, wait
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign, together
from tests.plugins.sop_kinerja.tugas_world import appoint, fresh, leave, notes


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    made = make_campaign(department)
    made.start()
    return made


def done(campaign: Campaign, nomor: int, department: int | None = None) -> Tugas:
    """The last task of the step that is over."""
    with scope(EVERYWHERE):
        wanted = (Tugas.nomor == nomor) & (Tugas.perangkat_daerah == (department or campaign.owner.id))
        found: Tugas = Tugas.select().where(wanted & (Tugas.status == "selesai")).order_by(Tugas.id.desc()).first()
    return found


def test_the_step_opens_again_and_what_followed_is_closed(campaign: Campaign) -> None:
    kabag = campaign.people["kabag_organisasi"]
    due = campaign.task(1).tenggat
    campaign.do(1)
    first, follower = done(campaign, 1), campaign.task(2)
    with acting(kabag.actor):
        assert obstacle_of(first) == ""
        withdraw(str(first.uuid), "Salah menunjuk tim")
        assert audit.history(first)[-1].tindakan == "sop_kinerja.tugas.take_back"
    assert campaign.open_steps() == [1]
    again = campaign.task(1)
    assert (again.putaran, again.tenggat) == (2, due)
    assert again.catatan_masuk == "Ditarik kembali oleh Kabag Organisasi: Salah menunjuk tim"
    assert (fresh(follower).status, fresh(first).gugur) == ("batal", True)
    assert notes(campaign) == ["Langkah 1 ditarik kembali. Alasan: Salah menunjuk tim"]
    with acting(campaign.people["tim_kinerja"].actor), pytest.raises(StateError, match="ditarik kembali oleh Kabag"):
        CASES.complete(str(follower.uuid), "ya")
    campaign.do_until(10)
    campaign.do(10)
    assert campaign.fresh().status == "selesai"


def test_not_once_somebody_has_gone_on(campaign: Campaign) -> None:
    kabag, team = campaign.people["kabag_organisasi"], campaign.people["tim_kinerja"]
    campaign.do(1)
    first = str(done(campaign, 1).uuid)
    appoint(kabag, team)
    with acting(team.actor):
        take(str(campaign.task(2).uuid))
    with acting(kabag.actor), pytest.raises(StateError, match="Langkah 2 sesudahnya sudah diambil oleh Tim Kinerja"):
        withdraw(first, "keliru")
    campaign.do(2)
    with acting(kabag.actor), pytest.raises(StateError, match="Langkah 2 sesudahnya sudah diselesaikan oleh Tim"):
        withdraw(first, "keliru")
    assert campaign.open_steps() == [3]


def test_not_once_the_follower_waits_for_somebody_or_bears_a_mark(campaign: Campaign) -> None:
    kabag, team = campaign.people["kabag_organisasi"], campaign.people["tim_kinerja"]
    campaign.do(1)
    first, follower = str(done(campaign, 1).uuid), campaign.task(2)
    with acting(team.actor):
        wait(str(follower.uuid), "jawaban BKPSDM")
    with acting(kabag.actor), pytest.raises(StateError, match="Langkah 2 sesudahnya sudah dimulai: menunggu jawaban"):
        withdraw(first, "keliru")
    with acting(team.actor):
        go_on(str(follower.uuid))
        Tugas.update({Tugas.tanda: "paraf"}).where(Tugas.id == follower.id).execute()
        mark(str(follower.uuid), agreed=True)
    with acting(kabag.actor), pytest.raises(StateError, match="Langkah 2 sesudahnya sudah dibubuhi paraf oleh Tim"):
        withdraw(first, "keliru")


def test_not_once_the_follower_was_handed_on(campaign: Campaign) -> None:
    campaign.do(1)
    with acting(campaign.people["sekda"].actor):
        reassign(str(campaign.task(2).uuid), campaign.people["sekda"].jabatan.id, "mendesak")
    with acting(campaign.people["kabag_organisasi"].actor), pytest.raises(StateError, match="sudah dialihkan kepada"):
        withdraw(str(done(campaign, 1).uuid), "keliru")


def test_only_by_the_one_who_ended_it_while_in_the_position(campaign: Campaign) -> None:
    kabag, team = campaign.people["kabag_organisasi"], campaign.people["tim_kinerja"]
    campaign.do(1)
    first = str(done(campaign, 1).uuid)
    appoint(team, kabag)
    with acting(team.actor), pytest.raises(NotAllowed):
        withdraw(first, "bukan saya yang menyelesaikan")
    with acting(kabag.actor), pytest.raises(InputError):
        withdraw(first, " ")
    leave(kabag)
    with acting(campaign.people["sekda"].actor), pytest.raises(NotAllowed):
        withdraw(first, "keliru")


def test_a_tidak_stays(campaign: Campaign) -> None:
    campaign.do_until(3)
    campaign.do(3, "tidak", reason="Perihal keliru")
    with acting(campaign.people["kabag_organisasi"].actor), pytest.raises(StateError, match="sudah dikembalikan ke"):
        withdraw(str(done(campaign, 3).uuid), "keliru")


def test_not_when_the_departments_have_their_forms(campaign: Campaign) -> None:
    """The collecting action has prepared what others see."""
    campaign.do_until(7)
    with acting(campaign.people["tim_kinerja"].actor), pytest.raises(StateError, match="dapat sudah dilihat"):
        withdraw(str(done(campaign, 6).uuid), "keliru")
    assert campaign.open_steps() == [7]


def test_the_end_stays(campaign: Campaign) -> None:
    campaign.do_until(10)
    campaign.do(10)
    with acting(campaign.people["tim_kinerja"].actor), pytest.raises(StateError, match="sudah berakhir"):
        withdraw(str(done(campaign, 10).uuid), "keliru")


def test_twice_is_once(campaign: Campaign) -> None:
    campaign.do(1)
    first = str(done(campaign, 1).uuid)
    with acting(campaign.people["kabag_organisasi"].actor):
        withdraw(first, "keliru")
        with pytest.raises(StateError, match="sudah dikembalikan atau ditarik kembali"):
            withdraw(first, "keliru")


@pytest.mark.usefixtures("each_database")
def test_withdrawn_while_the_next_one_does_it(campaign: Campaign) -> None:
    """Either the step is back, or the case is further; never both."""
    campaign.do(1)
    first, follower = str(done(campaign, 1).uuid), str(campaign.task(2).uuid)
    outcomes: list[Any] = together(
        [lambda: withdraw(first, "keliru") and None, lambda: CASES.complete(follower, "ya")],
        [campaign.people["kabag_organisasi"], campaign.people["tim_kinerja"]],
    )
    assert outcomes.count(None) == 1
    assert campaign.open_steps() == ([1] if outcomes[0] is None else [3])
