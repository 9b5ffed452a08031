"""What a year of Balangan's needs before its steps can begin."""

from core.organisation.models import PerangkatDaerah


def supply_references(department: PerangkatDaerah, tahun: int) -> None:
    """PK, Rencana Aksi, the months' progress and the division of work."""
