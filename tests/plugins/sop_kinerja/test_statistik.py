"""Figures about times: quantiles, words, findings; and the database's answer against a plain computation."""

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.actor import acting, system_actor
from core.errors import NotAllowed, NotFound
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import make_user
from plugins.sop_kinerja.models import TugasJeda
from plugins.sop_kinerja.services import statistik as groups
from plugins.sop_kinerja.services.statistik_jeda import pauses
from plugins.sop_kinerja.services.statistik_kasus import cases, decisions
from plugins.sop_kinerja.services.statistik_laporan import report
from plugins.sop_kinerja.services.statistik_pilih import Chosen, periods_run, versions_run
from plugins.sop_kinerja.statistik import Measure, at_most, below, in_words, least, quantile, share
from plugins.sop_kinerja.temuan_waktu import findings
from tests.plugins.sop_kinerja.history import BEGUN, Done, History

DAY = 450


@settings(deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 100))
def test_a_quantile_keeps_what_it_says(values: list[int], percent: int) -> None:
    values.sort()
    found = quantile(values, percent)
    assert found in values
    assert sum(1 for one in values if one <= found) * 100 >= percent * len(values)
    assert sum(1 for one in values if one < found) * 100 < percent * len(values)
    assert sum(1 for one in values if one >= found) * 100 >= (100 - percent) * len(values)


@settings(deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 99))
def test_the_least_is_reached_by_as_many_and_nothing_greater_is(values: list[int], percent: int) -> None:
    values.sort()
    found = least(values, percent)
    assert sum(1 for one in values if one >= found) * 100 >= percent * len(values)
    assert sum(1 for one in values if one > found) * 100 < percent * len(values)


@pytest.mark.parametrize("what", [quantile, least])
def test_of_nothing_there_is_no_quantile(what: Any) -> None:
    with pytest.raises(ValueError, match="nothing"):
        what([], 50)


@settings(deadline=None)
@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_says_all_only_for_all(part: int, more: int) -> None:
    whole = part + more
    found = share(part, whole)
    assert 0 <= found <= 100
    assert (found == 100) == (part == whole > 0)
    assert (found == 0) == (part == 0)


def test_minutes_in_words() -> None:
    assert in_words(0, DAY) == "kurang dari 1 menit"
    assert in_words(2, DAY) == "2 menit"
    assert in_words(449, DAY) == "7 jam 29 menit"
    assert in_words(450, DAY) == "1 hari"
    assert in_words(450 + 441, DAY) == "1 hari 7 jam"
    assert in_words(450 + 449, DAY, lambda x: -int(-x // 1)) == "2 hari"  # up: eight hours are more than a day has
    assert in_words(450 * 12 + 300, DAY) == "13 hari"


@settings(deadline=None)
@given(st.integers(2, 200_000))
def test_round_times_stand_on_either_side(minutes: int) -> None:
    under = below(minutes, DAY)
    assert under is not None and under < minutes <= at_most(minutes, DAY)


def measure(standard: int, times: list[int], nomor: int = 3) -> Measure:
    times = sorted(times)
    median, p90 = quantile(times, 50), quantile(times, 90)
    over = sum(1 for one in times if one > standard)
    return Measure(
        nomor,
        len(times),
        least(times, 90),
        median,
        p90,
        times[-1],
        sum(times),
        standard,
        None,
        None,
        over,
        over,
        0,
        DAY,
    )


def test_findings_are_sentences_that_are_true() -> None:
    slow = measure(2, [500] * 27 + [1, 1, 1])
    assert [one.text for one in findings([slow])] == [
        "Langkah 3 tertulis 2 menit; 90% dari 30 pelaksanaan memerlukan lebih dari 1 hari."
    ]
    few = measure(2, [500] * 6)
    assert "semua dari 6 pelaksanaan memerlukan lebih dari 1 hari" in findings([few])[0].text
    half = measure(450, [100] * 10 + [900] * 10 + [950])
    assert "separuh dari 21 pelaksanaan memerlukan 2 hari atau lebih" in findings([half])[0].text
    tail = measure(450, [100] * 17 + [4500] * 3)
    assert "separuh dari 20 pelaksanaan selesai dalam 1 jam 40 menit, tetapi 10%" in findings([tail])[0].text
    fast = measure(4500, [100] * 20)
    assert "90% dari 20 pelaksanaan selesai dalam 2 jam, jauh lebih cepat" in findings([fast])[0].text
    assert "semua dari 5 pelaksanaan selesai dalam 2 jam" in findings([measure(4500, [100] * 5)])[0].text
    assert findings([measure(15, [0] * 4 + [100])]) == []  # one of five is no tenth
    assert findings([measure(450, [400] * 20), measure(2, [9000] * 4)]) == []
    assert [one.nomor for one in findings([measure(100, [500] * 9, 1), slow])] == [3, 1]


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 5000), st.lists(st.integers(0, 50_000), min_size=5, max_size=40))
def test_no_finding_overstates(standard: int, times: list[int]) -> None:
    """A claim of nine in ten about a lower bound holds for the times that it was made from."""
    for one in findings([measure(standard, times)]):
        if "lebih dari" in one.text:
            floor = below(least(sorted(times), 90), DAY)
            assert floor is not None and in_words(floor, DAY) in one.text
            assert sum(1 for time in times if time > floor) * 10 >= 9 * len(times)


