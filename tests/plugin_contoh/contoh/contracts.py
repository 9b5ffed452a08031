"""What others may know of the notebook."""

from dataclasses import dataclass
from typing import Protocol


class Notes(Protocol):
    """Looking notes up."""

    def title(self, uuid: str) -> str | None:
        """The title of a note of the acting department, None when there is no such note."""


@dataclass(frozen=True)
class CatatanDiterbitkan:
    """A note has been published; `label` are the words by which it is found."""

    perangkat_daerah_id: int
    catatan_uuid: str
    judul: str
    label: tuple[str, ...] = ()
