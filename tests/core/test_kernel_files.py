"""Stored files: by their content, once, never executed, never half."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.settings import get_settings
from core import files
from core.actor import acting, system_actor
from core.db import transaction
from core.errors import InputError, StorageError
from core.files import Dokumen
from core.files.storage import path_of, safe_name

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def here(department):
    with acting(system_actor(department.id)):
        yield department


def on_disk(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def test_bytes_are_kept_once_under_their_sum(here, home) -> None:
    first, second = files.store(b"isi", "a.txt", "text/plain"), files.store(b"isi", "b.txt", "text/plain")
    assert first.sha256 == second.sha256 == hashlib.sha256(b"isi").hexdigest()
    (path,) = on_disk(home)
    assert path == path_of(first)
    assert path.stat().st_mode & 0o777 == 0o600
    assert (files.read(second), second.nama, second.ukuran) == (b"isi", "b.txt", 3)
    assert files.verify(first)


def test_a_changed_byte_is_seen_and_a_lost_file_told(here) -> None:
    document = files.store(b"isi", "a.txt", "text/plain")
    path_of(document).write_bytes(b"isj")
    assert not files.verify(document)
    path_of(document).unlink()
    with pytest.raises(StorageError, match="a\\.txt"):
        files.read(document)


def test_a_file_made_elsewhere_is_copied(here, tmp_path) -> None:
    made = tmp_path / "besar.bin"
    made.write_bytes(b"x" * 3_000_000)
    document = files.store(made, "besar.bin", "application/octet-stream")
    assert (document.ukuran, files.verify(document), made.exists()) == (3_000_000, True, True)


def test_what_fails_leaves_nothing(here, home, tmp_path) -> None:
    with pytest.raises(StorageError):
        files.store(tmp_path / "tidak-ada", "x", "text/plain")
    assert on_disk(home) == []
    assert Dokumen.select().count() == 0
    with pytest.raises(ZeroDivisionError), transaction():
        files.store(b"isi", "x", "text/plain")
        raise ZeroDivisionError
    assert Dokumen.select().count() == 0


def test_an_upload_is_what_it_is_not_what_it_is_called(here) -> None:
    assert files.store_upload(io.BytesIO(PDF), "bukti.pdf").media == "application/pdf"
    for content, name in (
        (b"<script>alert(1)</script>", "bukti.pdf"),
        (b"MZ\x90", "a.pdf"),
        (b"", "a.pdf"),
        (PDF, "a.exe"),
    ):
        with pytest.raises(InputError) as error:
            files.store_upload(io.BytesIO(content), name, field="bukti")
        assert error.value.field == "bukti"
    assert Dokumen.select().count() == 1


def test_an_upload_has_a_limit(here, home, monkeypatch) -> None:
    monkeypatch.setenv("SELARAS_UPLOAD_LIMIT", "2048")
    get_settings.cache_clear()
    exactly = PDF + b" " * (2048 - len(PDF))
    assert files.store_upload(io.BytesIO(exactly), "pas.pdf").ukuran == 2048
    with pytest.raises(InputError, match="melebihi batas"):
        files.store_upload(io.BytesIO(exactly + b" "), "lebih.pdf")


@given(name=st.text(max_size=400))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_is_only_a_name(name) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe) <= 221
    assert not set(safe) & set('/\\:"<>|?*\r\n\0')
    assert safe not in (".", "..")
    assert Path("/x", safe).parent == Path("/x")
