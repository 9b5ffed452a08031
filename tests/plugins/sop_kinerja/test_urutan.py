"""New numbers for steps: whatever is moved, put in or taken out, nothing names a step that is not there."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sop_kinerja.urutan import Link, arrange


@st.composite
def drafts(draw: st.DrawFn) -> list[Link]:
    """Steps as an editor leaves them, or as careless data may bring them (`wild`)."""
    last = draw(st.integers(1, 7))
    wild = draw(st.booleans())
    low, high = (-1, last + 2) if wild else (1, last)
    found = []
    for nomor in range(1, last + 1):
        later = st.integers(low, high) if wild else st.integers(nomor + 1, last) if nomor < last else st.none()
        earlier = st.integers(low, high) if wild else st.integers(1, nomor - 1) if nomor > 1 else st.none()
        found.append(
            Link(
                nomor,
                draw(st.none() | st.just(0) | later),
                draw(st.none() | earlier),
                nomor == draw(st.integers(1, last)),
                tuple(draw(st.lists(st.none() | earlier, max_size=2))),
            )
        )
    return found


@given(links=drafts(), data=st.data())
def test_nothing_dangles(links: list[Link], data: Any) -> None:
    numbers = [link.nomor for link in links]
    kept = data.draw(st.lists(st.sampled_from(numbers), unique=True))
    order: list[int | None] = list(kept)
    if data.draw(st.booleans()):
        order.insert(data.draw(st.integers(0, len(order))), None)
    found, _ = arrange(links, order)
    assert sorted(found) == sorted(kept)
    for nomor, link in found.items():
        assert order[link.nomor - 1] == nomor
        assert link.ya_ke in (None, 0) or link.nomor + 1 < link.ya_ke <= len(order)
        assert link.tidak_ke is None or 1 <= link.tidak_ke < link.nomor
        assert all(dari is None or 1 <= dari < link.nomor for dari in link.dari)
        assert (link.ya_ke == 0) <= (link.nomor < len(order))
    if sum(one.mulai for one in links) == 1 and kept and order[0] is not None:
        assert sum(link.mulai for link in found.values()) == 1


@given(links=drafts(), data=st.data())
def test_names_follow_their_step(links: list[Link], data: Any) -> None:
    """With all steps kept, what still points somewhere points at the same step as before."""
    order = data.draw(st.permutations([link.nomor for link in links]))
    found, _ = arrange(links, order)
    for old in links:
        new = found[old.nomor]
        if new.ya_ke:
            assert order[new.ya_ke - 1] == old.ya_ke
        if new.tidak_ke is not None:
            assert order[new.tidak_ke - 1] == old.tidak_ke
        for before, after in zip(old.dari, new.dari, strict=True):
            assert after is None or order[after - 1] == before
        assert all(old.dari[at] is not None and new.dari[at] is None for at in new.tanpa)


@given(links=drafts())
def test_the_same_order_twice_changes_nothing_more(links: list[Link]) -> None:
    order = [link.nomor for link in links]
    once, _ = arrange(links, order)
    again, sentences = arrange([replace(link, tanpa=()) for link in once.values()], order)
    assert {key: replace(link, tanpa=()) for key, link in once.items()} == again and sentences == ()


@pytest.mark.parametrize(
    ("ya_ke", "order", "expected"),
    [
        (3, [1, 2, 3, 4], 3),
        (3, [1, 2, 4], 3),  # the one it led to is gone: to what followed that
        (3, [1, 3, 4], None),  # it is the next one now
        (4, [1, 2, 3], 0),  # what it led to was the last: now it leads to the end
        (0, [2, 3, 4, 1], None),  # the last ends anyway
        (3, [3, 1, 2, 4], None),  # Ya never goes back
        (None, [1, 3, 4], None),
    ],
)
def test_where_ya_leads_afterwards(ya_ke: int | None, order: list[int | None], expected: int | None) -> None:
    links = [Link(1, ya_ke), Link(2), Link(3), Link(4)]
    assert arrange(links, order)[0][1].ya_ke == expected
