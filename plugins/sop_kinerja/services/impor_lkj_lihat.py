"""A published table beside what is here already: each row with its capaian, what its source printed, and what taking
it would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import peewee

from core.idn.numbers import format_number
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from plugins.sop_kinerja.lkj import banding
from plugins.sop_kinerja.lkj.baca import read
from plugins.sop_kinerja.lkj.banding import Banding
from plugins.sop_kinerja.lkj.baris import BarisLkj, Masalah, Pilihan, fold
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Penyampaian, Realisasi, Target
from plugins.sop_kinerja.ordinal import value_of
from plugins.sop_kinerja.services.data_assess import Assessed, assess
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for

PREFIX = "LKJ-"
"""Codes of indicators that came with a table; of these the agency is the one in `sumber_data`."""
CHUNK = 400
NOT_ASSESSED = Assessed(None)
KEADAAN = {
    "baru": "Siap diambil",
    "mengganti": "Mengganti angka lama",
    "sama": "Sudah ada",
    "bermasalah": "Tidak terbaca",
    "dilewati": "Bukan baris angka",
}


@dataclass
class Lihat:
    """A row as it would be kept. `lama` is the approved figure that it replaces, or repeats."""

    baris: BarisLkj
    keadaan: str
    target: Decimal | None = None
    target_atas: Decimal | None = None
    nilai: Decimal | None = None
    assessed: Assessed = NOT_ASSESSED
    capaian: Banding = banding.NOTHING
    predikat: Banding = banding.NOTHING
    indikator: Indikator | None = None
    lama: Realisasi | None = None

    @property
    def diambil(self) -> bool:
        return self.keadaan in ("baru", "mengganti")

    @property
    def beda(self) -> bool:
        """Whether what was printed is not what the figures give."""
        return self.capaian.beda or self.predikat.beda


@dataclass(frozen=True)
class Pratinjau:
    """The whole table. `catatan` are about the file's form; `skala` by year."""

    baris: list[Lihat]
    catatan: list[str]
    skala: dict[int, SkalaBerlaku]

    def banyak(self, keadaan: str) -> int:
        return sum(one.keadaan == keadaan for one in self.baris)

    @property
    def diambil(self) -> list[Lihat]:
        return [one for one in self.baris if one.diambil]

    @property
    def beda(self) -> list[Lihat]:
        return [one for one in self.baris if one.beda]

    @property
    def meragukan(self) -> list[Lihat]:
        """Far off the target: more often a slip of the source than the truth."""
        return [one for one in self.baris if one.assessed.doubt]

    @property
    def dipotong(self) -> list[Lihat]:
        return [one for one in self.baris if one.capaian.hasil == "dipotong"]


def look(content: bytes, name: str, given: Pilihan, owner: PerangkatDaerah, today: date) -> Pratinjau:
    """Reads the file and holds it against the department's own; a constant number of queries for each 400 rows.

    :raises TabelDitolak: when the file as a whole is no such table.
    """
    found = read(content, name, given, today)
    scales = {year: scale_for(int(owner.id), year) for year in {row.tahun for row in found.baris if row.tahun}}
    known = _Known(owner, found.siap)
    rows = [_look(row, known, scales) for row in found.baris]
    return Pratinjau(rows, found.catatan, scales)


def agency(row: BarisLkj, own: frozenset[str]) -> str:
    """The agency whose figures these are; empty for the department's own."""
    return "" if fold(row.instansi) in own else row.instansi


def own_names(owner: PerangkatDaerah) -> frozenset[str]:
    """How a table may name the department itself, or its regency; also not at all."""
    government: PemerintahDaerah = owner.pemerintah_daerah
    names = (owner.nama, owner.singkatan, str(government), government.nama, f"Pemerintah {government.nama}")
    return frozenset({"", *(fold(str(each)) for each in names)})


def _look(row: BarisLkj, known: "_Known", scales: dict[int, SkalaBerlaku]) -> Lihat:
    if row.masalah or row.dilewati:
        return Lihat(row, "bermasalah" if row.masalah else "dilewati")
    indikator = known.indikator(row)
    target, top, nilai, formula = row.nilai_target, row.nilai_target_atas, row.nilai_realisasi, row.formula
    if indikator is not None and indikator.skala_id:
        target, nilai, formula = _words(row, indikator)
    assessed = assess(nilai, target, formula, target_atas=top, scale=scales[row.tahun])
    seen = Lihat(row, "baru", target, top, nilai, assessed, indikator=indikator)
    seen.capaian = banding.compare_cell(row.cetak, assessed.value, realisasi=nilai, target=target, formula=formula)
    seen.predikat = banding.compare_name(row.predikat_cetak, assessed.predikat)
    if indikator is not None:
        _against_here(seen, known)
    if row.masalah:
        seen.keadaan = "bermasalah"
    return seen


