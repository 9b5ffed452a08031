"""Several people at the tables of one year in the same moment: nothing is lost, overwritten unseen, or kept twice."""

from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest

from core import clock
from core.actor import acting, system_actor
from core.audit import Jejak
from core.db import connection, transaction
from core.errors import FieldErrors, NotFound
from core.testing.people import make_user
from plugins.sop_kinerja.models import Indikator, Progres, RealisasiAnggaran, Target
from plugins.sop_kinerja.services import anggaran_isi, progres_isi, renaksi_aksi, renaksi_target, rencana_sahkan
from plugins.sop_kinerja.services.isian_bulan import value_cell
from plugins.sop_kinerja.services.renaksi_gabung import Collision
from tests.plugins.sop_kinerja.kasus_world import together
from tests.plugins.sop_kinerja.renaksi_world import APRIL, YEAR, Office, targets

MARCH = f"{YEAR}-B03"


@pytest.mark.usefixtures("each_database")
def test_of_two_in_one_cell_one_is_asked(office: Office) -> None:
    opened = targets(office.events, TH="", TW1="")

    def write(text: str) -> None:
        renaksi_target.save(YEAR, "triwulan", targets(office.events, TH=text), opened)

    errors = together([lambda: write("12"), lambda: write("15")], [office.planner, office.planner])
    kinds = sorted(type(error).__name__ for error in errors)
    assert kinds == ["Collision", "NoneType"]
    (error,) = [error for error in errors if isinstance(error, Collision)]
    with acting(system_actor(office.department.id)):
        (row,) = Target.select()
    assert list(error.stored.values()) == [f"{row.nilai:.0f}"], "the other one's figure is told"


@pytest.mark.usefixtures("each_database")
def test_different_cells_at_once_are_all_kept(office: Office) -> None:
    first = {value_cell(str(row.uuid)): "" for row in (office.events, office.cover, *office.below)}

    def progress(row: Any) -> None:
        with clock.at(APRIL):
            progres_isi.save(MARCH, {value_cell(str(row.uuid)): "3"}, first)

    def spending(row: Any) -> None:
        with clock.at(APRIL):
            anggaran_isi.save(MARCH, {value_cell(str(row.uuid)): "100"}, first)

    deeds = [
        lambda: progress(office.events),
        lambda: progress(office.cover),
        lambda: spending(office.below[0]),
        lambda: spending(office.below[1]),
    ]
    assert together(deeds, [office.planner] * 4) == [None] * 4
    with acting(system_actor(office.department.id)):
        assert Progres.select().count() == RealisasiAnggaran.select().count() == 2


@pytest.mark.usefixtures("each_database")
def test_a_target_is_not_changed_while_the_year_is_being_approved(office: Office) -> None:
    approver = make_user(office.department, ("sop_kinerja.rencana_tahunan.approve",), "Kepala")
    with acting(office.planner.actor):
        year = targets(office.events, TH="10") | targets(office.cover, TH="80")
        renaksi_target.save(YEAR, "triwulan", year, {})

    planner = office.planner.actor

    def late() -> None:
        with connection(), acting(planner):
            renaksi_target.save(YEAR, "triwulan", targets(office.events, TH="99"), targets(office.events, TH="10"))

    with ThreadPoolExecutor(1) as pool:
        with acting(approver.actor), clock.at(APRIL), transaction():
            rencana_sahkan.approve(YEAR)
            writing = pool.submit(late)
            assert not wait([writing], timeout=0.5).done, "it waits for the approval"
        with pytest.raises(FieldErrors, match="disahkan"):
            writing.result()
    assert office.value(office.events, "TH") == 10


@pytest.mark.usefixtures("each_database")
def test_an_action_that_is_removed_meanwhile_is_not_saved(office: Office) -> None:
    with acting(office.planner.actor):
        row = renaksi_aksi.add(YEAR, str(office.events.uuid), {"aksi": "Menyusun jadwal"}, ["1"])
        opened = renaksi_aksi.version(row)

    def change() -> None:
        renaksi_aksi.change(str(row.uuid), {"aksi": "Menggelar"}, ["2"], opened)

    def remove() -> None:
        renaksi_aksi.remove(str(row.uuid))

    errors = together([change, remove], [office.planner, office.planner])
    assert errors[1] is None and isinstance(errors[0], NotFound | None)
    with acting(system_actor(office.department.id)):
        lines = Jejak.select().where(Jejak.objek == str(row.uuid)).order_by(Jejak.id)
        deeds = [str(one.tindakan) for one in lines]
    assert deeds[-1] == renaksi_aksi.REMOVED, "nothing is said to be saved that was gone"


@pytest.mark.usefixtures("each_database")
def test_parts_that_are_right_alone_and_wrong_together_are_not_both_kept(office: Office) -> None:
    """Each triwulan fits the year; the two of them only where the other has not been written yet."""
    with acting(system_actor(office.department.id)):
        Indikator.update(kumulatif=False, agregasi_periode="jumlah").where(Indikator.id == office.events.id).execute()
    with acting(office.planner.actor):
        renaksi_target.save(YEAR, "triwulan", targets(office.events, TH="10"), {})

    def write(part: str) -> None:
        renaksi_target.save(
            YEAR, "triwulan", targets(office.events, **{part: "6"}), targets(office.events, **{part: ""})
        )

    errors = together([lambda: write("TW1"), lambda: write("TW2")], [office.planner, office.planner])
    assert sorted(type(error).__name__ for error in errors) == ["FieldErrors", "NoneType"]
