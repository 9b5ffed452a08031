"""A case goes on to its end wherever a plugin is turned off and on again; no letter is lost, none waits for ever."""

import io
from collections.abc import Callable

import pytest
from flask import Flask

from core.actor import Actor, acting
from core.errors import InputError, StateError
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import csrf_token, sign_in
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_hand import action_of, complete_by_hand
from plugins.surat.models import NomorSurat, SuratKeluar
from plugins.surat.services import cancelling, casework, distribution, drafting, initials, reading, signing, steps, wet
from plugins.surat.urls import letter_url, step_url
from tests.plugins.surat.surat_run import Run
from tests.plugins.surat.surat_world import PASSPHRASE, SCAN, make_office

PAPER = "Sudah dikerjakan pada kertas."


@pytest.fixture
def run(department: PerangkatDaerah) -> Run:
    return Run(make_office(department))


def open_tasks(run: Run) -> list[Tugas]:
    with scope(EVERYWHERE):
        return list(Tugas.select().where(Tugas.status == "berjalan").order_by(Tugas.nomor, Tugas.id))


def doer(run: Run, task: Tugas) -> Actor:
    office = run.office
    people = [office.team, office.kabag, office.asisten, office.sekda, run.performer, *run.heads]
    return next(user.actor for user in people if user.jabatan.id == task.jabatan_id)


def by_hand(run: Run, decision: str = "ya") -> None:
    """The open step on paper, with the scan uploaded."""
    (task,) = open_tasks(run)
    upload = (io.BytesIO(SCAN), "hasil.pdf") if decision == "ya" else None
    with acting(doer(run, task)):
        complete_by_hand(task.uuid, decision, note=PAPER, reason=PAPER if decision == "tidak" else "", upload=upload)


def by_letter(run: Run) -> None:
    """The open step as the letter's page does it."""
    (task,) = open_tasks(run)
    deeds: dict[int, Callable[[str], object]] = {
        2: drafting.submit,
        3: initials.agree,
        4: initials.agree,
        5: lambda uuid: signing.sign(uuid, PASSPHRASE),
        6: distribution.distribute,
    }
    with acting(doer(run, task)):
        letter = reading.for_record(casework.rujukan_of(run.kasus.uuid))
        if letter is None:
            letter = drafting.start(drafting.prefill(run.cases.step(task.uuid)), run.cases.step(task.uuid))
        deeds[int(task.nomor)](letter.uuid)


def go_to(run: Run, nomor: int) -> None:
    """As each step wants to be done: by its letter, else by hand."""
    while open_tasks(run)[0].nomor < nomor:
        (task,) = open_tasks(run)
        with acting(doer(run, task)):
            has_action = action_of(task) is not None
        (by_letter if has_action else by_hand)(run)


def finish(run: Run) -> None:
    """From the collection on, where letters have no part any more."""
    while found := open_tasks(run):
        with acting(doer(run, found[0])):
            run.cases.complete(found[0].uuid, "ya")
    with scope(EVERYWHERE):
        assert type(run.kasus).get_by_id(run.kasus.id).status == "selesai"


@pytest.mark.parametrize("nomor", [2, 3, 4, 5, 6])
def test_a_step_by_hand_while_surat_is_off(run: Run, nomor: int, app: Flask) -> None:
    office = run.office
    go_to(run, nomor)
    run.switch("surat", on=False)
    by_hand(run)
    run.switch("surat", on=True)
    shown = sign_in(app.test_client(), office.team).get("/surat/keluar")
    with acting(office.team.actor):
        letters = list(SuratKeluar.select())
    assert len(letters) == (0 if nomor == 2 else 1)
    for letter in letters:
        assert letter_url(letter.uuid) in shown.text
        page = sign_in(app.test_client(), office.team).get(letter_url(letter.uuid))
        assert page.status_code == 200 and "dikerjakan di luar sistem" in page.text
    go_to(run, 7)
    finish(run)
    # The file of the step done by hand is among the case's papers, the letter's papers too.
    with acting(office.team.actor):
        names = [document.nama for document in run.cases.documents(run.kasus.uuid)]
    assert len(names) >= 1
    assert (nomor == 2) or "Konsep surat, putaran 1" in names


@pytest.mark.parametrize("nomor", [2, 3, 4, 5, 6])
def test_off_and_on_again_with_nothing_done_changes_nothing(run: Run, nomor: int) -> None:
    go_to(run, nomor)
    run.switch("surat", on=False)
    run.switch("surat", on=True)
    by_letter(run)
    assert open_tasks(run)[0].nomor == nomor + 1
    go_to(run, 7)
    with acting(run.office.team.actor):
        assert SuratKeluar.get().status == "didistribusikan"
    finish(run)


