"""The official form of a performance agreement (PermenPANRB 53/2014): the statement of two parties, and its annex."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from core import clock
from core.idn.dates import format_date
from core.idn.numbers import format_rupiah
from core.nip import written
from core.organisation.office import letterhead
from core.organisation.positions import signer_of
from core.papers import Box, PaperError, compile_paper, find_box
from plugins.sop_kinerja.models import PerjanjianKinerja
from plugins.sop_kinerja.services import pk_baca

TEMPLATE = Path(__file__).resolve().parent.parent / "papers" / "pk.typ"
PARTIES = ("pertama", "kedua")


@dataclass(frozen=True)
class Party:
    """Who signs for a position; without a name while nobody holds it. `jabatan` says «Plt.» where one acts in it."""

    jabatan_id: int
    jabatan: str
    nama: str = ""
    pangkat: str = ""
    nip: str = ""

    def as_data(self) -> dict[str, str]:
        return {"jabatan": self.jabatan, "nama": self.nama, "pangkat": self.pangkat, "nip": self.nip}


def parties(pk: PerjanjianKinerja) -> tuple[Party, Party]:
    """The first and the second party, as they are today."""
    first, second = (_party(position) for position in (pk.pihak_pertama, pk.pihak_kedua))
    return first, second


def pdf(pk: PerjanjianKinerja, electronic: bool) -> bytes:
    """The form as the draft stands now. Electronic signatures stand on the statement alone, and hold for the annex.

    :raises PaperError: for instance for a sign that the typeface lacks.
    """
    return compile_paper(TEMPLATE, content(pk, electronic), created=clock.now())


def boxes(pk: PerjanjianKinerja) -> tuple[Box, Box]:
    """Where the visible signatures of the first and the second party go."""
    data = content(pk, electronic=True)
    first, second = (find_box(TEMPLATE, data, label=f"kotak_{which}") for which in PARTIES)
    if first is None or second is None:
        raise PaperError("Naskah PK tidak menyediakan tempat tanda tangan elektronik. Hubungi admin.")
    return first, second


def file_name(pk: PerjanjianKinerja, signed: bool = False) -> str:
    return f"{pk} - {pk.perangkat_daerah}{' (bertanda tangan)' if signed else ''}.pdf"


def content(pk: PerjanjianKinerja, electronic: bool) -> dict[str, Any]:
    """What the template shows."""
    department = pk.perangkat_daerah
    government = department.pemerintah_daerah
    first, second = parties(pk)
    day = pk.tanggal or clock.today(government.zona_waktu)
    money = pk_baca.programmes(pk)
    return {
        "kop": letterhead(department),
        "judul": f"{'Perubahan ' if pk.urutan else ''}Perjanjian Kinerja Tahun {pk.tahun}",
        "tahun": str(pk.tahun),
        "perangkat_daerah": str(department.nama),
        "unit_kerja": str(pk.unit_kerja) if pk.unit_kerja_id is not None else "",
        "perubahan": _change(pk),
        "pertama": first.as_data(),
        "kedua": second.as_data(),
        "tempat_tanggal": f"{government.ibu_kota}, {format_date(day)}",
        "elektronik": electronic,
        "sasaran": [
            {
                "uraian": sasaran,
                "indikator": [
                    {
                        "uraian": str(one.row.uraian),
                        "satuan": str(one.row.satuan),
                        "target": one.target if one.words else f"{one.target} {one.row.satuan}",
                        "triwulan": list(one.quarters),
                    }
                    for one in group
                ],
            }
            for sasaran, group in _by_sasaran(pk_baca.shown(pk)).items()
        ],
        "anggaran": [{"nama": str(row.nama), "jumlah": format_rupiah(row.anggaran)} for row in money],
        "jumlah_anggaran": format_rupiah(sum((Decimal(row.anggaran) for row in money), Decimal(0))),
        "catatan_kaki": [f"Dibuat oleh Selaras dari indikator dan program tahun {pk.tahun}. Nomor rekaman {pk.uuid}."],
    }


def _by_sasaran(shown: list[pk_baca.Shown]) -> dict[str, list[pk_baca.Shown]]:
    """Each sasaran once, where its first indicator stands."""
    found: dict[str, list[pk_baca.Shown]] = {}
    for one in shown:
        found.setdefault(str(one.row.sasaran), []).append(one)
    return found


def _party(position: Any) -> Party:
    person = signer_of(position.id)
    if person is None:
        return Party(position.id, str(position.nama))
    return Party(position.id, person.title, person.nama, person.pangkat, written(person.nip))


def _change(pk: PerjanjianKinerja) -> str:
    """What a Perubahan PK says of the one that it replaces; empty for the first one."""
    if not pk.urutan:
        return ""
    old = pk_baca.series(pk)[int(pk.urutan) - 1]
    when = f" tanggal {format_date(old.tanggal)}" if old.tanggal else ""
    return f"Perubahan ke-{pk.urutan}, menggantikan {old}{when}. Alasan perubahan: {pk.alasan}"
