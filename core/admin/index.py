"""The door of the panel: there is no second home page."""

from typing import Any

from flask import redirect, url_for
from flask_admin import AdminIndexView, expose


class AdminHome(AdminIndexView):
    """/kelola leads to Beranda, whose menu lists what one may manage."""

    plugin = ""

    @expose("/")
    def index(self) -> Any:
        return redirect(url_for("home.index"))
