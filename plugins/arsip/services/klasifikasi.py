"""Classification and retention as master data: read from files, looked up when something is filed."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.db import transaction
from core.errors import InputError
from core.permissions import require
from plugins.arsip.models import NASIB_AKHIR, VERSI_KLASIFIKASI, Jra, Klasifikasi
from plugins.arsip.retensi import Retention, code_and_parents

FOLDER = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Choice:
    """A class under which one can file: it has a rule in the retention schedule."""

    kode: str
    uraian: str
    rule: Retention

    @property
    def label(self) -> str:
        rule = self.rule
        fate = NASIB_AKHIR[rule.nasib_akhir].lower()
        return f"{self.kode} {self.uraian} (aktif {rule.aktif_tahun} tahun, inaktif {rule.inaktif_tahun} tahun, {fate})"


def import_master_data(folder: Path = FOLDER) -> int:
    """Adds what is missing of the classification schemes and the retention schedule; changes no row that is there.

    Gives how many rows were added.

    :raises InputError: naming file and line, when a line lacks its code.
    """
    require("arsip.klasifikasi.create")
    with transaction():
        before = Klasifikasi.select().count() + Jra.select().count()
        for versi in VERSI_KLASIFIKASI:
            rows = [{**row, "versi": versi} for row in _rows(folder / f"klasifikasi_{versi}.csv")]
            Klasifikasi.insert_many(rows).on_conflict_ignore().execute()
        known = {row.kode for row in Jra.select(Jra.kode).where(Jra.pemerintah_daerah.is_null())}
        for row in _rows(folder / "jra.csv"):
            if row["kode"] not in known:
                Jra.create(**row)
        return int(Klasifikasi.select().count() + Jra.select().count() - before)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            if not (row.get("kode") or "").strip():
                raise InputError(f"{path.name}, baris {number}: kode kosong.")
            yield {key: (value or "").strip() for key, value in row.items() if key}


def choices(pemerintah_daerah_id: int | None, versi: str = "83_2022") -> list[Choice]:
    """The classes with a retention rule of their own for this government, by code."""
    rules = _rules(pemerintah_daerah_id)
    rows = Klasifikasi.select().where((Klasifikasi.versi == versi) & Klasifikasi.kode.in_(list(rules)))
    return [Choice(row.kode, row.uraian, rules[row.kode]) for row in rows.order_by(Klasifikasi.kode)]


def rule_for(kode: str, pemerintah_daerah_id: int | None, versi: str = "83_2022") -> Choice:
    """The class and its rule, its own or that of the nearest class above it.

    :raises InputError: for an unknown code, or one without a rule; names the field `klasifikasi`.
    """
    row = Klasifikasi.get_or_none((Klasifikasi.versi == versi) & (Klasifikasi.kode == kode))
    if row is None:
        raise InputError(f"Klasifikasi «{kode[:30]}» tidak ada dalam daftar.", "klasifikasi")
    rules = _rules(pemerintah_daerah_id)
    rule = next((rules[code] for code in code_and_parents(kode) if code in rules), None)
    if rule is None:
        raise InputError(
            f"Klasifikasi {row} belum mempunyai jadwal retensi. Mintalah arsiparis menambahkannya.", "klasifikasi"
        )
    return Choice(row.kode, row.uraian, rule)


def _rules(pemerintah_daerah_id: int | None) -> dict[str, Retention]:
    """Code -> rule; a government's own row goes before the common one."""
    mine = Jra.pemerintah_daerah.is_null() | (Jra.pemerintah_daerah == pemerintah_daerah_id)
    rows = sorted(Jra.select().where(mine).order_by(Jra.id), key=lambda row: row.pemerintah_daerah_id is not None)
    return {row.kode: Retention(row.aktif_tahun, row.inaktif_tahun, row.pemicu, row.nasib_akhir) for row in rows}
