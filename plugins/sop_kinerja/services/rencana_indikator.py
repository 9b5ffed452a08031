"""What holds for an indicator: its place in the tree, axes that can be added up, and that figures keep it."""

from core import clock
from core.errors import InputError, StateError
from core.idn.periods import Periode
from plugins.sop_kinerja.models import Angka, Indikator, IndikatorTahun, Penyampaian, Realisasi
from plugins.sop_kinerja.services.agregat_basi import mark_dropping
from plugins.sop_kinerja.services.indikator_tahun import APPROVED, contents, differs, follow, locks
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time, parent_of, short

HUNDRED = 100
_OF_NUMBERS = ("jumlah", "rata_rata", "tertimbang", "rasio")


def check(row: Indikator) -> None:
    """Before an indicator is written.

    :raises InputError: naming the field.
    :raises StateError: when it is dropped although figures of a running year rest on it.
    """
    if row.bobot is not None and not 0 <= row.bobot <= HUNDRED:
        raise InputError("Bobot ialah persen antara 0 dan 100.", "bobot")
    if row.kumulatif and row.agregasi_periode == "jumlah":
        raise InputError(
            "Angka kumulatif sudah memuat periode sebelumnya, sehingga tidak dijumlahkan lagi. Pilih «Nilai terakhir», "
            "atau hapus tanda kumulatif.",
            "agregasi_periode",
        )
    for axis in ("agregasi_periode", "agregasi_unit"):
        chosen = getattr(row, axis)
        if chosen == "rasio" and not (row.pembilang.strip() and row.penyebut.strip()):
            field = "penyebut" if row.pembilang.strip() else "pembilang"
            raise InputError("Rasio memerlukan nama pembilang dan penyebutnya. Isi keduanya.", field)
        if row.skala_id is not None and chosen in _OF_NUMBERS:
            raise InputError("Predikat (kata) tidak dapat dijumlahkan atau dirata-ratakan. Pilih yang lain.", axis)
    if row.agregasi_periode == "tertimbang":
        raise InputError(
            "Periode tidak berbobot. Rata-rata tertimbang hanya untuk agregasi antarunit.", "agregasi_periode"
        )
    parent_of(row)
    if row.id is not None and not row.aktif and Indikator.get_by_id(row.id).aktif:
        refuse_dropping(row)


def changed(row: Indikator) -> str:
    """After an indicator was written: its years that still follow are renewed. Gives the sentence that says which
    running year keeps the old one and why; empty where none does."""
    follow([row])
    here = (IndikatorTahun.indikator == row.id) & (IndikatorTahun.tahun >= _this_year())
    wanted = contents([row])[int(row.id)]
    copies = [one for one in IndikatorTahun.select().where(here) if differs(one, wanted)]
    held = locks(copies)
    old = [f"Tahun {one.tahun} tetap memakai yang lama: {held[one.id]}" for one in copies if one.id in held]
    return " ".join(old)


def refuse_dropping(row: Indikator) -> None:
    """An indicator may be set inactive once its years with figures are over, or before any came.

    :raises StateError: saying which figures or which approved year keep it.
    """
    one_at_a_time(row.perangkat_daerah_id)
    periods = figures_of(row)
    running = [one for one in periods if one.tahun >= _this_year()]
    if running:
        named = ", ".join(one.label for one in running)
        raise StateError(
            f"«{short(row)}» tidak dapat dinonaktifkan: angkanya sudah masuk untuk {named} dan rekapitulasi tahun itu "
            f"memerlukannya. Nonaktifkan setelah tahun {running[-1].tahun} berakhir."
        )
    frozen = IndikatorTahun.select().where(
        (IndikatorTahun.indikator == row.id)
        & (IndikatorTahun.status == APPROVED)
        & (IndikatorTahun.tahun >= _this_year())
    )
    if (year := frozen.first()) is not None:
        raise StateError(
            f"«{short(row)}» tidak dapat dinonaktifkan: indikator tahun {year.tahun} sudah disahkan. "
            f"Nonaktifkan setelah tahun {year.tahun} berakhir."
        )


def refuse_deleting(row: Indikator) -> None:
    """:raises StateError: when anybody gave or was asked for a figure."""
    if periods := figures_of(row, asked=True):
        named = ", ".join(one.label for one in periods[-3:])
        raise StateError(
            f"«{short(row)}» tidak dapat dihapus karena datanya sudah diminta atau masuk untuk {named}. "
            "Nonaktifkan saja setelah tahunnya berakhir."
        )


def delete_drafts(row: Indikator) -> None:
    """Its yearly copies go with an indicator that was made by mistake; approved ones keep it."""
    mine = IndikatorTahun.indikator == row.id
    mine &= IndikatorTahun.status != APPROVED
    mark_dropping(list(IndikatorTahun.select().where(mine)))
    IndikatorTahun.delete().where(mine).execute()


def is_approved(row: Indikator) -> bool:
    """Whether it is part of an approved year."""
    mine = (IndikatorTahun.indikator == row.id) & (IndikatorTahun.status == APPROVED)
    return bool(IndikatorTahun.select().where(mine).exists())


def figures_of(row: Indikator, *, asked: bool = False) -> list[Periode]:
    """The periods for which it has a figure (with `asked`: also those for which one was only asked), in order."""
    given = Realisasi.indikator_uuid == row.uuid
    if not asked:
        given &= Realisasi.nilai.is_null(False)
    query = Penyampaian.select(Penyampaian.periode).join(Realisasi).where(given & (Penyampaian.status != "dibatalkan"))
    counted = Angka.select(Angka.periode).join(IndikatorTahun).where(IndikatorTahun.indikator == row.id)
    return sorted({Periode.parse(str(one.periode)) for one in (*query, *counted)})


def _this_year() -> int:
    return clock.today().year
