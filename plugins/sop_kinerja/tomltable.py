"""Reading one table of a hand-written TOML file, with errors that its writer can act on.

Every message begins with the place: the file, then the table, then the field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path


class SopDataError(ValueError):
    """A file of SOP data is wrong; the message names file, step and field."""


class TomlTable:
    """The fields of one table; `place` is how messages name it. Ask `close` when all are read."""

    def __init__(self, fields: Mapping[str, object], place: str) -> None:
        self._fields = fields
        self._unread = dict.fromkeys(fields)
        self.place = place

    @classmethod
    def load(cls, path: Path) -> TomlTable:
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
        except OSError as error:
            raise SopDataError(f"{path.name}: berkas tidak dapat dibaca ({error.strerror}).") from error
        except UnicodeDecodeError as error:
            raise SopDataError(f"{path.name}: berkas bukan teks UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            raise SopDataError(f"{path.name}: bukan TOML yang benar ({error}).") from error

    def error(self, field: str, sentence: str) -> SopDataError:
        return SopDataError(f"{self.place}, isian {field}: {sentence}")

    def text(self, field: str, *, required: bool = False) -> str:
        value = self._take(field)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value.strip()):
            raise self.error(field, "wajib diisi dengan teks." if required else "harus berupa teks.")
        return value.strip()

    def has(self, field: str) -> bool:
        """Whether the file says anything of the field, be it that it is empty."""
        return field in self._fields

    def choice(self, field: str, options: Collection[str], *, default: str = "") -> str:
        """One of `options`; with a `default` the field may be missing."""
        value = self.text(field, required=not default) or default
        if value not in options:
            raise self.error(field, f"“{value}” tidak dikenal; pilih {', '.join(options)}.")
        return value

    def texts(self, field: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        value = self._take(field)
        items = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            raise self.error(field, "harus berupa daftar teks yang tidak kosong.")
        if required and not items:
            raise self.error(field, "wajib diisi.")
        return tuple(item.strip() for item in items)

    def number(self, field: str) -> int:
        value = self.optional_number(field)
        if value is None:
            raise self.error(field, "wajib diisi dengan bilangan bulat.")
        return value

    def optional_number(self, field: str) -> int | None:
        value = self._take(field)
        if value is None:
            return None
        # In Python true is a number too; in a file it is a slip.
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(field, "harus berupa bilangan bulat.")
        return value

    def flag(self, field: str) -> bool:
        value = self._take(field)
        if value is not None and not isinstance(value, bool):
            raise self.error(field, "harus true atau false.")
        return bool(value)

    def day(self, field: str) -> date | None:
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(field, "harus berupa tanggal tanpa tanda kutip, misalnya 2023-08-15.")
        return value

    def tables(self, field: str, name: str, *, required: bool = True) -> list[TomlTable]:
        """The tables under `[[field]]`, in order, each called `name` and its place in the list."""
        value = self._take(field)
        if not required and value in (None, []):
            return []
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self.error(field, f"paling sedikit satu tabel [[{field}]] diperlukan.")
        return [TomlTable(item, f"{self.place}, {name} {i}") for i, item in enumerate(value, start=1)]

    def close(self) -> None:
        """Refuse fields that nobody asked for: a misspelled name must not pass in silence."""
        for field in self._unread:
            raise self.error(field, "nama isian ini tidak dikenal.")

    def _take(self, field: str) -> object:
        self._unread.pop(field, None)
        return self._fields.get(field)
