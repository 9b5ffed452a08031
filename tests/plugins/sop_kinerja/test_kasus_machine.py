"""Random SOPs, random decisions: no case is stuck, no step is skipped, none is open or done twice."""

from collections.abc import Set
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core import clock
from core.actor import acting, system_actor
from core.errors import NotAllowed, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.examples import examples
from core.testing.people import User, make_user
from plugins.sop_kinerja.contracts import KasusSelesai
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_run import Run, doer_of
from plugins.sop_kinerja.services.kasus_start import start_case
from plugins.sop_kinerja.services.sop import EACH, UNITS, columns_of
from plugins.sop_kinerja.services.sop_columns import set_positions
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopform import LangkahData, PelaksanaData, SopData
from tests.plugins.sop_kinerja.kasus_world import LAMANDAU, Campaign, lamandau, make_campaign

ROLES = tuple(LAMANDAU)
_EACH, _UNIT = "tiap", "unit"


@st.composite
def small_sops(draw: st.DrawFn) -> tuple[LangkahData, ...]:
    """Two to six steps in a row; some for every asked department or unit, some that may send the work back."""
    last = draw(st.integers(2, 6))
    steps = []
    for nomor in range(1, last + 1):
        tidak_ke = draw(st.none() | st.integers(1, nomor - 1)) if nomor > 1 else None
        steps.append(
            LangkahData(
                nomor=nomor, uraian=f"Langkah {nomor}", pelaksana=(draw(st.sampled_from((*ROLES[:3], _EACH, _UNIT))),),
                jenis="kegiatan" if tidak_ke is None else "keputusan", mulai=nomor == 1, selesai=nomor == last,
                kelengkapan=(), waktu_nilai=1, waktu_satuan="jam", output="", keterangan="",
                ya_ke=0 if nomor == last else nomor + 1, tidak_ke=tidak_ke, kadensi="kampanye",
                aksi=f"uji.langkah_{nomor}",
            )
        )  # fmt: skip
    return tuple(steps)


