"""Rules on the way through the SOP: beginning, end, decisions, and loops."""

import re
from collections.abc import Iterator, Mapping

from plugins.sop_kinerja.kata import numbered
from plugins.sop_kinerja.periksa.temuan import (
    GALAT,
    PERINGATAN,
    SARAN,
    Konteks,
    Temuan,
    bagian,
    langkah,
)
from plugins.sop_kinerja.sopform import SELESAI, LangkahData, SopData

_ANSWER = re.compile(r"\b(?:YA|TIDAK)\b|(?i:\b(?:jika|bila|apabila|kalau)\s+(?:ya|tidak|setuju|disetujui|belum)\b)")
_DECIDING = re.compile(
    r"eriksa|oreksi|verifikasi|validasi|elaah|reviu|review|etuju|evaluasi|araf|tangan|menilai|penilaian|utusan|memutus"
    r"|sesuai|\b(?:jika|apabila|bila)\b",
    re.I,
)


def beginning_and_end(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    if not sop.langkah:
        sentence = "SOP ini belum mempunyai langkah."
        yield Temuan("tanpa_langkah", GALAT, bagian("langkah"), sentence, "Tambahkan langkah-langkahnya.")
        return
    for run in _runs(sop):
        starts = [step.nomor for step in run.values() if step.mulai]
        if len(starts) > 1:
            sentence = f"Ada {len(starts)} tanda mulai: {numbered(starts)}."
            yield Temuan("mulai_ganda", GALAT, langkah(starts[1]), sentence, "Sisakan satu tanda mulai.")
    if not any(step.mulai for step in sop.langkah):
        first = min(step.nomor for step in sop.langkah)
        sentence = f"Tidak ada tanda mulai; langkah {first} dianggap awalnya."
        yield Temuan("tanpa_mulai", PERINGATAN, langkah(first), sentence, "Tandai langkah awalnya.")
    numbers = [step.nomor for step in sop.langkah]
    for nomor in sorted({one for one in numbers if numbers.count(one) > 1}):
        sentence = f"Nomor langkah {nomor} dipakai lebih dari sekali."
        yield Temuan("nomor_langkah_kembar", GALAT, langkah(nomor), sentence, "Urutkan ulang nomornya.")
    if not any(step.ya_ke == SELESAI for step in sop.langkah):
        sentence = "Tidak ada langkah yang mengakhiri SOP ini."
        yield Temuan("tanpa_akhir", GALAT, bagian("langkah"), sentence, "Tandai langkah terakhirnya: selesai.")


def arrows(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """The same rules as the engine's own guard, each told at its step."""
    known = {step.nomor for step in sop.langkah}
    for step in sop.langkah:
        place, number = langkah(step.nomor), step.nomor
        if step.ya_ke != SELESAI and (step.ya_ke not in known or step.ya_ke <= number):
            word = "Ya" if step.jenis == "keputusan" else "Panah"
            what = "tidak ada" if step.ya_ke not in known else "bukan langkah sesudahnya"
            sentence = f"{word} dari langkah {number} menuju langkah {step.ya_ke}, yang {what}."
            yield Temuan("ya_keliru", GALAT, place, sentence, "Pilih langkah sesudahnya, atau selesai.")
        if step.tidak_ke is not None and (step.tidak_ke not in known or step.tidak_ke >= number):
            what = "tidak ada" if step.tidak_ke not in known else "bukan langkah sebelumnya"
            sentence = f"Tidak dari langkah {number} menuju langkah {step.tidak_ke}, yang {what}."
            yield Temuan("tidak_keliru", GALAT, place, sentence, "Pilih langkah sebelumnya yang harus diulang.")
        if step.jenis == "keputusan" and step.tidak_ke is None:
            sentence = f"Langkah {number} adalah keputusan, tetapi belum mempunyai cabang Tidak."
            advice = "Tentukan ke langkah mana pekerjaan dikembalikan, atau jadikan kegiatan biasa."
            yield Temuan("keputusan_tanpa_tidak", GALAT, place, sentence, advice)
        if step.jenis != "keputusan" and step.tidak_ke is not None:
            sentence = f"Langkah {number} bukan keputusan, tetapi mempunyai cabang Tidak."
            yield Temuan("cabang_tanpa_keputusan", GALAT, place, sentence, "Jadikan keputusan, atau hapus cabangnya.")


def ways(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """Every step lies on the way of Ya, and from every step there is a way to the end."""
    known = {step.nomor for step in sop.langkah}
    for run in _runs(sop):
        yield from _ways(run, known - set(run))


def _ways(steps: dict[int, LangkahData], others: set[int]) -> Iterator[Temuan]:
    start = next((step.nomor for step in steps.values() if step.mulai), min(steps))
    # What leads on to another round is the end of this one.
    forward = {nomor: [SELESAI if step.ya_ke in others else step.ya_ke] for nomor, step in steps.items()}
    both = {nomor: [*forward[nomor], *([step.tidak_ke] if step.tidak_ke else [])] for nomor, step in steps.items()}
    on_the_way = _reached(forward, [start])
    for nomor in sorted(set(steps) - on_the_way):
        sentence = f"Langkah {nomor} tidak dapat dicapai dari langkah {start}, tempat SOP ini mulai."
        yield Temuan("tak_terjangkau", GALAT, langkah(nomor), sentence, "Arahkan panah langkah sebelumnya ke sini.")
    backward: dict[int, list[int]] = {}
    for nomor, targets in both.items():
        for target in targets:
            backward.setdefault(target, []).append(nomor)
    stuck = sorted((on_the_way & set(steps)) - _reached(backward, [SELESAI]))
    if stuck:
        sentence = f"Dari {numbered(stuck)} tidak ada jalan ke selesai."
        advice = "Beri salah satunya panah ke luar, atau tandai selesai."
        yield Temuan("putaran_tanpa_keluar", GALAT, langkah(stuck[0]), sentence, advice)


def answers_in_the_text(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for step in sop.langkah:
        found = _ANSWER.search(f"{step.uraian} {step.keterangan}")
        if found and step.jenis != "keputusan" and step.tidak_ke is None:
            sentence = f"Langkah {step.nomor} menyebut «{found[0]}», tetapi bukan keputusan."
            advice = "Jadikan keputusan dengan cabang Ya dan Tidak, atau ubah kalimatnya."
            yield Temuan("ya_tidak_tanpa_keputusan", PERINGATAN, langkah(step.nomor), sentence, advice)


def decisions_on_nothing(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for step in sop.langkah:
        if step.jenis == "keputusan" and not _DECIDING.search(step.uraian):
            sentence = f"Langkah {step.nomor} adalah keputusan, tetapi uraiannya tidak menyebut apa yang diputuskan."
            advice = "Tulis apa yang diperiksa, dan kapan jawabannya Tidak."
            yield Temuan("keputusan_tanpa_ukuran", SARAN, langkah(step.nomor), sentence, advice)


def _runs(sop: SopData) -> list[dict[int, LangkahData]]:
    """The steps that one case goes through: all of them, or of an SOP that rolls up those of each cadence."""
    tiered = sop.pola == "bertingkat"
    runs: dict[str, dict[int, LangkahData]] = {}
    for step in sop.langkah:
        runs.setdefault(step.kadensi if tiered else "", {})[step.nomor] = step
    return list(runs.values())


def _reached(edges: Mapping[int, list[int]], begin: list[int]) -> set[int]:
    found, waiting = set(begin), list(begin)
    while waiting:
        for target in edges.get(waiting.pop(), []):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


RULES = (
    beginning_and_end,
    arrows,
    ways,
    answers_in_the_text,
    decisions_on_nothing,
)
