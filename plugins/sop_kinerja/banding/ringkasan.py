"""What a comparison comes to, in one or two sentences."""

from plugins.sop_kinerja.banding.beda import INNER, LABELS
from plugins.sop_kinerja.banding.hasil import Comparison, StepPair

_ALL = (
    "", "", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan", "Kesepuluh",
    "Kesebelas", "Kedua belas",
)  # fmt: skip
_OWN = {
    "pelaksana": "pelaksananya",
    "kelengkapan": "kelengkapannya",
    "waktu": "waktunya",
    "output": "output-nya",
    "kadensi": "kadensinya",
    "arah": "arah Ya/Tidak",
    "keterangan": "keterangannya",
}
_FEW = 2  # differing fields up to which the sentence says that only these differ


def summarise(found: Comparison) -> str:
    """«Kesembilan langkahnya sama; yang berbeda hanya pelaksananya (langkah 2–5).»"""
    if not found.steps:
        return "Kedua SOP belum mempunyai langkah."
    fields = [name for name in LABELS if name not in INNER and _steps_with(found, name)]
    states = {pair.state for pair in found.steps}
    if {"kiri", "kanan", "pindah"} & states or "uraian" in fields or len(fields) > _FEW:
        sentences = [_counted(found, fields)]
    else:
        sentences = [_all_the_same(found, fields)]
    for name in INNER:
        if where := _steps_with(found, name):
            sentences.append(f"{LABELS[name]} dalam Selaras berbeda pada {numbers(where)}.")
    if spelled := sum(1 for pair in found.steps if pair.writing):
        sentences.append(f"Pada {spelled} langkah ada beda penulisan; itu tidak dihitung sebagai perbedaan.")
    return " ".join(sentences)


def _steps_with(found: Comparison, field: str) -> list[int]:
    """The numbers (on the left) of the steps whose content differs in this field."""
    return [pair.left.nomor for pair in found.steps if pair.left and any(one.field == field for one in pair.content)]


def _all_the_same(found: Comparison, fields: list[str]) -> str:
    many = len(found.steps)
    start = f"{_ALL[many] if many < len(_ALL) else f'Ke-{many}'} langkahnya sama" if many > 1 else "Langkahnya sama"
    if not fields:
        return f"{start}, termasuk pelaksana dan mutu bakunya."
    where = numbers(sorted({number for name in fields for number in _steps_with(found, name)}))
    return f"{start}; yang berbeda hanya {' dan '.join(_OWN[name] for name in fields)} ({where})."


def _counted(found: Comparison, fields: list[str]) -> str:
    by_state: dict[str, list[StepPair]] = {}
    for pair in found.steps:
        by_state.setdefault(pair.state, []).append(pair)
    same = len(by_state.get("sama", ())) + len(by_state.get("tulisan", ()))
    parts = [f"{same} langkah sama" if same else "Tidak ada langkah yang sama"]
    if differing := by_state.get("beda"):
        shown = [LABELS[name] if name == "arah" else LABELS[name].lower() for name in fields]
        parts.append(f"{len(differing)} langkah berbeda ({', '.join(shown)})" if shown else f"{len(differing)} berbeda")
    words = {"pindah": "berpindah tempat", "kiri": "hanya ada di kiri", "kanan": "hanya ada di kanan"}
    parts += [f"{len(by_state[state])} langkah {word}" for state, word in words.items() if state in by_state]
    return "; ".join(parts) + "."


def numbers(steps: list[int]) -> str:
    """«langkah 2–5 dan 7»: runs of three and more are drawn together."""
    runs: list[list[int]] = []
    for number in sorted(steps):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [text for run in runs for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]
    return "langkah " + (", ".join(shown[:-1]) + " dan " if shown[1:] else "") + shown[-1]
