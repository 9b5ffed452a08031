"""What the figures put on Beranda: data that waits to be checked, and how the collection stands."""

from flask import url_for
from peewee import fn

from core.actor import Actor
from core.idn.periods import Periode
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.models import Kasus, Penyampaian, Tugas
from plugins.sop_kinerja.services.data_case import COLLECT, FILL, VERIFY
from plugins.sop_kinerja.services.data_flow import SUBMIT
from plugins.sop_kinerja.services.data_flow import VERIFY as MAY_VERIFY
from plugins.sop_kinerja.services.data_list import newest_running

CHECKABLE = ("diajukan", "diverifikasi")


class DataOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        return [*_to_correct(actor), *_to_check(actor)]

    def summary(self, actor: Actor) -> list[HomeFact]:
        """The newest collection that is still running."""
        if not allowed(actor, "sop_kinerja.penyampaian.read"):
            return []
        found = newest_running()
        if found is None:
            return []
        kasus, sent, asked = found
        return [
            HomeFact(
                f"Data masuk {Periode.parse(str(kasus.periode)).label}",
                f"{sent} dari {asked}",
                "perangkat daerah sudah mengajukan",
                url_for("sop_kinerja.penyampaian_kasus", uuid=kasus.uuid),
            )
        ]

    def counts(self, actor: Actor) -> dict[str, int]:
        """None of its own: what waits to be checked is no task yet."""
        return {}


def _to_correct(actor: Actor) -> list[HomeItem]:
    """Data that lies with the department again and is no task, since its case has gone on (see data_check.reopen)."""
    if not allowed(actor, SUBMIT):
        return []
    as_task = Tugas.select(Tugas.kasus_uuid).where(
        (Tugas.perangkat_daerah == actor.perangkat_daerah_id)
        & Tugas.aksi.in_((COLLECT, FILL))
        & (Tugas.status == "berjalan")
    )
    rows = Penyampaian.select().where(
        (Penyampaian.perangkat_daerah == actor.perangkat_daerah_id)
        & (Penyampaian.status == "dikembalikan")
        & Penyampaian.kasus_uuid.not_in(as_task)
    )
    return [
        HomeItem(
            title=f"Perbaiki data {Periode.parse(str(row.periode)).label}",
            text=f"{row.judul}: {row.alasan}",
            url=url_for("sop_kinerja.penyampaian_form", uuid=row.uuid),
            action_label="Perbaiki",
        )
        for row in rows
    ]


def _to_check(actor: Actor) -> list[HomeItem]:
    """One line a collection, while its verifying step is not open yet: once it is, that task says it."""
    if not allowed(actor, MAY_VERIFY):
        return []
    as_task = Tugas.select(Tugas.kasus_uuid).where((Tugas.aksi == VERIFY) & (Tugas.status == "berjalan"))
    rows = list(
        Penyampaian.select(
            Penyampaian.kasus_uuid,
            Penyampaian.judul,
            fn.COUNT(Penyampaian.id).alias("jumlah"),
            fn.MIN(Penyampaian.uuid).alias("satu"),
        )
        .where(
            (Penyampaian.penyelenggara == actor.perangkat_daerah_id)
            & Penyampaian.status.in_(CHECKABLE)
            & Penyampaian.kasus_uuid.not_in(as_task)
        )
        .group_by(Penyampaian.kasus_uuid, Penyampaian.judul)
    )
    # Figures that came in with a table were asked for by no case: each of them is a collection of its own.
    cases = {row.uuid for row in Kasus.select(Kasus.uuid).where(Kasus.uuid.in_([row.kasus_uuid for row in rows]))}
    return [
        HomeItem(
            title=f"{row.jumlah} data menunggu diperiksa",
            text=str(row.judul),
            url=url_for("sop_kinerja.penyampaian_kasus", uuid=row.kasus_uuid)
            if row.kasus_uuid in cases
            else url_for("sop_kinerja.penyampaian_form", uuid=row.satu),
            action_label="Periksa",
        )
        for row in rows
    ]
