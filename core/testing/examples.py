"""How many examples a property test tries: few in `make test`, many in `make soak`."""

import os


def examples(number: int) -> int:
    return number * int(os.environ.get("SELARAS_SOAK", "1"))
