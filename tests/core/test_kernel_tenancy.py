"""Another department's rows do not exist, whichever way a query is built."""

import threading
from types import SimpleNamespace

import peewee
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plugins.contoh.models import Baris, Catatan, Titipan

from core.audit import Jejak
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.tenancy import TenancyError, all_departments, department_scope, together_with
from core.testing.examples import examples

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def rows(department: PerangkatDaerah, other_department: PerangkatDaerah) -> SimpleNamespace:
    """Two notes with a line in each department, and one parcel within each."""
    found = SimpleNamespace(mine=department, theirs=other_department)
    with scope(EVERYWHERE):
        for name, owner in (("own", department), ("foreign", other_department)):
            notes = [Catatan.create(perangkat_daerah=owner, judul=f"{name} {n}") for n in range(2)]
            lines = [Baris.create(perangkat_daerah=owner, catatan=note, jumlah=1) for note in notes]
            parcel = Titipan.create(perangkat_daerah=owner, tujuan=owner, isi=name)
            setattr(found, name, SimpleNamespace(note=notes[0], line=lines[0], parcel=parcel))
        # Bad data that an index would not stop: a line of theirs under a note of mine.
        found.stray = Baris.create(perangkat_daerah=other_department, catatan=found.own.note, jumlah=5)
    return found


def test_without_a_department_nothing_can_be_asked(rows: SimpleNamespace) -> None:
    for attempt in (Catatan.select, Catatan.delete, lambda: Catatan.update(judul="x"), Catatan.alias("c").select):
        with pytest.raises(TenancyError):
            attempt()
    with pytest.raises(TenancyError):
        PerangkatDaerah.select().join(Catatan)
    with pytest.raises(TenancyError):
        Catatan.create(perangkat_daerah=rows.mine, judul="x")


def test_every_way_of_reading(rows: SimpleNamespace) -> None:
    foreign = rows.foreign.note
    with department_scope(rows.mine.id):
        assert Catatan.select().count() == 2
        assert Catatan.get_or_none(Catatan.id == foreign.id) is None
        with pytest.raises(Catatan.DoesNotExist):
            Catatan.get_by_id(foreign.id)
        with pytest.raises(Catatan.DoesNotExist):
            Catatan[foreign.id]
        assert Catatan.filter(judul="foreign 0").count() == 0
        assert (
            not Catatan.select()
            .where((Catatan.id == foreign.id) | (Catatan.judul != ""))
            .where(Catatan.id == foreign.id)
        )
        assert Catatan.select(peewee.fn.COUNT(Catatan.id)).scalar() == 2
        both = Catatan.select(Catatan.judul) | Catatan.select(Catatan.judul)
        assert {row[0] for row in both.tuples()} == {"own 0", "own 1"}
        named = Catatan.alias("n")
        assert {row.judul for row in named.select()} == {"own 0", "own 1"}
        assert PerangkatDaerah.select(Catatan.judul).from_(Catatan).tuples().count() == 2


def test_joins_in_both_directions(rows: SimpleNamespace) -> None:
    with department_scope(rows.mine.id):
        assert {b.catatan.judul for b in Baris.select(Baris, Catatan).join(Catatan)} == {"own 0", "own 1"}
        down = Catatan.select(Catatan.judul, Baris.jumlah).join(Baris, peewee.JOIN.LEFT_OUTER)
        assert sorted(down.tuples()) == [("own 0", 1), ("own 1", 1)]  # the stray line is not there
        per = (
            PerangkatDaerah.select(PerangkatDaerah.id, peewee.fn.COUNT(Catatan.id))
            .join(Catatan, peewee.JOIN.LEFT_OUTER)
            .group_by(PerangkatDaerah.id)
        )
        # An outer join keeps the departments, and counts none of their notes.
        assert dict(per.tuples()) == {rows.mine.id: 2, rows.theirs.id: 0}
        assert [line.jumlah for line in rows.own.note.baris] == [1]


