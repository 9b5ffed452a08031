"""AdminView: CRUD for one model, in the shell, scoped to the department, with one permission for each verb.

class KlasifikasiView(AdminView):
    model = Klasifikasi
    label, permission_prefix = "Klasifikasi arsip", "arsip.klasifikasi"
    column_list = ("kode", "nama", "induk")
    column_searchable_list = ("kode", "nama")
    column_filters = ("aktif",)
    readonly_columns = ("keadaan",)     # shown, never in a form: state changes go through services
    badge_columns = ("keadaan",)

VIEWS = (KlasifikasiView,)
"""

# Flask-Admin's views are declared by class attributes that nobody changes afterwards.
# ruff: noqa: RUF012

from typing import Any

import peewee
from flask import abort, request
from flask_admin import expose
from flask_admin.contrib.peewee import ModelView

from core.admin.access import Guarded
from core.admin.changes import Writing
from core.admin.columns import badge, is_numeric, show
from core.admin.filters import Filter, filters_for
from core.admin.forms import Converter, is_deep
from core.admin.listing import Listing
from core.admin.locking import Locking
from core.admin.lookups import ScopedLoader
from core.admin.rows import load_related, related
from core.errors import NotFound
from core.fields import JsonField
from core.scoping import confine

TECHNICAL = ("id", "uuid")