@pytest.fixture
def history(department: PerangkatDaerah, activate: Any) -> History:
    activate("sop_kinerja", department)
    user = make_user(department, ("sop_kinerja.*",), "Tim Kinerja")
    return History(department, user.jabatan)


def _plain(rows: list[tuple[int, int, int]]) -> tuple[int, ...]:
    """(minutes, paused, standard) of one group, as a person would reckon."""
    net = sorted(minutes - paused for minutes, paused, _ in rows)
    rated = sorted((minutes - paused) * 100 // standard for minutes, paused, standard in rows if standard)
    over = sum(1 for minutes, paused, standard in rows if minutes - paused > standard)
    return (
        len(rows), least(net, 90), quantile(net, 50), quantile(net, 90), net[-1], sum(net),
        quantile(rated, 50), quantile(rated, 90), over,
    )  # fmt: skip


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("seed", range(4))
def test_the_database_reckons_as_a_person_would(history: History, other_department: Any, seed: int) -> None:
    chance = random.Random(seed)
    holders = [history.jabatan, make_user(history.owner, (), "Sekda").jabatan]
    elsewhere = make_user(other_department, (), "Perencana").jabatan
    wanted: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
    standards = {nomor: step.waktu_nilai * {"menit": 1, "jam": 60, "hari": DAY}[step.waktu_satuan]
                 for nomor, step in history.steps.items()}  # fmt: skip
    for _ in range(chance.randint(1, 6)):
        done = []
        for _ in range(chance.randint(1, 30)):
            nomor, minutes = chance.randint(1, 10), chance.choice((0, 1, 2, 450, chance.randint(0, 9000)))
            paused = chance.randint(0, minutes)
            outside = nomor == 7
            holder = elsewhere if outside else chance.choice(holders)
            done.append(Done(nomor, minutes, paused, holder, department=other_department if outside else None))
            row = (minutes, paused, standards[nomor])
            for group in (("step", nomor), ("position", holder.id), ("department", holder.perangkat_daerah_id)):
                wanted.setdefault(group, []).append(row)
        history.case(done)
    history.case([Done(1, 77)], status="batal")
    history.case([Done(1, 77)], tahun=2025)
    history.case([Done(2, 5, values={"menit_kerja": None})])
    with acting(system_actor(history.owner.id)):
        chosen = Chosen(history.versi, 2026)
        found = {
            "step": groups.by_step(chosen),
            "position": groups.by_position(chosen),
            "department": groups.by_department(chosen),
        }
        units = groups.by_unit(chosen)
    got = {(kind, one.key): (one.n, one.least, one.median, one.p90, one.longest, one.total, one.ratio, one.ratio_p90,
           one.over) for kind, rows in found.items() for one in rows}  # fmt: skip
    assert got == {group: _plain(rows) for group, rows in wanted.items()}
    own = wanted.get(("department", history.owner.id), [])
    assert [(one.n, one.label) for one in units] == ([(len(own), "Sekretariat")] if own else [])
    assert all(one.label for one in found["position"] + found["department"])


@pytest.mark.usefixtures("each_database")
def test_what_counts_and_what_is_told_beside_it(history: History) -> None:
    by_hand, voided = {"dengan_tangan": True, "aksi": "surat.draf"}, {"gugur": True, "dengan_tangan": True}
    history.case([Done(1, 10, values=by_hand), Done(1, 30, values=voided), Done(2, 20, keputusan="dilewati")])
    history.case([Done(1, 20)], status="berjalan", periode="2026-TW2")
    history.case([Done(1, 99, values={"hitungan": "kalender"})])
    history.case([Done(1, 40)])
    with acting(system_actor(history.owner.id)):
        told = report(history.versi, 2026)
        assert [(one.key, one.n, one.median, one.by_hand) for one in told.steps] == [(1, 4, 20, 1)]
        assert told.left_out == 1 and not told.enough and told.findings == []
        assert any("1 dari 4" in rule for rule in told.rules)
        assert report(history.versi, 2026, "2026-TW2").n == 1
        assert report(history.versi, 2019).n == 0
        assert [(one.id, n) for one, n in versions_run()] == [(history.versi.id, 4)]
        assert periods_run(history.versi) == ["2026-TW1", "2026-TW2"]


@pytest.mark.usefixtures("each_database")
def test_decisions_and_their_rounds(history: History) -> None:
    nomor = next(number for number, step in history.steps.items() if step.tidak_ke is not None)
    history.case([Done(nomor, 5, keputusan="tidak"), Done(nomor, 5, putaran=2)])
    history.case([Done(nomor, 5)])
    history.case([Done(nomor, 5, keputusan="tidak")], status="berjalan")
    with acting(system_actor(history.owner.id)):
        (found,) = decisions(Chosen(history.versi))
    assert (found.nomor, found.n, found.tidak, found.per_hundred, found.rounds) == (nomor, 4, 2, 50, 150)
    assert not found.enough


@pytest.mark.usefixtures("each_database")
def test_whole_cases_against_their_deadline(history: History) -> None:
    """Lamandau's campaign: 36 days and 3 hours by its standards; a planned case has a deadline of its own."""
    at_once = BEGUN.date()
    history.case([Done(1, 36 * DAY + 180)], tenggat=at_once)
    history.case([Done(1, 36 * DAY + 181)], tenggat=at_once)
    history.case([Done(1, 3 * DAY)], rencana_mulai=BEGUN.date(), tenggat=BEGUN.date() + timedelta(days=1))
    history.case([Done(1, 100)], tenggat=BEGUN.date() + timedelta(days=90))
    history.case([], status="berjalan")
    history.case([], status="batal")
    with acting(system_actor(history.owner.id)):
        found = cases(Chosen(history.versi))
        none = cases(Chosen(history.versi, 2020))
    on_time = {one.nama: one.on_time for one in found.finished}
    assert on_time == {
        "Pelaksanaan 1": True, "Pelaksanaan 2": False, "Pelaksanaan 3": False, "Pelaksanaan 4": True,
    }  # fmt: skip
    assert (found.running, found.cancelled, found.on_time) == (1, 1, 2)
    assert found.median == 3 * DAY and found.p90 == 36 * DAY + 181
    assert (none.finished, none.median, none.p90) == ([], None, None)


@pytest.mark.usefixtures("each_database")
def test_pauses_by_cause_in_the_time_of_the_wall(history: History) -> None:
    kasus = history.case([Done(1, 10)], status="berjalan")
    task = history.opened(kasus, 2, BEGUN)
    hours = [1, 2, 3, 50]
    with scope(EVERYWHERE):
        for sebab, long in [*(("pihak_lain", one) for one in hours), ("kelengkapan", None)]:
            TugasJeda.create(
                perangkat_daerah=history.owner, penyelenggara=history.owner, tugas=task, sebab=sebab, keterangan="x",
                mulai=BEGUN, selesai=None if long is None else BEGUN + timedelta(hours=long, seconds=7),
            )  # fmt: skip
    with acting(system_actor(history.owner.id)):
        found = pauses(Chosen(history.versi))
    assert [(one.label, one.n, one.median, one.p90, one.total, one.open) for one in found] == [
        ("Menunggu kelengkapan", 0, None, None, 0, 1),
        ("Menunggu pihak lain", 4, 120, 3000, 56 * 60, 0),
    ]


def test_the_same_number_of_queries_whatever_there_is(history: History, count_queries: Any) -> None:
    def queries() -> int:
        with acting(system_actor(history.owner.id)), count_queries() as found:
            report(history.versi, 2026)
        return len(found)

    history.case([Done(n, 10) for n in range(1, 11)])
    few = queries()
    for _ in range(5):
        history.case([Done(n, 10) for n in range(1, 11)] * 3)
    assert queries() <= few


def test_only_whom_it_concerns(history: History, other_department: PerangkatDaerah) -> None:
    history.case([Done(1, 10)])
    with acting(make_user(history.owner, (), "Tanpa izin").actor), pytest.raises(NotAllowed):
        report(history.versi)
    stranger = make_user(other_department, ("sop_kinerja.*",), "Orang lain")
    with acting(stranger.actor), pytest.raises((NotFound, NotAllowed)):
        report(history.versi)
