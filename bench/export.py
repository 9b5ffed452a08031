"""The writer of workbooks. Imports nothing of the web: the memory that is told is that of writing."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from bench.measure import Result, paired
from core.spreadsheet import Column, Kind, Table, write_workbook

MOMENT = datetime(2026, 7, 1, tzinfo=UTC)


def export_xlsx() -> Iterator[Result]:
    """100,000 rows of 12 columns: our safe writer against xlsxwriter in its fastest form."""
    rows, columns = 100_000, [Column(f"Kolom {n}", Kind.TEXT if n % 2 else Kind.NUMBER) for n in range(12)]
    values = [f"nilai {n}" if n % 2 else Decimal(n * 1000 + 7) / 100 for n in range(12)]
    with tempfile.TemporaryDirectory() as folder:
        ours, raw = Path(folder) / "ours.xlsx", Path(folder) / "raw.xlsx"

        def write_raw() -> None:
            book = xlsxwriter.Workbook(str(raw), {"constant_memory": True})
            sheet = book.add_worksheet()
            for line in range(rows):
                for column, value in enumerate(values):
                    sheet.write_string(line, column, value) if column % 2 else sheet.write_number(line, column, value)
            book.close()

        table = Table("Data", columns, [values] * rows)
        yield paired("export_xlsx", "none", rows, lambda: write_workbook(ours, [table], created=MOMENT), write_raw, 3)
