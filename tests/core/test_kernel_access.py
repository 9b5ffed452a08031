"""Default deny, and the gate: what is on where, and what comes along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plugins.contoh import services
from plugins.contoh.contracts import Notes
from plugins.contoh.models import Catatan

from core import activation
from core.actor import acting, current_actor, system_actor
from core.audit import Jejak
from core.errors import InputError, NotAllowed, NotFound, PluginInactive, StateError
from core.gate import active_plugins, is_active, require_active
from core.permissions import allowed, expand, require
from core.plugin import CORE_PERMISSIONS
from core.preferences import preference, set_preference
from core.services import find, get


def test_nobody_signed_in_may_nothing(home) -> None:
    with pytest.raises(NotAllowed):
        require("contoh.catatan.read")
    with pytest.raises(NotAllowed):
        current_actor()


def test_a_person_may_what_a_role_says_and_no_more(make_user, as_actor) -> None:
    with as_actor(make_user(permissions=("contoh.catatan.read", "contoh.tidak.ada"))) as actor:
        assert actor.permissions == {"contoh.catatan.read"}  # what no manifest declares is not given
        assert require("contoh.catatan.read") is actor
        with pytest.raises(NotAllowed, match="«Menulis catatan»"):
            services.create_note("Judul")


def test_permissions_end_at_the_department(make_user, department, other_department, activate, client, login_as) -> None:
    """A person of one department acts there only, whatever the session says."""
    activate("contoh", other_department)
    user = make_user(permissions=("*",))
    login_as(client, user)
    with client.session_transaction() as session:
        session["perangkat_daerah"] = other_department.id
    assert client.get("/contoh/").status_code == 404


DECLARED = tuple(CORE_PERMISSIONS)


@given(patterns=st.lists(st.one_of(st.sampled_from(DECLARED), st.text(max_size=8), st.just("core.akun.*"))))
def test_patterns_give_nothing_that_is_not_declared(patterns) -> None:
    given_out = expand(patterns, DECLARED)
    assert given_out <= set(DECLARED)
    assert {p for p in patterns if p in DECLARED} <= given_out


def test_the_program_itself_may_all(department) -> None:
    assert allowed(system_actor(department.id), "apa.saja")


@pytest.mark.usefixtures("each_database")
def test_turning_on_brings_what_it_needs(department) -> None:
    with acting(system_actor(department.id)):
        preview = activation.preview_on("contoh", department.id)
        assert (preview.also, preview.also_labels, preview.refused) == (("sop_kinerja",), ("SOP Kinerja",), "")
        assert active_plugins(department.id) == frozenset()  # a preview changes nothing
        assert activation.turn_on("contoh", department.id) == ("sop_kinerja", "contoh")
        assert activation.turn_on("contoh", department.id) == ()
        assert active_plugins(department.id) == {"sop_kinerja", "contoh"}
        assert [line.rincian["plugin"] for line in Jejak.select().where(Jejak.tindakan == "plugin.nyala")] == [
            "sop_kinerja",
            "contoh",
        ]


def test_turning_off_is_refused_while_a_dependant_is_on(department, activate) -> None:
    activate("contoh", department)
    with acting(system_actor(department.id)):
        with pytest.raises(StateError, match="Buku Catatan"):
            activation.turn_off("sop_kinerja", department.id)
        assert activation.turn_off("contoh", department.id)
        assert activation.turn_off("sop_kinerja", department.id)
        assert not activation.turn_off("sop_kinerja", department.id)
        with pytest.raises(NotFound):
            activation.turn_on("tidak_ada", department.id)


def test_only_who_may_turns_the_switch(make_user, as_actor, department) -> None:
    with as_actor(make_user(permissions=("contoh.*",))), pytest.raises(NotAllowed):
        activation.turn_on("contoh", department.id)


def test_nobody_turns_the_switch_of_another_department(make_user, as_actor, other_department) -> None:
    with as_actor(make_user(permissions=("core.*",))), pytest.raises(NotFound):
        activation.turn_on("contoh", other_department.id)
    assert active_plugins(other_department.id) == frozenset()


def test_off_hides_and_on_shows_the_same(department, activate, client, make_user, login_as) -> None:
    activate("contoh", department)
    with acting(system_actor(department.id)):
        services.create_note("Tetap ada")
    login_as(client, make_user(permissions=("*",)))
    assert "Tetap ada" in client.get("/contoh/").get_data(as_text=True)
    activate("contoh", department, on=False)
    assert client.get("/contoh/").status_code == 404
    assert client.get("/kelola/contoh-catatan/").status_code == 404
    with acting(system_actor(department.id)):
        assert Catatan.select().count() == 1
    activate("contoh", department)
    assert "Tetap ada" in client.get("/contoh/").get_data(as_text=True)


def test_a_service_where_it_is_on(department, other_department, activate) -> None:
    activate("contoh", department)
    with acting(system_actor(department.id)):
        note = services.create_note("Judul")
        assert get(Notes).title(note.uuid) == "Judul"
        assert find(Notes, other_department.id) is None
        with pytest.raises(PluginInactive):
            get(Notes, other_department.id)
        require_active("contoh")
        with pytest.raises(PluginInactive, match="Buku Catatan"):
            require_active("contoh", other_department.id)
    assert is_active("core", None)
    assert not is_active("contoh", None)


def test_settings_are_typed_and_per_department(department, other_department, make_user, as_actor) -> None:
    with as_actor(make_user(permissions=("core.pengaturan.update",))):
        assert preference("contoh", "batas", department.id) == 100
        set_preference("contoh", "batas", department.id, "7")
        set_preference("contoh", "batas", department.id, "8")
        set_preference("contoh", "tolak", department.id, "ya")
        assert preference("contoh", "batas", department.id) == 8
        assert preference("contoh", "tolak", department.id) is True
        for wrong in ("banyak", "", "-1", "1.5", "99999999999999999999"):
            with pytest.raises(InputError) as error:
                set_preference("contoh", "batas", department.id, wrong)
            assert error.value.field == "batas", wrong
        with pytest.raises(NotFound):
            preference("contoh", "lain", department.id)
        assert preference("contoh", "batas", other_department.id) == 100
