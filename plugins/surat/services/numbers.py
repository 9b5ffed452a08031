"""Numbers of outgoing letters: without gap or double in a book and year, and never forgotten."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import clock
from core.actor import current_actor
from core.idn.dates import roman
from core.numbering import Penghitung, next_number
from core.preferences import preference
from plugins.surat.errors import NumberPatternWrong
from plugins.surat.models import NomorSurat, SuratKeluar
from plugins.surat.services.states import NOMOR

BOOK = "surat_keluar"
MAX_LENGTH = 150  # characters; tata naskah asks for room for at least 100


@dataclass(frozen=True)
class Issued:
    """A number as given out: `urut` of the year's book, the day of the letter, and the whole number as printed."""

    nomor: str
    urut: int
    tahun: int
    tanggal: date

    def columns(self) -> dict[Any, Any]:
        """What is written into the letter together with the change of state."""
        return {
            SuratKeluar.nomor: self.nomor,
            SuratKeluar.urut: self.urut,
            SuratKeluar.tahun: self.tahun,
            SuratKeluar.tanggal: self.tanggal,
        }

    def put_on(self, surat: SuratKeluar) -> None:
        """Onto the letter in memory, for its paper."""
        surat.nomor, surat.urut, surat.tahun, surat.tanggal = self.nomor, self.urut, self.tahun, self.tanggal


def foresee(surat: SuratKeluar) -> Issued:
    """The number that `issue` would give now. Nothing is taken: somebody else may be quicker.

    :raises NumberPatternWrong: as `issue`.
    """
    if surat.nomor:
        return Issued(surat.nomor, surat.urut, surat.tahun, surat.tanggal)
    day = today(surat)
    book = (Penghitung.perangkat_daerah == surat.perangkat_daerah_id) & (Penghitung.buku == BOOK)
    row = Penghitung.get_or_none(book & (Penghitung.tahun == day.year))
    return _numbered(surat, (row.nilai if row else 0) + 1, day)


def issue(surat: SuratKeluar) -> Issued:
    """The letter's number: the one it has, else the next of the book, entered into the register.

    Belongs inside the transaction that puts it onto the letter: rolled back with it, the number is free again.
    :raises NumberPatternWrong: when the department's pattern cannot give one.
    """
    if surat.nomor:
        return Issued(surat.nomor, surat.urut, surat.tahun, surat.tanggal)
    day = today(surat)
    issued = _numbered(surat, next_number(BOOK, day.year, surat.perangkat_daerah_id), day)
    NomorSurat.create(
        perangkat_daerah=surat.perangkat_daerah_id,
        buku=BOOK,
        tahun=issued.tahun,
        urut=issued.urut,
        nomor=issued.nomor,
        tanggal=day,
        surat=surat,
        hal=surat.hal,
        oleh=current_actor().title,
    )
    issued.put_on(surat)
    return issued


def _numbered(surat: SuratKeluar, urut: int, day: date) -> Issued:
    pattern = str(preference("surat", "pola_nomor", surat.perangkat_daerah_id))
    unit = str(preference("surat", "kode_unit", surat.perangkat_daerah_id))
    check_pattern(pattern)
    return Issued(write(pattern, surat.klasifikasi, urut, unit, day), urut, day.year, day)


def cancel(surat: SuratKeluar, alasan: str) -> dict[Any, Any]:
    """Marks the letter's number as cancelled, where it has one: it stays in the register and is not used again.

    Gives the columns that the letter loses.
    """
    row = NomorSurat.get_or_none((NomorSurat.surat == surat.id) & (NomorSurat.status == "dipakai"))
    if row is None:
        return {}
    NOMOR.move(row, "dibatalkan", reason=alasan, also={NomorSurat.alasan: alasan.strip()})
    return {SuratKeluar.nomor: "", SuratKeluar.urut: None, SuratKeluar.tahun: None, SuratKeluar.tanggal: None}


def write(pattern: str, klasifikasi: str, urut: int, unit: str, day: date) -> str:
    """'000.8.6.3/12/ORG' out of '{klasifikasi}/{urut}/{unit}'. Only whole names are replaced, nothing is evaluated.

    :raises NumberPatternWrong: for a name that is not known, or a number that gets too long.
    """
    known = {
        "klasifikasi": klasifikasi,
        "urut": str(urut),
        "unit": unit,
        "bulan_romawi": roman(day.month),
        "tahun": str(day.year),
    }
    nomor = re.sub(r"\{(\w+)\}", lambda found: known[found[1]], pattern)
    if len(nomor) > MAX_LENGTH:
        raise NumberPatternWrong(f"Pola nomor surat menghasilkan lebih dari {MAX_LENGTH} huruf. Persingkat polanya.")
    return nomor


def check_pattern(pattern: str) -> None:
    """:raises NumberPatternWrong: naming the part that cannot be filled in."""
    names = set(re.findall(r"\{(\w*)\}", pattern))
    unknown = names - {"klasifikasi", "urut", "unit", "bulan_romawi", "tahun"}
    if unknown or re.search(r"[{}]", re.sub(r"\{\w+\}", "", pattern)):
        part = f"«{{{sorted(unknown)[0]}}}»" if unknown else "kurung kurawal yang tidak berpasangan"
        raise NumberPatternWrong(f"Pola nomor surat memuat {part}. Perbaiki pada pengaturan plugin Surat.")
    if "urut" not in names:
        raise NumberPatternWrong("Pola nomor surat harus memuat {urut}. Perbaiki pada pengaturan plugin Surat.")


def today(surat: SuratKeluar) -> date:
    """The date on the wall of the sender's office."""
    return clock.today(surat.perangkat_daerah.pemerintah_daerah.zona_waktu)
