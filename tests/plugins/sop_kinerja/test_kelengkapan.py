"""A step begins only with its kelengkapan, says what is missing and who can supply it, and goes on when it comes."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core import clock
from core.actor import acting, system_actor
from core.audit import Jejak
from core.errors import StateError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import JenisAcuan, Kasus, Tugas, TugasJeda
from plugins.sop_kinerja.services.kasus_needs import missing
from plugins.sop_kinerja.services.kasus_release import release
from plugins.sop_kinerja.services.kasus_run import Run
from tests.plugins.sop_kinerja.kelengkapan_world import PLANNER, YEAR, Balangan, make_balangan

JANUARY = datetime(YEAR, 1, 5, 2, tzinfo=UTC)  # a Monday morning


@pytest.fixture
def office(department: PerangkatDaerah) -> Balangan:
    with clock.at(JANUARY):
        return make_balangan(department)


def lacking(task: Tugas) -> list[str]:
    return [one["nama"] for one in task.kurang]


def test_ratifying_puts_the_kinds_on_the_list(office: Balangan) -> None:
    with acting(system_actor(office.department.id)):
        rows = {row.kode: row for row in JenisAcuan.select()}
    assert {kode: row.per for kode, row in rows.items()} == {
        "pk": "tahun", "rencana_aksi": "tahun", "progres_bulanan": "bulan", "catatan_pembagian_tugas": "semester",
    }  # fmt: skip
    assert {row.jabatan_id for row in rows.values()} == {office.people[PLANNER].jabatan.id}


def test_a_step_is_held_and_says_who_can_supply_what(office: Balangan) -> None:
    with clock.at(JANUARY):
        office.begin("TW1")
        task = office.task(1)
        assert task.tertahan and task.mulai is None
        assert lacking(task) == ["Perjanjian Kinerja 2026", "Rencana Aksi 2026"]
        planner = office.people[PLANNER]
        assert {one["oleh"] for one in task.kurang} == {planner.jabatan.nama}
        assert {one["jabatan_id"] for one in task.kurang} == {planner.jabatan.id}
        with pytest.raises(StateError, match=r"kelengkapannya belum ada: Perjanjian Kinerja 2026 \(Kasubbag"):
            office.do(1)
        with acting(system_actor(office.department.id)):
            assert TugasJeda.select().where(TugasJeda.selesai.is_null()).count() == 1


def test_it_goes_on_when_the_last_of_it_comes(office: Balangan) -> None:
    with clock.at(JANUARY):
        office.begin("TW1")
        before = office.task(1).tenggat
    later = JANUARY + timedelta(days=2)
    with clock.at(later):
        assert office.supply("pk", "TH") == ("Perjanjian Kinerja 2026", 0)
        assert lacking(office.task(1)) == ["Rencana Aksi 2026"], "only a part has come"
        assert office.supply("rencana_aksi", "TH") == ("Rencana Aksi 2026", 1)
        task = office.task(1)
        assert not task.tertahan and task.kurang == [] and task.mulai == later and task.tenggat > before
        with acting(system_actor(office.department.id)):
            assert not TugasJeda.select().where(TugasJeda.selesai.is_null()).exists()
            assert Jejak.select().where(Jejak.tindakan == "sop_kinerja.tugas.release").count() == 1
        office.do(1)
        assert not office.task(2).tertahan


def test_every_month_of_the_quarter_must_be_there(office: Balangan) -> None:
    with clock.at(JANUARY):
        office.supply("pk", "TH")
        office.supply("rencana_aksi", "TH")
        office.begin("TW1")
        office.do(1)
        office.do(2)
        assert lacking(office.task(3)) == ["Laporan Progres Bulanan Januari, Februari, dan Maret 2026"]
        office.supply("progres_bulanan", "B01", "B03", "B07")
        assert lacking(office.task(3)) == ["Laporan Progres Bulanan Februari 2026"]
        assert office.supply("progres_bulanan", "B02") == ("Laporan Progres Bulanan Februari 2026", 1)
        office.do(3)


def test_another_case_and_another_kind_are_left_alone(office: Balangan) -> None:
    with clock.at(JANUARY):
        office.begin("TW1")
        office.begin("TW2")
        assert office.supply("catatan_pembagian_tugas", "S1") == ("Catatan Pembagian Tugas Semester I 2026", 0)
        office.supply("pk", "TH")
        assert office.supply("rencana_aksi", "TH")[1] == 2, "both quarters waited for it"


def test_a_kind_taken_off_the_list_still_holds(office: Balangan) -> None:
    with clock.at(JANUARY), acting(system_actor(office.department.id)):
        office.supply("rencana_aksi", "TH")
        JenisAcuan.delete().where(JenisAcuan.kode == "pk").execute()
    with clock.at(JANUARY):
        office.begin("TW1")  # beginning puts it back
        assert lacking(office.task(1)) == ["Perjanjian Kinerja 2026"]
    with acting(system_actor(office.department.id)):
        JenisAcuan.delete().where(JenisAcuan.kode == "pk").execute()
        assert release(office.department.id) == []
    (left,) = office.task(1).kurang
    assert (left["nama"], left["sebab"]) == (
        "Perjanjian Kinerja",
        "Jenis dokumen ini belum ada pada daftar dokumen acuan.",
    )


def test_a_report_waits_for_the_cases_of_its_parts(office: Balangan) -> None:
    """A semester that was started outside the calendar is held until its quarters are finished."""
    with clock.at(JANUARY):
        for kode, parts in (
            ("pk", ["TH"]),
            ("rencana_aksi", ["TH"]),
            ("progres_bulanan", [f"B0{month}" for month in range(1, 7)]),
            ("catatan_pembagian_tugas", ["S1"]),
        ):
            office.supply(kode, *parts)
        with acting(system_actor(office.department.id)):
            semester = office.cases["S1"]
            step = Run(semester).steps[7]
            names = [(one["nama"], one["sebab"], one["oleh"]) for one in missing(Run(semester), step)]
        assert names == [
            (f"Data laporan Kinerja Triwulan ({quarter} 2026)", f"{quarter} 2026 belum dimulai.", "")
            for quarter in ("Triwulan I", "Triwulan II")
        ]
        office.begin("TW1")
        with acting(system_actor(office.department.id)):
            first = missing(Run(semester), step)[0]
        assert first["sebab"] == "Triwulan I 2026 belum selesai." and "langkah 1 Triwulan I 2026" in str(first["oleh"])
        for quarter in ("TW1", "TW2"):
            if quarter != "TW1":
                office.begin(quarter)
            for nomor in range(1, 6):
                office.do(nomor)
        with acting(system_actor(office.department.id)):
            assert Kasus.get_by_id(semester.id).status == "berjalan"
            assert missing(Run(semester), step) == []


def test_the_scheduled_job_is_a_net(office: Balangan) -> None:
    """Something came in a way that told nobody."""
    with clock.at(JANUARY):
        office.begin("TW1")
        office.supply("pk", "TH")
        office.supply("rencana_aksi", "TH")
        with acting(system_actor(office.department.id)):
            held = {Tugas.tertahan: True, Tugas.kurang: [{"nama": "Perjanjian Kinerja 2026", "kode": "pk"}]}
            Tugas.update(held).where(Tugas.nomor == 1).execute()
            assert [task.nomor for task in release(office.department.id)] == [1]
            assert release(office.department.id) == []


def test_many_that_wait_for_one_paper_are_looked_at_once(office: Balangan, count_queries) -> None:  # type: ignore[no-untyped-def]
    with clock.at(JANUARY), acting(system_actor(office.department.id)):
        office.begin("TW1")
        release(office.department.id)
        with count_queries() as one:
            release(office.department.id)
        row = Tugas.get(Tugas.nomor == 1)
        for _ in range(5):
            Tugas.insert({**row.__data__, "id": None, "uuid": str(uuid4())}).execute()
        with count_queries() as six:
            assert release(office.department.id) == []
    assert len(one) == len(six) <= 6


def test_looking_for_what_is_missing_costs_the_same_whatever_is_missing(office: Balangan, count_queries) -> None:  # type: ignore[no-untyped-def]
    with clock.at(JANUARY), acting(system_actor(office.department.id)):
        run = Run(office.begin("TW1"))
        with count_queries() as some:
            missing(run, run.steps[3])
    for kode, parts in (("pk", ["TH"]), ("rencana_aksi", ["TH"]), ("progres_bulanan", ["B01", "B02", "B03"])):
        office.supply(kode, *parts)
    with acting(system_actor(office.department.id)), count_queries() as none:
        assert missing(run, run.steps[3]) == []
    assert len(none) <= len(some) <= 6
