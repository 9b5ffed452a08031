"""What is wrong with a line of a pasted table, in words that its owner can act on."""

from dataclasses import dataclass

_LONG = 90


@dataclass(frozen=True)
class Problem:
    """`line` counts from 1, 0 for the whole table; `text` is what stands there, shortened."""

    line: int
    text: str
    sentence: str
    fatal: bool

    def __str__(self) -> str:
        where = f"Baris {self.line}: " if self.line else ""
        shown = f" («{self.text}»)" if self.text else ""
        return f"{where}{self.sentence}{shown}"


def shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONG else plain[: _LONG - 1] + "…"
