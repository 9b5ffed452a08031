"""The pohon kinerja as it is read: one's own branch with what is above it, or the whole government's."""

from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from core.actor import acting, system_actor
from core.audit import Jejak
from plugins.sop_kinerja.models import Indikator, Renstra, Sasaran, SkalaOrdinal, Target, TargetRenstra
from plugins.sop_kinerja.services import pohon_kinerja, rencana_daftar, rencana_renstra, rencana_tahun
from plugins.sop_kinerja.services.pohon_kinerja import Node, grown, walk
from plugins.sop_kinerja.tulis_target import target_text
from tests.plugins.sop_kinerja.rencana_world import YEAR, Plan, make_plan, said

URL = f"/sop-kinerja/pohon?tahun={YEAR}"
WHOLE = f"{URL}&lingkup=pemda"


@pytest.fixture
def plan(home: Any) -> Plan:
    """The regency's sasaran with one of the health office below it, one of its unit, and one of the secretariat."""
    plan = make_plan()
    mine = plan.sasaran("S-1.1", uraian="Imunisasi meluas", induk=plan.goal)
    unit = plan.planner.jabatan.unit_kerja_id
    plan.sasaran("U-1", uraian="Data <imunisasi> mutakhir", induk=mine, tingkat="unit_kerja", unit_kerja=unit)
    theirs = plan.sasaran("S-1.2", uraian="Tata kelola membaik", induk=plan.goal, perangkat_daerah=plan.setda)
    plan.sasaran("S-9", uraian="Sasaran jauh", tingkat="pemda", perangkat_daerah=plan.elsewhere)
    above = plan.indikator("PEMDA-1", perangkat_daerah=plan.setda, uraian="Umur harapan hidup", untuk_sasaran=plan.goal)
    own = plan.indikator("IKU-1", uraian="Cakupan imunisasi", untuk_sasaran=mine, induk=above, iku=True)
    other = plan.indikator("IKU-7", uraian="Nilai SAKIP", perangkat_daerah=plan.setda, untuk_sasaran=theirs)
    plan.indikator("IKU-2", uraian="Indikator tanpa sasaran")
    plan.program("1.02", sasaran=mine, pagu=Decimal(1_500_000))
    with acting(system_actor()):
        for row, value in ((own, "90"), (other, "71.25")):
            Target.create(
                perangkat_daerah=row.perangkat_daerah_id,
                indikator=row,
                periode=f"{YEAR}-TH",
                nilai=Decimal(value),
            )
    return plan


def _crossings() -> int:
    with acting(system_actor()):
        return Jejak.select().where(Jejak.tindakan == "lingkup.semua").count()


def test_ones_own_branch_stands_under_the_regencys(plan: Plan, client: FlaskClient, login_as: Any) -> None:
    text = said(login_as(client, plan.planner).get(URL))
    for words in (
        "Meningkatnya derajat kesehatan masyarakat",
        "Sasaran pemerintah daerah · Sekretariat Daerah",
        "Imunisasi meluas",
        "Cakupan imunisasi",
        "<strong>90</strong> Persen",
        "mendukung: Umur harapan hidup",
        "1 program, pagu Rp1.500.000",
        "Sasaran unit kerja · Sekretariat",
        "Indikator yang belum berada pada pohon",
        "Indikator tanpa sasaran",
    ):
        assert words in text, words
    assert "Tata kelola membaik" not in text
    assert "Sasaran jauh" not in text
    assert "Data &lt;imunisasi&gt; mutakhir" in client.get(URL).get_data(as_text=True)
    # Below one another: the unit's stands in the branch of the department's, and that in the regency's.
    assert text.index("kesehatan masyarakat") < text.index("Imunisasi meluas") < text.index("Data <imunisasi> mutakhir")


