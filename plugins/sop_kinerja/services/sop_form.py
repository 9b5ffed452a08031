"""The official SOP AP form as rows and cells, ready to be drawn on a screen or on paper."""

from dataclasses import dataclass
from datetime import date

from core.idn.dates import format_date
from core.idn.durations import format_duration, sum_durations
from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.models import SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.services.sop import EACH, columns_of, duration_of, flow_of, steps_of

BOXES = (
    ("Dasar hukum", "dasar_hukum"),
    ("Kualifikasi pelaksana", "kualifikasi"),
    ("Keterkaitan", "keterkaitan"),
    ("Peralatan/perlengkapan", "peralatan"),
    ("Peringatan", "peringatan"),
    ("Pencatatan dan pendataan", "pencatatan"),
    ("Tujuan", "tujuan"),
    ("Definisi", "definisi"),
)
_OPTIONAL = ("tujuan", "definisi")
"""Boxes that only some forms have; an empty one of the others is shown empty."""


@dataclass(frozen=True)
class Column:
    """A performers' column; `position` is empty while nobody stands behind it."""

    id: int
    kode: str
    label: str
    position: str
    each: bool

    @property
    def unmapped(self) -> bool:
        return not self.position and not self.each


@dataclass(frozen=True)
class Row:
    """A step. `who` are the headings of its columns, the one that does it first."""

    nomor: int
    uraian: str
    who: str
    kelengkapan: tuple[str, ...]
    waktu: str
    output: str
    keterangan: str
    ya: str
    tidak: str


@dataclass(frozen=True)
class Form:
    """`header` are the lines of the identity block, `boxes` the lists below it, `printed` another total on paper."""

    header: tuple[tuple[str, str], ...]
    boxes: tuple[tuple[str, tuple[str, ...]], ...]
    summary: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: str
    printed: str


def official_form(versi: SopVersi) -> Form:
    steps, columns, flow = steps_of(versi), columns_of(versi), flow_of(versi)
    unit = "menit" if versi.satuan_waktu == "menit" else None
    content = versi.isi or {}
    total = format_duration(sum_durations(duration_of(step) for step in steps), unit=unit)
    printed = str(versi.jumlah_tercetak)
    labels = {code: str(column.label) for code, column in columns.items()}
    return Form(
        header=_header(versi),
        boxes=tuple(
            (title, tuple(content.get(key) or ())) for title, key in BOXES if content.get(key) or key not in _OPTIONAL
        ),
        summary=str(content.get("penjelasan_singkat") or ""),
        columns=tuple(_column(column) for column in columns.values()),
        rows=tuple(_row(step, labels, flow.after(step.nomor), unit) for step in steps),
        total=total,
        printed=printed if printed.casefold() != total.casefold() else "",
    )


def _header(versi: SopVersi) -> tuple[tuple[str, str], ...]:
    return (
        ("Nomor SOP", str(versi.nomor)),
        ("Tanggal pembuatan", _day(versi.tanggal_pembuatan)),
        ("Tanggal revisi", _day(versi.tanggal_revisi)),
        ("Tanggal pengesahan", _day(versi.tanggal_pengesahan)),
        ("Tanggal efektif", _day(versi.tanggal_efektif)),
        ("Disahkan oleh", str(versi.disahkan_oleh)),
        ("Nama SOP", str(versi.sop.nama)),
    )


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _column(column: SopPelaksana) -> Column:
    position = str(column.jabatan.nama) if column.jabatan is not None else ""
    return Column(column.id, str(column.kode), str(column.label), position, column.jenis == EACH)


def _row(step: SopLangkah, labels: dict[str, str], following: int, unit: str | None) -> Row:
    return Row(
        nomor=int(step.nomor),
        uraian=str(step.uraian),
        who=", ".join(labels.get(code, code) for code in step.pelaksana),
        kelengkapan=tuple(step.kelengkapan),
        waktu=format_duration(duration_of(step), unit=unit),
        output=str(step.output),
        keterangan=str(step.keterangan),
        ya="selesai" if following == END else f"langkah {following}",
        tidak="" if step.tidak_ke is None else f"langkah {step.tidak_ke}",
    )
