"""Filling in a form of the small collection (`data_play`) as people do: in a spreadsheet program, rightly or not."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from core import jobs
from core.actor import acting, system_actor
from core.files import read
from plugins.sop_kinerja.isian_excel.bentuk import ISIAN
from plugins.sop_kinerja.models import Realisasi, UnggahanExcel
from plugins.sop_kinerja.services import excel_formulir, excel_unggah
from plugins.sop_kinerja.services.data_entry import Upload
from tests.plugins.sop_kinerja.data_play import Play

FIRST = 8
"""The sheet's row of the first figure."""
VALUE, NOTE, TARGET = "G", "H", "F"
"""Columns of a form without ratios."""

Edit = Callable[[Any, Worksheet], None]


def download(play: Play, number: int = 0) -> bytes:
    """The department's form, as its operator gets it."""
    row = play.submission(number)
    with acting(play.operators[number].actor):
        return excel_formulir.give_out(str(row.uuid))[1]


def edited(content: bytes, edit: Edit) -> bytes:
    """The file after `edit(book, sheet)` in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book, book[ISIAN])
    return saved(book)


def typed(content: bytes, cells: Mapping[str, Any]) -> bytes:
    """The file with these cells typed over."""

    def edit(_: Any, sheet: Worksheet) -> None:
        for address, value in cells.items():
            sheet[address] = value

    return edited(content, edit)


def upload(play: Play, content: bytes, number: int = 0, name: str = "formulir.xlsx") -> UnggahanExcel:
    """Sent in by the department's operator, and checked."""
    row = play.submission(number)
    with acting(play.operators[number].actor):
        sent = excel_unggah.receive(str(row.uuid), Upload(io.BytesIO(content), name))
    return checked(sent)


def checked(sent: UnggahanExcel) -> UnggahanExcel:
    """The upload after its job."""
    with acting(system_actor()):
        found = jobs.Job.get(jobs.Job.uuid == sent.pekerjaan_uuid)
        jobs.run(found.id)
        assert jobs.Job.get_by_id(found.id).status == "selesai", jobs.Job.get_by_id(found.id).galat
        now: UnggahanExcel = UnggahanExcel.get_by_id(sent.id)
    return now


def problems(row: UnggahanExcel) -> list[tuple[str, str, str]]:
    """(sheet, cell, sentence) of each."""
    return [tuple(one) for one in row.hasil["galat"]]


def places(row: UnggahanExcel) -> list[str]:
    """'Isian!G8' of each problem."""
    return [f"{sheet}!{cell}" for sheet, cell, _ in problems(row)]


def marked(row: UnggahanExcel) -> Any:
    """The marked copy, opened."""
    with acting(system_actor()):
        fresh = UnggahanExcel.get_by_id(row.id)
        assert fresh.bertanda is not None
        return openpyxl.load_workbook(io.BytesIO(read(fresh.bertanda)))


def figures(play: Play, number: int = 0) -> list[tuple[Any, str]]:
    """(figure, note) of each line as they are stored."""
    with acting(system_actor()):
        rows = Realisasi.select().where(Realisasi.penyampaian == play.submission(number).id).order_by(Realisasi.urutan)
        return [(row.nilai, row.keterangan) for row in rows]


def saved(book: Any) -> bytes:
    """An opened workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
