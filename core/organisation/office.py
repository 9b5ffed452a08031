"""What papers say of an office: its letterhead, and the time on its wall."""

from zoneinfo import ZoneInfo

from core.organisation.models import PerangkatDaerah


def zone_of(department: PerangkatDaerah) -> ZoneInfo:
    """The office's own time; a worker that makes its papers has another."""
    return ZoneInfo(str(department.pemerintah_daerah.zona_waktu))


def letterhead(department: PerangkatDaerah) -> dict[str, str]:
    """What `kop` of common.typ shows: pemerintah, instansi, alamat, kontak."""
    government = str(department.pemerintah_daerah.nama).upper()
    contact = [f"Telepon {department.telepon}" if department.telepon else "", str(department.surel)]
    return {
        "pemerintah": f"PEMERINTAH {government.removeprefix('PEMERINTAH ')}",
        "instansi": str(department.nama).upper(),
        "alamat": str(department.alamat),
        "kontak": ", ".join(filter(None, contact)),
    }
