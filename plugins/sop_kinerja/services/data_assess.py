"""The capaian of one figure, with its predikat or the reason why it has none; and the rule in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.idn.numbers import LIMIT, format_number
from plugins.sop_kinerja.capaian import capaian
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.skala import SKALA_BAWAAN, predikat

NOT_YET = "Belum dapat dinilai"
FAR_ABOVE, FAR_BELOW = Decimal(200), Decimal(25)
"""Percent; beyond them a figure is more often mistyped (a lost comma, another unit) than true."""
TOO_LARGE = "Hasil hitungan terlalu besar; periksa satuan target dan realisasi."


@dataclass(frozen=True)
class Assessed:
    """`value` in percent, unrounded; None with a `reason` is the third state, neither good nor bad."""

    value: Decimal | None
    predikat: str = ""
    reason: str = ""

    @property
    def kind(self) -> str:
        """The colour of its badge: only what lies in the lower bands is a warning."""
        if self.value is None:
            return "netral"
        return {"Sangat Tinggi": "baik", "Tinggi": "baik", "Sedang": "jalan", "Rendah": "tunggu"}.get(
            self.predikat, "salah"
        )

    @property
    def doubt(self) -> str:
        """Why somebody should look at the figure again; empty when nothing is strange. Forbids nothing."""
        if self.value is None or FAR_BELOW <= self.value <= FAR_ABOVE:
            return ""
        if self.value > FAR_ABOVE:
            return f"Di atas {FAR_ABOVE}%, jauh melampaui target: periksa angka dan satuannya."
        return f"Di bawah {FAR_BELOW}%, jauh dari target: periksa angka dan satuannya."


def assess(nilai: Decimal | None, target: Decimal | None, formula: str, *, due: bool = True) -> Assessed:
    """The one way from a figure to its capaian: the form, the recap and the papers all come here."""
    result = capaian(nilai, target, formula, due=due)  # type: ignore[arg-type]
    if result.value is None:
        return Assessed(None, reason=result.reason)
    if abs(result.value) >= LIMIT:
        return Assessed(None, reason=TOO_LARGE)
    return Assessed(result.value, predikat(result.value) or "")


def assess_row(row: Any) -> Assessed:
    """Of a Realisasi."""
    return assess(row.nilai, row.target, row.formula, due=row.jatuh_tempo)


def rule() -> dict[str, Any]:
    """The rule in force, as it is kept with each recap and shown beside its figures."""
    return {
        "rumus": dict(FORMULA),
        "skala": [[None if band.above is None else str(band.above), band.nama] for band in SKALA_BAWAAN],
        "pembulatan": "Predikat dibaca dari capaian yang dibulatkan ke dua angka di belakang koma (setengah ke atas).",
        "rata_rata": "Rata-rata biasa, tanpa batas atas. Yang belum dapat dinilai tidak ikut, dan jumlahnya disebut.",
    }


def scale_in_words(aturan: dict[str, Any]) -> list[str]:
    """['> 90: Sangat Tinggi', …, '50 ke bawah: Sangat Rendah'] of a rule that was kept."""
    words = []
    last = ""
    for above, name in aturan.get("skala", []):
        if above is None:
            words.append(f"{last} ke bawah: {name}" if last else name)
        else:
            last = format_number(Decimal(above))
            words.append(f"> {last}: {name}")
    return words
