"""Which kelengkapan must be there before a step begins, read from the words of the form.

A printed SOP says «PK, Draft Laporan Kinerja, Komputer» in one cell: a reference document, what an earlier step
made, and a thing on the desk. This is the reading of a document that does not say more; whoever writes the SOP in
the program says it outright. Pure.
"""

import re
from collections.abc import Iterable

from plugins.sop_kinerja.sopform import KebutuhanData, LangkahData, SopData

ACUAN = {
    "pk": ("Perjanjian Kinerja", "tahun"),
    "rencana_aksi": ("Rencana Aksi", "tahun"),
    "progres_bulanan": ("Laporan Progres Bulanan", "bulan"),
    "catatan_pembagian_tugas": ("Catatan Pembagian Tugas", "semester"),
}
"""Code of a kind of reference document -> its name, and how often there is a new one (`models.acuan.PER`)."""

# «Kinerja Aksi» stands on two of the five forms where the others have «Rencana Aksi».
_REFERENCES = (
    ("pk", r"\bpk\b|\bperjanjian kinerja\b"),
    ("rencana_aksi", r"\b(?:rencana|kinerja) aksi\b"),
    ("progres_bulanan", r"\blaporan progress?(?: \w+)* bulanan\b"),
    ("catatan_pembagian_tugas", r"\bcatatan pembagian tugas\b"),
)
_AT_HAND = re.compile(
    r"\b(?:kertas|ballpoint?|bolpoint?|bolpen|pulpen|komputer|laptop|printer|scanner|pemindai|internet|aplikasi|telepon"
    r"|atk|alat tulis|map|stempel|kalkulator|flashdisk|kendaraan|surat pengantar|tanda terima|buku (?:agenda|ekspedisi)"
    r"|peraturan perundang)\b"
)
_REPORT = re.compile(r"\blaporan\b.*\b(triwulan|semester)")
# What says how finished a document is, not which one.
_STATE = ("dokumen", "lembar", "draft", "draf", "rancangan", "konsep", "hasil", "berkas", "format")
_RANK = {"triwulan": 1, "semester": 2, "tahunan": 3}


def needs_of(step: LangkahData, sop: SopData) -> tuple[KebutuhanData, ...]:
    """What the words of its kelengkapan ask for; things at hand (paper, a blank sheet) are left out."""
    earlier = [other for other in sop.langkah if other.nomor < step.nomor and other.kadensi == step.kadensi]
    found = (_need(name, step, earlier) for name in dict.fromkeys(step.kelengkapan))
    return tuple(need for need in found if need is not None)


def yields(output: str, wanted: str) -> bool:
    """Whether a step with this output made what is wanted: «Lembar Disposisi» is a «Disposisi», and «Draft
    Rekapitulasi» the beginning of a «Rekapitulasi Data Kinerja»."""
    plain = words_of(wanted)
    return any(_same_document(words_of(part), plain) for part in re.split(r"[;/]", output))


def at_hand(name: str) -> bool:
    """Whether it is a tool, or paper to be filled in, rather than a document that somebody makes."""
    return bool(_AT_HAND.search(" ".join(words_of(name))))


def reference_of(name: str) -> str:
    """The code in ACUAN of the reference document that it names; empty for others."""
    plain = " ".join(words_of(name))
    return next((code for code, pattern in _REFERENCES if re.search(pattern, plain)), "")


def words_of(text: str) -> list[str]:
    """Lower-case words of a text, without punctuation."""
    return re.sub(r"[^0-9a-z]+", " ", text.casefold()).split()


def _need(name: str, step: LangkahData, earlier: list[LangkahData]) -> KebutuhanData | None:
    plain = " ".join(words_of(name))
    report = _REPORT.search(plain)
    if plain.startswith("hasil koreksi"):
        return _result(name, (other for other in reversed(earlier) if other.jenis == "keputusan"))
    if report and _RANK.get(step.kadensi, 0) > _RANK[report[1]]:
        return KebutuhanData(name, "laporan")
    if code := reference_of(name):
        return KebutuhanData(name, "acuan", code)
    if at_hand(name):
        return None
    return _result(name, (other for other in reversed(earlier) if yields(other.output, name)))


def _result(name: str, makers: Iterable[LangkahData]) -> KebutuhanData | None:
    maker = next(iter(makers), None)
    return KebutuhanData(name, "hasil", dari=maker.nomor) if maker else None


def _same_document(made: list[str], wanted: list[str]) -> bool:
    """The same noun first, and something else in common where both say more than that noun."""
    if wanted == ["dokumen"]:
        return made[:1] == wanted
    made, wanted = _named(made), _named(wanted)
    if not made or not wanted or made[0] != wanted[0]:
        return False
    return min(len(made), len(wanted)) == 1 or bool(set(made[1:]) & set(wanted[1:]))


def _named(words: list[str]) -> list[str]:
    """Without what says the state only: «Draft Laporan Kinerja» -> laporan kinerja; a «Format data» stays a format."""
    at = next((place for place, word in enumerate(words) if word not in _STATE), None)
    if at is None:
        return words[-1:]
    return words[at - 1 :] if at and words[at - 1] == "format" else words[at:]
