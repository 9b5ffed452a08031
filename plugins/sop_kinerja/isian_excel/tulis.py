"""Writes the form: a sheet to fill in, one that explains, and the hidden one that says whose it is."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from core.spreadsheet_cells import EXACT_DIGITS, Looks, clean, significant_digits
from plugins.sop_kinerja.isian_excel import bantuan, gaya, petunjuk, tersembunyi
from plugins.sop_kinerja.isian_excel.alamat import letters
from plugins.sop_kinerja.isian_excel.bentuk import (
    FIRST_ROW,
    HEAD_ROW,
    IDENTITAS,
    ISIAN,
    PERBAIKAN,
    PETUNJUK,
    Baris,
    Formulir,
    Kolom,
)
from plugins.sop_kinerja.isian_excel.tanda import Tanda


def write(form: Formulir, created: datetime, marks: Tanda | None = None) -> bytes:
    """The form as XLSX, empty or with what is filled in already; with `marks` as the copy that shows what is wrong.

    The same form and `created` (aware) give the same bytes.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": clean(form.judul)[:250], "created": created.astimezone(UTC).replace(tzinfo=None)})
    looks = Looks(book)
    if marks is not None:
        petunjuk.write_list(book.add_worksheet(PERBAIKAN), marks.daftar, looks)
    sheet = book.add_worksheet(ISIAN)
    help_sheet, hidden = book.add_worksheet(PETUNJUK), book.add_worksheet(IDENTITAS)
    choices = tersembunyi.write(hidden, form, looks)
    petunjuk.write_help(help_sheet, form, looks)
    _Isian(book, sheet, form, looks, choices, marks or Tanda()).write()
    if marks is None:
        sheet.activate()
    book.close()
    return stream.getvalue()


