"""Which tables belong to whom."""

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from core.db import Model
from core.registry import registry

CORE = "core"
_CORE_MODULES = (
    "core.organisation.models",
    "core.accounts.models",
    "core.audit",
    "core.gate",
    "core.files.models",
    "core.jobs.models",
    "core.mail.models",
    "core.events",
    "core.numbering",
    "core.preferences",
    "core.markers",
    "core.schedule",
)


def owners() -> list[str]:
    """`core` and the loaded plugins that have tables or migrations, dependencies first."""
    return [CORE, *registry().plugins]


def folder_of(owner: str) -> Path:
    if owner == CORE:
        return Path(__file__).parent
    return registry().plugins[owner].folder / "migrations"


def models_of(owner: str) -> list[type[Model]]:
    """The owner's models, sorted by name; the database sorts them by their foreign keys."""
    if owner == CORE:
        modules = [importlib.import_module(name) for name in _CORE_MODULES]
    else:
        module = registry().plugins[owner].modules.get("models")
        modules = [module] if module else []
    found = {model for module in modules for model in _models_in(module, owner)}
    return sorted(found, key=lambda model: model.__name__)


def _models_in(module: ModuleType, owner: str) -> list[Any]:
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Model) and value._meta.table_name.startswith(f"{owner}_")
    ]
