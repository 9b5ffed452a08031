"""The dashboard on real data: the heat map, capaian by sasaran, what is at risk, and who sees what of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from core import activation, clock
from core.actor import acting, system_actor
from core.idn.periods import Periode
from core.preferences import set_preference
from core.testing.people import User, make_department, make_user
from core.testing.watching import count_queries
from plugins.sop_kinerja.lkj.baris import Pilihan
from plugins.sop_kinerja.models import (
    Indikator,
    IndikatorTahun,
    Penyampaian,
    Realisasi,
    RekapAngka,
    RekapCapaian,
    SkalaPredikat,
)
from plugins.sop_kinerja.services import dasbor, dasbor_peta, dasbor_risiko, dasbor_sasaran, data_check, impor_lkj
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, PERIOD, SCHOOL, Play

TW2 = Periode.parse(PERIOD)
READER = ("sop_kinerja.dasbor.read", "sop_kinerja.penyampaian.read")


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


@pytest.fixture
def team(play: Play) -> User:
    return make_user(play.owner, READER, "Pembaca Dasbor")


@pytest.fixture
def school(play: Play) -> User:
    return make_user(play.departments[1], READER, "Pembaca Dinas Pendidikan")


def cells(user: User, **of: Any) -> dict[str, tuple[str, bool]]:
    """Department -> (state, late) in the second quarter."""
    with acting(user.actor):
        chosen = dasbor.choose(**of)
        assert chosen is not None
        found = dasbor_peta.heat_map(chosen)
    return {row.nama: (row.cells[TW2].state, row.cells[TW2].late) for row in found.rows if TW2 in row.cells}


def test_every_state_of_a_collection_has_its_cell(play: Play, team: User) -> None:
    assert cells(team) == {"Dinas Kesehatan": ("diterima", False), "Dinas Pendidikan": ("diterima", False)}
    play.fill(0, HEALTH)
    assert cells(team)["Dinas Kesehatan"] == ("diajukan", False)
    with acting(play.team.actor):
        data_check.send_back(str(play.submission(0).uuid), "Periksa indikator 1.")
    assert cells(team)["Dinas Kesehatan"] == ("dikembalikan", False)
    play.fill(0, HEALTH, evidence=False)
    play.settle(0)
    assert cells(team) == {"Dinas Kesehatan": ("disahkan", False), "Dinas Pendidikan": ("diterima", False)}
    with clock.at(datetime(2099, 7, 16, 2, tzinfo=UTC)):
        assert cells(team) == {"Dinas Kesehatan": ("disahkan", False), "Dinas Pendidikan": ("diterima", True)}


@pytest.mark.usefixtures("each_database")
def test_the_periods_rates_count_departments(play: Play, team: User) -> None:
    play.fill(0, HEALTH)
    with acting(team.actor):
        chosen = dasbor.choose()
        assert chosen is not None and (chosen.tahun, chosen.own) == (2026, True)
        found = dasbor_peta.heat_map(chosen)
    assert (found.expected(TW2), found.received(TW2), found.on_time(TW2), found.rate(TW2)) == (2, 1, 1, Decimal(50))


def test_who_is_asked_and_has_nothing_yet_is_on_the_map(play: Play, team: User) -> None:
    with acting(system_actor()):
        Realisasi.delete().where(Realisasi.penyampaian == play.submission(1).id).execute()
        Penyampaian.delete().where(Penyampaian.id == play.submission(1).id).execute()
    assert cells(team)["Dinas Pendidikan"] == ("belum_diminta", False)


def test_a_department_sees_only_its_own_row_of_another_askers_collection(play: Play, school: User) -> None:
    assert cells(school) == {"Dinas Pendidikan": ("diterima", False)}
    with acting(school.actor):
        chosen = dasbor.choose()
        assert chosen is not None and (str(chosen.peminta), chosen.own) == ("Sekretariat Daerah", False)


def test_a_published_table_that_was_brought_in_is_no_late_submission(play: Play, team: User) -> None:
    before = cells(team)
    table = b"instansi;tahun;periode;indikator;satuan;arah;target;realisasi\nDinas Lama;2026;TW2;A;%;naik;80;72\n"
    with acting(system_actor(play.owner.id)):
        impor, _ = impor_lkj.put(table, "tabel.csv", Pilihan())
        impor_lkj.take(str(impor.uuid))
        assert Penyampaian.select().where(Penyampaian.perangkat_daerah == play.owner.id).count() == 1
    assert cells(team) == before


def test_nothing_was_ever_asked(play: Play, client: Any, login_as: Callable[..., Any]) -> None:
    elsewhere = make_department("Dinas Baru", play.government)
    with acting(system_actor(elsewhere.id)):
        activation.turn_on("sop_kinerja", elsewhere.id)
    login_as(client, make_user(elsewhere, READER, "Orang Baru"))
    assert "Belum ada pengumpulan data" in client.get("/sop-kinerja/dasbor").text


def recap(play: Play, number: int, capaian: dict[str, str | None], *, figure: int = 1, sasaran: str = "") -> None:
    """Recap rows of one indicator: period -> capaian in per cent (None: not assessable), as the engine leaves them."""
    department = play.departments[number]
    with acting(system_actor()):
        indikator = Indikator.get((Indikator.perangkat_daerah == department.id) & (Indikator.urutan == figure))
        for code, value in capaian.items():
            year, _ = IndikatorTahun.get_or_create(
                indikator=indikator,
                tahun=int(code[:4]),
                defaults={
                    "indikator_uuid": indikator.uuid,
                    "perangkat_daerah": department,
                    "kode": indikator.kode,
                    "sasaran": sasaran or indikator.sasaran,
                    "uraian": indikator.uraian,
                    "satuan": indikator.satuan,
                    "formula": indikator.formula,
                    "agregasi_periode": "terakhir",
                    "agregasi_unit": "tidak",
                    "pola": "akhir",
                    "urutan": figure,
                },
            )
            if sasaran:
                IndikatorTahun.update(sasaran=sasaran).where(IndikatorTahun.id == year.id).execute()
            number_or_none = None if value is None else Decimal(value)
            RekapAngka.create(
                perangkat_daerah=department,
                penyelenggara=play.owner,
                indikator_tahun=year,
                periode=code,
                asal="langsung",
                nilai=number_or_none if number_or_none is not None else Decimal(1),
                target=Decimal(100),
                jatuh_tempo=value is not None,
                capaian=number_or_none,
                alasan="" if value is not None else "Target belum jatuh tempo pada periode ini.",
            )


def shown(user: User, pd: str = "") -> dasbor_sasaran.Capaiannya | None:
    with acting(user.actor):
        chosen = dasbor.choose(tahun=2026)
        assert chosen is not None
        return dasbor_sasaran.by_sasaran(chosen, pd)


def test_without_recaps_there_is_no_capaian(play: Play, team: User) -> None:
    assert shown(team) is None


@pytest.mark.usefixtures("each_database")
def test_a_sasaran_is_the_mean_of_what_was_assessed_period_by_period(play: Play, team: User) -> None:
    recap(play, 0, {"2025-TW4": "70", "2026-TW1": "80", "2026-TW2": "90"})
    recap(play, 0, {"2026-TW1": None, "2026-TW2": "110", "2026-S1": "5"}, figure=2)
    recap(play, 0, {"2026-TW2": "50"}, figure=3, sasaran="Sasaran lain")
    found = shown(team)
    assert found is not None
    assert [one.code for one in found.periods] == ["2025-TW4", "2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4"]
    first, other = found.sasaran
    assert first.rata == [Decimal(70), Decimal(80), Decimal(100), None, None]
    assert other.rata == [None, None, Decimal(50), None, None]
    second = first.indikator[1]
    assert [one.alasan for one in second.angka[:2]] == ["Belum diminta", "Target belum jatuh tempo pada periode ini."]
    assert (len(first.grafik.points), len(first.grafik.lines)) == (3, 2)


def test_what_has_no_figure_yet_says_how_far_it_is(play: Play, team: User) -> None:
    def why() -> list[str]:
        found = shown(team)
        assert found is not None
        return [one.alasan for one in found.sasaran[0].indikator[0].angka]

    recap(play, 0, {"2026-TW1": "80"})
    assert why() == ["", "Belum masuk", "Belum diminta", "Belum diminta"]
    play.fill(0, HEALTH)
    assert why()[1] == "Belum disahkan"
    with acting(play.team.actor):
        data_check.send_back(str(play.submission(0).uuid), "Periksa.")
    assert why()[1] == "Belum masuk"


def test_the_cap_of_the_regencys_scale_counts_in_means_and_is_named(play: Play, team: User) -> None:
    with acting(system_actor(play.owner.id)):
        SkalaPredikat.create(
            perangkat_daerah=play.owner, tahun=2026, nama="Skala Contoh", pita=[[None, "Baik"]], batas_capaian=120
        )
    recap(play, 0, {"2026-TW1": "200"})
    recap(play, 0, {"2026-TW1": "80"}, figure=2)
    found = shown(team)
    assert found is not None and found.sasaran[0].rata[0] == Decimal(100) and found.skala.nama == "Skala Contoh"


def test_a_department_is_chosen_and_another_ones_capaian_stays_out_of_reach(
    play: Play, team: User, school: User
) -> None:
    recap(play, 0, {"2026-TW1": "80"})
    recap(play, 1, {"2026-TW1": "60"})
    for who in (team, school):
        found = shown(who, str(play.departments[1].uuid))
        assert found is not None and str(found.department) == "Dinas Pendidikan"
    hidden = shown(school, str(play.departments[0].uuid))
    assert hidden is not None and str(hidden.department) == "Dinas Pendidikan"
    assert [str(one) for one in hidden.departments] == ["Dinas Pendidikan"]


def test_the_line_of_all_departments_is_the_recaps_own(play: Play, team: User) -> None:
    recap(play, 0, {"2026-TW1": "80"})
    with acting(system_actor()):
        for level, department, mean in (("pemda", play.owner, 71), ("perangkat_daerah", play.departments[0], 80)):
            RekapCapaian.create(
                perangkat_daerah=department,
                penyelenggara=play.owner,
                tingkat=level,
                periode="2026-TW1",
                dinilai=1,
                rata_rata=Decimal(mean),
            )
    found = shown(team)
    assert found is not None
    assert (found.rata_seluruh[0], found.rata_sendiri[0]) == (Decimal(71), Decimal(80))


def risks(user: User) -> dict[str, str]:
    """Indicator -> kind of risk."""
    with acting(user.actor):
        chosen = dasbor.choose(tahun=2026)
        assert chosen is not None
        rows, count, _ = dasbor_risiko.at_risk(chosen)
    assert count == len(rows)
    return {row.uraian: row.risiko.jenis for row in rows}


def test_what_is_due_and_did_not_come_is_at_risk_after_its_day_only(play: Play, team: User, school: User) -> None:
    play.fill(0, HEALTH)
    assert risks(team) == {}
    with clock.at(datetime(2099, 7, 16, 2, tzinfo=UTC)):
        both = {f"Indikator {number} Dinas Pendidikan": "belum_masuk" for number in (1, 2)}
        assert risks(team) == both == risks(school)


def test_what_one_department_left_out_as_a_whole_is_one_line(
    play: Play, team: User, client: Any, login_as: Any
) -> None:
    row = play.submission(1)
    with acting(system_actor()):
        for number in range(3, 3 + dasbor_risiko.MANY):
            Realisasi.create(
                perangkat_daerah=row.perangkat_daerah, penyelenggara=play.owner, penyampaian=row, formula="naik",
                indikator_uuid=f"uuid-{number}", kode=f"X-{number}", uraian=f"Indikator {number}", satuan="Persen",
                target=Decimal(80), urutan=number,
            )  # fmt: skip
    recap(play, 0, {"2026-TW1": "60"})
    with acting(system_actor()):
        Penyampaian.update(tenggat=date(2020, 7, 15)).where(Penyampaian.id == row.id).execute()
    with acting(team.actor):
        chosen = dasbor.choose(tahun=2026)
        assert chosen is not None
        rows, count, _ = dasbor_risiko.at_risk(chosen)
    school = [one for one in rows if one.pihak == "Dinas Pendidikan"]
    assert [(one.banyak, one.uuid) for one in school] == [(dasbor_risiko.MANY + 2, str(row.uuid))]
    assert count == sum(one.banyak for one in rows) > len(rows)
    login_as(client, team)
    assert f"{dasbor_risiko.MANY + 2} indikator</a>" in client.get("/sop-kinerja/dasbor?tahun=2026").text


@pytest.mark.usefixtures("each_database")
def test_a_low_capaian_is_at_risk_and_the_limit_is_the_departments_own(play: Play, team: User) -> None:
    play.fill(0, HEALTH)
    play.settle(0)
    recap(play, 0, {PERIOD: "70"})
    recap(play, 0, {PERIOD: "76"}, figure=2)
    assert risks(team) == {"Indikator 1 Dinas Kesehatan": "rendah"}
    with acting(system_actor(play.owner.id)):
        set_preference("sop_kinerja", "batas_risiko", play.owner.id, "80")
    assert set(risks(team)) == {"Indikator 1 Dinas Kesehatan", "Indikator 2 Dinas Kesehatan"}


def test_the_page_leads_to_the_submissions_and_asks_for_its_permission(
    play: Play, team: User, client: Any, login_as: Callable[..., Any]
) -> None:
    play.fill(0, HEALTH)
    recap(play, 0, {"2026-TW1": "60"})
    login_as(client, team)
    page = client.get("/sop-kinerja/dasbor").text
    for words in ("Masuk", "Diterima", "60,00%", "Meningkatnya mutu pelayanan", "<svg"):
        assert words in page
    assert f"/sop-kinerja/penyampaian/{play.submission(0).uuid}" in page
    assert client.get("/sop-kinerja/dasbor?tahun=99999&pd=x&peminta=y").status_code == 200
    login_as(client, make_user(play.owner, ("sop_kinerja.rekap.read",), "Tanpa Izin Dasbor"))
    assert client.get("/sop-kinerja/dasbor").status_code == 403


def test_more_figures_cost_no_more_queries(play: Play, team: User, client: Any, login_as: Callable[..., Any]) -> None:
    recap(play, 0, {"2026-TW1": "60"})
    login_as(client, team)

    def cost() -> int:
        with count_queries() as found:
            assert client.get("/sop-kinerja/dasbor").status_code == 200
        return len(found)

    cost()
    before = cost()
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL)
    for number, figure in ((0, 2), (0, 3), (1, 1), (1, 2)):
        recap(play, number, {"2026-TW1": "60", "2026-TW2": "60"}, figure=figure)
    assert cost() == before
