"""The one gate: is this plugin on for this department? Routing, menus, panels, the API, events, service
look-up and tasks all ask here. The answer is a row, read afresh each time, so that a switch shows at once
in every process."""

import peewee

from core import clock
from core.actor import find_actor
from core.db import Record
from core.errors import PluginInactive
from core.fields import UtcDateTimeField
from core.organisation.models import PerangkatDaerah
from core.registry import registry


class Aktivasi(Record):
    """That a plugin is on in a department. The row stays when it is turned off: `aktif` says which."""

    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    plugin = peewee.CharField(max_length=60, verbose_name="Plugin")
    aktif = peewee.BooleanField(default=False, verbose_name="Aktif")
    diubah = UtcDateTimeField(default=clock.now, verbose_name="Diubah")
    scope_columns = ("perangkat_daerah",)
    open_to_read = True

    class Meta:
        table_name = "core_aktivasi"
        indexes = ((("perangkat_daerah", "plugin"), True),)

    def __str__(self) -> str:
        return f"{self.plugin}: {'aktif' if self.aktif else 'mati'}"


def active_plugins(perangkat_daerah_id: int | None) -> frozenset[str]:
    """The names of the plugins that are on in the department and that are loaded here."""
    if perangkat_daerah_id is None:
        return frozenset()
    rows = Aktivasi.select(Aktivasi.plugin).where(
        (Aktivasi.perangkat_daerah == perangkat_daerah_id) & (Aktivasi.aktif == True)  # noqa: E712
    )
    return frozenset(row.plugin for row in rows if row.plugin in registry().plugins)


def active_departments(plugin: str) -> list[int]:
    """Ids of the departments in which the plugin is on: for what is done on a schedule in each of them."""
    rows = Aktivasi.select(Aktivasi.perangkat_daerah).where(
        (Aktivasi.plugin == plugin) & (Aktivasi.aktif == True)  # noqa: E712
    )
    return sorted(int(row.perangkat_daerah_id) for row in rows)


def is_active(plugin: str, perangkat_daerah_id: int | None) -> bool:
    return plugin == "core" or plugin in active_plugins(perangkat_daerah_id)


def require_active(plugin: str, perangkat_daerah_id: int | None = None) -> None:
    """:raises PluginInactive: where the plugin is off (for the acting department unless one is named)."""
    if perangkat_daerah_id is None:
        actor = find_actor()
        perangkat_daerah_id = actor.perangkat_daerah_id if actor else None
    if not is_active(plugin, perangkat_daerah_id):
        known = registry().plugins.get(plugin)
        label = known.manifest.label if known else plugin
        raise PluginInactive(f"Plugin {label} tidak aktif di perangkat daerah ini.")
