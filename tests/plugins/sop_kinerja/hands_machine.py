"""The random cases of test_kasus_machine, whose tasks change hands: people come and go, and the program crashes."""

from collections.abc import Callable, Set
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from core import clock
from core.actor import acting, system_actor
from core.audit import Jejak
from core.errors import InputError, NotAllowed, StateError
from core.events import Peristiwa
from core.organisation.models import Penugasan
from core.scoping import EVERYWHERE, scope
from core.testing.people import User
from plugins.sop_kinerja.models import Kasus, Komentar, Tugas
from plugins.sop_kinerja.services.kasus_batal import cancel
from plugins.sop_kinerja.services.kasus_run import counts, doer_of
from plugins.sop_kinerja.services.kasus_ulang import restart
from plugins.sop_kinerja.services.tugas_alih import reassign
from plugins.sop_kinerja.services.tugas_ambil import release, take, take_over
from plugins.sop_kinerja.services.tugas_kosong import vacant_tasks
from plugins.sop_kinerja.services.tugas_tarik import withdraw
from plugins.sop_kinerja.sopform import LangkahData
from tests.plugins.sop_kinerja.fragile import STEPS, Crash, Fragile, acts, holds
from tests.plugins.sop_kinerja.test_kasus_machine import CaseMachine, small_sops


