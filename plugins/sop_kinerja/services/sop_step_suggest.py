"""What a step's kelengkapan seem to need, by their words: a proposal for the form, which a person then looks at."""

from dataclasses import replace

from plugins.sop_kinerja.kebutuhan import needs_of
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop import steps_of
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import plain
from plugins.sop_kinerja.services.sop_step_form import ACUAN, HASIL, LAPORAN, Step
from plugins.sop_kinerja.sopform import KebutuhanData, LangkahData


def suggest(versi: SopVersi, form: Step, nomor: int) -> Step:
    """The form with a check for each kelengkapan that has none and whose words name a document; nothing is saved.

    :param nomor: the step's number, of a new one the place where it will come in
    """
    uuids = {int(step.nomor): str(step.uuid) for step in steps_of(versi)}
    names = tuple(plain(name) for name, _ in form.kelengkapan)
    found = {need.nama: _check(need, uuids) for need in needs_of(_typed(form, nomor, names), data_of(versi))}
    rows = zip(names, form.kelengkapan, strict=True)
    return replace(form, kelengkapan=tuple((row[0], row[1] or found.get(name, "")) for name, row in rows))


def _typed(form: Step, nomor: int, names: tuple[str, ...]) -> LangkahData:
    """As much of the step as its needs are read from."""
    return LangkahData(
        nomor=nomor, uraian=form.uraian, pelaksana=(), jenis=form.jenis, mulai=form.mulai, selesai=False,
        kelengkapan=tuple(name for name in names if name), waktu_nilai=0, waktu_satuan="menit", output=form.output,
        keterangan=form.keterangan, ya_ke=0, tidak_ke=None, kadensi=form.kadensi, aksi=form.aksi,
    )  # fmt: skip


def _check(need: KebutuhanData, uuids: dict[int, str]) -> str:
    if need.jenis == "acuan":
        return ACUAN + need.kode
    return HASIL + uuids[need.dari] if need.dari in uuids else LAPORAN if need.jenis == "laporan" else ""
