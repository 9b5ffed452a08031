"""Many rows at once: the same rows, the same refusals as one by one."""

import uuid
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from plugins.contoh.models import Catatan

from core.actor import acting, system_actor
from core.bulk import among, insert_rows
from core.db import transaction
from core.organisation.models import PerangkatDaerah
from core.tenancy import TenancyError
from plugins.sop_kinerja.models import Indikator, Progres

ODD = "Ä «x»\t\n\\N"
MOMENT = datetime(2026, 7, 1, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.mark.usefixtures("each_database")
def test_what_goes_in_comes_out(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)), transaction():
        made = insert_rows(
            Indikator,
            (
                {
                    "perangkat_daerah": department.id,
                    "kode": f"K-{n}",
                    "uraian": ODD,
                    "satuan": "%",
                    "bobot": b,
                }
                for n, b in ((1, Decimal("12.345678")), (2, None))
            ),
        )
        first, second = Indikator.select().order_by(Indikator.kode)
        assert made == 2
        assert (first.uraian, first.bobot, second.bobot) == (ODD, Decimal("12.345678"), None)
        assert (first.formula, first.aktif, first.iku, first.induk_id) == ("naik", True, False, None)
        assert first.uuid != second.uuid and first.dibuat.tzinfo is not None
        insert_rows(
            Progres, [{"perangkat_daerah": department, "indikator": first, "periode": "2026-B01", "pada": MOMENT}]
        )
        (kept,) = Progres.select()
        assert (kept.pada, kept.indikator_id, kept.nilai) == (MOMENT, first.id, None)


@pytest.mark.usefixtures("each_database")
def test_another_departments_row_is_refused(department: PerangkatDaerah, other_department: PerangkatDaerah) -> None:
    rows = [
        {"perangkat_daerah": one.id, "kode": "K", "uraian": "x", "satuan": "%"}
        for one in (department, other_department)
    ]
    with acting(system_actor(department.id)), pytest.raises(TenancyError), transaction():
        insert_rows(Indikator, rows)
    with acting(system_actor()):
        assert Indikator.select().count() == 0


@pytest.mark.usefixtures("each_database")
def test_nothing_and_many(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)), transaction():
        assert insert_rows(Catatan, []) == 0
        rows = ({"perangkat_daerah": department.id, "kode": f"{n}", "uraian": "x", "satuan": "%"} for n in range(5_001))
        assert insert_rows(Indikator, rows) == 5_001
        made = [uuid.UUID(one.uuid) for one in Indikator.select()]
        assert len(set(made)) == 5_001
        assert {(one.version, one.variant) for one in made} == {(4, uuid.RFC_4122)}


@pytest.mark.usefixtures("each_database")
def test_what_is_there_already_is_passed_over(department: PerangkatDaerah) -> None:
    rows = [{"perangkat_daerah": department.id, "kode": one, "uraian": one, "satuan": "%"} for one in ("A", "B")]
    with acting(system_actor(department.id)), transaction():
        insert_rows(Indikator, rows[:1])
        insert_rows(Indikator, [{**rows[0], "uraian": "lain"}, rows[1]], ignore=True)
        assert [(one.kode, one.uraian) for one in Indikator.select().order_by(Indikator.kode)] == [
            ("A", "A"),
            ("B", "B"),
        ]


@pytest.mark.usefixtures("each_database")
def test_thousands_are_looked_for_at_once(department: PerangkatDaerah) -> None:
    rows = ({"perangkat_daerah": department.id, "kode": f"{n}", "uraian": ODD, "satuan": "%"} for n in range(3))
    with acting(system_actor(department.id)), transaction():
        insert_rows(Indikator, rows)
        known = Indikator.select().where(among(Indikator.kode, [*"012", *(f"x{n}" for n in range(40_000))]))
        assert sorted(one.kode for one in known) == ["0", "1", "2"]
        ids = [one.id for one in known]
        assert Indikator.select().where(among(Indikator.id, ids[:2])).count() == 2
        assert not Indikator.select().where(among(Indikator.uuid, [])).exists()
