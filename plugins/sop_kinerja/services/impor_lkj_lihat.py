"""A published table beside what is here already: each row with its capaian, what its source printed, and what taking
it would do."""

from decimal import Decimal

from core.idn.numbers import format_number
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.lkj.baris import Bacaan, BarisLkj, Masalah, fold
from plugins.sop_kinerja.models import Indikator
from plugins.sop_kinerja.ordinal import Butir, value_of
from plugins.sop_kinerja.services.impor_lkj_kenal import Dikenal
from plugins.sop_kinerja.services.impor_lkj_milik import belongings
from plugins.sop_kinerja.services.impor_lkj_nilai import AGREEING, NOT_ASSESSED, Penilai, without_cap
from plugins.sop_kinerja.services.impor_lkj_pratinjau import Lihat, Pratinjau
from plugins.sop_kinerja.services.skala import scale_for
from plugins.sop_kinerja.services.target_tahun import is_agreed


def look(found: Bacaan, owner: PerangkatDaerah) -> Pratinjau:
    """Holds what was read of a file against the department's own, by a constant number of queries."""
    scales = {year: scale_for(int(owner.id), year) for year in {row.tahun for row in found.baris if row.tahun}}
    known = Dikenal(owner, found.siap)
    judge = Penilai(scales)
    notes = [*found.catatan, *belongings(found.siap, owner, known.own)]
    rows = [_look(row, known, judge) for row in found.baris]
    _deny_caps(rows)
    return Pratinjau(rows, notes, scales)


def _deny_caps(rows: list[Lihat]) -> None:
    """An agency that prints a capaian above 100 elsewhere does not cut them there: then a 100 is a misprint."""
    highest: dict[str, Decimal] = {}
    for one in rows:
        printed = one.baris.cetak.nilai
        if printed is not None and one.capaian.hasil in AGREEING:
            key = fold(one.baris.instansi)
            highest[key] = max(printed, highest.get(key, printed))
    for one in rows:
        limit = one.capaian.batas
        if limit is not None and highest.get(fold(one.baris.instansi), limit) > limit:
            one.dinilai = without_cap(one.dinilai)


def _look(row: BarisLkj, known: Dikenal, judge: Penilai) -> Lihat:
    if row.masalah:
        return Lihat(row, "bermasalah")
    if row.dilewati:  # one that repeats another may be misprinted all the same
        return Lihat(row, "dilewati", dinilai=judge.of(row) if row.cetak.nilai is not None else NOT_ASSESSED)
    indikator = known.indikator(row)
    if indikator is None:
        seen = Lihat(row, "baru", row.nilai_target, row.nilai_target_atas, row.nilai_realisasi)
        seen.dinilai = judge.of(row)
        return seen
    return _known(Lihat(row, "baru", indikator=indikator), indikator, known, judge)


def _known(seen: Lihat, indikator: Indikator, known: Dikenal, judge: Penilai) -> Lihat:
    row = seen.baris
    formula = known.formula(indikator, row.tahun)
    if (words := known.skala(indikator, row.tahun)) is not None:
        seen.target, seen.nilai = _values(row, words, str(indikator.skala or indikator))
        seen.dinilai = judge.of_words(row, seen.target, seen.nilai, formula)
    else:
        seen.target, seen.target_atas, seen.nilai = row.nilai_target, row.nilai_target_atas, row.nilai_realisasi
        seen.dinilai = judge.of(row)
        if formula != row.formula:
            sentence = f"Indikator ini sudah ada ({indikator.kode}) dengan rumus capaian lain. Samakan arahnya."
            row.masalah.append(Masalah("arah", sentence))
    if not row.masalah:
        _against_here(seen, indikator, known)
    if row.masalah:
        seen.keadaan = "bermasalah"
    return seen


def _values(row: BarisLkj, words: Butir, name: str) -> tuple[Decimal | None, Decimal | None]:
    """Words of an indicator that has an ordinal scale are the values that they stand for: BB, also of «BB (70,12)»."""
    values: list[Decimal | None] = []
    for key, cell in (("target", row.target), ("realisasi", row.realisasi)):
        word, _, _ = cell.teks.partition("(")
        found = value_of(words, cell.teks)
        found = value_of(words, word) if found is None else found
        if found is None and cell.jenis != "kosong":
            row.masalah.append(Masalah(key, f"«{cell.teks}» tidak ada pada skala «{name}» indikator ini."))
        values.append(found)
    row.catatan = [note for note in row.catatan if "bukan angka" not in note]
    return values[0], values[1]


def _against_here(seen: Lihat, indikator: Indikator, known: Dikenal) -> None:
    """Against the target that is set here, and the figure that was approved."""
    row = seen.baris
    seen.lama = known.figures.get((str(indikator.uuid), row.periode))
    before = None if seen.lama is None else (seen.lama.target, seen.lama.target_atas, seen.lama.nilai)
    if before == (seen.target, seen.target_atas, seen.nilai):
        seen.keadaan = "sama"
        return
    if sentence := _target_held(seen, indikator, known):
        row.masalah.append(Masalah("target", sentence))
        return
    if seen.lama is not None and before is not None:
        seen.keadaan = "mengganti"
        row.catatan.append(
            f"Mengganti yang disahkan {seen.lama.penyampaian.disahkan_oleh}: target {format_number(before[0])}, "
            f"realisasi {format_number(before[2])}."
        )


def _target_held(seen: Lihat, indikator: Indikator, known: Dikenal) -> str:
    """Why the row's target cannot be taken; empty when it can. That of an approved year changes only by a Perubahan PK;
    months, which nobody signs, stay open."""
    period = Periode.parse(seen.baris.periode)
    here = known.targets.get((int(indikator.id), period.code))
    frozen = known.is_frozen(indikator, period.tahun) and is_agreed(period.bagian)
    if here is None:
        if frozen and seen.target is not None:
            return (
                f"Indikator tahun {period.tahun} sudah disahkan tanpa target untuk {period.label}. Tetapkan dahulu "
                "melalui Perubahan Perjanjian Kinerja."
            )
        return ""
    if (here.nilai, here.nilai_atas) == (seen.target, seen.target_atas) or not (frozen or seen.lama is None):
        return ""
    return (
        f"Target yang sudah ditetapkan di sini {format_number(here.nilai)}, tabel ini menyebut "
        f"{format_number(seen.target)}. Samakan, atau ubah targetnya dahulu."
    )
