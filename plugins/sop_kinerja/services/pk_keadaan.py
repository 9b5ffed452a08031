"""The states of a performance agreement, and a draft that one person at a time writes in."""

from core.db import is_postgres
from core.errors import StateError
from core.workflow import Way, Workflow
from plugins.sop_kinerja.models import PerjanjianKinerja
from plugins.sop_kinerja.models.tahunan import STATUS_PK
from plugins.sop_kinerja.services import pk_baca
from plugins.sop_kinerja.services.pk_baca import CREATE

PK = Workflow(
    "Perjanjian kinerja",
    STATUS_PK,
    {
        ("konsep", "menunggu"): Way(CREATE),
        ("menunggu", "konsep"): Way(needs_reason=True),
        ("menunggu", "berlaku"): Way(),
        ("berlaku", "diganti"): Way(),
    },
)


def in_draft(uuid: str) -> PerjanjianKinerja:
    """The draft; nobody else writes in it, or has it signed, until the transaction ends.

    :raises StateError: for one that is no draft, saying what holds it.
    """
    pk = pk_baca.get(uuid)
    if is_postgres():
        PerjanjianKinerja.select().where(PerjanjianKinerja.id == pk.id).for_update().execute()
        pk = pk_baca.get(uuid)
    if pk.status != "konsep":
        state = STATUS_PK[str(pk.status)]
        held = "Tarik dahulu dari penandatanganan." if pk.status == "menunggu" else "Ubahlah dengan Perubahan PK."
        raise StateError(f"{pk} berstatus «{state}», sehingga isinya terkunci. {held}")
    return pk
