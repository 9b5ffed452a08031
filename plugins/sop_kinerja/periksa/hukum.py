"""Rules on the legal basis: revoked, unreadable, named twice, or that of another office."""

import re
from collections.abc import Iterator

from plugins.sop_kinerja.kebutuhan import words_of
from plugins.sop_kinerja.periksa.sitasi import Sitasi, cited
from plugins.sop_kinerja.periksa.temuan import PERINGATAN, SARAN, Konteks, Temuan, bagian
from plugins.sop_kinerja.sopform import SopData

_NUMBERED = re.compile(r"\d.*\b(?:19|20)\d\d\b")
_ORGANISATION = re.compile(r"susunan\s+organisasi|uraian\s+tugas|tugas,?\s+fungsi|tugas\s+pokok|tata\s+kerja", re.I)
_OFFICES = re.compile(
    r"\b(?:Inspektorat(?:\s+Daerah)?|Sekretariat\s+D(?:aerah|ewan\s+Perwakilan\s+Rakyat(?:\s+Daerah)?|PRD)"
    r"|Dinas(?:\s+(?!dan\b)[A-Z]\w+)+|Badan(?:\s+(?!dan\b)[A-Z]\w+)+|Kecamatan|Satuan\s+Polisi\s+Pamong\s+Praja)\b"
)
_STATE_BODIES = ("badan pemeriksa", "badan pengawas", "badan kepegawaian negara", "badan pusat", "badan siber")
_REGIONAL = ("Perda", "Perbup", "Perwali")


def revoked(sop: SopData, konteks: Konteks) -> Iterator[Temuan]:
    known = {one.sitasi: one for one in konteks.dicabut}
    for citation in dict.fromkeys(one for item in sop.dasar_hukum for one in cited(item)):
        found = known.get(citation)
        if found is not None:
            doubt = "(periksa)" in found.keterangan.casefold()
            verb = "tercatat mungkin tidak berlaku lagi" if doubt else "sudah dicabut"
            by = found.oleh.strip().rstrip(".")
            sentence = f"Dasar hukum {citation} {verb}{f' dengan {by}' if by and not doubt else ''}."
            advice = (
                f"Periksa, dan ganti bila perlu: {by}." if doubt else f"Ganti dengan {by or 'peraturan yang berlaku'}."
            )
            yield Temuan("dasar_dicabut", PERINGATAN, bagian("dasar_hukum"), sentence, advice)


def unreadable(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for item in sop.dasar_hukum:
        if not cited(item) and not _NUMBERED.search(item):
            sentence = f"Dasar hukum «{item}» tidak menyebut nomor dan tahun."
            advice = "Tulis jenis, nomor, tahun, dan judul peraturannya."
            yield Temuan("dasar_tanpa_nomor", SARAN, bagian("dasar_hukum"), sentence, advice)


def twice_and_in_the_future(sop: SopData, konteks: Konteks) -> Iterator[Temuan]:
    seen: set[Sitasi] = set()
    for item in sop.dasar_hukum:
        for citation in cited(item)[:1]:
            if citation in seen:
                sentence = f"Dasar hukum {citation} disebut lebih dari sekali."
                yield Temuan("dasar_ganda", SARAN, bagian("dasar_hukum"), sentence, "Sebut sekali saja.")
            if citation.tahun > konteks.hari_ini.year:
                sentence = f"Dasar hukum {citation} bertahun sesudah tahun ini."
                yield Temuan("dasar_di_depan", PERINGATAN, bagian("dasar_hukum"), sentence, "Periksa tahunnya.")
            seen.add(citation)


def of_another_office(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """A basis about how another office is organised, a local regulation of another region, and boxes that speak of
    another office: «uraian tugas Inspektorat» in the SOP of a Kecamatan."""
    own = set(words_of(f"{sop.perangkat_daerah} {sop.unit}"))
    for item in sop.dasar_hukum:
        others = _others(item, own)
        if _ORGANISATION.search(item) and others and not _names_own(item, own):
            citation = next(iter(cited(item)), None)
            sentence = f"Dasar hukum {citation or item} mengatur {', '.join(others)}, bukan {_own(sop)}."
            advice = "Ganti dengan peraturan yang mengatur perangkat daerah ini."
            yield Temuan("dasar_lembaga_lain", PERINGATAN, bagian("dasar_hukum"), sentence, advice)
        for citation in cited(item)[:1]:
            region = citation.wilayah
            if citation.jenis in _REGIONAL and region and sop.kabupaten and region != sop.kabupaten.casefold():
                sentence = f"Dasar hukum {citation} milik daerah lain, bukan {sop.kabupaten}."
                advice = "Periksa apakah peraturan ini memang dimaksud."
                yield Temuan("dasar_daerah_lain", PERINGATAN, bagian("dasar_hukum"), sentence, advice)
    for field in ("kualifikasi", "peralatan", "peringatan", "pencatatan", "tujuan"):
        for item in getattr(sop, field):
            others = _others(item, own)
            if others:
                place = bagian(field)
                sentence = f"{place.label} «{item}» berbicara tentang {' dan '.join(others)}, bukan {_own(sop)}."
                advice = "Sesuaikan dengan perangkat daerah ini; kalimatnya mungkin disalin dari SOP lain."
                yield Temuan("lembaga_lain", PERINGATAN, place, sentence, advice)


def _own(sop: SopData) -> str:
    return sop.perangkat_daerah or "perangkat daerah ini"


def _others(text: str, own: set[str]) -> list[str]:
    """The offices that the text names and that are not this one, or a part of its name."""
    found = dict.fromkeys(match[0] for match in _OFFICES.finditer(text))
    return [
        name for name in found if not name.casefold().startswith(_STATE_BODIES) and not _same(set(words_of(name)), own)
    ]


def _names_own(text: str, own: set[str]) -> bool:
    return any(_same(set(words_of(match[0])), own) for match in _OFFICES.finditer(text))


def _same(named: set[str], own: set[str]) -> bool:
    named = named - {"daerah"} or named
    return named <= own or own - {"daerah"} <= named


RULES = (revoked, unreadable, twice_and_in_the_future, of_another_office)
