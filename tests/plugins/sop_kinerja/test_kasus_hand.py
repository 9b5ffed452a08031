"""Steps by hand: what no plugin does here is done on paper; with the plugin on, only by its action."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from core.actor import acting
from core.errors import InputError, NotAllowed, StateError
from core.organisation.models import PerangkatDaerah
from core.scoping import department_scope
from plugins.sop_kinerja.models import KasusDokumen, Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_hand import action_of, complete_by_hand
from tests.plugins.sop_kinerja.kasus_world import PERFORMERS, Campaign, make_campaign, pdf


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    campaign = make_campaign(department, 1)
    campaign.start()
    return campaign


def by_hand(campaign: Campaign, nomor: int, decision: str = "ya", **kw: Any) -> None:
    with acting(campaign.people[PERFORMERS[nomor]].actor):
        complete_by_hand(str(campaign.task(nomor).uuid), decision, **kw)


def documents(campaign: Campaign) -> list[str]:
    with department_scope(campaign.owner.id):
        return [str(row.nama) for row in KasusDokumen.select().order_by(KasusDokumen.id)]


def test_a_step_without_action_needs_a_file_or_a_note(campaign: Campaign) -> None:
    with pytest.raises(
        InputError, match=r"Unggah berkas hasil langkah ini, atau tuliskan hasilnya: Disposisi\."
    ) as found:
        by_hand(campaign, 1, note=" ")
    assert found.value.field == "catatan"
    by_hand(campaign, 1, note="Disposisi lisan")
    assert campaign.open_steps() == [2]
    assert documents(campaign) == ["Lembar disposisi langkah 1, Kabag Organisasi"]
    with department_scope(campaign.owner.id):
        done = Tugas.get(Tugas.nomor == 1)
    assert (done.catatan, done.dengan_tangan, done.keputusan) == ("Disposisi lisan", True, "ya")


def test_a_letter_step_takes_the_scan(campaign: Campaign) -> None:
    by_hand(campaign, 1, upload=pdf("disposisi"))
    with pytest.raises(InputError, match="Rancangan Surat Permintaan Data Kinerja") as found:
        by_hand(campaign, 2)
    assert found.value.field == "berkas"
    with pytest.raises(InputError) as found:
        by_hand(campaign, 2, upload=(io.BytesIO(b"#!/bin/sh\n"), "surat.pdf"))
    assert found.value.field == "berkas"
    assert campaign.open_steps() == [2] and documents(campaign) == ["Disposisi"]
    by_hand(campaign, 2, upload=pdf("konsep"))
    by_hand(campaign, 3, "tidak", reason="Perihal keliru")  # returning needs no file
    assert campaign.open_steps() == [2]
    with campaign.as_owner():
        assert [one.nama for one in CASES.documents(campaign.fresh().uuid)] == documents(campaign)
    assert documents(campaign) == ["Disposisi", "Rancangan Surat Permintaan Data Kinerja"]


def test_the_archive_step_is_noted(campaign: Campaign) -> None:
    campaign.do_until(10)
    with pytest.raises(InputError) as found:
        by_hand(campaign, 10, note=" ")
    assert found.value.field == "catatan"
    by_hand(campaign, 10, note="Lemari arsip 2, boks 14")
    assert campaign.fresh().status == "selesai"


def test_an_action_on_offer_must_be_used(campaign: Campaign) -> None:
    campaign.do_until(8)
    assert campaign.task(8).lewat_aksi
    with pytest.raises(StateError, match="Gunakan itu"):
        by_hand(campaign, 8, upload=pdf())
    assert campaign.open_steps() == [8]


def test_what_began_by_hand_ends_by_hand(campaign: Campaign, activate: Callable[..., None]) -> None:
    """The plugin is turned on while the step is open: it does not take over half-way, and nothing is stuck."""
    campaign.do_until(2)
    assert not campaign.task(2).lewat_aksi
    activate("surat", campaign.owner)
    with campaign.as_owner():
        assert action_of(campaign.task(2)) is None
    by_hand(campaign, 2, upload=pdf())
    assert campaign.open_steps() == [3]


def test_turned_off_in_the_middle_it_goes_on_by_hand(campaign: Campaign, activate: Callable[..., None]) -> None:
    activate("surat", campaign.owner)
    campaign.do_until(2)
    task = campaign.task(2)
    assert task.lewat_aksi
    with pytest.raises(StateError):
        by_hand(campaign, 2, upload=pdf())
    activate("surat", campaign.owner, on=False)
    by_hand(campaign, 2, upload=pdf())
    assert campaign.open_steps() == [3]


def test_who_may(campaign: Campaign) -> None:
    task = str(campaign.task(1).uuid)
    with acting(campaign.people["sekda"].actor), pytest.raises(NotAllowed, match="tugas Kabag Organisasi"):
        complete_by_hand(task, "ya")
    with pytest.raises(InputError, match="Catatan paling banyak"):
        by_hand(campaign, 1, note="x" * 2001)
