"""What an instance has written down, read from outside of it: its database and its mail folder."""

import sqlite3
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default as POLICY
from pathlib import Path
from typing import Any

import psycopg


@dataclass(frozen=True)
class JobState:
    """A job row, as far as the tests look at it."""

    status: str
    done: int
    total: int
    attempts: int
    result: str


class Ledger:
    """`database_url` of a PostgreSQL; without it the home's SQLite file."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self._mail = home / "mail"
        self._mark = "%s" if database_url else "?"
        self._database: Any = (
            psycopg.connect(database_url, autocommit=True)
            if database_url
            else sqlite3.connect(home / "selaras.db", isolation_level=None, timeout=30)
        )

    def close(self) -> None:
        self._database.close()

    def job(self, uuid: str) -> JobState:
        rows = self._ask(
            "SELECT status, kemajuan, total, percobaan, coalesce(hasil, '') FROM core_pekerjaan WHERE uuid = {}", uuid
        )
        return JobState(*rows[0])

    def documents(self, name: str) -> int:
        """How many stored documents have this file name."""
        return int(self._ask("SELECT count(*) FROM core_dokumen WHERE nama = {}", name)[0][0])

    def queued_mails(self, name: str) -> int:
        """How many mails, in whatever state, carry a document of this name."""
        question = (
            "SELECT count(*) FROM core_lampiran JOIN core_dokumen ON core_lampiran.dokumen_id = core_dokumen.id "
            "WHERE core_dokumen.nama = {}"
        )
        return int(self._ask(question, name)[0][0])

    def arrived(self, name: str) -> list[bytes]:
        """The attachments of this name in the mails that the sink has taken in."""
        found = []
        for path in self._mail.glob("*.eml"):
            message: Any = message_from_bytes(path.read_bytes(), policy=POLICY)
            found += [part.get_content() for part in message.iter_attachments() if part.get_filename() == name]
        return found

    def ask_for_canary(self) -> str:
        """Writes a job of no known kind that was never handed to the queue; gives its uuid.

        Only a sweep finds it, and only a worker of the queue `export` ends it: once it has ended, a sweep has passed.
        """
        import uuid

        name = str(uuid.uuid4())
        self._ask(
            "INSERT INTO core_pekerjaan (uuid, dibuat, jenis, judul, argumen, antrean, plugin, status, percobaan, "
            "kemajuan, total, pesan, galat) SELECT {}, min(dibuat), 'uji.kenari', 'Kenari', '{{}}', 'export', 'uji', "
            "'antre', 0, 0, 0, '', '' FROM core_pekerjaan",
            name,
        )
        return name

    def _ask(self, question: str, *values: object) -> list[Any]:
        cursor = self._database.execute(question.format(*[self._mark] * len(values)), values)
        return list(cursor.fetchall()) if cursor.description else []
