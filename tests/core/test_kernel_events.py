"""Events: in the transaction that caused them, to each subscriber once, whatever happens to another."""

import threading

import pytest
from plugins.contoh.contracts import CatatanDiterbitkan
from plugins.contoh.models import Catatan, Gema

from core import db, events
from core.actor import acting, current_actor, system_actor
from core.db import transaction
from core.events import Pengantaran, Peristiwa
from core.preferences import set_preference
from core.sweep import sweep
from core.testing.watching import let_time_pass

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def here(activate, department):
    activate("contoh", department)
    with acting(system_actor(department.id)):
        yield department


def published(department, judul="Catatan") -> CatatanDiterbitkan:
    return CatatanDiterbitkan(department.id, "u", judul, ("a", "b"))


def heard() -> list[str]:
    return sorted(row.pendengar for row in Gema.select())


def refuse(department, yes: bool) -> None:
    set_preference("contoh", "tolak", department.id, "ya" if yes else "tidak")


def test_each_subscriber_gets_it_once(here, request) -> None:
    with transaction():
        events.emit(published(here))
        assert heard() == []  # nothing before the commit
    assert heard() == ["gema", "hitung"]
    assert list(request.getfixturevalue("events")) == [published(here)]  # a tuple is a tuple again
    events.deliver(Peristiwa.get().id)
    let_time_pass(86_400)
    sweep()
    assert heard() == ["gema", "hitung"]
    assert Peristiwa.get().tuntas


def test_what_is_rolled_back_never_happened(here) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        events.emit(published(here))
        raise ZeroDivisionError
    with transaction():
        with pytest.raises(ZeroDivisionError), transaction():
            events.emit(published(here))
            raise ZeroDivisionError
        Catatan.create(perangkat_daerah=here, judul="tetap")
    assert (Peristiwa.select().count(), heard(), Catatan.select().count()) == (0, [], 1)


def test_one_that_fails_stops_no_other_and_is_tried_again(here) -> None:
    refuse(here, True)
    events.emit(published(here))
    assert heard() == ["hitung"]  # and what the failing one had written is undone
    row = Pengantaran.get(Pengantaran.pelanggan == "contoh.gema")
    assert (row.percobaan, row.selesai, "Gema sedang menolak" in row.galat) == (1, False, True)
    refuse(here, False)
    let_time_pass(5)
    sweep()
    assert heard() == ["hitung"]  # not due yet
    let_time_pass(15)
    sweep()
    assert heard() == ["gema", "hitung"]
    assert Peristiwa.get().tuntas


def test_it_is_given_up_after_a_while_and_stays_visible(here) -> None:
    refuse(here, True)
    events.emit(published(here))
    for _ in range(events.MAX_ATTEMPTS):
        let_time_pass(2 * 3600)
        sweep()
    row = Pengantaran.get(Pengantaran.pelanggan == "contoh.gema")
    assert (row.percobaan, row.selesai) == (events.MAX_ATTEMPTS, False)
    assert Peristiwa.get().tuntas


def test_lost_after_commit_it_is_found_by_the_sweep(here, department) -> None:
    """The process died between commit and delivery: there is only the row."""
    Peristiwa.create(
        nama="contoh.CatatanDiterbitkan",
        isi={"perangkat_daerah_id": department.id, "catatan_uuid": "u", "judul": "x", "label": []},
        perangkat_daerah=department,
    )
    sweep()
    assert heard() == []  # someone may be delivering it right now
    let_time_pass(10)
    sweep()
    assert heard() == ["gema", "hitung"]


def test_where_the_plugin_is_off_nothing_arrives(here, activate, other_department) -> None:
    with acting(system_actor(other_department.id)):
        events.emit(published(other_department))
        assert heard() == []
        assert Peristiwa.get().tuntas
    activate("contoh", here, on=False)
    events.emit(published(here))
    assert heard() == []


def test_an_event_that_nobody_knows_any_more_is_done(here, department) -> None:
    row = Peristiwa.create(nama="pergi.Sudah", isi={}, perangkat_daerah=department)
    events.deliver(row.id)
    assert Peristiwa.get_by_id(row.id).tuntas


def test_whoever_caused_it_acts_on(here, make_user, as_actor) -> None:
    user = make_user(permissions=("contoh.*",), nama="Kabag")
    with as_actor(user):
        events.emit(published(here))
        assert current_actor().nama == "Kabag"
    assert Peristiwa.get().akun_id == user.akun.id


def test_many_deliver_at_once_and_each_subscriber_runs_once(here, department) -> None:
    refuse(here, True)
    events.emit(published(here))
    refuse(here, False)
    gate = threading.Barrier(6)

    def deliver() -> None:
        with db.connection():
            gate.wait()
            events.deliver(event)

    event = Peristiwa.get().id
    threads = [threading.Thread(target=deliver) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard() == ["gema", "hitung"]