class HandsMachine(CaseMachine):
    """`admin` may reassign, cancel and restart, and never leaves."""

    admin: ClassVar[User]

    @property
    def people(self) -> list[User]:
        return [*self.world.people.values(), *self.world.asked.values(), *self.units]

    @property
    def own(self) -> list[User]:
        """Those of the department that runs the cases."""
        return [*self.world.people.values(), *self.units]

    def performer(self, task: Tugas) -> User:
        """Somebody who holds the position today, and of several the one who has taken it.

        :raises LookupError: while nobody does.
        """
        able = [user for user in self.people if holds(user, task.jabatan_id)]
        taken = [user for user in able if user.pegawai.id == task.diambil_id]
        if not able:
            raise LookupError("nobody holds the position")
        return (taken or able)[0]

    def answer(self, task: Tugas, decision: str, named: Set[int] = frozenset()) -> bool:
        try:
            return super().answer(task, decision, named)
        except LookupError:
            return False

    def pick(self, number: int, wanted: Callable[[Tugas], bool]) -> Tugas | None:
        with acting(system_actor(self.world.owner.id)):
            found = [task for task in self.run().tasks if wanted(task)]
        return found[number % len(found)] if found else None

    @initialize(steps=small_sops())
    def begin(self, steps: tuple[LangkahData, ...]) -> None:
        self._as_at_first()
        super().begin(steps)

    @rule(pick=st.integers(0, 20), to=st.integers(0, 9))
    def hand_on(self, pick: int, to: int) -> None:
        task = self.pick(pick, lambda one: one.status == "berjalan" and one.perangkat_daerah_id == self.world.owner.id)
        if task is not None:
            with acting(self.admin.actor):
                try:
                    reassign(str(task.uuid), self.own[to % len(self.own)].jabatan.id, "berbagi beban")
                except InputError:
                    return  # to where it is, or to where nobody is

    @rule(who=st.integers(0, 9), place=st.integers(0, 9), jenis=st.sampled_from(("plh", "delegasi")))
    def stand_in(self, who: int, place: int, jenis: str) -> None:
        user, position = self.own[who % len(self.own)], self.own[place % len(self.own)]
        if not holds(user, position.jabatan.id):
            self._appoint(user, position, jenis)

    @rule(place=st.integers(0, 9))
    def everybody_leaves(self, place: int) -> None:
        position = self.own[place % len(self.own)].jabatan
        with scope(EVERYWHERE):
            Penugasan.delete().where(Penugasan.jabatan == position.id).execute()

    @rule(place=st.integers(0, 9))
    def comes_back(self, place: int) -> None:
        user = self.own[place % len(self.own)]
        if not holds(user, user.jabatan.id):
            self._appoint(user, user, "definitif")

    @rule(pick=st.integers(0, 20), who=st.integers(0, 9), deed=st.sampled_from((take, take, release, take_over)))
    def claim(self, pick: int, who: int, deed: Callable[..., Tugas]) -> None:
        """By one of those who hold the position, or somebody else; there are two of them at least, if there is one."""
        task = self.pick(pick, lambda one: one.status == "berjalan" and one.perangkat_daerah_id == self.world.owner.id)
        if task is None:
            return
        user = self.own[who % len(self.own)]
        if who % 3 and not holds(user, task.jabatan_id):
            self._appoint(user, next(one for one in self.own if one.jabatan.id == task.jabatan_id), "plh")
        actor = acts(user)
        if actor is not None:
            with acting(actor):
                try:
                    deed(str(task.uuid), *(("mendesak",) if deed is take_over else ()))
                except (NotAllowed, StateError):
                    return

    @rule(pick=st.integers(0, 1))
    def take_back(self, pick: int) -> None:
        """One of the last steps that were ended."""
        task = self.pick(-1 - pick, lambda one: one.status == "selesai" and one.keputusan == "ya")
        user = next((one for one in self.people if task is not None and one.pegawai.id == task.pegawai_id), None)
        actor = acts(user) if user is not None else None
        if task is not None and actor is not None:
            with acting(actor):
                try:
                    withdraw(str(task.uuid), "keliru")
                except (NotAllowed, StateError):
                    return
            again = self.pick(0, lambda one: one.nomor == task.nomor and one.status == "berjalan")
            assert again is not None, "the step did not open again"

    @rule(luck=st.integers(0, 2), first=st.booleans())
    def start_again(self, luck: int, first: bool) -> None:
        """Cancelled before, or by the restart itself; refused, and nothing has happened, where a position is vacant."""
        if luck:
            return
        with acting(self.admin.actor):
            old, before = Kasus.get_by_id(self.kasus.id), self.snapshot()
            if old.status == "berjalan" and first:
                cancel(str(old.uuid), "keliru")
                assert Tugas.select().where((Tugas.kasus == old.id) & (Tugas.status == "berjalan")).count() == 0
                before = self.snapshot()
            try:
                self.kasus = restart(str(old.uuid), "ulang")
            except StateError:
                assert self.snapshot() == before
                return
            assert Kasus.get_by_id(old.id).status in ("batal", "selesai")

    @rule(
        pick=st.integers(0, 20),
        back=st.booleans(),
        what=st.sampled_from(("decide", "decide", "decide", "take_back", "reopen", "waive")),
    )
    def crash(self, pick: int, back: bool, what: str) -> None:
        """Nothing is half-done, and the next attempt finds everything as it was."""
        before = self.snapshot()
        Fragile.armed = True
        try:
            if what == "decide":
                self.decide(pick, back, set())
            elif what == "reopen":
                self.reopen(pick % STEPS + 1, pick % 3)
            else:
                getattr(self, what)(pick)
        except Crash:
            assert self.snapshot() == before
        finally:
            Fragile.armed = False

    def snapshot(self) -> dict[str, Any]:
        """All that a movement could have touched."""
        with scope(EVERYWHERE):
            return {
                "kasus": list(Kasus.select().order_by(Kasus.id).dicts()),
                "tugas": list(Tugas.select().where(Tugas.kasus == self.kasus.id).order_by(Tugas.id).dicts()),
                "komentar": Komentar.select().count(),
                "jejak": Jejak.select().count(),
                "peristiwa": Peristiwa.select().count(),
            }

    @invariant()
    def nothing_is_stuck_skipped_or_doubled(self) -> None:
        if not hasattr(self, "kasus"):
            return
        with acting(system_actor(self.world.owner.id)):
            run = self.run()
        if run.kasus.status == "batal":
            assert run.open_tasks() == []
            return
        super().nothing_is_stuck_skipped_or_doubled()
        done = [(task.nomor, doer_of(task)) for task in run.tasks if counts(task)]
        assert len(done) == len(set(done)), "a step is done twice"

    @invariant()
    def every_task_has_somebody_who_may_do_it(self) -> None:
        """Or somebody who sees that it has nobody, and hands it on."""
        if not hasattr(self, "kasus"):
            return
        with acting(self.admin.actor):
            open_ = self.run().open_tasks()
            stuck = {task.id for task in vacant_tasks(self.admin.actor, limit=1000)}
        for task in open_:
            held = any(holds(user, task.jabatan_id) for user in self.people)
            assert held or task.id in stuck, f"nobody may do step {task.nomor}, and nobody is told"

    def teardown(self) -> None:
        if not hasattr(self, "kasus"):
            return
        self._as_at_first()
        with acting(self.admin.actor):
            if Kasus.get_by_id(self.kasus.id).status == "batal":
                self.kasus = restart(str(self.kasus.uuid), "ulang")
        super().teardown()

    def _as_at_first(self) -> None:
        """Everybody in the own position, and nobody in another's."""
        with scope(EVERYWHERE):
            Penugasan.delete().where(Penugasan.jenis != "definitif").execute()
        for user in self.own:
            if not holds(user, user.jabatan.id):
                self._appoint(user, user, "definitif")

    def _appoint(self, user: User, position: User, jenis: str) -> None:
        with scope(EVERYWHERE):
            Penugasan.create(
                perangkat_daerah=position.department,
                jabatan=position.jabatan,
                pegawai=user.pegawai,
                jenis=jenis,
                mulai=clock.today() - timedelta(days=1),
                selesai=None if jenis == "definitif" else clock.today() + timedelta(days=1),
            )
