"""Rules on names: one document under two names, spellings that differ, an office that calls itself otherwise."""

import re
from collections.abc import Iterator

from plugins.sop_kinerja.kata import numbered
from plugins.sop_kinerja.kebutuhan import ACUAN, reference_of, words_of
from plugins.sop_kinerja.periksa.temuan import (
    PERINGATAN,
    SARAN,
    Konteks,
    Tempat,
    Temuan,
    bagian,
    langkah,
    quoted,
)
from plugins.sop_kinerja.sopform import SopData

# The word of the dictionary (KBBI) -> what forms write in its place.
_SPELLINGS = {
    "progres": ("progress",),
    "draf": ("draft",),
    "bolpoin": ("ballpoint", "bolpoint", "ballpoin", "bolpen"),
    "analisis": ("analisa",),
    "menyosialisasikan": ("mensosialisasikan",),
    "instansi": ("intansi",),
    "subbagian": ("subbagan",),
    "mengubah": ("merubah",),
    "jadwal": ("jadual",),
    "praktik": ("praktek",),
    "aktivitas": ("aktifitas",),
    "standar": ("standard",),
}
_OFFICES = (
    ("Kecamatan", r"(?:Kecamatan|Kec\b\.?)"),
    ("Kabupaten", r"(?:Kabupaten|Kab\b\.?)"),
    ("Bagian", r"(?:Sub\s?[Bb]agian|Bagian)"),
    ("Dinas", r"Dinas"),
    ("Kelurahan", r"(?:Kelurahan|Kel\b\.?)"),
)
_LISTS = ("kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan", "tujuan", "definisi")


def one_document_two_names(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """«Kinerja Aksi» on step 2 and «Rencana Aksi» everywhere else."""
    called: dict[str, dict[str, list[int]]] = {}
    for step in sop.langkah:
        for name in step.kelengkapan:
            words, code = words_of(name), reference_of(name)
            if code and words[:1] != ["disposisi"]:
                called.setdefault(code, {}).setdefault(" ".join(_plain(words)), []).append(step.nomor)
    for code, names in called.items():
        if len(names) > 1:
            told = "; ".join(f"«{name}» pada {numbered(numbers)}" for name, numbers in _most_first(names))
            rare = min(names.values(), key=lambda steps: (len(steps), -steps[0]))[0]
            sentence = f"Satu dokumen disebut dengan beberapa nama: {told}."
            advice = f"Pakai satu nama, misalnya {ACUAN[code][0]}; bila memang dua dokumen, jelaskan bedanya."
            yield Temuan("nama_dokumen_berbeda", PERINGATAN, langkah(rare), sentence, advice)


def spelling(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    used: dict[str, list[int]] = {}
    for step in sop.langkah:
        for word in dict.fromkeys(words_of(" ".join((step.uraian, *step.kelengkapan, step.output, step.keterangan)))):
            used.setdefault(word, []).append(step.nomor)
    for right, others in _SPELLINGS.items():
        found = [word for word in others if word in used]
        if found:
            numbers = sorted({nomor for word in found for nomor in used[word]})
            also = f", di tempat lain «{right}»" if right in used else ""
            sentence = f"Ejaan {quoted(found)} pada {numbered(numbers)}{also}."
            advice = f"Tulis «{right}» di semua tempat."
            yield Temuan("ejaan", SARAN, langkah(numbers[0]), sentence, advice)


def office_called_otherwise(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """«Kec. Batui» in the SOP of Kecamatan Batui Selatan; «Sub Bagian Organisasi» in that of Bagian Organisasi."""
    names = {"Kabupaten": f"Kabupaten {sop.kabupaten}" if sop.kabupaten.strip() else ""}
    for kind, _pattern in _OFFICES:
        for own in (sop.unit, sop.perangkat_daerah):
            if own.split()[:1] == [kind]:
                names.setdefault(kind, own)
    for place, text in _texts(sop):
        for kind, pattern in _OFFICES:
            own = names.get(kind, "")
            for match in re.finditer(rf"\b({pattern})((?:\s+(?!dan\b|atau\b)[A-Z]\w+)+)", text):
                if own and _other_name(words_of(own)[1:], words_of(text[match.start(2) :]), match[1], kind):
                    sentence = f"{place.label} menyebut «{match[0]}», sedangkan SOP ini milik {own}."
                    advice = "Tulis nama yang lengkap dan sama di semua tempat."
                    yield Temuan("nama_lembaga_berbeda", PERINGATAN, place, sentence, advice)


def _texts(sop: SopData) -> Iterator[tuple[Tempat, str]]:
    for field in _LISTS:
        yield from ((bagian(field), item) for item in getattr(sop, field))
    yield bagian("disahkan_oleh_jabatan"), sop.disahkan_oleh_jabatan
    for step in sop.langkah:
        yield langkah(step.nomor), ". ".join((step.uraian, *step.kelengkapan, step.output, step.keterangan))


def _other_name(own: list[str], named: list[str], written: str, kind: str) -> bool:
    """Part of the own name, but not all of it; or all of it under another kind of office. `named` may go on."""
    whole = named[: len(own)] == own
    if kind == "Bagian" and written.lower().startswith("sub"):
        return whole
    return not whole and (kind == "Kabupaten" or own[:1] == named[:1])


def _plain(words: list[str]) -> list[str]:
    """Spelling apart: that is told elsewhere."""
    right = {other: word for word, others in _SPELLINGS.items() for other in others}
    return [right.get(word, word) for word in words]


def _most_first(names: dict[str, list[int]]) -> list[tuple[str, list[int]]]:
    return sorted(names.items(), key=lambda item: -len(item[1]))


RULES = (one_document_two_names, spelling, office_called_otherwise)
