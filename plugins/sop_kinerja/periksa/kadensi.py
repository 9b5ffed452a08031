"""Rules on the rounds of an SOP: what is done each triwulan, each semester, each year, and in which order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from plugins.sop_kinerja.periksa.temuan import GALAT, PERINGATAN, Konteks, Temuan, langkah
from plugins.sop_kinerja.sopform import SELESAI, LangkahData, SopData

_WORDS = {"triwulan": r"\btri\s?wulan", "semester": r"\bsemester", "tahunan": r"\btahunan|\bsetahun"}
_ROUNDS = tuple(_WORDS)
_OF_POLA = {"bertingkat": _ROUNDS, "kampanye": ("kampanye",), "perintah": ("perintah",)}


def cadences_in(text: str) -> list[str]:
    """The cadences that a text names, the shortest first."""
    return [name for name, pattern in _WORDS.items() if re.search(pattern, text.casefold())]


def rank_of(cadence: str) -> int:
    """0 for triwulan, 1 for semester, 2 for tahunan; -1 for what is no round of the year."""
    return _ROUNDS.index(cadence) if cadence in _ROUNDS else -1


def made_twice(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """A step of one round that makes what a longer round has its own step for: «laporan semester dan tahunan»."""
    for step in sop.langkah:
        later = [name for name in cadences_in(step.uraian) if rank_of(name) > rank_of(step.kadensi) >= 0]
        for name in later:
            other = next((one for one in sop.langkah if one.kadensi == name and name in cadences_in(one.uraian)), None)
            if other is not None:
                sentence = (
                    f"Langkah {step.nomor} (setiap {called(step.kadensi)}) berbunyi «{step.uraian}», padahal langkah "
                    f"{other.nomor} «{other.uraian}» juga membuat yang {name}."
                )
                advice = f"Tetapkan langkah mana yang membuat laporan {name}."
                yield Temuan("kadensi_ganda", PERINGATAN, langkah(step.nomor), sentence, advice)


def outside_the_pattern(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for step in sop.langkah:
        if step.kadensi not in _OF_POLA.get(sop.pola, ()):
            sentence = f"Kadensi langkah {step.nomor} ({step.kadensi}) tidak sesuai dengan pola SOP ({sop.pola})."
            yield Temuan("kadensi_di_luar_pola", PERINGATAN, langkah(step.nomor), sentence, "Samakan keduanya.")


def rounds_in_order(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """Each round is a case of its own: one piece of the way, the shorter before the longer that is made of it."""
    if sop.pola != "bertingkat":
        return
    steps = {step.nomor: step for step in sop.langkah}
    way = _way(sop, steps)
    for at, (step, following) in enumerate(pairwise(way)):
        if following.kadensi == step.kadensi:
            continue
        if following.kadensi in {one.kadensi for one in way[:at]}:
            sentence = (
                f"Langkah {following.nomor} ({following.kadensi}) terpisah dari langkah {following.kadensi} lain."
            )
            advice = f"Langkah {following.kadensi} harus berurutan: setiap kadensi dijalankan sendiri."
            yield Temuan("kadensi_terputus", GALAT, langkah(following.nomor), sentence, advice)
        elif 0 <= rank_of(following.kadensi) < rank_of(step.kadensi):
            sentence = (
                f"Langkah {step.nomor} ({step.kadensi}) mendahului langkah {following.nomor} ({following.kadensi}), "
                f"padahal {step.kadensi} disusun dari {following.kadensi}."
            )
            advice = "Urutkan dari triwulan, semester, lalu tahunan."
            yield Temuan("kadensi_mundur", PERINGATAN, langkah(step.nomor), sentence, advice)
    for step in sop.langkah:
        back = steps.get(step.tidak_ke or SELESAI)
        if back is not None and back.kadensi != step.kadensi:
            sentence = f"Tidak dari langkah {step.nomor} ({step.kadensi}) kembali ke langkah {back.nomor}"
            sentence += f" ({back.kadensi}), yang pelaksanaannya sudah selesai."
            advice = f"Kembalikan ke langkah {step.kadensi}."
            yield Temuan("tidak_lintas_kadensi", GALAT, langkah(step.nomor), sentence, advice)


def called(cadence: str) -> str:
    """What comes after «setiap»."""
    return "tahun" if cadence == "tahunan" else cadence


def _way(sop: SopData, steps: dict[int, LangkahData]) -> list[LangkahData]:
    """The steps along Ya, as far as it leads without coming back."""
    step = next((one for one in sop.langkah if one.mulai), next(iter(sop.langkah), None))
    found: list[LangkahData] = []
    while step is not None and step not in found:
        found.append(step)
        step = steps.get(step.ya_ke)
    return found


RULES = (made_twice, outside_the_pattern, rounds_in_order)
