"""All that is told about the times of an SOP, put together once for the page, the workbook and the paper."""

from dataclasses import dataclass

from core.errors import NotFound
from core.idn.periods import Periode
from core.permissions import require
from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.services import statistik, statistik_jeda, statistik_kasus
from plugins.sop_kinerja.services.sop import steps_of
from plugins.sop_kinerja.services.statistik_jeda import Pauses
from plugins.sop_kinerja.services.statistik_kasus import Cases, Decision
from plugins.sop_kinerja.services.statistik_pilih import Chosen
from plugins.sop_kinerja.statistik import ENOUGH, TOO_FEW, Measure, in_words
from plugins.sop_kinerja.temuan_waktu import Finding, findings

READ = "sop_kinerja.waktu.read"


@dataclass(frozen=True)
class Report:
    """`left_out`: ended tasks whose minutes are of another kind than the others (see Chosen.counting)."""

    chosen: Chosen
    form: dict[int, SopLangkah]
    cases: Cases
    steps: list[Measure]
    positions: list[Measure]
    departments: list[Measure]
    units: list[Measure]
    decisions: list[Decision]
    pauses: list[Pauses]
    findings: list[Finding]
    left_out: int

    @property
    def n(self) -> int:
        """Executions of steps that were counted."""
        return sum(one.n for one in self.steps)

    @property
    def by_hand(self) -> int:
        return sum(one.by_hand for one in self.steps)

    @property
    def enough(self) -> bool:
        return any(one.enough for one in self.steps)

    @property
    def without_findings(self) -> str:
        """What to say where nothing deviates, and of how many steps that is known."""
        known, few = sum(one.enough for one in self.steps), sum(not one.enough for one in self.steps)
        if not known:
            return f"{TOO_FEW}: sebuah langkah disimpulkan setelah dikerjakan sedikitnya {ENOUGH} kali."
        said = "Tidak ada langkah yang menyimpang jauh dari waktu bakunya."
        return f"{said} Baru {known} langkah yang datanya cukup; {few} lainnya belum." if few else said

    @property
    def span(self) -> str:
        """Of which time it tells."""
        return span_of(self.chosen.tahun, self.chosen.periode)

    @property
    def rules(self) -> list[str]:
        """How it was counted, to stand beside the figures."""
        day = in_words(self.chosen.day, self.chosen.day + 1)
        counting = (
            f"Waktu dihitung dalam jam kerja; 1 hari kerja = {day}."
            if self.chosen.counting == "kerja"
            else "Langkah berwaktu baku hari dihitung dalam hari kalender (24 jam); yang lain dalam jam kerja."
        )
        rules = [
            counting,
            "Waktu nyata adalah waktu sejak langkah dapat dikerjakan sampai selesai, tanpa jeda.",
            "Median: separuh pelaksanaan selesai dalam waktu itu. Persentil 90: 90% selesai dalam waktu itu. Keduanya "
            "waktu yang benar-benar terjadi (peringkat terdekat).",
            "Langkah yang diulang karena dikembalikan dihitung setiap kali dikerjakan. Langkah yang dilewati atau "
            "dibatalkan, dan pelaksanaan SOP yang dibatalkan, tidak dihitung.",
            f"Di bawah {ENOUGH} pelaksanaan tidak ditarik kesimpulan.",
        ]
        if self.by_hand:
            rules.append(
                f"{self.by_hand} dari {self.n} langkah dikerjakan di luar sistem; selesainya menurut saat dicatat."
            )
        if self.left_out:
            rules.append(f"{self.left_out} langkah dihitung dengan cara hitung hari yang lain dan tidak diikutkan.")
        return rules


def span_of(tahun: int, periode: str) -> str:
    """'Triwulan I 2026', 'Tahun 2026', 'Semua tahun'.

    :raises PeriodeError: for a period that is none.
    """
    if periode:
        return Periode.parse(periode).label
    return f"Tahun {tahun}" if tahun else "Semua tahun"


def report(versi: SopVersi, tahun: int = 0, periode: str = "") -> Report:
    """:raises NotFound: for a version of another department."""
    actor = require(READ)
    if not actor.system and versi.perangkat_daerah_id != actor.perangkat_daerah_id:
        raise NotFound("SOP ini tidak ada di perangkat daerah Anda.")
    chosen = Chosen(versi, tahun, periode)
    steps = statistik.by_step(chosen)
    return Report(
        chosen=chosen,
        form={int(step.nomor): step for step in steps_of(versi)},
        cases=statistik_kasus.cases(chosen),
        steps=steps,
        positions=statistik.by_position(chosen),
        departments=statistik.by_department(chosen),
        units=statistik.by_unit(chosen),
        decisions=statistik_kasus.decisions(chosen),
        pauses=statistik_jeda.pauses(chosen),
        findings=findings(steps),
        left_out=chosen.tasks().count() - sum(one.n for one in steps),
    )
