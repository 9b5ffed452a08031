"""What two sides of a comparison say of the same thing, field by field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.idn.dates import format_date
from core.idn.durations import format_duration
from plugins.sop_kinerja.banding.tulisan import CONTENT, SAME, WRITING, degree, degree_of_items
from plugins.sop_kinerja.sopform import SELESAI, KebutuhanData, LangkahData, SopData


@dataclass(frozen=True)
class Difference:
    """A field that the two sides fill in differently. `degree`: tulisan.WRITING or tulisan.CONTENT."""

    field: str
    label: str
    left: str
    right: str
    degree: int


@dataclass(frozen=True)
class Sides:
    """Two SOPs as far as one of their fields must know of the rest: labels of columns, and which step is which."""

    left: SopData
    right: SopData
    partner: dict[int, int]
    """Number of a step on the left -> its number on the right."""
    column: dict[str, str]
    """Code of a column on the left -> its code on the right."""


LABELS = {
    "uraian": "Uraian",
    "pelaksana": "Pelaksana",
    "kelengkapan": "Kelengkapan",
    "kebutuhan": "Kelengkapan yang diperiksa",
    "waktu": "Waktu",
    "output": "Output",
    "kadensi": "Kadensi",
    "arah": "Ya/Tidak",
    "aksi": "Aksi",
    "keterangan": "Keterangan",
}
INNER = ("kebutuhan", "aksi")
"""Fields that the paper does not print: how Selaras runs the step."""
_KADENSI = {
    "triwulan": "setiap triwulan",
    "semester": "setiap semester",
    "tahunan": "setiap tahun",
    "kampanye": "sekali setiap pelaksanaan",
    "perintah": "atas perintah",
}
HEADER = (
    ("nama", "Nama SOP"),
    ("nomor", "Nomor SOP"),
    ("perangkat_daerah", "Perangkat daerah"),
    ("unit", "Unit kerja"),
    ("kabupaten", "Kabupaten"),
    ("tanggal_pembuatan", "Tanggal pembuatan"),
    ("tanggal_revisi", "Tanggal revisi"),
    ("tanggal_pengesahan", "Tanggal pengesahan"),
    ("tanggal_efektif", "Tanggal efektif"),
    ("disahkan_oleh_jabatan", "Disahkan oleh"),
    ("penjelasan_singkat", "Penjelasan singkat"),
    ("jumlah_waktu_tercetak", "Jumlah waktu tercetak"),
    ("satuan_waktu", "Satuan waktu formulir"),
    ("hitungan_hari", "Arti «Hari»"),
    ("pola", "Pola pelaksanaan"),
)


_CHOICES = {
    "pola": {"kampanye": "kampanye", "bertingkat": "bertingkat", "perintah": "atas perintah"},
    "satuan_waktu": {"campuran": "hari, jam, dan menit", "menit": "semua dalam menit"},
    "hitungan_hari": {"pengaturan": "menurut pengaturan instansi", "kerja": "hari kerja", "kalender": "hari kalender"},
}


def header_differences(left: SopData, right: SopData) -> tuple[Difference, ...]:
    found = []
    for name, label in HEADER:
        a, b = _shown(name, getattr(left, name)), _shown(name, getattr(right, name))
        if a != b:
            found.append(Difference(name, label, a, b, degree(a, b)))
    return tuple(found)


def step_differences(left: LangkahData, right: LangkahData, sides: Sides) -> tuple[Difference, ...]:
    """The fields of one step that are filled in differently, in the order of LABELS."""
    shown: dict[str, Callable[[LangkahData, SopData], str]] = {
        "uraian": lambda step, _: step.uraian,
        "pelaksana": lambda step, sop: ", ".join(performers(step, sop)),
        "kelengkapan": lambda step, _: "; ".join(step.kelengkapan),
        "kebutuhan": lambda step, _: "; ".join(_need(one) for one in step.kebutuhan),
        "waktu": time_of,
        "output": lambda step, _: step.output,
        "kadensi": lambda step, _: _KADENSI.get(step.kadensi, step.kadensi),
        "arah": lambda step, _: arrows(step),
        "aksi": lambda step, _: step.aksi,
        "keterangan": lambda step, _: step.keterangan,
    }
    degrees = {
        "uraian": degree(left.uraian, right.uraian),
        "pelaksana": _performer_degree(left, right, sides),
        "kelengkapan": degree_of_items(left.kelengkapan, right.kelengkapan),
        "kebutuhan": _need_degree(left, right, sides),
        "waktu": _time_degree(left, right),
        "output": degree(left.output, right.output),
        "kadensi": _plain_degree(left.kadensi, right.kadensi),
        "arah": _arrow_degree(left, right, sides),
        "aksi": _plain_degree(left.aksi, right.aksi),
        "keterangan": degree(left.keterangan, right.keterangan),
    }
    return tuple(
        Difference(name, LABELS[name], shown[name](left, sides.left), shown[name](right, sides.right), value)
        for name, value in degrees.items()
        if value != SAME
    )


def performers(step: LangkahData, sop: SopData) -> tuple[str, ...]:
    """The headings of the step's columns, the one who does it first."""
    labels = {column.kode: column.label for column in sop.pelaksana}
    return tuple(labels.get(kode, kode) for kode in step.pelaksana)


