"""What a plugin says of itself: data only, so that reading a manifest runs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from packaging.specifiers import SpecifierSet

QUEUES = ("default", "mail", "aggregation", "export")
"""The queues that workers serve: long exports never stand in the way of a mail."""


@dataclass(frozen=True)
class MenuItem:
    """A line in the left column. `endpoint` is a Flask endpoint; shown to those who have `permission`."""

    label: str
    endpoint: str
    permission: str
    order: int = 100
    section: str = ""


@dataclass(frozen=True)
class Setting:
    """A typed setting that each department can change; the default's type is the setting's type (str, int, bool)."""

    key: str
    label: str
    default: str | int | bool
    hint: str = ""


@dataclass(frozen=True)
class ScheduleEntry:
    """A job of this plugin that runs again and again: `job` is a name in its tasks.JOBS."""

    job: str
    every_minutes: int
    queue: str = "default"


@dataclass(frozen=True)
class Manifest:
    """`plugin.py` of a plugin holds exactly one of these, named `manifest`.

    :param name: the package's name, also the prefix of its tables, permissions and jobs
    :param requires_core: a version range such as ``>=0.1,<1``
    :param depends: plugins that must be on wherever this one is
    :param optional: plugins whose contracts it uses when they are there
    :param permissions: name -> label; names start with the plugin's own
    """

    name: str
    label: str
    version: str
    summary: str = ""
    requires_core: str = ">=0.1"
    depends: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    permissions: Mapping[str, str] = field(default_factory=dict)
    menu: tuple[MenuItem, ...] = ()
    settings: tuple[Setting, ...] = ()
    schedule: tuple[ScheduleEntry, ...] = ()


CORE_PERMISSIONS: Mapping[str, str] = {
    f"core.{entity}.{verb}": f"{label}: {what}"
    for entity, label in {
        "pemerintah_daerah": "Pemerintah daerah",
        "perangkat_daerah": "Perangkat daerah",
        "unit_kerja": "Unit kerja",
        "jabatan": "Jabatan",
        "pegawai": "Pegawai",
        "penugasan": "Penugasan",
        "hari_libur": "Hari libur",
        "akun": "Akun",
        "peran": "Peran",
        "pengaturan": "Pengaturan",
    }.items()
    for verb, what in {"read": "melihat", "create": "menambah", "update": "mengubah", "delete": "menghapus"}.items()
} | {
    "core.plugin.update": "Menyalakan dan mematikan plugin",
    "core.audit.read": "Melihat jejak audit",
    "core.job.read": "Melihat semua pekerjaan latar",
    "core.mail.read": "Melihat semua surel keluar",
    "core.mail.update": "Mengirim ulang surel",
    "core.dokumen.read": "Melihat daftar dokumen tersimpan",
    "core.mesin.read": "Melihat mesin Selaras di semua perangkat daerah",
}


def check_manifest(candidate: Any) -> Manifest:
    """:raises TypeError: or ValueError, in words for the plugin's author."""
    if not isinstance(candidate, Manifest):
        raise TypeError("plugin.py must define `manifest = Manifest(...)`")
    for permission in candidate.permissions:
        if not permission.startswith(candidate.name + "."):
            raise ValueError(f"permission {permission!r} must start with {candidate.name!r}")
    for item in candidate.menu:
        if item.permission not in candidate.permissions:
            raise ValueError(f"menu {item.label!r} asks for {item.permission!r}, which is not declared")
    SpecifierSet(candidate.requires_core)  # InvalidSpecifier is a ValueError that quotes it
    _check_settings(candidate.settings)
    for entry in candidate.schedule:
        if not entry.job.startswith(candidate.name + "."):
            raise ValueError(f"scheduled job {entry.job!r} must start with {candidate.name!r}")
        if entry.every_minutes < 1:
            raise ValueError(f"schedule of {entry.job!r}: every_minutes must be 1 or more")
        if entry.queue not in QUEUES:
            raise ValueError(f"schedule of {entry.job!r}: queue must be one of {', '.join(QUEUES)}")
    return candidate


def _check_settings(settings: tuple[Setting, ...]) -> None:
    seen = set()
    for setting in settings:
        if setting.key in seen:
            raise ValueError(f"setting {setting.key!r} is declared twice")
        if not isinstance(setting.default, str | int | bool):
            raise TypeError(f"setting {setting.key!r}: the default must be a str, int or bool")
        seen.add(setting.key)
