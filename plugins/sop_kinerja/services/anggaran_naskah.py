"""The budget recap of a year as a paper (papers/anggaran.typ)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from core.idn.numbers import format_number, format_percent
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.anggaran_pohon import Node, absorbed, total
from plugins.sop_kinerja.services.anggaran_data import Budget
from plugins.sop_kinerja.services.renaksi_kepala import head, head_signs

QUARTER_ENDS = (3, 6, 9, 12)


def title(tahun: int) -> str:
    return f"Rekapitulasi Anggaran dan Realisasi Tahun {tahun}"


def until(period: Periode) -> str:
    """'Januari sampai Maret 2026' of that March."""
    return period.label if period.start.month == 1 else f"Januari sampai {period.label}"


def content(department: PerangkatDaerah, found: Budget, period: Periode, made: datetime) -> dict[str, Any]:
    """The data of the paper of a year up to a month of it, at an aware moment."""
    month = period.start.month
    return {
        **head(department, made),
        "judul": title(period.tahun),
        "periode": until(period),
        "ttd": head_signs(department),
        "baris": [_line(node, month) for node in found.nodes],
        "jumlah": _line(total(found.top), month)["angka"],
    }


def quarters(node: Node, month: int) -> list[Decimal | None]:
    """What was spent in each triwulan, as far as the month."""
    return [node.spent(last - 2, min(last, month)) if last - 2 <= month else None for last in QUARTER_ENDS]


def _line(node: Node, month: int) -> dict[str, object]:
    spent = node.spent(1, month)
    return {
        "kode": node.item.kode,
        "nama": node.item.nama,
        "tingkat": node.depth,
        "angka": [
            format_number(node.pagu),
            *(format_number(one) for one in quarters(node, month)),
            format_number(spent),
            format_number(node.pagu - (spent or Decimal(0))),
            format_percent(absorbed(spent, node.pagu)),
        ],
    }
