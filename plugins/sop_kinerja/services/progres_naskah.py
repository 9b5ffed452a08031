"""Laporan Progres Bulanan: the month's progress and spending as a PDF."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from core.actor import current_actor
from core.idn.numbers import format_number, format_percent
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.papers import compile_paper
from plugins.sop_kinerja.anggaran_pohon import absorbed, total
from plugins.sop_kinerja.services import anggaran_data, anggaran_isi, progres_isi
from plugins.sop_kinerja.services.renaksi_kepala import head, maker_signs

TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "progres.typ"
NOTHING = "belum diisi"


def title(period: Periode) -> str:
    return f"Laporan Progres Bulanan {period.label}"


def paper(department: PerangkatDaerah, period: Periode, made: datetime) -> bytes:
    """The PDF as the acting person makes it at an aware moment.

    :raises PaperError: for a character that the typeface lacks, naming it.
    """
    data = {
        **head(department, made),
        "judul": "Laporan Progres Bulanan",
        "periode": period.label,
        "ttd": maker_signs(current_actor()),
        "progres": [_progress(row) for row in progres_isi.rows(int(department.id), period)],
        **_budget(int(department.id), period),
    }
    return compile_paper(TEMPLATE, data, created=made)


def _progress(row: progres_isi.Row) -> dict[str, str]:
    before = f"{row.shown_before} ({row.bulan_sebelum})" if row.sebelum is not None else "–"
    return {
        "sasaran": str(row.line.text.sasaran),
        "uraian": str(row.line.text.uraian),
        "kode": str(row.line.text.kode),
        "satuan": str(row.line.text.satuan),
        "target_bulan": _target(row.target_bulan),
        "target_triwulan": _target(row.target_triwulan),
        "sebelum": before,
        "nilai": row.shown or NOTHING,
        "keterangan": row.keterangan,
    }


def _target(text: str) -> str:
    return {"": "belum ditetapkan", "-": "belum jatuh tempo"}.get(text, text)


def _budget(department: int, period: Periode) -> dict[str, object]:
    found = anggaran_isi.rows(department, period)
    everything = total(anggaran_data.budget(department, period.tahun).top)
    month = period.start.month
    spent = everything.spent(1, month)
    return {
        "anggaran": [_line(row) for row in found],
        "jumlah": [
            *map(format_number, (everything.pagu, everything.spent(month, month), spent)),
            format_number(everything.pagu - (spent or Decimal(0))),
            format_percent(absorbed(spent, everything.pagu)),
        ],
    }


def _line(row: anggaran_isi.Row) -> dict[str, object]:
    return {
        "kode": row.node.item.kode,
        "nama": row.node.item.nama,
        "angka": [*map(format_number, (row.node.pagu, row.nilai, row.sampai, row.sisa)), format_percent(row.persen)],
        "keterangan": row.keterangan,
    }
