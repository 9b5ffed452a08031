"""Off means off: no service, no offer, no job, no event and no menu entry passes; on again, all of it is back."""

import dataclasses
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest
from flask import Flask

from core import events, services
from core.activation import turn_on
from core.actor import acting, system_actor
from core.errors import PluginInactive
from core.events import Pengantaran, Peristiwa
from core.gate import Aktivasi
from core.jobs import Job, Status, enqueue, run
from core.migrations.tables import models_of
from core.organisation.models import PerangkatDaerah
from core.registry import registry
from core.scoping import EVERYWHERE, scope
from core.testing.people import make_user, sign_in


class GateContract:
    plugin: str

    @pytest.mark.usefixtures("home")
    def test_services_pass_only_where_it_is_on(
        self, department: PerangkatDaerah, activate: Callable[..., None]
    ) -> None:
        def found() -> set[bool]:
            given = {services.find(p, department.id) is not None for p in self._attribute("PROVIDES", {})}
            offers = self._attribute("OFFERS", ())
            return given | {thing in services.offers(p, department.id) for p, thing in offers}

        assert found() <= {False}
        for protocol in self._attribute("PROVIDES", {}):
            with pytest.raises(PluginInactive, match=self.plugin):
                services.get(protocol, department.id)
        activate(self.plugin, department)
        assert found() <= {True}

    @pytest.mark.usefixtures("home")
    def test_no_job_runs_where_it_is_off(self, department: PerangkatDaerah) -> None:
        for kind, (plugin, _) in registry().jobs.items():
            if plugin == self.plugin:
                with acting(system_actor(department.id)):
                    job = enqueue(kind)
                with acting(system_actor()):
                    assert run(job.id)
                    ended = Job.get_by_id(job.id)
                assert ended.status == Status.FAILED
                assert "tidak aktif" in ended.galat

    @pytest.mark.usefixtures("home")
    def test_no_event_arrives_where_it_is_off(self, department: PerangkatDaerah) -> None:
        for name, subscribers in registry().subscriptions.items():
            mine = [subscriber for plugin, subscriber, _ in subscribers if plugin == self.plugin]
            if mine:
                with acting(system_actor(department.id)):
                    events.emit(_any(registry().events[name], department.id))
                assert not Pengantaran.select().where(Pengantaran.pelanggan.in_(mine)).exists()
        assert not Peristiwa.select().where(Peristiwa.tuntas == False).exists()  # noqa: E712

    def test_the_menu_shows_it_only_where_it_is_on(
        self, app: Flask, department: PerangkatDaerah, activate: Callable[..., None]
    ) -> None:
        client = sign_in(app.test_client(), make_user(department, ("*",)))
        with app.test_request_context():
            urls = [f'href="{app.url_for(item.endpoint)}"' for item in registry().plugins[self.plugin].manifest.menu]
        page = client.get("/").get_data(as_text=True)
        assert [url for url in urls if url in page] == []
        activate(self.plugin, department)
        page = client.get("/").get_data(as_text=True)
        assert [url for url in urls if url not in page] == []

    @pytest.mark.usefixtures("demo_home")
    def test_the_demo_loads_twice(self) -> None:
        """The second time changes nothing; the first is with the plugin on somewhere."""
        plugin = registry().plugins[self.plugin]
        with acting(system_actor()):
            if not Aktivasi.select().where((Aktivasi.plugin == self.plugin) & Aktivasi.aktif).exists():
                turn_on(self.plugin, PerangkatDaerah.select().first().id)
            counts = []
            for _ in range(2):
                for step in ("load", "tell"):
                    if function := plugin.attribute("demo", step, None):
                        function()
                counts.append(self._counts())
        assert counts[0] == counts[1]

    def _attribute(self, name: str, default: Any) -> Any:
        return registry().plugins[self.plugin].attribute("provides", name, default)

    def _counts(self) -> dict[str, int]:
        with scope(EVERYWHERE):
            return {model.__name__: model.select().count() for model in models_of(self.plugin)}


def _any(event: type, department_id: int) -> Any:
    """An event with something of the right type in each field."""
    values: dict[type, Any] = {str: "x", int: 1, bool: True, float: 1.0}
    hints = get_type_hints(event)
    given = {
        field.name: values.get(hints[field.name], () if "tuple" in str(hints[field.name]) else None)
        for field in dataclasses.fields(event)
    }
    return event(**{**given, "perangkat_daerah_id": department_id})
