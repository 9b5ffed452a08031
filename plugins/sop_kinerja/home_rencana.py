"""What planning puts on Beranda: a year that its leader can approve, and agreements that lie with the planner."""

from flask import url_for

from core import clock
from core.actor import Actor
from core.organisation.positions import head_of
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.models import PerjanjianKinerja
from plugins.sop_kinerja.services import pk_baca
from plugins.sop_kinerja.services.rencana_sahkan import APPROVE
from plugins.sop_kinerja.services.rencana_tahun import Year, of_department


class PlanOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        return [*self._years(actor), *self._agreements(actor)]

    def _years(self, actor: Actor) -> list[HomeItem]:
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

    def _agreements(self, actor: Actor) -> list[HomeItem]:
        """Those that a signer has sent back, and those whose scan is awaited; one query."""
        department = actor.perangkat_daerah_id
        if department is None or not allowed(actor, pk_baca.CREATE):
            return []
        return [_agreement(pk) for pk in pk_baca.with_the_planner(department)]

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


def _agreement(pk: PerjanjianKinerja) -> HomeItem:
    url = url_for("sop_kinerja.pk_show", uuid=pk.uuid)
    if pk.status == "konsep":
        return HomeItem(f"Perbaiki {pk}", "Dikembalikan penanda tangan; alasannya ada di halamannya.", url, "Buka")
    text = "Perjanjian berlaku setelah pindaian yang ditandatangani kedua pihak diunggah."
    return HomeItem(f"Unggah pindaian {pk}", text, url, "Unggah")
