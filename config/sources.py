"""Where settings come from: the environment and selaras.toml, as plain mappings of setting name to raw value."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from config.errors import SettingsError

# Names that hosting platforms and other tools know stay bare; the rest carries our prefix.
ENVIRONMENT: Mapping[str, str] = {
    "home": "SELARAS_HOME",
    "host": "SELARAS_HOST",
    "port": "PORT",
    "base_url": "SELARAS_BASE_URL",
    "site_name": "SELARAS_SITE_NAME",
    "secret_key": "SELARAS_SECRET_KEY",
    "debug": "SELARAS_DEBUG",
    "log_level": "SELARAS_LOG_LEVEL",
    "upload_limit": "SELARAS_UPLOAD_LIMIT",
    "plugin_paths": "SELARAS_PLUGIN_PATHS",
    "database_url": "DATABASE_URL",
    "redis_url": "REDIS_URL",
    "smtp_host": "SMTP_HOST",
    "smtp_port": "SMTP_PORT",
    "smtp_user": "SMTP_USER",
    "smtp_password": "SMTP_PASSWORD",
    "smtp_starttls": "SMTP_STARTTLS",
    "smtp_from": "SMTP_FROM",
}


def from_environment(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The settings set in the environment. An empty variable counts as not set, as in shells and compose files."""
    return {name: environ[variable] for name, variable in ENVIRONMENT.items() if environ.get(variable)}


def from_toml(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The settings of SELARAS_CONFIG, else of ./selaras.toml; {} when there is no such file.

    SettingsError: the named file is missing, isn't TOML, or holds a name that is no setting.
    """
    named = environ.get("SELARAS_CONFIG")
    path = Path(named or "selaras.toml")
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if named:
            raise SettingsError(f"Berkas pengaturan {path} tidak ditemukan (SELARAS_CONFIG).") from None
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"Berkas pengaturan {path} tidak dapat dibaca: {error}") from error
    if unknown := sorted(set(values) - set(ENVIRONMENT)):
        raise SettingsError(f"Pengaturan tidak dikenal dalam {path}: {', '.join(unknown)}.")
    return values
