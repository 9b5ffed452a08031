"""What the linter finds, and what it is told beside the SOP itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plugins.sop_kinerja.periksa.sitasi import Dicabut
from plugins.sop_kinerja.sopform import SopData

GALAT, PERINGATAN, SARAN = "galat", "peringatan", "saran"
TINGKAT = {
    GALAT: "Harus diperbaiki sebelum disahkan",
    PERINGATAN: "Pertanyaan yang masih terbuka",
    SARAN: "Saran",
}
"""Severity -> how the screen calls it, the gravest first. Only a galat stands in the way of ratifying."""

BAGIAN = {
    "nama": "Nama SOP",
    "nomor": "Nomor SOP",
    "perangkat_daerah": "Perangkat daerah",
    "tanggal_pembuatan": "Tanggal pembuatan",
    "tanggal_revisi": "Tanggal revisi",
    "tanggal_pengesahan": "Tanggal pengesahan",
    "tanggal_efektif": "Tanggal efektif",
    "disahkan_oleh_jabatan": "Disahkan oleh",
    "dasar_hukum": "Dasar hukum",
    "kualifikasi": "Kualifikasi pelaksana",
    "keterkaitan": "Keterkaitan",
    "peralatan": "Peralatan/perlengkapan",
    "peringatan": "Peringatan",
    "pencatatan": "Pencatatan dan pendataan",
    "tujuan": "Tujuan",
    "definisi": "Definisi",
    "jumlah_waktu_tercetak": "Jumlah waktu",
    "satuan_waktu": "Satuan waktu",
    "hitungan_hari": "Arti «Hari»",
    "langkah": "Langkah",
}
"""Field of SopData -> its heading on the form."""


@dataclass(frozen=True)
class Tempat:
    """Where on the form: a field of the header (`bagian`), a performers' column by code, or a step by number."""

    jenis: str
    kunci: str
    label: str

    @property
    def anchor(self) -> str:
        """The id of the place on the page of the SOP."""
        return f"{self.jenis}-{self.kunci}"


@dataclass(frozen=True)
class Temuan:
    """One finding. `masalah`: what is wrong; `tindakan`: what to do; each a sentence for officials."""

    kode: str
    tingkat: str
    tempat: Tempat
    masalah: str
    tindakan: str


@dataclass(frozen=True)
class Posisi:
    """A position behind a column, and whether somebody holds it today."""

    nama: str
    dipegang: bool


@dataclass(frozen=True)
class Konteks:
    """What the form itself doesn't say.

    `posisi`: column code -> the positions behind it; None for a document that no office stands behind yet (a file).
    """

    hari_ini: date
    posisi: Mapping[str, tuple[Posisi, ...]] | None = None
    dicabut: tuple[Dicabut, ...] = ()


Rule = Callable[[SopData, Konteks], Iterable[Temuan]]


def bagian(field: str) -> Tempat:
    return Tempat("bagian", field, BAGIAN[field])


def kolom(kode: str, label: str) -> Tempat:
    return Tempat("kolom", kode, f"Kolom «{label}»")


def langkah(nomor: int) -> Tempat:
    return Tempat("langkah", str(nomor), f"Langkah {nomor}")


def quoted(items: Iterable[str]) -> str:
    """«a», «b»."""
    return ", ".join(f"«{one}»" for one in items)
