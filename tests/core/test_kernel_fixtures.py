"""The ground that the other tests stand on."""

import socket

import pytest

from core.db import is_postgres
from core.organisation.models import PerangkatDaerah
from core.registry import registry


def test_each_database_is_real(home, each_database) -> None:
    assert is_postgres() is (each_database == "postgres")
    assert PerangkatDaerah.select().count() == 0
    assert registry().problems == []


def test_people_sign_in(client, make_user, login_as, post) -> None:
    user = make_user(permissions=("core.unit_kerja.read",), nama="Kabag Organisasi")
    page = login_as(client, user).get("/")
    assert page.status_code == 200
    assert "Kabag Organisasi" in page.get_data(as_text=True)
    assert user.actor.permissions == {"core.unit_kerja.read"}
    assert post(client, "/keluar").status_code == 302


def test_a_test_cannot_reach_out() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"), socket.socket() as one:
        one.connect(("192.0.2.1", 80))
