"""The application factory: the same for gunicorn, the development server and the tests."""

import logging
from pathlib import Path
from typing import Any

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Bootstrap4Theme
from flask_babel import Babel

from config.settings import Settings
from core import db, i18n, loading, registry
from core.admin.index import AdminHome
from core.admin.views import CORE_VIEWS
from core.errors import ConfigurationError
from core.web import (
    auth,
    compression,
    delegation_page,
    errors,
    filters,
    gatekeeper,
    health,
    home,
    jobs_page,
    mail_page,
    plugins_page,
    search,
    security,
    shell,
    static_files,
    system_page,
)
from core.web.proxy import behind_proxy
from core.web.routing import Selaras

log = logging.getLogger(__name__)
_CORE = Path(__file__).resolve().parent.parent
BLUEPRINTS = (
    auth.blueprint,
    delegation_page.blueprint,
    health.blueprint,
    home.blueprint,
    jobs_page.blueprint,
    mail_page.blueprint,
    search.blueprint,
)


def create_app(settings: Settings) -> Flask:
    """The Flask application over the database and the plugins; binds and loads what is not there yet.

    :raises ConfigurationError: when the installation is not right.
    """
    _kernel(settings)
    app = Selaras("selaras", template_folder=str(_CORE / "templates"), static_folder=str(_CORE / "static"))
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        MAX_CONTENT_LENGTH=settings.upload_limit,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        BABEL_DEFAULT_LOCALE="id",
        SELARAS=settings,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    catalogues = i18n.install(settings.home)
    Babel(app, default_locale="id", default_translation_directories=str(catalogues))
    security.install(app, settings)
    compression.install(app)
    gatekeeper.install(app)
    auth.install(app)
    shell.install(app)
    static_files.install(app)
    filters.install(app)
    errors.install(app)
    for blueprint in (*BLUEPRINTS, plugins_page.blueprint, system_page.blueprint):
        app.register_blueprint(blueprint)
    _add_admin(app, catalogues)
    for plugin in registry.registry().plugins.values():
        _add_plugin(app, plugin)
    return behind_proxy(app, settings)


def _kernel(settings: Settings) -> None:
    if db.database.obj is None:
        db.bind(settings.database_url)
    try:
        registry.registry()
    except ConfigurationError:
        loading.build_registry(settings)


def _add_admin(app: Flask, catalogues: Path) -> None:
    admin = Admin(
        app,
        name="Selaras",
        url="/kelola",
        index_view=AdminHome(url="/kelola"),
        theme=Bootstrap4Theme(base_template="selaras/base.html"),
        translations_path=str(catalogues),
        csp_nonce_generator=security.nonce,
    )
    app.extensions["selaras_admin"] = admin
    for view in CORE_VIEWS:
        admin.add_view(view())


def _add_plugin(app: Flask, plugin: Any) -> None:
    """Its pages (`views.blueprint` or `views.blueprints`) and its CRUD views (`admin.VIEWS`)."""
    blueprint = plugin.attribute("views", "blueprint", None)
    blueprints = plugin.attribute("views", "blueprints", (blueprint,) if blueprint else ())
    for found in blueprints:
        if found.template_folder is None and (plugin.folder / "templates").is_dir():
            found.template_folder = str(plugin.folder / "templates")
        app.register_blueprint(found)
        gatekeeper.owns(app, plugin.name, found.name)
    for view_class in plugin.attribute("admin", "VIEWS", ()):
        view = view_class()
        view.plugin = plugin.name
        app.extensions["selaras_admin"].add_view(view)
