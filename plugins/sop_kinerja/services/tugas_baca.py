"""Tasks as every list of them reads them."""

from typing import Any

from core.organisation.models import Jabatan, PerangkatDaerah
from plugins.sop_kinerja.models import Tugas


def with_names() -> Any:
    """A select of tasks with their position and department: a list of them asks for no more."""
    return (
        Tugas.select(Tugas, Jabatan, PerangkatDaerah)
        .join(Jabatan, on=(Tugas.jabatan == Jabatan.id))
        .switch(Tugas)
        .join(PerangkatDaerah, on=(Tugas.perangkat_daerah == PerangkatDaerah.id))
    )