def test_a_foreign_key_that_leads_away_finds_nothing(rows: SimpleNamespace) -> None:
    with department_scope(rows.theirs.id):
        stray = Baris.get_by_id(rows.stray.id)
        with pytest.raises(Catatan.DoesNotExist):
            stray.catatan  # noqa: B018


def test_no_way_to_widen_a_query_by_or(rows: SimpleNamespace) -> None:
    with department_scope(rows.mine.id):
        for query in (Catatan.select(), Catatan.delete(), Catatan.update(judul="dicuri")):
            with pytest.raises(TenancyError):
                query.orwhere(Catatan.id == rows.foreign.note.id)


def test_writes_stay_at_home(rows: SimpleNamespace) -> None:
    foreign = rows.foreign.note
    with department_scope(rows.mine.id):
        assert Catatan.update(judul="dicuri").where(Catatan.id == foreign.id).execute() == 0
        assert Catatan.delete().where(Catatan.id == foreign.id).execute() == 0
        assert foreign.delete_instance() == 0
        foreign.judul = "dicuri"
        with pytest.raises(TenancyError):
            foreign.save()
        with pytest.raises(TenancyError):
            Catatan.set_by_id(foreign.id, {"perangkat_daerah": rows.theirs.id})
        with pytest.raises(TenancyError):
            Catatan.bulk_update([foreign], [Catatan.perangkat_daerah])
        Catatan.bulk_update([foreign], [Catatan.judul])
        mine = Catatan.get(Catatan.judul == "own 0")
        mine.perangkat_daerah = rows.theirs
        with pytest.raises(TenancyError):
            mine.save()
    with department_scope(rows.theirs.id):
        assert Catatan.get_by_id(foreign.id).judul == "foreign 0"


@pytest.mark.parametrize("way", ["create", "insert", "insert_many", "tuples", "bulk_create", "none", "insert_from"])
def test_nothing_is_planted_elsewhere(rows: SimpleNamespace, way: str) -> None:
    theirs = rows.theirs.id
    attempts = {
        "create": lambda: Catatan.create(perangkat_daerah=theirs, judul="x"),
        "insert": lambda: Catatan.insert({Catatan.perangkat_daerah: theirs, Catatan.judul: "x"}),
        "insert_many": lambda: Catatan.insert_many(
            [{"perangkat_daerah": rows.mine, "judul": "x"}, {"perangkat_daerah_id": theirs, "judul": "y"}]
        ),
        "tuples": lambda: Catatan.insert_many([(theirs, "x")], fields=[Catatan.perangkat_daerah, Catatan.judul]),
        "bulk_create": lambda: Catatan.bulk_create([Catatan(perangkat_daerah=theirs, judul="x")]),
        "none": lambda: Catatan.create(judul="x"),
        "insert_from": lambda: Catatan.insert_from(
            PerangkatDaerah.select(PerangkatDaerah.id, PerangkatDaerah.nama), [Catatan.perangkat_daerah, Catatan.judul]
        ),
    }
    with department_scope(rows.mine.id), pytest.raises(TenancyError):
        attempts[way]()


def test_raw_sql_through_a_model_is_refused(rows: SimpleNamespace) -> None:
    with department_scope(rows.mine.id), pytest.raises(TenancyError):
        Catatan.raw("SELECT * FROM contoh_catatan")


def test_a_shared_row_is_seen_from_both_sides(rows: SimpleNamespace) -> None:
    with department_scope(rows.mine.id):
        shared = Titipan.create(perangkat_daerah=rows.mine, tujuan=rows.theirs, isi="titip")
    for department in (rows.mine, rows.theirs):
        with department_scope(department.id):
            assert Titipan.get_by_id(shared.id).isi == "titip"
            assert Titipan.select().count() == 2


