"""Rules on the standard times: the printed total, units, and times that do not go together."""

import re
from collections.abc import Iterator

from core.idn.durations import UNITS, Duration, DurationError, format_duration, sum_durations
from plugins.sop_kinerja.kata import numbered
from plugins.sop_kinerja.kebutuhan import words_of
from plugins.sop_kinerja.periksa.kadensi import called
from plugins.sop_kinerja.periksa.temuan import (
    GALAT,
    PERINGATAN,
    SARAN,
    Konteks,
    Temuan,
    bagian,
    langkah,
)
from plugins.sop_kinerja.sopform import LangkahData, SopData

WORK_VERBS = (
    *(
        "mengolah",
        "menyusun",
        "merekap",
        "merekapitulasi",
        "mengumpulkan",
        "menghimpun",
        "memverifikasi",
        "memvalidasi",
    ),
    *("menganalisis", "menganalisa", "menelaah", "mengevaluasi", "menghitung", "membuat", "merumuskan", "membahas"),
)
"""What takes its time, unlike handing over or signing."""
_PART = re.compile(r"(\d[\d.]*)\s*(menit|mnt|jam|hari)(?:\s+(?:kerja|kalender))?[\s,;+]*(?:dan\s+)?", re.I)
_DAY = 8 * 60
"""Minutes of a day, to compare a time in days with one in minutes; no sum is made with it."""
_SHORT, _TIMES = 5, 10
_MOST = 0.9
_SAME_FROM = 4
_PERIOD = {"triwulan": (92, 66), "semester": (184, 132), "tahunan": (366, 262)}
"""Cadence -> the most days that its period has, and about as many working days."""


def time_of(step: LangkahData) -> Duration | None:
    """None for a time that makes no sense."""
    try:
        return step.waktu
    except DurationError:
        return None


def printed_total(text: str) -> Duration | None:
    """'122 Hari 3 jam' as a duration; None for what can't be read."""
    rest, total = text.strip(), Duration()
    while match := _PART.match(rest):
        unit = "menit" if match[2].lower() == "mnt" else match[2]
        total += Duration.of(int(match[1].replace(".", "")), unit)
        rest = rest[match.end() :]
    return total if not rest.strip(" .") and text.strip() else None


