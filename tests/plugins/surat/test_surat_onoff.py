"""A case goes on to its end wherever a plugin is turned off and on again; no letter is lost, none waits for ever."""

import io

import pytest
from flask import Flask

from core.actor import acting
from core.errors import InputError, StateError
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import sign_in
from plugins.surat.models import NomorSurat, SuratKeluar
from plugins.surat.services import cancelling, reading, signing, steps, wet
from plugins.surat.urls import letter_url
from tests.plugins.surat.surat_run import Run, by_hand, by_letter, doer, go_to, open_tasks
from tests.plugins.surat.surat_world import SCAN, make_office


@pytest.fixture
def run(department: PerangkatDaerah) -> Run:
    return Run(make_office(department))


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
