"""Agreements that two people work on in the same moment, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from core import activation
from core.actor import Actor, acting, system_actor
from core.db import connection
from core.errors import NotAllowed, StateError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Acuan, PerjanjianKinerja, PkIndikator
from plugins.sop_kinerja.services import pk_susun, pk_tanda
from plugins.surat.models import NaskahTte
from plugins.surat.services import certificates, naskah_tanda
from tests.plugins.sop_kinerja.pk_world import YEAR, Agreement, make_agreement, scan

PASSPHRASE = "laut biru tenang"
pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def world(department: PerangkatDaerah) -> Agreement:
    return make_agreement(department)


def together(actor: Actor, deed: Callable[[], object]) -> list[str]:
    """What becomes of the same deed by two at once: "done", or the kind of what was refused."""
    ready = Barrier(2)

    def work(_: int) -> str:
        with connection(), acting(actor):
            ready.wait()
            try:
                deed()
            except (StateError, NotAllowed):
                return "refused"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(work, range(2)))


def test_two_planners_make_one_agreement(world: Agreement) -> None:
    actor = world.planner.actor
    assert together(actor, lambda: pk_susun.draft(YEAR, world.regent.jabatan.id)) == ["done", "refused"]
    with acting(system_actor(world.home.id)):
        assert PerjanjianKinerja.select().count() == 1 and PkIndikator.select().count() == 3
    pk = world.fresh(_only(world))
    world.submit(pk)
    assert together(actor, lambda: pk_tanda.upload(str(pk.uuid), scan())) == ["done", "refused"]
    with acting(system_actor(world.home.id)):
        assert Acuan.select().count() == 1
    assert together(actor, lambda: pk_susun.revise(str(pk.uuid), "APBD")) == ["done", "refused"]


def test_one_signs_once_and_both_put_it_in_force(world: Agreement) -> None:
    for one in (world.home, world.setda):
        with acting(system_actor(one.id)):
            activation.turn_on("surat", one.id)
    for signer in (world.head, world.regent):
        with acting(signer.actor):
            certificates.issue_own(PASSPHRASE, PASSPHRASE)
    pk = world.submitted("elektronik")
    uuid = str(world.fresh(pk).rujukan).partition(":")[2]
    for signer in (world.head, world.regent):
        assert together(signer.actor, lambda: naskah_tanda.sign(uuid, PASSPHRASE)).count("done") == 1
    assert world.fresh(pk).status == "berlaku"
    with acting(system_actor(world.home.id)):
        (paper,) = NaskahTte.select()
        assert Acuan.select().count() == 1 and paper.dokumen_id == world.fresh(pk).dokumen_id


def _only(world: Agreement) -> PerjanjianKinerja:
    with acting(system_actor(world.home.id)):
        found: PerjanjianKinerja = PerjanjianKinerja.get()
    return found
