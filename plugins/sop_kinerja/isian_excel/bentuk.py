"""A form as data: its lines, its columns and their places, and the seal over what must come back unchanged."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plugins.sop_kinerja.isian_excel.alamat import cell
from plugins.sop_kinerja.nilai_isian import PERCENT

BENTUK = 1
"""Of the layout; a form of another layout is refused."""
ISIAN, PETUNJUK, IDENTITAS, PERBAIKAN = "Isian", "Petunjuk", "_selaras", "Perbaikan"
"""Names of the sheets; the third is hidden, the last is only in a marked copy."""
HEAD_ROW = 7
FIRST_ROW = HEAD_ROW + 1
"""Of the lines, as Excel counts, from 1."""
MAX_NOTE = 2000
"""Letters of a note."""


@dataclass(frozen=True)
class Kolom:
    """A column: `nama` is ours, `judul` stands in the head row, `lebar` in letters; `isian` where somebody types."""

    nama: str
    judul: str
    lebar: float
    isian: bool = False


NO, KODE, SASARAN = Kolom("no", "No", 5), Kolom("kode", "Kode", 10), Kolom("sasaran", "Sasaran", 22)
URAIAN, SATUAN = Kolom("uraian", "Indikator", 36), Kolom("satuan", "Satuan", 11)
TARGET, BUKTI = Kolom("target", "Target", 13), Kolom("bukti", "Bukti dukung", 17)
PEMBILANG, PENYEBUT = Kolom("pembilang", "Pembilang", 14, True), Kolom("penyebut", "Penyebut", 14, True)
NILAI, KETERANGAN = Kolom("nilai", "Realisasi", 16, True), Kolom("keterangan", "Keterangan", 30, True)
KUNCI = Kolom("kunci", "Kunci", 10)
"""Hidden: which indicator a line is about."""
LABELS = {column.nama: column.judul for column in (PEMBILANG, PENYEBUT, NILAI, KETERANGAN)}


@dataclass(frozen=True)
class Isi:
    """What stands in the cells of a line that are for typing. None: not filled in, never zero."""

    nilai: Decimal | None = None
    keterangan: str = ""
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None


@dataclass(frozen=True)
class Baris:
    """One figure of the form. `target` is a number or the words that stand in its place.

    `rasio`: only its parts are typed, which are named `pembilang` and `penyebut`; the figure follows from them.
    `pilihan`: the words to choose from and what each counts as, where it is no number.
    """

    kunci: str
    kode: str
    sasaran: str
    uraian: str
    satuan: str
    target: Decimal | str
    bukti: str = ""
    rasio: bool = False
    pembilang: str = "Pembilang"
    penyebut: str = "Penyebut"
    pilihan: tuple[tuple[str, Decimal], ...] = ()
    catatan: str = ""
    isi: Isi = field(default_factory=Isi)

    @property
    def per_ratus(self) -> bool:
        """Whether the quotient of its parts is told in percent."""
        return self.satuan.strip().lower() in PERCENT

    def terkunci(self, nomor: int) -> dict[str, Decimal | str]:
        """What must stand in its locked cells, by the column's `nama`; `nomor` counts the lines from 1."""
        return {
            "no": Decimal(nomor),
            "kode": self.kode,
            "sasaran": self.sasaran,
            "uraian": self.judul,
            "satuan": self.satuan,
            "target": self.target,
            "bukti": self.bukti,
            "kunci": self.kunci,
        }

    @property
    def judul(self) -> str:
        """The indicator as it stands in its cell; a ratio names its parts."""
        if not self.rasio:
            return self.uraian
        return f"{self.uraian}\nPembilang: {self.pembilang}\nPenyebut: {self.penyebut}"

    @property
    def diisi(self) -> tuple[str, ...]:
        """The columns in which something may be typed in this line."""
        return ("pembilang", "penyebut", "keterangan") if self.rasio else ("nilai", "keterangan")


@dataclass(frozen=True)
class Formulir:
    """A form given out: whose, for what, and of which version of what is filled in."""

    nomor: str
    penyampaian: str
    perangkat_daerah: str
    pihak: str
    penyelenggara: str
    judul: str
    periode: str
    label_periode: str
    tenggat: str
    versi: int
    baris: Sequence[Baris]

    @property
    def kolom(self) -> tuple[Kolom, ...]:
        """From the left; numerator and denominator only where a line has them."""
        parts = (PEMBILANG, PENYEBUT) if any(baris.rasio for baris in self.baris) else ()
        return (NO, KODE, SASARAN, URAIAN, SATUAN, TARGET, *parts, NILAI, KETERANGAN, BUKTI, KUNCI)

    @property
    def identitas(self) -> tuple[tuple[str, str], ...]:
        """What stands hidden in the file, above the seal: (label, value)."""
        return (
            ("Bentuk formulir", str(BENTUK)),
            ("Nomor formulir", self.nomor),
            ("Nomor penyampaian", self.penyampaian),
            ("Nomor perangkat daerah", self.perangkat_daerah),
            ("Perangkat daerah", self.pihak),
            ("Permintaan", self.judul),
            ("Periode", self.periode),
            ("Versi isian", str(self.versi)),
        )

    @property
    def tanda(self) -> str:
        """SHA-256 over all that must come back as it went out."""
        lines = [
            [*(str(value) for value in baris.terkunci(nomor).values()), [[w, str(v)] for w, v in baris.pilihan]]
            for nomor, baris in enumerate(self.baris, start=1)
        ]
        return seal(self.identitas, lines)

    def baris_ke(self, nomor: int) -> int:
        """The row of the sheet in which the line of that number (from 1) stands."""
        return FIRST_ROW + nomor - 1

    def sel(self, nama: str, row: int) -> str:
        """'F9': the cell of a column, by its `nama`, in a row of the sheet."""
        return cell(self.tempat(nama), row)

    def tempat(self, nama: str) -> int:
        """Which column it is, from 1."""
        return next(number for number, column in enumerate(self.kolom, start=1) if column.nama == nama)


def seal(identity: Sequence[tuple[str, str]], lines: Sequence[Sequence[object]]) -> str:
    """The same content gives the same 64 hexadecimal digits."""
    text = json.dumps([[list(pair) for pair in identity], lines], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
