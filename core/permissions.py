"""Default deny: a permission is named in a manifest, given by a role, and checked in services."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from core.actor import Actor, current_actor
from core.errors import NotAllowed


def expand(patterns: Iterable[str], declared: Iterable[str]) -> frozenset[str]:
    """The declared permissions that the patterns of some roles name. What no manifest declares is never given."""
    wanted = list(patterns)
    return frozenset(name for name in declared if any(fnmatchcase(name, pattern) for pattern in wanted))


def allowed(actor: Actor, permission: str) -> bool:
    return actor.system or permission in actor.permissions


def require(permission: str) -> Actor:
    """The acting person, who has the permission.

    :raises NotAllowed: with the permission's label, so that a user can ask for it by name.
    """
    actor = current_actor()
    if not allowed(actor, permission):
        from core.registry import registry  # the registry imports plugins, which import this

        label = registry().permission_label(permission)
        raise NotAllowed(f"Anda belum mempunyai izin «{label}». Mintalah kepada admin perangkat daerah Anda.")
    return actor
