"""Schema changes: core first, then each plugin in dependency order, under one lock for the whole site."""

from core.migrations.running import down, migrate, pending

__all__ = ["down", "migrate", "pending"]
