"""An open task goes to another position; a position without a holder leaves nothing stuck."""

from typing import Any

import pytest

from core import audit
from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, StateError
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import make_user
from plugins.sop_kinerja.models import Kasus
from plugins.sop_kinerja.services import formulir
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_hand import complete_by_hand
from plugins.sop_kinerja.services.kasus_run import Run
from plugins.sop_kinerja.services.tugas_alih import may_reassign, reassign
from plugins.sop_kinerja.services.tugas_ambil import take
from plugins.sop_kinerja.services.tugas_kosong import vacant_tasks
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign, together
from tests.plugins.sop_kinerja.test_kasus_units import Office
from tests.plugins.sop_kinerja.tugas_world import appoint, fresh, lead, leave, mails, notes

DOES = ("sop_kinerja.tugas.do", "sop_kinerja.kasus.read")


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    made = make_campaign(department)
    made.start()
    return made


def test_the_other_position_does_it_from_now_on(campaign: Campaign) -> None:
    former, new = campaign.people["kabag_organisasi"], campaign.people["tim_kinerja"]
    task = campaign.task(1)
    with acting(campaign.people["sekda"].actor):  # has the permission
        reassign(str(task.uuid), new.jabatan.id, "Beban kerja")
        assert audit.history(task)[-1].rincian == {
            "langkah": 1, "dari": "Kabag Organisasi", "ke": "Tim Kinerja", "alasan": "Beban kerja",
        }  # fmt: skip
    moved = fresh(task)
    assert (moved.tenggat, moved.dialihkan) == (
        task.tenggat,
        "Dialihkan dari Kabag Organisasi oleh Sekda. Alasan: Beban kerja",
    )
    assert notes(campaign) == ["Langkah 1 dialihkan dari Kabag Organisasi kepada Tim Kinerja. Alasan: Beban kerja"]
    assert len(mails(former)) == len(mails(new)) == 1
    with acting(former.actor), pytest.raises(NotAllowed):
        CASES.complete(str(task.uuid), "ya")
    with acting(new.actor):
        CASES.complete(str(task.uuid), "ya")
    assert campaign.open_steps() == [2]


def test_the_direct_superior_may_and_others_may_not(campaign: Campaign, department: PerangkatDaerah) -> None:
    superior, colleague = make_user(department, DOES, "Asisten"), make_user(department, DOES, "Staf")
    lead(superior, campaign.people["kabag_organisasi"])
    task = campaign.task(1)
    with acting(colleague.actor), pytest.raises(NotAllowed, match="atasan langsung Kabag Organisasi"):
        reassign(str(task.uuid), colleague.jabatan.id, "saya saja")
    with acting(superior.actor):
        reassign(str(task.uuid), colleague.jabatan.id, "Kabag cuti")
    assert fresh(task).jabatan_id == colleague.jabatan.id


def test_never_to_where_nobody_could_do_it(campaign: Campaign, department: PerangkatDaerah) -> None:
    uuid = str(campaign.task(1).uuid)
    without = make_user(department, (), "Tanpa izin")
    gone = make_user(department, DOES, "Sudah pindah")
    leave(gone)
    stranger = next(iter(campaign.asked.values()))
    with acting(campaign.people["sekda"].actor):
        for user in (gone, stranger, campaign.people["kabag_organisasi"]):
            with pytest.raises(InputError) as wrong:
                reassign(uuid, user.jabatan.id, "alih")
            assert wrong.value.fields.keys() == {"jabatan"}
        with pytest.raises(StateError, match="belum mempunyai akun"):
            reassign(uuid, without.jabatan.id, "alih")
        with pytest.raises(InputError) as wrong:
            reassign(uuid, campaign.people["sekda"].jabatan.id, " ")
        assert wrong.value.fields.keys() == {"alasan"}
    assert fresh(campaign.task(1)).jabatan_id == campaign.people["kabag_organisasi"].jabatan.id


def test_a_claim_ends_and_a_new_round_goes_to_the_column_again(campaign: Campaign) -> None:
    kabag, team = campaign.people["kabag_organisasi"], campaign.people["tim_kinerja"]
    campaign.do_until(3)
    task = campaign.task(3)
    appoint(team, kabag)
    with acting(kabag.actor):
        take(str(task.uuid))
        reassign(str(task.uuid), campaign.people["sekda"].jabatan.id, "mendesak")
    assert fresh(task).diambil_id is None
    with acting(campaign.people["sekda"].actor):
        CASES.complete(str(task.uuid), "tidak", reason="perbaiki")
    campaign.do_until(3)
    assert campaign.task(3).jabatan_id == kabag.jabatan.id


