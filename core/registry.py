"""The loaded plugins of this process, and what they bring: permissions, jobs, events, services, offers."""

import importlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from core.errors import ConfigurationError
from core.plugin import CORE_PERMISSIONS, Manifest


@dataclass(frozen=True)
class Problem:
    """A plugin that was left out, and why."""

    plugin: str
    sentence: str


@dataclass
class Plugin:
    """A loaded plugin: its manifest and whichever of the well-known modules it has."""

    manifest: Manifest
    package: str
    modules: dict[str, ModuleType] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.manifest.name

    @property
    def folder(self) -> Path:
        return Path(str(importlib.import_module(self.package).__file__)).parent

    def attribute(self, module: str, name: str, default: Any) -> Any:
        """`name` of one of the plugin's modules; the default where the plugin has no such file."""
        return getattr(self.modules[module], name, default) if module in self.modules else default


@dataclass
class Registry:
    """Plugins in dependency order, and what they bring."""

    plugins: dict[str, Plugin]
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def permissions(self) -> dict[str, str]:
        declared = dict(CORE_PERMISSIONS)
        for plugin in self.plugins.values():
            declared.update(plugin.manifest.permissions)
        return declared

    def permission_label(self, name: str) -> str:
        return self.permissions.get(name, name)

    @cached_property
    def jobs(self) -> dict[str, tuple[str, Any]]:
        """Job kind -> (plugin, function)."""
        return self._table("tasks", "JOBS")

    @cached_property
    def subscriptions(self) -> dict[str, list[tuple[str, str, Any]]]:
        """Event name -> [(plugin, subscriber's name, function)], in dependency order."""
        found: dict[str, list[tuple[str, str, Any]]] = {}
        for plugin in self.plugins.values():
            for event, name, function in plugin.attribute("subscribers", "SUBSCRIPTIONS", ()):
                found.setdefault(event_name(event), []).append((plugin.name, f"{plugin.name}.{name}", function))
        return found

    @cached_property
    def events(self) -> dict[str, type]:
        """Event name -> class: every dataclass that a contracts module marks by `perangkat_daerah_id`."""
        found = {}
        for plugin in self.plugins.values():
            for value in vars(plugin.modules.get("contracts", object)).values():
                if isinstance(value, type) and "perangkat_daerah_id" in getattr(value, "__dataclass_fields__", {}):
                    found[event_name(value)] = value
        return found

    @cached_property
    def provided(self) -> dict[type, tuple[str, Any]]:
        """Protocol -> (plugin, object that fulfils it)."""
        return {
            protocol: (plugin.name, thing)
            for plugin in self.plugins.values()
            for protocol, thing in plugin.attribute("provides", "PROVIDES", {}).items()
        }

    @cached_property
    def offered(self) -> dict[type, list[tuple[str, Any]]]:
        """Protocol -> [(plugin, object)] for contracts of which there may be many."""
        found: dict[type, list[tuple[str, Any]]] = {}
        for plugin in self.plugins.values():
            for protocol, thing in plugin.attribute("provides", "OFFERS", ()):
                found.setdefault(protocol, []).append((plugin.name, thing))
        return found

    def _table(self, module: str, attribute: str) -> dict[str, tuple[str, Any]]:
        return {
            key: (plugin.name, value)
            for plugin in self.plugins.values()
            for key, value in plugin.attribute(module, attribute, {}).items()
        }


def event_name(event: type) -> str:
    """`surat.SuratDitandatangani` for a class in plugins.surat.contracts."""
    return f"{event.__module__.split('.')[-2]}.{event.__name__}"


_registry: Registry | None = None


def registry() -> Registry:
    """:raises ConfigurationError: before plugins have been loaded."""
    if _registry is None:
        raise ConfigurationError("Plugin belum dimuat.")
    return _registry


def use(built: Registry) -> None:
    """From now on this is the registry of the process (see `core.loading.build_registry`)."""
    global _registry
    _registry = built
