"""The list of a CRUD view: search, filters as words, pages, all in a constant number of queries."""

from typing import Any

from flask import request
from flask_admin import expose

from core.admin.rows import COUNT_LIMIT, bounded_count, load_related

LAST_PAGE = 100_000
"""A larger page number overflows the database's OFFSET."""


class Listing:
    """Mixin of AdminView."""

    def _get_list_extra_args(self) -> Any:
        args = super()._get_list_extra_args()  # type: ignore[misc]
        args.page = min(max(args.page or 0, 0), LAST_PAGE)
        args.search = (args.search or "").strip()[:100] or None
        return args

    def _get_list_filter_args(self) -> list[Any]:
        """Filters from the address; an empty or impossible value is left out instead of failing."""
        found = []
        for position, index, value in sorted(self._given_filters()):
            flt = self._filters[index]  # type: ignore[attr-defined]
            if value and flt.validate(value):
                found.append((position, (index, str(flt.name), value)))
        return [filter_ for _, filter_ in found]

    def _given_filters(self) -> list[tuple[str, int, str]]:
        given = []
        for name, value in request.args.items():
            if name.startswith("flt") and "_" in name:
                position, key = name[3:].split("_", 1)
                if key in (self._filter_args or {}):  # type: ignore[attr-defined]
                    given.append((position, self._filter_args[key][0], value.strip()))  # type: ignore[attr-defined]
        return given

    def search_placeholder(self) -> str:
        """What is searched, in words: 'nama atau NIP'."""
        labels = [str(self.get_column_name(c)) for c in self.column_searchable_list or ()]  # type: ignore[attr-defined]
        return " atau ".join(label if label.isupper() else label.lower() for label in labels)

    def _get_filter_groups(self) -> None:
        """Flask-Admin's own filter boxes are drawn by inline scripts; ours come from `filter_controls`."""

    def get_list(
        self,
        page: int | None,
        sort_column: Any,
        sort_desc: Any,
        search: str | None,
        filters: Any,
        execute: bool = True,
        page_size: int | None = None,
    ) -> tuple[int | None, list[Any]]:
        """(number of rows, at most COUNT_LIMIT + 1; the rows of the page with their related rows)."""
        view: Any = self
        query = view.get_query()
        for word in (search or "").split() if view._search_fields else ():
            clauses = [field.contains(word) for field in view._search_fields]
            condition = clauses[0]
            for clause in clauses[1:]:
                condition |= clause
            query = query.where(condition)
        for index, _name, value in filters or ():
            flt = view._filters[index]
            query = flt.apply(query, flt.clean(value))
        count = bounded_count(query)
        order = [(sort_column, bool(sort_desc))] if sort_column else view._get_default_order() or []
        for name, descending in order:
            field = view.model._meta.fields[name]
            query = query.order_by_extend(field.desc() if descending else field.asc())
        # Ends with the key, so that equal values do not move between pages.
        query = query.order_by_extend(view.model._meta.primary_key.desc())
        size = page_size or view.page_size
        rows = list(query.limit(size).offset((page or 0) * size))
        load_related(rows, view._foreign_keys([c for c, _ in view._list_columns]))
        return count, rows

    @expose("/")
    def index_view(self) -> Any:
        args = self._get_list_extra_args()
        extra = self._template_args  # type: ignore[attr-defined]
        extra["filter_controls"] = self._controls(args)
        extra["filter_chips"] = self._chips(args)
        extra["count_limit"] = COUNT_LIMIT
        return super().index_view()  # type: ignore[misc]

    def _controls(self, args: Any) -> list[dict[str, Any]]:
        """One control for each filter: name in the address, label, kind, choices, value."""
        chosen = {index: value for index, _, value in args.filters or ()}
        return [
            {
                "name": f"flt{index}_{self.get_filter_arg(index, flt)}",  # type: ignore[attr-defined]
                "label": f"{flt.name} {flt.word}" if flt.kind == "tanggal" else str(flt.name),
                "kind": flt.kind,
                "choices": flt.choices(self),
                "value": chosen.get(index, ""),
            }
            for index, flt in enumerate(self._filters or ())  # type: ignore[attr-defined]
        ]

    def _chips(self, args: Any) -> list[tuple[str, str]]:
        """The filters in force as words, each with the address of the list without it."""
        chips = []
        for position, (index, name, value) in enumerate(args.filters or ()):
            flt = self._filters[index]  # type: ignore[attr-defined]
            others = [f for i, f in enumerate(args.filters) if i != position]
            url = self._get_list_url(args.clone(filters=others, page=0))  # type: ignore[attr-defined]
            word = flt.word if flt.word.startswith(":") else f" {flt.word}"
            chips.append((f"{name}{word} {flt.shown(value, self)}", url))
        return chips
