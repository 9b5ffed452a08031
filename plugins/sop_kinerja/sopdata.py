"""SOP documents as data files: what a form says, before it becomes an SopDokumen.

One TOML file per document, in data/sop/. They hold what the paper says, misprints of
substance included, and no person's name or NIP: only the position that signed it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.idn.durations import UNITS
from plugins.sop_kinerja.kebutuhan import needs_of
from plugins.sop_kinerja.sopcheck import check_columns, check_ends, check_step
from plugins.sop_kinerja.sopform import (
    HITUNGAN_HARI,
    JENIS_KEBUTUHAN,
    JENIS_LANGKAH,
    JENIS_PELAKSANA,
    KADENSI,
    POLA,
    SATUAN_WAKTU,
    TANDA,
    KebutuhanData,
    LangkahData,
    PelaksanaData,
    SopData,
)
from plugins.sop_kinerja.tomltable import SopDataError, TomlTable

__all__ = ["SEED_FOLDER", "LangkahData", "PelaksanaData", "SopData", "SopDataError", "load_sop", "seed_sops"]

SEED_FOLDER = Path(__file__).parent / "data" / "sop"


def seed_sops() -> list[SopData]:
    """The documents that come with the plugin, by file name."""
    return [load_sop(path) for path in sorted(SEED_FOLDER.glob("*.toml"))]


def load_sop(path: Path) -> SopData:
    """Read and check one file; raises SopDataError naming file, step and field.

    A step without `kebutuhan` gets those that the words of its kelengkapan ask for; `kebutuhan = []` says: none.
    """
    table = TomlTable.load(path)
    pelaksana = tuple(_pelaksana(row) for row in table.tables("pelaksana", "pelaksana"))
    rows = table.tables("langkah", "langkah")
    langkah = tuple(_langkah(row) for row in rows)
    sop = SopData(
        kode=path.stem,
        kabupaten=table.text("kabupaten", required=True),
        perangkat_daerah=table.text("perangkat_daerah", required=True),
        unit=table.text("unit"),
        nama=table.text("nama", required=True),
        nomor=table.text("nomor"),
        tanggal_pembuatan=table.day("tanggal_pembuatan"),
        tanggal_revisi=table.day("tanggal_revisi"),
        tanggal_pengesahan=table.day("tanggal_pengesahan"),
        tanggal_efektif=table.day("tanggal_efektif"),
        disahkan_oleh_jabatan=table.text("disahkan_oleh_jabatan"),
        dasar_hukum=table.texts("dasar_hukum"),
        kualifikasi=table.texts("kualifikasi"),
        keterkaitan=table.texts("keterkaitan"),
        peralatan=table.texts("peralatan"),
        peringatan=table.texts("peringatan"),
        pencatatan=table.texts("pencatatan"),
        penjelasan_singkat=table.text("penjelasan_singkat"),
        tujuan=table.texts("tujuan"),
        definisi=table.texts("definisi"),
        jumlah_waktu_tercetak=table.text("jumlah_waktu_tercetak"),
        satuan_waktu=table.choice("satuan_waktu", SATUAN_WAKTU),
        pola=table.choice("pola", POLA),
        hitungan_hari=table.choice("hitungan_hari", HITUNGAN_HARI, default="pengaturan"),
        pelaksana=pelaksana,
        langkah=langkah,
    )
    table.close()
    check_columns(table, sop)
    for row, step in zip(rows, langkah, strict=True):
        check_step(row, step, sop)
    check_ends(table, sop)
    guessed = (
        step if row.has("kebutuhan") else replace(step, kebutuhan=needs_of(step, sop))
        for row, step in zip(rows, langkah, strict=True)
    )
    return replace(sop, langkah=tuple(guessed))


def _pelaksana(row: TomlTable) -> PelaksanaData:
    data = PelaksanaData(
        kode=row.text("kode", required=True),
        label=row.text("label", required=True),
        jenis=row.choice("jenis", JENIS_PELAKSANA),
        tanda=row.choice("tanda", TANDA, default="tanpa"),
    )
    row.close()
    return data


def _langkah(row: TomlTable) -> LangkahData:
    data = LangkahData(
        nomor=row.number("nomor"),
        uraian=row.text("uraian", required=True),
        pelaksana=row.texts("pelaksana", required=True),
        jenis=row.choice("jenis", JENIS_LANGKAH),
        mulai=row.flag("mulai"),
        selesai=row.flag("selesai"),
        kelengkapan=row.texts("kelengkapan"),
        waktu_nilai=row.number("waktu_nilai"),
        waktu_satuan=row.choice("waktu_satuan", UNITS),
        output=row.text("output"),
        keterangan=row.text("keterangan"),
        ya_ke=row.number("ya_ke"),
        tidak_ke=row.optional_number("tidak_ke"),
        kadensi=row.choice("kadensi", KADENSI),
        aksi=row.text("aksi"),
        kebutuhan=tuple(_kebutuhan(need) for need in row.tables("kebutuhan", "kebutuhan", required=False)),
    )
    row.close()
    return data


def _kebutuhan(row: TomlTable) -> KebutuhanData:
    data = KebutuhanData(
        nama=row.text("nama", required=True),
        jenis=row.choice("jenis", JENIS_KEBUTUHAN),
        kode=row.text("kode"),
        dari=row.optional_number("dari"),
    )
    row.close()
    return data
