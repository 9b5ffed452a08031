"""Rows that stand below one another by the id of the one above. Pure."""

from collections.abc import Mapping


def below_itself(key: int, above: Mapping[int, int | None]) -> bool:
    """Whether a row is part of a circle; one further up, in which it is not, does not count.

    :param above: id of each row -> id of the one above it, None at the top; one that is not there ends the way
    """
    seen, at = {key}, above.get(key)
    while at is not None and at in above:
        if at == key:
            return True
        if at in seen:
            return False
        seen.add(at)
        at = above[at]
    return False