@dataclass
class _Isian:
    """The sheet that is filled in, being written."""

    book: Any
    sheet: Any
    form: Formulir
    looks: Looks
    choices: dict[tuple[tuple[str, Decimal], ...], str]
    marks: Tanda

    def write(self) -> None:
        self._page()
        self._head()
        for number, line in enumerate(self.form.baris, start=1):
            self._line(number, line)
        self._shown_numbers()
        self.sheet.protect("", gaya.LOCKED_SHEET)

    def _page(self) -> None:
        sheet, columns = self.sheet, self.form.kolom
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.lebar, None, {"hidden": column.nama == "kunci"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW - 1)
        sheet.print_area(0, 0, max(FIRST_ROW, HEAD_ROW + len(self.form.baris)) - 1, len(columns) - 2)
        sheet.set_footer("&L&8&F&R&8Halaman &P dari &N")
        sheet.freeze_panes(HEAD_ROW, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:AZ3000"})

    def _head(self) -> None:
        form = self.form
        lines = (
            (form.judul, gaya.TITLE),
            (form.pihak, gaya.WORDS | {"bold": True, "font_size": 12}),
            (form.label_periode, gaya.WORDS),
            (f"Diminta oleh {form.penyelenggara}. Batas penyampaian {form.tenggat}.", gaya.WORDS),
            ("Isi hanya sel kuning; sel lain terkunci. Kosongkan bila datanya belum ada, lalu jelaskan pada "
             "Keterangan. Cara lengkap: lembar Petunjuk.", gaya.HINT),
        )  # fmt: skip
        for row, (text, look) in enumerate(lines):
            self.sheet.write_string(row, 0, clean(text), self.looks.of(look))
        self.sheet.set_row(HEAD_ROW - 1, 22)
        for number, column in enumerate(form.kolom):
            self.sheet.write_string(HEAD_ROW - 1, number, column.judul, self.looks.of(gaya.HEAD))

    def _line(self, number: int, line: Baris) -> None:
        row = self.form.baris_ke(number) - 1
        locked = line.terkunci(number)
        self.sheet.set_row(row, self._height(line, locked))
        for at, column in enumerate(self.form.kolom):
            if column.nama in locked:
                self._locked(row, at, locked[column.nama])
            elif column.nama in line.diisi:
                self._typed(row, at, column, line)
            elif line.rasio:
                self._quotient(row, at, line)
            else:
                self.sheet.write_blank(row, at, None, self.looks.of(gaya.UNUSED))

    def _locked(self, row: int, at: int, value: Decimal | str) -> None:
        if isinstance(value, str):
            self.sheet.write_string(row, at, clean(value), self.looks.of(gaya.TEXT))
            return
        self._number(row, at, value, self.looks.of(gaya.FIGURE))

    def _typed(self, row: int, at: int, column: Kolom, line: Baris) -> None:
        key = line.kunci, column.nama
        complaint = self.marks.keluhan.get(key, "")
        number = column.nama in bantuan.NUMBERS and not line.pilihan
        if complaint:
            look = self.looks.of(gaya.WRONG_NUMBER if number else gaya.WRONG_TEXT)
        else:
            look = self.looks.of(gaya.TYPED_NUMBER if number else gaya.TYPED_TEXT)
        value = self._content(key, line, column.nama)
        if value is None or value == "":
            self.sheet.write_blank(row, at, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, at, clean(value), look)
        else:
            self._number(row, at, value, look)
        bantuan.note(self.sheet, row, at, complaint, bantuan.about(line, column))
        if column.nama in bantuan.NUMBERS:
            rule = bantuan.rule(line, column, self.choices.get(line.pilihan, ""))
            self.sheet.data_validation(row, at, row, at, rule)

    def _content(self, key: tuple[str, str], line: Baris, name: str) -> Decimal | str | None:
        """What the sender's file had, in a marked copy; else what is filled in already."""
        if line.kunci in self.marks.dibaca:
            return self.marks.tertulis.get(key)
        value: Decimal | str | None = getattr(line.isi, name)
        if name == "nilai" and line.pilihan and value is not None:
            return next((word for word, counts in line.pilihan if counts == value), None)
        return value

    def _quotient(self, row: int, at: int, line: Baris) -> None:
        """A ratio's figure: worked out as one types. What counts is worked out again when the form comes in."""
        above, below = (f"{letters(self.form.tempat(name))}{row + 1}" for name in ("pembilang", "penyebut"))
        times = "*100" if line.per_ratus else ""
        isi, known = line.isi, line.isi.nilai is not None and line.kunci not in self.marks.dibaca
        without = str(isi.nilai) if known and isi.pembilang is None else '""'
        both = f"AND(ISNUMBER({above}),ISNUMBER({below}))"
        formula = f'=IF({both},IF({below}=0,"",ROUND({above}{times}/{below},6)),{without})'
        shown: float | str = float(isi.nilai) if known else ""
        look = gaya.WRONG_LOCKED if (line.kunci, "nilai") in self.marks.keluhan else gaya.FIGURE
        self.sheet.write_formula(row, at, formula, self.looks.of(look), shown)

    def _number(self, row: int, at: int, value: Decimal, look: Any) -> None:
        if significant_digits(value) > EXACT_DIGITS:  # a cell would lose the last ones
            self.sheet.write_string(row, at, f"{value:f}".replace(".", ","), look)
        else:
            self.sheet.write_number(row, at, float(value), look)

    def _shown_numbers(self) -> None:
        """1234567,5 is shown as 1.234.567,5 while the cell itself stays without a format of its own (see `gaya`)."""
        last = self.form.baris_ke(max(1, len(self.form.baris))) - 1
        whole, broken = (self.book.add_format({"num_format": one}) for one in (gaya.WHOLE, gaya.BROKEN))
        for column in ("target", *bantuan.NUMBERS):
            if column not in {one.nama for one in self.form.kolom}:
                continue
            at = self.form.tempat(column) - 1
            name = f"{letters(at + 1)}{FIRST_ROW}"
            for condition, look in ((f"{name}=INT({name})", whole), (f"{name}<>INT({name})", broken)):
                rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({name}),{condition})", "format": look}
                self.sheet.conditional_format(FIRST_ROW - 1, at, last, at, rule)

    def _height(self, line: Baris, locked: Mapping[str, Decimal | str]) -> float:
        """Points; LibreOffice does not find it out by itself."""
        most = 2
        for column in self.form.kolom:
            value = locked.get(column.nama) if column.nama != "kunci" else ""
            if column.nama in line.diisi:
                value = self._content((line.kunci, column.nama), line, column.nama)
            if isinstance(value, str):
                room = max(4, int(column.lebar) - 2)
                most = max(most, sum(-(-max(1, len(part)) // room) for part in value.split("\n")))
        return min(13.0 * most + 4, 400.0)
