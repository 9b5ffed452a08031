"""What holds for programmes, kegiatan and sub kegiatan of a year: their order, and pagu enough for all below."""

from decimal import Decimal

from core.errors import InputError
from core.fields import exact_sum
from core.idn.numbers import format_rupiah
from plugins.sop_kinerja.models import ProgramKegiatan, RealisasiAnggaran, RencanaAksi
from plugins.sop_kinerja.models.rencana import JENIS_KEGIATAN
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time, parent_of, short
from plugins.sop_kinerja.services.rencana_sasaran import check_year

ABOVE = {"program": "", "kegiatan": "program", "sub_kegiatan": "kegiatan"}
"""Each kind and the kind that it stands under."""


def check(row: ProgramKegiatan) -> None:
    """Before a row is written.

    :raises InputError: naming the field: circular, out of order, of another year, or a pagu that is negative, more
        than what is above has left, or less than what is below needs.
    """
    one_at_a_time(row.perangkat_daerah_id)
    check_year(row.tahun, "tahun")
    if row.pagu is not None and row.pagu < 0:
        raise InputError(f"Pagu tidak boleh negatif ({format_rupiah(row.pagu, 2)}). Tulis 0 bila belum ada.", "pagu")
    parent = parent_of(row)
    _order(row, parent)
    if row.id is not None:
        _keeps_year(row)
        _children(row)
    if parent is not None:
        _enough(row, parent)


def pagu_below(row_id: int, *, without: int = 0) -> Decimal:
    """Rupiah of all rows directly below, except one."""
    below = (ProgramKegiatan.induk == row_id) & (ProgramKegiatan.id != without)
    total = ProgramKegiatan.select(exact_sum(ProgramKegiatan.pagu)).where(below).scalar()
    return Decimal(total or 0)


def _order(row: ProgramKegiatan, parent: ProgramKegiatan | None) -> None:
    above, label = ABOVE[str(row.jenis)], JENIS_KEGIATAN[str(row.jenis)]
    if not above:
        if parent is not None:
            raise InputError("Program berada paling atas. Kosongkan «Di bawah».", "induk")
        return
    wanted = JENIS_KEGIATAN[above].lower()
    if parent is None:
        raise InputError(f"{label} harus berada di bawah sebuah {wanted}. Pilih {wanted}nya.", "induk")
    if parent.jenis != above:
        found = JENIS_KEGIATAN[str(parent.jenis)].lower()
        raise InputError(f"{label} berada di bawah {wanted}, sedangkan «{short(parent)}» ialah {found}.", "induk")
    if parent.tahun != row.tahun:
        raise InputError(f"«{short(parent)}» ialah {wanted} tahun {parent.tahun}, bukan tahun {row.tahun}.", "induk")


def _keeps_year(row: ProgramKegiatan) -> None:
    """What was spent in the months of a year, and what is to be done in it, is not another year's."""
    before = ProgramKegiatan.get_by_id(row.id)
    spent = RealisasiAnggaran.select().where(RealisasiAnggaran.kegiatan == row.id)
    planned = RencanaAksi.select().where(RencanaAksi.kegiatan == row.id)
    if before.tahun != row.tahun and (spent.exists() or planned.exists()):
        raise InputError(
            f"Sudah ada realisasi anggaran atau rencana aksi tahun {before.tahun} untuk «{short(row)}», sehingga "
            "tahunnya tidak dapat diubah. Buat yang baru untuk tahun itu.",
            "tahun",
        )


def _children(row: ProgramKegiatan) -> None:
    for child in ProgramKegiatan.select().where(ProgramKegiatan.induk == row.id):
        if ABOVE[str(child.jenis)] != row.jenis:
            kind = JENIS_KEGIATAN[str(child.jenis)].lower()
            raise InputError(f"Di bawahnya ada {kind} («{short(child)}»). Pindahkan dahulu {kind} itu.", "jenis")
        if child.tahun != row.tahun:
            raise InputError(f"Di bawahnya ada «{short(child)}» tahun {child.tahun}. Tahunnya harus sama.", "tahun")
    needed = pagu_below(row.id)
    if needed > (row.pagu or 0):
        raise InputError(
            f"Pagu {format_rupiah(row.pagu or 0)} kurang dari jumlah pagu di bawahnya, {format_rupiah(needed)}. "
            "Kurangi dahulu pagu di bawahnya.",
            "pagu",
        )


def _enough(row: ProgramKegiatan, parent: ProgramKegiatan) -> None:
    left = Decimal(parent.pagu or 0) - pagu_below(parent.id, without=row.id or 0)
    if (row.pagu or 0) > left:
        raise InputError(
            f"Pagu {format_rupiah(row.pagu)} melebihi sisa pagu «{short(parent)}», yaitu {format_rupiah(left)} dari "
            f"{format_rupiah(parent.pagu or 0)}. Kurangi pagu ini, atau naikkan dahulu pagu di atasnya.",
            "pagu",
        )
