"""Who may do what in a CRUD view: one permission for each verb, default deny, and the plugin's gate."""

from typing import Any

from flask import redirect, request, url_for

from core.actor import current_actor, find_actor
from core.errors import NotAllowed, NotFound, PluginInactive
from core.gate import is_active
from core.permissions import allowed

VERBS = {
    "index_view": "read",
    "details_view": "read",
    "ajax_lookup": "read",
    "create_view": "create",
    "edit_view": "update",
    "delete_view": "delete",
    "action_view": "read",
}
"""View function -> verb. What is not here (export, inline update) does not exist for anyone."""


class Guarded:
    """Mixin of AdminView. `permission_prefix` "surat.keluar" asks for surat.keluar.read, .create, .update, .delete."""

    permission_prefix: str = ""
    plugin: str = ""
    """The plugin that owns the view; empty for the core."""
    read_only: bool = False
    may_create: bool = True
    may_update: bool = True
    may_delete: bool = True

    def may(self, verb: str) -> bool:
        """Whether the person at work may; False for a verb that the view does not offer."""
        actor = find_actor()
        if actor is None or not self.permission_prefix:
            return False
        offered = {"create": self.may_create, "update": self.may_update, "delete": self.may_delete}
        if verb != "read" and (self.read_only or not offered.get(verb, True)):
            return False
        return allowed(actor, f"{self.permission_prefix}.{verb}")

    @property
    def can_create(self) -> bool:
        return self.may("create")

    @property
    def can_edit(self) -> bool:
        return self.may("update")

    @property
    def can_delete(self) -> bool:
        return self.may("delete")

    @property
    def can_view_details(self) -> bool:
        return self.may("read")

    def is_accessible(self) -> bool:
        return self._active() and self.may("read")

    def _active(self) -> bool:
        actor = find_actor()
        return not self.plugin or (actor is not None and is_active(self.plugin, actor.perangkat_daerah_id))

    def _handle_view(self, name: str, **kwargs: Any) -> Any:
        """Before every view function.

        :raises PluginInactive: the department does not use the plugin (404).
        :raises NotFound: the function is not offered to anyone.
        :raises NotAllowed: the permission is missing.
        """
        if find_actor() is None:
            return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))
        if not self._active():
            raise PluginInactive("Halaman ini tidak ada, atau fiturnya tidak diaktifkan di perangkat daerah Anda.")
        verb = VERBS.get(name) or getattr(self, "extra_verbs", {}).get(name)
        if verb is None:
            raise NotFound("Halaman ini tidak ada.")
        if not self.may(verb):
            raise NotAllowed(f"{current_actor().title} tidak memiliki izin untuk tindakan ini.")
        return None

    def _run_view(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        # Flask-Admin calls the function again with other arguments after any TypeError, which hides ours.
        return fn(self, *args, **kwargs)
