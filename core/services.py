"""How plugins use one another: by a Protocol from the other's contracts, never by its code."""

from typing import TypeVar, cast

from core.actor import find_actor
from core.errors import PluginInactive
from core.gate import active_plugins, is_active
from core.registry import registry

T = TypeVar("T")


def get(protocol: type[T], perangkat_daerah_id: int | None = None) -> T:
    """The service, where its plugin is on.

    :raises PluginInactive: naming the plugin.
    """
    service = find(protocol, perangkat_daerah_id)
    if service is None:
        plugin, _ = registry().provided.get(protocol, (protocol.__name__, None))
        raise PluginInactive(f"Plugin {plugin} tidak aktif di perangkat daerah ini.")
    return service


def find(protocol: type[T], perangkat_daerah_id: int | None = None) -> T | None:
    """The service, or None where no plugin gives it or its plugin is off in the department."""
    entry = registry().provided.get(protocol)
    if entry is None:
        return None
    plugin, service = entry
    return cast(T, service) if is_active(plugin, _department(perangkat_daerah_id)) else None


def offers(protocol: type[T], perangkat_daerah_id: int | None = None) -> list[T]:
    """All that active plugins offer under a contract of which there may be many, in dependency order."""
    active = active_plugins(_department(perangkat_daerah_id))
    return [cast(T, thing) for plugin, thing in registry().offered.get(protocol, []) if plugin in active]


def _department(perangkat_daerah_id: int | None) -> int | None:
    if perangkat_daerah_id is not None:
        return perangkat_daerah_id
    actor = find_actor()
    return actor.perangkat_daerah_id if actor else None
