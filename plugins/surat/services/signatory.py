"""Who stands in the signature block: the position, and the person who holds it or acts in it."""

from dataclasses import dataclass

from core.actor import Actor
from core.nip import NipError, parse_nip
from core.organisation.models import JENIS_PENUGASAN, Jabatan, Pegawai
from core.organisation.positions import holders
from plugins.surat.errors import NotYourTurn


@dataclass(frozen=True)
class Signatory:
    """`awalan` is empty for a definitive holder, else 'Plt.', 'Plh.' or 'Pj.'; `nip` is written as on paper."""

    jabatan: str
    awalan: str = ""
    nama: str = ""
    pangkat: str = ""
    nip: str = ""

    @property
    def title(self) -> str:
        """'Plh. Sekretaris Daerah'"""
        return f"{self.awalan} {self.jabatan}".strip()

    def as_data(self) -> dict[str, object]:
        """As the templates of papers want it."""
        return {
            "awalan": self.awalan,
            "jabatan": self.jabatan,
            "atas_nama": [],
            "nama": self.nama,
            "pangkat": self.pangkat,
            "nip": self.nip,
        }


def acting_person(actor: Actor, jabatan_id: int) -> Signatory:
    """The actor in that position.

    :raises NotYourTurn: when the actor does not hold it today, naming the position.
    """
    assignment = actor.assignment_for(jabatan_id)
    if assignment is None or actor.pegawai_id is None:
        jabatan = Jabatan.get_by_id(jabatan_id)
        raise NotYourTurn(f"Tindakan ini untuk {jabatan.nama}; Anda tidak sedang memegang jabatan itu.")
    pegawai = Pegawai.get_by_id(actor.pegawai_id)
    return Signatory(
        jabatan=assignment.jabatan,
        awalan=prefix(assignment.jenis),
        nama=pegawai.nama,
        pangkat=pegawai.pangkat,
        nip=written_nip(pegawai.nip),
    )


def expected_person(jabatan_id: int) -> Signatory:
    """Who would sign today; without a name while nobody holds the position."""
    found = holders(jabatan_id)
    if not found:
        return Signatory(jabatan=Jabatan.get_by_id(jabatan_id).nama)
    first = found[0]
    return Signatory(first.jabatan, prefix(first.jenis), first.nama, first.pangkat, written_nip(first.nip))


def prefix(jenis: str) -> str:
    return "" if jenis == "definitif" else JENIS_PENUGASAN[jenis]


def written_nip(nip: str) -> str:
    try:
        return parse_nip(nip).shown
    except NipError:
        return nip
