"""How far apart two texts of a form are: the same, the same in another writing, or of another content.

Forms are typed by hand: «PK» and «Perjanjian Kinerja», «Progres» and «Progress», capitals, a slip of a letter, a
last word lost at the edge of a cell. Such things are shown as «beda penulisan» and not counted as a difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

SAME, WRITING, CONTENT = 0, 1, 2
"""Degrees, the larger the farther apart."""

_WORDS = re.compile(r"[^\W_]+")
_SLIP = 6  # letters that a word must have for one wrong letter in it to be a slip of the pen
_LOST = 5  # words that a text must have for a lost last word to be no change of its meaning
# One office's word -> everybody's. Keys and values are in small letters; a value may be several words.
_VARIANTS = {
    "analisa": "analisis",
    "ballpoint": "bolpoin",
    "bolpoint": "bolpoin",
    "disposition": "disposisi",
    "draft": "draf",
    "irban": "inspektur pembantu",
    "kabag": "kepala bagian",
    "kabid": "kepala bidang",
    "kasi": "kepala seksi",
    "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian",
    "kasubid": "kepala subbidang",
    "kec": "kecamatan",
    "no": "nomor",
    "perenc": "perencanaan",
    "permenpan": "permen pan",
    "pk": "perjanjian kinerja",
    "progress": "progres",
    "sekda": "sekretaris daerah",
    "sekdis": "sekretaris dinas",
    "semesteran": "semester",
    "subag": "subbagian",
    "subbag": "subbagian",
    "tatacara": "tata cara",
    "triwulanan": "triwulan",
    "wil": "wilayah",
}
# Whole items that are known misprints of another.
_MISPRINTS: dict[tuple[str, ...], tuple[str, ...]] = {("kinerja", "aksi"): ("rencana", "aksi")}


@lru_cache(maxsize=4096)  # a comparison asks for the words of each text many times
def words(text: str) -> tuple[str, ...]:
    """The words of a text in everybody's writing: small letters, no punctuation, short forms written out."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = [part for word in _WORDS.findall(plain) for part in _VARIANTS.get(word, word).split()]
    joined: list[str] = []
    for word in found:  # «sub bagian» and «subbagian»
        if joined and joined[-1] == "sub" and word in ("bagian", "bidang"):
            joined[-1] = "sub" + word
        else:
            joined.append(word)
    return _MISPRINTS.get(tuple(joined), tuple(joined))


def degree(left: str, right: str) -> int:
    """SAME, WRITING or CONTENT."""
    if left == right:
        return SAME
    a, b = words(left), words(right)
    return WRITING if a == b or _only_slips(a, b) or _lost_last(a, b) else CONTENT


def degree_of_items(left: Sequence[str], right: Sequence[str]) -> int:
    """The same for the items of a list, whose order says nothing.

    A lost comma joins two items («Disposisi Perjanjian Kinerja»): that too is another writing only.
    """
    if tuple(left) == tuple(right):
        return SAME
    a, b = ([words(one) for one in side] for side in match(left, right)[1:])
    if sorted(chain(*a)) != sorted(chain(*b)):
        return CONTENT
    joined = all(_made_of(one, b) for one in a) or all(_made_of(one, a) for one in b)
    return WRITING if joined else CONTENT


def match(left: Iterable[str], right: Iterable[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Items that are the same but for their writing, then what only the left and what only the right has."""
    rest, others, pairs = list(left), list(right), []
    for farthest in (SAME, WRITING):
        for item in list(rest):
            found = next((one for one in others if degree(item, one) <= farthest), None)
            if found is not None:
                pairs.append((item, found))
                rest.remove(item)
                others.remove(found)
    return pairs, rest, others


def likeness(left: str, right: str) -> float:
    """0 … 1: how many of the words two texts have in common, twice over all words."""
    a, b = list(words(left)), list(words(right))
    if not a and not b:
        return 1.0
    total, shared = len(a) + len(b), 0
    for word in a:
        if word in b:
            b.remove(word)
            shared += 1
    return 2 * shared / total


def _only_slips(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return len(a) == len(b) and all(x == y or _is_slip(x, y) for x, y in zip(a, b, strict=True))


def _is_slip(a: str, b: str) -> bool:
    """One letter wrong, lost, doubled or swapped with its neighbour, in a long word without digits."""
    if min(len(a), len(b)) < _SLIP or abs(len(a) - len(b)) > 1 or not (a.isalpha() and b.isalpha()):
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


def _lost_last(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= _LOST and len(long) == len(short) + 1 and long[:-1] == short and long[-1].isalpha()


def _made_of(item: tuple[str, ...], parts: list[tuple[str, ...]]) -> bool:
    """Whether the item's words are some of the parts, written one after the other."""
    reached = {0}
    for at in range(len(item)):
        if at in reached:
            reached |= {at + len(part) for part in parts if part and item[at : at + len(part)] == part}
    return len(item) in reached and bool(item)
