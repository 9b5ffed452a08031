"""What the form of an SOP AP says, as values: its header, its columns and its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.idn.durations import Duration, sum_durations

POLA = ("bertingkat", "kampanye", "perintah")
KADENSI = ("triwulan", "semester", "tahunan", "kampanye", "perintah")
SATUAN_WAKTU = ("campuran", "menit")
JENIS_PELAKSANA = ("jabatan", "setiap_perangkat_daerah", "setiap_unit")
JENIS_LANGKAH = ("kegiatan", "keputusan")
SELESAI = 0
"""The `ya_ke` of a step after which the work is done."""


@dataclass(frozen=True)
class PelaksanaData:
    """A column of the flowchart. Jenis setiap_* means that each of them does the step."""

    kode: str
    label: str
    jenis: str


@dataclass(frozen=True)
class LangkahData:
    """A step. `ya_ke` is the step after it (SELESAI: none); `tidak_ke` only of a decision."""

    nomor: int
    uraian: str
    pelaksana: tuple[str, ...]
    jenis: str
    mulai: bool
    selesai: bool
    kelengkapan: tuple[str, ...]
    waktu_nilai: int
    waktu_satuan: str
    output: str
    keterangan: str
    ya_ke: int
    tidak_ke: int | None
    kadensi: str
    aksi: str

    @property
    def waktu(self) -> Duration:
        return Duration.of(self.waktu_nilai, self.waktu_satuan)


@dataclass(frozen=True)
class SopData:
    """A document. Empty text, None and () stand for what the form leaves empty."""

    kode: str
    kabupaten: str
    perangkat_daerah: str
    unit: str
    nama: str
    nomor: str
    tanggal_pembuatan: date | None
    tanggal_revisi: date | None
    tanggal_pengesahan: date | None
    tanggal_efektif: date | None
    disahkan_oleh_jabatan: str
    dasar_hukum: tuple[str, ...]
    kualifikasi: tuple[str, ...]
    keterkaitan: tuple[str, ...]
    peralatan: tuple[str, ...]
    peringatan: tuple[str, ...]
    pencatatan: tuple[str, ...]
    penjelasan_singkat: str
    tujuan: tuple[str, ...]
    definisi: tuple[str, ...]
    jumlah_waktu_tercetak: str
    satuan_waktu: str
    pola: str
    pelaksana: tuple[PelaksanaData, ...]
    langkah: tuple[LangkahData, ...]

    @property
    def jumlah_waktu(self) -> Duration:
        """The sum of the standard times; the form may print another one."""
        return sum_durations(step.waktu for step in self.langkah)
