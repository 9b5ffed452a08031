"""NIP, the 18-digit number of an Indonesian civil servant, read and checked.

Digits: birth date (8), first appointment (6), sex (1), serial (3). A PNS has year
and month of appointment; a PPPK has year and the code 21 in the month's place
(check: after BKN's numbering, not read in the regulation itself).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LENGTH = 18
YOUNGEST = 16
"""Years between birth and appointment below which a digit must be wrong. The law asks
18 today and old appointments were looser, so this only catches a slip of the keys."""
OLDEST = 65
PPPK_CODE = 21

_SEPARATORS = str.maketrans("", "", " \t\n.-\u00a0\u202f")
_SEX = {"1": "pria", "2": "wanita"}


class NipError(ValueError):
    """The digits are no NIP; the message names the digits that are wrong."""


@dataclass(frozen=True)
class Nip:
    """A valid NIP. `appointment_month` is None for a PPPK."""

    digits: str
    birth_date: date
    appointment_year: int
    appointment_month: int | None
    sex: str
    serial: str

    @property
    def is_pppk(self) -> bool:
        return self.appointment_month is None

    @property
    def shown(self) -> str:
        """As letters print it: '19700101 199501 1 999'."""
        d = self.digits
        return f"{d[:8]} {d[8:14]} {d[14]} {d[15:]}"

    def __str__(self) -> str:
        return self.shown


def written(text: str) -> str:
    """As letters print it; what is no NIP stays as it was typed."""
    try:
        return parse_nip(text).shown
    except NipError:
        return text


def parse_nip(text: str) -> Nip:
    """Read a NIP with or without its spaces, dots or hyphens; raises NipError."""
    digits = text.translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdigit()):
        raise NipError("NIP hanya terdiri atas angka, misalnya 19900101 201501 1 001.")
    if len(digits) != LENGTH:
        raise NipError(f"NIP terdiri atas 18 angka; yang ditulis {len(digits)} angka.")
    birth_date = _birth_date(digits[:8])
    year, month = _appointment(digits[8:14])
    _check_age(birth_date, year, month)
    if digits[14] not in _SEX:
        raise NipError(f"Angka ke-15 NIP adalah jenis kelamin: 1 untuk pria, 2 untuk wanita, bukan {digits[14]}.")
    if digits[15:] == "000":
        raise NipError("Nomor urut NIP (tiga angka terakhir) tidak boleh 000.")
    return Nip(digits, birth_date, year, month, _SEX[digits[14]], digits[15:])


def _birth_date(digits: str) -> date:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    wrong = f"Tanggal lahir pada NIP (8 angka pertama, {digits}) tidak mungkin"
    if not 1900 <= year <= 2099:
        raise NipError(f"{wrong}: tahun {digits[:4]}.")
    if not 1 <= month <= 12:
        raise NipError(f"{wrong}: bulan {digits[4:6]}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NipError(f"{wrong}: tidak ada tanggal {digits[6:]} pada bulan itu.") from None


def _appointment(digits: str) -> tuple[int, int | None]:
    year, month = int(digits[:4]), int(digits[4:])
    if month == PPPK_CODE:
        return year, None
    if not 1 <= month <= 12:
        raise NipError(
            f"Bulan pengangkatan pada NIP (angka ke-13 dan ke-14) harus 01 sampai 12, "
            f"atau 21 untuk PPPK, bukan {digits[4:]}."
        )
    return year, month


def _check_age(birth_date: date, year: int, month: int | None) -> None:
    # Without a month the year's end counts, so that nobody is refused wrongly.
    months = (year - birth_date.year) * 12 + (month or 12) - birth_date.month
    shown = f"{year}" if month is None else f"{month:02d}-{year}"
    if months < 0:
        raise NipError(f"Pengangkatan pada NIP ({shown}) mendahului tanggal lahir.")
    if months < YOUNGEST * 12:
        raise NipError(
            f"Menurut NIP pengangkatan ({shown}) terjadi pada usia {months // 12} tahun; "
            f"paling muda {YOUNGEST} tahun. Periksa tanggal lahir dan pengangkatan."
        )
    if months > OLDEST * 12:
        raise NipError(
            f"Menurut NIP pengangkatan ({shown}) terjadi pada usia {months // 12} tahun; "
            f"paling tua {OLDEST} tahun. Periksa tanggal lahir dan pengangkatan."
        )
