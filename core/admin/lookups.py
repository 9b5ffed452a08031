"""Choices of a foreign key: only rows that the person may choose, a page at a time."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

import peewee
from flask_admin.model.ajax import AjaxModelLoader

from core.organisation.models import PerangkatDaerah
from core.scoping import confine, current_departments

SHOWN = 50
"""As many choices stand in the form at once; more are searched for."""
_NAMING = ("nama", "kode", "nip", "judul", "nomor", "perihal", "label", "nama_pengguna", "uraian", "aksi")


class ScopedLoader(AjaxModelLoader):
    """Rows of `model` in the actor's department.

    With `directory` all rows that are open to read may be chosen (the addressee of a letter); `where` narrows
    the query further. The rows are compared by id on the way back, so a posted foreign id is no choice.
    """

    def __init__(
        self, name: str, model: Any, *, directory: bool = False, where: Callable[[Any], Any] | None = None
    ) -> None:
        super().__init__(name, {})
        self.model = model
        self.directory = directory
        self.where = where
        self.endpoint = ""
        fields = model._meta.fields
        self.fields = [fields[n] for n in _NAMING if isinstance(fields.get(n), peewee.CharField | peewee.TextField)]

    def query(self) -> Any:
        if self.directory:
            query = self.model.select(self.model, PerangkatDaerah).join(PerangkatDaerah, on=self.model.perangkat_daerah)
        else:
            query = confine(self.model.select(), self.model)
        return self.where(query) if self.where else query

    def format(self, model: Any) -> tuple[Any, str] | None:
        """(id, words); a row of another department with its name, since all of them have a «Sekretaris»."""
        if model is None:
            return None
        owner = self._owner(model)
        return model.get_id(), f"{model} ({owner})" if owner else str(model)

    def _owner(self, row: Any) -> str:
        if not self.directory or row.perangkat_daerah_id in (current_departments() or ()):
            return ""
        return str(row.perangkat_daerah.singkatan)

    def get_one(self, pk: Any) -> Any:
        try:
            return self.query().where(self.model._meta.primary_key == int(pk)).first()
        except (ValueError, OverflowError, TypeError):
            return None

    def get_list(self, query: str, offset: int = 0, limit: int = SHOWN) -> list[Any]:
        rows = self.query()
        if query and self.fields:
            rows = rows.where(reduce(or_, [field.contains(query) for field in self.fields]))
        order = self.fields[:1] or [self.model._meta.primary_key]
        return list(rows.order_by(*order).offset(offset).limit(limit))
