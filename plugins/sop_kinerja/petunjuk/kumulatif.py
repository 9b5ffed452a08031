"""A cumulative figure that falls: what was counted until March cannot be less until June."""

from collections.abc import Sequence

from plugins.sop_kinerja.petunjuk.angka import Angka, Petunjuk, Titik, written


def falls(angka: Angka, history: Sequence[Titik]) -> Petunjuk | None:
    """Against the nearest periods of the same year that end before and after it, of whatever length and approved or
    not yet: figures that lie with the verifier at the same time must fit together too.
    """
    if not angka.kumulatif:
        return None
    same_year = [point for point in history if point.periode.tahun == angka.periode.tahun]
    before = [point for point in same_year if point.periode.end < angka.periode.end]
    after = [point for point in same_year if point.periode.end > angka.periode.end]
    if before:
        last = max(before, key=lambda point: (point.periode, point.disahkan))
        if last.nilai > angka.nilai:
            return Petunjuk(
                "kumulatif",
                f"Realisasi kumulatif {written(angka.nilai, angka.satuan)} lebih kecil daripada {last.periode.label} "
                f"({written(last.nilai)}{_state(last)}). Angka kumulatif tidak turun dalam satu tahun; periksa apakah "
                "yang diisi hanya tambahan periode ini.",
            )
    if after:
        following = min(after, key=lambda point: (point.periode, not point.disahkan))
        if following.nilai < angka.nilai:
            return Petunjuk(
                "kumulatif",
                f"Realisasi kumulatif {written(angka.nilai, angka.satuan)} lebih besar daripada periode sesudahnya, "
                f"{following.periode.label} ({written(following.nilai)}{_state(following)}).",
            )
    return None


def _state(point: Titik) -> str:
    return "" if point.disahkan else ", belum disahkan"
