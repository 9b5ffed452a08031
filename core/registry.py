"""Every plugin, loaded the same way in every process: web, worker, command line and tests.

Code is never switched at run time; what a department uses is a row (see `core.gate`).
"""

import importlib
import logging
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from packaging.specifiers import SpecifierSet

import plugins as plugins_package
from config.settings import Settings
from core import __version__
from core.errors import ConfigurationError
from core.loading import MODULES, ModuleFailed, forget_tables, import_modules, in_order, refuse_clashes
from core.plugin import CORE_PERMISSIONS, Manifest, check_manifest

__all__ = ["MODULES", "Plugin", "Problem", "Registry", "build", "build_registry", "event_name", "registry"]
log = logging.getLogger(__name__)


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
    """:raises ConfigurationError: before `load` has run."""
    if _registry is None:
        raise ConfigurationError("Plugin belum dimuat.")
    return _registry


def build_registry(settings: Settings) -> Registry:
    """Builds the registry of this process and keeps it."""
    global _registry
    _registry = build(settings.plugin_paths)
    for problem in _registry.problems:
        log.error("plugin %s dilewati: %s", problem.plugin, problem.sentence)
    return _registry


def build(plugin_paths: Iterable[Path] = ()) -> Registry:
    """Scans `plugins/`, the extra folders and the entry points, in alphabetical order.

    A plugin that cannot be imported, or that wants another core, is left out and reported, and so is
    what depends on it. A dependency that does not exist, or a cycle, is a mistake of the installation:

    :raises ConfigurationError: naming the path.
    """
    for path in plugin_paths:
        if str(path) not in plugins_package.__path__:
            plugins_package.__path__.append(str(path))
    problems: list[Problem] = []
    manifests: dict[str, tuple[Manifest, str]] = {}
    for name, package in sorted(_discover()):
        try:
            manifest = check_manifest(importlib.import_module(f"{package}.plugin").manifest)
            if manifest.name != name:
                raise ValueError(f"the folder is called {name!r} but the manifest says {manifest.name!r}")
        except Exception as error:
            problems.append(_broken(name, "plugin.py", error))
            continue
        if __version__ not in SpecifierSet(manifest.requires_core):
            problems.append(Problem(name, f"memerlukan inti {manifest.requires_core}, terpasang {__version__}."))
            continue
        manifests[name] = (manifest, package)
    loaded: dict[str, Plugin] = {}
    for name in in_order(manifests, {problem.plugin for problem in problems}):
        manifest, package = manifests[name]
        missing = [other for other in manifest.depends if other not in loaded]
        if missing:
            problems.append(Problem(name, f"bergantung pada {', '.join(missing)}, yang tidak dapat dimuat."))
            continue
        plugin = Plugin(manifest, package)
        try:
            import_modules(plugin)
            refuse_clashes(plugin, loaded.values())
        except ModuleFailed as failure:
            problems.append(_broken(name, failure.module, failure.error))
            forget_tables(plugin)
            continue
        loaded[name] = plugin
    return Registry(loaded, problems)


def _discover() -> set[tuple[str, str]]:
    found = {
        (info.name, f"plugins.{info.name}") for info in pkgutil.iter_modules(plugins_package.__path__) if info.ispkg
    }
    return found | {(point.name, point.value) for point in entry_points(group="selaras.plugins")}


def _broken(name: str, where: str, error: Exception) -> Problem:
    return Problem(name, f"{where} gagal dimuat: {type(error).__name__}: {error}")
