"""What the official papers of a year's plan share: letterhead, and who signs them."""

from datetime import datetime
from typing import Any

from core.actor import Actor
from core.nip import written
from core.organisation.models import PerangkatDaerah
from core.organisation.office import letterhead, zone_of
from core.organisation.positions import head_of, signer_of
from plugins.sop_kinerja.services.lembar import day, minute
from plugins.sop_kinerja.services.lembar_hasil import nip_of


def head(department: PerangkatDaerah, made: datetime) -> dict[str, Any]:
    """kop, perangkat_daerah, tempat_tanggal and catatan_kaki of a paper made at an aware moment."""
    zone = zone_of(department)
    return {
        "kop": letterhead(department),
        "perangkat_daerah": str(department),
        "tempat_tanggal": f"{department.pemerintah_daerah.ibu_kota}, {day(made, zone)}",
        "catatan_kaki": [f"Dibuat oleh Selaras pada {minute(made, zone)} dari data perangkat daerah ini."],
    }


def head_signs(department: PerangkatDaerah) -> dict[str, str]:
    """The head of the department, or who acts for the head, as `tanda_tangan` of common.typ wants it; with an empty
    name where nobody holds the position."""
    position = head_of(int(department.id))
    if position is None:
        return {"jabatan": f"Kepala {department}", "nama": ""}
    person = signer_of(int(position.id))
    if person is None:
        return {"jabatan": str(position), "nama": ""}
    return {"jabatan": person.title, "nama": person.nama, "pangkat": person.pangkat, "nip": written(person.nip)}


def maker_signs(actor: Actor) -> dict[str, str]:
    """Whoever finishes a paper."""
    return {"jabatan": actor.title, "nama": actor.nama, "nip": nip_of(actor.pegawai_id)}
