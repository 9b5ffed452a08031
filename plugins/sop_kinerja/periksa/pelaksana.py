"""Rules on who does what: columns, steps without a performer, and officials whom only the text names."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from plugins.sop_kinerja.kebutuhan import words_of
from plugins.sop_kinerja.periksa.jabatan import Jabatan, may_be, official, officials_in
from plugins.sop_kinerja.periksa.temuan import (
    GALAT,
    PERINGATAN,
    SARAN,
    Konteks,
    Tempat,
    Temuan,
    bagian,
    kolom,
    langkah,
    quoted,
)
from plugins.sop_kinerja.sopform import SELESAI, PelaksanaData, SopData

_OFFICE_ELSEWHERE = "setiap_perangkat_daerah"
_NOUNS = re.compile(
    r"(?:pe\w{3,}an|rapat|perintah|koordinasi|verifikasi|validasi|evaluasi|rekapitulasi|finalisasi|disposisi|sosialisasi)"
)
_PARTIES = re.compile(
    r"\bkepada\s+((?:seluruh |semua |setiap |masing-masing )?(?:sub|seksi|bidang|opd|instansi|unit).*)", re.I
)


def columns_and_steps(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    codes = {column.kode for column in sop.pelaksana}
    for step in sop.langkah:
        if not step.pelaksana:
            sentence = f"Langkah {step.nomor} belum mempunyai pelaksana."
            advice = "Tandai kolom pelaksana yang mengerjakannya."
            yield Temuan("langkah_tanpa_pelaksana", GALAT, langkah(step.nomor), sentence, advice)
        for code in step.pelaksana:
            if code not in codes:
                sentence = f"Pelaksana «{code}» pada langkah {step.nomor} tidak mempunyai kolom."
                advice = "Tambahkan kolomnya, atau pilih pelaksana lain."
                yield Temuan("pelaksana_tanpa_kolom", GALAT, langkah(step.nomor), sentence, advice)


def columns_unused(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    used = {code for step in sop.langkah for code in step.pelaksana}
    for column in sop.pelaksana:
        if column.kode not in used:
            sentence = f"Kolom «{column.label}» tidak mengerjakan satu langkah pun."
            yield Temuan("kolom_tidak_dipakai", PERINGATAN, _at(column), sentence, "Hapus kolomnya, atau beri langkah.")


def columns_twice(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for at, column in enumerate(sop.pelaksana):
        before = sop.pelaksana[:at]
        if any(other.kode == column.kode for other in before):
            sentence = f"Kode kolom «{column.kode}» dipakai lebih dari sekali."
            yield Temuan("kode_kolom_kembar", GALAT, _at(column), sentence, "Beri tiap kolom kodenya sendiri.")
        elif any(words_of(other.label) == words_of(column.label) for other in before):
            sentence = f"Ada dua kolom yang berjudul «{column.label}»."
            yield Temuan("kolom_kembar", PERINGATAN, _at(column), sentence, "Gabungkan, atau bedakan judulnya.")


def columns_without_somebody(sop: SopData, konteks: Konteks) -> Iterator[Temuan]:
    if konteks.posisi is None:
        return
    for column in sop.pelaksana:
        if column.jenis == _OFFICE_ELSEWHERE:
            continue
        behind = konteks.posisi.get(column.kode, ())
        if not behind:
            sentence = f"Kolom «{column.label}» belum dihubungkan dengan jabatan."
            advice = "Hubungkan dengan jabatan; sebelum itu SOP ini tidak dapat dijalankan."
            yield Temuan("kolom_tanpa_jabatan", PERINGATAN, _at(column), sentence, advice)
        vacant = [one.nama for one in behind if not one.dipegang]
        if vacant:
            sentence = f"Jabatan di balik kolom «{column.label}» tidak dipegang siapa pun hari ini: {quoted(vacant)}."
            advice = "Tunjuk pejabat, Plt., atau Plh., atau pilih jabatan lain."
            yield Temuan("jabatan_tanpa_pemegang", PERINGATAN, _at(column), sentence, advice)


def officials_without_column(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """«Memerintahkan Kasubag Evlap» where no column is his; «Tim Kerja» where the column says Tim Kinerja.

    To whom the result goes in the end may be somebody outside.
    """
    own, titles = _own(sop), _titles(sop)
    for step in sop.langkah:
        inside = step.uraian.split(" kepada ")[0] if step.ya_ke == SELESAI else step.uraian
        unknown = [one for one in officials_in(inside, own) if not any(may_be(one, other) for other in titles)]
        for name in dict.fromkeys(one.written for one in unknown):
            near = get_close_matches(name, [title.written for title in titles], 1, 0.5)
            sentence = f"Langkah {step.nomor} menyebut «{name}», yang tidak mempunyai kolom pelaksana."
            advice = f"Mungkin maksudnya «{near[0]}»? " if near else ""
            advice += "Samakan sebutannya, atau tambahkan kolomnya."
            yield Temuan("jabatan_tanpa_kolom", PERINGATAN, langkah(step.nomor), sentence, advice)


def somebody_else_acts(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """The sentence begins with another official than the one in whose column the symbol stands."""
    labels = {column.kode: column for column in sop.pelaksana}
    for step in sop.langkah:
        first = next(iter(officials_in(step.uraian, _own(sop))), None)
        if first is None or not step.uraian.startswith(first.written):
            continue
        own = [title for code in step.pelaksana if code in labels for title in _parts(labels[code])]
        if own and not any(may_be(first, title) for title in own):
            where = quoted(labels[code].label for code in step.pelaksana if code in labels)
            sentence = (
                f"Menurut uraian, langkah {step.nomor} dikerjakan «{first.written}», tetapi simbolnya di {where}."
            )
            advice = "Samakan uraian dan kolom pelaksananya."
            yield Temuan("pelaksana_lain_di_uraian", PERINGATAN, langkah(step.nomor), sentence, advice)


def first_performer_unnamed(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """The beginning speaks of offices («kepada subbag/seksi, OPD») and not of who begins: only the symbol tells."""
    labels = {column.kode: column.label for column in sop.pelaksana}
    for step in sop.langkah[:1]:
        parties = _PARTIES.search(step.uraian)
        if parties is None or any(label.casefold() in step.uraian.casefold() for label in labels.values()):
            continue
        shown = quoted(labels[code] for code in step.pelaksana if code in labels) or "tidak ada"
        yield Temuan(
            "pelaksana_tidak_disebut",
            PERINGATAN,
            langkah(step.nomor),
            f"Uraian langkah {step.nomor} menyebut «{parties[1]}», tetapi tidak siapa yang mengerjakannya; "
            f"pelaksananya hanya terbaca dari letak simbol ({shown}).",
            "Pastikan pelaksananya, lalu sebut siapa meminta kepada siapa.",
        )


def no_active_verb(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    nouns = [step for step in sop.langkah if _NOUNS.fullmatch("".join(words_of(step.uraian)[:1]))]
    for step in nouns:
        sentence = f"Uraian langkah {step.nomor} «{step.uraian}» tidak dimulai dengan kata kerja: siapa berbuat apa?"
        advice = "Mulailah dengan kata kerja aktif (memerintahkan, menyampaikan, membahas)."
        yield Temuan("uraian_tanpa_kata_kerja", SARAN, langkah(step.nomor), sentence, advice)


def several_performers(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    labels = {column.kode: column.label for column in sop.pelaksana}
    for step in sop.langkah:
        if len(step.pelaksana) > 1:
            names = [labels.get(code, code) for code in step.pelaksana]
            sentence = f"Langkah {step.nomor} mempunyai {len(names)} pelaksana: {quoted(names)}."
            advice = f"Tetapkan satu penanggung jawab; sampai itu, tugasnya diberikan kepada «{names[0]}»."
            yield Temuan("pelaksana_lebih_dari_satu", SARAN, langkah(step.nomor), sentence, advice)


def marks_not_set(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    asked = [item for item in sop.pencatatan if re.search(r"\b(?:paraf|tanda tangan)\b", item, re.I)]
    if asked and sop.langkah and all(column.tanda == "tanpa" for column in sop.pelaksana):
        sentence = f"Pencatatan meminta «{asked[0]}», tetapi tidak satu kolom pun bertanda tangan atau berparaf."
        advice = "Atur tanda tiap kolom pada lembar disposisi."
        yield Temuan("tanda_belum_diatur", SARAN, bagian("pencatatan"), sentence, advice)


def _own(sop: SopData) -> set[str]:
    """Words of the office's own name: they tell none of its officials from another."""
    return {*words_of(sop.perangkat_daerah), *words_of(sop.kabupaten), "kabupaten", "kota"}


def _titles(sop: SopData) -> list[Jabatan]:
    """The officials of the columns, and whom Definisi says to be one of them («Staf adalah Pelaksana …»)."""
    found = [title for column in sop.pelaksana for title in _parts(column)]
    for item in sop.definisi:
        name, _verb, meaning = item.partition(" adalah ")
        if any(column.label.casefold() in meaning.casefold() for column in sop.pelaksana):
            found.append(official(name))
    return found


def _parts(column: PelaksanaData) -> list[Jabatan]:
    """«Kepala Seksi/Lurah» stands for two."""
    return [official(part) for part in re.split(r"[/,]", column.label) if part.strip()]


def _at(column: PelaksanaData) -> Tempat:
    return kolom(column.kode, column.label)


RULES = (
    columns_and_steps,
    columns_unused,
    columns_twice,
    columns_without_somebody,
    officials_without_column,
    somebody_else_acts,
    first_performer_unnamed,
    no_active_verb,
    several_performers,
    marks_not_set,
)
