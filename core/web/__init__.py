"""The web: application factory, sign-in, the shell, and the pages of the core."""

from core.web.app import create_app

__all__ = ["create_app"]
