"""What must hold between the parts of an SOP: columns, targets, beginning and end.

Each check raises SopDataError (through the table's `error`) at the first thing wrong.
"""

from __future__ import annotations

import re

from core.idn.durations import DurationError
from plugins.sop_kinerja.sopform import SELESAI, KebutuhanData, LangkahData, SopData
from plugins.sop_kinerja.tomltable import TomlTable

_KODE = re.compile(r"[a-z][a-z0-9_]*")
_AKSI = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")


def check_columns(table: TomlTable, sop: SopData) -> None:
    """Columns have codes of their own, and steps are numbered as on paper: 1, 2, 3 ..."""
    seen: set[str] = set()
    for column in sop.pelaksana:
        if not _KODE.fullmatch(column.kode):
            raise table.error(
                "pelaksana", f"kode “{column.kode}” hanya boleh huruf kecil, angka, dan garis bawah, diawali huruf."
            )
        if column.kode in seen:
            raise table.error("pelaksana", f"kode “{column.kode}” dipakai lebih dari sekali.")
        seen.add(column.kode)
    numbers = [step.nomor for step in sop.langkah]
    if numbers != list(range(1, len(numbers) + 1)):
        raise table.error("langkah", f"nomor langkah harus urut 1 sampai {len(numbers)}, bukan {numbers}.")


def check_step(row: TomlTable, step: LangkahData, sop: SopData) -> None:
    """The performers have columns, the time is one, and the arrows arrive somewhere."""
    columns = [column.kode for column in sop.pelaksana]
    for kode in step.pelaksana:
        if kode not in columns:
            raise row.error("pelaksana", f"“{kode}” tidak mempunyai kolom; kolom yang ada: {', '.join(columns)}.")
    if len(set(step.pelaksana)) != len(step.pelaksana):
        raise row.error("pelaksana", "pelaksana yang sama disebut lebih dari sekali.")
    try:
        step.waktu  # noqa: B018  making the duration is the check
    except DurationError as error:
        raise row.error("waktu_nilai", str(error)) from error
    if sop.satuan_waktu == "menit" and step.waktu_satuan != "menit":
        raise row.error("waktu_satuan", "harus menit, karena satuan_waktu SOP ini menit.")
    if step.aksi and not _AKSI.fullmatch(step.aksi):
        raise row.error("aksi", f"“{step.aksi}” harus berbentuk plugin.perbuatan, misalnya surat.draf.")
    for need in step.kebutuhan:
        _check_need(row, need, step)
    _check_arrows(row, step, len(sop.langkah))


def _check_need(row: TomlTable, need: KebutuhanData, step: LangkahData) -> None:
    if need.nama not in step.kelengkapan:
        raise row.error("kebutuhan", f"“{need.nama}” tidak ada dalam kelengkapan langkah ini.")
    if (need.jenis == "acuan") != bool(_KODE.fullmatch(need.kode)):
        raise row.error("kebutuhan", f"“{need.nama}”: kode jenis dokumen wajib pada acuan, dan hanya di sana.")
    # What a later step yields can't be there when this one begins: the two would wait for each other.
    if need.jenis == "hasil" and (need.dari is None or not 1 <= need.dari < step.nomor):
        raise row.error("kebutuhan", f"“{need.nama}”: dari harus nomor sebuah langkah sebelum langkah ini.")
    if need.jenis != "hasil" and need.dari is not None:
        raise row.error("kebutuhan", f"“{need.nama}”: dari hanya untuk hasil langkah lain.")
    if need.jenis == "laporan" and step.kadensi not in ("semester", "tahunan"):
        raise row.error("kebutuhan", f"“{need.nama}”: hanya langkah semester dan tahunan yang merangkum laporan.")


def _check_arrows(row: TomlTable, step: LangkahData, last: int) -> None:
    if step.ya_ke != SELESAI and not step.nomor < step.ya_ke <= last:
        raise row.error("ya_ke", f"langkah {step.ya_ke} bukan langkah sesudah langkah ini; tulis 0 bila selesai.")
    if (step.ya_ke == SELESAI) != step.selesai:
        raise row.error("selesai", "harus true tepat bila ya_ke bernilai 0.")
    if step.jenis == "kegiatan" and step.tidak_ke is not None:
        raise row.error("tidak_ke", "hanya untuk langkah yang jenisnya keputusan.")
    if step.jenis == "keputusan" and step.tidak_ke is None:
        raise row.error("tidak_ke", "wajib diisi pada keputusan: ke langkah mana pekerjaan dikembalikan.")
    # "Tidak" goes back up: to whoever made the work, never to the step itself or past it.
    if step.tidak_ke is not None and not 1 <= step.tidak_ke < step.nomor:
        raise row.error("tidak_ke", f"langkah {step.tidak_ke} bukan langkah sebelum langkah ini.")


def check_ends(table: TomlTable, sop: SopData) -> None:
    """The work begins somewhere, ends somewhere, and every step can be reached."""
    if not any(step.mulai for step in sop.langkah):
        raise table.error("langkah", "tidak ada langkah dengan mulai = true.")
    if not any(step.selesai for step in sop.langkah):
        raise table.error("langkah", "tidak ada langkah dengan selesai = true.")
    reached = {step.ya_ke for step in sop.langkah} | {step.nomor for step in sop.langkah if step.mulai}
    for step in sop.langkah:
        if step.nomor not in reached:
            raise table.error("langkah", f"langkah {step.nomor} tidak dapat dicapai dari langkah mana pun.")
