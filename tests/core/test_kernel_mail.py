"""A mail is never sent twice and never lost, wherever the sender dies."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.settings import get_settings
from core import files
from core.actor import acting, system_actor
from core.db import database, transaction
from core.errors import InputError, NotAllowed, StateError
from core.jobs import Job, Status, requeue_lost, run
from core.mail import Surel, queue_mail, send_again
from core.mail.inbox import received
from core.testing.examples import examples
from core.testing.watching import let_time_pass
from tests.core.counting_server import serving

pytestmark = pytest.mark.usefixtures("loopback")
STATEMENTS = 14
"""More than the sending of one mail runs."""


class Died(BaseException):
    """Stands for kill -9: no `except Exception` sees it, and the transaction is rolled back as by the database."""


@pytest.fixture
def here(department):
    with acting(system_actor(department.id)):
        yield department


@pytest.fixture
def server(home):
    with serving(home) as (counting, port):
        yield counting, port


@pytest.fixture
def elsewhere(server, monkeypatch):
    """The same server, but not as the embedded sink: what it has taken cannot be looked up."""
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(server[1]))
    get_settings.cache_clear()
    return server[0]


def attempt(job_id: int, dies_after: int) -> None:
    """Runs the job in a worker that dies after so many statements (or lives, when it needs fewer)."""
    left = dies_after

    def count(event) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Died

    with acting(system_actor()):
        database.obj.query_hooks.append(count)
        try:
            run(job_id)
        except Died:
            if database.in_transaction():  # what the dead connection leaves behind
                database.rollback()
        finally:
            database.obj.query_hooks.remove(count)


def settle() -> None:
    """Time passes, and a healthy worker takes over."""
    with acting(system_actor()):
        for _ in range(8):
            let_time_pass(600)
            requeue_lost()
            for job in Job.select().where(Job.status == Status.QUEUED):
                run(job.id)


def test_it_arrives_with_its_attachment(here, mail_sink, run_jobs) -> None:
    rekap = files.store(b"isi rekap", "rekap.xlsx", "application/vnd.ms-excel")
    queue_mail("kabag@contoh.go.id", "Rekap triwulan II", "Terlampir rekap – «sah».", [rekap])
    (job,) = run_jobs()
    (message,) = mail_sink.messages
    (attached,) = message.iter_attachments()
    assert (job.status, Surel.get().status) == (Status.DONE, "terkirim")
    assert (message["To"], message["Subject"]) == ("kabag@contoh.go.id", "Rekap triwulan II")
    assert message.get_body().get_content().strip() == "Terlampir rekap – «sah»."
    assert (attached.get_filename(), attached.get_payload(decode=True)) == ("rekap.xlsx", b"isi rekap")


def test_no_commit_no_mail(here) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        queue_mail("a@b.id", "x", "y")
        raise ZeroDivisionError
    assert (Surel.select().count(), Job.select().count()) == (0, 0)


@pytest.mark.parametrize("address", ["", "tanpa-at", "a@b.id\r\nBcc: c@d.id", "a@b.id,c@d.id", "a b@c.id"])
def test_an_address_that_is_none(here, address) -> None:
    with pytest.raises(InputError) as error:
        queue_mail(address, "x", "y")
    assert error.value.field == "surel"


@given(deaths=st.lists(st.integers(0, STATEMENTS), max_size=3))
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_it_dies_one_mail_arrives(here, server, deaths) -> None:
    """With the embedded sink a mail in doubt is looked up, so in the end each is sent exactly once."""
    counting, _ = server
    surel = queue_mail("a@b.id", "x", "y")
    job = Job.get(Job.kunci == f"surel-{surel.uuid}")
    for statements in deaths:
        attempt(job.id, statements)
        let_time_pass(600)
        requeue_lost()
    settle()
    assert counting.accepted[surel.message_id] == 1
    assert Surel.get_by_id(surel.id).status == "terkirim"


@given(deaths=st.lists(st.integers(0, STATEMENTS), max_size=3))
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_with_a_real_server_doubt_waits_for_a_person(here, elsewhere, deaths) -> None:
    surel = queue_mail("a@b.id", "x", "y")
    job = Job.get(Job.kunci == f"surel-{surel.uuid}")
    for statements in deaths:
        attempt(job.id, statements)
        let_time_pass(600)
        requeue_lost()
    settle()
    status, sent = Surel.get_by_id(surel.id).status, elsewhere.accepted[surel.message_id]
    assert (status, sent) in {("terkirim", 1), ("tidak_pasti", 0), ("tidak_pasti", 1)}


def test_doubt_is_ended_by_a_person_who_may(here, elsewhere, make_user, as_actor) -> None:
    surel = queue_mail("a@b.id", "x", "y")
    job = Job.get()
    dies = 0
    while Surel.get_by_id(surel.id).status != "menyerahkan":
        attempt(job.id, dies)
        dies += 1
        if Surel.get_by_id(surel.id).status == "antre":
            let_time_pass(600)
            requeue_lost()
    settle()
    doubtful = Surel.get_by_id(surel.id)
    assert (doubtful.status, "tidak pasti" in doubtful.galat) == ("tidak_pasti", True)
    with as_actor(make_user()), pytest.raises(NotAllowed):
        send_again(doubtful)
    with as_actor(make_user(permissions=("core.mail.update",))):
        send_again(doubtful)
        with pytest.raises(StateError):
            send_again(doubtful)
    settle()
    assert Surel.get_by_id(surel.id).status == "terkirim"


def test_a_refusal_for_good_and_one_for_now(here, server) -> None:
    counting, _ = server
    counting.refuse = "554 no such mailbox"
    never = queue_mail("a@b.id", "x", "y")
    settle()
    assert (Surel.get_by_id(never.id).status, "554" in Surel.get_by_id(never.id).galat) == ("gagal", True)
    counting.refuse = "451 later"
    later = queue_mail("c@d.id", "x", "y")
    with acting(system_actor()):
        run(Job.get(Job.kunci == f"surel-{later.uuid}").id)
    assert Surel.get_by_id(later.id).status == "antre"
    counting.refuse = ""
    settle()
    assert (Surel.get_by_id(later.id).status, counting.accepted[later.message_id]) == ("terkirim", 1)


def test_a_server_that_is_down_is_asked_again(here, home, run_jobs) -> None:
    with serving(home):
        pass  # it was there once, so its port is known, and now nobody listens
    surel = queue_mail("a@b.id", "x", "y")
    (job,) = run_jobs()
    assert (job.status, Surel.get().status) == (Status.QUEUED, "antre")
    with serving(home) as (counting, _):
        settle()
    assert counting.accepted[surel.message_id] == 1
    assert [found.message["To"] for found in received()] == ["a@b.id"]


def test_a_server_that_is_down_for_days_gets_it_all_the_same(here, home) -> None:
    surel = queue_mail("a@b.id", "x", "y")  # nobody listens
    for _ in range(30):
        settle()
    assert Surel.get_by_id(surel.id).status == "antre"
    with serving(home) as (counting, _):
        settle()
        assert counting.accepted[surel.message_id] == 1


def test_a_mail_that_is_given_up_says_so_and_can_be_sent_again(here, home, make_user, as_actor) -> None:
    surel = queue_mail("a@b.id", "x", "y")
    settle()
    let_time_pass(6 * 86400)
    settle()
    given_up = Surel.get_by_id(surel.id)
    assert (given_up.status, "5 hari" in given_up.galat) == ("gagal", True)
    with serving(home) as (counting, _):
        with as_actor(make_user(permissions=("core.mail.update",))):
            send_again(given_up)
        settle()
        assert counting.accepted[surel.message_id] == 1
