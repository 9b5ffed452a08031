"""Citations of regulations, in the many ways in which officials write them.

«PP No. 79 Tahun 2005», «Peraturan Pemerintah Republik Indonesia Nomor 79 Tahun 2005 tentang …» and «PP 79/2005» are
the same regulation; so are «PermenPAN dan RB No. 53 Tahun 2014» and the long name of that ministry. Pure.
"""

import re
from dataclasses import dataclass

_MINISTRIES = (
    (
        "PANRB",
        r"(?:negara\s+)?(?:pendayagunaan\s+aparatur\s+negara|pan)(?:\s*(?:dan|&|-|/)?\s*(?:reformasi\s+birokrasi|rb))?",
    ),
    ("dagri", r"(?:dalam\s+negeri|dagri)"),
    ("keu", r"(?:keuangan|keu)"),
    ("kumham", r"(?:hukum\s+dan\s+(?:hak\s+asasi\s+manusia|ham)|kumham)"),
)
_SHEETS = (("Permen", r"(?:peraturan\s+menteri|permenneg|permen)"), ("Kepmen", r"(?:keputusan\s+menteri|kepmen)"))
# Whose regulation it is: up to six words between its kind and its number.
_WHOSE = r"(?P<wilayah>(?:\s+(?!no\b|nomor\b|tahun\b|tentang\b)[a-z][a-z'.&/-]*){NEEDED,6}?)"
_LOCAL, _OTHER = _WHOSE.replace("NEEDED", "0"), _WHOSE.replace("NEEDED", "1")
# Order matters: a longer name goes before one that it begins with.
_KINDS: tuple[tuple[str, str], ...] = (
    ("Perppu", r"(?:peraturan\s+pemerintah\s+pengganti\s+undang\s*-?\s*undang|perppu|perpu)"),
    ("UU", r"(?:undang\s*-?\s*undang|uu)"),
    ("PP", r"(?:peraturan\s+pemerintah|pp)"),
    ("Perpres", r"(?:peraturan\s+presiden|perpres)"),
    ("Keppres", r"(?:keputusan\s+presiden|keppres)"),
    ("Inpres", r"(?:instruksi\s+presiden|inpres)"),
    *((f"{sheet}{name}", rf"{written}\s*{ministry}") for sheet, written in _SHEETS for name, ministry in _MINISTRIES),
    ("Permenkeu", r"pmk"),
    *((sheet, written + _OTHER) for sheet, written in _SHEETS),
    ("Perda", r"(?:peraturan\s+daerah|perda)" + _LOCAL),
    ("Perbup", r"(?:peraturan\s+bupati|perbup)" + _LOCAL),
    ("Perwali", r"(?:peraturan\s+wali\s*kota|perwali|perwako)" + _LOCAL),
    ("Pergub", r"(?:peraturan\s+gubernur|pergub)" + _LOCAL),
)
_STATE = r"(?:\s*,?\s*\(?(?:republik\s+indonesia|r\.?i\.?)\)?)?"
_NUMBER = r"\s*,?\s*(?:nomor|no|nr)?\s*[.:]?\s*(?P<nomor>(?:[a-z]{2,4}[/-])?\d+[a-z]?(?:/[a-z0-9.-]+)*?)"
_YEAR = r"\s*(?:,?\s*(?:tahun|thn|th)\s*[.:]?\s*|/\s*)(?P<tahun>(?:19|20)\d\d)(?!\d)"
_PATTERNS = tuple((kind, re.compile(rf"(?<![\w/]){words}{_STATE}{_NUMBER}{_YEAR}", re.I)) for kind, words in _KINDS)
_ABOUT = re.compile(r"(?:perubahan\b.{0,20}\batas|pencabutan(?:\s+atas)?|pelaksanaan)\s*$", re.I)
_PLACES = re.compile(r"\b(?:kabupaten|kab|kota|provinsi|prov)\b\.?", re.I)


@dataclass(frozen=True)
class Sitasi:
    """A regulation: its kind in the short form (PP, PermenPANRB), its number without leading zeros, its year.

    `wilayah`: whose local regulation it is, in lower case without «kabupaten», or of which ministry that has no short
    form here; empty for the others.
    """

    jenis: str
    nomor: str
    tahun: int
    wilayah: str = ""

    def __str__(self) -> str:
        place = f" {self.wilayah.title()}" if self.wilayah else ""
        return f"{self.jenis}{place} Nomor {self.nomor} Tahun {self.tahun}"


@dataclass(frozen=True)
class Dicabut:
    """A regulation that is no longer in force, by what it was replaced, and what its keeper notes."""

    sitasi: Sitasi
    oleh: str
    keterangan: str = ""


def cited(text: str) -> tuple[Sitasi, ...]:
    """All regulations on which the text leans, in order.

    Those that it only speaks of are left out: what it changes («tentang Perubahan Atas …»), revokes or carries out.
    """
    plain = " ".join(text.split())
    found: list[tuple[int, int, Sitasi]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            # «Peraturan Pemerintah Pengganti Undang-Undang» is read once, as what it is.
            if any(start < match.end() and match.start() < end for start, end, _ in found):
                continue
            found.append((match.start(), match.end(), _read(kind, match)))
    return tuple(one for start, _, one in sorted(found, key=lambda row: row[0]) if not _ABOUT.search(plain[:start]))


def revoked_one(jenis: str, nomor: str, tahun: int, oleh: str, keterangan: str = "") -> Dicabut | None:
    """A row of master data as a value; None when kind, number and year make no citation that the program can read."""
    named = cited(f"{jenis} Nomor {nomor} Tahun {tahun}")
    return Dicabut(named[0], oleh, keterangan) if len(named) == 1 else None


def _read(kind: str, match: re.Match[str]) -> Sitasi:
    fields = match.groupdict()
    place = _PLACES.sub(" ", fields.get("wilayah") or "").casefold()
    return Sitasi(kind, _number(fields["nomor"]), int(fields["tahun"]), " ".join(place.split()))


def _number(written: str) -> str:
    return re.sub(r"^0+(?=\d)", "", written.upper().strip(".-/"))
