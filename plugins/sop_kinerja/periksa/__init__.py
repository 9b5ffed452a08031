"""The linter: an SOP read as a careful official reads it. Pure; rules in files by subject.

A rule is a function of the SOP and what is known beside it; a new one goes into the `RULES` of its file.
"""

from plugins.sop_kinerja.periksa import alur, ejaan, hukum, kadensi, kelengkapan, kepala, pelaksana, waktu
from plugins.sop_kinerja.periksa.temuan import (
    GALAT,
    PERINGATAN,
    SARAN,
    TINGKAT,
    Konteks,
    Posisi,
    Rule,
    Tempat,
    Temuan,
)
from plugins.sop_kinerja.sopform import SopData

__all__ = [
    "GALAT",
    "PERINGATAN",
    "RULES",
    "SARAN",
    "TINGKAT",
    "Konteks",
    "Posisi",
    "Rule",
    "Tempat",
    "Temuan",
    "inspect",
]

RULES: tuple[Rule, ...] = (
    *kepala.RULES,
    *hukum.RULES,
    *pelaksana.RULES,
    *alur.RULES,
    *kadensi.RULES,
    *waktu.RULES,
    *kelengkapan.RULES,
    *ejaan.RULES,
)


def inspect(sop: SopData, konteks: Konteks) -> list[Temuan]:
    """All findings, the gravest first, and within a severity in the order of the form: header, columns, steps."""
    order = list(TINGKAT)
    places = ("bagian", "kolom", "langkah")
    found = dict.fromkeys(one for rule in RULES for one in rule(sop, konteks))

    def place(one: Temuan) -> tuple[int, int, int]:
        step = int(one.tempat.kunci) if one.tempat.jenis == "langkah" else 0
        return order.index(one.tingkat), places.index(one.tempat.jenis), step

    return sorted(found, key=place)
