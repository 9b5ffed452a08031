"""The parts of an SOP's form as tasks: where each is written, and what the linter still finds in it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.periksa import GALAT, PERINGATAN, Temuan
from plugins.sop_kinerja.services.sop import columns_of, steps_of
from plugins.sop_kinerja.services.sop_edit import Lists, identity_of, lists_of
from plugins.sop_kinerja.services.sop_periksa import findings


@dataclass(frozen=True)
class Open:
    """Something still open: a sentence and the page where it is mended."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Part:
    """`holds` says what is there; `must` stands in the way of ratifying, `asks` are questions."""

    title: str
    url: str
    holds: str
    must: tuple[Open, ...]
    asks: tuple[Open, ...]

    @property
    def state(self) -> tuple[str, str]:
        """The words and the kind of its badge."""
        if self.must:
            return f"{len(self.must)} harus dilengkapi", "salah"
        return (f"{len(self.asks)} pertanyaan", "tunggu") if self.asks else ("Lengkap", "baik")


def parts_of(versi: SopVersi) -> list[Part]:
    """In the order in which one writes them."""
    steps, columns, lists = steps_of(versi), columns_of(versi), lists_of(versi)
    filled = sum(1 for name in vars(lists) if getattr(lists, name))
    pages = {
        str(step.nomor): url_for("sop_kinerja.sunting_langkah_isi", uuid=versi.uuid, langkah=step.uuid)
        for step in steps
    }
    heads = {
        code: url_for("sop_kinerja.sunting_kolom_isi", uuid=versi.uuid, kolom=column.uuid)
        for code, column in columns.items()
    }
    contents = (
        ("identitas", "Identitas", "sunting_identitas", identity_of(versi).nomor or "Belum bernomor"),
        ("daftar", "Dasar hukum dan daftar lain", "sunting_daftar", f"{filled} dari {len(vars(lists))} bagian terisi"),
        ("pelaksana", "Pelaksana", "sunting_kolom", f"{len(columns)} kolom"),
        ("langkah", "Langkah", "sunting_langkah", f"{len(steps)} langkah"),
    )
    found = findings(versi)
    parts = []
    for key, title, endpoint, holds in contents:
        url = url_for(f"sop_kinerja.{endpoint}", uuid=versi.uuid)
        mine = [one for one in found if _part_of(one) == key]
        pick = _picker(mine, url, pages if key == "langkah" else heads)
        parts.append(Part(title, url, holds, pick(GALAT), pick(PERINGATAN)))
    return parts


def _picker(mine: list[Temuan], url: str, pages: dict[str, str]) -> Callable[[str], tuple[Open, ...]]:
    def pick(severity: str) -> tuple[Open, ...]:
        return tuple(
            Open(f"{one.tempat.label}: {one.masalah}", _page(one, url, pages))
            for one in mine
            if one.tingkat == severity
        )

    return pick


def _page(one: Temuan, url: str, pages: dict[str, str]) -> str:
    if one.tempat.jenis == "bagian":
        return f"{url}#f-{one.tempat.kunci}"
    return pages.get(one.tempat.kunci, url)


def _part_of(one: Temuan) -> str:
    if one.tempat.jenis == "bagian":
        names = Lists.__dataclass_fields__
        return "langkah" if one.tempat.kunci == "langkah" else "daftar" if one.tempat.kunci in names else "identitas"
    return "pelaksana" if one.tempat.jenis == "kolom" else "langkah"
