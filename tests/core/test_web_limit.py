"""The rate limit counts in the queue server, so that all web processes count together; and lives without it."""

from typing import Any

from config.settings import get_settings
from core.web import create_app
from core.web.security import limiter


def _fail(app: Any, times: int) -> list[int]:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    page = client.get("/masuk").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"nama_pengguna": "tidak.ada", "kata_sandi": "x", "csrf_token": token}
    return [client.post("/masuk", data=data).status_code for _ in range(times)]


def test_two_processes_count_together(home: Any, queue: Any) -> None:
    one, two = create_app(get_settings()), create_app(get_settings())
    assert _fail(one, 15) == [401] * 15
    assert _fail(two, 6) == [401] * 5 + [429]
    assert "redis" in type(limiter.storage).__name__.lower()


def test_without_the_queue_server_signing_in_still_works(home: Any) -> None:
    assert _fail(create_app(get_settings()), 1) == [401]


def test_signing_in_and_its_limit_survive_the_queue_server(home: Any, queue: Any) -> None:
    app = create_app(get_settings())
    assert _fail(app, 1) == [401]
    queue.terminate()
    answers = _fail(app, 23)
    assert answers[0] == 401 and answers[-1] == 429 and set(answers) == {401, 429}
