"""The WSGI application, for gunicorn: `workers.web:application`."""

from config.logging import configure
from config.settings import get_settings
from core.web import create_app

configure(get_settings().log_level)
application = create_app(get_settings())
