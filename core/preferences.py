"""Settings that a department changes in the panel; declared, with type and default, in a plugin's manifest."""

import peewee

from core import audit
from core.db import Record, transaction
from core.errors import InputError, NotFound
from core.fields import JsonField
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from core.plugin import Setting
from core.registry import registry

DIGITS = 4
"""Of a setting that is a number: days, files, percent. Where one counts days, millions would be counted too."""


class Pengaturan(Record):
    """A value that a department has set; without a row the manifest's default counts."""

    scope_columns = ("perangkat_daerah",)
    open_to_read = True
    perangkat_daerah = peewee.ForeignKeyField(
        PerangkatDaerah, on_delete="RESTRICT", backref="+", verbose_name="Perangkat daerah"
    )
    plugin = peewee.CharField(max_length=60, verbose_name="Plugin")
    kunci = peewee.CharField(max_length=60, verbose_name="Pengaturan")
    nilai = JsonField(verbose_name="Nilai")

    class Meta:
        table_name = "core_pengaturan"
        indexes = ((("perangkat_daerah", "plugin", "kunci"), True),)

    def __str__(self) -> str:
        return f"{self.plugin}.{self.kunci}"


def declared(plugin: str, key: str) -> Setting:
    """:raises NotFound: for a setting that no manifest declares."""
    known = registry().plugins.get(plugin)
    for setting in known.manifest.settings if known else ():
        if setting.key == key:
            return setting
    raise NotFound(f"Pengaturan {plugin}.{key} tidak dikenal.")


def preference(plugin: str, key: str, perangkat_daerah_id: int) -> str | int | bool:
    """The department's value, or the default; always of the default's type."""
    setting = declared(plugin, key)
    row = Pengaturan.get_or_none(
        (Pengaturan.perangkat_daerah == perangkat_daerah_id) & (Pengaturan.plugin == plugin) & (Pengaturan.kunci == key)
    )
    return setting.default if row is None else row.nilai


def set_preference(plugin: str, key: str, perangkat_daerah_id: int, value: str) -> None:
    """Takes what a form gives.

    :raises InputError: when it is not of the setting's type.
    """
    require("core.pengaturan.update")
    setting = declared(plugin, key)
    parsed = _parse(setting, value)
    with transaction():
        Pengaturan.insert(perangkat_daerah=perangkat_daerah_id, plugin=plugin, kunci=key, nilai=parsed).on_conflict(
            conflict_target=[Pengaturan.perangkat_daerah, Pengaturan.plugin, Pengaturan.kunci],
            update={Pengaturan.nilai: parsed},
        ).execute()
        audit.record("pengaturan.ubah", detail={"plugin": plugin, "kunci": key, "nilai": parsed})


def _parse(setting: Setting, value: str) -> str | int | bool:
    if isinstance(setting.default, bool):
        return value.strip().lower() in ("1", "ya", "on", "true")
    if isinstance(setting.default, int):
        text = value.strip()
        if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
            raise InputError(f"{setting.label}: isi dengan bilangan bulat dari 0 sampai {'9' * DIGITS}.", setting.key)
        return int(text)
    if not value.strip():
        raise InputError(f"{setting.label}: tidak boleh kosong.", setting.key)
    return value.strip()
