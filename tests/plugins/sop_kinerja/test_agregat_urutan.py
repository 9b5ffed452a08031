"""Whatever happens in whatever order: after the workers have run, the recaps are those of a plain recomputation."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actor import acting, system_actor
from core.db import database
from core.testing.people import make_user
from plugins.sop_kinerja.cli import recap
from plugins.sop_kinerja.models import Penyampaian, Realisasi, RekapAngka, RekapBasi, RekapCapaian, Target
from plugins.sop_kinerja.services import agregat, agregat_periksa, data_check
from plugins.sop_kinerja.services.agregat_basi import mark_target
from plugins.sop_kinerja.services.data_flow import FLOW
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.agregat_dunia import BEGIN, Land, fact, settle
from tests.plugins.sop_kinerja.agregat_polos import Rule, World, decimal
from tests.plugins.sop_kinerja.data_play import HEALTH, SCHOOL, Play
from tests.plugins.sop_kinerja.kasus_world import together

MIL = 10**6
ON = {"draft": "diajukan", "dikembalikan": "diajukan", "diajukan": "diverifikasi", "diverifikasi": "disahkan"}
RULES = [
    Rule("naik", "rata_rata", "rata_rata", satuan="Persen"),
    Rule("turun", "jumlah", "jumlah", bobot=40 * MIL, induk=0),
    Rule("naik", "terakhir", "rasio", bobot=60 * MIL, induk=0),
    Rule("naik", "jumlah", "tertimbang", induk=None),
]
PLACES = [
    *((1, part, "") for part in ("TW1", "TW2", "TW3", "TW4")),
    *((2, part, branch) for part in ("TW1", "TW2") for branch in ("11", "12")),
    *((0, part, "") for part in ("S1", "TW1")), (3, "TW1", ""), (3, "TW1", ""),
]  # fmt: skip
"""What is asked for; the last place twice: two campaigns ask for the same figure."""

values = st.one_of(st.none(), st.integers(0, 120 * MIL), st.integers(0, 120).map(lambda n: n * MIL))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("on"), st.integers(0, len(PLACES) - 1), values),
        st.tuples(st.just("on"), st.integers(0, len(PLACES) - 1), values),
        st.tuples(st.just("settle"), st.integers(0, len(PLACES) - 1), values),
        st.tuples(st.just("settle"), st.integers(0, len(PLACES) - 1), values),
        st.tuples(st.just("back"), st.integers(0, len(PLACES) - 1), st.none()),
        st.tuples(st.just("cancel"), st.integers(0, len(PLACES) - 1), st.none()),
        st.tuples(st.just("target"), st.integers(0, len(RULES) - 1), values),
        st.tuples(st.just("refresh"), st.just(0), st.none()),
    ),
    min_size=5,
    max_size=40,
)


@pytest.fixture
def land(each_database: str, home: object) -> Land:
    return settle()


class Campaigns:
    """Submissions of one figure each, moved as the services move them, and the plain world beside."""

    def __init__(self, land: Land) -> None:
        land.clear()
        self.land, self.clock = land, 0
        self.made = land.plant(RULES)
        empty = [fact(None, 50 * MIL, formula=RULES[place[0]].formula) for place in PLACES]
        self.rows = [land.submit(self.made, *pair, "draft") for pair in zip(PLACES, empty, strict=True)]
        self.values: list[int | None] = [None] * len(PLACES)
        self.approved = [0] * len(PLACES)
        self.targets: dict[tuple[int, str], tuple[int | None, int | None]] = {}

    def do(self, verb: str, number: int, value: int | None) -> None:
        if verb == "refresh":
            agregat.refresh(self.land.asker.id)
        elif verb == "target":
            self._set_target(number, value)
        elif verb == "back":
            if self.rows[number].status in ("diajukan", "diverifikasi", "disahkan"):
                FLOW.move(self.rows[number], "dikembalikan", reason="Periksa lagi.")
        elif verb == "cancel":
            if self.rows[number].status not in ("disahkan", "dibatalkan"):
                FLOW.move(self.rows[number], "dibatalkan", reason="Tidak jadi.")
        else:
            for _ in range(3 if verb == "settle" else 1):
                self._on(number, value)

    def _on(self, number: int, value: int | None) -> None:
        row = self.rows[number]
        if row.status not in ON:
            return
        if row.status in ("draft", "dikembalikan"):
            parts = {"pembilang": decimal(value), "penyebut": decimal(None if value is None else 7 * MIL)}
            Realisasi.update(nilai=decimal(value), **parts).where(Realisasi.penyampaian == row).execute()
            self.values[number] = value
        self.clock += 1
        also = {Penyampaian.disahkan: BEGIN + timedelta(minutes=self.clock)} if row.status == "diverifikasi" else {}
        FLOW.move(row, ON[row.status], also=also)
        self.approved[number] = self.clock

    def _set_target(self, number: int, value: int | None) -> None:
        row = Target.get_or_none((Target.indikator == self.made[number].indikator_id) & (Target.periode == "2026-S1"))
        row = row or Target(
            perangkat_daerah=self.made[number].perangkat_daerah_id, indikator=self.made[number].indikator_id,
            periode="2026-S1",
        )  # fmt: skip
        row.nilai = decimal(value)
        mark_target(row)
        row.save()
        self.targets[number, "S1"] = (value, None)

    def world(self) -> World:
        last: dict[tuple[int, str, str], int] = {}
        for number, place in enumerate(PLACES):
            if self.rows[number].status == "disahkan":
                last[place] = max(last.get(place, number), number, key=lambda n: (self.approved[n], n))
        facts = {
            place: replace(
                fact(self.values[n], 50 * MIL, formula=RULES[place[0]].formula),
                pembilang=self.values[n], penyebut=None if self.values[n] is None else 7 * MIL,
            )
            for place, n in last.items()
        }  # fmt: skip
        asked = {place for place, row in zip(PLACES, self.rows, strict=True) if row.status != "dibatalkan"}
        return World(RULES, facts, self.targets, frozenset(asked))


class TestAnyOrder:
    @settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
    @given(happened=steps)
    def test_incremental_is_plain_and_full(self, land: Land, happened: list[Any]) -> None:
        with acting(system_actor()):
            campaigns = Campaigns(land)
            for one in happened:
                campaigns.do(*one)
            agregat.refresh(land.asker.id)
            assert land.stored(campaigns.made) == campaigns.world().nodes()
            assert agregat_periksa.verify(land.asker.id).differences == []
            assert RekapBasi.select().count() == 0


@pytest.mark.usefixtures("each_database")
class TestTogether:
    def test_two_approvals_at_once_give_one_right_result(self, home: object) -> None:
        land = settle()
        with acting(system_actor()):
            campaigns = Campaigns(land)
            for number in range(8):
                campaigns.do("on", number, 30 * MIL + number)
                campaigns.do("on", number, None)

        def settle_one(number: int) -> Any:
            def work() -> None:
                with acting(system_actor()):
                    campaigns.do("on", number, None)
                    agregat.refresh(land.asker.id)

            return work

        people = [make_user(land.asker, (), f"Orang {number}") for number in range(8)]
        assert together([settle_one(number) for number in range(8)], people) == [None] * 8
        with acting(system_actor()):
            assert RekapBasi.select().count() == 0
            assert land.stored(campaigns.made) == campaigns.world().nodes()
            assert agregat_periksa.verify(land.asker.id).differences == []


@pytest.mark.usefixtures("each_database")
class TestThroughTheServices:
    def test_approving_and_opening_again_reach_the_recap_by_a_worker(self, home: object, run_jobs: Any) -> None:
        play = data_play.start()
        play.fill(0, HEALTH)
        play.settle(0)
        run_jobs()
        assert _means(play) == {
            ("Dinas Kesehatan", "perangkat_daerah"): "82.5",
            ("Sekretariat Daerah", "pemda"): "82.5",
        }
        play.fill(1, SCHOOL)
        play.settle(1)
        run_jobs()
        assert _means(play)["Sekretariat Daerah", "pemda"] == "100.25"  # (90 + 75 + 111 + 125) / 4
        with acting(play.team.actor):
            data_check.send_back(str(play.submission(0).uuid), "Periksa satuan.")
        run_jobs()
        assert _means(play) == {
            ("Dinas Pendidikan", "perangkat_daerah"): "118",
            ("Sekretariat Daerah", "pemda"): "118",
        }
        with acting(system_actor()):
            assert agregat_periksa.verify(play.owner.id).differences == []

    def test_what_was_approved_before_there_were_recaps_is_marked_once(self, home: object) -> None:
        play = data_play.start()
        play.fill(0, HEALTH)
        play.settle(0)
        with acting(system_actor()):
            database.execute_sql("DELETE FROM sop_kinerja_rekap_basi")  # as in a version that knew no such thing
            step = import_module("plugins.sop_kinerja.migrations.0009_recaps_of_what_was_approved")
            step.up(None, database.obj)
            assert agregat.stale_askers() == [play.owner.id]
            agregat.refresh(play.owner.id)
            assert _means(play)["Sekretariat Daerah", "pemda"] == "82.5"

    def test_until_the_worker_has_run_it_says_what_waits(self, home: object) -> None:
        play = data_play.start()
        play.fill(0, HEALTH)
        play.settle(0)
        with acting(system_actor()):
            assert agregat.stale_askers() == [play.owner.id]
            assert RekapAngka.select().count() == 0


@pytest.mark.usefixtures("each_database")
class TestVerify:
    def test_it_proves_what_is_right_and_names_what_is_not(self, home: object, run_jobs: Any) -> None:
        play = data_play.start()
        play.fill(0, HEALTH)
        play.settle(0)
        run_jobs()
        said = CliRunner().invoke(recap, ["verify"])
        assert (said.exit_code, "sama dengan hitungan ulang" in said.output) == (0, True), said.output
        one_more = "UPDATE sop_kinerja_rekap_angka SET capaian = capaian + 1 WHERE capaian = 90000000"
        database.execute_sql(one_more)
        database.execute_sql("DELETE FROM sop_kinerja_rekap_capaian WHERE tingkat = 'pemda' AND periode = '2026-TW2'")
        said = CliRunner().invoke(recap, ["verify"])
        assert said.exit_code == 1
        assert "IKU-1 Indikator 1 Dinas Kesehatan, 2026-TW2: capaian 90.000001, seharusnya 90.000000" in said.output
        assert "pemda" in said.output and "tidak tersimpan, padahal seharusnya ada" in said.output
        assert "Sekretariat Daerah: 2 baris berubah" in CliRunner().invoke(recap, ["rebuild"]).output
        assert CliRunner().invoke(recap, ["verify"]).exit_code == 0

    def test_an_approved_figure_that_was_changed_behind_its_back_is_found(self, home: object, run_jobs: Any) -> None:
        play = data_play.start()
        play.fill(0, HEALTH)
        play.settle(0)
        run_jobs()
        database.execute_sql("UPDATE sop_kinerja_angka SET nilai = nilai + 1 WHERE nilai = 72000000")
        said = CliRunner().invoke(recap, ["verify"])
        assert said.exit_code == 1
        assert "nilai 72.000001, seharusnya 72.000000" in said.output


def _means(play: Play) -> dict[tuple[str, str], str]:
    with acting(system_actor()):
        found = RekapCapaian.select().where(RekapCapaian.periode == data_play.PERIOD)
        return {(row.perangkat_daerah.nama, row.tingkat): f"{row.rata_rata.normalize():f}" for row in found}
