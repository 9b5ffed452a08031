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
JENIS_KEBUTUHAN = ("acuan", "hasil", "laporan")
TANDA = ("tanpa", "paraf", "tanda_tangan")
HITUNGAN_HARI = ("pengaturan", "kerja", "kalender")
DAFTAR = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan", "tujuan", "definisi")
"""The boxes of the form that hold a list."""
SELESAI = 0
"""The `ya_ke` of a step after which the work is done."""


@dataclass(frozen=True)
class PelaksanaData:
    """A column of the flowchart. Jenis setiap_* means that each of them does the step.

    `tanda`: what the "pencatatan" asks of this performer on the disposition sheet: tanpa (nothing), paraf or
    tanda_tangan.
    """

    kode: str
    label: str
    jenis: str
    tanda: str = "tanpa"


@dataclass(frozen=True)
class KebutuhanData:
    """A kelengkapan that must be there before the step begins; `nama` is one of the step's `kelengkapan`.

    `jenis`: acuan (a reference document of the department for the period, such as the PK; `kode` names its kind),
    hasil (the output of step `dari` of the same case), laporan (the reports of the cases that this period is made of:
    two triwulan, two semester). What no KebutuhanData names (paper, a computer) the performer has at hand.
    """

    nama: str
    jenis: str
    kode: str = ""
    dari: int | None = None


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
    kebutuhan: tuple[KebutuhanData, ...] = ()

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
    hitungan_hari: str = "pengaturan"
    """What «hari» means: kerja, kalender, or pengaturan where the form does not say (then the department's setting)."""

    @property
    def jumlah_waktu(self) -> Duration:
        """The sum of the standard times; the form may print another one."""
        return sum_durations(step.waktu for step in self.langkah)
