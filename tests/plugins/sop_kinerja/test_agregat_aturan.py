"""Every rule, over periods, units and the tree: the engine says what a plain recomputation says, on both databases."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from core.actor import acting, system_actor
from plugins.sop_kinerja.models import RekapCapaian
from plugins.sop_kinerja.models.data import AGREGASI, FORMULA
from plugins.sop_kinerja.services import agregat
from tests.plugins.sop_kinerja.agregat_dunia import Land, fact, means_by_hand, settle
from tests.plugins.sop_kinerja.agregat_polos import MONTHS, PARTS, PERIODS, Rule, World, half_up

BIG = 10**18 - 1
MIL = 10**6
small = st.integers(-50 * MIL, 200 * MIL)
figures = st.one_of(small, small, small, st.integers(-BIG, BIG), st.sampled_from([0, 1, BIG, -BIG]))
maybe = st.one_of(st.none(), figures, figures, figures, figures)
rules = st.sampled_from(sorted(AGREGASI))
BRANCHES = ("", "11", "12", "13")


@st.composite
def worlds(draw: Any) -> World:
    many = draw(st.integers(1, 4))
    made = [
        Rule(
            draw(st.sampled_from(sorted(FORMULA))), draw(rules), draw(rules), draw(st.booleans()),
            draw(st.sampled_from(["Persen", "%", "Orang"])),
            draw(st.one_of(st.none(), st.sampled_from([0, 25 * MIL, 30 * MIL, 33_333_333]))),
            draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None,
        )
        for number in range(many)
    ]  # fmt: skip
    # Figures lie close together, so that their wholes are made often.
    level = draw(st.sampled_from([MONTHS[:3], ["TW1", "TW2", "TW3", "TW4"], ["S1", "S2"], list(PERIODS)]))
    places = st.tuples(st.integers(0, many - 1), st.sampled_from(level), st.sampled_from(BRANCHES))
    dense = draw(st.booleans())
    wanted = (
        [(n, p, b) for n in range(many) for p in level for b in BRANCHES[: draw(st.integers(1, 3))]] if dense else []
    )
    chosen = draw(st.lists(places, max_size=15, unique=True))
    taken = [one for one in wanted if one not in chosen] + ([] if dense else chosen)
    facts = {place: draw(facts_of(made[place[0]])) for place in dict.fromkeys(taken)}
    asked = frozenset(draw(st.lists(places, max_size=4)))
    targets = draw(
        st.dictionaries(
            st.tuples(st.integers(0, many - 1), st.sampled_from(sorted(PARTS))),
            st.tuples(maybe, maybe), max_size=4,
        )
    )  # fmt: skip
    return World(made, facts, targets, asked | frozenset(facts))


def facts_of(rule: Rule) -> Any:
    def build(value: Any, target: Any, high: Any, due: bool, parts: Any) -> Any:
        return fact(
            value,
            target if due else None,
            due=due,
            atas=high,
            formula=rule.formula,
            pembilang=parts[0],
            penyebut=parts[1],
        )

    return st.builds(build, maybe, maybe, maybe, st.sampled_from([True, True, True, False]), st.tuples(maybe, maybe))


def plant(land: Land, world: World) -> Any:
    land.clear()
    made = land.plant(world.rules)
    land.set_targets(made, world.targets)
    for number, (place, node) in enumerate(world.facts.items()):
        land.submit(made, place, node, "disahkan", number)
    for place in sorted(world.asked - frozenset(world.facts)):
        land.submit(made, place, fact(7 * MIL), "diajukan")
    return made


def assert_means(land: Land) -> None:
    found = {
        (row.tingkat, row.periode, row.perangkat_daerah_id): row
        for row in RekapCapaian.select().where(RekapCapaian.penyelenggara == land.asker.id)
    }
    by_hand = means_by_hand(land.asker.id)
    assert set(found) == set(by_hand)
    for key, (yes, no, total) in by_hand.items():
        row = found[key]
        assert (row.dinilai, row.belum_dinilai) == (yes, no)
        if abs(total) < 9 * 10**18 and row.rata_rata is not None:
            assert int(row.jumlah.scaleb(6)) == total
            assert int(row.rata_rata.scaleb(6)) == half_up(Fraction(total, yes))


@pytest.fixture
def land(each_database: str, home: object) -> Land:
    return settle()


class TestBoth:
    @settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
    @given(world=worlds())
    def test_any_world(self, land: Land, world: World) -> None:
        with acting(system_actor()):
            made = plant(land, world)
            agregat.rebuild(land.asker.id)
            expected = world.nodes()
            for node in expected.values():
                event(node["asal"])
            assert land.stored(made) == expected
            assert_means(land)
