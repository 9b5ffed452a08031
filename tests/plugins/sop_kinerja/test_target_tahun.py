"""Whoever writes a target, by whichever way: the recaps above go stale; what is the same is not written."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.actor import acting, system_actor
from core.jobs import Job
from plugins.sop_kinerja.models import Indikator, RekapAngka, RekapBasi, Target
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services import renaksi_target, rencana_salin
from plugins.sop_kinerja.services.indikator_tahun import of_year
from plugins.sop_kinerja.services.target_tahun import write
from tests.plugins.sop_kinerja.rencana_world import YEAR, Desk, Plan, desk, make_plan

LAST, NEXT = YEAR, YEAR + 1


@pytest.fixture
def plan(home: Any) -> Plan:
    return make_plan()


@pytest.fixture
def indikator(plan: Plan) -> Indikator:
    """With a target of last year, and a recap of both years that the regency's secretariat made."""
    found = plan.indikator("IKU-1")
    with acting(system_actor()):
        Target.create(perangkat_daerah=plan.dinkes, indikator=found, periode=f"{LAST}-TH", nilai=Decimal(80))
        for year in (LAST, NEXT):
            RekapAngka.create(
                perangkat_daerah=plan.dinkes,
                penyelenggara=plan.setda,
                indikator_tahun=of_year(found, year),
                periode=f"{year}-TH",
                asal="langsung",
            )
    return found


@pytest.fixture
def panel(plan: Plan, client: FlaskClient, login_as: Any, post: Any) -> Desk:
    return desk(client, login_as, post, plan.planner)


def stale(plan: Plan) -> list[tuple[int, str, int]]:
    """Asker, indicator and year of what waits to be made fresh; forgotten with it."""
    with acting(system_actor()):
        found = [(int(row.penyelenggara_id), row.indikator_uuid, row.tahun) for row in RekapBasi.select()]
        assert bool(found) == Job.select().where(Job.jenis == "sop_kinerja.segarkan").exists()
        RekapBasi.delete().execute()
        Job.delete().execute()
    return sorted(set(found))


def test_the_panel(plan: Plan, indikator: Indikator, panel: Desk) -> None:
    given = {"indikator": indikator.id, "periode": f"{LAST}-TW4", "nilai": "79"}
    waits = [(plan.setda.id, str(indikator.uuid), LAST)]
    panel("target", **given)
    assert stale(plan) == waits
    with acting(system_actor()):
        row = Target.get(Target.periode == f"{LAST}-TW4")
    panel("target", id=row.id, **{**given, "periode": f"{NEXT}-TW4"})
    assert stale(plan) == [*waits, (plan.setda.id, str(indikator.uuid), NEXT)], "where it stood and where it stands"
    assert "melebihi" in panel("target", **{**given, "nilai": "81"})
    assert stale(plan) == [], "what is refused changes nothing"
    panel("target", "delete", id=row.id)
    assert stale(plan) == [(plan.setda.id, str(indikator.uuid), NEXT)]


def test_the_indicator_itself(plan: Plan, indikator: Indikator, panel: Desk) -> None:
    form = {
        "kode": "IKU-1",
        "uraian": "Cakupan",
        "satuan": "Persen",
        "formula": "turun",
        "agregasi_periode": "terakhir",
    }
    panel("indikator", id=indikator.id, **form, agregasi_unit="tidak", pola="setiap", urutan="1", aktif="y")
    assert stale(plan) == [(plan.setda.id, str(indikator.uuid), year) for year in (LAST, NEXT)]


@pytest.mark.parametrize(
    "deed",
    [
        lambda plan, one: rencana_salin.copy_year(LAST, NEXT),
        lambda plan, one: renaksi_target.save(NEXT, "triwulan", {renaksi_target.cell(one.uuid, "TH"): "80"}, {}),
        lambda plan, one: write(plan.dinkes.id, NEXT, {(one.id, "TH"): Value(Decimal(80))}),
    ],
)
@pytest.mark.usefixtures("each_database")
def test_a_year_at_once(plan: Plan, indikator: Indikator, deed: Callable[[Plan, Indikator], Any]) -> None:
    with acting(plan.planner.actor):
        deed(plan, indikator)
        assert stale(plan) == [(plan.setda.id, str(indikator.uuid), NEXT)]
        assert [(str(row.periode), row.nilai) for row in Target.select().order_by(Target.id)] == [
            (f"{LAST}-TH", 80),
            (f"{NEXT}-TH", 80),
        ]
        assert write(plan.dinkes.id, NEXT, {(indikator.id, "TH"): Value(Decimal(80))}) == []
        assert stale(plan) == [], "nothing is another"
        (gone,) = write(plan.dinkes.id, NEXT, {(indikator.id, "TH"): None, (indikator.id, "TW1"): None})
        assert (gone.bagian, gone.before, gone.after) == ("TH", Value(Decimal(80)), None)
    assert len(stale(plan)) == 1
