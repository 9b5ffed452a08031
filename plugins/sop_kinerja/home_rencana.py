"""What planning puts on Beranda: a year that its leader can approve."""

from flask import url_for

from core import clock
from core.actor import Actor
from core.organisation.positions import head_of
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.services.rencana_sahkan import APPROVE
from plugins.sop_kinerja.services.rencana_tahun import Year, of_department


class PlanOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        """Of this year and the next, for who leads the department: the permission comes with many positions."""
        department = actor.perangkat_daerah_id
        if department is None or not allowed(actor, APPROVE):
            return []
        leader = head_of(department)
        if leader is None or leader.id not in actor.jabatan_ids:
            return []
        this = clock.today(actor.zona_waktu).year
        years = (of_department(department, tahun) for tahun in (this, this + 1))
        return [_item(year) for year in years if year.drafts and not year.problems]

    def summary(self, actor: Actor) -> list[HomeFact]:
        """None: the plan has pages of its own."""
        return []

    def counts(self, actor: Actor) -> dict[str, int]:
        """None of its own: it is no task."""
        return {}


def _item(year: Year) -> HomeItem:
    return HomeItem(
        title=f"Sahkan indikator tahun {year.tahun}",
        text=f"{year.drafts} indikator sudah lengkap dengan targetnya dan menunggu pengesahan Anda.",
        url=url_for("sop_kinerja.indikator_tahun_list", tahun=year.tahun),
        action_label="Periksa",
    )