def arrows(step: LangkahData) -> str:
    """«Mulai. Ya: langkah 3; Tidak: langkah 1», «Lanjut: selesai»."""
    following = "selesai" if step.ya_ke == SELESAI else f"langkah {step.ya_ke}"
    begin = "Mulai. " if step.mulai else ""
    if step.jenis != "keputusan" and step.tidak_ke is None:
        return f"{begin}Lanjut: {following}"
    back = "belum ditentukan" if step.tidak_ke is None else f"langkah {step.tidak_ke}"
    return f"{begin}Ya: {following}; Tidak: {back}"


def time_of(step: LangkahData, sop: SopData) -> str:
    return format_duration(step.waktu, unit="menit" if sop.satuan_waktu == "menit" else None)


def _shown(field: str, value: str | date | None) -> str:
    if isinstance(value, date):
        return format_date(value)
    return _CHOICES.get(field, {}).get(value or "", value or "")


def _need(need: KebutuhanData) -> str:
    where = {
        "acuan": f"acuan {need.kode.replace('_', ' ')}",
        "hasil": f"hasil langkah {need.dari}",
        "laporan": "laporan bagian periode",
    }
    return f"{need.nama} ({where.get(need.jenis, need.jenis)})"


def _plain_degree(left: str, right: str) -> int:
    return SAME if left == right else CONTENT


def _performer_degree(left: LangkahData, right: LangkahData, sides: Sides) -> int:
    """Who does it counts by place, who else takes part in any order; a column renamed is said of the column."""
    theirs = [sides.column.get(kode, "") for kode in left.pelaksana]
    if theirs[:1] != list(right.pelaksana[:1]) or sorted(theirs) != sorted(right.pelaksana):
        return CONTENT
    return SAME if performers(left, sides.left) == performers(right, sides.right) else WRITING


def _time_degree(left: LangkahData, right: LangkahData) -> int:
    """«60 menit» and «1 jam» are one time."""
    if left.waktu != right.waktu:
        return CONTENT
    same = (left.waktu_nilai, left.waktu_satuan) == (right.waktu_nilai, right.waktu_satuan)
    return SAME if same else WRITING


def _arrow_degree(left: LangkahData, right: LangkahData, sides: Sides) -> int:
    """Targets are the same when they are the same step, whatever its number; «the next» stays «the next»."""
    if (left.mulai, left.jenis, left.tidak_ke is None) != (right.mulai, right.jenis, right.tidak_ke is None):
        return CONTENT
    next_both = left.ya_ke == left.nomor + 1 and right.ya_ke == right.nomor + 1
    forward = next_both or _leads_alike(left.ya_ke, right.ya_ke, sides)
    back = left.tidak_ke is None or right.tidak_ke is None or _leads_alike(left.tidak_ke, right.tidak_ke, sides)
    return SAME if forward and back else CONTENT


def _leads_alike(left: int, right: int, sides: Sides) -> bool:
    """One step, or one number that no step has: the end, and what a draft still points to in vain."""
    return sides.partner.get(left, left) == right


def _need_degree(left: LangkahData, right: LangkahData, sides: Sides) -> int:
    """What is asked for counts; how the item is called is a matter of `kelengkapan`."""
    theirs = sorted((n.jenis, n.kode, sides.partner.get(n.dari or 0, n.dari or 0)) for n in left.kebutuhan)
    return SAME if theirs == sorted((n.jenis, n.kode, n.dari or 0) for n in right.kebutuhan) else CONTENT
