"""Two people supply the two documents that a step waits for in the same moment: the step goes on, once."""

from datetime import UTC, datetime

import pytest

from core import clock
from core.actor import acting, system_actor
from core.audit import Jejak
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Acuan
from plugins.sop_kinerja.services import acuan
from tests.plugins.sop_kinerja.kasus_world import together
from tests.plugins.sop_kinerja.kelengkapan_world import PLANNER, YEAR, make_balangan, paper


@pytest.mark.usefixtures("each_database")
def test_both_at_once(department: PerangkatDaerah) -> None:
    with clock.at(datetime(YEAR, 4, 6, 2, tzinfo=UTC)):
        office = make_balangan(department)
    waiting = len([task for task in office.open() if task.tertahan])
    assert waiting == 1, "the first quarter is over, so its case has begun"
    people = [office.people[PLANNER], office.people["sekretaris"]]
    errors = together(
        [
            lambda: acuan.supply("pk", [f"{YEAR}-TH"], paper("pk")),
            lambda: acuan.supply("rencana_aksi", [f"{YEAR}-TH"], paper("rencana")),
        ],
        people,
    )
    assert errors == [None, None]
    assert not any(task.tertahan for task in office.open())
    with acting(system_actor(department.id)):
        assert Acuan.select().count() == 2
        assert Jejak.select().where(Jejak.tindakan == "sop_kinerja.tugas.release").count() == waiting