def test_a_letter_that_was_passed_by_is_given_up_by_its_drafter(run: Run) -> None:
    office = run.office
    go_to(run, 5)
    with acting(office.sekda.actor):
        letter = SuratKeluar.get()
        signing.choose_way(letter.uuid, "konvensional")
        wet.print_for_signing(letter.uuid)
    with acting(office.team.actor), pytest.raises(StateError, match="tidak dapat dibatalkan"):
        cancelling.cancel(letter.uuid, "Terlalu cepat")
    run.switch("surat", on=False)
    by_hand(run)
    run.switch("surat", on=True)
    with acting(office.sekda.actor), pytest.raises(StateError, match="Langkah SOP"):
        wet.upload_scan(letter.uuid, io.BytesIO(SCAN), "pindai.pdf")
    with acting(office.team.actor):
        with pytest.raises(InputError):
            cancelling.cancel(letter.uuid, " ")
        cancelling.cancel(letter.uuid, "Ditandatangani pada kertas")
        assert reading.letter(letter.uuid).status == "dibatalkan"
        assert NomorSurat.get().status == "dibatalkan"
    go_to(run, 7)
    finish(run)


def test_a_tidak_by_hand_gives_the_letter_back_to_its_drafter(run: Run) -> None:
    go_to(run, 3)
    run.switch("surat", on=False)
    by_hand(run)
    run.switch("surat", on=True)
    by_hand(run, "tidak")
    (task,) = open_tasks(run)
    with acting(run.office.team.actor):
        letter = SuratKeluar.get()
        assert (task.nomor, task.lewat_aksi, letter.status) == (2, True, "konsep")
        assert letter.catatan_kembali == steps.SENT_BACK
    go_to(run, 7)
    with acting(run.office.team.actor):
        assert SuratKeluar.get().status == "didistribusikan"


def test_steps_catch_up_with_a_letter_that_went_on_alone(run: Run, app: Flask) -> None:
    office = run.office
    go_to(run, 3)
    with acting(office.team.actor):
        letter = SuratKeluar.get()
    run.switch("sop_kinerja", on=False)
    office.agree(letter)
    run.switch("sop_kinerja", on=True)
    for nomor, user in ((3, office.kabag), (4, office.asisten)):
        (task,) = open_tasks(run)
        assert (task.nomor, task.lewat_aksi) == (nomor, True)
        client = sign_in(app.test_client(), user)
        assert "Surat sudah melewati langkah ini" in client.get(step_url(task.uuid)).text
        done = client.post(step_url(task.uuid), data={"csrf_token": csrf_token(client)})
        assert done.status_code == 302
    (task,) = open_tasks(run)
    with acting(office.sekda.actor), pytest.raises(StateError, match="berada pada langkah ini"):
        steps.catch_up(task.uuid)
    go_to(run, 7)


def test_a_step_goes_back_to_a_letter_that_came_back(run: Run, app: Flask) -> None:
    office = run.office
    go_to(run, 3)
    with acting(office.team.actor):
        letter = SuratKeluar.get()
    run.switch("sop_kinerja", on=False)
    with acting(office.kabag.actor):
        initials.send_back(letter.uuid, "Perihal keliru.")
    run.switch("sop_kinerja", on=True)
    (task,) = open_tasks(run)
    client = sign_in(app.test_client(), office.kabag)
    assert "Perihal keliru." in client.get(step_url(task.uuid)).text
    refused = client.post(step_url(task.uuid), data={"csrf_token": csrf_token(client), "alasan": ""})
    assert refused.status_code == 400 and 'href="#f-alasan"' in refused.text
    answer = client.post(step_url(task.uuid), data={"csrf_token": csrf_token(client), "alasan": "Perihal keliru."})
    assert answer.status_code == 302 and open_tasks(run)[0].nomor == 2
    go_to(run, 7)


def test_a_step_without_a_signer_is_not_taken_up(run: Run) -> None:
    """An SOP that asks for a letter and names nobody who signs it: the step is done by hand."""
    with acting(run.office.team.actor):
        step = run.step("surat.draf")
        assert steps.takes_up(step)
    with scope(EVERYWHERE):
        langkah = Tugas.get(Tugas.uuid == step.tugas_uuid).langkah
        type(langkah).update(aksi="").where(type(langkah).nomor == 5).execute()
    with acting(run.office.team.actor):
        assert not steps.takes_up(step)
