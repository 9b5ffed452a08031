"""The recap of a period as it stands now: each department's figures, its mean, and what is still missing.

Reads what the workers keep fresh (RekapAngka, RekapCapaian); a page of it costs a few queries, however large.
"""

from collections.abc import Sequence

from core.actor import current_actor
from core.errors import NotFound
from core.idn.periods import Periode, PeriodeError
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import IndikatorTahun, RekapAngka, RekapBasi, RekapCapaian
from plugins.sop_kinerja.services.capaian_angka import figures, ukuran
from plugins.sop_kinerja.services.capaian_bentuk import Bagian, Baris, RekapSaatIni
from plugins.sop_kinerja.services.capaian_kurang import not_approved
from plugins.sop_kinerja.services.data_assess import Assessed, called, kept, named
from plugins.sop_kinerja.services.koreksi import corrected
from plugins.sop_kinerja.services.skala import SkalaBerlaku, scale_for

READ = "sop_kinerja.rekap.read"
DEPARTMENT, REGENCY = "perangkat_daerah", "pemda"


def periods() -> list[Periode]:
    """The periods of which the acting department has a recap, newest first."""
    # There is a mean wherever there is a figure, and of means there are few.
    mine = RekapCapaian.penyelenggara == current_actor().perangkat_daerah_id
    rows = RekapCapaian.select(RekapCapaian.periode).where(mine).distinct().tuples()
    return sorted((Periode.parse(code) for (code,) in rows), reverse=True)


def newest() -> Periode | None:
    """The newest period with an assessed figure; without one the newest that has any."""
    mine = RekapCapaian.penyelenggara == current_actor().perangkat_daerah_id
    rows = RekapCapaian.select(RekapCapaian.periode).where(mine & (RekapCapaian.dinilai > 0)).distinct().tuples()
    assessed = [Periode.parse(code) for (code,) in rows]
    return max(assessed or periods(), key=lambda one: (one.end, -len(one.parts)), default=None)


def recap(kode: str, sumber_id: int | None = None) -> RekapSaatIni:
    """The acting department's recap of a period; with `sumber_id` only that department's part.

    :raises NotFound: for a text that is no period.
    """
    try:
        period = Periode.parse(kode)
    except PeriodeError as error:
        raise NotFound("Periode ini tidak ada.") from error
    owner = int(current_actor().perangkat_daerah_id or 0)
    scale = scale_for(owner, period.tahun)
    waiting = RekapBasi.select().where(RekapBasi.penyelenggara == owner).count()
    means = {(str(row.tingkat), row.perangkat_daerah_id): row for row in _means(owner, period.code)}
    rows = _figures(owner, period.code, sumber_id)
    changed = corrected(owner, period, rows)
    found: dict[int, Bagian] = {}
    for row in rows:
        mean = means.get((DEPARTMENT, row.perangkat_daerah_id))
        part = found.setdefault(
            row.perangkat_daerah_id, Bagian(row.perangkat_daerah, mean, _assessed(mean, scale, "Belum ada angkanya."))
        )
        by = ukuran(row)
        assessed = kept(row.nilai, by, row.capaian, scale, str(row.alasan))
        part.baris.append(Baris(row.indikator_tahun, row, by, assessed, row.id in changed))
    whole = means.get((REGENCY, owner) if sumber_id is None else (DEPARTMENT, sumber_id))
    approved, lacking = not_approved(owner, period, sumber_id)
    return RekapSaatIni(
        *(period, scale, list(found.values()), whole, _assessed(whole, scale, ""), waiting),
        *(approved, lacking, _empty(period, rows)),
    )


def _empty(period: Periode, rows: Sequence[RekapAngka]) -> list[Periode]:
    if not period.parts or not any(row.asal == "periode" for row in rows):
        return []
    there = set(periods())
    return [part for part in period.parts if part not in there]


def _assessed(mean: RekapCapaian | None, scale: SkalaBerlaku, reason: str) -> Assessed:
    if mean is None or mean.rata_rata is None:
        return named(None, scale, reason)
    return called(named(mean.rata_rata, scale), str(mean.predikat), scale)


def _means(owner: int, periode: str) -> Sequence[RekapCapaian]:
    return list(RekapCapaian.select().where((RekapCapaian.penyelenggara == owner) & (RekapCapaian.periode == periode)))


def _figures(owner: int, periode: str, sumber_id: int | None) -> Sequence[RekapAngka]:
    rows = (
        figures()
        .where((RekapAngka.penyelenggara == owner) & (RekapAngka.periode == periode))
        .order_by(
            PerangkatDaerah.urutan, PerangkatDaerah.nama, PerangkatDaerah.id, IndikatorTahun.urutan, IndikatorTahun.kode
        )
    )
    if sumber_id is not None:
        rows = rows.where(RekapAngka.perangkat_daerah == sumber_id)
    return list(rows)
