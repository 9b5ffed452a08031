"""The versions of an SOP: the next one out of the ratified one, and the cases that run on."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.actor import acting
from core.errors import Busy, InputError, NotAllowed, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop import columns_of, get_version
from plugins.sop_kinerja.services.sop_columns import positions_of, set_positions
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import mark
from plugins.sop_kinerja.services.sop_edit_columns import Column, add_column
from plugins.sop_kinerja.services.sop_edit_steps import save_step
from plugins.sop_kinerja.services.sop_import import fingerprint_of, import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.services.sop_versions import DraftExists, new_version, proposed_changes, versions_of
from tests.plugins.sop_kinerja.kasus_world import lamandau, make_campaign, together
from tests.plugins.sop_kinerja.sop_desk import ALL, change, form_of, new_draft, put, uuid_of


@pytest.mark.usefixtures("each_database")
def test_the_next_version_begins_as_the_ratified_one(department: PerangkatDaerah) -> None:
    lurah, camat = (make_user(department, (), name).jabatan for name in ("Lurah", "Camat"))
    with acting(make_user(department, ALL).actor):
        versi = import_sop(replace(lamandau(), hitungan_hari="kerja"), department.id)
        add_column(versi, Column("Lurah", "setiap_unit", tanda="paraf"))
        set_positions(columns_of(versi)["lurah"], [camat, lurah])
        ratify(get_version(versi.uuid))
        said = data_of(get_version(versi.uuid))
        draft = new_version(versi)
        assert (draft.versi, draft.status, draft.dasar_id) == (2, "konsep", versi.id)
        assert data_of(draft) == replace(said, tanggal_pengesahan=None, tanggal_efektif=None)
        assert positions_of(draft)["lurah"] == [camat, lurah]
        assert columns_of(draft)["lurah"].id != columns_of(versi)["lurah"].id
        put(draft, "Menutup", oleh="sekda")
        assert data_of(get_version(versi.uuid)) == said  # what is frozen stays as it is


def test_one_draft_at_a_time(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(1)
        with pytest.raises(DraftExists) as found:
            new_version(versi)
        assert found.value.draft.id == versi.id
        ratify(versi)
        draft = new_version(versi)
        with pytest.raises(DraftExists, match="Versi 2 SOP ini masih konsep") as found:
            new_version(versi)
        assert found.value.draft.id == draft.id
        ratify(draft)
        with pytest.raises(StateError, match="versi 1 berstatus «Dicabut»"):
            new_version(versi)
    with acting(make_user(department, ("sop_kinerja.sop.update",)).actor), pytest.raises(NotAllowed):
        new_version(draft)


@pytest.mark.usefixtures("each_database")
def test_two_make_the_next_version_in_the_same_second(department: PerangkatDaerah) -> None:
    people = [make_user(department, ALL) for _ in range(2)]
    with acting(people[0].actor):
        versi = new_draft(2)
        ratify(versi)
    got = together([lambda: new_version(versi) and None, lambda: new_version(versi) and None], people)
    assert sorted(type(one) for one in got if one is not None) == [DraftExists]
    with acting(people[0].actor):
        assert [row.versi for row in SopVersi.select().order_by(SopVersi.versi)] == [1, 2]


@pytest.mark.usefixtures("each_database")
def test_two_save_one_step_in_the_same_second(department: PerangkatDaerah) -> None:
    people = [make_user(department, ALL) for _ in range(2)]
    with acting(people[0].actor):
        versi = new_draft(1)
        form, uuid = form_of(versi, 1), uuid_of(versi, 1)

    def typing(text: str) -> Callable[[], None]:
        return lambda: save_step(versi, uuid, replace(form, uraian=text), mark(form))

    got = together([typing("Satu"), typing("Dua")], people)
    assert [type(one) for one in got if one is not None] == [Busy]
    with acting(people[0].actor):
        assert form_of(versi, 1).uraian == ("Dua" if got[0] else "Satu")


@pytest.mark.usefixtures("each_database")
def test_a_change_while_it_is_being_ratified(department: PerangkatDaerah) -> None:
    """Whichever comes first: a frozen form is one that has been looked at."""
    people = [make_user(department, ALL) for _ in range(2)]
    with acting(people[0].actor):
        versi = new_draft(2)
        form, uuid, seen = form_of(versi, 2), uuid_of(versi, 2), fingerprint_of(data_of(versi))
    got = together(
        [
            lambda: ratify(get_version(versi.uuid), opened=seen),
            lambda: save_step(versi, uuid, replace(form, oleh=""), mark(form)),
        ],
        people,
    )
    assert sum(one is not None for one in got) == 1
    with acting(people[0].actor):
        fresh = get_version(versi.uuid)
        assert (fresh.status == "disahkan") == (fingerprint_of(data_of(fresh)) == seen)


def test_what_changed_is_proposed_and_may_be_told_otherwise(department: PerangkatDaerah) -> None:
    person = make_user(department, ALL, "Kabag Organisasi")
    with acting(person.actor):
        versi = new_draft(2)
        assert proposed_changes(versi) == ""
        ratify(versi)
        second = new_version(versi)
        assert proposed_changes(second) == "Isi sama dengan versi 1."
        change(second, 2, uraian="Memverifikasi data")
        assert "Memverifikasi data" in proposed_changes(second)
        with pytest.raises(InputError, match="wajib diisi"):
            ratify(second, "  ")
        ratify(second)
        third = new_version(second)
        ratify(third, "Disesuaikan dengan\n\nPeraturan Bupati.")
        rows = versions_of(versi.sop)
        assert [(row.versi.versi, row.versi.status, row.base) for row in rows] == [
            (3, "disahkan", 2),
            (2, "dicabut", 1),
            (1, "dicabut", None),
        ]
        assert rows[0].changes == ("Disesuaikan dengan", "Peraturan Bupati.") and rows[2].changes == ()
        assert any("Memverifikasi data" in line for line in rows[1].changes)
        assert {row.who for row in rows} == {"Kabag Organisasi"} and all(row.when for row in rows)


def test_the_list_of_versions_takes_as_many_queries_for_ten(
    department: PerangkatDaerah, max_queries: Callable[[int], object]
) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(1)
        for _ in range(5):
            ratify(versi)
            versi = new_version(versi)
        with max_queries(4):  # type: ignore[attr-defined]
            assert len(versions_of(versi.sop)) == 6


def test_running_cases_keep_their_version(department: PerangkatDaerah) -> None:
    campaign = make_campaign(department)
    campaign.start()
    campaign.do_until(2)
    with acting(make_user(department, ALL).actor):
        draft = new_version(campaign.versi)
        change(draft, 3, uraian="Langkah yang lain sama sekali", oleh="sekda")
        ratify(draft)
        rows = versions_of(draft.sop)
    assert [(row.versi.versi, row.versi.status, row.running) for row in rows] == [(2, "disahkan", 0), (1, "dicabut", 1)]
    assert campaign.fresh().versi_id == campaign.versi.id
    campaign.do(2)
    task = campaign.task(3)
    assert "Langkah yang lain" not in task.uraian
    campaign.do(3)  # by the Kabag, as version 1 says
    with campaign.as_owner():
        campaign.versi = get_version(campaign.versi.uuid)
    with pytest.raises(StateError, match="hanya SOP disahkan"):
        campaign.start("2026-TW2")  # version 1 begins no new case


def test_a_withdrawn_content_brought_in_again(department: PerangkatDaerah) -> None:
    """Loading the same file again changes nothing, also after people went on in a version of their own."""
    with acting(make_user(department, ALL).actor):
        first = import_sop(lamandau(), department.id)
        ratify(first)
        second = new_version(first)
        put(second, "Menutup", oleh="sekda")
        ratify(second)
        assert import_sop(lamandau(), department.id).id == first.id
        assert get_version(second.uuid).status == "disahkan"
        third = import_sop(replace(lamandau(), nomor="1/2026"), department.id)
        assert third.versi == 3
        # It is compared with the one in force, which it withdraws, and not with the file brought in before it.
        assert "1/2026" in proposed_changes(third) and "Menutup" in proposed_changes(third)
        ratify(third)
        assert (get_version(third.uuid).dasar_id, get_version(second.uuid).status) == (second.id, "dicabut")
