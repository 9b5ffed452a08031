"""Changing and deleting one row: not when it is locked, and deleting asks first."""

from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_admin.helpers import get_redirect_target


class Locking:
    """Mixin of AdminView. A view says by `locked` which rows nobody changes any more."""

    def locked(self, row: Any) -> str:
        """Why this row can be neither changed nor deleted, as a sentence; empty when it can."""
        return ""

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        return self._to_locked_row() or super().edit_view()  # type: ignore[misc]

    @expose("/delete/", methods=("GET", "POST"))
    def delete_view(self) -> Any:
        """Asks on a page of its own, so that it needs no script."""
        view: Any = self
        if (answer := self._to_locked_row()) is not None:
            return answer
        back = get_redirect_target() or view.get_url(".index_view")
        row = view.get_one(request.values.get("id"))
        if request.method == "POST":
            name = str(row)
            if view.delete_model(row):
                flash(f"“{name}” telah dihapus.", "success")
                return redirect(back)
            return redirect(view.get_url(".details_view", id=row.get_id(), url=back))
        blocking = sorted({view.model_label(m) for m in view.blocking(row)})
        return view.render("admin/model/delete.html", model=row, blocking=blocking, return_url=back)

    def _to_locked_row(self) -> Any:
        """A redirect to the row's page, which says why; None for a row that may be changed."""
        view: Any = self
        wanted = request.values.get("id")
        row = view.get_one(wanted) if wanted else None
        return (
            redirect(view.get_url(".details_view", id=row.get_id())) if row is not None and self.locked(row) else None
        )
