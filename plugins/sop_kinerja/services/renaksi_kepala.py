"""What the official papers of a year's plan share: letterhead, and who signs them."""

from datetime import datetime
from typing import Any

from core.actor import Actor
from core.nip import NipError, parse_nip
from core.organisation.models import PerangkatDaerah
from core.organisation.office import letterhead, zone_of
from core.organisation.positions import head_of, holders
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
    people = holders(int(position.id))
    if not people:
        return {"jabatan": str(position), "nama": ""}
    first = people[0]
    return {
        "jabatan": first.title,
        "nama": first.nama,
        "pangkat": first.pangkat,
        "nip": _shown(first.nip),
    }


def maker_signs(actor: Actor) -> dict[str, str]:
    """Whoever finishes a paper."""
    return {"jabatan": actor.title, "nama": actor.nama, "nip": nip_of(actor.pegawai_id)}


def _shown(nip: str) -> str:
    try:
        return parse_nip(nip).shown
    except NipError:
        return nip