class CaseMachine(RuleBasedStateMachine):
    """One run of a random SOP among three asked departments and two units of the department itself."""

    world: ClassVar[Campaign]
    units: ClassVar[list[User]]
    serial: ClassVar[int] = 0

    @initialize(steps=small_sops())
    def begin(self, steps: tuple[LangkahData, ...]) -> None:
        CaseMachine.serial += 1
        columns = (
            *(PelaksanaData(code, LAMANDAU[code], "jabatan") for code in ROLES),
            PelaksanaData(_EACH, "OPD", EACH),
            PelaksanaData(_UNIT, "Seksi", UNITS),
        )
        data: SopData = lamandau()
        values = {**vars(data), "kode": f"acak_{self.serial}", "pelaksana": columns, "langkah": steps}
        with acting(system_actor(self.world.owner.id)):
            versi = import_sop(SopData(**values), self.world.owner.id)
            set_positions(columns_of(versi)[_UNIT], [user.jabatan for user in self.units])
            ratify(versi)
            asked = list(self.world.asked)
            self.kasus: Kasus = start_case(versi, "2026-TW1", clock.today() + timedelta(days=9), asked)
        self.outsider: User = make_user(self.world.owner, ("sop_kinerja.*",))

    def run(self) -> Run:
        return Run(Kasus.get_by_id(self.kasus.id))

    def performer(self, task: Tugas) -> User:
        people = [*self.world.people.values(), *self.world.asked.values(), *self.units]
        return next(user for user in people if user.jabatan.id == task.jabatan_id)

    def answer(self, task: Tugas, decision: str, named: Set[int] = frozenset()) -> bool:
        """Whether it was accepted. `named` picks those whose work is returned."""
        departments = tuple(list(self.world.asked)[one] for one in sorted(named))
        with acting(self.performer(task).actor):
            try:
                CASES.complete(
                    str(task.uuid), decision, reason="sebab", departments=departments, positions=self.returned(named)
                )
            except StateError:
                return False
        return True

    def returned(self, named: Set[int]) -> tuple[int, ...]:
        return tuple(self.units[one].jabatan.id for one in sorted(named) if one < len(self.units))

    @rule(pick=st.integers(0, 20), back=st.booleans(), named=st.sets(st.integers(0, 2)))
    def decide(self, pick: int, back: bool, named: set[int]) -> None:
        with acting(system_actor(self.world.owner.id)):
            before = self.run()
        tasks = before.open_tasks()
        if not tasks:
            return
        task = tasks[pick % len(tasks)]
        back = back and bool(task.keputusan_diminta)
        accepted = self.answer(task, "tidak" if back else "ya", named if back else frozenset())
        if accepted and not back and not task.setiap:
            for earlier in range(1, int(task.nomor)):
                assert all(before.is_done(earlier, doer) for doer in before.doers(earlier)), (
                    f"step {earlier} was skipped"
                )

    @rule(pick=st.integers(0, 20))
    def waive(self, pick: int) -> None:
        with acting(system_actor(self.world.owner.id)):
            tasks = [task for task in self.run().open_tasks() if task.setiap]
            if tasks:
                CASES.waive(str(tasks[pick % len(tasks)].uuid), reason="tidak ada data")

    @rule(nomor=st.integers(1, 6), pick=st.integers(0, 2))
    def reopen(self, nomor: int, pick: int) -> None:
        with acting(system_actor(self.world.owner.id)):
            try:
                department = list(self.world.asked)[pick]
                unit = self.units[pick % 2].jabatan.id
                own = pick % 2 and nomor % 2
                CASES.reopen(
                    str(self.kasus.uuid),
                    f"uji.langkah_{nomor}",
                    self.world.owner.id if own else department,
                    reason="periksa lagi",
                    position=unit if own else 0,
                )
            except StateError:
                return

    @rule(pick=st.integers(0, 20))
    def an_outsider_tries(self, pick: int) -> None:
        with acting(system_actor(self.world.owner.id)):
            tasks = self.run().open_tasks()
        if tasks:
            with acting(self.outsider.actor):
                try:
                    CASES.complete(str(tasks[pick % len(tasks)].uuid), "ya")
                except NotAllowed:
                    return
            raise AssertionError("someone without the position did the task")

    @invariant()
    def nothing_is_stuck_skipped_or_doubled(self) -> None:
        if not hasattr(self, "kasus"):
            return
        with acting(system_actor(self.world.owner.id)):
            run = self.run()
        open_ = [(task.nomor, doer_of(task)) for task in run.open_tasks()]
        assert len(open_) == len(set(open_)), "a step is open twice"
        if run.kasus.status == "selesai":
            assert open_ == []
            for nomor in run.steps:
                assert all(run.is_done(nomor, doer) for doer in run.doers(nomor)), f"ended without step {nomor}"
            return
        assert open_, "the case runs and nobody has a task"
        for nomor in range(1, max(open_)[0]):
            for doer in run.doers(nomor):
                coming = any(earlier < nomor for earlier, _ in open_)
                assert run.is_done(nomor, doer) or (nomor, doer) in open_ or coming, f"step {nomor} was left out"

    def teardown(self) -> None:
        """Whatever happened: when everybody says Ya from now on, the case ends, and says so once."""
        if not hasattr(self, "kasus"):
            return
        for _ in range(80):
            with acting(system_actor(self.world.owner.id)):
                tasks = self.run().open_tasks()
            if not tasks:
                break
            assert any(self.answer(task, "ya") for task in tasks), "everybody is refused"
        with acting(system_actor(self.world.owner.id)):
            assert self.run().kasus.status == "selesai"
        self.nothing_is_stuck_skipped_or_doubled()


def test_random_sops_with_random_decisions(department: PerangkatDaerah, events: Any) -> None:
    CaseMachine.world = make_campaign(department)
    CaseMachine.units = [make_user(department, ("sop_kinerja.*",), name) for name in ("Seksi A", "Seksi B")]
    run_state_machine_as_test(
        CaseMachine,
        settings=settings(
            max_examples=examples(40), stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    ended = [event.kasus_uuid for event in events.of(KasusSelesai)]
    assert len(ended) == len(set(ended)) > 0
