"""The heading of a table of steps: which column is what. One line, or two and three with groups above."""

import re
from dataclasses import dataclass

_WORDS = {
    "nomor": re.compile(r"(no|nomor)\W*", re.I),
    "uraian": re.compile(r"(uraian|kegiatan|aktivitas|prosedur|langkah)\b.*", re.I),
    "pelaksana": re.compile(r"pelaksana(an)?\W*", re.I),
    "mutu": re.compile(r"mutu\s+b[au]ku\W*", re.I),
    "kelengkapan": re.compile(r"(kelengkapan|perlengkapan|persyaratan)\b.*", re.I),
    "waktu": re.compile(r"waktu\b.*", re.I),
    "output": re.compile(r"(output|ouput|out put|keluaran|hasil)\b.*", re.I),
    "keterangan": re.compile(r"(keterangan|ket)\W*", re.I),
}
_UNIT = re.compile(r"\b(menit|jam|hari)\b", re.I)
LINES = 4  # a heading takes at most these


@dataclass(frozen=True)
class Head:
    """Positions of the cells; `performers` are the headings of the columns from `first` on."""

    number: int
    uraian: int
    first: int
    performers: tuple[str, ...]
    waktu: int
    unit: str | None
    lines: int


def begins_head(cells: list[str]) -> bool:
    """Whether a line is the first of a heading: it names the number and the activity."""
    roles = {role for cell in cells if (role := role_of(cell))}
    return {"nomor", "uraian"} <= roles or {"uraian", "pelaksana"} <= roles


def read_head(lines: list[list[str]]) -> Head | str:
    """The heading in the first of these lines, or what it lacks."""
    merged: dict[int, str] = {}
    for taken, cells in enumerate(lines[:LINES], start=1):
        if taken > 1 and (begins_head(cells) or cells[0].strip(" .")):
            break
        merged |= {place: cell for place, cell in enumerate(cells) if cell and not (place in merged and taken == 1)}
        roles = {role: place for place, cell in reversed(merged.items()) if (role := role_of(cell))}
        if "waktu" in roles and "uraian" in roles:
            return _head(merged, roles, taken)
    return "Kepala tabel tidak lengkap: harus ada kolom Uraian, Pelaksana, Kelengkapan, Waktu, dan Output"


def role_of(cell: str) -> str:
    """What a heading names, "" for a performer's."""
    return next((role for role, pattern in _WORDS.items() if pattern.fullmatch(cell.strip())), "")


def _head(merged: dict[int, str], roles: dict[str, int], taken: int) -> Head | str:
    uraian, end = roles["uraian"], roles.get("kelengkapan", roles["waktu"])
    performers = [(place, cell) for place, cell in merged.items() if uraian < place < end and not role_of(cell)]
    performers.sort()
    if end <= uraian or roles["waktu"] < end or "kelengkapan" not in roles:
        return "Kepala tabel tidak terbaca: urutannya Uraian, Pelaksana, Kelengkapan, Waktu, Output"
    if not performers:
        return "Kepala tabel tidak menyebut satu pun kolom pelaksana di antara Uraian dan Kelengkapan"
    unit = _UNIT.search(merged[roles["waktu"]])
    return Head(
        number=roles.get("nomor", 0),
        uraian=uraian,
        first=performers[0][0],
        performers=tuple(" ".join(cell.split()) for _, cell in performers),
        waktu=roles["waktu"],
        unit=unit[0].casefold() if unit else None,
        lines=taken,
    )
