"""An indicator in one year: its copy is made when first needed, and follows the master until something rests on it."""

from collections.abc import Collection, Iterable
from typing import Any

from core import clock
from core.bulk import among, insert_rows
from core.db import transaction
from core.idn.periods import Periode
from core.organisation.models import Jabatan
from plugins.sop_kinerja.models import (
    Indikator,
    IndikatorTahun,
    Penyampaian,
    Realisasi,
    Sasaran,
    SkalaOrdinal,
    Target,
)
from plugins.sop_kinerja.services.agregat_basi import mark_indicators

APPROVED, DRAFT = "disahkan", "konsep"
LAST_MONTHS = {"setiap": range(1, 13), "semester": (6, 12), "akhir": (12,)}
"""Due pattern -> the months in which a period must end for the indicator to fall due."""

_SAME = (
    *("kode", "uraian", "satuan", "definisi", "rumus", "pembilang", "penyebut", "sumber_data", "formula"),
    *("agregasi_periode", "agregasi_unit", "kumulatif", "bobot", "pola", "iku", "wajib_bukti", "urutan"),
)


def of_year(indikator: Indikator, tahun: int) -> IndikatorTahun:
    """The copy of the year, made or renewed where it has to be. Its department must be in scope."""
    return of_years([indikator], tahun)[int(indikator.id)]


def of_years(indikators: Iterable[Indikator], tahun: int) -> dict[int, IndikatorTahun]:
    """`Indikator.id` -> its copy of the year; a constant number of queries where nothing has changed."""
    masters = {int(one.id): one for one in indikators}
    if not masters:
        return {}
    wanted = contents(masters.values())
    with transaction():
        rows = _rows(masters, tahun)
        if lacking := [one for key, one in masters.items() if key not in rows]:
            new = [
                {
                    **wanted[int(one.id)],
                    "indikator": one.id,
                    "indikator_uuid": one.uuid,
                    "perangkat_daerah": one.perangkat_daerah_id,
                    "tahun": tahun,
                }
                for one in lacking
            ]
            # Two people may need the year for the first time in the same moment; one row is made, both read it.
            insert_rows(IndikatorTahun, new, ignore=True)
            rows = _rows(masters, tahun)
            # A parent's figure says how many are under it.
            mark_indicators((wanted[int(one.id)]["induk_uuid"] for one in lacking), tahun)
        drifted = [row for key, row in rows.items() if differs(row, wanted[key])]
        held = locks(drifted)
        for row in drifted:
            if row.id not in held:
                renew(row, wanted[int(row.indikator_id)])
    return rows


def follow(indikators: Iterable[Indikator]) -> None:
    """After masters changed: the copies of every year that still follow are renewed."""
    masters = {int(one.id): one for one in indikators}
    years = IndikatorTahun.select(IndikatorTahun.tahun).where(IndikatorTahun.indikator.in_(list(masters))).distinct()
    for tahun in sorted(int(row.tahun) for row in years):
        there = _rows(masters, tahun)
        of_years([masters[key] for key in there], tahun)


def locks(rows: Collection[IndikatorTahun]) -> dict[int, str]:
    """`IndikatorTahun.id` -> why it follows its master no more, as a sentence; those that still do are not in it."""
    asked = _asked(rows)
    found = {}
    for row in rows:
        if row.status == APPROVED:
            found[int(row.id)] = f"Disahkan oleh {row.disahkan_oleh}; indikator tahun {row.tahun} tidak berubah lagi."
        elif row.tahun < clock.today().year:
            found[int(row.id)] = f"Tahun {row.tahun} sudah berakhir, sehingga perubahan indikator tidak mengenainya."
        elif period := asked.get((str(row.indikator_uuid), int(row.tahun))):
            found[int(row.id)] = f"Datanya sudah diminta untuk {period.label}, menurut indikator ini."
    return found


def differs(row: IndikatorTahun, wanted: dict[str, Any]) -> bool:
    """Whether the copy is not as its master would make it now."""
    return any(getattr(row, name) != value for name, value in wanted.items())


def renew(row: IndikatorTahun, wanted: dict[str, Any]) -> None:
    """Writes the master's content into a draft; an approved one stays as it is, also when it was just approved."""
    changed = IndikatorTahun.update(**wanted).where((IndikatorTahun.id == row.id) & (IndikatorTahun.status == DRAFT))
    before = str(row.induk_uuid)
    if changed.execute():
        mark_indicators((str(row.indikator_uuid), before, wanted["induk_uuid"]), int(row.tahun))
        for name, value in wanted.items():
            setattr(row, name, value)


