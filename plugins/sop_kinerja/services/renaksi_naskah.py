"""The Rencana Aksi as an official form: the PDF."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.idn.numbers import format_rupiah
from core.organisation.models import PerangkatDaerah
from core.papers import compile_paper
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import RencanaAksi
from plugins.sop_kinerja.services.renaksi_data import Line, months_of
from plugins.sop_kinerja.services.renaksi_kepala import head, head_signs
from plugins.sop_kinerja.target_periksa import MONTHS, QUARTERS, YEAR

TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "renaksi.typ"
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def title(tahun: int) -> str:
    return f"Rencana Aksi Perjanjian Kinerja Tahun {tahun}"


def paper(department: PerangkatDaerah, tahun: int, rows: Sequence[Line], made: datetime) -> bytes:
    """:raises PaperError: for a character that the typeface lacks, naming it."""
    return compile_paper(TEMPLATE, content(department, tahun, rows, made), created=made)


def content(department: PerangkatDaerah, tahun: int, rows: Sequence[Line], made: datetime) -> dict[str, Any]:
    """The data of the paper as things stand at an aware moment."""
    return {
        **head(department, made),
        "judul": title(tahun),
        "ttd": head_signs(department),
        **said(rows),
        "nama_bulan": list(SHORT_MONTHS),
    }


def said(rows: Sequence[Line]) -> dict[str, Any]:
    """What the paper says, whoever signs it on which day."""
    return {
        "indikator": [_indicator(row) for row in rows],
        "bulan": [
            {"uraian": str(row.text.uraian), "satuan": str(row.text.satuan), "target": targets(row, MONTHS)}
            for row in rows
            if any(part in row.targets for part in MONTHS)
        ],
    }


def targets(row: Line, parts: Sequence[str]) -> list[str]:
    """As they are printed: «–» where the indicator is not due, nothing where no target is set."""
    return ["–" if row.shown(part) == "-" else row.shown(part) for part in parts]


def span(months: Sequence[int]) -> str:
    """'Jan–Mar, Jun' of [1, 2, 3, 6]"""
    runs: list[list[int]] = []
    for month in months:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(
        SHORT_MONTHS[run[0] - 1] if len(run) == 1 else f"{SHORT_MONTHS[run[0] - 1]}–{SHORT_MONTHS[run[-1] - 1]}"
        for run in runs
    )


def pays(action: RencanaAksi) -> tuple[str, Decimal | None]:
    """The programme or kegiatan out of which it is paid, and its pagu; empty and None for none."""
    if action.kegiatan_id is None:
        return "", None
    return str(action.kegiatan), Decimal(action.kegiatan.pagu or 0)


def answers(action: RencanaAksi) -> str:
    return str(action.penanggung_jawab.nama) if action.penanggung_jawab_id is not None else ""


def _indicator(row: Line) -> dict[str, object]:
    return {
        "sasaran": str(row.text.sasaran),
        "kode": str(row.text.kode),
        "uraian": str(row.text.uraian),
        "satuan": str(row.text.satuan),
        "target": targets(row, (YEAR, *QUARTERS)),
        "aksi": [_action(one) for one in row.actions],
    }


def _action(action: RencanaAksi) -> dict[str, str]:
    kegiatan, pagu = pays(action)
    return {
        "aksi": str(action.aksi),
        "keluaran": str(action.keluaran),
        "jadwal": span(months_of(action)),
        "kegiatan": kegiatan,
        "anggaran": "" if pagu is None else format_rupiah(pagu),
        "penanggung_jawab": answers(action),
    }


def lacking(rows: Sequence[Line]) -> list[str]:
    """What the form still wants before it can be settled, as sentences; first what concerns the whole of it."""
    if not rows:
        return ["Perangkat daerah ini belum mempunyai indikator."]
    found = []
    without_target = [str(row.text.kode) for row in rows if not row.shown(YEAR)]
    without_action = [str(row.text.kode) for row in rows if not row.actions]
    if without_target:
        found.append(f"Target tahun belum diisi untuk indikator {listed(without_target)}.")
    if without_action:
        found.append(f"Rencana aksi belum ada untuk indikator {listed(without_action)}.")
    return found
