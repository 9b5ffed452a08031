"""CRUD views on Flask-Admin, in the shell, under permissions and tenancy. A plugin writes `class XView(AdminView)`."""

from core.admin.view import AdminView

__all__ = ["AdminView"]
