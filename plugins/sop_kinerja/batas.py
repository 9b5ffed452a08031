"""How much an SOP may hold: what the tables take, and what is still a form that people read.

A file or a pasted table is checked here before anything of it is kept, so that the database never has to refuse; the
editor has the same bounds.
"""

from plugins.sop_kinerja.sopform import DAFTAR, SopData

MAX_STEPS, MAX_COLUMNS, MAX_ITEMS = 200, 30, 200
MAX_TIME = 99_999
MAX_TEXT = 5_000  # characters of a text that the tables do not bound

# Characters, as in models/sop.py
HEADER = {
    "kode": ("Kode", 80),
    "nama": ("Nama SOP", 200),
    "nomor": ("Nomor SOP", 100),
    "disahkan_oleh_jabatan": ("Disahkan oleh", 250),
    "jumlah_waktu_tercetak": ("Jumlah waktu tercetak", 60),
    "penjelasan_singkat": ("Penjelasan singkat", MAX_TEXT),
    "kabupaten": ("Kabupaten", 250),
    "perangkat_daerah": ("Perangkat daerah", 250),
    "unit": ("Unit kerja", 250),
}
COLUMN = {"kode": ("kode", 60), "label": ("judul", 150)}
STEP = {"uraian": ("uraian", MAX_TEXT), "output": ("output", 250), "keterangan": ("keterangan", 250),
        "aksi": ("aksi", 80)}  # fmt: skip


def too_much(sop: SopData) -> list[str]:
    """A sentence for each thing that is too long or too many; empty when all fits."""
    found = []
    for name, (label, most) in HEADER.items():
        found += _long(label, getattr(sop, name), most)
    if len(sop.langkah) > MAX_STEPS:
        found.append(f"SOP ini mempunyai {len(sop.langkah)} langkah; paling banyak {MAX_STEPS}.")
    if len(sop.pelaksana) > MAX_COLUMNS:
        found.append(f"SOP ini mempunyai {len(sop.pelaksana)} kolom pelaksana; paling banyak {MAX_COLUMNS}.")
    for column in sop.pelaksana:
        for name, (label, most) in COLUMN.items():
            found += _long(f"Kolom pelaksana «{column.label[:40]}»: {label}", getattr(column, name), most)
    for step in sop.langkah:
        place = f"Langkah {step.nomor}"
        for name, (label, most) in STEP.items():
            found += _long(f"{place}: {label}", getattr(step, name), most)
        if step.waktu_nilai > MAX_TIME:
            found.append(f"{place}: waktu {step.waktu_nilai} {step.waktu_satuan} terlalu besar.")
        found += _items(f"{place}: kelengkapan", step.kelengkapan)
    for name in DAFTAR:
        found += _items(name.replace("_", " ").capitalize(), getattr(sop, name))
    return found


def _items(label: str, items: tuple[str, ...]) -> list[str]:
    if len(items) > MAX_ITEMS:
        return [f"{label}: {len(items)} butir; paling banyak {MAX_ITEMS}."]
    return [one for item in items for one in _long(label, item, MAX_TEXT)]


def _long(label: str, text: str, most: int) -> list[str]:
    return [f"{label} paling banyak {most} huruf; ini {len(text)}."] if len(text) > most else []
