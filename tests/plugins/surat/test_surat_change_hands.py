"""The letter of a case whose step is reassigned, taken back, handed to a delegate, or switched off."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from core import activation, clock
from core.actor import acting, system_actor
from core.errors import NotAllowed, StateError
from core.gate import is_active
from core.organisation.delegation import delegate
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_hand import action_of
from plugins.sop_kinerja.services.tugas_alih import reassign
from plugins.sop_kinerja.services.tugas_tarik import withdraw
from plugins.surat.models import Paraf, SuratKeluar
from plugins.surat.services import distribution, drafting, initials, reading, signing, steps
from plugins.surat.services.signatory import acting_person
from tests.plugins.sop_kinerja.kasus_world import together
from tests.plugins.surat.surat_run import Run, by_hand, by_letter, go_to, letter, open_tasks
from tests.plugins.surat.surat_world import OFFICIAL, PASSPHRASE, SIGNER, make_office


@pytest.fixture
def run(department: PerangkatDaerah) -> Run:
    return Run(make_office(department))


@pytest.fixture
def admin(run: Run) -> User:
    return make_user(run.office.home, ("sop_kinerja.tugas.reassign", "core.plugin.update"), "Admin")


@pytest.fixture
def deputy(run: Run) -> User:
    return make_user(run.office.home, (*OFFICIAL, *SIGNER), "Wakil")


def hand_on(run: Run, admin: User, to: User) -> Tugas:
    (task,) = open_tasks(run)
    with acting(admin.actor):
        reassign(str(task.uuid), to.jabatan.id, "Pejabatnya cuti")
    return task


def test_initials_follow_for_this_round(run: Run, admin: User, deputy: User) -> None:
    go_to(run, 3)
    hand_on(run, admin, deputy)
    surat = letter(run)
    with acting(run.office.kabag.actor), pytest.raises(NotAllowed):
        initials.agree(surat.uuid)
    with acting(deputy.actor):
        initials.agree(surat.uuid)
    assert run.open() == [4]
    with acting(run.office.asisten.actor):
        initials.send_back(surat.uuid, "Perbaiki")
    by_letter(run)  # handed in again: the chain is that of the SOP
    assert run.open() == [3]
    with acting(run.office.kabag.actor):
        initials.agree(surat.uuid)
    assert run.open() == [4]


def test_not_to_who_initials_or_signs_it_anyway(run: Run, admin: User) -> None:
    go_to(run, 3)
    for user in (run.office.asisten, run.office.sekda):
        with pytest.raises(StateError, match="sudah memaraf atau menandatangani"):
            hand_on(run, admin, user)
    by_letter(run)
    assert run.open() == [4]


def test_who_signs_stays(run: Run, admin: User, deputy: User) -> None:
    go_to(run, 5)
    with pytest.raises(StateError, match=r"Penanda tangan surat tidak dapat dialihkan: .*Sekda"):
        hand_on(run, admin, deputy)
    assert open_tasks(run)[0].jabatan_id == run.office.sekda.jabatan.id
    run.switch("surat", on=False)
    hand_on(run, admin, deputy)  # on paper it is another's affair
    assert open_tasks(run)[0].jabatan_id == deputy.jabatan.id


@pytest.mark.parametrize("nomor", [2, 6])
def test_drafting_and_distributing_are_anybodys_work(run: Run, admin: User, nomor: int) -> None:
    other = make_user(
        run.office.home,
        ("surat.keluar.read", "surat.keluar.create", "surat.keluar.distribute", "sop_kinerja.tugas.do"),
        "Tim lain",
    )
    go_to(run, nomor)
    task = hand_on(run, admin, other)
    with acting(other.actor):
        if nomor == 2:
            step = run.cases.step(str(task.uuid))
            drafting.submit(drafting.start(drafting.prefill(step), step).uuid)
        else:
            distribution.distribute(letter(run).uuid)
    assert run.open() == [nomor + 1]


def test_the_assignment_is_taken_back_until_somebody_has_begun_to_write(run: Run) -> None:
    """Step 2 is prepared for the team, and nobody has written yet."""
    with acting(system_actor(run.office.home.id)):
        first = Tugas.get((Tugas.nomor == 1) & (Tugas.status == "selesai"))
    with acting(run.office.kabag.actor):
        withdraw(str(first.uuid), "Keliru menunjuk")
    (task,) = open_tasks(run)
    assert task.nomor == 1
    with acting(run.office.kabag.actor):
        run.cases.complete(str(task.uuid), "ya")
    run.draft()
    with acting(run.office.kabag.actor), pytest.raises(StateError, match="sudah mulai dikerjakan"):
        withdraw(str(task.uuid), "Keliru lagi")
    assert run.open() == [2]


def test_what_went_on_by_letter_is_not_taken_back(run: Run) -> None:
    go_to(run, 3)
    with acting(system_actor(run.office.home.id)):
        drafted = Tugas.get((Tugas.nomor == 2) & (Tugas.status == "selesai"))
    with acting(run.office.team.actor), pytest.raises(StateError, match="Mintalah dikembalikan"):
        withdraw(str(drafted.uuid), "salah ketik")


def test_a_delegate_initials_and_does_not_sign(run: Run, deputy: User, tmp_path: Path) -> None:
    today = clock.today()
    for user in (run.office.kabag, run.office.sekda):
        with acting(user.actor):
            delegate(user.jabatan.id, deputy.pegawai.id, today, today, "Perjalanan dinas")
    go_to(run, 3)
    surat = letter(run)
    with acting(deputy.actor):
        initials.agree(surat.uuid)
        assert reading.chain(surat)[0].sebagai == "a.n. Kabag Organisasi"
        person = acting_person(deputy.actor, run.office.kabag.jabatan.id)
        assert (person.awalan, person.jabatan, person.atas_nama) == ("a.n.", "Wakil", "Kabag Organisasi")
    go_to(run, 5)
    with acting(deputy.actor):
        with pytest.raises(NotAllowed, match="tidak ikut didelegasikan"):
            signing.sign(surat.uuid, PASSPHRASE)
        with pytest.raises(NotAllowed, match="tidak ikut didelegasikan"):
            signing.refuse(surat.uuid, "keliru")
    with acting(run.office.sekda.actor):
        signing.sign(surat.uuid, PASSPHRASE)
    assert letter(run).ditandatangani_sebagai == "Sekda"
    path = tmp_path / "surat.pdf"
    path.write_bytes(run.office.final_bytes(letter(run)))
    words = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "a.n." not in words  # who signs is the official; initials stand on the sheet of the print alone


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("plugin", ["surat", "sop_kinerja"])
def test_a_step_done_while_its_plugin_is_being_turned_off(run: Run, admin: User, plugin: str) -> None:
    """Done, or not done; never half, and the case goes on in both ways."""
    go_to(run, 3)
    surat = letter(run)
    work: list[Any] = [
        lambda: initials.agree(surat.uuid) and None,
        lambda: activation.turn_off(plugin, run.office.home.id) and None,
    ]
    outcomes = together(work, [run.office.kabag, admin])
    assert outcomes[1] is None and not is_active(plugin, run.office.home.id)
    agreed = any(paraf.status == "setuju" for paraf in _chain(run, surat))
    step = open_tasks(run)[0].nomor
    assert agreed is (outcomes[0] is None)
    if plugin == "surat":
        assert step == (4 if agreed else 3)
        with acting(run.office.kabag.actor):
            assert action_of(open_tasks(run)[0]) is None  # by hand from here on
        by_hand(run)
        assert open_tasks(run)[0].nomor == step + 1
    run.switch(plugin, on=True)
    if plugin == "sop_kinerja":
        go_on(run, surat)
    assert open_tasks(run)[0].nomor >= 4


def _chain(run: Run, surat: SuratKeluar) -> list[Paraf]:
    with acting(system_actor(run.office.home.id)):
        return reading.chain(surat)


def go_on(run: Run, surat: SuratKeluar) -> None:
    """With sop_kinerja on again: the step catches up with its letter, or is done by it."""
    (task,) = open_tasks(run)
    if task.nomor > 3:
        return
    agreed = any(paraf.status == "setuju" for paraf in _chain(run, surat))
    with acting(run.office.kabag.actor):
        if agreed:
            assert steps.catch_up(str(task.uuid)) == "ya"
        else:
            initials.agree(surat.uuid)
