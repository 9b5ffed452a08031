"""Rules on what a step needs and yields: needs that nobody yields, outputs that do not fit, names that differ."""

import re
from collections.abc import Iterator

from plugins.sop_kinerja.kata import numbered
from plugins.sop_kinerja.kebutuhan import at_hand, needs_of, reference_of, words_of, yields
from plugins.sop_kinerja.periksa.kadensi import cadences_in, rank_of
from plugins.sop_kinerja.periksa.temuan import (
    GALAT,
    PERINGATAN,
    SARAN,
    Konteks,
    Temuan,
    langkah,
    quoted,
)
from plugins.sop_kinerja.sopform import SELESAI, LangkahData, SopData

_DRAFT = re.compile(r"^(?:draft?|rancangan|konsep)\b", re.I)
_MAKES = re.compile(r"^(?:menyusun|merekap|merekapitulasi|mengolah|membuat)\b.*\b(?:laporan|rekapitulasi)", re.I)


def needs_of_later_steps(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """A step that waits for what only a later one makes waits for ever."""
    known = {step.nomor for step in sop.langkah}
    for step in sop.langkah:
        for need in step.kebutuhan:
            if need.jenis != "hasil":
                continue
            if need.dari not in known:
                sentence = f"«{need.nama}» pada langkah {step.nomor} diambil dari langkah {need.dari}, yang tidak ada."
                advice = "Pilih langkah yang menghasilkannya."
                yield Temuan("hasil_tanpa_langkah", GALAT, langkah(step.nomor), sentence, advice)
            elif need.dari >= step.nomor:
                yield _cycle(step, need.nama, need.dari)
        checked = {need.nama for need in step.kebutuhan}
        for name in step.kelengkapan:
            maker = None if name in checked else _later_maker(sop, step, name)
            if maker is not None:
                yield _cycle(step, name, maker.nomor)


def needs_without_source(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """Documents that a step asks for and that no step before it makes; the first step gets its own from outside."""
    elsewhere = {column.kode for column in sop.pelaksana if column.jenis == "setiap_perangkat_daerah"}
    for step in sop.langkah[1:]:
        checked = {need.nama for need in (*step.kebutuhan, *needs_of(step, sop))}
        if elsewhere & set(step.pelaksana):
            continue
        lost = [
            name
            for name in step.kelengkapan
            if name not in checked and not at_hand(name) and _later_maker(sop, step, name) is None
        ]
        for name in lost:
            sentence = f"Langkah {step.nomor} memerlukan «{name}», yang tidak dihasilkan langkah mana pun sebelumnya."
            advice = "Sebutkan asalnya: dokumen acuan, atau hasil langkah yang mana."
            yield Temuan("kelengkapan_tanpa_asal", SARAN, langkah(step.nomor), sentence, advice)


def tools_only(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """A step that goes on with a document, while its kelengkapan names pens and paper only."""
    before = {step.ya_ke: step for step in sop.langkah if step.output and step.ya_ke != SELESAI}
    for step in sop.langkah:
        maker = before.get(step.nomor)
        if maker is None or step.kebutuhan:
            continue
        if not step.kelengkapan:
            sentence = f"Langkah {step.nomor} tidak mempunyai kelengkapan."
        elif all(at_hand(name) for name in step.kelengkapan):
            sentence = f"Kelengkapan langkah {step.nomor} hanya alat ({quoted(step.kelengkapan)})."
        else:
            continue
        advice = f"Sebutkan dokumen yang dikerjakan, misalnya «{maker.output}» dari langkah {maker.nomor}."
        yield Temuan("kelengkapan_hanya_alat", SARAN, langkah(step.nomor), sentence, advice)


def outputs_missing(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for step in sop.langkah:
        if not step.output.strip():
            sentence = f"Langkah {step.nomor} tidak mempunyai output."
            advice = "Tulis apa yang dihasilkannya."
            yield Temuan("output_kosong", PERINGATAN, langkah(step.nomor), sentence, advice)


def outputs_that_do_not_fit(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    for step in sop.langkah:
        if _MAKES.search(step.uraian) and words_of(step.output)[-1:] == ["disposisi"]:
            sentence = f"Langkah {step.nomor} «{step.uraian}», tetapi outputnya «{step.output}»."
            advice = "Tulis dokumen yang dihasilkan; disposisi adalah perintah, bukan hasilnya."
            yield Temuan("output_disposisi", PERINGATAN, langkah(step.nomor), sentence, advice)
        if step.ya_ke == SELESAI and _DRAFT.match(step.output):
            sentence = f"SOP ini berakhir dengan «{step.output}»: hasil akhirnya masih draf."
            advice = "Tulis dokumen akhirnya, atau tambahkan langkah yang menetapkannya."
            yield Temuan("hasil_akhir_draf", PERINGATAN, langkah(step.nomor), sentence, advice)


def run_together(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """«Disposisi Perjanjian Kinerja»: two documents that lost the comma between them?"""
    found: dict[str, list[int]] = {}
    for step in sop.langkah:
        for name in step.kelengkapan:
            words = words_of(name)
            if words[:1] == ["disposisi"] and reference_of(name) and words[1:2] != ["tentang"]:
                found.setdefault(name, []).append(step.nomor)
    for name, numbers in found.items():
        sentence = (
            f"«{name}» pada {numbered(numbers)}: satu dokumen, atau «Disposisi» dan «{name.split(maxsplit=1)[1]}»?"
        )
        advice = "Tulis terpisah bila dua dokumen."
        yield Temuan("kelengkapan_dirangkai", PERINGATAN, langkah(numbers[0]), sentence, advice)


def cadence_of_another(sop: SopData, _: Konteks) -> Iterator[Temuan]:
    """A kelengkapan of a round that the step doesn't speak of: «laporan triwulan» where it sums up semesters."""
    for step in sop.langkah:
        spoken = cadences_in(step.uraian)
        for name in step.kelengkapan:
            named = cadences_in(name)
            below = [one for one in named if rank_of(one) == rank_of(step.kadensi) - 1]
            report = words_of(name)[:1] in (["laporan"], ["data"])
            if spoken and named and not set(named) & set(spoken) and not (below and report):
                sentence = (
                    f"Langkah {step.nomor} «{step.uraian}» memerlukan «{name}»: {' dan '.join(named)} tidak disebut "
                    "dalam uraiannya."
                )
                advice = "Periksa apakah yang dimaksud laporan " + " atau ".join(spoken) + "."
                yield Temuan("kelengkapan_beda_kadensi", PERINGATAN, langkah(step.nomor), sentence, advice)


def _later_maker(sop: SopData, step: LangkahData, name: str) -> LangkahData | None:
    """The step that alone makes it, and only afterwards: its output has exactly this name."""
    if (
        at_hand(name)
        or reference_of(name)
        or any(yields(other.output, name) for other in sop.langkah if other.nomor <= step.nomor)
    ):
        return None
    wanted = words_of(name)
    later = (other for other in sop.langkah if other.nomor > step.nomor)
    return next((other for other in later if wanted and words_of(other.output) == wanted), None)


def _cycle(step: LangkahData, name: str, maker: int) -> Temuan:
    when = f"baru dihasilkan langkah {maker}" if maker != step.nomor else "adalah hasil langkah itu sendiri"
    return Temuan(
        "kelengkapan_berputar",
        GALAT,
        langkah(step.nomor),
        f"Langkah {step.nomor} memerlukan «{name}», yang {when}: keduanya saling menunggu.",
        "Ambil dari langkah sebelumnya, atau ubah urutan langkah.",
    )


RULES = (
    needs_of_later_steps,
    needs_without_source,
    tools_only,
    outputs_missing,
    outputs_that_do_not_fit,
    run_together,
    cadence_of_another,
)
