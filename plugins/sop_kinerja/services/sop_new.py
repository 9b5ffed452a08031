"""The beginning and the end of a draft: a new SOP, and a draft that is thrown away."""

import re
from dataclasses import dataclass

import peewee

from core import audit
from core.db import transaction
from core.errors import FieldErrors, StateError
from core.organisation.models import Jabatan, UnitKerja
from core.permissions import require
from plugins.sop_kinerja.kode import slug
from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.models.sop import POLA
from plugins.sop_kinerja.services.peraturan import ensure_starter
from plugins.sop_kinerja.services.sop_draft import ensure_right, plain, take, wrong_length

_KODE = re.compile(r"[a-z0-9][a-z0-9_.-]*")


@dataclass(frozen=True)
class NewSop:
    """What is asked for a new SOP; `unit` is the id of a unit, or empty."""

    nama: str = ""
    kode: str = ""
    unit: str = ""
    pola: str = "kampanye"


def create_sop(form: NewSop) -> SopVersi:
    """Version 1, a draft without steps; its head says what is known of the department.

    :raises FieldErrors: for what is missing, or a code that another SOP of the department has.
    """
    actor = require("sop_kinerja.sop.create")
    department = actor.perangkat_daerah_id
    if department is None:
        raise StateError("SOP disusun di dalam satu perangkat daerah. Pilih perangkat daerahnya dahulu.")
    nama, kode = plain(form.nama), plain(form.kode).casefold() or _code_of(form.nama)
    units = {str(unit.id): unit for unit in UnitKerja.select().where(UnitKerja.perangkat_daerah == department)}
    ensure_right(
        {
            "nama": wrong_length("Nama SOP", nama, 200, required=True),
            "kode": _wrong_code(department, kode, given=bool(plain(form.kode))) if nama else "",
            "unit": "" if not form.unit or form.unit in units else "Pilih unit kerja dari daftar.",
            "pola": "" if form.pola in POLA else "Pilih pola pelaksanaan.",
        }
    )
    unit = units.get(form.unit)
    with transaction():
        ensure_starter()
        try:
            sop = SopDokumen.create(perangkat_daerah=department, nama=nama, kode=kode, unit_kerja=unit, pola=form.pola)
        except peewee.IntegrityError as error:  # somebody else made one with this code in the same moment
            raise FieldErrors({"kode": _taken(kode)}) from error
        head = Jabatan.get_or_none((Jabatan.perangkat_daerah == department) & Jabatan.kepala)
        government = str(sop.perangkat_daerah.pemerintah_daerah.nama).removeprefix("Kabupaten ")
        versi: SopVersi = SopVersi.create(
            perangkat_daerah=department,
            sop=sop,
            disahkan_oleh=str(head or ""),
            isi={
                "kabupaten": government,
                "perangkat_daerah": str(sop.perangkat_daerah),
                "unit": str(unit or ""),
            },
        )
        audit.record("sop_kinerja.sop.create", versi, detail={"nama": nama, "kode": kode})
    return versi


def _code_of(nama: str) -> str:
    """The one that a pasted table of this name looks for; empty for a name without letters and digits."""
    return slug(nama, "sop") if slug(nama, "") else ""


def what_goes(versi: SopVersi) -> str:
    """What deleting the draft destroys, in words: «versi 2 dengan 10 langkah dan 6 kolom pelaksana»."""
    steps = SopLangkah.select().where(SopLangkah.versi == versi.id).count()
    columns = SopPelaksana.select().where(SopPelaksana.versi == versi.id).count()
    return f"konsep versi {versi.versi} dengan {steps} langkah dan {columns} kolom pelaksana"


def delete_draft(versi: SopVersi) -> bool:
    """Deletes the draft; with it the SOP itself when this was its only version. True in that case.

    :raises StateError: for a version that has been ratified.
    """
    require("sop_kinerja.sop.delete")
    with transaction():
        draft = take(versi)
        audit.record("sop_kinerja.sop.delete", draft, detail={"nama": str(draft.sop), "isi": what_goes(draft)})
        draft.delete_instance()
        alone = not SopVersi.select().where(SopVersi.sop == draft.sop_id).exists()
        if alone:
            draft.sop.delete_instance()
    return alone


def _wrong_code(department: int, kode: str, *, given: bool) -> str:
    if not given and not kode:
        return "Isi kode, misalnya pengumpulan_data."
    if not _KODE.fullmatch(kode) or len(kode) > 80:
        return "Kode hanya boleh berisi huruf, angka, titik, strip, dan garis bawah, paling banyak 80."
    if SopDokumen.select().where((SopDokumen.perangkat_daerah == department) & (SopDokumen.kode == kode)).exists():
        return f"Kode {kode} sudah dipakai SOP lain. Isi kode yang berbeda." if given else _taken(kode)
    return ""


def _taken(kode: str) -> str:
    return f"SOP dengan kode {kode} (dari namanya) sudah ada. Isi kode yang berbeda, misalnya {kode}_2."
