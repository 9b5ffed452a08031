"""A case has one letter in the making: also when two drafters click in the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from core.actor import acting
from core.db import connection
from core.errors import StateError
from core.organisation.models import PerangkatDaerah
from plugins.surat.models import SuratKeluar
from plugins.surat.services import cancelling, drafting
from tests.plugins.surat.surat_run import Run
from tests.plugins.surat.surat_world import make_office


@pytest.fixture
def run(department: PerangkatDaerah) -> Run:
    return Run(make_office(department))


@pytest.mark.usefixtures("each_database")
def test_of_two_clicks_one_gets_the_letter(run: Run) -> None:
    actor = run.office.team.actor
    with acting(actor):
        step = run.step("surat.draf")
        draft = drafting.prefill(step)
    ready = Barrier(4)

    def click(_: int) -> str:
        with connection(), acting(actor):
            ready.wait()
            try:
                drafting.start(draft, step)
            except StateError as error:
                return error.sentence
        return "made"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(click, range(4)))
    assert outcomes == [drafting.ALREADY] * 3 + ["made"]
    with acting(actor):
        assert SuratKeluar.select().count() == 1


@pytest.mark.usefixtures("each_database")
def test_the_database_itself_refuses_the_second(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked, and saw none."""
    with acting(run.office.team.actor):
        step = run.step("surat.draf")
        draft = drafting.prefill(step)
        drafting.start(draft, step)
        looks = iter([False, True])  # before writing, and when the key turned out to be taken
        monkeypatch.setattr(drafting, "_in_the_making", lambda rujukan: next(looks))
        with pytest.raises(StateError, match="sudah disusun"):
            drafting.start(draft, step)


def test_after_cancelling_or_signing_another_may_be_written(run: Run) -> None:
    with acting(run.office.team.actor):
        step = run.step("surat.draf")
        first = drafting.start(drafting.prefill(step), step)
        cancelling.cancel(first.uuid, "Salah periode")
    signed = run.signed()
    with acting(run.office.team.actor):
        again = drafting.start(drafting.prefill(step), step)
        assert SuratKeluar.select().where(SuratKeluar.kunci.is_null(False)).count() == 1
        assert again.rujukan == signed.rujukan
