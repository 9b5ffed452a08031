"""Errors that a user may read. The first argument is always one Indonesian sentence:
what went wrong, where, and what to do. A class is named after what went wrong, so the web,
the API and the command line can each answer in their own way from the class alone.

Do not use these for a programmer's mistake (a wrong type, a missing import): let that crash.
"""

from collections.abc import Mapping


class SelarasError(Exception):
    """Anything that goes wrong in a way that its user can understand."""

    status = 400

    @property
    def sentence(self) -> str:
        return str(self.args[0]) if self.args else "Terjadi kesalahan."


class InputError(SelarasError):
    """One field is missing or wrong. `field` is its name in the form, when it has one."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field

    @property
    def fields(self) -> dict[str, str]:
        return {self.field: self.sentence} if self.field else {}


class FieldErrors(InputError):
    """Several fields are wrong; all are told at once, so that a form is filled in twice at most."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("Periksa kembali isian: " + " ".join(errors.values()))
        self._fields = dict(errors)

    @property
    def fields(self) -> dict[str, str]:
        return self._fields


class NotAllowed(SelarasError):
    """The actor lacks the permission."""

    status = 403


class NotFound(SelarasError):
    """There is no such record here: also the answer for another department's record."""

    status = 404


class PluginInactive(NotFound):
    """The plugin is not turned on for this department."""


class StateError(SelarasError):
    """The action does not fit the state in which the record is; says which state that is."""

    status = 409


class Busy(StateError):
    """Somebody else did it in the same moment."""


class StorageError(SelarasError):
    """The disk or the database could not keep what was given."""

    status = 503


class ConfigurationError(SelarasError):
    """The installation is not right: a plugin, a setting, a missing program."""

    status = 500