def test_an_asked_department_hands_its_own_task_on(campaign: Campaign) -> None:
    campaign.do_until(7)
    department, user = next(iter(campaign.asked.items()))
    other = make_user(user.department, DOES, "Sekretaris Dinas", kepala=True)
    task = campaign.task(7, department)
    with acting(campaign.people["sekda"].actor), pytest.raises(NotAllowed):
        reassign(str(task.uuid), other.jabatan.id, "bukan milik kami")
    with acting(other.actor):
        reassign(str(task.uuid), other.jabatan.id, "Perencana cuti")
        CASES.complete(str(task.uuid), "ya")
    assert notes(campaign) == []  # what they do among themselves is told to them alone
    assert mails(user) == ["Langkah 7: Pengumpulan Data Kinerja Triwulan I 2026"]
    with campaign.as_owner():
        run = Run(campaign.fresh())
        assert [one.department for one in run.doers(7) if run.is_done(7, one)] == [department]


def test_nothing_is_stuck_when_the_last_holder_left(campaign: Campaign, client: Any, login_as: Any) -> None:
    kabag, sekda = campaign.people["kabag_organisasi"], campaign.people["sekda"]
    task = campaign.task(1)
    leave(kabag)
    with acting(sekda.actor):
        assert [one.id for one in vacant_tasks(sekda.actor)] == [task.id]
    address = f"/sop-kinerja/tugas/{task.uuid}/alihkan"
    login_as(client, sekda)
    home = client.get("/").get_data(as_text=True)
    assert "Tanpa pelaksana: Kabag Organisasi" in home and address in home
    assert "tidak ada yang memegang jabatan Kabag Organisasi" in client.get(
        f"/sop-kinerja/pelaksanaan/{task.kasus_uuid}"
    ).get_data(as_text=True)
    with acting(sekda.actor):
        reassign(str(task.uuid), sekda.jabatan.id, "Kabag pensiun")
        assert vacant_tasks(sekda.actor) == []
        CASES.complete(str(task.uuid), "ya")
    assert campaign.open_steps() == [2]


def test_a_vacant_task_is_shown_to_the_superior_else_to_the_head(
    campaign: Campaign, department: PerangkatDaerah
) -> None:
    superior, head = make_user(department, DOES, "Atasan"), make_user(department, DOES, "Kepala", kepala=True)
    colleague = make_user(department, DOES, "Staf")
    lead(superior, campaign.people["kabag_organisasi"])
    leave(campaign.people["kabag_organisasi"])
    task = campaign.task(1)
    for user, sees in ((superior, True), (head, True), (colleague, False)):
        with acting(user.actor):
            assert [one.id for one in vacant_tasks(user.actor)] == ([task.id] if sees else [])
    with acting(head.actor):
        assert not may_reassign(task, head.actor)  # the superior is there
    leave(superior)
    with acting(head.actor):
        assert may_reassign(task, head.actor)


def test_a_step_opens_also_where_nobody_is(campaign: Campaign) -> None:
    """The one before is not held up by a vacancy further on."""
    leave(campaign.people["tim_kinerja"])
    campaign.do(1)
    assert campaign.open_steps() == [2]
    with acting(campaign.people["sekda"].actor):
        (task,) = vacant_tasks(campaign.people["sekda"].actor)
        reassign(str(task.uuid), campaign.people["kabag_organisasi"].jabatan.id, "Tim belum terbentuk")
    with scope(EVERYWHERE):
        assert campaign.task(2).jabatan.nama == "Kabag Organisasi"


def test_a_units_branch_stays_when_another_does_its_work(department: PerangkatDaerah) -> None:
    office = Office(department)
    for nomor, code in ((1, "camat"), (2, "sekretaris")):
        office.by_hand(nomor, office.people[code])
    kasubag, (first, second, _) = office.people["kasubag"], office.units
    form = office.task(3, kasubag)
    with acting(kasubag.actor):
        formulir.issue(str(form.uuid), [str(office.indicators[0].uuid)], "Isi.")
    task = office.task(4, first)
    with acting(office.people["camat"].actor):
        reassign(str(task.uuid), second.jabatan.id, "Kepala seksi cuti")
        step = CASES.step(str(task.uuid))
        assert (step.jabatan, step.cabang_id, step.unit) == (
            "Kepala Seksi Ekbang", first.jabatan.id, "Seksi Pemerintahan",
        )  # fmt: skip
    with acting(second.actor):
        complete_by_hand(str(task.uuid), "ya", note="Dilaksanakan.", agreed=True)
    with acting(system_actor(department.id)):
        run = Run(Kasus.get_by_id(office.kasus.id))
        assert [one.cabang for one in run.doers(4) if run.is_done(4, one)] == [first.jabatan.id]
    office.by_hand(4, second)  # its own branch is still there


@pytest.mark.usefixtures("each_database")
def test_reassigned_while_it_is_done(campaign: Campaign) -> None:
    task = campaign.task(1)
    kabag, sekda = campaign.people["kabag_organisasi"], campaign.people["sekda"]
    outcomes = together(
        [
            lambda: CASES.complete(str(task.uuid), "ya"),
            lambda: reassign(str(task.uuid), sekda.jabatan.id, "mendesak") and None,
        ],
        [kabag, sekda],
    )
    assert outcomes.count(None) == 1
    if outcomes[0] is None:
        assert campaign.open_steps() == [2] and fresh(task).jabatan_id == kabag.jabatan.id
    else:
        assert campaign.open_steps() == [1] and fresh(task).jabatan_id == sekda.jabatan.id
