"""The sheets of a form that are read: how it is filled in, and in a marked copy what has to be put right."""

from collections.abc import Sequence
from typing import Any

from core.idn.numbers import format_number
from core.spreadsheet_cells import Looks, clean
from plugins.sop_kinerja.isian_excel import gaya
from plugins.sop_kinerja.isian_excel.bentuk import ISIAN, Formulir

_STEPS = (
    "Isi lembar «Isian», hanya sel kuning. Sel lain terkunci dan harus tetap seperti adanya.",
    "Realisasi diketik sebagai angka biasa menurut satuannya. Jangan menempel rumus, tanggal, satuan, atau tanda "
    "persen: 58,5% ditulis 58,5.",
    "Bila datanya belum ada, kosongkan Realisasi dan tulis alasannya pada Keterangan. Nol berarti hasilnya memang nol.",
    "Indikator rasio diisi pembilang dan penyebutnya; realisasinya dihitung sendiri.",
    "Jangan menambah, menghapus, mengurutkan, atau menggabungkan baris dan kolom, dan jangan mengganti nama lembar.",
    "Simpan sebagai XLSX, lalu unggah di halaman penyampaian yang sama. Semua sel diperiksa; setiap kesalahan disebut "
    "lembar dan selnya. Belum ada yang masuk sebelum semuanya benar.",
    "Sesudah diterima, isian masuk ke draf: periksa, lampirkan bukti dukung di Selaras, lalu ajukan.",
    "Formulir ini berlaku untuk satu permintaan, satu periode, dan satu kali pakai. Bila isian di Selaras berubah "
    "sesudah formulir diunduh, unduh formulir baru.",
)


def write_help(sheet: Any, form: Formulir, looks: Looks) -> None:
    """How to fill it in, and the words of each list with what they count as."""
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 96)
    _for_print(sheet)
    sheet.write_string(0, 0, "Cara mengisi", looks.of(gaya.TITLE))
    text, number = looks.of(gaya.WORDS | {"text_wrap": True, "indent": 1}), looks.of(gaya.WORDS | {"align": "right"})
    row = 2
    for count, step in enumerate(_STEPS, start=1):
        sheet.write_number(row, 0, count, number)
        sheet.write_string(row, 1, step, text)
        sheet.set_row(row, 16 * -(-len(step) // 105) + 4)
        row += 1
    told = set()
    for line in form.baris:
        if not line.pilihan or line.pilihan in told:
            continue
        told.add(line.pilihan)
        row += 1
        sheet.write_string(
            row, 1, clean(f"Pilihan untuk {line.kode} {line.uraian}"), looks.of(gaya.WORDS | {"bold": True})
        )
        for word, value in line.pilihan:
            row += 1
            sheet.write_string(row, 1, clean(f"{word} (dihitung {format_number(value)})"), text)
        row += 1
    sheet.protect("", {"select_locked_cells": True})


def write_list(sheet: Any, problems: Sequence[tuple[str, str, str, str]], looks: Looks) -> None:
    """All problems, each with a link to its cell in this copy."""
    for column, width in enumerate((6, 13, 12, 84, 16)):
        sheet.set_column(column, column, width)
    _for_print(sheet)
    count = len(problems)
    sheet.write_string(0, 0, f"Yang perlu diperbaiki: {count}", looks.of(gaya.TITLE))
    sheet.write_string(
        1, 0, "Belum ada isian yang masuk. Perbaiki sel merah pada lembar «Isian» berkas ini, simpan, lalu unggah.",
        looks.of(gaya.WORDS),
    )  # fmt: skip
    sheet.write_string(
        2, 0, "Bila sel merah sudah memuat angka usulan, periksa angkanya. Yang bertulis «Sudah pulih» kembali seperti "
        "formulir aslinya pada salinan ini.", looks.of(gaya.HINT),
    )  # fmt: skip
    for column, title in enumerate(("No", "Lembar", "Sel", "Yang keliru", "Perbaiki di")):
        sheet.write_string(4, column, title, looks.of(gaya.HEAD))
    text, link = looks.of(gaya.LIST), looks.of(gaya.LINK)
    for number, (name, address, sentence, here) in enumerate(problems, start=1):
        row = 4 + number
        sheet.set_row(row, 13 * max(1, -(-len(sentence) // 80)) + 4)
        sheet.write_number(row, 0, number, text)
        for column, value in enumerate((name, address, sentence), start=1):
            sheet.write_string(row, column, clean(value), text)
        if here:
            sheet.write_url(row, 4, f"internal:'{ISIAN}'!{here}", link, f"{ISIAN} {here}")
        else:
            sheet.write_string(row, 4, "Sudah pulih", text)
    sheet.freeze_panes(5, 0)
    sheet.activate()


def _for_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&R&8Halaman &P dari &N")
