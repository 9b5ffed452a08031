"""Titles of officials in running text, and whether two of them can be the same official.

«Kasubag Perenc» and «Kepala Subbagian Perencanaan» can; «Kasubag» and «Kasubag Evlap» can not be told apart from
«Kasubag Perenc», so the longer one names somebody whom the shorter one does not. Pure.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from plugins.sop_kinerja.kebutuhan import words_of

# What forms write short -> in full. The first word of each value says what kind of official it is.
_FULL = {
    "kabag": "kepala bagian",
    "kabid": "kepala bidang",
    "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian",
    "kasubid": "kepala subbidang",
    "kasubbid": "kepala subbidang",
    "kasi": "kepala seksi",
    "kadis": "kepala dinas",
    "kaban": "kepala badan",
    "sekda": "sekretaris daerah",
    "sekdis": "sekretaris dinas",
    "sekcam": "sekretaris camat",
    "irban": "inspektur pembantu",
}
_UNITS = r"sub\s?bagian|sub\s?bidang|bagian|bidang|seksi|dinas|badan|kantor|kelurahan|desa"
_SMALL = r"(?i:untuk|dan|atau|dengan|kepada|dari|serta|yang|guna|agar|di|ke|pada|oleh|melalui|sebagai|tentang)\b"
_TITLE = re.compile(
    rf"\b(?:(?i:{'|'.join(_FULL)}|kepala\s+(?:{_UNITS})|inspektur\s+pembantu)|Sekretaris|Camat|Lurah|Asisten|Inspektur"
    r"|Tim|Staf|Bendahara|Operator|Arsiparis|Pengadministrasi)\b"
    rf"(?:\s+(?!{_SMALL})[A-Z]\w*)*"
)
_TWO_WORDS = ("kepala", "inspektur pembantu", "sekretaris daerah", "sekretaris dinas", "sekretaris camat")
"""Beginnings of titles whose kind takes two words."""


@dataclass(frozen=True)
class Jabatan:
    """An official as a text names it: what kind (kepala seksi, tim), and which one, when it says so."""

    written: str
    kind: tuple[str, ...]
    which: tuple[str, ...]


def officials_in(text: str, own: Collection[str] = ()) -> tuple[Jabatan, ...]:
    """Those whom a sentence names, in order; «kepada masing-masing Seksi» names a unit, not an official.

    :param own: words of the office's own name, which tell nobody apart: «Camat Batui Selatan» is the Camat
    """
    # In capitals throughout, a title can't be told from the words after it.
    return () if text.isupper() else tuple(official(match[0], own) for match in _TITLE.finditer(text))


def official(written: str, own: Collection[str] = ()) -> Jabatan:
    """A title taken apart; a text that is no title is a kind of its own."""
    plain = " ".join(_FULL.get(word, word) for word in words_of(written))
    plain = re.sub(r"\bsub (?=bagian|bidang)", "sub", plain)
    words = plain.split()
    size = 2 if plain.startswith(_TWO_WORDS) else 1
    return Jabatan(written, tuple(words[:size]), tuple(word for word in words[size:] if word not in own))


def may_be(named: Jabatan, column: Jabatan) -> bool:
    """Whether the column's heading may stand for the one that the text names."""
    if named.kind != column.kind:
        return False
    return all(any(_alike(word, other) for other in column.which) for word in named.which)


def _alike(first: str, second: str) -> bool:
    """One is the other cut short: perenc, perencanaan."""
    return first.startswith(second) or second.startswith(first)
