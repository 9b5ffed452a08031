"""The import of a table of figures, read, validated cell by cell and written, against a bare insert of as many rows."""

import csv
import io
from collections.abc import Iterator

from bench.houses import house
from bench.measure import Result, paired
from core.actor import acting
from core.db import database, is_postgres, transaction
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user

ROWS = 10_000
HEAD = (
    "instansi",
    "tahun",
    "periode",
    "sasaran",
    "indikator",
    "satuan",
    "arah",
    "target",
    "realisasi",
    "capaian_cetak",
)
ROLLED_BACK = "nothing of a round may stay, or the next would find it"


def import_() -> Iterator[Result]:
    """10,000 rows of 2,500 indicators and four quarters: from the file's bytes to approved figures."""
    from plugins.sop_kinerja.lkj.baris import Pilihan
    from plugins.sop_kinerja.services import impor_lkj

    for name in ("sqlite", "postgres"):
        with house(name) as department:
            content = table(str(PerangkatDaerah.get_by_id(department).nama))
            user = make_user(PerangkatDaerah.get_by_id(department), ("sop_kinerja.*",), "Tim Kinerja")

            def ours(content: bytes = content, user: User = user) -> None:
                with acting(user.actor):
                    try:
                        with transaction():
                            kept, seen = impor_lkj.put(content, "tabel.csv", Pilihan())
                            impor_lkj.take(str(kept.uuid), seen=seen)
                            raise RuntimeError(ROLLED_BACK)
                    except RuntimeError as error:
                        assert str(error) == ROLLED_BACK

            rows = list(csv.reader(io.StringIO(content.decode())))[1:]
            database.execute_sql(f"CREATE TABLE bench_rows ({', '.join(f'{one} VARCHAR(200)' for one in HEAD)})")

            def raw(rows: list[list[str]] = rows) -> None:
                with database.atomic() as atomic:
                    _insert(rows)
                    atomic.rollback()

            yield paired("import", name, ROWS, ours, raw, 3)


def table(department: str) -> bytes:
    """The bytes of a CSV as an agency publishes it, with the printed capaian of every row."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(HEAD)
    for number in range(ROWS):
        indikator, quarter = divmod(number, 4)
        target, actual = 80 + indikator % 20, 60 + (indikator + quarter) % 40
        printed = f"{actual / target * 100:.2f}%".replace(".", ",")
        whose = (department, 2025, f"TW {quarter + 1}", f"Sasaran {indikator % 50}", f"Indikator {indikator}")
        write.writerow((*whose, "persen", "naik", target, f"{actual},5", printed))
    return out.getvalue().encode()


def _insert(rows: list[list[str]]) -> None:
    """As fast as the database takes them: one statement for all on SQLite, pages of values on PostgreSQL."""
    if not is_postgres():
        database.connection().executemany(f"INSERT INTO bench_rows VALUES ({', '.join('?' * len(HEAD))})", rows)
        return
    one = f"({', '.join(['%s'] * len(HEAD))})"
    for start in range(0, len(rows), 1000):
        page = rows[start : start + 1000]
        database.execute_sql(
            f"INSERT INTO bench_rows VALUES {', '.join([one] * len(page))}", [c for r in page for c in r]
        )
