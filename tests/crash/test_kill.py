"""kill -9 of worker, queue and web, each in the middle of an export, ends with exactly one file and one mail."""

import io
import json
import os
from collections.abc import Callable
from urllib.error import URLError

import openpyxl
import psutil
import pytest

from tests.browser.instance import Instance
from tests.crash.clerk import Clerk
from tests.crash.conftest import ROWS, make_recaps
from tests.crash.ledger import Ledger
from tests.workers.living import gone, until

pytestmark = pytest.mark.usefixtures("loopback")
PATIENCE = 240.0
"""Seconds; a lease of 15 s must run out, and the export be done again, on a machine that is busy with other tests."""


def _masters(instance: Instance, word: str) -> list[psutil.Process]:
    """Our supervisor's own children with the word in their command line."""
    return [
        one
        for one in instance.family
        if one.ppid() == instance.process.pid and any(word in part for part in one.cmdline())
    ]


def _children(instance: Instance, word: str) -> list[psutil.Process]:
    return [child for master in _masters(instance, word) for child in master.children(recursive=True)]


VICTIMS: dict[str, Callable[[Instance], list[psutil.Process]]] = {
    "worker's pool": lambda instance: _children(instance, "berat@"),
    "worker": lambda instance: _masters(instance, "berat@"),
    "queue": lambda instance: _masters(instance, "valkey.sock"),
    "web's processes": lambda instance: _children(instance, "gunicorn"),
    "web": lambda instance: _masters(instance, "gunicorn"),
}
ATTEMPTS = {"worker's pool": 2, "worker": 2}


# One of each kind of process in `make test`; `make soak` kills the others too.
CHOSEN = list(VICTIMS) if os.environ.get("SELARAS_SOAK") else ["worker", "queue", "web"]


@pytest.mark.parametrize(("number", "victim"), list(enumerate(CHOSEN)), ids=CHOSEN)
def test_one_file_and_one_mail(
    number: int, victim: str, selaras: Instance, recaps: list[str], clerk: Clerk, ledger: Ledger
) -> None:
    _export_and_kill(selaras, clerk, ledger, recaps[number], victim)


def test_one_file_and_one_mail_on_postgresql(selaras_postgres: Instance) -> None:
    url = selaras_postgres.database_url
    (recap,) = make_recaps(selaras_postgres, 1)
    ledger = Ledger(selaras_postgres.home, url)
    try:
        _export_and_kill(selaras_postgres, Clerk(selaras_postgres.address, "tim.kinerja"), ledger, recap, "worker")
    finally:
        ledger.close()


def _export_and_kill(instance: Instance, clerk: Clerk, ledger: Ledger, recap: str, victim: str) -> None:
    job = clerk.post("/sop-kinerja/keluaran/rekap", bentuk="xlsx", kunci=recap).rsplit("/", 1)[1]
    until(lambda: ledger.job(job).done > 0, PATIENCE, "the export is under way")
    victims = VICTIMS[victim](instance)
    assert victims
    for one in victims:
        one.kill()
    state = ledger.job(job)
    assert state.status == "berjalan" and state.done < state.total, "the export was over too soon to be hit"
    until(lambda: gone(victims), what="the killed are gone")

    until(lambda: ledger.job(job).status == "selesai", PATIENCE, "the export is done")
    assert ledger.job(job).attempts == ATTEMPTS.get(victim, 1)
    name = _file_name(clerk, job)
    until(lambda: ledger.arrived(name), PATIENCE, "the mail has arrived")
    until(lambda: len(VICTIMS[victim](instance)) >= len(victims), what=f"{victim} is back")
    for _ in range(2):
        _sweep_passes(ledger)

    (attachment,) = ledger.arrived(name)
    assert (ledger.documents(name), ledger.queued_mails(name)) == (1, 1)
    assert _figures(attachment) == ROWS
    assert clerk.download(f"/pekerjaan/{job}/unduh") == attachment
    until(lambda: _ready(clerk), what="readyz says that all is well")


def _file_name(clerk: Clerk, job: str) -> str:
    """As the button on the job's page says it."""
    page = clerk.get(f"/pekerjaan/{job}")
    return page.split(">Unduh ")[1].split(".xlsx")[0] + ".xlsx"


def _sweep_passes(ledger: Ledger) -> None:
    canary = ledger.ask_for_canary()
    until(lambda: ledger.job(canary).status == "gagal", PATIENCE, "a sweep found the canary")


def _figures(workbook: bytes) -> int:
    """The numbered rows of the first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True).worksheets[0]
    return sum(isinstance(number, int) for (number,) in sheet.iter_rows(max_col=1, values_only=True))


def _ready(clerk: Clerk) -> bool:
    try:
        return all(part["ok"] for part in json.loads(clerk.get("/readyz")).values())
    except URLError:
        return False
