"""Which SOPs a department may lay side by side: its own, drafts too, and what others of its government have ratified.

A ratified SOP is a public document of the office; reading another department's is still a step across the border
between departments, and leaves its line in the audit log.
"""

import re
from dataclasses import dataclass

from core.errors import NotFound, StateError
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from core.tenancy import all_departments
from plugins.sop_kinerja.banding import Comparison, compare
from plugins.sop_kinerja.models import SopDokumen, SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.sopform import SopData

READ = "sop_kinerja.sop.read"
_UUID = re.compile(r"[0-9a-f-]{36}")
_REASON = "membandingkan SOP dengan SOP perangkat daerah lain yang disahkan"


@dataclass(frozen=True)
class Choice:
    """A version that may stand on a side. `own`: of the actor's department."""

    uuid: str
    nama: str
    department: str
    versi: int
    status: str
    own: bool

    @property
    def label(self) -> str:
        return f"{self.nama}, versi {self.versi} ({STATUS_VERSI[self.status].lower()})"


@dataclass(frozen=True)
class Side:
    choice: Choice
    data: SopData


def choices() -> list[Choice]:
    """Own versions first, then by department; two queries."""
    department = _department()
    with all_departments(_REASON):
        found = [_choice(row, department) for row in _reachable(department)]
    return sorted(found, key=lambda one: (not one.own, one.department, one.nama, -one.versi))


def compare_versions(left: str, right: str) -> tuple[Side, Side, Comparison]:
    """Two versions by their uuids.

    :raises NotFound: also for another department's draft, and for all of another government.
    """
    department = _department()
    wanted = [uuid for uuid in (left, right) if _UUID.fullmatch(uuid)]  # a database may choke on what is none
    with all_departments(_REASON):
        rows = {str(row.uuid): row for row in _reachable(department, wanted)}
        if left not in rows or right not in rows:
            raise NotFound("SOP ini tidak ada, atau belum disahkan oleh perangkat daerah pemiliknya.")
        a, b = (Side(_choice(rows[uuid], department), data_of(rows[uuid])) for uuid in (left, right))
    return a, b, compare(a.data, b.data)


def _department() -> PerangkatDaerah:
    department = require(READ).perangkat_daerah_id
    if department is None:
        raise StateError("SOP dibandingkan dari satu perangkat daerah. Pilih perangkat daerahnya dahulu.")
    found: PerangkatDaerah = PerangkatDaerah.get_by_id(department)
    return found


def _reachable(department: PerangkatDaerah, uuids: list[str] | None = None) -> list[SopVersi]:
    """All versions that may be compared, or those of them that are asked for.

    Inside of `all_departments`: the condition here is what keeps the others' drafts out of reach.
    """
    allowed = (SopVersi.perangkat_daerah == department.id) | (
        (SopVersi.status == "disahkan") & (PerangkatDaerah.pemerintah_daerah == department.pemerintah_daerah_id)
    )
    query = (
        SopVersi.select(SopVersi, SopDokumen, PerangkatDaerah)
        .join(SopDokumen)
        .switch(SopVersi)
        .join(PerangkatDaerah, on=(SopVersi.perangkat_daerah == PerangkatDaerah.id))
        .where(allowed)
    )
    return list(query.where(SopVersi.uuid.in_(uuids)) if uuids is not None else query)


def _choice(row: SopVersi, department: PerangkatDaerah) -> Choice:
    own = row.perangkat_daerah_id == department.id
    return Choice(
        str(row.uuid), str(row.sop.nama), str(row.perangkat_daerah.nama), int(row.versi), str(row.status), own
    )