def _words(row: BarisLkj, indikator: Indikator) -> tuple[Decimal | None, Decimal | None, str]:
    """Words of an indicator that has an ordinal scale are the values that they stand for."""
    values: list[Decimal | None] = []
    for name, cell in (("target", row.target), ("realisasi", row.realisasi)):
        found = value_of(indikator.skala.butir, cell.teks) if cell.jenis != "kosong" else None
        if found is None and cell.jenis != "kosong":
            row.masalah.append(Masalah(name, f"«{cell.teks}» tidak ada pada skala «{indikator.skala}» indikator ini."))
        values.append(found)
    row.catatan = [note for note in row.catatan if "bukan angka" not in note]
    return values[0], values[1], str(indikator.formula)


def _against_here(seen: Lihat, known: "_Known") -> None:
    row, indikator = seen.baris, seen.indikator
    assert indikator is not None
    if not indikator.skala_id and indikator.formula != row.formula:
        row.masalah.append(
            Masalah("arah", f"Indikator ini sudah ada ({indikator.kode}) dengan rumus capaian lain. Samakan arahnya.")
        )
        return
    key = (str(indikator.uuid), row.periode)
    set_here = known.targets.get((int(indikator.id), row.periode))
    seen.lama = known.figures.get(key)
    held = (str(indikator.uuid), row.tahun) in known.frozen or seen.lama is None
    if set_here is not None and held and (set_here.nilai, set_here.nilai_atas) != (seen.target, seen.target_atas):
        sentence = (
            f"Target yang sudah ditetapkan di sini {format_number(set_here.nilai)}, tabel ini menyebut "
            f"{format_number(seen.target)}. Samakan, atau ubah targetnya dahulu."
        )
        row.masalah.append(Masalah("target", sentence))
        return
    if seen.lama is not None:
        before = (seen.lama.target, seen.lama.target_atas, seen.lama.nilai)
        same = before == (seen.target, seen.target_atas, seen.nilai)
        seen.keadaan = "sama" if same else "mengganti"
        if not same:
            row.catatan.append(
                f"Mengganti yang disahkan {seen.lama.penyampaian.disahkan_oleh}: target {format_number(before[0])}, "
                f"realisasi {format_number(before[2])}."
            )


class _Known:
    """What the department has of the rows' indicators: masters, targets, approved figures."""

    def __init__(self, owner: PerangkatDaerah, rows: Iterable[BarisLkj]) -> None:
        self.own = own_names(owner)
        self._exact: dict[tuple[str, ...], Indikator] = {}
        self._loose: dict[tuple[str, str], list[Indikator]] = {}
        for one in Indikator.select().where(Indikator.perangkat_daerah == owner.id).order_by(Indikator.id):
            source = str(one.sumber_data) if str(one.kode).startswith(PREFIX) else ""
            source = "" if fold(source) in self.own else fold(source)
            words = tuple(fold(str(each)) for each in (one.sasaran, one.uraian, one.satuan))
            self._exact.setdefault((source, *words, str(one.formula)), one)
            if not source:
                self._loose.setdefault((words[1], words[2]), []).append(one)
        wanted = [one for one in (self.indikator(row) for row in rows) if one is not None]
        periods = sorted({row.periode for row in rows})
        self.targets: dict[tuple[int, str], Target] = {}
        self.figures: dict[tuple[str, str], Realisasi] = {}
        self.frozen: set[tuple[str, int]] = set()
        for some in peewee.chunked({int(one.id): one for one in wanted}.values(), CHUNK):
            self._load(int(owner.id), some, periods)

    def indikator(self, row: BarisLkj) -> Indikator | None:
        """The one that the row is about; of one's own also by name and unit alone, when just one goes by them."""
        source = fold(agency(row, self.own))
        found = self._exact.get((source, *row.kunci[1:]))
        if found is None and not source:
            alike = self._loose.get((fold(row.indikator), fold(row.satuan)), [])
            same = [
                one for one in alike if not row.sasaran or not one.sasaran or fold(one.sasaran) == fold(row.sasaran)
            ]
            found = same[0] if len(same) == 1 else None
        return found

    def _load(self, owner: int, some: list[Indikator], periods: list[str]) -> None:
        ids, uuids = [one.id for one in some], [str(one.uuid) for one in some]
        for target in Target.select().where(Target.indikator.in_(ids) & Target.periode.in_(periods)):
            self.targets[int(target.indikator_id), str(target.periode)] = target
        for row in IndikatorTahun.select().where(
            IndikatorTahun.indikator.in_(ids) & (IndikatorTahun.status == "disahkan")
        ):
            self.frozen.add((str(row.indikator_uuid), int(row.tahun)))
        approved: Any = (
            Realisasi.select(Realisasi, Penyampaian)
            .join(Penyampaian)
            .where(
                Realisasi.indikator_uuid.in_(uuids)
                & Penyampaian.periode.in_(periods)
                & (Penyampaian.penyelenggara == owner)
                & (Penyampaian.cabang == "")
                & (Penyampaian.status == "disahkan")
            )
            .order_by(Penyampaian.disahkan, Realisasi.id)
        )
        for row in approved:  # of several the newest
            self.figures[str(row.indikator_uuid), str(row.penyampaian.periode)] = row
