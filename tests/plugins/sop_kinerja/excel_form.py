"""A form of its own for tests that need no database: a number, a ratio in percent, a word of a scale, one not due."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from plugins.sop_kinerja.isian_excel import buka, proses
from plugins.sop_kinerja.isian_excel.bentuk import Baris, Formulir, Isi
from plugins.sop_kinerja.isian_excel.periksa import Hasil, check
from plugins.sop_kinerja.isian_excel.tulis import write
from tests.plugins.sop_kinerja.excel_world import Edit, edited, typed

MADE = datetime(2026, 7, 1, tzinfo=UTC)
WORDS = (("WTP", Decimal(4)), ("WDP", Decimal(3)), ("Tidak wajar", Decimal(2)))
# Columns: A No, B Kode, C Sasaran, D Indikator, E Satuan, F Target, G Pembilang, H Penyebut, I Realisasi,
# J Keterangan, K Bukti, L the hidden key; the lines are rows 8 to 11.
FORM = Formulir(
    nomor="f-1",
    penyampaian="p-1",
    perangkat_daerah="d-1",
    pihak="Dinas Kesehatan",
    penyelenggara="Sekretariat Daerah",
    judul="Pengumpulan Data Kinerja",
    periode="2026-TW2",
    label_periode="Triwulan II 2026",
    tenggat="15 Juli 2026",
    versi=1,
    baris=[
        Baris("k-1", "IKU-1", "Mutu pelayanan", "Kunjungan puskesmas", "Kunjungan", Decimal("1234567.5"), "Wajib"),
        Baris(
            "k-2",
            "IKU-2",
            "Mutu pelayanan",
            "Ibu hamil yang dilayani lengkap",
            "Persen",
            Decimal(90),
            rasio=True,
            pembilang="Yang dilayani",
            penyebut="Sasaran",
        ),
        Baris("k-3", "IKU-3", "Tata kelola", "Opini BPK", "Predikat", "WTP", pilihan=WORDS),
        Baris("k-4", "IKU-4", "", "Kematian bayi", "Kasus", "Belum jatuh tempo"),
    ],
)
RIGHT = {"I8": 1200000, "G9": 45, "H9": 60, "I10": "WDP", "J11": "Dihitung akhir tahun."}
TAKEN = {
    "k-1": Isi(Decimal(1200000)),
    "k-2": Isi(Decimal(75), "", Decimal(45), Decimal(60)),
    "k-3": Isi(Decimal(3)),
    "k-4": Isi(None, "Dihitung akhir tahun."),
}


def blank() -> bytes:
    return write(FORM, MADE)


def filled(**cells: object) -> bytes:
    """The form filled in rightly, but for these cells."""
    return typed(blank(), {**RIGHT, **cells})


def altered(edit: Edit) -> bytes:
    """The form filled in rightly, and then altered."""
    return edited(filled(), edit)


def read(content: bytes, folder: Path) -> proses.Berkas:
    """As the worker's child reads it, but in this process."""
    path = folder / "berkas"
    path.write_bytes(content)
    return proses.as_file(buka.open_form(path))


def result(content: bytes, folder: Path) -> Hasil:
    return check(FORM, read(content, folder))


def told(found: Hasil) -> list[tuple[str, str]]:
    """(cell, sentence) of each problem."""
    return [(one.sel, one.kalimat) for one in found.masalah]


def rezipped(content: bytes, change: Callable[[str, bytes], bytes | None], more: Mapping[str, bytes] = {}) -> bytes:
    """The archive with its parts changed (None: left out), and more of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    return stream.getvalue()
