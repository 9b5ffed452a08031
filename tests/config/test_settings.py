"""Settings from environment and file, and what they say when they are wrong."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.home import SOCKET_LIMIT, prepare_queue_socket
from config.settings import Settings, SettingsError, ensure_home, get_settings
from config.sources import ENVIRONMENT


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No setting of whoever runs the tests reaches them."""
    for variable in (*ENVIRONMENT.values(), "SELARAS_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_defaults_need_nothing(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert settings.embedded_database and settings.embedded_queue and settings.embedded_mail
    assert settings.database_url == f"sqlite:///{tmp_path}/selaras.db"
    assert settings.redis_url == f"unix://{tmp_path}/run/valkey.sock"
    assert (settings.smtp_host, settings.smtp_port) == ("127.0.0.1", 0)
    assert settings.base_url == "http://127.0.0.1:8000"


def test_environment_wins_over_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Path("selaras.toml").write_text('port = 1234\nsite_name = "Kantor"\nsmtp_password = "p"\n')
    monkeypatch.setenv("PORT", "4321")
    monkeypatch.setenv("SELARAS_HOME", str(tmp_path / "x"))
    monkeypatch.setenv("REDIS_URL", "redis://antrean/0")
    monkeypatch.setenv("SMTP_HOST", "surat")
    monkeypatch.setenv("SELARAS_PLUGIN_PATHS", "/a:/b")
    settings = get_settings()
    assert (settings.port, settings.site_name, settings.home) == (4321, "Kantor", tmp_path / "x")
    assert settings.redis_url == "redis://antrean/0" and not settings.embedded_queue
    assert (settings.smtp_host, settings.smtp_port, settings.embedded_mail) == ("surat", 25, False)
    assert settings.plugin_paths == (Path("/a"), Path("/b"))
    assert settings.smtp_password is not None and "'p'" not in repr(settings)


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    assert get_settings().port == 8000


@pytest.mark.parametrize(
    ("variable", "value", "shown"),
    [("PORT", "delapan", "'delapan'"), ("PORT", "70000", "'70000'"), ("SMTP_STARTTLS", "mungkin", "'mungkin'")],
)
def test_a_wrong_value_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, shown: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        get_settings()
    assert variable in str(caught.value) and shown in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"), [("port 1", "tidak dapat dibaca"), ("prot = 1", "tidak dikenal"), (None, "tidak ditemukan")]
)
def test_a_wrong_file_is_told(monkeypatch: pytest.MonkeyPatch, content: str | None, words: str) -> None:
    monkeypatch.setenv("SELARAS_CONFIG", "atur.toml")
    if content is not None:
        Path("atur.toml").write_text(content)
    with pytest.raises(SettingsError, match=words):
        get_settings()


def test_the_example_file_holds_every_setting() -> None:
    example = (Path(__file__).parents[2] / "selaras.toml.example").read_text(encoding="utf-8")
    hidden = {"secret_key", "debug"}
    assert [name for name in ENVIRONMENT if f"# {name} = " not in example and name not in hidden] == []
    assert [variable for name, variable in ENVIRONMENT.items() if variable not in example and name not in hidden] == []


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    key = Settings(home=tmp_path).secret_key.get_secret_value()
    assert len(key) >= 64
    assert Settings(home=tmp_path).secret_key.get_secret_value() == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "rumah").write_text("a file where the folder should be")
    with pytest.raises(SettingsError, match=r"tidak dapat ditulisi .*SELARAS_HOME") as caught:
        ensure_home(Settings(home=tmp_path / "rumah"))
    assert "\n" not in str(caught.value)


def test_a_long_home_gets_a_short_socket(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / ("panjang" * 20))
    ensure_home(settings)
    socket = prepare_queue_socket(settings.home)
    assert len(str(socket)) <= SOCKET_LIMIT
    assert settings.queue_socket == socket == prepare_queue_socket(settings.home)
    socket.parent.rmdir()
