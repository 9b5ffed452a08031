"""Every plugin, loaded the same way in every process: web, worker, command line and tests.

Code is never switched at run time; what a department uses is a row (see `core.gate`).
"""

import importlib
import importlib.util
import logging
import pkgutil
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import peewee
from packaging.specifiers import SpecifierSet

import plugins as plugins_package
from config.settings import Settings
from core import __version__
from core.errors import ConfigurationError
from core.plugin import Manifest, check_manifest
from core.registry import Plugin, Problem, Registry, use

log = logging.getLogger(__name__)
MODULES = ("contracts", "models", "provides", "subscribers", "admin", "views", "tasks", "cli", "demo")


def build_registry(settings: Settings) -> Registry:
    """Builds the registry of this process and keeps it."""
    built = build(settings.plugin_paths)
    for problem in built.problems:
        log.error("plugin %s dilewati: %s", problem.plugin, problem.sentence)
    use(built)
    return built


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
    for name in _in_order(manifests, {problem.plugin for problem in problems}):
        manifest, package = manifests[name]
        missing = [other for other in manifest.depends if other not in loaded]
        if missing:
            problems.append(Problem(name, f"bergantung pada {', '.join(missing)}, yang tidak dapat dimuat."))
            continue
        plugin = Plugin(manifest, package)
        try:
            _import_modules(plugin)
            _refuse_clashes(plugin, loaded.values())
        except _ModuleFailed as failure:
            problems.append(_broken(name, failure.module, failure.error))
            _forget_tables(plugin)
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


def _in_order(manifests: dict[str, tuple[Manifest, str]], broken: set[str]) -> list[str]:
    """Names, dependencies first.

    :raises ConfigurationError: for a dependency that is not there, or a cycle, naming the path.
    """
    graph: dict[str, list[str]] = {}
    for name, (manifest, _) in manifests.items():
        for other in manifest.depends:
            if other not in manifests and other not in broken:
                raise ConfigurationError(f"Plugin {name} bergantung pada {other}, yang tidak terpasang.")
        wanted = (*manifest.depends, *manifest.optional)
        graph[name] = [other for other in wanted if other in manifests]
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ConfigurationError(f"Plugin saling bergantung melingkar: {' → '.join(error.args[1])}.") from error


class _ModuleFailed(Exception):
    """One of a plugin's modules cannot be used; the plugin is left out."""

    def __init__(self, module: str, error: Exception) -> None:
        super().__init__(module)
        self.module, self.error = module, error


def _import_modules(plugin: Plugin) -> None:
    for module in MODULES:
        full = f"{plugin.package}.{module}"
        if importlib.util.find_spec(full) is None:
            continue
        try:
            plugin.modules[module] = importlib.import_module(full)
        except Exception as error:
            raise _ModuleFailed(f"{module}.py", error) from error


def _refuse_clashes(plugin: Plugin, loaded: Iterable[Plugin]) -> None:
    """A job belongs to the plugin that its name starts with, and a service is given by one plugin only."""
    for kind in plugin.attribute("tasks", "JOBS", {}):
        if not kind.startswith(f"{plugin.name}."):
            raise _ModuleFailed("tasks.py", ValueError(f"job {kind!r} must start with {plugin.name!r}"))
    for other in loaded:
        taken = other.attribute("provides", "PROVIDES", {}).keys() & plugin.attribute("provides", "PROVIDES", {}).keys()
        for protocol in taken:
            raise _ModuleFailed("provides.py", ValueError(f"{protocol.__name__} is already provided by {other.name}"))


def _forget_tables(plugin: Plugin) -> None:
    """Takes a left-out plugin's models out of what points at the core's: their tables may not be there, and whoever
    deletes a record of the core asks all that points at it."""
    values: list[Any] = list(vars(plugin.modules.get("models", object)).values())
    models = [v for v in values if peewee.is_model(v) and v.__module__.startswith(f"{plugin.package}.")]
    for model in models:
        for key in list(model._meta.refs):
            model._meta.remove_ref(key)
