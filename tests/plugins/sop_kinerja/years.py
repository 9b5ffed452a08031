"""What a year of Balangan's needs before its steps can begin."""

from core.actor import current_actor
from core.files import store
from core.organisation.models import PerangkatDaerah
from core.scoping import department_scope
from plugins.sop_kinerja.models import JenisAcuan
from plugins.sop_kinerja.services.acuan import keep
from plugins.sop_kinerja.services.acuan_daftar import periods_of


def supply_references(department: PerangkatDaerah, tahun: int, without: tuple[str, ...] = ()) -> None:
    """PK, Rencana Aksi, the months' progress and the division of work, for every period of the year; inside somebody's
    acting. `without`: codes of kinds that are left out."""
    with department_scope(department.id):
        for kind in JenisAcuan.select().where(JenisAcuan.perangkat_daerah == department.id):
            if kind.kode not in without:
                periods = periods_of(kind, tahun)
                pdf = f"%PDF-1.4\n% {kind.nama} {tahun}\n%%EOF\n".encode()
                file = store(pdf, f"{kind.nama}.pdf", "application/pdf", perangkat_daerah_id=department.id)
                keep(kind, periods, file, current_actor())
