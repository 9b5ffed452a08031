"""What others may know of arsip. Only the standard library is imported here."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class BerkasInfo:
    """A folder of records as others show it; `url` leads to its page."""

    uuid: str
    nomor: str
    uraian: str
    klasifikasi: str
    jumlah_item: int
    url: str


class Archive(Protocol):
    """Looking folders up."""

    def berkas_for(self, rujukan: str) -> BerkasInfo | None:
        """The folder of a record (``table:uuid``), None when there is none in this department."""


@dataclass(frozen=True)
class BerkasDibuat:
    """Documents have been filed; `rujukan` are the records (``table:uuid``) that they came from."""

    perangkat_daerah_id: int
    berkas_uuid: str
    nomor: str
    rujukan: tuple[str, ...]
