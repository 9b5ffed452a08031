"""A filled form against the one that was given out: every problem at once, each with its sheet and cell."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.idn.numbers import format_number
from plugins.sop_kinerja.isian_excel import sekitar, sel, susunan
from plugins.sop_kinerja.isian_excel.alamat import place
from plugins.sop_kinerja.isian_excel.bentuk import ISIAN, LABELS, Baris, Formulir, Isi
from plugins.sop_kinerja.isian_excel.masalah import Masalah
from plugins.sop_kinerja.isian_excel.proses import Berkas, Lembar
from plugins.sop_kinerja.isian_excel.susunan import Susunan, flat
from plugins.sop_kinerja.nilai_isian import ratio, ratio_problem

_TITLES = {"no": "No", "kode": "Kode", "sasaran": "Sasaran", "uraian": "Indikator", "satuan": "Satuan"}
_TITLES |= {"target": "Target", "bukti": "Bukti dukung"}


@dataclass
class Hasil:
    """`isi`: line's key -> what is taken, complete only without `masalah`. `tertulis`: (key, column) -> what the
    marked copy shows there: what was typed, or what was perhaps meant."""

    masalah: list[Masalah] = field(default_factory=list)
    isi: dict[str, Isi] = field(default_factory=dict)
    tertulis: dict[tuple[str, str], Decimal | str] = field(default_factory=dict)


def check(form: Formulir, file: Berkas) -> Hasil:
    """Reads the lines of the form out of the file; nothing is guessed."""
    result = Hasil()
    if file.isian is None:
        there = ", ".join(f"«{name}»" for name in file.lembar if not name.startswith("_"))
        sentence = f"Lembar «{ISIAN}» tidak ada; berkas ini memuat {there or 'lembar lain'}. Kembalikan nama lembarnya."
        result.masalah.append(Masalah(ISIAN, "A1", sentence))
        return result
    places = susunan.find(form, file.isian)
    result.masalah += places.masalah
    if places.kolom:
        problems, covered = sekitar.merged(file.isian, places)
        result.masalah += problems + sekitar.strays(file.isian, places)
        numbers = {line.kunci: number for number, line in enumerate(form.baris, start=1)}
        for row, line in sorted(places.baris.items()):
            _Line(file.isian, places, row, line, numbers[line.kunci], covered, result).read()
    result.masalah.sort(key=lambda one: place(one.sel)[::-1])
    return result


@dataclass
class _Line:
    """One line of the file, being read."""

    sheet: Lembar
    places: Susunan
    row: int
    line: Baris
    number: int
    covered: list[tuple[int, int, int, int]]
    result: Hasil

    def read(self) -> None:
        self._locked()
        if self.line.rasio:
            isi = self._ratio()
        else:
            self._unused()
            isi = Isi(nilai=self._value("nilai"), keterangan=self._note())
        self.result.isi[self.line.kunci] = isi

    def _locked(self) -> None:
        """What was printed in the form must stand there still."""
        for name, wanted in self.line.terkunci(self.number).items():
            if name == "kunci" or name not in self.places.kolom or (name == "no" and self.row in self.places.pindah):
                continue
            found = self._cell(name)
            if not self._hidden(name) and not _same(found, wanted):
                shown = format_number(wanted) if isinstance(wanted, Decimal) else flat(wanted)
                self._say(name, f"diubah; seharusnya «{shown[:200]}». Hanya sel kuning yang diisi.", _TITLES[name])

    def _unused(self) -> None:
        for name in ("pembilang", "penyebut"):
            if name in self.places.kolom and self._cell(name) is not None:
                self._say(name, "tidak dipakai untuk indikator ini. Kosongkan, dan isi kolom Realisasi.")

    def _ratio(self) -> Isi:
        """Numerator and denominator; the figure itself is worked out, in the file by a formula of ours."""
        computed = self._cell("nilai")
        if computed is not None and computed[0] != "rumus":
            self._say("nilai", "dihitung dari pembilang dan penyebut. Kosongkan, dan isi keduanya.")
        above, below = self._value("pembilang"), self._value("penyebut")
        note = self._note()
        if any(one.kunci == self.line.kunci and one.kolom in ("pembilang", "penyebut") for one in self.result.masalah):
            return Isi(None, note, above, below)
        if above is None and below is None:
            kept = self.line.isi  # a figure that came without its parts, from elsewhere, stays
            return Isi(kept.nilai if kept.pembilang is None and kept.penyebut is None else None, note)
        if above is None or below is None:
            empty = "pembilang" if above is None else "penyebut"
            self._say(empty, "kosong, padahal pasangannya diisi. Isi keduanya, atau kosongkan keduanya.")
        elif problem := ratio_problem(above, below, self.line.satuan):
            self._say("penyebut", f"keliru. {problem}")
        return Isi(ratio(above, below, self.line.satuan), note, above, below)

    def _value(self, name: str) -> Decimal | None:
        choices = self.line.pilihan if name == "nilai" else ()
        found = self._cell(name)
        read = sel.word(found, choices) if choices else sel.number(found)
        self._keep(name, found, read)
        return read.nilai if isinstance(read.nilai, Decimal) else None

    def _note(self) -> str:
        found = self._cell("keterangan")
        read = sel.note(found)
        self._keep("keterangan", found, read)
        return str(read.nilai or "")

    def _keep(self, name: str, found: list[Any] | None, read: sel.Terbaca) -> None:
        """The complaint, and what a marked copy shows in the cell."""
        if found is None:
            return
        if read.keluhan:
            self._say(name, read.keluhan)
        shown: Decimal | str | None = read.usulan if read.keluhan else read.nilai
        if shown is None or (self.line.pilihan and name == "nilai"):
            shown = str(found[1])
        self.result.tertulis[self.line.kunci, name] = shown

    def _cell(self, name: str) -> list[Any] | None:
        if name not in self.places.kolom:
            return None
        return self.sheet.sel.get(self.places.sel(name, self.row))

    def _hidden(self, name: str) -> bool:
        """Whether a merged range has swallowed the cell; the range is complained about itself."""
        column = self.places.kolom[name]
        return any(c1 <= column <= c2 and r1 <= self.row <= r2 for c1, r1, c2, r2 in self.covered)

    def _say(self, name: str, complaint: str, title: str = "") -> None:
        sentence = f"{title or LABELS[name]} {susunan.name(self.line)} {complaint}"
        self.result.masalah.append(Masalah(ISIAN, self.places.sel(name, self.row), sentence, self.line.kunci, name))


def _same(found: list[Any] | None, wanted: Decimal | str) -> bool:
    if found is None:
        return wanted == ""
    kind, text, _ = found
    if isinstance(wanted, Decimal):
        if kind == "teks":  # too many digits for a number: it went out as a text
            return flat(text) == format_number(wanted)
        return bool(kind == "angka" and Decimal(text) == wanted)
    return kind in ("teks", "angka") and flat(text) == flat(wanted)
