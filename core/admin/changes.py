"""Writing through a CRUD form: all or nothing, audited, with every refusal told beside its field."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import peewee
from flask import flash

from core import audit
from core.actor import current_actor
from core.admin.rows import clashes, dependents
from core.db import Record, transaction
from core.errors import InputError, NotFound, SelarasError, StateError
from core.scoping import TenancyError

log = logging.getLogger(__name__)


class Writing:
    """Mixin of AdminView: create, update and delete. Hooks as in Flask-Admin: `on_model_change`, `on_model_delete`."""

    model: Any
    permission_prefix: str
    secret_columns: tuple[str, ...] = ()
    """Columns that are neither shown nor written to the audit log."""

    def create_model(self, form: Any) -> Any:
        row = self.model()
        if not self._write(form, row, "create"):
            return False
        return row

    def update_model(self, form: Any, model: Any) -> bool:
        return self._write(form, model, "update")

    def _write(self, form: Any, row: Any, verb: str) -> bool:
        created = verb == "create"
        before = {} if created else self._snapshot(row)
        try:
            with transaction(), _as_sentences():
                form.populate_obj(row)
                _fill_defaults(row)
                if created:
                    self._place(row)
                self.on_model_change(form, row, created)  # type: ignore[attr-defined]
                _refuse_duplicates(row)
                _save(row, created)
                self._audit(verb, row, before, self._snapshot(row))
                self.after_model_change(form, row, created)  # type: ignore[attr-defined]
        except SelarasError as error:
            _tell(form, error)
            return False
        return True

    def _place(self, row: Any) -> None:
        """A new record belongs to the department in which one acts, whatever was posted."""
        for name in getattr(self.model, "scope_columns", ())[:1]:
            field = self.model._meta.fields[name]
            department = current_actor().perangkat_daerah_id
            if department is None and not field.null:
                raise StateError("Pilih dahulu perangkat daerah tempat Anda bertindak, lalu ulangi.")
            row.__data__[name] = department
            row._dirty.add(name)

    def delete_model(self, model: Any) -> bool:
        """False (with a sentence shown) when other records depend on this one."""
        try:
            with transaction(), _as_sentences():
                blocking = self.blocking(model)
                if blocking:
                    names = ", ".join(sorted({self.model_label(m) for m in blocking}))
                    raise StateError(f"“{model}” tidak dapat dihapus karena masih dipakai oleh: {names}.")
                before = self._snapshot(model)
                self.on_model_delete(model)  # type: ignore[attr-defined]
                model.delete_instance(recursive=False)
                self._audit("delete", model, before, {})
                self.after_model_delete(model)  # type: ignore[attr-defined]
        except SelarasError as error:
            flash(error.sentence, "error")
            return False
        return True

    def blocking(self, row: Any) -> list[type[peewee.Model]]:
        """The models whose rows keep this one from being deleted. A view whose `on_model_delete` takes some of them
        along leaves those out."""
        return dependents(row)

    def model_label(self, model: Any) -> str:
        """What people call the records of a model: the name of its CRUD view, where there is one."""
        views = self.admin._views if getattr(self, "admin", None) else []  # type: ignore[attr-defined]
        for view in views:
            if getattr(view, "model", None) is model:
                return str(view.name).lower()
        return "data lain"

    def _snapshot(self, row: Any) -> dict[str, Any]:
        hidden = {"id", "uuid", *self.secret_columns}
        return {name: _plain(value) for name, value in row.__data__.items() if name not in hidden}

    def _audit(self, verb: str, row: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        changed = {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}
        audit.record(
            f"{self.permission_prefix}.{verb}",
            row if isinstance(row, Record) else None,
            detail={
                "sebelum": {k: before[k] for k in sorted(changed & before.keys())},
                "sesudah": {k: after[k] for k in sorted(changed & after.keys())},
            },
        )


@contextmanager
def _as_sentences() -> Iterator[None]:
    """What the database refuses, said so that a clerk understands; the transaction around it is undone."""
    try:
        yield
    except peewee.IntegrityError as error:
        log.info("refused by the database: %s", error)
        raise StateError(
            "Data tidak dapat disimpan atau dihapus karena berkaitan dengan data lain (sudah ada, atau masih dipakai)."
        ) from error
    except TenancyError as error:
        raise NotFound("Data ini tidak ada di perangkat daerah Anda.") from error


def _save(row: Any, created: bool) -> None:
    """Writes only what the form holds: a state that a service changed in the meantime stays as it is."""
    if created:
        row.save(force_insert=True)
    elif row.dirty_fields:
        row.save(only=row.dirty_fields)


def _fill_defaults(row: Any) -> None:
    """An optional number that was left empty takes its default instead of failing as a missing value."""
    for name, field in row._meta.fields.items():
        if row.__data__.get(name) is None and not field.null and field.default is not None:
            setattr(row, name, field.default() if callable(field.default) else field.default)


def _refuse_duplicates(row: Any) -> None:
    columns = clashes(row)
    if columns:
        shown = [c for c in columns if c not in getattr(row, "scope_columns", ())]
        labels = " dan ".join(str(row._meta.fields[c].verbose_name or c) for c in shown)
        raise InputError(f"Sudah ada data lain dengan {labels} yang sama.", field=(shown or columns)[-1])


def _tell(form: Any, error: SelarasError) -> None:
    if isinstance(error, NotFound):
        raise error
    fields = error.fields if isinstance(error, InputError) else {}
    beside = {name: text for name, text in fields.items() if name in form}
    for name, text in beside.items():
        form[name].errors = [*form[name].errors, text]
    if not beside:
        flash(error.sentence, "error")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
