"""Jobs: a row first, done once, tried again, never lost."""

import threading

import pytest
import redis
from plugins.contoh.models import Catatan, Gema

from config.settings import get_settings
from core import clock, db
from core.actor import acting, system_actor
from core.db import transaction
from core.jobs import Job, JobRun, LeaseLost, Status, enqueue, requeue_lost, run, running
from core.sweep import sweep
from core.testing.watching import let_time_pass

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def here(activate, department):
    activate("contoh", department)
    with acting(system_actor(department.id)):
        yield department


def fresh(job: Job) -> Job:
    return Job.get_by_id(job.id)


def together(work, number=8) -> list:
    """What `work` gives in that many threads that start at the same moment."""
    gate, found = threading.Barrier(number), []

    def one() -> None:
        with db.connection(), acting(system_actor()):
            gate.wait()
            found.append(work())

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == number
    return found


def test_a_job_runs_in_its_department(here, run_jobs) -> None:
    Catatan.create(perangkat_daerah=here, judul="satu")
    job = enqueue("contoh.hitung", queue="aggregation", title="Hitung")
    (done,) = run_jobs()
    assert (done.id, done.status, done.hasil, done.percent) == (job.id, Status.DONE, {"jumlah": 1}, 100)
    assert Gema.select().count() == 1
    assert run(job.id) is False  # done is done


def test_no_commit_no_job(here) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        enqueue("contoh.hitung")
        raise ZeroDivisionError
    assert Job.select().count() == 0


def test_arguments_are_json(here) -> None:
    with pytest.raises(TypeError), transaction():
        enqueue("contoh.hitung", catatan=Catatan(judul="x"))
    with pytest.raises(ValueError, match="lain"):
        enqueue("contoh.hitung", queue="lain")


def test_one_of_many_workers_gets_it(here) -> None:
    job = enqueue("contoh.hitung")
    assert sorted(together(lambda: run(job.id))) == [False] * 7 + [True]
    assert (fresh(job).percobaan, Gema.select().count()) == (1, 1)


def test_one_key_one_job(here) -> None:
    first = enqueue("contoh.hitung", key="rekap-1")
    assert enqueue("contoh.hitung", key="rekap-1") == first
    assert run(first.id)
    again = enqueue("contoh.hitung", key="rekap-1")
    assert again != first
    assert fresh(first).kunci is None


def test_one_key_one_job_also_at_the_same_moment(here) -> None:
    found = together(lambda: enqueue("contoh.hitung", key="rekap-2", perangkat_daerah_id=here.id).id)
    assert len(set(found)) == 1
    assert Job.select().count() == 1


def test_who_lost_the_lease_writes_nothing(here) -> None:
    job = enqueue("contoh.hitung")
    slow = JobRun(running._claim(job.id))
    let_time_pass(20)
    requeue_lost()
    assert run(job.id)  # another worker takes over and finishes
    with pytest.raises(LeaseLost):
        slow.progress(1, 2)
    with pytest.raises(LeaseLost), slow.finish():
        Gema.create(perangkat_daerah=here, pendengar="terlambat", judul="x")
    assert [row.pendengar for row in Gema.select()] == ["pekerjaan"]
    assert (fresh(job).status, fresh(job).percobaan) == (Status.DONE, 2)


def test_an_outcome_is_whole_or_not_there(here) -> None:
    task = JobRun(running._claim(enqueue("contoh.hitung").id))
    with pytest.raises(ZeroDivisionError), task.finish():
        Gema.create(perangkat_daerah=here, pendengar="separuh", judul="x")
        raise ZeroDivisionError
    assert Gema.select().count() == 0
    assert fresh(task.job).status == Status.RUNNING


def test_a_living_worker_keeps_its_job(here) -> None:
    job = running._claim(enqueue("contoh.hitung").id)
    let_time_pass(10)
    assert requeue_lost() == 0
    assert fresh(job).status == Status.RUNNING


def test_a_sentence_ends_it(here) -> None:
    job = enqueue("contoh.coba", cara="ditolak")
    assert run(job.id)
    assert (fresh(job).status, fresh(job).galat) == (Status.FAILED, "Catatan sedang ditutup.")


def test_a_bug_is_tried_again_ever_later_then_given_up(here) -> None:
    job = enqueue("contoh.coba", cara="rusak")
    waits = []
    while True:
        assert run(job.id)
        if fresh(job).status == Status.FAILED:
            break
        assert fresh(job).status == Status.QUEUED
        assert not run(job.id)  # not before its time
        waits.append(round((fresh(job).coba_lagi - clock.wall()).total_seconds()))
        let_time_pass(waits[-1])
        let_time_pass(1)
    assert waits == [4, 8, 16, 32, 64]
    assert "6 kali" in fresh(job).galat


def test_with_the_queue_down_the_row_waits(here) -> None:
    job = enqueue("contoh.hitung")
    assert (fresh(job).status, fresh(job).dikirim) == (Status.QUEUED, None)


def test_the_sweep_sends_what_waited(here, queue) -> None:
    queue.process.kill()
    queue.process.wait()
    job = enqueue("contoh.hitung", queue="export")
    assert fresh(job).dikirim is None
    queue.spawn()
    client = redis.Redis.from_url(get_settings().redis_url)
    while not queue.spec.ready():
        assert not queue.dead
    let_time_pass(5)
    assert sweep()["jobs"] == 1
    assert fresh(job).dikirim is not None
    assert client.llen("export") == 1
    assert sweep()["jobs"] == 0  # on its way
    client.close()


def test_a_job_of_a_plugin_that_is_off_fails_with_a_sentence(here, activate) -> None:
    job = enqueue("contoh.hitung")
    activate("contoh", here, on=False)
    assert run(job.id)
    assert (fresh(job).status, "tidak aktif" in fresh(job).galat) == (Status.FAILED, True)


def test_what_is_scheduled_comes_round_once(here) -> None:
    mine = Job.select().where(Job.jenis == "contoh.hitung")
    with acting(system_actor()):
        together(lambda: sweep()["scheduled"], 4)
        assert mine.count() == 1
        run(mine.get().id)
        let_time_pass(59 * 60)
        sweep()
        assert mine.count() == 1
        let_time_pass(200 * 60)
        for _ in range(3):  # one round makes up for those that were missed
            sweep()
        assert mine.count() == 2


def test_a_job_that_takes_its_worker_down_again_and_again_is_given_up(here) -> None:
    job = enqueue("contoh.hitung")
    for _ in range(10):
        assert running._claim(job.id)  # and the worker dies with it in hand
        let_time_pass(60)
        requeue_lost()
    assert (fresh(job).status, "10 kali" in fresh(job).galat) == (Status.FAILED, True)