def test_crossing_is_explicit_and_leaves_a_line(rows: SimpleNamespace) -> None:
    with all_departments("rekap seluruh daerah"):
        assert Catatan.select().count() == 4
    with department_scope(rows.mine.id), together_with(rows.theirs.id, "menyerahkan surat"):
        assert Catatan.select().count() == 4
    lines = {line.tindakan: line.rincian for line in Jejak.select()}
    assert lines["lingkup.semua"] == {"alasan": "rekap seluruh daerah"}
    assert lines["lingkup.bersama"]["perangkat_daerah"] == rows.theirs.id
    with pytest.raises(TenancyError):
        Catatan.select()


def test_one_more_department_never_means_fewer(rows: SimpleNamespace) -> None:
    with all_departments("menghitung"):
        before = Catatan.select().count()
        with together_with(rows.theirs.id, "menyerahkan surat"):
            assert Catatan.select().count() == before


def test_another_thread_has_no_department(rows: SimpleNamespace) -> None:
    refused = []

    def look() -> None:
        try:
            Catatan.select()
        except TenancyError as error:
            refused.append(error)

    with department_scope(rows.mine.id):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert refused


JOINS = st.sampled_from([peewee.JOIN.INNER, peewee.JOIN.LEFT_OUTER])
NAMES = ("whose", "second", "third")
CONDITIONS = st.lists(st.sampled_from(["either", "subquery", "exists"]), max_size=3)


def _narrow(query, source, conditions):
    for kind in conditions:
        if kind == "either":
            query = query.where((source.id < 0) | (source.perangkat_daerah > 0))
        elif kind == "subquery":
            query = query.where(source.perangkat_daerah.in_(PerangkatDaerah.select(PerangkatDaerah.id)))
        else:
            query = query.where(peewee.fn.EXISTS(Baris.select(Baris.id)))
    return query


@given(data=st.data())
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_shape_lets_a_foreign_row_out(rows: SimpleNamespace, data: st.DataObject) -> None:
    """Whatever is joined, aliased, united or nested: each selected department is one's own (or none, outer-joined)."""
    with department_scope(rows.mine.id):
        start = data.draw(st.sampled_from(["note", "line", "department", "alias"]))
        note = Catatan.alias("n") if start == "alias" else Catatan
        first = {"note": Catatan, "line": Baris, "department": PerangkatDaerah, "alias": note}[start]
        shown = [] if first is PerangkatDaerah else [first.perangkat_daerah]
        query = first.select(first.id)
        if first is PerangkatDaerah:
            query = query.join(Catatan, data.draw(JOINS), on=(Catatan.perangkat_daerah == PerangkatDaerah.id))
            shown, first = [Catatan.perangkat_daerah], Catatan
        if data.draw(st.booleans()):
            other = Baris.alias("b") if first is not Baris else Catatan.alias("c")
            link = other.catatan == first.id if first is not Baris else Baris.catatan == other.id
            query = query.join(other, data.draw(JOINS), on=link)
            shown.append(other.perangkat_daerah)
        if data.draw(st.booleans()):
            third = Titipan.alias("t")
            query = query.join(third, data.draw(JOINS), on=(third.perangkat_daerah == first.perangkat_daerah))
            shown.append(third.perangkat_daerah)
        query = _narrow(
            query.select(*[one.alias(name) for one, name in zip(shown, NAMES, strict=False)]),
            first,
            data.draw(CONDITIONS),
        )
        shape = data.draw(st.sampled_from(["plain", "union", "nested", "distinct"]))
        if shape == "union":
            query = query | query.clone()
        elif shape == "nested":
            inner = query.alias("inner_query")
            query = Catatan.select(Catatan.perangkat_daerah).where(
                Catatan.perangkat_daerah.in_(peewee.Select([inner], [inner.c.whose]))
            )
        elif shape == "distinct":
            query = query.distinct()
        seen = {value for row in query.tuples() for value in row}
    assert seen <= {rows.mine.id, None}
