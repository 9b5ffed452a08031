"""Tables: named after the plugin, confined to departments, and made by migrations that can be taken back."""

from collections.abc import Mapping
from typing import Any

import pytest
from playhouse.schema_diff import diff_models

from core import db, migrations
from core.migrations.tables import models_of
from core.organisation.models import PerangkatDaerah
from core.registry import registry
from core.scoping import is_scoped, reads_are_confined
from core.tenancy import department_scope
from core.testing.rows import Rows


class DataContract:
    plugin: str
    site_wide: Mapping[str, str] = {}
    """Model name -> why its rows belong to no department."""
    open_to_read: Mapping[str, str] = {}
    """Model name -> why every department may read the rows (a directory)."""

    @property
    def models(self) -> list[Any]:
        return list(models_of(self.plugin))

    @property
    def confined(self) -> list[Any]:
        return [model for model in self.models if reads_are_confined(model)]

    @pytest.mark.usefixtures("home")
    def test_tables_are_prefixed(self) -> None:
        module = registry().plugins[self.plugin].modules.get("models")
        own = {v for v in vars(module).values() if isinstance(v, type) and issubclass(v, db.Model)} if module else set()
        astray = [
            m.__name__ for m in own if m.__module__.startswith(f"plugins.{self.plugin}.") and m not in self.models
        ]
        assert astray == [], f"their tables do not start with {self.plugin}_"

    @pytest.mark.usefixtures("home")
    def test_tables_are_scoped_or_say_why_not(self) -> None:
        free = {model.__name__ for model in self.models if not is_scoped(model)}
        shown = {model.__name__ for model in self.models if is_scoped(model) and not reads_are_confined(model)}
        assert free == set(self.site_wide)
        assert shown == set(self.open_to_read)

    @pytest.mark.usefixtures("home")
    def test_foreign_keys_stay_at_home(self) -> None:
        for model in self.models:
            for key in model._meta.refs:
                owner = key.rel_model._meta.table_name.split("_")[0]
                assert owner == "core" or key.rel_model in self.models, f"{model.__name__}.{key.name}"

    @pytest.mark.usefixtures("home")
    def test_texts_name_the_columns(self) -> None:
        """What the panel shows is not the column's technical name."""
        for view in registry().plugins[self.plugin].attribute("admin", "VIEWS", ()):
            shown = [c for c in (view.column_list or ()) if c in view.model._meta.fields]
            nameless = [c for c in shown if not view.model._meta.fields[c].verbose_name]
            assert [c for c in nameless if c not in (view.column_labels or {})] == []

    @pytest.mark.usefixtures("home", "each_database")
    def test_another_departments_rows_do_not_exist(
        self, department: PerangkatDaerah, other_department: PerangkatDaerah
    ) -> None:
        theirs = Rows(other_department)
        for model in self.confined:
            (row,) = theirs.make(model)
            with department_scope(department.id):
                assert model.get_or_none(model.id == row.id) is None
                assert model.delete().where(model.id == row.id).execute() == 0
            with department_scope(other_department.id):
                assert model.get_by_id(row.id) == row

    @pytest.mark.usefixtures("home", "each_database")
    def test_migrations_make_the_models_and_can_be_taken_back(self) -> None:
        """Down to nothing, and up again: the schema then equals the models."""
        while migrations.down(self.plugin):
            continue
        assert self._tables() == set()
        assert {name.split("/")[0] for name in migrations.pending()} == ({self.plugin} if self.models else set())
        migrations.migrate()
        assert migrations.pending() == []
        assert self._tables() == {model._meta.table_name for model in self.models}
        assert not diff_models(db.database.obj, self.models), "the models have changed: write a migration"

    def _tables(self) -> set[str]:
        found = {name for name in db.database.get_tables() if name.startswith(f"{self.plugin}_")}
        return found - {f"{self.plugin}_migrasi"}
