"""Random edits of a draft: what was typed is what the form says, and nothing names what is not there."""

from dataclasses import replace
from typing import Any, ClassVar
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.actor import acting
from core.errors import FieldErrors, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.examples import examples
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop import columns_of, get_version, steps_of
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import mark
from plugins.sop_kinerja.services.sop_edit_columns import Column, add_column, move_column, remove_column
from plugins.sop_kinerja.services.sop_edit_steps import add_step, get_step, move_step, new_form, remove_step, save_step
from plugins.sop_kinerja.services.sop_ratify import obstacles, ratify
from plugins.sop_kinerja.services.sop_step_form import Step, step_form
from plugins.sop_kinerja.services.sop_versions import new_version
from plugins.sop_kinerja.sopform import POLA
from tests.plugins.sop_kinerja.sop_desk import ALL, new_draft

PICK = st.integers(0, 20)


class EditMachine(RuleBasedStateMachine):
    """One draft, and a model of it: what each step and column was last typed to be."""

    person: ClassVar[User]
    serial: ClassVar[int] = 0

    @initialize(pola=st.sampled_from(POLA), data=st.data())
    def begin(self, pola: str, data: Any) -> None:
        EditMachine.serial += 1
        with acting(self.person.actor):
            self.versi: SopVersi = new_draft(pola=pola, nama=f"Acak {self.serial}")
            self.columns = [str(columns_of(self.versi)["kabag"].uuid)]
        self.order: list[str] = []
        self.typed: dict[str, str] = {}
        for place in range(1, 6):
            self.add(place, data)

    def uuid(self, pick: int) -> str:
        return self.order[pick % len(self.order)]

    def draw_form(self, base: Step, place: int, data: Any) -> Step:
        """What may be typed for the step at this place; now and then something that cannot be meant."""
        codes = [str(code) for code in columns_of(self.versi)]
        wild = data.draw(st.integers(0, 5)) == 0
        later = ["", "selesai", *(self.order if wild else self.order[place:])]
        earlier = ["", *(self.order if wild else self.order[: place - 1])]
        whole = data.draw(st.integers(0, 3)) > 0 and bool(codes)
        decides = data.draw(st.booleans()) and not (whole and place == 1)
        oleh = data.draw(st.sampled_from(codes if whole else ["", *codes]))
        source = data.draw(st.sampled_from(earlier))
        return replace(
            base,
            uraian=data.draw(st.text("abc", min_size=0 if wild else 1, max_size=6)),
            oleh=oleh,
            serta=tuple(data.draw(st.lists(st.sampled_from(codes), unique=True))) if oleh or (wild and codes) else (),
            jenis="keputusan" if decides else "kegiatan",
            mulai=data.draw(st.booleans()) and (base.mulai or wild),
            ya=data.draw(st.sampled_from(later)),
            tidak=data.draw(st.sampled_from(earlier[1:] if whole and place > 1 else earlier))
            if decides or wild
            else "",
            waktu=data.draw(st.sampled_from(["", "1", "30", "x" if wild else "2"])),
            kelengkapan=(("PK", "acuan:pk"), ("Hasil", f"hasil:{source}" if source else "")),
        )

    @rule(place=st.integers(1, 8), data=st.data())
    def add_a_step(self, place: int, data: Any) -> None:
        self.add(place, data)

    def add(self, place: int, data: Any) -> None:
        place = min(place, len(self.order) + 1)
        with acting(self.person.actor):
            # The steps that are now at this place and after it will come after the new one.
            form = self.draw_form(new_form(self.versi, place), place, data)
            uuid = str(uuid4())
            try:
                add_step(self.versi, form, place, uuid)
            except FieldErrors:
                return
        self.order.insert(place - 1, uuid)
        self.typed[uuid] = " ".join(form.uraian.split())

    @precondition(lambda self: self.order)
    @rule(pick=PICK, data=st.data())
    def change(self, pick: int, data: Any) -> None:
        uuid = self.uuid(pick)
        with acting(self.person.actor):
            opened = step_form(get_step(self.versi, uuid), steps_of(self.versi))
            form = self.draw_form(opened, self.order.index(uuid) + 1, data)
            before = data_of(get_version(self.versi.uuid))
            try:
                save_step(self.versi, uuid, form, mark(opened))
            except FieldErrors:
                assert data_of(get_version(self.versi.uuid)) == before
                return
            stored = step_form(get_step(self.versi, uuid), steps_of(self.versi))
        self.typed[uuid] = " ".join(form.uraian.split())
        meant = (form.jenis, form.oleh, form.waktu, form.tidak, form.kelengkapan, form.mulai)
        assert (stored.jenis, stored.oleh, stored.waktu, stored.tidak, stored.kelengkapan, stored.mulai) == meant
        assert set(stored.serta) == set(form.serta) - {form.oleh}
        place = self.order.index(uuid)
        means_next = form.ya == "selesai" if place + 1 == len(self.order) else form.ya == self.order[place + 1]
        assert stored.ya == ("" if means_next else form.ya)

    @precondition(lambda self: self.order)
    @rule(pick=PICK, by=st.sampled_from([-1, 1]))
    def move(self, pick: int, by: int) -> None:
        uuid = self.uuid(pick)
        at = self.order.index(uuid)
        with acting(self.person.actor):
            move_step(self.versi, uuid, by, at + 1)
        if 0 <= at + by < len(self.order):
            self.order.insert(at + by, self.order.pop(at))

    @precondition(lambda self: self.order)
    @rule(pick=PICK)
    def remove(self, pick: int) -> None:
        uuid = self.uuid(pick)
        with acting(self.person.actor):
            remove_step(self.versi, uuid, self.order.index(uuid) + 1)
        self.order.remove(uuid)

    @rule(label=st.text("klm", min_size=1, max_size=2))
    def add_a_column(self, label: str) -> None:
        with acting(self.person.actor):
            try:
                self.columns.append(str(add_column(self.versi, Column(label)).uuid))
            except FieldErrors:
                return

    @precondition(lambda self: self.columns)
    @rule(pick=PICK, by=st.sampled_from([-1, 1]))
    def move_a_column(self, pick: int, by: int) -> None:
        at = pick % len(self.columns)
        with acting(self.person.actor):
            move_column(self.versi, self.columns[at], by, at + 1)
        if 0 <= at + by < len(self.columns):
            self.columns.insert(at + by, self.columns.pop(at))

    @precondition(lambda self: self.columns)
    @rule(pick=PICK)
    def remove_a_column(self, pick: int) -> None:
        uuid = self.columns[pick % len(self.columns)]
        with acting(self.person.actor):
            try:
                remove_column(self.versi, uuid)
            except StateError:
                return
        self.columns.remove(uuid)

    @rule()
    def go_on_in_a_new_version(self) -> None:
        """When nothing is in the way it can be ratified, and its copy says the same."""
        with acting(self.person.actor):
            versi = get_version(self.versi.uuid)
            if obstacles(versi):
                return
            said = data_of(versi)
            ratify(versi)
            self.versi = new_version(versi)
            copy = data_of(get_version(self.versi.uuid))
            assert replace(copy, tanggal_efektif=None) == replace(said, tanggal_efektif=None)
            self.order = [str(step.uuid) for step in steps_of(self.versi)]
            self.columns = [str(column.uuid) for column in columns_of(self.versi).values()]
            self.typed = {str(step.uuid): str(step.uraian) for step in steps_of(self.versi)}

    @invariant()
    def the_form_holds_together(self) -> None:
        if not hasattr(self, "versi"):
            return
        with acting(self.person.actor):
            versi = get_version(self.versi.uuid)
            rows, data = steps_of(versi), data_of(versi)
            assert [str(column.uuid) for column in columns_of(versi).values()] == self.columns
        assert [str(row.uuid) for row in rows] == self.order
        assert [(step.nomor, step.uraian) for step in data.langkah] == [
            (place, self.typed[uuid]) for place, uuid in enumerate(self.order, start=1)
        ]
        codes = {column.kode for column in data.pelaksana}
        for row, step in zip(rows, data.langkah, strict=True):
            assert set(step.pelaksana) <= codes
            assert row.ya_ke is None or row.ya_ke == 0 or step.nomor < row.ya_ke <= len(rows)
            assert step.tidak_ke is None or 1 <= step.tidak_ke < step.nomor
            for need in step.kebutuhan:
                assert need.nama in step.kelengkapan
                assert need.jenis != "hasil" or (need.dari is not None and 1 <= need.dari < step.nomor)


def test_random_edits_leave_a_form_that_holds_together(department: PerangkatDaerah) -> None:
    EditMachine.person = make_user(department, ALL)
    run_state_machine_as_test(
        EditMachine,
        settings=settings(
            max_examples=examples(30), stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
