"""What the printed form of an SOP AP says, in words and column widths: everything but its drawing."""

from typing import Any

from core.idn.dates import format_date
from core.idn.durations import format_duration
from plugins.sop_kinerja.bagan import PAPER
from plugins.sop_kinerja.sopform import LangkahData, SopData

PAPERS = {"A4": 297.0, "F4": 330.0}
"""The long side in millimetres; the form lies."""
_MARGIN, _POINT = 12.0, 72 / 25.4
_BOXES = (
    ("Dasar Hukum", "dasar_hukum"), ("Kualifikasi Pelaksana", "kualifikasi"),
    ("Keterkaitan", "keterkaitan"), ("Peralatan/Perlengkapan", "peralatan"),
    ("Peringatan", "peringatan"), ("Pencatatan dan Pendataan", "pencatatan"),
)  # fmt: skip
_MORE = (("Penjelasan Singkat", "penjelasan_singkat"), ("Tujuan", "tujuan"), ("Definisi", "definisi"))
"""Boxes that only some forms have."""


def head(sop: SopData, mark: str, paper: str) -> dict[str, Any]:
    """What papers/sop.typ asks for, but for the pages."""
    minutes = sop.satuan_waktu == "menit" and all(step.waktu_satuan == "menit" for step in sop.langkah)
    unit = "menit" if sop.satuan_waktu == "menit" else None
    total = format_duration(sop.jumlah_waktu, unit=unit)
    printed = sop.jumlah_waktu_tercetak
    columns = [column.label for column in sop.pelaksana] or [""]
    noted = any(step.keterangan for step in sop.langkah)
    widths = _widths(len(columns), (PAPERS[paper] - 2 * _MARGIN) * _POINT, noted)
    return {
        "kertas": paper,
        "judul": f"SOP {sop.nama}" if not sop.nama.upper().startswith("SOP") else sop.nama,
        "judul_tabel": f"SOP : {sop.nama.removeprefix('SOP ')}",
        "nama": sop.nama,
        "kaki": " · ".join(filter(None, (sop.perangkat_daerah, sop.unit, sop.nama, sop.nomor))),
        "tanda": mark,
        "kop": [
            line
            for line in (
                f"Pemerintah Kabupaten {sop.kabupaten}" if sop.kabupaten else "",
                sop.perangkat_daerah,
                sop.unit,
            )
            if line
        ],
        "identitas": [
            {"nama": "Nomor SOP", "nilai": sop.nomor, "tebal": False},
            *(
                {"nama": name, "nilai": format_date(day) if day else "", "tebal": False}
                for name, day in (
                    ("Tanggal Pembuatan", sop.tanggal_pembuatan),
                    ("Tanggal Revisi", sop.tanggal_revisi),
                    ("Tanggal Pengesahan", sop.tanggal_pengesahan),
                    ("Tanggal Efektif", sop.tanggal_efektif),
                )
            ),
        ],
        "disahkan_oleh": sop.disahkan_oleh_jabatan,
        "kotak": _boxes(sop),
        "kolom": columns,
        "lebar": widths,
        "besar_kolom": _heading(columns, widths[2]),
        "kepala_waktu": "Waktu (menit)" if minutes else "Waktu",
        "jumlah": total,
        "tercetak": printed if printed.casefold() != total.casefold() else "",
        "label": {"w": PAPER.label_w, "h": PAPER.label_h},
        "baris": [_row(step, unit, minutes) for step in sop.langkah],
        "halaman": [],
    }


def _row(step: LangkahData, unit: str | None, minutes: bool) -> dict[str, Any]:
    return {
        "no": step.nomor,
        "uraian": step.uraian,
        "kelengkapan": list(step.kelengkapan),
        "waktu": str(step.waktu_nilai) if minutes else format_duration(step.waktu, unit=unit),
        "output": step.output,
        "keterangan": step.keterangan,
    }


def _boxes(sop: SopData) -> list[dict[str, Any]]:
    more = [(title, key) for title, key in _MORE if getattr(sop, key)]
    found = []
    for title, key in (*_BOXES, *more):
        value = getattr(sop, key)
        found.append({"judul": title, "isi": [value] if isinstance(value, str) else list(value), "lebar": 1})
    if len(found) % 2:
        found[-1]["lebar"] = 2
    return found


def _widths(columns: int, total: float, noted: bool) -> list[float]:
    """Of all columns of the table, in points: the performers' are wide enough for their symbols, the rest is text."""
    each = min(70.0, max(44.0, total * 0.47 / columns))
    number, time, note = 22.0, 50.0, 60.0 if noted else 34.0
    rest = total - number - time - note - columns * each
    return [number, rest * 0.45, *[each] * columns, rest * 0.29, time, rest * 0.26, note]


def _heading(columns: list[str], width: float) -> float:
    """The type size of the performers' headings: words are not broken, so the longest one must fit."""
    letters = max((len(word) for label in columns for word in label.split()), default=1)
    return min(7.0, (width - 4) / (0.64 * max(1, letters)))
