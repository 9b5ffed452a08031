"""The tree of a budget: everything once, added up from below, whatever the rows say."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.anggaran_pohon import Item, absorbed, total, tree, walk


def item(number: int, induk: int | None = None, pagu: str = "0") -> Item:
    return Item(number, induk, f"{number}", f"Baris {number}", "program", Decimal(pagu))


def test_sums_from_below_and_null_is_not_zero() -> None:
    rows = [item(1, pagu="1000"), item(2, 1, "600"), item(3, 1, "400"), item(4, pagu="50")]
    top = tree(rows, {(2, 1): Decimal(100), (2, 2): Decimal(0), (3, 1): Decimal(50)})
    program, other = top
    assert program.spent(1, 1) == 150
    assert program.spent(2, 2) == 0, "nothing spent is zero"
    assert program.spent(3, 12) is None, "nothing filled in is not"
    assert other.spent(1, 12) is None
    assert (total(top).pagu, total(top).spent(1, 12)) == (1050, 150)
    assert absorbed(program.spent(1, 12), program.pagu) == Decimal("15.00")
    assert absorbed(None, Decimal(10)) is absorbed(Decimal(10), Decimal(0)) is None


def test_pagu_without_its_own_is_that_of_the_rows_below() -> None:
    (program,) = tree([item(1), item(2, 1, "600"), item(3, 1, "400")], {})
    assert program.pagu == 1000 and not program.warning
    (program,) = tree([item(1, pagu="900"), item(2, 1, "600"), item(3, 1, "400")], {})
    assert program.pagu == 900 and "melebihi pagu" in program.warning


@given(st.lists(st.one_of(st.none(), st.integers(0, 11)), min_size=1, max_size=12), st.data())
def test_every_row_stands_once_also_in_a_circle(parents: list[int | None], data: st.DataObject) -> None:
    rows = [item(number, induk) for number, induk in enumerate(parents)]
    spent = {(number, 1): Decimal(data.draw(st.integers(0, 9))) for number in range(len(rows))}
    top = tree(rows, spent)
    assert sorted(node.item.id for node in walk(top)) == list(range(len(rows)))
    assert total(top).spent(1, 1) == sum(spent.values())
