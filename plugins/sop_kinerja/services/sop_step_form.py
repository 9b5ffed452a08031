"""A step as a form shows it: other steps by their uuid, so that new numbers change nothing in an open form."""

from dataclasses import dataclass
from typing import Any

from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.models import SopLangkah

NEXT, OVER = "", "selesai"
"""Ya: to the next step, or to the end of the work."""
ACUAN, HASIL, LAPORAN = "acuan:", "hasil:", "laporan"


@dataclass(frozen=True)
class Step:
    """What is asked for a step, as texts. `oleh` is the code of the column that does it, `serta` those that take part.

    `kelengkapan`: name, and what is checked before the step begins: nothing (empty), `acuan:` with the code of a kind
    of reference document, `hasil:` with the uuid of a step, or `laporan`. `ya` is NEXT, OVER or the uuid of a step,
    `tidak` the uuid of a step or empty.
    """

    uraian: str = ""
    jenis: str = "kegiatan"
    mulai: bool = False
    oleh: str = ""
    serta: tuple[str, ...] = ()
    kelengkapan: tuple[tuple[str, str], ...] = ()
    waktu: str = ""
    satuan: str = "hari"
    output: str = ""
    keterangan: str = ""
    ya: str = NEXT
    tidak: str = ""
    kadensi: str = ""
    aksi: str = ""


def step_form(step: SopLangkah, steps: list[SopLangkah]) -> Step:
    """:param steps: all of the version, in order"""
    uuids = {int(other.nomor): str(other.uuid) for other in steps}
    performers = [str(code) for code in step.pelaksana or []]
    checks = {str(need["nama"]): _check(need, uuids) for need in reversed(step.kebutuhan or [])}
    return Step(
        uraian=str(step.uraian),
        jenis=str(step.jenis),
        mulai=bool(step.mulai),
        oleh=performers[0] if performers else "",
        serta=tuple(performers[1:]),
        kelengkapan=tuple((str(name), checks.get(str(name), "")) for name in step.kelengkapan or []),
        waktu=str(step.waktu_nilai or ""),
        satuan=str(step.waktu_satuan),
        output=str(step.output),
        keterangan=str(step.keterangan),
        ya=_ya(step, steps, uuids),
        tidak=uuids.get(step.tidak_ke, "") if step.tidak_ke is not None else "",
        kadensi=str(step.kadensi),
        aksi=str(step.aksi),
    )


def following(step: SopLangkah, steps: list[SopLangkah]) -> int:
    """The number after the step's own, END after the last."""
    return next((int(other.nomor) for other in steps if other.nomor > step.nomor), END)


def _ya(step: SopLangkah, steps: list[SopLangkah], uuids: dict[int, str]) -> str:
    if step.ya_ke is None or step.ya_ke == following(step, steps):
        return NEXT
    return OVER if step.ya_ke == END else uuids.get(step.ya_ke, NEXT)


def _check(need: dict[str, Any], uuids: dict[int, str]) -> str:
    if need["jenis"] == "acuan":
        return ACUAN + str(need.get("kode", ""))
    if need["jenis"] == "hasil":
        source = uuids.get(int(need.get("dari") or 0), "")
        return HASIL + source if source else ""
    return LAPORAN
