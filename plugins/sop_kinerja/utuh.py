"""What keeps a draft from being ratified: an SOP in which no case could run. Pure; doubts are the linter's matter."""

from collections.abc import Iterator

from core.idn.durations import UNITS
from plugins.sop_kinerja.sopform import LangkahData, SopData


def faults(sop: SopData) -> tuple[str, ...]:
    """A sentence for each, in the order of the form; () when it can run."""
    if not sop.langkah:
        return ("SOP ini belum mempunyai langkah.",)
    return tuple(sentence for step in sop.langkah for sentence in _of_step(step, sop)) + tuple(_starts(sop))


def _of_step(step: LangkahData, sop: SopData) -> Iterator[str]:
    name = f"Langkah {step.nomor}"
    columns = {column.kode for column in sop.pelaksana}
    numbers = {other.nomor for other in sop.langkah}
    if not step.pelaksana:
        yield f"{name} belum mempunyai pelaksana."
    elif unknown := [code for code in step.pelaksana if code not in columns]:
        yield f"{name}: pelaksana {', '.join(unknown)} tidak mempunyai kolom."
    if step.waktu_satuan not in UNITS:
        yield f"{name}: satuan waktu “{step.waktu_satuan}” tidak dikenal. Gunakan menit, jam, atau hari."
    if step.jenis == "keputusan" and step.tidak_ke is None:
        yield f"{name} adalah keputusan, tetapi belum ada tujuan bila Tidak."
    if step.tidak_ke is not None and (step.tidak_ke not in numbers or step.tidak_ke >= step.nomor):
        yield f"{name}: Tidak menuju langkah {step.tidak_ke}, yang bukan langkah sebelumnya."
    yield from _needs(step, sop)


def _needs(step: LangkahData, sop: SopData) -> Iterator[str]:
    sources = {other.nomor: other for other in sop.langkah}
    for need in step.kebutuhan:
        if need.jenis != "hasil":
            continue
        source = sources.get(need.dari or 0)
        if source is None:
            yield f"Langkah {step.nomor}: {need.nama} adalah hasil langkah {need.dari}, yang tidak ada."
        elif source.nomor == step.nomor:
            yield f"Langkah {step.nomor}: {need.nama} adalah hasil langkah itu sendiri."
        elif source.nomor > step.nomor:
            yield (
                f"Langkah {step.nomor} membutuhkan {need.nama} dari langkah {source.nomor}, yang baru dikerjakan "
                "sesudahnya: kelengkapannya saling menunggu."
            )


def _starts(sop: SopData) -> Iterator[str]:
    """One beginning for each run: a tiered SOP has a run for each cadence."""
    begun: dict[str, list[str]] = {}
    for step in sop.langkah:
        if step.mulai:
            begun.setdefault(step.kadensi if sop.pola == "bertingkat" else "", []).append(str(step.nomor))
    for numbers in begun.values():
        if len(numbers) > 1:
            yield f"SOP ini mempunyai lebih dari satu langkah mulai: {', '.join(numbers)}."