class AdminView(Guarded, Listing, Locking, Writing, ModelView):
    """Declare attributes; the constructor takes none. `column_list`, `column_searchable_list`, `form_columns`,
    `form_args`, `column_default_sort`, `column_labels`, `column_formatters` mean what they mean in Flask-Admin.
    """

    label: str = ""
    """What people call these records; the heading and the menu entry."""
    hint: str = ""
    """One sentence below the heading."""
    readonly_columns: tuple[str, ...] = ()
    badge_columns: tuple[str, ...] = ()
    directory_lookups: tuple[str, ...] = ()
    """Foreign keys whose choices are every department's (only for models that are open to read)."""
    lookup_where: dict[str, Any] = {}
    """Foreign key -> function that narrows the query of its choices."""
    list_related: tuple[str, ...] = ()
    """Further (dotted) foreign keys that the texts of the list need."""
    menu_category: str = ""

    column_list: Any = None
    column_details_list: Any = None
    column_labels: Any = None
    column_choices: Any = None
    column_searchable_list: Any = None
    column_filters: Any = None
    column_default_sort: Any = None
    column_formatters: Any = {}
    form_columns: Any = None
    form_args: Any = None
    form_overrides: Any = {}
    """Column -> form field class. A JSON list is typed one per line without it; a deeper document is only shown."""
    form_extra_fields: Any = None
    model_form_converter = Converter
    can_export = False
    page_size = 20
    can_set_page_size = False
    form_excluded_columns: Any = ()
    action_disallowed_list = ["delete"]
    _urls: list[tuple[str, str, Any]]

    def create_blueprint(self, admin: Any) -> Any:
        """Without the addresses that no view of ours answers, a fifth of all there are: the panel's own export, and
        editing in the list."""
        self._urls = [one for one in self._urls if one[1] not in ("export", "ajax_update")]
        return super().create_blueprint(admin)

    def __init__(self) -> None:
        self._loaders: dict[str, ScopedLoader] = {}
        fields = self.model._meta.fields
        scope = tuple(getattr(self.model, "scope_columns", ()))
        shown = [n for n, f in fields.items() if is_deep(f) and n not in self.form_overrides]
        hidden = (*TECHNICAL, "dibuat", *scope, *shown, *self.readonly_columns, *self.secret_columns)
        self.form_excluded_columns = (*self.form_excluded_columns, *hidden)
        if self.form_columns is not None:
            self.form_columns = [c for c in self.form_columns if c not in hidden]
        if self.column_list is None:
            self.column_list = [n for n in fields if n not in (*TECHNICAL, "dibuat", *scope, *self.secret_columns)]
        if self.column_details_list is None:
            # Nor the uuids by which records name one another: they say nothing to a person.
            shown_whole = [n for n in fields if n not in TECHNICAL and not n.endswith("_uuid")]
            self.column_details_list = [n for n in shown_whole if n not in self.secret_columns]
        self.column_labels = {
            **{name: field.verbose_name for name, field in fields.items() if field.verbose_name},
            **(self.column_labels or {}),
        }
        self.column_choices = {
            **{n: list(f.choices) for n, f in fields.items() if f.choices},
            **(self.column_choices or {}),
        }
        endpoint = f"admin_{self.model._meta.table_name}"
        super().__init__(
            self.model, name=self.label or None, endpoint=endpoint, url=self.model._meta.table_name.replace("_", "-")
        )

    def _refresh_cache(self) -> None:
        super()._refresh_cache()
        # Flask-Admin prepares these only where the one who builds the view may see details: nobody, at start.
        self._details_columns = self.get_details_columns()

    # Choices of foreign keys

    def loader_for(self, field: Any) -> ScopedLoader:
        """The loader of a foreign key; also reachable by the lookup address."""
        if field.name not in self._loaders:
            loader = ScopedLoader(
                field.name,
                field.rel_model,
                directory=field.name in self.directory_lookups,
                where=self.lookup_where.get(field.name),
            )
            loader.endpoint = self.endpoint or f"admin_{self.model._meta.table_name}"
            self._loaders[field.name] = loader
        return self._loaders[field.name]

    @expose("/ajax/lookup/")
    def ajax_lookup(self) -> Any:
        loader = self._loaders.get(request.args.get("name", ""))
        if loader is None or not (self.may("create") or self.may("update")):
            abort(404)
        rows = loader.get_list(
            request.args.get("query", "")[:100],
            min(max(request.args.get("offset", 0, type=int), 0), 100_000),
            min(max(request.args.get("limit", 20, type=int), 1), 50),
        )
        return [loader.format(row) for row in rows]

    # Reading, always inside the department, also where everyone may read

    def get_query(self) -> Any:
        return confine(self.model.select(), self.model)

    def get_one(self, id: Any) -> Any:
        """:raises NotFound: also for another department's record."""
        try:
            row = self.get_query().where(self.model._meta.primary_key == int(id)).first()
        except (TypeError, ValueError, OverflowError, peewee.DataError):
            row = None
        if row is None:
            raise NotFound("Data ini tidak ada di perangkat daerah Anda, atau sudah dihapus.")
        load_related([row], self._foreign_keys(self.column_details_list))
        return row

    def _foreign_keys(self, columns: Any) -> list[str]:
        fields = self.model._meta.fields
        direct = [c for c in columns or () if isinstance(fields.get(c), peewee.ForeignKeyField)]
        return [*direct, *self.list_related]

    def scaffold_sortable_columns(self) -> dict[str, Any]:
        unsortable = (peewee.ForeignKeyField, JsonField)
        return {n: f for n, f in self.model._meta.fields.items() if not isinstance(f, unsortable)}

    def scaffold_filters(self, name: Any) -> list[Filter] | None:
        return list(filters_for(self.model._meta.fields[name], self.get_column_name(name))) or None

    # Showing

    def _get_field_value(self, model: Any, name: Any) -> Any:
        field = self.model._meta.fields.get(name)
        if isinstance(field, peewee.ForeignKeyField):
            return related(model, name)
        return super()._get_field_value(model, name)

    def _get_list_value(self, context: Any, model: Any, name: Any, formatters: Any, types: Any) -> Any:
        if name in formatters:
            return formatters[name](self, context, model, name)
        value = self._get_field_value(model, name)
        choices = self._column_choices_map.get(name)
        text = choices.get(value, value) if choices else value  # without choices it may be a list, which is no key
        if name in self.badge_columns and value not in (None, ""):
            return badge(value, str(text))
        return show(text)

    def is_numeric(self, name: str) -> bool:
        return is_numeric(self.model._meta.fields.get(name))
