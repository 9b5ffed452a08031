"""The capaian of one figure, with its predikat or the reason why it has none; and the rule in words."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from core.idn.numbers import LIMIT, format_number
from plugins.sop_kinerja.capaian import Rentang, capaian, formula_of
from plugins.sop_kinerja.models.data import FORMULA
from plugins.sop_kinerja.ordinal import Butir, word_of
from plugins.sop_kinerja.services.skala import BAWAAN, SkalaBerlaku, scale_of
from plugins.sop_kinerja.skala import predikat, round_half_up

NOT_YET = "Belum dapat dinilai"
PLACES = 6
"""With which a capaian is kept, half-up. Its name is read from what it was before."""
FAR_ABOVE, FAR_BELOW = Decimal(200), Decimal(25)
"""Percent; beyond them a figure is more often mistyped (a lost comma, another unit) than true."""
_KINDS = ("baik", "baik", "jalan", "tunggu", "salah")
TOO_LARGE = "Hasil hitungan terlalu besar; periksa satuan target dan realisasi."


@dataclass(frozen=True)
class Assessed:
    """`value` in percent, unrounded; None with a `reason` is the third state, neither good nor bad."""

    value: Decimal | None
    predikat: str = ""
    reason: str = ""
    rank: int | None = None

    @property
    def kind(self) -> str:
        """The colour of its badge: only what lies in the lower bands is a warning. By `rank`, the band's number from
        the highest (0), where the scale was at hand, since names differ between scales."""
        if self.value is None:
            return "netral"
        if self.rank is not None:
            return _KINDS[min(self.rank, len(_KINDS) - 1)]
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


@dataclass(frozen=True)
class Ukuran:
    """What a figure is measured by, as a Realisasi names it. `lengkap` False: made of parts, some are missing."""

    formula: str
    target: Decimal | None = None
    target_atas: Decimal | None = None
    jatuh_tempo: bool = True
    skala: Butir | None = None
    lengkap: bool = True


def assess(
    nilai: Decimal | None,
    target: Decimal | None,
    formula: str,
    *,
    due: bool = True,
    target_atas: Decimal | None = None,
    scale: SkalaBerlaku = BAWAAN,
) -> Assessed:
    """The one way from a figure to its capaian: the form, the recap and the papers all come here.

    `target_atas` is the upper end of a range target (formula rentang); `scale` that of the regency and the year.
    """
    goal: Decimal | Rentang | None = target
    if formula == "rentang" and target is not None:
        if target_atas is None:
            return Assessed(None, reason="Batas atas rentang target belum ditetapkan.")
        if target > target_atas:
            return Assessed(None, reason="Rentang target terbalik: batas bawahnya melebihi batas atas.")
        goal = Rentang(target, target_atas)
    result = capaian(nilai, goal, formula_of(formula), due=due)
    if result.value is None:
        return Assessed(None, reason=result.reason)
    if abs(result.value) >= LIMIT:
        return Assessed(None, reason=TOO_LARGE)
    return named(result.value, scale)


def named(value: Decimal | None, scale: SkalaBerlaku, reason: str = "") -> Assessed:
    """A capaian that is known, or a mean, with its name on the scale."""
    if value is None:
        return Assessed(None, reason=reason)
    return Assessed(value, predikat(value, scale.pita) or "", rank=rank(value, scale))


def kept(nilai: Decimal | None, by: Any, capaian: Decimal | None, scale: SkalaBerlaku, reason: str = "") -> Assessed:
    """A figure whose capaian is kept with PLACES, assessed again: its name is read from the unrounded value on every
    path, and not here and there from what was rounded once already. `by`: an Ukuran, or whatever has its fields.

    What was kept counts where the figures beside it do not give it (any more); `reason`: why there is none.
    """
    if capaian is None:
        return Assessed(None, reason=reason)
    found = assess(nilai, by.target, by.formula, due=by.jatuh_tempo, target_atas=by.target_atas, scale=scale)
    return found if stored(found.value) == capaian else named(capaian, scale)


def called(found: Assessed, name: str, scale: SkalaBerlaku) -> Assessed:
    """By the name that is kept beside a rounded value, since it was read before the rounding."""
    if found.value is None or name in ("", found.predikat):
        return found
    at = next((number for number, band in enumerate(scale.pita) if band.nama == name), None)
    return replace(found, predikat=name, rank=None if at is None else _spread(at, scale))


def stored(value: Decimal | None) -> Decimal | None:
    """As it is kept, and as means count it."""
    return None if value is None else round_half_up(value, PLACES)


def rank(value: Decimal, scale: SkalaBerlaku) -> int:
    """0 for the highest band … 4 for the lowest, spread evenly where a scale has more or fewer than five."""
    rounded = round_half_up(value)
    at = next(number for number, band in enumerate(scale.pita) if band.above is None or rounded > band.above)
    return _spread(at, scale)


def _spread(at: int, scale: SkalaBerlaku) -> int:
    last = len(scale.pita) - 1
    return at * (len(_KINDS) - 1) // last if last else 0


def assess_row(row: Any, scale: SkalaBerlaku | None = None) -> Assessed:
    """Of a Realisasi. Give the scale where there are several rows: without one it is looked up for each."""
    return assess(
        row.nilai,
        row.target,
        row.formula,
        due=row.jatuh_tempo,
        target_atas=row.target_atas,
        scale=scale or scale_of(row.penyampaian),
    )


def target_in_words(row: Any) -> str:
    """'75', '60 sampai 80', 'BB', 'Belum jatuh tempo', 'Belum ditetapkan': also where there is none. Of whatever has
    target, target_atas, formula, jatuh_tempo (and skala)."""
    if not row.jatuh_tempo:
        return "Belum jatuh tempo"
    if row.target is None:
        if not getattr(row, "lengkap", True):
            return "Belum lengkap"
        return "Tidak berupa angka" if row.formula == "tanpa" else "Belum ditetapkan"
    low = value_in_words(row, row.target)
    if row.formula == "rentang" and row.target_atas is not None:
        return f"{low} sampai {format_number(row.target_atas)}"
    return low


def value_in_words(row: Any, value: Decimal | None) -> str:
    """'1.234,5', or of an ordinal indicator the word that the value counts as; EMPTY for none."""
    return word_of(getattr(row, "skala", None), value) or format_number(value)


def rule(scale: SkalaBerlaku = BAWAAN) -> dict[str, Any]:
    """The rule in force, as it is kept with each recap and shown beside its figures."""
    cap = scale.batas_capaian
    mean = (
        "Rata-rata biasa, tanpa batas atas."
        if cap is None
        else f"Rata-rata biasa; setiap capaian di atas {format_number(cap)}% dihitung {format_number(cap)}%."
    )
    return {
        "rumus": dict(FORMULA),
        "skala": [[None if band.above is None else str(band.above), band.nama] for band in scale.pita],
        "nama_skala": scale.label,
        "dasar_skala": scale.dasar,
        "batas_capaian": None if cap is None else str(cap),
        "pembulatan": "Predikat dibaca dari capaian yang dibulatkan ke dua angka di belakang koma (setengah ke atas).",
        "rata_rata": f"{mean} Yang belum dapat dinilai tidak ikut, dan jumlahnya disebut.",
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
