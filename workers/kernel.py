"""The same kernel in every process: database bound, registry built; and what a fork must forget of it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from click import Command

from config.settings import Settings, get_settings


def start(settings: Settings) -> None:
    """Binds the models to the database and loads all plugins. SelarasError: the installation isn't right."""
    with _nothing_thrown_away():
        from core import db, loading

        db.bind(settings.database_url)
        loading.build_registry(settings)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """What is loaded stays: looking through it for garbage, again and again, is a fifth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def working() -> Iterator[None]:
    """Kernel, connection and the program itself as actor, for one command of the command line."""
    from core import db
    from core.actor import acting, system_actor

    start(get_settings())
    with db.connection(), acting(system_actor()):
        yield


def forget_connections() -> None:
    """After a fork: the parent's sockets are not ours. Dropped without closing, which would speak on them."""
    from core import db, queue

    if db.database.obj is not None:
        db.database.obj._state.reset()
    queue.reset()


def plugin_commands() -> dict[str, Command]:
    """Name -> the `group` (or each of the `groups`) of every plugin's cli.py; the kernel must have started."""
    from core.registry import registry

    found = [
        group
        for plugin in registry().plugins.values()
        for group in (plugin.attribute("cli", "group", None), *plugin.attribute("cli", "groups", ()))
    ]
    return {group.name: group for group in found if group is not None}
