"""A plugin that sop_kinerja has never heard of offers an action: an SOP step names it, and the step is done by it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import activation, clock
from core.actor import acting, system_actor
from core.errors import InputError
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import SopVersi, Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_hand import action_of, complete_by_hand
from plugins.sop_kinerja.services.kasus_open import step_ref
from plugins.sop_kinerja.services.kasus_start import start_case
from plugins.sop_kinerja.services.sop_actions import on_offer
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from tests.plugins.sop_kinerja.kasus_world import LAMANDAU, lamandau, pdf

ACTION = "contoh.catat"


@pytest.fixture
def head(department: PerangkatDaerah) -> User:
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", department.id)
    people = {code: make_user(department, ("sop_kinerja.*",), name) for code, name in LAMANDAU.items()}
    return people["kabag_organisasi"]


@pytest.fixture
def versi(department: PerangkatDaerah, head: User) -> SopVersi:
    """Two steps of the head: the first names the other plugin's action, and the second ends the work."""
    data = lamandau()
    first, second = (
        replace(step, jenis="kegiatan", tidak_ke=None, pelaksana=("kabag_organisasi",), kebutuhan=(), aksi="")
        for step in data.langkah[:2]
    )
    steps = (replace(first, aksi=ACTION), replace(second, ya_ke=0, selesai=True))
    with acting(system_actor(department.id)):
        made = import_sop(replace(data, kode="dengan_catatan", langkah=steps), department.id)
        ratify(made)
    return made


def _task(versi: SopVersi, head: User) -> Tugas:
    with acting(head.actor):
        kasus = start_case(versi, "2026-TW1", clock.today() + timedelta(days=9))
        return Tugas.get((Tugas.kasus == kasus) & (Tugas.status == "berjalan"))


def test_the_step_is_done_by_the_action(department: PerangkatDaerah, head: User, versi: SopVersi) -> None:
    with acting(system_actor()):
        activation.turn_on("contoh", department.id)
    with acting(head.actor):
        assert (ACTION, "Menulis catatan") in on_offer(department.id), "the editor offers it"
    task = _task(versi, head)
    with acting(head.actor):
        action = action_of(task)
        assert action is not None and action.name == ACTION
        assert action.link(step_ref(task)).label == "Tulis catatan"
        CASES.complete(str(task.uuid), "ya")
        assert [row.nomor for row in Tugas.select().where(Tugas.status == "berjalan")] == [2]


def test_with_the_plugin_off_it_is_done_by_hand(department: PerangkatDaerah, head: User, versi: SopVersi) -> None:
    task = _task(versi, head)
    with acting(head.actor):
        assert action_of(task) is None
        assert (ACTION, "Contoh: catat (tidak aktif di perangkat daerah ini)") in on_offer(department.id, [ACTION])
        with pytest.raises(InputError, match="Unggah berkas hasil langkah ini"):
            complete_by_hand(str(task.uuid), "ya", note="Ditulis tangan.")
        complete_by_hand(str(task.uuid), "ya", note="Ditulis tangan.", upload=pdf())
        assert [row.nomor for row in Tugas.select().where(Tugas.status == "berjalan")] == [2]
