"""The bytes: `home/files/ab/<sha256>`, mode 0600, written whole or not at all."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, Any

from config.settings import get_settings
from core.actor import current_actor
from core.errors import InputError, StorageError
from core.files.models import Dokumen
from core.filetypes import sniff

_CHUNK = 1 << 20


def store(content: bytes | Path, nama: str, media: str, *, perangkat_daerah_id: int | None = None) -> Dokumen:
    """Keeps bytes (or a file's bytes) that we made ourselves and gives their row.

    Equal bytes are kept once. The bytes are on disk before the row is written, so a row never lacks them;
    bytes without a row, after a roll-back, harm nobody.

    :raises StorageError: when the disk refuses.
    """
    digest, size = _keep(content)
    owner = perangkat_daerah_id or current_actor().perangkat_daerah_id
    return Dokumen.create(perangkat_daerah=owner, nama=safe_name(nama), media=media, ukuran=size, sha256=digest)


def store_upload(
    stream: IO[bytes], nama: str, *, field: str = "berkas", perangkat_daerah_id: int | None = None
) -> Dokumen:
    """Keeps what a person sent, after looking at the content: its type is what it is, not what its name says.

    :param perangkat_daerah_id: whose it is, where that is another department in scope than the acting one

    :raises InputError: too large, empty, or of a type that is not taken; names `field`.
    """
    limit = get_settings().upload_limit
    with tempfile.TemporaryFile() as copy:
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise InputError(f"Berkas «{nama}» melebihi batas {limit // (1024 * 1024)} MB.", field)
            copy.write(chunk)
        if size == 0:
            raise InputError("Pilih berkas yang akan diunggah; berkas kosong tidak diterima.", field)
        copy.seek(0)
        try:
            media = sniff(copy, nama)
        except InputError as error:
            raise InputError(error.sentence, field) from error
        copy.seek(0)
        return store(copy.read(), nama, media.mime, perangkat_daerah_id=perangkat_daerah_id)


def path_of(dokumen: Dokumen) -> Path:
    return _folder() / dokumen.sha256[:2] / str(dokumen.sha256)


def open_file(dokumen: Dokumen) -> BufferedReader:
    """:raises StorageError: when the bytes are gone."""
    try:
        return path_of(dokumen).open("rb")
    except OSError as error:
        raise StorageError(f"Isi berkas «{dokumen.nama}» tidak dapat dibaca. Hubungi admin situs.") from error


def read(dokumen: Dokumen) -> bytes:
    with open_file(dokumen) as stream:
        return stream.read()


def verify(dokumen: Dokumen) -> bool:
    """Whether the bytes are still those that were stored."""
    with open_file(dokumen) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == dokumen.sha256


def safe_name(nama: str) -> str:
    """A name without folders, control characters or what Windows refuses; its ending is kept."""
    base = re.sub(r'[\x00-\x1f\x7f<>:"|?*\\/]+', "-", nama).strip(" .-") or "berkas"
    stem, dot, ending = base.rpartition(".")
    return f"{stem[:200]}{dot}{ending[:20]}" if dot else base[:200]


def _folder() -> Path:
    return get_settings().home / "files"


def _keep(content: bytes | Path) -> tuple[str, int]:
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _new_file(folder) as temporary:
            digest, size = _copy(content, temporary)
            temporary.flush()
            os.fsync(temporary.fileno())
            target = folder / digest[:2] / digest
            target.parent.mkdir(exist_ok=True, mode=0o700)
            Path(temporary.name).replace(target)
    except OSError as error:
        raise StorageError("Berkas tidak dapat disimpan: media penyimpanan penuh atau tidak dapat ditulisi.") from error
    return digest, size


@contextmanager
def _new_file(folder: Path) -> Iterator[Any]:
    """A file to be moved into place; gone when that fails, since a full disk must not stay full of halves."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".new-", delete=False) as temporary:
        try:
            yield temporary
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise


def _copy(content: bytes | Path, target: IO[bytes]) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    if isinstance(content, bytes):
        digest.update(content)
        target.write(content)
        return digest.hexdigest(), len(content)
    with content.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
