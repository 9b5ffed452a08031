"""The references of the demo: small papers that stand for the PK, the Rencana Aksi and the months' progress."""

import io
from datetime import date

from core import clock
from core.accounts.operations import actor_by_position
from core.actor import acting, current_actor, system_actor
from core.organisation.models import PerangkatDaerah
from core.organisation.office import letterhead, zone_of
from core.papers import compile_paper
from core.scoping import department_scope
from plugins.sop_kinerja.demo_figures import FOLDER
from plugins.sop_kinerja.models import JenisAcuan
from plugins.sop_kinerja.services import acuan
from plugins.sop_kinerja.services.acuan_daftar import Slot, slots_of
from plugins.sop_kinerja.services.lembar import day


def supply(department: PerangkatDaerah, tahun: int, until: date) -> int:
    """What is due by `until` and not there is uploaded by whoever supplies it, now; gives how many documents."""
    with department_scope(department.id):
        kinds = list(JenisAcuan.select().where(JenisAcuan.perangkat_daerah == department.id).order_by(JenisAcuan.id))
        lacking = [(kind, one) for kind in kinds for one in slots_of(kind, tahun, until) if one.state == "belum"]
        suppliers = {kind.id: kind.jabatan for kind in kinds}
    for kind, slot in lacking:
        jabatan = suppliers[kind.id]
        with acting(actor_by_position(jabatan) if jabatan else system_actor(department.id)):
            acuan.supply(str(kind.kode), [slot.period.code], (_paper(department, kind, slot), _name(kind, slot)))
    return len(lacking)


def _paper(department: PerangkatDaerah, kind: JenisAcuan, slot: Slot) -> io.BytesIO:
    who = current_actor()
    data = {
        "kop": letterhead(department),
        "judul": str(kind.nama),
        "periode": slot.period.label,
        "tempat_tanggal": f"{department.pemerintah_daerah.ibu_kota}, {day(clock.now(), zone_of(department))}",
        "jabatan": who.title,
        "nama": who.nama,
    }
    return io.BytesIO(compile_paper(FOLDER / "acuan.typ", data, created=clock.now()))


def _name(kind: JenisAcuan, slot: Slot) -> str:
    return f"{kind.nama} {slot.period.label}.pdf"
