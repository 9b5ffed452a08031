"""Rows of a pasted table as steps of an SOP."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from core.idn.numbers import format_number
from plugins.sop_kinerja.banding.tulisan import CONTENT, degree
from plugins.sop_kinerja.kode import slug
from plugins.sop_kinerja.sopform import SELESAI, LangkahData, PelaksanaData
from plugins.sop_kinerja.tempel.baris import Row, read_row
from plugins.sop_kinerja.tempel.masalah import Problem, shorten
from plugins.sop_kinerja.tempel.tabel import Line, Table, number_of, read_lines, read_rows
from plugins.sop_kinerja.tempel.waktu import looks_like_time

MAX_CHARACTERS = 200_000
_EACH = ("perangkat daerah", "opd", "setiap perangkat daerah", "seluruh perangkat daerah")


@dataclass(frozen=True)
class Pasted:
    """What was read; steps keep their numbers when one between them could not be read (then there is a fatal problem).

    `printed_total` is the «Jumlah» of the table, "" when it has none; `satuan_waktu` as in SopData.
    """

    columns: tuple[PelaksanaData, ...]
    steps: tuple[LangkahData, ...]
    printed_total: str
    satuan_waktu: str
    problems: tuple[Problem, ...]

    @property
    def fatal(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.fatal)

    @property
    def to_check(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if not one.fatal)


def read_table(text: str, pola: str = "kampanye") -> Pasted:
    """:param pola: of the SOP (sopform.POLA): it decides how the cadence of the steps is read."""
    if len(text) > MAX_CHARACTERS:
        most = format_number(Decimal(MAX_CHARACTERS))
        return _nothing(f"Teks ini lebih dari {most} huruf; tempel tabel langkahnya saja")
    lines = read_lines(text)
    table = read_rows(lines)
    if not table.heads:
        return _no_table(lines, table)
    columns = _columns(table)
    problems = list(table.problems)
    read = [(line, head, read_row(line, head, problems)) for line, head in table.rows]
    _check_numbers([(line, number_of(line.cells[head.number])) for line, head, _ in read], problems)
    rows = {place: row for place, (_, _, row) in enumerate(read, start=1) if row is not None}
    if not read and not problems:
        problems.append(Problem(0, "", "Kepala tabelnya terbaca, tetapi tidak ada satu pun baris langkah", fatal=True))
    steps = tuple(_step(row, number, len(read), columns, pola) for number, row in rows.items())
    _check_marks(rows, len(read), columns, problems)
    unit = "menit" if table.heads[0][1].unit == "menit" else "campuran"
    if unit == "menit" and any(step.waktu_satuan != "menit" for step in steps):
        unit = "campuran"
    return Pasted(columns, steps, table.total, unit, tuple(sorted(problems, key=lambda one: one.line or 10**9)))


def _nothing(sentence: str) -> Pasted:
    return Pasted((), (), "", "campuran", (Problem(0, "", sentence, fatal=True),))


def _no_table(lines: list[Line], table: Table) -> Pasted:
    """No heading was found: says so, and of each line that seems to hold a step why it cannot be read."""
    found = _nothing(
        "Tabel langkah tidak ditemukan: tidak ada baris kepala «No, Uraian, Pelaksana, Kelengkapan, Waktu, Output» "
        "yang kolomnya dipisahkan tab. Salin tabelnya dari Word atau Excel, atau ketik ulang di lembar kerja"
    )
    noise = [
        Problem(
            line.number,
            line.text,
            f"waktu «{looks_like_time(line.text)}» terbaca, tetapi kolom-kolomnya menyatu; pisahkan dengan tab",
            fatal=True,
        )
        for line in lines
        if looks_like_time(line.text)
    ]
    return replace(found, problems=(*found.problems, *table.problems, *noise))


def _columns(table: Table) -> tuple[PelaksanaData, ...]:
    """The columns of the first heading; a later one that differs is told."""
    first = table.heads[0][1].performers
    for line, head in table.heads[1:]:
        same = len(head.performers) == len(first) and all(
            degree(a, b) != CONTENT for a, b in zip(first, head.performers, strict=True)
        )
        if not same:
            text = shorten(", ".join(head.performers))
            table.problems.append(Problem(line, text, "kolom pelaksana di sini lain dari kepala tabel pertama", True))
    codes: list[str] = []
    for number, label in enumerate(first, start=1):
        code = slug(label, f"kolom_{number}")
        codes.append(f"{code}_{number}" if code in codes else code)
    kinds = ["setiap_perangkat_daerah" if label.casefold() in _EACH else "jabatan" for label in first]
    return tuple(PelaksanaData(code, label, kind) for code, label, kind in zip(codes, first, kinds, strict=True))


def _check_numbers(rows: list[tuple[Line, int | None]], problems: list[Problem]) -> None:
    """Steps are numbered 1, 2, 3 …; a gap means that a row was lost."""
    for expected, (line, number) in enumerate(rows, start=1):
        if number is None:
            sentence = f"nomornya tidak terbaca; dianggap langkah {expected}"
            problems.append(Problem(line.number, line.text, sentence, fatal=False))
        elif number != expected:
            sentence = f"bernomor {number}, seharusnya {expected}: ada baris yang hilang atau berulang"
            problems.append(Problem(line.number, line.text, sentence, fatal=True))
            return


def _check_marks(rows: dict[int, Row], last: int, columns: tuple[PelaksanaData, ...], problems: list[Problem]) -> None:
    for number, row in rows.items():
        marks = row.marks
        say = [
            (bool(marks.answers), _answers(row, columns)),
            (marks.starts and number > 1, "tanda Mulai bukan pada langkah pertama; SOP dianggap mulai di langkah 1"),
            (marks.ends and number < last, "tanda Selesai bukan pada langkah terakhir"),
            (bool(marks.strange), f"isi sel pelaksana «{', '.join(marks.strange)[:60]}» tidak dikenal"),
            (marks.doubtful, "kolom pelaksananya bergeser, sehingga tandanya tidak pasti milik siapa"),
        ]
        for holds, sentence in say:
            if holds:
                problems.append(Problem(row.line.number, "", f"langkah {number}: {sentence}", fatal=False))
    silent = [str(number) for number, row in rows.items() if not row.marks.performers]
    if silent:
        sentence = f"Pelaksana langkah {', '.join(silent)} tidak tertanda di tabel; pilih di penyunting"
        problems.append(Problem(0, "", sentence, fatal=False))


def _answers(row: Row, columns: tuple[PelaksanaData, ...]) -> str:
    shown = [f"{word} (kolom {columns[place].label})" for word, place in row.marks.answers if place < len(columns)]
    return f"ada tanda {' dan '.join(shown)}; tentukan keputusan dan arah Tidak di penyunting"


def _step(row: Row, number: int, last: int, columns: tuple[PelaksanaData, ...], pola: str) -> LangkahData:
    return LangkahData(
        nomor=number,
        uraian=row.uraian,
        pelaksana=tuple(dict.fromkeys(columns[place].kode for place in row.marks.performers if place < len(columns))),
        jenis="kegiatan",
        mulai=number == 1,
        selesai=number == last,
        kelengkapan=row.kelengkapan,
        waktu_nilai=row.time.value,
        waktu_satuan=row.time.unit,
        output=row.output,
        keterangan=row.keterangan,
        ya_ke=SELESAI if number == last else number + 1,
        tidak_ke=None,
        kadensi=_cadence(row.uraian, pola),
        aksi="",
    )


def _cadence(uraian: str, pola: str) -> str:
    """In an SOP of levels, how often: two triwulan make a semester, two semester a year."""
    if pola != "bertingkat":
        return pola
    text = uraian.casefold()
    if re.search(r"(2|dua)\W.{0,20}semester", text):
        return "tahunan"
    if "semester" in text or re.search(r"(2|dua)\W.{0,20}triwulan", text):
        return "semester"
    return "tahunan" if "tahun" in text and "triwulan" not in text else "triwulan"
