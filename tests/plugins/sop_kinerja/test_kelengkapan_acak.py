"""Random SOPs whose steps need references and earlier results: none is stuck, none is held without a reason."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from core.actor import acting, system_actor
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.testing.examples import examples
from core.testing.people import make_user
from plugins.sop_kinerja.models import JenisAcuan, Tugas
from plugins.sop_kinerja.services import acuan
from plugins.sop_kinerja.services.acuan_jenis import periods_for
from plugins.sop_kinerja.services.kasus_needs import missing
from plugins.sop_kinerja.services.kasus_run import doer_of
from plugins.sop_kinerja.sopform import KebutuhanData, LangkahData
from tests.plugins.sop_kinerja.kasus_world import PERIOD, make_campaign
from tests.plugins.sop_kinerja.kelengkapan_world import paper
from tests.plugins.sop_kinerja.test_kasus_machine import CaseMachine, small_sops

KINDS = ("pk", "rencana", "progres")


@st.composite
def sops_with_needs(draw: st.DrawFn) -> tuple[LangkahData, ...]:
    steps = []
    for step in draw(small_sops()):
        results = draw(st.sets(st.integers(1, step.nomor - 1), max_size=2)) if step.nomor > 1 else set()
        references = draw(st.sets(st.sampled_from(KINDS), max_size=2))
        needs = (
            *(KebutuhanData(f"Hasil {dari}", "hasil", dari=dari) for dari in sorted(results)),
            *(KebutuhanData(kind, "acuan", kind) for kind in sorted(references)),
        )
        steps.append(replace(step, kelengkapan=tuple(need.nama for need in needs), kebutuhan=needs))
    return tuple(steps)


class NeedsMachine(CaseMachine):
    """The same case, with documents that come at any time, or never before the end."""

    @initialize(steps=sops_with_needs())
    def begin(self, steps: tuple[LangkahData, ...]) -> None:
        # Documents of an earlier example would meet the needs of this one.
        self.mark = f"_{CaseMachine.serial + 1}"
        own = tuple(
            replace(
                step,
                kebutuhan=tuple(replace(one, kode=one.kode + self.mark if one.kode else "") for one in step.kebutuhan),
            )
            for step in steps
        )
        super().begin(own)

    @rule(pick=st.sampled_from(KINDS))
    def supply(self, pick: str) -> None:
        with acting(system_actor(self.world.owner.id)):
            kind = JenisAcuan.get_or_none(JenisAcuan.kode == pick + self.mark)
            if kind is not None:
                codes = [one.code for one in periods_for(str(kind.per), Periode.parse(PERIOD))]
                acuan.supply(str(kind.kode), codes, paper())

    @invariant()
    def what_is_held_lacks_something(self) -> None:
        if not hasattr(self, "kasus"):
            return
        with acting(system_actor(self.world.owner.id)):
            run = self.run()
            for task in run.open_tasks():
                lacking = missing(run, run.steps[int(task.nomor)], doer_of(task))
                assert bool(task.kurang) == bool(task.tertahan)
                assert not task.tertahan or lacking, f"step {task.nomor} is held and lacks nothing"
                assert not task.tertahan or task.berhenti is not None, "its clock goes on"

    def answer(self, task: Tugas, decision: str, named: Any = frozenset()) -> bool:
        accepted = super().answer(task, decision, named)
        assert not (accepted and task.tertahan), "a step was done without its kelengkapan"
        return accepted

    def teardown(self) -> None:
        """When everything has come, the case goes to its end as one without needs does."""
        if hasattr(self, "kasus"):
            for kind in KINDS:
                self.supply(kind)
        super().teardown()


def test_random_needs_on_earlier_steps(department: PerangkatDaerah) -> None:
    NeedsMachine.world = make_campaign(department)
    NeedsMachine.units = [make_user(department, ("sop_kinerja.*",), name) for name in ("Seksi A", "Seksi B")]
    run_state_machine_as_test(
        NeedsMachine,
        settings=settings(
            max_examples=examples(25), stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
