"""Every setting of the program, typed: from the environment, else selaras.toml, else a default that needs nothing."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from config import home as house
from config.errors import SettingsError
from config.sources import ENVIRONMENT, from_environment, from_toml

__all__ = ["Settings", "SettingsError", "ensure_home", "get_settings"]

Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """Frozen; build one with keywords in tests, by `get_settings()` elsewhere.

    What an embedded service decides at its start (socket, port) and what is made once (key) are properties: they are
    read from the home when asked, so a process that was up earlier sees them too.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    home: Path = Field(default_factory=house.default_home)
    host: str = "127.0.0.1"
    port: Port = 8000
    site_name: str = "Selaras"
    debug: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    upload_limit: Annotated[int, Field(ge=1024)] = 20 * 1024 * 1024
    """Largest accepted request body, in bytes."""
    plugin_paths: Annotated[tuple[Path, ...], NoDecode] = ()
    """Further folders that are scanned for plugins; in the environment separated as in PATH."""
    database_url: str = Field(default="", repr=False)
    """sqlite:///… or postgresql://…; may hold a password, so it stays out of repr."""
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_starttls: bool = False
    smtp_from: str = "selaras@localhost"

    given_base_url: str | None = Field(default=None, validation_alias="base_url")
    given_secret_key: SecretStr | None = Field(default=None, validation_alias="secret_key")
    given_redis_url: SecretStr | None = Field(default=None, validation_alias="redis_url")
    given_smtp_host: str | None = Field(default=None, validation_alias="smtp_host")
    given_smtp_port: Port | None = Field(default=None, validation_alias="smtp_port")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Keyword, environment, file. Our own reading of the environment: pydantic's would take `home` from $HOME."""
        return (
            init_settings,
            InitSettingsSource(settings_cls, from_environment()),
            InitSettingsSource(settings_cls, from_toml()),
        )

    @field_validator("home", mode="after")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        """Absolute, so that a child process started elsewhere means the same folder."""
        return value.expanduser().absolute()

    @field_validator("plugin_paths", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _default_database(self) -> "Settings":
        if not self.database_url:
            # The model is frozen for everybody else; this is still its making.
            object.__setattr__(self, "database_url", f"sqlite:///{quote(str(self.home))}/selaras.db")
        return self

    @property
    def embedded_database(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def embedded_queue(self) -> bool:
        return self.given_redis_url is None

    @property
    def embedded_mail(self) -> bool:
        return self.given_smtp_host is None

    @property
    def redis_url(self) -> str:
        """redis://… as given, else unix://… of the embedded Valkey. May hold a password."""
        if self.given_redis_url is not None:
            return self.given_redis_url.get_secret_value()
        return f"unix://{self.queue_socket}"

    @property
    def queue_socket(self) -> Path:
        """The unix socket of the embedded Valkey."""
        return house.queue_socket(self.home)

    @property
    def smtp_host(self) -> str:
        return self.given_smtp_host or "127.0.0.1"

    @property
    def smtp_port(self) -> int:
        """As given, else 25 for a given host, else the sink's port; 0 while the sink never ran in this home."""
        if self.given_smtp_port is not None:
            return self.given_smtp_port
        return house.sink_port(self.home) if self.embedded_mail else 25

    @property
    def mail_folder(self) -> Path:
        """Where the embedded sink keeps each message as one .eml."""
        return self.home / "mail"

    @property
    def base_url(self) -> str:
        """What links and QR codes start with; no slash at the end."""
        return (self.given_base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def secret_key(self) -> SecretStr:
        """As given, else the home's own, made at first use. SettingsError: it can't be kept."""
        return self.given_secret_key or SecretStr(house.secret_key(self.home))


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process. SettingsError names the setting that is wrong, by the name its user knows."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        raise SettingsError(
            f"Pengaturan {ENVIRONMENT.get(name, name)} tidak sah: {first['msg']} (diberikan: {_shown(name, first)})."
        ) from None


def _shown(name: str, error: Any) -> str:
    return "…" if name in {"secret_key", "smtp_password", "redis_url", "database_url"} else repr(error["input"])


def ensure_home(settings: Settings) -> None:
    """Makes the data folder and its parts. SettingsError: it can't be written."""
    house.ensure(settings.home)
