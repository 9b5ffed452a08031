"""A cycle of kelengkapan is refused: the message names both steps."""

from dataclasses import replace

import pytest

from core.actor import acting, system_actor
from core.errors import StateError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.alur import Flow, Node
from plugins.sop_kinerja.models import SopVersi
from plugins.sop_kinerja.services.sop import check_flows
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.sop_kinerja.sopform import KebutuhanData
from plugins.sop_kinerja.syarat import Wait, check_needs

FLOW = Flow([Node(1, 2), Node(2, 3), Node(3, 0)])


def test_an_earlier_step_may_be_needed() -> None:
    check_needs(FLOW, [Wait(2, "Disposisi", 1), Wait(3, "Disposisi", 1), Wait(3, "Draf", 2)])


@pytest.mark.parametrize(
    ("wait", "sentence"),
    [
        (Wait(1, "Draf", 3), "Langkah 1 memerlukan «Draf» dari langkah 3, padahal langkah 3 baru dikerjakan sesudah "
                             "langkah 1: keduanya saling menunggu."),
        (Wait(2, "Draf", 2), "Langkah 2 memerlukan «Draf» dari langkah 2 itu sendiri, sehingga tidak pernah dapat "
                             "dimulai."),
        (Wait(2, "Draf", 9), "Langkah 2 memerlukan «Draf» dari langkah 9, yang tidak ada dalam pelaksanaan yang sama."),
        (Wait(2, "Draf", None), "Langkah 2 memerlukan «Draf» dari langkah yang tidak ada"),
    ],
)  # fmt: skip
def test_what_could_never_be_met(wait: Wait, sentence: str) -> None:
    with pytest.raises(StateError) as found:
        check_needs(FLOW, [Wait(3, "Disposisi", 1), wait])
    assert found.value.sentence.startswith(sentence)


def _with_need(department: PerangkatDaerah, nomor: int, dari: int) -> SopVersi:
    data = next(sop for sop in seed_sops() if sop.kode == "dkp3_balangan")
    steps = tuple(
        replace(step, kebutuhan=(KebutuhanData(step.kelengkapan[0], "hasil", dari=dari),))
        if step.nomor == nomor
        else step
        for step in data.langkah
    )
    return import_sop(replace(data, langkah=steps), department.id)


def test_it_is_refused_when_the_sop_is_ratified(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        versi = _with_need(department, 2, 4)
        with pytest.raises(StateError, match=r"Langkah 2 .*langkah 4"):
            ratify(versi)
        assert SopVersi.get_by_id(versi.id).status == "konsep"


def test_another_cadence_is_another_case(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        versi = _with_need(department, 7, 3)
        with pytest.raises(StateError, match="langkah 3, yang tidak ada dalam pelaksanaan yang sama"):
            check_flows(versi)
