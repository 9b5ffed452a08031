"""A form as a version: what was brought in as data becomes the department's next draft."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from core import audit
from core.db import transaction
from core.organisation.models import UnitKerja
from core.permissions import require
from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.services.peraturan import ensure_starter
from plugins.sop_kinerja.services.sop import EACH
from plugins.sop_kinerja.services.sop_columns import UNITS, guess_position, guess_positions, put_positions
from plugins.sop_kinerja.sopform import DAFTAR, SopData

_TEXTS = ("penjelasan_singkat", "kabupaten", "perangkat_daerah", "unit")


def import_sop(data: SopData, perangkat_daerah_id: int) -> SopVersi:
    """The version of the department's SOP that says what `data` says, made if there is none.

    Content that is that of the newest one brought in gives this back as it is, whatever people have made of it since;
    other content makes the next version, and a draft that nobody has ratified stays beside it.
    """
    require("sop_kinerja.sop.create")
    fingerprint = fingerprint_of(data)
    with transaction():
        sop, _ = SopDokumen.get_or_create(
            perangkat_daerah=perangkat_daerah_id,
            kode=data.kode,
            defaults={"nama": data.nama, "unit_kerja": _unit(data, perangkat_daerah_id), "pola": data.pola},
        )
        versions = list(SopVersi.select().where(SopVersi.sop == sop).order_by(SopVersi.versi.desc()))
        brought = next((row for row in versions if row.sidik), None)
        if brought is not None and brought.sidik == fingerprint:
            assert isinstance(brought, SopVersi)
            return brought
        versi = _create_version(sop, data, versions[0].versi + 1 if versions else 1, fingerprint)
        audit.record("sop_kinerja.sop.import", versi, detail={"kode": data.kode, "versi": versi.versi})
    return versi


def fingerprint_of(data: SopData) -> str:
    """SHA-256 of what a form says."""
    content = json.dumps(asdict(data), default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _unit(data: SopData, department: int) -> UnitKerja | None:
    return UnitKerja.get_or_none((UnitKerja.perangkat_daerah == department) & (UnitKerja.nama == data.unit))


def _create_version(sop: SopDokumen, data: SopData, number: int, fingerprint: str) -> SopVersi:
    ensure_starter()
    content: dict[str, Any] = {name: list(getattr(data, name)) for name in DAFTAR}
    content.update({name: getattr(data, name) for name in _TEXTS})
    versi: SopVersi = SopVersi.create(
        perangkat_daerah=sop.perangkat_daerah_id,
        sop=sop,
        versi=number,
        nomor=data.nomor,
        tanggal_pembuatan=data.tanggal_pembuatan,
        tanggal_revisi=data.tanggal_revisi,
        tanggal_pengesahan=data.tanggal_pengesahan,
        tanggal_efektif=data.tanggal_efektif,
        disahkan_oleh=data.disahkan_oleh_jabatan,
        isi=content,
        jumlah_tercetak=data.jumlah_waktu_tercetak,
        satuan_waktu=data.satuan_waktu,
        hitungan_hari=data.hitungan_hari,
        sidik=fingerprint,
    )
    for position, column in enumerate(data.pelaksana, start=1):
        guessed = None if column.jenis == EACH else guess_position(sop.perangkat_daerah_id, column.kode, column.label)
        made = SopPelaksana.create(
            perangkat_daerah=sop.perangkat_daerah_id,
            versi=versi,
            urutan=position,
            kode=column.kode,
            label=column.label,
            jenis=column.jenis,
            jabatan=guessed,
            tanda=column.tanda,
        )
        if column.jenis == UNITS:
            put_positions(made, guess_positions(sop.perangkat_daerah_id, column.label))
    for step in data.langkah:
        values = {name: value for name, value in asdict(step).items() if name != "selesai"}
        values |= {"pelaksana": list(step.pelaksana), "kelengkapan": list(step.kelengkapan)}
        values["kebutuhan"] = [asdict(need) for need in step.kebutuhan]
        SopLangkah.create(perangkat_daerah=sop.perangkat_daerah_id, versi=versi, **values)
    return versi
