"""Counting no further than anybody reads: beyond a thousand, that it is more is enough, and the answer stays quick."""

from typing import Any

MOST = 999


def count_up_to(query: Any, most: int = MOST) -> int:
    """How many rows a select has; most + 1 for any number above `most`."""
    return int(query.order_by().limit(most + 1).count())


def shown(count: int, most: int = MOST) -> str:
    """'12', and '999+' for what was not counted to its end."""
    return str(count) if count <= most else f"{most}+"
