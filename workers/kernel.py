"""The same kernel in every process: database bound, registry built; and what a fork must forget of it."""

from config.settings import Settings


def start(settings: Settings) -> None:
    """Binds the models to the database and loads all plugins. SelarasError: the installation isn't right."""
    from core import db, registry

    db.bind(settings.database_url)
    registry.build_registry(settings)


def forget_connections() -> None:
    """After a fork: the parent's sockets are not ours. Dropped without closing, which would speak on them."""
    from core import db, queue

    if db.database.obj is not None:
        db.database.obj._state.reset()
    queue.reset()