def total_differs(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    times = [time_of(step) for step in sop.langkah]
    if not sop.jumlah_waktu_tercetak.strip():
        sentence = "Formulir tidak mencetak jumlah waktu."
        advice = f"Cetaklah jumlahnya: {_words(sum_durations(t for t in times if t), sop)}."
        if times and None not in times:
            yield Temuan("jumlah_tidak_tercetak", SARAN, bagian("jumlah_waktu_tercetak"), sentence, advice)
        return
    place, printed = bagian("jumlah_waktu_tercetak"), printed_total(sop.jumlah_waktu_tercetak)
    if printed is None:
        sentence = f"Jumlah waktu yang tercetak, «{sop.jumlah_waktu_tercetak}», tidak terbaca sebagai waktu."
        yield Temuan("jumlah_tidak_terbaca", PERINGATAN, place, sentence, "Tulis misalnya: 122 hari 3 jam 2 menit.")
        return
    if None in times:
        return
    total = sum_durations(t for t in times if t)
    if printed != total:
        sentence = (
            f"Jumlah waktu tercetak «{sop.jumlah_waktu_tercetak}», padahal jumlah waktu semua langkah "
            f"{_words(total, sop)}{_difference(printed, total)}."
        )
        advice = "Betulkan jumlahnya, atau waktu langkah yang keliru."
        yield Temuan("jumlah_berbeda", PERINGATAN, place, sentence, advice)


def unknown_units(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for step in sop.langkah:
        if step.waktu_satuan.strip().lower() not in UNITS:
            sentence = f"Satuan waktu «{step.waktu_satuan}» pada langkah {step.nomor} tidak dikenal."
            advice = "Pakai menit, jam, atau hari."
            yield Temuan("satuan_tidak_dikenal", GALAT, langkah(step.nomor), sentence, advice)
        elif time_of(step) is None:
            sentence = f"Waktu langkah {step.nomor}, {step.waktu_nilai} {step.waktu_satuan}, kurang dari nol."
            yield Temuan("waktu_negatif", GALAT, langkah(step.nomor), sentence, "Isikan waktu baku yang benar.")
        elif step.waktu_nilai == 0:
            sentence = f"Langkah {step.nomor} tidak mempunyai waktu baku (0 {step.waktu_satuan})."
            yield Temuan("waktu_nol", PERINGATAN, langkah(step.nomor), sentence, "Isikan lama pengerjaan langkah ini.")
        elif sop.satuan_waktu == "menit" and step.waktu_satuan.strip().lower() != "menit":
            sentence = f"Formulir ini menghitung dalam menit, tetapi langkah {step.nomor} memakai {step.waktu_satuan}."
            advice = "Samakan satuannya."
            yield Temuan("satuan_bercampur", PERINGATAN, langkah(step.nomor), sentence, advice)


def days_of_which_kind(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    days = [step.nomor for step in sop.langkah if step.waktu_satuan.strip().lower() == "hari"]
    if days and sop.hitungan_hari == "pengaturan":
        yield Temuan(
            "hari_tidak_jelas",
            PERINGATAN,
            bagian("hitungan_hari"),
            f"«Hari» pada {numbered(days)} dapat berarti hari kerja atau hari kalender; SOP ini tidak menyebutnya.",
            "Tetapkan dalam SOP: hari kerja atau hari kalender. Sampai itu, yang berlaku pengaturan perangkat daerah.",
        )


def too_short_beside_others(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """Work of minutes next to a step of the same round that takes ten times as long: 2 minutes beside 30."""
    for step in sop.langkah:
        own = _minutes(step)
        if not 0 < own <= _SHORT or words_of(step.uraian)[:1] not in [[verb] for verb in WORK_VERBS]:
            continue
        beside = [
            other
            for other in sop.langkah
            if abs(other.nomor - step.nomor) == 1 and other.kadensi == step.kadensi and _minutes(other) >= _TIMES * own
        ]
        if beside:
            other = max(beside, key=lambda one: (_minutes(one), one.nomor))
            sentence = (
                f"Langkah {step.nomor} «{step.uraian}» hanya {_time(step)}, sedangkan langkah {other.nomor} "
                f"«{other.uraian}» {_time(other)}."
            )
            advice = "Periksa apakah waktu baku langkah ini salah ketik (jam atau hari)."
            yield Temuan("waktu_terlalu_singkat", PERINGATAN, langkah(step.nomor), sentence, advice)


def one_takes_nearly_all(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    ranked = sorted(sop.langkah, key=_minutes, reverse=True)
    if len(ranked) < _SAME_FROM or _minutes(ranked[0]) < _MOST * sum(map(_minutes, ranked)):
        return
    longest, least = ranked[0], ranked[-1]
    if _minutes(longest) >= _TIMES * max(_minutes(ranked[1]), 1):
        yield Temuan(
            "waktu_timpang",
            PERINGATAN,
            langkah(longest.nomor),
            f"Langkah {longest.nomor} memakan {_time(longest)}, hampir seluruh waktu SOP ini; langkah lain paling lama "
            f"{_time(ranked[1])} dan ada yang hanya {_time(least)}.",
            "Periksa waktunya, atau pecah langkah ini menjadi beberapa langkah.",
        )


def all_the_same(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    times = {(step.waktu_nilai, step.waktu_satuan) for step in sop.langkah}
    if len(times) == 1 and len(sop.langkah) >= _SAME_FROM:
        sentence = f"Semua langkah mempunyai waktu baku yang sama, {_time(sop.langkah[0])}."
        advice = "Ukur lama tiap langkah; waktu yang seragam biasanya tidak diukur."
        yield Temuan("waktu_seragam", SARAN, bagian("langkah"), sentence, advice)


def longer_than_its_period(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for cadence, (calendar, working) in _PERIOD.items():
        days = sum(t.days for step in sop.langkah if step.kadensi == cadence and (t := time_of(step)))
        most = working if sop.hitungan_hari == "kerja" else calendar
        if days > most:
            sentence = f"Langkah-langkah setiap {called(cadence)} berjumlah {days} hari, lebih lama dari periodenya."
            advice = "Kurangi waktunya; kalau tidak, periode berikut mulai sebelum yang ini selesai."
            yield Temuan("melebihi_periode", PERINGATAN, bagian("langkah"), sentence, advice)


def _minutes(step: LangkahData) -> int:
    time = time_of(step)
    return 0 if time is None else time.days * _DAY + time.minutes


def _time(step: LangkahData) -> str:
    return f"{step.waktu_nilai} {step.waktu_satuan}"


def _words(time: Duration, sop: SopData) -> str:
    return format_duration(time, unit="menit" if sop.satuan_waktu == "menit" else None)


def _difference(printed: Duration, total: Duration) -> str:
    """', jadi kurang 2 menit' where one of the two is plainly more."""
    days, minutes = total.days - printed.days, total.minutes - printed.minutes
    if days >= 0 and minutes >= 0:
        return f"; yang tercetak kurang {format_duration(Duration(days, minutes))}"
    if days <= 0 and minutes <= 0:
        return f"; yang tercetak lebih {format_duration(Duration(-days, -minutes))}"
    return ""


RULES = (
    total_differs,
    unknown_units,
    days_of_which_kind,
    too_short_beside_others,
    one_takes_nearly_all,
    all_the_same,
    longer_than_its_period,
)