def contents(indikators: Iterable[Indikator]) -> dict[int, dict[str, Any]]:
    """`Indikator.id` -> what its copy of a year says; four queries for all."""
    masters = list(indikators)
    parents = _texts(Indikator, Indikator.uuid, [one.induk_id for one in masters])
    goals = _texts(Sasaran, Sasaran.uraian, [one.untuk_sasaran_id for one in masters])
    posts = _texts(Jabatan, Jabatan.nama, [one.penanggung_jawab_id for one in masters])
    scales = _texts(SkalaOrdinal, SkalaOrdinal.butir, [one.skala_id for one in masters])
    return {
        int(one.id): {
            **{name: one.__data__.get(name) for name in _SAME},
            "induk_uuid": parents.get(one.induk_id, ""),
            # The sasaran of the tree is the one that is maintained; the text serves those without a tree.
            "sasaran": goals.get(one.untuk_sasaran_id, one.sasaran),
            "penanggung_jawab": posts.get(one.penanggung_jawab_id, ""),
            "skala": scales.get(one.skala_id),
        }
        for one in masters
    }


def in_year(department: int, tahun: int) -> list[Indikator]:
    """The department's indicators of the year, in their order."""
    rows = Indikator.select().where(belongs(department, tahun))
    return list(rows.order_by(Indikator.urutan, Indikator.kode, Indikator.id))


def belongs(department: int, tahun: int) -> Any:
    """The condition by which an indicator is one of the department's year: in use, or approved for it and in use no
    more. Where the year has been approved, one that was added later is of it once it has a target there: else what is
    planned for the next year would be asked for at once."""
    copies = (IndikatorTahun.perangkat_daerah == department) & (IndikatorTahun.tahun == tahun)
    rows = IndikatorTahun.select(IndikatorTahun.indikator).where(copies & (IndikatorTahun.status == APPROVED))
    approved = [int(row.indikator_id) for row in rows]
    if not approved:
        return in_use(department)
    year = (Target.perangkat_daerah == department) & Target.periode.startswith(f"{tahun:04d}-")
    targeted = Indikator.id.in_(Target.select(Target.indikator).where(year))
    return (in_use(department) & targeted) | ((Indikator.perangkat_daerah == department) & Indikator.id.in_(approved))


def active(department: int) -> list[Indikator]:
    """The department's indicators that are in use, in their order."""
    return list(Indikator.select().where(in_use(department)).order_by(Indikator.urutan, Indikator.kode, Indikator.id))


def in_use(department: int) -> Any:
    """The condition by which an indicator is one that the department uses, whatever the year."""
    return (Indikator.perangkat_daerah == department) & (Indikator.aktif == True)  # noqa: E712


def is_due(pola: str, period: Periode) -> bool:
    """Whether an indicator of this due pattern falls due in the period, as long as no target says otherwise."""
    return period.end.month in LAST_MONTHS[pola]


def _rows(masters: Iterable[int], tahun: int) -> dict[int, IndikatorTahun]:
    mine = among(IndikatorTahun.indikator, masters) & (IndikatorTahun.tahun == tahun)
    return {int(row.indikator_id): row for row in IndikatorTahun.select().where(mine)}


def _asked(rows: Iterable[IndikatorTahun]) -> dict[tuple[str, int], Periode]:
    """(uuid of the indicator, year) -> the last period for which somebody was asked for its figure."""
    uuids = sorted({str(row.indikator_uuid) for row in rows if row.status == DRAFT})
    if not uuids:
        return {}
    query = (
        Realisasi.select(Realisasi.indikator_uuid, Penyampaian.periode)
        .join(Penyampaian)
        .where(Realisasi.indikator_uuid.in_(uuids) & (Penyampaian.status != "dibatalkan"))
        .distinct()
        .tuples()
    )
    found: dict[tuple[str, int], Periode] = {}
    for uuid, code in query:
        period = Periode.parse(code)
        key = (uuid, period.tahun)
        found[key] = max(found.get(key, period), period)
    return found


def _texts(model: Any, column: Any, ids: Iterable[int | None]) -> dict[int | None, Any]:
    wanted = sorted({one for one in ids if one is not None})
    return {row.id: getattr(row, column.name) for row in model.select(model.id, column).where(model.id.in_(wanted))}
