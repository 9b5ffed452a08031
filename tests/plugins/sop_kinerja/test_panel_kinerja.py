"""The panel of plans and figures: periods, months and owners in words, and no rule of a service stepped around."""

from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting, system_actor
from core.testing.people import sign_in
from plugins.sop_kinerja.models import RekapCapaian, RekapPeriode, RencanaAksi, Target
from tests.plugins.sop_kinerja.rencana_world import PANEL, YEAR, Desk, Plan, desk, make_plan, said


@pytest.fixture
def plan(home: Any) -> Plan:
    return make_plan()


@pytest.fixture
def write(plan: Plan, client: FlaskClient, login_as: Any, post: Any) -> Desk:
    return desk(client, login_as, post, plan.planner)


def actions(plan: Plan) -> list[tuple[str, list[int]]]:
    with acting(system_actor()):
        return [(str(row.aksi), row.jadwal) for row in RencanaAksi.select().order_by(RencanaAksi.id)]


def test_an_action_has_its_months_ticked_and_shown_in_words(plan: Plan, write: Desk, client: FlaskClient) -> None:
    indikator = plan.indikator("IKU-1")
    new = {"tahun": YEAR, "indikator": indikator.id, "aksi": "Penyuluhan", "urutan": "1"}
    assert "Pilih bulan pelaksanaannya" in write("rencana-aksi", **new)
    assert actions(plan) == []
    write("rencana-aksi", **new, jadwal=["3", "1", "2", "7"])
    assert actions(plan) == [("Penyuluhan", [1, 2, 3, 7])]
    with acting(system_actor()):
        row = RencanaAksi.get()
    page = said(client.get(PANEL.format("rencana-aksi", "edit") + f"?id={row.id}"))
    assert page.count('name="jadwal"') == 12 and page.count(" checked") == 4
    assert "Jan–Mar, Jul" in said(client.get(PANEL.format("rencana-aksi", "details") + f"?id={row.id}"))
    write("rencana-aksi", id=row.id, **{**new, "aksi": "Penyuluhan warga"}, jadwal=["12"])
    assert actions(plan) == [("Penyuluhan warga", [12])]


def test_an_action_is_paid_by_what_its_own_year_has(plan: Plan, write: Desk) -> None:
    indikator, old = plan.indikator("IKU-1"), plan.program("1.02", tahun=YEAR - 1)
    new = {"tahun": YEAR, "indikator": indikator.id, "aksi": "A", "urutan": "1", "jadwal": ["1"]}
    assert f"kegiatan tahun {YEAR - 1}, bukan {YEAR}" in write("rencana-aksi", **new, kegiatan=old.id)
    assert "Tulis tahun antara 2000 dan 2100" in write("rencana-aksi", **{**new, "tahun": "26"})
    assert actions(plan) == []


@pytest.mark.parametrize("typed", ["Triwulan II 2026", "tw 2 2026", "2026-TW2"])
def test_a_period_is_typed_and_shown_in_words(plan: Plan, write: Desk, client: FlaskClient, typed: str) -> None:
    indikator = plan.indikator("IKU-1")
    write("target", indikator=indikator.id, periode=typed, nilai="5")
    with acting(system_actor()):
        row = Target.get()
    assert row.periode == "2026-TW2"
    edit = said(client.get(PANEL.format("target", "edit") + f"?id={row.id}"))
    assert 'value="Triwulan II 2026"' in edit
    shown = said(client.get("/kelola/sop-kinerja-target/"))
    assert "Triwulan II 2026" in shown and "2026-TW2" not in shown.split("<main")[1]
    assert "bukan kode periode" in write("target", indikator=indikator.id, periode="kapan saja", nilai="5")


def test_a_list_is_narrowed_to_a_year_and_to_a_part_of_it(plan: Plan, write: Desk, client: FlaskClient) -> None:
    indikator = plan.indikator("IKU-1")
    with acting(system_actor()):
        for number, code in enumerate(("2025-TW2", "2026-TW1", "2026-TW2"), start=1):
            Target.create(
                perangkat_daerah=plan.dinkes, indikator=indikator, periode=code, nilai=Decimal(7_100 + number)
            )

    def values(query: str) -> list[int]:
        text = said(client.get(f"/kelola/sop-kinerja-target/?{query}"))
        return [number for number in (1, 2, 3) if f"7.10{number}" in text]

    assert values("") == [1, 2, 3]
    assert values("flt0_0=2026") == [2, 3]
    assert values("flt0_1=TW2") == [1, 3]
    assert values("flt0_0=2026&flt1_1=TW2") == [3]
    assert values("flt0_0=dua&flt1_1=apa") == [1, 2, 3]


def test_choices_of_other_departments_say_whose_they_are(plan: Plan, write: Desk, client: FlaskClient) -> None:
    """And are found by their own words, not by their code only."""
    own = plan.indikator("IKU-1")
    with acting(system_actor()):
        theirs = plan.indikator("IKU-9", perangkat_daerah=plan.setda, uraian="Angka harapan hidup")
    page = said(client.get(PANEL.format("indikator", "new")))
    assert f"Angka harapan hidup ({plan.setda.singkatan})" in page and f"{own} (" not in page
    found = client.get("/kelola/sop-kinerja-indikator/ajax/lookup/?name=induk&query=harapan").get_json()
    assert found == [[theirs.id, f"Angka harapan hidup ({plan.setda.singkatan})"]]


def test_recaps_are_shown_without_codes(plan: Plan, client: FlaskClient) -> None:
    now = clock.now()
    with acting(system_actor()):
        RekapCapaian.create(
            perangkat_daerah=plan.dinkes, penyelenggara=plan.dinkes, tingkat="pemda", periode="2026-S1", dinilai=1
        )
        for number, about in enumerate((str(plan.dinkes.id), ""), start=1):
            RekapPeriode.create(
                perangkat_daerah=plan.dinkes, sumber=about, periode="2026-TH", nomor=number, isi={}, sidik="x",
                disetujui=now, disetujui_oleh="A",
            )  # fmt: skip
    sign_in(client, plan.head)
    means = said(client.get("/kelola/sop-kinerja-rekap-capaian/"))
    assert "Pemerintah daerah" in means and "Semester I 2026" in means and ">pemda<" not in means
    approved = said(client.get("/kelola/sop-kinerja-rekap-periode/")).split("<main")[1]
    assert "Dinas Kesehatan" in approved and "Seluruh perangkat daerah" in approved and "Tahun 2026" in approved
