"""The manifest says the truth, and all that it names exists."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, url_for
from packaging.version import Version

from core.plugin import check_manifest
from core.queue import QUEUES
from core.registry import Plugin, event_name, registry
from core.workflow import Workflow


class ManifestContract:
    """Fast checks on what a plugin declares."""

    plugin: str

    @property
    def loaded(self) -> Plugin:
        """:raises KeyError: when the plugin could not be loaded; `registry().problems` says why."""
        assert self.plugin in registry().plugins, registry().problems
        return registry().plugins[self.plugin]

    @pytest.mark.usefixtures("home")
    def test_manifest_is_valid(self) -> None:
        manifest = check_manifest(self.loaded.manifest)
        assert manifest.name == self.plugin == self.loaded.folder.name
        assert Version(manifest.version)
        assert manifest.label
        assert manifest.summary
        assert len({setting.key for setting in manifest.settings}) == len(manifest.settings)

    @pytest.mark.usefixtures("home")
    def test_jobs_and_schedule(self) -> None:
        jobs = self.loaded.attribute("tasks", "JOBS", {})
        assert [kind for kind in jobs if not kind.startswith(f"{self.plugin}.")] == []
        for entry in self.loaded.manifest.schedule:
            assert entry.job in jobs
            assert entry.queue in QUEUES
            assert entry.every_minutes > 0

    @pytest.mark.usefixtures("home")
    def test_subscribers_have_names_and_events_come_back(self) -> None:
        subscriptions = self.loaded.attribute("subscribers", "SUBSCRIPTIONS", ())
        names = [(event_name(event), name) for event, name, _ in subscriptions]
        assert len(set(names)) == len(names)
        for event, _, _ in subscriptions:
            assert registry().events[event_name(event)] is event

    @pytest.mark.usefixtures("home")
    def test_every_permission_is_used(self) -> None:
        wanted = set(self.loaded.manifest.permissions)
        unused = wanted - _permissions_of_views(self.loaded) - _words_in(self.loaded.folder)
        assert unused == set(), "declared, but nothing asks for it"

    @pytest.mark.usefixtures("home")
    def test_every_permission_asked_for_is_declared(self) -> None:
        asked = {word for word in _words_in(self.loaded.folder, required=True) if word.startswith(f"{self.plugin}.")}
        assert asked - set(self.loaded.manifest.permissions) == set()

    @pytest.mark.usefixtures("home")
    def test_transitions_lead_from_states_to_states(self) -> None:
        for flow in _workflows(self.loaded.package):
            for (here, there), way in flow.ways.items():
                assert {here, there} <= set(flow.states), f"{flow.name}: {here} → {there}"
                assert way.permission is None or way.permission in registry().permissions
            used = {state for way in flow.ways for state in way}
            assert set(flow.states) - used == set(), f"{flow.name}: states that nothing leads to or from"

    def test_menu_links_resolve(self, app: Flask) -> None:
        with app.test_request_context():
            for item in self.loaded.manifest.menu:
                assert url_for(item.endpoint)


def _words_in(folder: Path, required: bool = False) -> set[str]:
    """Dotted words in quotes, in the plugin's code and templates; `required`: those given to require()."""
    pattern = re.compile(r"require\(\s*\"([\w.]+)\"" if required else r"[\"']([a-z_]+(?:\.[a-z_]+)+)[\"']")
    files = [path for kind in ("*.py", "*.html") for path in folder.rglob(kind) if path != folder / "plugin.py"]
    return {word for path in files for word in pattern.findall(path.read_text(encoding="utf-8"))}


def _permissions_of_views(plugin: Plugin) -> set[str]:
    found = set()
    for view in plugin.attribute("admin", "VIEWS", ()):
        verbs = {"read": True, "create": view.may_create, "update": view.may_update, "delete": view.may_delete}
        offered = ["read"] if view.read_only else [verb for verb, may in verbs.items() if may]
        found |= {f"{view.permission_prefix}.{verb}" for verb in offered}
    return found


def _workflows(package: str) -> Iterator[Workflow]:
    modules: list[Any] = [m for name, m in sorted(sys.modules.items()) if name.startswith(f"{package}.")]
    seen = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Workflow)}
    yield from seen.values()
