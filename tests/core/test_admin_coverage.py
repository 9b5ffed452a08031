"""Every entity that exists can be looked at in the panel."""

import pytest

from core.admin.views import CORE_VIEWS
from core.migrations.tables import models_of, owners
from core.registry import registry


@pytest.mark.usefixtures("home")
def test_every_table_has_its_view() -> None:
    views = [*CORE_VIEWS]
    for plugin in registry().plugins.values():
        views += plugin.attribute("admin", "VIEWS", ())
    shown = {view.model for view in views}
    missing = {model.__name__ for owner in owners() if owner != "contoh" for model in models_of(owner)} - {
        model.__name__ for model in shown
    }
    assert missing == set()


def test_the_site_admin_sees_the_machinery_and_nobody_else(app, client, make_user, login_as) -> None:
    login_as(client, make_user(permissions=("core.audit.read",)))
    assert client.get("/kelola/core-penghitung/").status_code == 403
    login_as(client, make_user(permissions=("core.mesin.read",)))
    for name in ("peristiwa", "pengantaran", "lampiran", "penghitung", "jadwal", "penanda", "sesi"):
        assert client.get(f"/kelola/core-{name}/").status_code == 200, name
