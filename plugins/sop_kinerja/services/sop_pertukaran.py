"""SOPs to and from other programs: BPMN files out and in, and drafts out of pasted tables.

What comes in is a draft: its maker looks at it and completes it in the editor before anybody ratifies it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from core.db import transaction
from core.errors import FieldErrors, InputError, StateError
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from plugins.sop_kinerja.banding import CONTENT
from plugins.sop_kinerja.banding.tulisan import degree
from plugins.sop_kinerja.batas import too_much
from plugins.sop_kinerja.bpmn import read, write_bpmn
from plugins.sop_kinerja.kode import slug
from plugins.sop_kinerja.models import SopDokumen, SopVersi
from plugins.sop_kinerja.services.sop import hold
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import plain
from plugins.sop_kinerja.services.sop_import import fingerprint_of, import_sop
from plugins.sop_kinerja.services.sop_versions import DraftExists, draft_of
from plugins.sop_kinerja.sopform import DAFTAR, POLA, SopData
from plugins.sop_kinerja.tempel import Pasted, read_table

READ, CREATE = "sop_kinerja.sop.read", "sop_kinerja.sop.create"


@dataclass(frozen=True)
class Imported:
    """The draft (or, when the same SOP was there already, that version) and what its owner should know of it."""

    versi: SopVersi
    made: bool
    notes: tuple[str, ...]


def bpmn_of(versi: SopVersi) -> tuple[bytes, str]:
    """The file and its name.

    :raises StateError: for a draft whose steps do not follow one another yet.
    """
    require(READ)
    return write_bpmn(data_of(versi)), f"{versi.sop.kode}-versi-{versi.versi}.bpmn"


def import_bpmn(content: bytes) -> Imported:
    """A draft out of a BPMN file.

    :raises BpmnRefused: with all that stands in the way; then nothing is kept.
    :raises DraftExists: when the SOP has a draft already, which nobody should lose sight of.
    """
    department = _department()
    reading = read(content)
    return _keep(reading.sop, department, reading.notes)


def read_pasted(text: str, pola: str) -> Pasted:
    """What a pasted table holds, for the preview; keeps nothing."""
    require(CREATE)
    return read_table(text, pola)


def existing(nama: str) -> SopDokumen | None:
    """The department's SOP whose next version a draft of this name would be."""
    found = SopDokumen.get_or_none(
        (SopDokumen.perangkat_daerah == _department()) & (SopDokumen.kode == slug(nama, "sop"))
    )
    return found if isinstance(found, SopDokumen) else None


def import_pasted(nama: str, pola: str, text: str) -> Imported:
    """A draft out of a pasted table; an SOP of that name gets its next version, with the head of its newest.

    :raises FieldErrors: for what cannot be read, or a name or pattern that is missing.
    :raises DraftExists: as `import_bpmn`.
    """
    department = _department()
    nama = plain(nama)
    errors = {} if nama else {"nama": "Isi nama SOP."}
    if pola not in POLA:
        errors["pola"] = "Pilih pola pelaksanaan."
    pasted = read_table(text, pola)
    if pasted.fatal:
        errors["tabel"] = "Tabelnya belum dapat dibaca seluruhnya. Perbaiki baris yang disebut, lalu periksa lagi."
    if errors:
        raise FieldErrors(errors)
    head = _head(nama, pola, department)
    return _keep(
        replace(
            head,
            pelaksana=pasted.columns,
            langkah=pasted.steps,
            jumlah_waktu_tercetak=pasted.printed_total,
            satuan_waktu=pasted.satuan_waktu,
        ),
        department,
        (),  # the preview has told them
        field="nama",
    )


def _department() -> int:
    department = require(CREATE).perangkat_daerah_id
    if department is None:
        raise StateError("SOP disusun di dalam satu perangkat daerah. Pilih perangkat daerahnya dahulu.")
    return department


def _head(nama: str, pola: str, department: int) -> SopData:
    """What is known of the SOP beside its steps: the head of its newest version, or that of the department."""
    sop = existing(nama)
    if sop is not None:
        newest = SopVersi.select().where(SopVersi.sop == sop.id).order_by(SopVersi.versi.desc()).get()
        newest.sop = sop
        return data_of(newest)
    owner = PerangkatDaerah.get_by_id(department)
    empty: dict[str, Any] = {**dict.fromkeys(DAFTAR, ()), **dict.fromkeys(_TEXTS, ""), **dict.fromkeys(_DAYS)}
    return SopData(
        kode=slug(nama, "sop"),
        nama=nama,
        kabupaten=str(owner.pemerintah_daerah.nama).removeprefix("Kabupaten "),
        perangkat_daerah=str(owner.nama),
        satuan_waktu="campuran",
        pola=pola,
        pelaksana=(),
        langkah=(),
        **empty,
    )


_TEXTS = ("unit", "nomor", "disahkan_oleh_jabatan", "penjelasan_singkat", "jumlah_waktu_tercetak")
_DAYS = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan", "tanggal_efektif")


def _keep(data: SopData, department: int, notes: Iterable[str], field: str = "berkas") -> Imported:
    if problems := too_much(data):
        raise InputError(" ".join(problems), field)
    with transaction():
        sop = SopDokumen.get_or_none((SopDokumen.perangkat_daerah == department) & (SopDokumen.kode == data.kode))
        if sop is None:
            return Imported(import_sop(data, department), True, (*notes, *_stranger(data, department)))
        # Whoever else makes a version of this SOP in the same moment waits here, and then finds the draft.
        hold(sop.id)
        newest = SopVersi.select().where(SopVersi.sop == sop.id).order_by(SopVersi.versi.desc()).first()
        newest.sop = sop
        if fingerprint_of(data_of(newest)) == fingerprint_of(data):
            return Imported(newest, False, ())
        if draft := draft_of(newest):
            raise DraftExists(draft)
        versi = import_sop(data, department)
        made = versi.versi > newest.versi  # not when the same file was brought in before
        return Imported(versi, made, (*notes, *_kept(data, sop), *_stranger(data, department)) if made else ())


def _kept(data: SopData, sop: SopDokumen) -> list[str]:
    """What belongs to the SOP and not to a version stays as it is."""
    found = []
    if degree(str(sop.nama), data.nama) == CONTENT:
        found.append(f"Nama SOP tetap «{sop.nama}»; nama di berkas («{data.nama}») tidak dipakai.")
    if sop.pola != data.pola:
        found.append(f"Pola pelaksanaan tetap «{sop.pola}», bukan «{data.pola}» seperti di berkas.")
    return found


def _stranger(data: SopData, department: int) -> list[str]:
    """Says so when the form names another department."""
    owner = str(PerangkatDaerah.get_by_id(department).nama)
    if not data.perangkat_daerah or degree(data.perangkat_daerah, owner) != CONTENT:
        return []
    return [f"Kepala SOP menyebut «{data.perangkat_daerah}», bukan {owner}; sesuaikan bila ini SOP pihak lain."]