def test_a_word_is_read_as_a_word_before_the_year_is_laid_out(plan: Plan, client: FlaskClient, login_as: Any) -> None:
    with acting(system_actor()):
        scale = SkalaOrdinal.create(perangkat_daerah=plan.dinkes, nama="Opini", butir=[["WTP", "4"], ["WDP", "3"]])
        row = plan.indikator("IKU-9", skala=scale, satuan="Opini")
        Target.create(perangkat_daerah=plan.dinkes, indikator=row, periode=f"{YEAR}-TH", nilai=Decimal(4))
    assert "<strong>WTP</strong> Opini" in said(login_as(client, plan.planner).get(URL))


def test_the_whole_government_is_read_with_a_line_in_the_log(plan: Plan, client: FlaskClient, login_as: Any) -> None:
    login_as(client, plan.planner)
    before = _crossings()
    said(client.get(URL))
    assert _crossings() == before
    text = said(client.get(WHOLE))
    assert _crossings() == before + 1
    for words in ("Tata kelola membaik", "<strong>71,25</strong> Persen", "4 tujuan dan sasaran"):
        assert words in text, words
    assert "Sasaran jauh" not in text


def test_a_year_without_targets_says_so_and_an_odd_year_is_this_year(
    plan: Plan, client: FlaskClient, login_as: Any
) -> None:
    login_as(client, plan.planner)
    assert "target 2030 belum ada" in said(client.get("/sop-kinerja/pohon?tahun=2030"))
    for odd in ("0", "99999", "abc", "-1", "2026.5"):
        assert client.get(f"/sop-kinerja/pohon?tahun={odd}").status_code == 200


def test_a_circle_that_is_there_is_still_shown(plan: Plan, client: FlaskClient, login_as: Any) -> None:
    with acting(system_actor()):
        first, second = Sasaran.select().where(Sasaran.perangkat_daerah == plan.dinkes.id).order_by(Sasaran.id)
        Sasaran.update(induk=second.id).where(Sasaran.id == first.id).execute()
    text = said(login_as(client, plan.planner).get(URL))
    assert text.count("Imunisasi meluas") == 1
    assert text.count("Data <imunisasi> mutakhir") == 1


@pytest.mark.parametrize("whole", [False, True])
def test_the_tree_takes_few_queries_however_large(plan: Plan, max_queries: Any, whole: bool) -> None:
    for number in range(40):
        node = plan.sasaran(f"X-{number}", induk=plan.goal)
        plan.indikator(f"X-{number}", untuk_sasaran=node)
    with acting(plan.planner.actor), max_queries(12):
        assert pohon_kinerja.tree(plan.dinkes, YEAR, whole=whole).size > 40


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.integers(min_value=-1, max_value=12), max_size=12))
def test_every_node_is_in_the_tree_once_whatever_stands_above_it(above: list[int]) -> None:
    nodes = [
        Node(number, None if one < 0 else one, str(number), "", "sasaran", "pemda", "", True)
        for number, one in enumerate(above)
    ]
    assert sorted(node.id for node in walk(grown(nodes))) == list(range(len(above)))


@pytest.mark.parametrize(
    ("nilai", "atas", "skala", "text"),
    [
        (None, None, None, "belum jatuh tempo"),
        (Decimal(0), None, None, "0"),
        (Decimal("1234.5"), None, None, "1.234,5"),
        (Decimal(5), Decimal("7.25"), None, "5 sampai 7,25"),
        (Decimal(4), None, [["WTP", "4"], ["WDP", "3"]], "WTP"),
        (Decimal(2), None, [["WTP", "4"], ["WDP", "3"]], "2"),
    ],
)
def test_a_target_is_read_as_it_is_meant(nilai: Any, atas: Any, skala: Any, text: str) -> None:
    assert target_text(nilai, atas, skala) == text


