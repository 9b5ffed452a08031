"""Steps of a case whose letter went on, or back, without them while sop_kinerja was off."""

import pytest
from flask import Flask

from core.actor import acting
from core.errors import StateError
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import csrf_token, sign_in
from plugins.sop_kinerja.models import Tugas
from plugins.surat.models import SuratKeluar
from plugins.surat.services import initials, steps
from plugins.surat.urls import step_url
from tests.plugins.surat.surat_run import Run, go_to, open_tasks
from tests.plugins.surat.surat_world import make_office


@pytest.fixture
def run(department: PerangkatDaerah) -> Run:
    return Run(make_office(department))


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
