"""Whose form a file is: what stands in its hidden sheet, against the form that was given out."""

from dataclasses import dataclass

from core.idn.periods import Periode, PeriodeError
from plugins.sop_kinerja.isian_excel.bentuk import IDENTITAS, Formulir
from plugins.sop_kinerja.isian_excel.masalah import Masalah
from plugins.sop_kinerja.isian_excel.proses import Berkas

SEAL = "Sidik"
NOT_A_FORM = (
    "Berkas ini bukan formulir yang diunduh dari Selaras, atau lembar tersembunyinya sudah dihapus. Unduh formulir "
    "dari halaman penyampaian data, lalu isi berkas itu."
)
GET_ANEW = "Unduh formulir baru, lalu pindahkan isian Anda ke sana."
_LABELS = (
    "Bentuk formulir",
    "Nomor formulir",
    "Nomor penyampaian",
    "Nomor perangkat daerah",
    "Perangkat daerah",
    "Permintaan",
    "Periode",
    "Versi isian",
    SEAL,
)
"""In the order of their rows in the hidden sheet; the value stands in column B."""


@dataclass(frozen=True)
class Tertulis:
    """The hidden words of a file, by label; '' for what is not there."""

    isi: dict[str, str]

    @property
    def nomor(self) -> str:
        return self.isi["Nomor formulir"]

    def __getitem__(self, label: str) -> str:
        return self.isi[label]


def cell_of(label: str) -> str:
    return f"B{_LABELS.index(label) + 1}"


def read(berkas: Berkas) -> Tertulis | None:
    """None when the file is no form of ours."""
    if berkas.identitas is None:
        return None
    found = {}
    for number, label in enumerate(_LABELS, start=1):
        name, value = (berkas.identitas.sel.get(f"{column}{number}") for column in "AB")
        if name is None or name[1] != label:
            return None
        found[label] = str(value[1])[:300] if value is not None and value[0] in ("teks", "angka") else ""
    return Tertulis(found)


def changed(form: Formulir, found: Tertulis) -> list[Masalah]:
    """What in the hidden sheet is not as it was given out: somebody wrote in it."""
    wanted = {**dict(form.identitas), SEAL: form.tanda}
    return [
        Masalah(
            IDENTITAS,
            cell_of(label),
            f"«{label}» pada lembar tersembunyi diubah. Identitas formulir harus tetap. {GET_ANEW}",
        )
        for label, value in wanted.items()
        if found[label] != value
    ]


def foreign(form: Formulir, found: Tertulis) -> Masalah:
    """Why a form that was not given out for this submission is refused; `form` is one that would be right."""
    wanted = dict(form.identitas)

    def differs(label: str) -> bool:
        return found[label] != wanted[label]

    if differs("Nomor perangkat daerah") or differs("Perangkat daerah"):
        return Masalah(
            IDENTITAS,
            cell_of("Perangkat daerah"),
            f"Formulir ini milik {found['Perangkat daerah'] or 'perangkat daerah lain'}, bukan {form.pihak}. "
            "Unduh formulir dari halaman penyampaian ini.",
        )
    if differs("Periode"):
        return Masalah(
            IDENTITAS,
            cell_of("Periode"),
            f"Formulir ini untuk {_period(found['Periode'])}, sedangkan yang diminta di sini "
            f"{form.label_periode}. Unduh formulir dari halaman penyampaian ini.",
        )
    if differs("Nomor penyampaian"):
        return Masalah(
            IDENTITAS,
            cell_of("Nomor penyampaian"),
            f"Formulir ini untuk permintaan lain: «{found['Permintaan']}» ({found['Perangkat daerah']}). Unduh "
            "formulir dari halaman penyampaian ini.",
        )
    if differs("Bentuk formulir"):
        return Masalah(
            IDENTITAS, cell_of("Bentuk formulir"), f"Bentuk formulir ini bukan bentuk yang sekarang dipakai. {GET_ANEW}"
        )
    return Masalah(
        IDENTITAS,
        cell_of("Nomor formulir"),
        f"Nomor formulir ini tidak pernah diberikan, jadi lembar tersembunyinya diubah. {GET_ANEW}",
    )


def _period(code: str) -> str:
    try:
        return Periode.parse(code).label
    except PeriodeError:
        return "periode lain"