def test_programmes_of_a_year_with_what_is_not_divided(plan: Plan, client: FlaskClient, login_as: Any) -> None:
    program = plan.program("1.03", pagu=Decimal(1000))
    plan.program("1.03.01", jenis="kegiatan", induk=program, pagu=Decimal(400))
    plan.program("9.99", perangkat_daerah=plan.setda, pagu=Decimal(7))
    text = said(login_as(client, plan.planner).get(f"/sop-kinerja/program?tahun={YEAR}"))
    assert "Pagu seluruh program <strong>Rp1.501.000</strong>: 2 program, 1 kegiatan, 0 subkegiatan" in text
    assert 'data-label="Belum dibagi (Rp)" class="s-angka">600<' in text
    assert "9.99" not in text
    assert "Belum ada program tahun 2031" in said(client.get("/sop-kinerja/program?tahun=2031"))


def test_the_renstra_shows_its_years_and_where_the_agreed_target_is_another(
    plan: Plan, client: FlaskClient, login_as: Any
) -> None:
    login_as(client, plan.planner)
    url = f"/sop-kinerja/renstra?tahun={YEAR}"
    assert f"Belum ada Renstra untuk tahun {YEAR}" in said(client.get(url))
    scale = [["WTP", "4"], ["WDP", "3"]]
    with acting(system_actor()):
        Renstra.create(perangkat_daerah=plan.dinkes, nama="Renstra Dinkes", tahun_awal=2025, tahun_akhir=2027)
        kept = SkalaOrdinal.create(perangkat_daerah=plan.setda, nama="Opini", butir=scale)
        first = Indikator.get(Indikator.uraian == "Cakupan imunisasi")
    audit = plan.indikator("IKU-3", uraian="Opini audit", skala=kept, agregasi_periode="terakhir")
    with acting(system_actor()):
        for row, tahun, nilai in ((first, 2026, "88.5"), (first, 2027, "90"), (audit, 2027, "4")):
            TargetRenstra.create(perangkat_daerah=plan.dinkes, indikator=row, tahun=tahun, nilai=Decimal(nilai))
    text = said(client.get(url))
    for words in ("Berlaku 2025–2027", "88,5", "disepakati 90", "WTP"):
        assert words in text, words
    assert text.count(">disepakati") == 1


def test_a_year_is_copied_from_the_page(plan: Plan, client: FlaskClient, login_as: Any, post: Any) -> None:
    login_as(client, plan.planner)
    answer = post(client, "/sop-kinerja/rencana/salin", dari=YEAR, ke=YEAR + 1, asal="program")
    assert answer.location.endswith(f"/sop-kinerja/program?tahun={YEAR + 1}")
    assert "1 program/kegiatan dan 1 target disalin" in said(client.get(answer.location))
    for dari, ke, sentence in ((YEAR, YEAR, "Salin ke tahun sesudah 2026"), (99, YEAR, "Tulis tahun antara 2000")):
        answer = post(client, "/sop-kinerja/rencana/salin", dari=dari, ke=ke, asal="program")
        assert sentence in said(client.get(answer.location))


def test_long_lists_take_as_few_queries_as_short_ones(plan: Plan, max_queries: Any) -> None:
    post, goal = plan.planner.jabatan, plan.goal
    for number in range(30):
        plan.program(f"2.{number}", sasaran=goal, penanggung_jawab=post, unit_kerja=post.unit_kerja_id)
        row = plan.indikator(f"X-{number}", induk=None, agregasi_unit="tertimbang", bobot=Decimal(1))
        plan.indikator(f"Y-{number}", induk=row, bobot=Decimal(100), perangkat_daerah=plan.setda)
    with acting(plan.planner.actor):
        with max_queries(1):
            lines = rencana_daftar.of_department(plan.dinkes.id, YEAR).lines
            assert {str(one.row.penanggung_jawab) + str(one.row.unit_kerja) for one in lines[1:]} == {
                "Perencana DinkesSekretariat"
            }
            assert str(lines[1].row.sasaran) == goal.uraian
        with max_queries(14):
            assert len(rencana_tahun.of_department(plan.dinkes.id, YEAR).rows) == 32
        with max_queries(12):
            rencana_renstra.of_department(plan.dinkes.id, YEAR)
