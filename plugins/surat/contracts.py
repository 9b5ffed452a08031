"""What others may know of surat. Only the standard library is imported here."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class LetterInfo:
    """An outgoing letter as others show it. `nomor` is empty until it is issued; `url` leads to its page."""

    uuid: str
    nomor: str
    hal: str
    tanggal: date | None
    status: str
    url: str
    jumlah_tujuan: int
    jumlah_tanda_terima: int


class Letters(Protocol):
    """Looking letters up."""

    def letter_for(self, rujukan: str) -> LetterInfo | None:
        """The letter made for a record (``table:uuid``), None when there is none in this department."""


@dataclass(frozen=True)
class SuratDitandatangani:
    """An outgoing letter has been signed and its signed file is stored."""

    perangkat_daerah_id: int
    surat_uuid: str
    nomor: str
    dokumen_id: int
    cara: str


@dataclass(frozen=True)
class SuratDidistribusikan:
    """A letter has been handed to the departments it is addressed to."""

    perangkat_daerah_id: int
    surat_uuid: str
    nomor: str
    tujuan: tuple[int, ...]


@dataclass(frozen=True)
class TandaTerimaKembali:
    """A department has confirmed that it received the letter; told in the sender's department."""

    perangkat_daerah_id: int
    surat_uuid: str
    penerima_id: int
    dokumen_id: int
