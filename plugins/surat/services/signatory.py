"""Who stands in the signature block: the position, and the person who holds it or acts in it."""

from dataclasses import dataclass

from core.actor import AWALAN_JABATAN, Actor
from core.nip import written
from core.organisation.models import Jabatan, Pegawai
from core.organisation.positions import signer_of
from plugins.surat.errors import NotYourTurn


@dataclass(frozen=True)
class Signatory:
    """`awalan` is empty for a definitive holder, else 'Plt.', 'Plh.', 'Pj.' or 'a.n.'; `nip` is written as on paper.

    One who does a position's work «a.n.» is named by their own position, and `atas_nama` is the one they were handed.
    """

    jabatan: str
    awalan: str = ""
    atas_nama: str = ""
    nama: str = ""
    pangkat: str = ""
    nip: str = ""

    @property
    def title(self) -> str:
        """'Plh. Sekretaris Daerah', 'a.n. Sekretaris Daerah'"""
        return f"{self.awalan} {self.atas_nama or self.jabatan}".strip()

    def as_data(self) -> dict[str, object]:
        """As the templates of papers want it."""
        return {
            "awalan": self.awalan,
            "jabatan": self.jabatan,
            "atas_nama": [self.atas_nama] if self.atas_nama else [],
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
    handed = assignment.jenis == "delegasi"
    return Signatory(
        jabatan=_own_position(actor) if handed else assignment.jabatan,
        awalan=prefix(assignment.jenis),
        atas_nama=assignment.jabatan if handed else "",
        nama=pegawai.nama,
        pangkat=pegawai.pangkat,
        nip=written(pegawai.nip),
    )


def signing_person(actor: Actor, jabatan_id: int) -> Signatory:
    """The actor in the position that signs; a delegation does not carry a signature (docs/decisions/0008).

    :raises NotYourTurn: also for a delegate, saying who signs instead.
    """
    person = acting_person(actor, jabatan_id)
    if person.atas_nama:
        raise NotYourTurn(
            f"Menandatangani tidak ikut didelegasikan. Yang menandatangani {person.atas_nama} sendiri, atau Plt./Plh. "
            "yang ditunjuk."
        )
    return person


def signs_for(actor: Actor, jabatan_id: int) -> bool:
    """Whether the actor may sign for the position (to show or hide buttons)."""
    assignment = actor.assignment_for(jabatan_id)
    return assignment is not None and assignment.jenis != "delegasi"


def _own_position(actor: Actor) -> str:
    """Of one who does another's work: the position that the person holds."""
    return next((a.title for a in actor.assignments if a.jenis != "delegasi"), "")


def expected_person(jabatan_id: int) -> Signatory:
    """Who would sign today; without a name while nobody holds the position."""
    first = signer_of(jabatan_id)
    if first is None:
        return Signatory(jabatan=Jabatan.get_by_id(jabatan_id).nama)
    return Signatory(first.jabatan, prefix(first.jenis), first.nama, first.pangkat, written(first.nip))


def prefix(jenis: str) -> str:
    return AWALAN_JABATAN.get(jenis, "")
