"""The embedded Valkey and what core.queue says through it."""

from collections.abc import Iterator

import pytest
import redis

from config.settings import Settings, get_settings
from core import queue
from tests.workers.living import until
from workers import commands, valkey
from workers.processes import Child, ProcessSpec
from workers.supervisor import Supervisor


@pytest.fixture
def server(supervisor: Supervisor, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Child]:
    monkeypatch.setenv("SELARAS_HOME", str(settings.home))
    monkeypatch.delenv("REDIS_URL", raising=False)
    get_settings.cache_clear()
    queue.reset()
    child = supervisor.start(valkey.spec(settings))
    supervisor.wait_ready(child)
    yield child
    queue.reset()
    get_settings.cache_clear()


def test_it_answers_on_a_socket_and_opens_no_port(server: Child, settings: Settings) -> None:
    assert queue.ping()
    import psutil

    assert [c for c in psutil.Process(server.process.pid).net_connections() if c.laddr] == []
    assert settings.queue_socket.stat().st_mode & 0o077 == 0


def test_a_job_waits_through_a_restart(server: Child, supervisor: Supervisor, settings: Settings) -> None:
    assert queue.send(7, "export")
    server.terminate()
    server.process.wait()
    server.spawn()
    supervisor.wait_ready(server)
    queue.reset()
    client = redis.Redis.from_url(settings.redis_url)
    assert client.llen("export") == 1
    client.close()


def test_a_dead_queue_is_told_at_once(server: Child) -> None:
    server.process.kill()
    server.process.wait()
    assert queue.send(7, "mail") is False
    with pytest.raises(redis.RedisError):
        queue.ping()


def test_an_unknown_queue_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="lain"):
        queue.send(1, "lain")


def test_a_living_worker_serves_its_queues(server: Child, supervisor: Supervisor, settings: Settings) -> None:
    assert queue.unserved_queues() == queue.QUEUES
    env = {"SELARAS_HOME": str(settings.home)}
    supervisor.start(ProcessSpec("pekerja", commands.worker("uji", ("mail", "default"), processes=1), env))
    until(lambda: queue.unserved_queues() == ("aggregation", "export"), what="heartbeat of the worker")
    assert not queue.worker_alive()
