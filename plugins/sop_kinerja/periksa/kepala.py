"""Rules on the header of the form: number, dates, who ratifies, and the boxes below them."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from core.idn.dates import format_date
from plugins.sop_kinerja.kebutuhan import words_of
from plugins.sop_kinerja.periksa.temuan import GALAT, PERINGATAN, SARAN, Konteks, Temuan, bagian
from plugins.sop_kinerja.sopform import SopData

_ABILITY = ("memahami", "menguasai", "mengetahui", "memiliki kemampuan", "mampu", "berpendidikan", "berpengalaman")
_ALIKE = 0.9
"""From this likeness on two items say the same."""


def number_missing(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    if not sop.nomor.strip():
        yield Temuan(
            "nomor_kosong",
            PERINGATAN,
            bagian("nomor"),
            "SOP ini belum bernomor.",
            "Mintalah nomor SOP, lalu isikan sebelum disahkan.",
        )


def dates_missing(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    fill = "Isikan tanggalnya; bila memang belum ada, sepakati dahulu."
    if sop.tanggal_pembuatan is None:
        sentence = "Tanggal pembuatan kosong."
        yield Temuan("tanggal_pembuatan_kosong", PERINGATAN, bagian("tanggal_pembuatan"), sentence, fill)
    if sop.tanggal_pengesahan is None and sop.tanggal_efektif is None:
        sentence = "Tanggal pengesahan dan tanggal efektif kosong: tidak terbaca sejak kapan SOP ini berlaku."
        yield Temuan("tanggal_berlaku_kosong", PERINGATAN, bagian("tanggal_pengesahan"), sentence, fill)
    elif sop.tanggal_efektif is None:
        sentence = "Tanggal efektif kosong: SOP ini disahkan, tetapi tidak disebut sejak kapan berlaku."
        yield Temuan("tanggal_efektif_kosong", SARAN, bagian("tanggal_efektif"), sentence, fill)
    elif sop.tanggal_pengesahan is None:
        sentence = "Tanggal pengesahan kosong: tidak terbaca kapan SOP ini disahkan."
        yield Temuan("tanggal_pengesahan_kosong", SARAN, bagian("tanggal_pengesahan"), sentence, fill)


def dates_in_order(sop: SopData, konteks: Konteks) -> Iterator[Temuan]:
    made = sop.tanggal_pembuatan
    order = "Periksa kedua tanggal; salah satunya keliru."
    if made is not None:
        for field, word in (("tanggal_pengesahan", "disahkan"), ("tanggal_revisi", "direvisi")):
            day = getattr(sop, field)
            if day is not None and day < made:
                sentence = f"SOP {word} pada {format_date(day)}, sebelum dibuat pada {format_date(made)}."
                yield Temuan(f"{word}_sebelum_dibuat", GALAT, bagian(field), sentence, order)
        if made > konteks.hari_ini:
            sentence = f"Tanggal pembuatan {format_date(made)} belum tiba."
            yield Temuan("dibuat_di_depan", PERINGATAN, bagian("tanggal_pembuatan"), sentence, "Periksa tahunnya.")
    signed, begins = sop.tanggal_pengesahan or made, sop.tanggal_efektif
    if signed is not None and begins is not None and begins < signed:
        word = "disahkan" if sop.tanggal_pengesahan else "dibuat"
        sentence = f"SOP berlaku sejak {format_date(begins)}, sebelum {word} pada {format_date(signed)}."
        advice = "SOP sebaiknya tidak berlaku surut; periksa kedua tanggal."
        yield Temuan("berlaku_surut", PERINGATAN, bagian("tanggal_efektif"), sentence, advice)


def ratifier_missing(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    if not sop.disahkan_oleh_jabatan.strip():
        yield Temuan(
            "pengesah_kosong",
            PERINGATAN,
            bagian("disahkan_oleh_jabatan"),
            "Tidak disebut jabatan yang mengesahkan SOP ini.",
            "Isikan jabatan kepala perangkat daerah yang menandatanganinya.",
        )


def boxes_empty(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    if not sop.nama.strip():
        yield Temuan("nama_kosong", GALAT, bagian("nama"), "SOP ini tidak bernama.", "Isikan nama SOP.")
    for field in ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan"):
        if not any(item.strip() for item in getattr(sop, field)):
            place = bagian(field)
            sentence = f"Bagian {place.label} kosong."
            advice = "Isikan bagian ini, atau tulis bahwa tidak ada."
            yield Temuan("bagian_kosong", PERINGATAN if field == "dasar_hukum" else SARAN, place, sentence, advice)


def related_to_itself(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    own = _title(sop.nama)
    for item in sop.keterkaitan:
        if own and _title(item) == own:
            sentence = f"«{item}» dalam Keterkaitan adalah SOP ini sendiri."
            advice = "Hapus dari Keterkaitan, atau tulis SOP lain yang dimaksud."
            yield Temuan("terkait_diri_sendiri", PERINGATAN, bagian("keterkaitan"), sentence, advice)


def tools_that_are_abilities(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    odd = [item for item in sop.peralatan if _is_ability(item, sop.kualifikasi)]
    if odd:
        yield Temuan(
            "peralatan_berisi_kualifikasi",
            PERINGATAN,
            bagian("peralatan"),
            f"{len(odd)} dari {len(sop.peralatan)} butir Peralatan/perlengkapan berbunyi seperti kualifikasi "
            f"pelaksana, misalnya «{odd[0]}».",
            "Pindahkan ke Kualifikasi pelaksana, dan tulis alat yang benar-benar dipakai.",
        )


def _title(name: str) -> list[str]:
    words = words_of(name)
    while words[:1] in (["sop"], ["mekanisme"]):
        words = words[1:]
    return words


def _is_ability(item: str, qualifications: tuple[str, ...]) -> bool:
    plain = " ".join(words_of(item))
    same = (SequenceMatcher(None, plain, " ".join(words_of(other))).ratio() >= _ALIKE for other in qualifications)
    return plain.startswith(_ABILITY) or any(same)


RULES = (
    number_missing,
    dates_missing,
    dates_in_order,
    ratifier_missing,
    boxes_empty,
    related_to_itself,
    tools_that_are_abilities,
)
