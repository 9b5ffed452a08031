"""Turning plugins on and off for a department. Rows only: no table, no code and no data is touched."""

from dataclasses import dataclass

from core import audit, clock
from core.db import transaction
from core.errors import NotFound, StateError
from core.gate import Aktivasi, active_plugins
from core.permissions import require
from core.registry import Plugin, registry
from core.scoping import department_scope


@dataclass(frozen=True)
class Preview:
    """What a switch would do: `plugins` are the labels that change along, `refused` the sentence why it can't."""

    plugin: str
    label: str
    turning_on: bool
    also: tuple[str, ...] = ()
    also_labels: tuple[str, ...] = ()
    refused: str = ""


def preview_on(name: str, perangkat_daerah_id: int) -> Preview:
    """Which further plugins come along, dependencies first."""
    plugin = _plugin(name)
    active = active_plugins(perangkat_daerah_id)
    needed = [other for other in _closure(plugin) if other not in active and other != name]
    return Preview(name, plugin.manifest.label, True, tuple(needed), _labels(needed))


def preview_off(name: str, perangkat_daerah_id: int) -> Preview:
    """Turning off is refused while a plugin that depends on it is on."""
    plugin = _plugin(name)
    active = active_plugins(perangkat_daerah_id)
    users = [p.name for p in registry().plugins.values() if p.name in active and name in p.manifest.depends]
    refused = ""
    if users:
        refused = f"{plugin.manifest.label} dipakai oleh {', '.join(_labels(users))}. Matikan itu lebih dahulu."
    return Preview(name, plugin.manifest.label, False, refused=refused)


def turn_on(name: str, perangkat_daerah_id: int) -> tuple[str, ...]:
    """Turns the plugin on with all it depends on; gives the names that changed. Turning on twice changes nothing."""
    _require_switch(perangkat_daerah_id)
    with transaction():
        active = active_plugins(perangkat_daerah_id)
        changed = tuple(other for other in _closure(_plugin(name)) if other not in active)
        for other in changed:
            _switch(other, perangkat_daerah_id, True)
    return changed


def turn_off(name: str, perangkat_daerah_id: int) -> bool:
    """:raises StateError: while a dependant is on. Data stays, and shows again when it is turned on."""
    _require_switch(perangkat_daerah_id)
    with transaction():
        preview = preview_off(name, perangkat_daerah_id)
        if preview.refused:
            raise StateError(preview.refused)
        if name not in active_plugins(perangkat_daerah_id):
            return False
        _switch(name, perangkat_daerah_id, False)
    return True


def _require_switch(perangkat_daerah_id: int) -> None:
    """The permission, and that it is one's own department: a permission ends there."""
    actor = require("core.plugin.update")
    if not actor.system and actor.perangkat_daerah_id != perangkat_daerah_id:
        raise NotFound("Perangkat daerah ini bukan tempat Anda bertindak.")


def _switch(name: str, perangkat_daerah_id: int, on: bool) -> None:
    with department_scope(perangkat_daerah_id):
        Aktivasi.insert(perangkat_daerah=perangkat_daerah_id, plugin=name, aktif=on, diubah=clock.now()).on_conflict(
            conflict_target=[Aktivasi.perangkat_daerah, Aktivasi.plugin],
            update={Aktivasi.aktif: on, Aktivasi.diubah: clock.now()},
        ).execute()
        audit.record("plugin.nyala" if on else "plugin.mati", detail={"plugin": name})


def _plugin(name: str) -> Plugin:
    plugin = registry().plugins.get(name)
    if plugin is None:
        raise NotFound(f"Plugin «{name}» tidak terpasang.")
    return plugin


def _closure(plugin: Plugin) -> list[str]:
    """The plugin and all that it depends on, dependencies first."""
    wanted = {plugin.name}
    waiting = [plugin]
    while waiting:
        for name in waiting.pop().manifest.depends:
            if name not in wanted:
                wanted.add(name)
                waiting.append(_plugin(name))
    return [name for name in registry().plugins if name in wanted]


def _labels(names: list[str]) -> tuple[str, ...]:
    return tuple(registry().plugins[name].manifest.label for name in names)
