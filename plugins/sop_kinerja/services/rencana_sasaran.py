"""What holds for a Renstra, its medium-term targets, and the nodes of the pohon kinerja."""

from core.errors import FieldErrors, InputError, StateError
from plugins.sop_kinerja.models import Indikator, Renstra, Sasaran, TargetRenstra
from plugins.sop_kinerja.models.rencana import TINGKAT
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services.indikator_tahun import follow
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time, parent_of, short
from plugins.sop_kinerja.services.rencana_target import unfit

FIRST_YEAR, LAST_YEAR, LONGEST = 2000, 2100, 10
_DEPTH = list(TINGKAT)


def check_renstra(row: Renstra) -> None:
    """:raises InputError: for years in the wrong order, and for those of another Renstra of the department."""
    check_year(row.tahun_awal, "tahun_awal")
    check_year(row.tahun_akhir, "tahun_akhir")
    if row.tahun_akhir < row.tahun_awal:
        raise InputError(
            f"Tahun akhir ({row.tahun_akhir}) mendahului tahun awal ({row.tahun_awal}). Tukar keduanya.", "tahun_akhir"
        )
    if row.tahun_akhir - row.tahun_awal >= LONGEST:
        raise InputError(f"Renstra paling lama {LONGEST} tahun. Periksa kembali tahunnya.", "tahun_akhir")
    one_at_a_time(row.perangkat_daerah_id)
    others = (Renstra.perangkat_daerah == row.perangkat_daerah_id) & (Renstra.id != (row.id or 0))
    meets = (Renstra.tahun_awal <= row.tahun_akhir) & (Renstra.tahun_akhir >= row.tahun_awal)
    other = Renstra.get_or_none(others & meets)
    if other is not None:
        raise InputError(
            f"Tahun {max(other.tahun_awal, row.tahun_awal)} sudah termasuk «{short(other)}» "
            f"({other.tahun_awal}–{other.tahun_akhir}). Satu tahun hanya milik satu Renstra.",
            "tahun_awal",
        )
    if row.id is not None:
        _keeps_targets(row)


def refuse_deleting(row: Renstra) -> None:
    """:raises StateError: when targets of its years are there, which would belong to no plan."""
    mine = (TargetRenstra.perangkat_daerah == row.perangkat_daerah_id) & TargetRenstra.nilai.is_null(False)
    if TargetRenstra.select().where(mine & TargetRenstra.tahun.between(row.tahun_awal, row.tahun_akhir)).exists():
        raise StateError(f"«{short(row)}» tidak dapat dihapus karena sudah ada targetnya. Hapus dahulu target Renstra.")


def _keeps_targets(row: Renstra) -> None:
    """A shorter Renstra must not leave targets behind that belong to no plan."""
    before = Renstra.get_by_id(row.id)
    mine = (TargetRenstra.perangkat_daerah == row.perangkat_daerah_id) & TargetRenstra.nilai.is_null(False)
    was_in = TargetRenstra.tahun.between(before.tahun_awal, before.tahun_akhir)
    outside = (TargetRenstra.tahun < row.tahun_awal) | (TargetRenstra.tahun > row.tahun_akhir)
    left = TargetRenstra.select().where(mine & was_in & outside).order_by(TargetRenstra.tahun).first()
    if left is not None:
        field = "tahun_awal" if left.tahun < row.tahun_awal else "tahun_akhir"
        raise InputError(f"Sudah ada target Renstra untuk tahun {left.tahun}. Hapus dahulu target tahun itu.", field)


def check_target_renstra(row: TargetRenstra) -> None:
    """:raises InputError: for a year in which the department has no Renstra, as soon as it has one at all, and for a
    value that is no word of its indicator's scale."""
    check_year(row.tahun, "tahun")
    if wrong := unfit(Indikator.get_by_id(row.indikator_id), Value(row.nilai, row.nilai)):
        raise InputError(wrong[1], "nilai")
    plans = list(
        Renstra.select().where(Renstra.perangkat_daerah == row.perangkat_daerah_id).order_by(Renstra.tahun_awal)
    )
    if plans and not any(one.tahun_awal <= row.tahun <= one.tahun_akhir for one in plans):
        known = ", ".join(f"{one.tahun_awal}–{one.tahun_akhir}" for one in plans)
        raise InputError(f"Tahun {row.tahun} di luar Renstra perangkat daerah Anda ({known}).", "tahun")


def check_sasaran(row: Sasaran) -> None:
    """:raises InputError: below itself, above its own level, of a unit that is not named, or of another's Renstra."""
    errors = {}
    if row.tingkat == "unit_kerja" and row.unit_kerja_id is None:
        errors["unit_kerja"] = "Pilih unit kerja yang memiliki sasaran ini."
    if row.tingkat != "unit_kerja" and row.unit_kerja_id is not None:
        errors["unit_kerja"] = f"Sasaran {TINGKAT[str(row.tingkat)].lower()} tidak memakai unit kerja. Kosongkan."
    if errors:
        raise FieldErrors(errors)
    parent = parent_of(row)
    if parent is not None and _DEPTH.index(parent.tingkat) > _DEPTH.index(row.tingkat):
        raise InputError(
            f"Sasaran {TINGKAT[row.tingkat].lower()} tidak dapat berada di bawah sasaran "
            f"{TINGKAT[parent.tingkat].lower()} («{short(parent)}»).",
            "induk",
        )
    if parent is not None and row.jenis == "tujuan" and parent.jenis == "sasaran" and parent.tingkat == row.tingkat:
        raise InputError("Tujuan berada di atas sasaran pada tingkat yang sama, bukan di bawahnya.", "induk")
    if row.id is not None:
        _fits_below(row)


def changed(row: Sasaran) -> None:
    """After a sasaran was written: the years of its indicators that still follow are renewed."""
    follow(list(Indikator.select().where(Indikator.untuk_sasaran == row.id)))


def check_year(tahun: int | None, field: str) -> None:
    """:raises InputError: for what is no year of four digits."""
    if tahun is None or not FIRST_YEAR <= tahun <= LAST_YEAR:
        raise InputError(f"Tulis tahun antara {FIRST_YEAR} dan {LAST_YEAR}.", field)


def _fits_below(row: Sasaran) -> None:
    """What already stands below must still be of the same level or a lower one."""
    for child in Sasaran.select().where(Sasaran.induk == row.id):
        if _DEPTH.index(child.tingkat) < _DEPTH.index(row.tingkat):
            raise InputError(
                f"Di bawahnya ada sasaran {TINGKAT[child.tingkat].lower()} («{short(child)}»). "
                "Pindahkan dahulu, atau pilih tingkat yang lebih tinggi.",
                "tingkat",
            )
