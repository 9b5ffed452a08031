"""What an SOP says and BPMN has no place for, as extension elements in our namespace.

    selaras:sop        in the process: the header and, as selaras:daftar/selaras:butir, the boxes
    selaras:kolom      in a lane: the column's code, what it stands for and its mark
    selaras:langkah    in a task: mutu baku, cadence, action; in it selaras:kelengkapan, selaras:kebutuhan and, for
                       performers beside the lane's, selaras:pelaksana

All text is in attributes: there a line break survives every XML reader. A character that XML cannot carry (control
characters) is left out.
"""

import re
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from core.idn.durations import UNITS
from plugins.sop_kinerja.bpmn.nama import ours
from plugins.sop_kinerja.sopform import (
    DAFTAR,
    HITUNGAN_HARI,
    JENIS_KEBUTUHAN,
    JENIS_PELAKSANA,
    KADENSI,
    POLA,
    SATUAN_WAKTU,
    TANDA,
    KebutuhanData,
    LangkahData,
    PelaksanaData,
    SopData,
)

TEXTS = ("kode", "kabupaten", "unit", "nomor", "disahkan_oleh_jabatan", "penjelasan_singkat", "jumlah_waktu_tercetak")
DAYS = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan", "tanggal_efektif")
CHOICES = {"satuan_waktu": SATUAN_WAKTU, "pola": POLA, "hitungan_hari": HITUNGAN_HARI}
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 has no way to write."""
    return _UNFIT.sub("", text)


def write_sop(parent: Element, sop: SopData) -> None:
    element = SubElement(parent, ours("sop"))
    for name in (*TEXTS, *CHOICES):
        element.set(name, clean(getattr(sop, name)))
    for name in DAYS:
        day = getattr(sop, name)
        if day is not None:
            element.set(name, day.isoformat())
    for name in DAFTAR:
        items = getattr(sop, name)
        if items:
            box = SubElement(element, ours("daftar"), nama=name)
            for item in items:
                SubElement(box, ours("butir"), teks=clean(item))


def write_column(parent: Element, column: PelaksanaData) -> None:
    SubElement(parent, ours("kolom"), kode=clean(column.kode), jenis=column.jenis, tanda=column.tanda)


def write_step(parent: Element, step: LangkahData) -> None:
    element = SubElement(
        parent,
        ours("langkah"),
        nomor=str(step.nomor),
        waktu=str(step.waktu_nilai),
        satuan=step.waktu_satuan,
        output=clean(step.output),
        keterangan=clean(step.keterangan),
        kadensi=step.kadensi,
        aksi=clean(step.aksi),
    )
    # The start event stands before step 1. An SOP of levels may begin at later steps too, a draft nowhere.
    if step.mulai != (step.nomor == 1):
        element.set("mulai", "ya" if step.mulai else "tidak")
    for item in step.kelengkapan:
        SubElement(element, ours("kelengkapan"), teks=clean(item))
    for need in step.kebutuhan:
        child = SubElement(element, ours("kebutuhan"), nama=clean(need.nama), jenis=need.jenis, kode=clean(need.kode))
        if need.dari is not None:
            child.set("dari", str(need.dari))
    for kode in step.pelaksana[1:]:
        SubElement(element, ours("pelaksana"), kolom=clean(kode))


class Fields:
    """Reads the attributes of an element of ours; what is wrong goes to `problems`, and a default is given."""

    def __init__(self, element: Element, place: str, problems: list[str]) -> None:
        self.element, self.place, self.problems = element, place, problems

    def text(self, name: str) -> str:
        return self.element.get(name, "")

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.element.get(name, default)
        if value in choices:
            return value
        self._wrong(name, value, f"pilihannya {', '.join(choices)}")
        return default

    def number(self, name: str, default: int = 0) -> int:
        value = self.element.get(name)
        if value is None:
            return default
        if value.isascii() and value.isdecimal() and len(value) <= 9:
            return int(value)
        self._wrong(name, value, "harus bilangan bulat")
        return default

    def day(self, name: str) -> date | None:
        value = self.element.get(name)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self._wrong(name, value, "harus tanggal, misalnya 2023-08-15")
            return None

    def _wrong(self, name: str, value: str, wanted: str) -> None:
        self.problems.append(f"{self.place}: isian selaras «{name}» bernilai «{value[:40]}», {wanted}.")


def read_needs(element: Element, fields: Fields) -> tuple[KebutuhanData, ...]:
    found = []
    for child in element.findall(ours("kebutuhan")):
        each = Fields(child, fields.place, fields.problems)
        dari = each.number("dari") if child.get("dari") is not None else None
        jenis = each.choice("jenis", JENIS_KEBUTUHAN, JENIS_KEBUTUHAN[0])
        found.append(KebutuhanData(each.text("nama"), jenis, each.text("kode"), dari))
    return tuple(found)


def read_column(element: Element | None, kode: str, label: str, place: str, problems: list[str]) -> PelaksanaData:
    """A lane as a column; without our element it stands for a position."""
    if element is None:
        return PelaksanaData(kode, label, JENIS_PELAKSANA[0])
    fields = Fields(element, place, problems)
    return PelaksanaData(
        fields.text("kode") or kode,
        label,
        fields.choice("jenis", JENIS_PELAKSANA, JENIS_PELAKSANA[0]),
        fields.choice("tanda", TANDA, TANDA[0]),
    )


def read_time(fields: Fields) -> tuple[int, str]:
    return fields.number("waktu"), fields.choice("satuan", UNITS, "menit")


def read_cadence(fields: Fields) -> str:
    return fields.choice("kadensi", KADENSI, "kampanye")
