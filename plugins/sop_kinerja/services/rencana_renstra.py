"""The Renstra of a department as a table: each indicator with its target of every year."""

from dataclasses import dataclass

from plugins.sop_kinerja.models import Indikator, Renstra, Sasaran, SkalaOrdinal, TargetRenstra
from plugins.sop_kinerja.services.indikator_tahun import active
from plugins.sop_kinerja.services.target_tahun import targets_of
from plugins.sop_kinerja.tulis_target import target_text


@dataclass(frozen=True)
class Row:
    """An indicator; `targets`: one text for each year of the Renstra, empty where nobody has set one. `agreed`: the
    target of that year itself, where it is another."""

    indikator: Indikator
    sasaran: str
    targets: list[str]
    agreed: list[str]


@dataclass(frozen=True)
class Table:
    """`renstra` None: the department has none for this year."""

    renstra: Renstra | None
    years: list[int]
    rows: list[Row]


def of_department(department: int, tahun: int) -> Table:
    """The Renstra that the year belongs to; a constant number of queries for each of its years."""
    mine = (Renstra.perangkat_daerah == department) & (Renstra.tahun_awal <= tahun) & (Renstra.tahun_akhir >= tahun)
    renstra = Renstra.get_or_none(mine)
    if renstra is None:
        return Table(None, [], [])
    years = list(range(renstra.tahun_awal, renstra.tahun_akhir + 1))
    masters = active(department)
    ids = [one.id for one in masters]
    planned = {
        (row.indikator_id, row.tahun): row for row in TargetRenstra.select().where(TargetRenstra.indikator.in_(ids))
    }
    agreed = {year: targets_of(ids, year) for year in years}
    nodes = {row.id: str(row.uraian) for row in Sasaran.select().where(Sasaran.perangkat_daerah == department)}
    scales = {
        row.id: row.butir for row in SkalaOrdinal.select().where(SkalaOrdinal.id.in_({one.skala_id for one in masters}))
    }
    rows = []
    for one in masters:
        words = scales.get(one.skala_id)
        texts, others = [], []
        for year in years:
            plan, year_target = planned.get((one.id, year)), agreed[year].get(one.id, {}).get("TH")
            texts.append("" if plan is None or plan.nilai is None else target_text(plan.nilai, skala=words))
            is_other = plan is not None and year_target is not None and year_target.nilai != plan.nilai
            others.append(
                target_text(year_target.nilai, year_target.nilai_atas, words) if is_other and year_target else ""
            )
        rows.append(Row(one, nodes.get(one.untuk_sasaran_id, str(one.sasaran)), texts, others))
    return Table(renstra, years, rows)
