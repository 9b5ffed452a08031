"""What stands around every page: sections, the department and position in which one acts, own menu."""

import logging
from dataclasses import dataclass, replace
from functools import cached_property

from flask import Flask, current_app, request, url_for
from flask_login import current_user
from werkzeug.routing import BuildError

from core.actor import Actor, find_actor
from core.admin.organisation_views import is_site_admin
from core.gate import active_plugins
from core.permissions import allowed
from core.registry import registry
from core.web.filters import di_tengah
from core.web.home import waiting_counts

log = logging.getLogger(__name__)
BOOTSTRAP = "bootstrap/bootstrap4/swatch/default/bootstrap.min.css"


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    badge: int = 0
    current: bool = False


@dataclass(frozen=True)
class NavSection:
    label: str
    items: list[NavItem]
    folded: bool = False

    @property
    def current(self) -> bool:
        return any(item.current for item in self.items)


def install(app: Flask) -> None:
    app.context_processor(lambda: {"shell": Shell()})


class Shell:
    """Made for each rendered page; its parts are computed when the template asks for them."""

    @property
    def actor(self) -> Actor | None:
        return find_actor()

    @property
    def signed_in(self) -> bool:
        return bool(current_user and current_user.is_authenticated)

    @property
    def bootstrap_css(self) -> str:
        return url_for("admin.static", filename=BOOTSTRAP, v="4.6.2")

    @property
    def home_url(self) -> str:
        return url_for("home.index") if self.signed_in else url_for("auth.login")

    @property
    def department_name(self) -> str:
        return self.actor.perangkat_daerah if self.actor else ""

    @property
    def acting_line(self) -> str:
        """'bertindak sebagai Plh. Sekretaris Daerah', or the position one holds; and whose work one has been handed."""
        actor = self.actor
        if actor is None or not actor.assignments:
            return ""
        for_another = any(a.jenis not in ("definitif", "delegasi") for a in actor.assignments)
        line = f"bertindak sebagai {actor.title}" if for_another else actor.title
        handed = [a.title for a in actor.assignments if a.jenis == "delegasi" and a.title != actor.title]
        return ", juga ".join([line, *handed])

    @property
    def person_name(self) -> str:
        return self.actor.nama if self.actor else (current_user.akun.nama if self.signed_in else "")

    @property
    def user_menu(self) -> list[NavItem]:
        items = [NavItem("Ganti posisi bertindak", url_for("auth.acting_as"))]
        if self.actor:
            if any(a.jenis in ("definitif", "delegasi") for a in self.actor.assignments):
                items += [NavItem("Delegasi tugas", url_for("delegation.index"))]
            items += [NavItem("Pekerjaan saya", url_for("jobs.index"))]
            if current_app.config["SELARAS"].embedded_mail:
                items += [NavItem("Kotak surel", url_for("mailbox.index"))]
        return [*items, NavItem("Ganti kata sandi", url_for("auth.password"))]

    @cached_property
    def sections(self) -> list[NavSection]:
        actor = self.actor
        if actor is None:
            return []
        active = active_plugins(actor.perangkat_daerah_id)
        home = NavSection("", [_item("Beranda", url_for("home.index"), 0)])
        work = _plugin_sections(actor, active, waiting_counts(actor))
        return _marked([home, *work, *_managing_sections(actor, active)])


def _plugin_sections(actor: Actor, active: frozenset[str], counts: dict[str, int]) -> list[NavSection]:
    """The entries of the manifests' menus."""
    grouped: dict[str, list[tuple[int, NavItem]]] = {}
    for name, plugin in registry().plugins.items():
        for entry in plugin.manifest.menu if name in active else ():
            url = _url(entry.endpoint) if allowed(actor, entry.permission) else None
            if url is not None:
                item = _item(entry.label, url, counts.get(entry.endpoint, 0))
                grouped.setdefault(entry.section or plugin.manifest.label, []).append((entry.order, item))
    return [NavSection(label, [i for _, i in sorted(found, key=lambda p: p[0])]) for label, found in grouped.items()]


def _managing_sections(actor: Actor, active: frozenset[str]) -> list[NavSection]:
    """CRUD views by their `menu_category`; of plugins first, then of the core.

    Folded: those who manage need them now and then, and a menu of twenty lines hides the two that matter.
    """
    grouped: dict[str, list[NavItem]] = {}
    views = [v for v in current_app.extensions["selaras_admin"]._views if getattr(v, "menu_category", "")]
    for view in sorted(views, key=lambda v: not v.plugin):
        if (not view.plugin or view.plugin in active) and view.may("read"):
            label = f"Kelola {di_tengah(view.menu_category)}" if view.plugin else view.menu_category
            grouped.setdefault(label, []).append(_item(str(view.name), url_for(f"{view.endpoint}.index_view"), 0))
    if allowed(actor, "core.plugin.update"):
        grouped.setdefault("Sistem", []).insert(0, _item("Plugin", url_for("plugins.index"), 0))
    if is_site_admin():
        grouped.setdefault("Sistem", []).append(_item("Keadaan sistem", url_for("system.index"), 0))
    return [NavSection(label, items, folded=True) for label, items in grouped.items()]


def _item(label: str, url: str, badge: int) -> NavItem:
    return NavItem(label, url, badge)


def _marked(sections: list[NavSection]) -> list[NavSection]:
    """With the one entry marked under which this page lies: the longest address that it begins with."""
    home = url_for("home.index")
    urls = {item.url for section in sections for item in section.items}
    here = max(
        (url for url in urls if request.path == url or (url != home and request.path.startswith(url))),
        key=len,
        default=None,
    )
    return [
        replace(section, items=[replace(item, current=item.url == here) for item in section.items])
        for section in sections
    ]


def _url(endpoint: str) -> str | None:
    try:
        return url_for(endpoint)
    except BuildError:
        log.warning("a menu entry names the unknown endpoint %s", endpoint)
        return None
