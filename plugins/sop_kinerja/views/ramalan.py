"""The forecast of a case in words."""

from decimal import Decimal
from typing import Any

from core.idn.dates import format_date
from core.idn.numbers import format_number
from plugins.sop_kinerja.kata import numbered
from plugins.sop_kinerja.models import Kasus
from plugins.sop_kinerja.ramalan import DRAWS
from plugins.sop_kinerja.services.ramalan import Outlook, StepBasis, outlook
from plugins.sop_kinerja.sisa_waktu import ENOUGH, SPREAD
from plugins.sop_kinerja.statistik import in_words


def forecast_words(kasus: Kasus) -> dict[str, Any] | None:
    """What the panel «Perkiraan selesai» says; None for a case of which nothing is forecast."""
    found = outlook(kasus)
    if found is None:
        return None
    day = format_date(found.median.date())
    low, high = format_date(found.low.date()), format_date(found.high.date())
    span = f"80% antara {low} dan {high}" if low != high else "80% pada hari itu juga"
    return {
        "kalimat": f"Diperkirakan selesai sekitar {day} ({span}).",
        "peluang": _chance(found),
        "dasar": _basis(found),
        "langkah": [_step(one, found.day) for one in found.steps],
        "cara": _rules(found),
    }


def _chance(found: Outlook) -> str:
    limit = f"{format_date(found.deadline)}, {found.reason}"
    if found.overdue:
        return f"Batas waktunya sudah lewat ({limit})."
    said = {0: "kurang dari 1%", 100: "lebih dari 99%"}.get(found.chance, f"{found.chance}%")
    return f"Peluang tepat waktu {said} (batas {limit})."


def _basis(found: Outlook) -> str:
    """From how many cases it knows, and which steps rest on the standard alone."""
    rest = found.by_standard
    if len(rest) == len(found.steps):
        known = f"{found.cases} pelaksanaan sebelumnya" if found.cases else "belum ada pelaksanaan sebelumnya"
        return f"Dihitung dari waktu baku saja: {known}, {'belum cukup' if found.cases else 'jadi belum ada riwayat'}."
    said = f"Dihitung dari {found.cases} pelaksanaan sebelumnya"
    if not rest:
        return f"{said}."
    steps = f"{numbered(rest)} memakai waktu baku karena riwayatnya belum cukup"
    return f"{said}; {steps}."


def _step(one: StepBasis, day: int) -> dict[str, str]:
    standard = in_words(one.standard, day)
    time = f"{standard} (baku)" if one.median is None else f"{in_words(one.median, day)} (median)"
    back = "–"
    if one.chance_back is not None:
        known = f", {one.tidak} dari {one.decisions} keputusan" if one.decisions else ", belum ada riwayat"
        back = f"{one.chance_back}%{known}"
    return {
        "langkah": f"{one.nomor}. {one.uraian}",
        "riwayat": f"{one.seen} kali" if one.seen else "belum ada",
        "waktu": time + (f", {one.parties} pihak bersamaan" if one.parties > 1 else ""),
        "tidak": back,
    }


def _rules(found: Outlook) -> list[str]:
    times = f"{SPREAD:g}"
    return [
        f"Sisa pelaksanaan ini disimulasikan {format_number(Decimal(DRAWS))} kali; lama tiap langkah diambil dari "
        "waktu yang pernah terjadi di instansi ini, termasuk waktu menunggu.",
        "Langkah yang sedang berjalan tidak mungkin lebih singkat daripada waktu yang sudah dipakainya; yang sudah "
        "lebih lama daripada semua yang diketahui diperkirakan memerlukan rata-rata selama itu lagi.",
        "Dari pihak yang bekerja bersamaan, yang paling lambat menentukan. Keputusan Tidak mengulang langkah "
        "sebelumnya dengan peluang yang pernah terjadi; tanpa riwayat, 10%.",
        f"Langkah yang dikerjakan kurang dari {ENOUGH} kali memakai waktu baku, antara 1/{times} dan {times} kalinya.",
        f"Tepat waktu berarti selesai sampai {format_date(found.deadline)}: {found.reason}.",
    ]
