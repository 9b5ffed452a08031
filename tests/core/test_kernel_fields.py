"""Columns that mean the same on both databases."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plugins.contoh.models import Baris, Catatan

from core.actor import acting, system_actor
from core.db import transaction
from core.fields import exact_sum

pytestmark = pytest.mark.usefixtures("each_database")
relaxed = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CENTS = st.integers(-(10**12), 10**12).map(lambda cents: Decimal(cents).scaleb(-2))
ZONES = ("UTC", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FIRST, LAST = datetime(1970, 1, 2), datetime(2100, 1, 1)  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.sampled_from([ZoneInfo(zone) for zone in ZONES]))


class Undo(Exception):
    """Takes an example's rows back."""


@pytest.fixture
def note(department):
    with acting(system_actor(department.id)):
        yield Catatan.create(perangkat_daerah=department, judul="x")


@given(amounts=st.lists(CENTS, min_size=1, max_size=12))
@relaxed
def test_sums_and_order_are_exact(note, amounts) -> None:
    with pytest.raises(Undo), transaction():
        for amount in amounts:
            Baris.create(perangkat_daerah=note.perangkat_daerah_id, catatan=note, jumlah=amount)
        stored = [row.jumlah for row in Baris.select().order_by(Baris.jumlah)]
        assert stored == sorted(amounts)
        assert Baris.select(exact_sum(Baris.jumlah)).scalar() == sum(amounts)
        assert Baris.select().where(Baris.jumlah >= amounts[0]).count() == len([a for a in amounts if a >= amounts[0]])
        raise Undo


def test_ten_times_ten_cents_is_one(note) -> None:
    for _ in range(10):
        Baris.create(perangkat_daerah=note.perangkat_daerah_id, catatan=note, jumlah=Decimal("0.10"))
    assert Baris.select(exact_sum(Baris.jumlah)).scalar() == Decimal("1.00")


@pytest.mark.parametrize(
    "wrong", [0.1, Decimal("0.001"), Decimal(10) ** 18, "satu", Decimal("NaN"), Decimal("Infinity")]
)
def test_what_would_not_be_exact_is_refused(note, wrong) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        Baris.create(perangkat_daerah=note.perangkat_daerah_id, catatan=note, jumlah=wrong)
    assert Baris.select().count() == 0


@given(moments=st.lists(MOMENTS, min_size=1, max_size=6))
@relaxed
def test_a_moment_comes_back_as_the_same_moment_in_utc(note, moments) -> None:
    with pytest.raises(Undo), transaction():
        for moment in moments:
            Catatan.create(perangkat_daerah=note.perangkat_daerah_id, judul="m", terbit=moment)
        rows = Catatan.select().where(Catatan.judul == "m").order_by(Catatan.terbit)
        assert [row.terbit for row in rows] == sorted(moment.astimezone(UTC) for moment in moments)
        assert {row.terbit.utcoffset() for row in rows} == {timedelta(0)}
        assert rows.where(Catatan.terbit <= moments[0]).count() == len([m for m in moments if m <= moments[0]])
        raise Undo


def test_a_moment_without_a_zone_is_refused(note) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Catatan.create(perangkat_daerah=note.perangkat_daerah_id, judul="m", terbit=datetime(2026, 1, 1))  # noqa: DTZ001
