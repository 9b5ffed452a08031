"""The figures of the demo: invented indicators of eight departments, with targets and actuals of four quarters."""

import io
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core import clock, files
from core.files import Dokumen
from core.idn.numbers import parse_number
from core.idn.periods import Periode
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from core.papers import compile_paper
from plugins.sop_kinerja.models import Bukti, Indikator, Penyampaian, Realisasi, Target
from plugins.sop_kinerja.services.data_entry import Entries, Entry, Upload, evidence_of, rows_of

FOLDER = Path(__file__).parent / "data" / "demo"
GOVERNMENT = "lamandau"
_SENDS_OLD_FILES = "dpupr"


@dataclass(frozen=True)
class Figure:
    """One indicator of the file. `target` and `realisasi` are texts of the four quarters, as an office writes them."""

    perangkat_daerah: str
    kode: str
    target: tuple[str, ...]
    realisasi: tuple[str, ...]
    isi: dict[str, Any]


@cache
def figures() -> tuple[Figure, ...]:
    rows = tomllib.loads((FOLDER / "indikator.toml").read_text("utf-8"))["indikator"]
    own = ("perangkat_daerah", "kode", "target", "realisasi")
    return tuple(
        Figure(
            row["perangkat_daerah"],
            row["kode"],
            tuple(row["target"]),
            tuple(row["realisasi"]),
            {key: value for key, value in row.items() if key not in own},
        )
        for row in rows
    )


def quarter(periode: str) -> int:
    """0 to 3: which of the four figures is the period's."""
    return int(Periode.parse(periode).bagian[-1]) - 1


def asked() -> list[PerangkatDaerah]:
    """The departments that have indicators, in their official order."""
    codes = {figure.perangkat_daerah for figure in figures()}
    rows = PerangkatDaerah.select().join(PemerintahDaerah)
    return list(
        rows.where((PemerintahDaerah.kode == GOVERNMENT) & PerangkatDaerah.kode.in_(codes)).order_by(
            PerangkatDaerah.urutan
        )
    )


def load_indicators(tahun: int) -> None:
    """Indicators, and targets of the year's quarters, that are not there yet. What a planner has changed stays."""
    codes = {figure.perangkat_daerah for figure in figures()}
    for department in PerangkatDaerah.select().where(PerangkatDaerah.kode.in_(codes)).order_by(PerangkatDaerah.id):
        rows = [figure for figure in figures() if figure.perangkat_daerah == department.kode]
        for number, figure in enumerate(rows, start=1):
            indikator, _ = Indikator.get_or_create(
                perangkat_daerah=department, kode=figure.kode, defaults={**figure.isi, "urutan": number}
            )
            for index, text in enumerate(figure.target):
                # A target row without a value says: not due in this quarter.
                Target.get_or_create(
                    perangkat_daerah=department,
                    indikator=indikator,
                    periode=f"{tahun}-TW{index + 1}",
                    defaults={"nilai": parse_number(text)},
                )


def entries(penyampaian: Penyampaian, *, wrong: bool = False) -> Entries:
    """What the department types, with a file where the indicator wants evidence and has none yet.

    `wrong`: the first figure has lost its comma, so that somebody must return it.
    """
    known = {figure.kode: figure for figure in figures()}
    index = quarter(str(penyampaian.periode))
    present = evidence_of(penyampaian)
    typed: dict[int, Entry] = {}
    for number, row in enumerate(rows_of(penyampaian)):
        figure = known.get(str(row.kode))
        nilai = figure.realisasi[index] if figure else ""
        shown = nilai.replace(",", "") if wrong and number == 0 else nilai
        due = row.wajib_bukti and nilai and row.id not in present
        sent: tuple[Upload, ...] = ()
        if due:
            old = _old_evidence(penyampaian, row) if index == 2 else None
            sent = (old or _evidence(penyampaian, str(row.uraian), f"{nilai} {row.satuan}"),)
        note = "" if nilai else "Belum ada kegiatan pada triwulan ini."
        typed[row.urutan] = Entry(shown, note, sent)
    return typed


def _old_evidence(penyampaian: Penyampaian, row: Realisasi) -> Upload | None:
    """What one department does in the third quarter: it sends last quarter's file once more, which a hint tells."""
    if penyampaian.perangkat_daerah.kode != _SENDS_OLD_FILES:
        return None
    found = (
        Bukti.select(Bukti, Dokumen)
        .join(Dokumen)
        .switch(Bukti)
        .join(Realisasi)
        .where((Realisasi.indikator_uuid == row.indikator_uuid) & (Realisasi.penyampaian != penyampaian.id))
        .order_by(Bukti.id.desc())
        .first()
    )
    return None if found is None else Upload(io.BytesIO(files.read(found.dokumen)), str(found.dokumen.nama))


def _evidence(penyampaian: Penyampaian, indikator: str, nilai: str) -> Upload:
    periode = Periode.parse(str(penyampaian.periode)).label
    data = {
        "judul": f"Bukti dukung {indikator}",
        "perangkat_daerah": str(penyampaian.perangkat_daerah),
        "periode": periode,
        "indikator": indikator,
        "nilai": nilai,
    }
    pdf = compile_paper(FOLDER / "bukti.typ", data, created=clock.now())
    return Upload(io.BytesIO(pdf), f"Bukti {indikator} {periode}.pdf")


def paper(judul: str) -> tuple[io.BytesIO, str]:
    """What a step done by hand has on paper: a page with its name."""
    data = {"judul": judul[:200], "perangkat_daerah": "-", "periode": "-", "indikator": "-", "nilai": "-"}
    return io.BytesIO(compile_paper(FOLDER / "bukti.typ", data, created=clock.now())), "hasil-langkah.pdf"
