"""Random cases whose tasks change hands, whose people come and go, and in which the program breaks down."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from core.organisation.models import PerangkatDaerah
from core.testing.examples import examples
from core.testing.people import make_user
from plugins.sop_kinerja.contracts import KasusDibatalkan, KasusSelesai
from tests.plugins.sop_kinerja.fragile import fragile_actions
from tests.plugins.sop_kinerja.hands_machine import HandsMachine
from tests.plugins.sop_kinerja.kasus_world import make_campaign


def test_random_cases_whose_tasks_change_hands(department: PerangkatDaerah, events: Any) -> None:
    HandsMachine.world = make_campaign(department)
    HandsMachine.units = [make_user(department, ("sop_kinerja.*",), name) for name in ("Seksi A", "Seksi B")]
    HandsMachine.admin = make_user(department, ("sop_kinerja.*",), "Admin")
    with fragile_actions():
        run_state_machine_as_test(
            HandsMachine,
            settings=settings(
                max_examples=examples(12),
                stateful_step_count=15,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    ended = [event.kasus_uuid for event in [*events.of(KasusSelesai), *events.of(KasusDibatalkan)]]
    assert len(ended) == len(set(ended)) > 0
