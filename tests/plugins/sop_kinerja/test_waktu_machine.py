"""The random cases again, with a clock that runs and people who wait for one another: whatever happens, the minutes
make sense, a due time never comes nearer, and no pause outlives its task."""

from contextlib import ExitStack
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from core import clock
from core.actor import acting, system_actor
from core.errors import StateError
from core.organisation.models import PerangkatDaerah
from core.testing.examples import examples
from core.testing.people import make_user
from plugins.sop_kinerja.models import Tugas, TugasJeda
from plugins.sop_kinerja.services import waktu_jeda
from tests.plugins.sop_kinerja.kasus_world import make_campaign
from tests.plugins.sop_kinerja.test_kasus_machine import CaseMachine, small_sops
from tests.plugins.sop_kinerja.waktu_world import wib


class ClockMachine(CaseMachine):
    """As `CaseMachine`, from Senin the 2nd of March on."""

    @initialize(steps=small_sops())
    def begin(self, steps: tuple) -> None:  # type: ignore[type-arg]
        self.frozen = ExitStack()
        self.due: dict[int, datetime] = {}
        self.moment = wib(2, 7)
        self.frozen.enter_context(clock.at(self.moment))
        super().begin(steps)

    @rule(minutes=st.integers(1, 3 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)
        self.frozen.enter_context(clock.at(self.moment))

    @rule(pick=st.integers(0, 20), onward=st.booleans())
    def wait_or_go_on(self, pick: int, onward: bool) -> None:
        with acting(system_actor(self.world.owner.id)):
            tasks = self.run().open_tasks()
        if not tasks:
            return
        task = tasks[pick % len(tasks)]
        with acting(self.performer(task).actor):
            try:
                if onward:
                    waktu_jeda.go_on(str(task.uuid))
                else:
                    waktu_jeda.wait(str(task.uuid), "jawaban")
            except StateError:
                assert (task.berhenti is None) == onward, "refused without a reason"
            else:
                assert (task.berhenti is None) != onward

    @invariant()
    def the_minutes_make_sense(self) -> None:
        if not hasattr(self, "kasus"):
            return
        with acting(system_actor(self.world.owner.id)):
            tasks = list(Tugas.select().where(Tugas.kasus == self.kasus.id))
            pauses = list(TugasJeda.select().where(TugasJeda.tugas.in_([task.id for task in tasks])))
        for task in tasks:
            standing = [one for one in pauses if one.tugas_id == task.id and one.selesai is None]
            assert task.tenggat >= self.due.get(task.id, task.tenggat), "the due time came nearer"
            self.due[task.id] = task.tenggat
            if task.status == "berjalan":
                assert task.menit_kerja is None
                assert [one.mulai for one in standing] == ([] if task.berhenti is None else [task.berhenti])
            else:
                assert not standing and task.berhenti is None
                assert (
                    0 <= task.menit_jeda <= task.menit_kerja <= (task.selesai - task.dibuat) / timedelta(minutes=1) + 1
                )

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "kasus"):
            self.the_minutes_make_sense()
            self.frozen.close()


def test_random_cases_with_a_clock(department: PerangkatDaerah) -> None:
    ClockMachine.world = make_campaign(department)
    ClockMachine.units = [make_user(department, ("sop_kinerja.*",), name) for name in ("Seksi A", "Seksi B")]
    run_state_machine_as_test(
        ClockMachine,
        settings=settings(
            max_examples=examples(15), stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
