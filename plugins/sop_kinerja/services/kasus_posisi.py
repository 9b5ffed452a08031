"""Whose turn a step is: the position behind a column, or the one in an asked department that hands in data."""

from core.accounts.models import Peran, PeranJabatan
from core.errors import StateError
from core.organisation.models import Jabatan, PerangkatDaerah
from core.organisation.positions import head_of, holders
from core.permissions import expand
from plugins.sop_kinerja.models import SopLangkah, SopPelaksana

SUBMIT = "sop_kinerja.penyampaian.submit"


def column_position(step: SopLangkah, columns: dict[str, SopPelaksana]) -> Jabatan:
    """The position that does the step.

    :raises StateError: naming the column that nobody stands behind.
    """
    column = columns.get(step.pelaksana[0]) if step.pelaksana else None
    if column is None:
        raise StateError(f"Langkah {step.nomor} belum mempunyai pelaksana.")
    jabatan: Jabatan | None = column.jabatan
    if jabatan is None:
        raise StateError(
            f"Kolom pelaksana «{column.label}» belum dihubungkan dengan jabatan. Hubungkan di halaman SOP ini."
        )
    return jabatan


def submitting_position(perangkat_daerah_id: int) -> Jabatan:
    """The department's position that may hand in data; without one, its head. A position that is held comes first.

    :raises StateError: naming the department, when it has neither.
    """
    able = [row.jabatan for row in _with_roles(perangkat_daerah_id) if expand(row.peran.izin, (SUBMIT,))]
    head = head_of(perangkat_daerah_id)
    candidates = [*able, head] if head is not None else able
    if not candidates:
        department = PerangkatDaerah.get_by_id(perangkat_daerah_id)
        raise StateError(
            f"{department.nama} belum mempunyai jabatan yang dapat menyampaikan data. Mintalah adminnya memberi peran "
            "pengisi data kepada sebuah jabatan."
        )
    return next((jabatan for jabatan in candidates if holders(jabatan.id)), candidates[0])


def _with_roles(perangkat_daerah_id: int) -> list[PeranJabatan]:
    return list(
        PeranJabatan.select(PeranJabatan, Jabatan, Peran)
        .join(Jabatan)
        .switch(PeranJabatan)
        .join(Peran)
        .where(PeranJabatan.perangkat_daerah == perangkat_daerah_id)
        .order_by(Jabatan.id, PeranJabatan.id)
    )
