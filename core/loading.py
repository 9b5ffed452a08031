"""The steps of loading plugins: in which order, which modules, and what is refused."""

import importlib
import importlib.util
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

import peewee

from core.errors import ConfigurationError
from core.plugin import Manifest

if TYPE_CHECKING:
    from core.registry import Plugin

MODULES = ("contracts", "models", "provides", "subscribers", "admin", "views", "tasks", "cli", "demo")


def in_order(manifests: dict[str, tuple[Manifest, str]], broken: set[str]) -> list[str]:
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


class ModuleFailed(Exception):
    """One of a plugin's modules cannot be used; the plugin is left out."""

    def __init__(self, module: str, error: Exception) -> None:
        super().__init__(module)
        self.module, self.error = module, error


def import_modules(plugin: "Plugin") -> None:
    for module in MODULES:
        full = f"{plugin.package}.{module}"
        if importlib.util.find_spec(full) is None:
            continue
        try:
            plugin.modules[module] = importlib.import_module(full)
        except Exception as error:
            raise ModuleFailed(f"{module}.py", error) from error


def refuse_clashes(plugin: "Plugin", loaded: "Iterable[Plugin]") -> None:
    """A job belongs to the plugin that its name starts with, and a service is given by one plugin only."""
    for kind in plugin.attribute("tasks", "JOBS", {}):
        if not kind.startswith(f"{plugin.name}."):
            raise ModuleFailed("tasks.py", ValueError(f"job {kind!r} must start with {plugin.name!r}"))
    for other in loaded:
        taken = other.attribute("provides", "PROVIDES", {}).keys() & plugin.attribute("provides", "PROVIDES", {}).keys()
        for protocol in taken:
            raise ModuleFailed("provides.py", ValueError(f"{protocol.__name__} is already provided by {other.name}"))


def forget_tables(plugin: "Plugin") -> None:
    """Takes a left-out plugin's models out of what points at the core's: their tables may not be there, and whoever
    deletes a record of the core asks all that points at it."""
    values: list[Any] = list(vars(plugin.modules.get("models", object)).values())
    models = [v for v in values if peewee.is_model(v) and v.__module__.startswith(f"{plugin.package}.")]
    for model in models:
        for key in list(model._meta.refs):
            model._meta.remove_ref(key)
