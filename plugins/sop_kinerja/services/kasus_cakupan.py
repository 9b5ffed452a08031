"""Which indicators a run asks the departments for: all that they have, or the key ones only."""

from collections.abc import Iterable, Sequence

from core.bulk import insert_rows
from core.errors import FieldErrors
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Indikator, Kasus, KasusIndikator

CAKUPAN = {"semua": "Semua indikator yang aktif", "iku": "Indikator kinerja utama (IKU) saja"}


def chosen(cakupan: str, asked: Sequence[PerangkatDaerah]) -> list[Indikator]:
    """The indicators that a run names; none for one that asks for all.

    :raises FieldErrors: (cakupan) for a choice that is none, and when an asked department would have nothing to send.
    """
    if cakupan not in CAKUPAN:
        raise FieldErrors({"cakupan": "Pilih indikator yang diminta."})
    if cakupan == "semua" or not asked:
        return []
    ids = [one.id for one in asked]
    rows = list(
        Indikator.select()
        .where(Indikator.perangkat_daerah.in_(ids) & (Indikator.aktif == True) & (Indikator.iku == True))  # noqa: E712
        .order_by(Indikator.perangkat_daerah, Indikator.urutan, Indikator.kode)
    )
    having = {row.perangkat_daerah_id for row in rows}
    if lacking := [str(one.nama) for one in asked if one.id not in having]:
        raise FieldErrors(
            {
                "cakupan": f"Belum ada IKU di {', '.join(lacking)}. Tandai indikator kinerja utamanya dahulu, "
                "jangan minta data dari sana, atau minta semua indikator."
            }
        )
    return rows


def keep(kasus: Kasus, indikators: Sequence[Indikator]) -> None:
    """Writes what the run asks for, inside the caller's transaction."""
    _write(kasus, ((str(one.uuid), str(one.uraian)) for one in indikators))


def copy(old: Kasus, new: Kasus) -> None:
    """A run that is started again asks for what the first one asked for."""
    rows = KasusIndikator.select().where(KasusIndikator.kasus == old.id).order_by(KasusIndikator.id)
    _write(new, [(str(row.indikator_uuid), str(row.uraian)) for row in rows])


def _write(kasus: Kasus, indikators: Iterable[tuple[str, str]]) -> None:
    """(uuid, words) of each."""
    owner = {"perangkat_daerah": kasus.perangkat_daerah_id, "kasus": kasus.id}
    insert_rows(KasusIndikator, ({**owner, "indikator_uuid": uuid, "uraian": words} for uuid, words in indikators))


def in_words(kasus: Kasus) -> str:
    """'Semua indikator yang aktif', or how many are asked for."""
    number = KasusIndikator.select().where(KasusIndikator.kasus == kasus.id).count()
    return f"{number} indikator yang dipilih" if number else CAKUPAN["semua"]
