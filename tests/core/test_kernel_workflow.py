"""States change along declared ways only, with permission, reason and an audit line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plugins.contoh.models import Alur, Catatan

from core import audit
from core.actor import acting, system_actor
from core.audit import Jejak
from core.errors import Busy, InputError, NotAllowed, SelarasError, StateError
from core.tenancy import TenancyError

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def note(department):
    with acting(system_actor(department.id)):
        yield Catatan.create(perangkat_daerah=department, judul="Catatan")


def test_a_move_is_written_with_its_line(note) -> None:
    Alur.move(note, "terbit", also={Catatan.isi: "isi baru"})
    stored = Catatan.get_by_id(note.id)
    assert (note.status, note.isi, stored.status, stored.isi) == ("terbit", "isi baru", "terbit", "isi baru")
    (line,) = audit.history(note)
    assert (line.tindakan, line.rincian) == ("contoh_catatan.terbit", {"dari": "draf", "ke": "terbit", "alasan": ""})


def test_what_is_not_a_way_says_where_one_is(note) -> None:
    with pytest.raises(StateError, match=r"«Draf».*«Ditarik»"):
        Alur.move(note, "ditarik")


def test_a_reason_is_asked_for(note) -> None:
    Alur.move(note, "terbit")
    with pytest.raises(InputError) as error:
        Alur.move(note, "ditarik", reason="  ")
    assert error.value.field == "alasan"
    Alur.move(note, "ditarik", reason=" keliru ")
    assert audit.history(note)[-1].rincian["alasan"] == "keliru"


def test_a_permission_is_asked_for(note, make_user, as_actor) -> None:
    with as_actor(make_user(permissions=("contoh.catatan.read",))), pytest.raises(NotAllowed, match="Menerbitkan"):
        Alur.move(note, "terbit")
    with as_actor(make_user(permissions=("contoh.catatan.publish",))):
        Alur.move(note, "terbit")


def test_of_two_at_once_one_is_told(note) -> None:
    same = Catatan.get_by_id(note.id)
    Alur.move(note, "terbit")
    with pytest.raises(Busy):
        Alur.move(same, "terbit")
    assert len(audit.history(note)) == 1


def test_another_departments_record_does_not_move(note, other_department) -> None:
    with acting(system_actor(other_department.id)), pytest.raises((Busy, TenancyError)):
        Alur.move(note, "terbit")
    assert Catatan.get_by_id(note.id).status == "draf"


@given(steps=st.lists(st.tuples(st.sampled_from(["draf", "terbit", "ditarik", "lain"]), st.booleans()), max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_moves_leaves_the_table(department, note, steps) -> None:
    """Memory and database agree, and there is one line for each move that was made."""
    note = Catatan.create(perangkat_daerah=department, judul="x")
    made = []
    for to, reasoned in steps:
        here = note.status
        try:
            Alur.move(note, to, reason="alasan" if reasoned else "")
        except SelarasError:
            assert note.status == here
        else:
            made.append((here, to))
    assert all(way in Alur.ways for way in made)
    assert Catatan.get_by_id(note.id).status == note.status
    assert Jejak.select().where(Jejak.objek == note.uuid).count() == len(made)
