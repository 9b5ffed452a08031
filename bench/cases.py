"""The host: numbers, plugins on and off, a list page. Each function is one benchmark and yields its results."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from bench.houses import client_of, house
from bench.measure import Result, alone, paired
from core import activation, numbering
from core.audit import Jejak
from core.db import database, transaction

DATABASES = ("sqlite", "postgres")


def numbers() -> Iterator[Result]:
    """200 numbers one after the other, each in its transaction, against a bare UPDATE … RETURNING of a counter."""
    for name in DATABASES:
        with house(name) as department:
            database.execute_sql("CREATE TABLE bench_counter (n INTEGER)")
            database.execute_sql("INSERT INTO bench_counter VALUES (0)")

            def ours(department: int = department) -> None:
                for _ in range(200):
                    with transaction():
                        numbering.next_number("bench", 2026, department)

            def raw() -> None:
                for _ in range(200):
                    with database.atomic():
                        database.execute_sql("UPDATE bench_counter SET n = n + 1 RETURNING n").fetchall()

            yield paired("numbers", name, 200, ours, raw)


def plugin_switch() -> Iterator[Result]:
    """Turning a plugin off and on again."""
    for name in DATABASES:
        with house(name) as department:

            def ours(department: int = department) -> None:
                activation.turn_off("arsip", department)
                activation.turn_on("arsip", department)

            yield alone("plugin_switch", name, 2, ours)


def list_page() -> Iterator[Result]:
    """The first page of the audit log as HTML, as the table grows, against its bare SQL (rows and count)."""
    for name in DATABASES:
        with house(name) as department:
            client, page = _signed_in(department)
            for rows in (1_000, 10_000, 100_000):
                _fill(department, rows)

                def raw(department: int = department) -> None:
                    where = f"WHERE perangkat_daerah_id = {int(department)}"
                    database.execute_sql(f"SELECT * FROM core_jejak {where} ORDER BY id DESC LIMIT 20").fetchall()
                    database.execute_sql(f"SELECT COUNT(*) FROM core_jejak {where}").fetchall()

                ours = partial(_read, client, page)
                yield paired("list_page", name, rows, ours, raw, 9)


def _read(client: Any, page: str) -> bytes:
    answer: bytes = client.get(page).get_data()
    return answer


def _fill(department: int, rows: int) -> None:
    missing = rows - Jejak.select().where(Jejak.perangkat_daerah == department).count()
    for start in range(0, max(0, missing), 1000):
        Jejak.insert_many(
            [
                {"tindakan": "bench", "pelaku": f"Orang {n}", "perangkat_daerah": department, "rincian": {}}
                for n in range(start, min(start + 1000, missing))
            ]
        ).execute()


def _signed_in(department: int) -> tuple[Any, str]:
    from core.organisation.models import PerangkatDaerah
    from core.testing.people import make_user

    client = client_of(make_user(PerangkatDaerah.get_by_id(department), ("core.audit.read",), "Admin"))
    answer = client.get("/kelola/core-jejak/")
    assert answer.status_code == 200, answer.status
    return client, "/kelola/core-jejak/"
