"""The year of a department: it follows its indicators until it is approved, and nothing changes it any more."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, StateError
from core.idn.periods import Periode
from core.scoping import TenancyError
from core.testing.people import make_user
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Penyampaian, ProgramKegiatan, Realisasi, Target
from plugins.sop_kinerja.services import data_fill, renaksi_data, rencana_sahkan, rencana_salin
from plugins.sop_kinerja.services.data_entry import Entry
from plugins.sop_kinerja.services.indikator_tahun import follow, in_year, is_due, of_year, of_years
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.rencana_world import HEAD, YEAR, Desk, Plan, desk, make_plan, said

URL = f"/sop-kinerja/indikator-tahunan?tahun={YEAR}"
MARCH = datetime(YEAR, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def plan(home: Any) -> Plan:
    return make_plan()


@pytest.fixture
def write(plan: Plan, client: FlaskClient, login_as: Any, post: Any) -> Desk:
    return desk(client, login_as, post, plan.planner)


@pytest.fixture(autouse=True)
def in_march() -> Any:
    with clock.at(MARCH):
        yield


def target(plan: Plan, indikator: Indikator, part: str = "TH", nilai: str = "80") -> None:
    with acting(system_actor()):
        Target.create(
            perangkat_daerah=indikator.perangkat_daerah_id,
            indikator=indikator,
            periode=f"{YEAR}-{part}",
            nilai=Decimal(nilai),
        )


def copy_of(indikator: Indikator, tahun: int = YEAR) -> IndikatorTahun:
    with acting(system_actor()):
        return of_year(Indikator.get_by_id(indikator.id), tahun)


def change(indikator: Indikator, **values: Any) -> None:
    with acting(system_actor()):
        Indikator.update(**values).where(Indikator.id == indikator.id).execute()
        follow([Indikator.get_by_id(indikator.id)])


def approve(plan: Plan, tahun: int = YEAR) -> int:
    with acting(plan.head.actor):
        return rencana_sahkan.approve(tahun)


@pytest.mark.usefixtures("each_database")
def test_a_year_is_made_when_needed_once_and_follows_the_indicator_while_it_is_a_draft(plan: Plan) -> None:
    above = plan.indikator("PEMDA-1", perangkat_daerah=plan.setda)
    one = plan.indikator("IKU-1", untuk_sasaran=plan.goal, induk=above, bobot=Decimal("12.5"), pola="akhir")
    first = copy_of(one)
    assert (first.uraian, first.sasaran, first.bobot) == ("Indikator IKU-1", plan.goal.uraian, Decimal("12.5"))
    assert (first.induk_uuid, first.indikator_uuid, first.status, first.pola) == (
        above.uuid,
        one.uuid,
        "konsep",
        "akhir",
    )
    change(one, satuan="Orang", induk=None)
    with acting(system_actor()):
        again = IndikatorTahun.get(IndikatorTahun.indikator == one.id)
    assert (again.id, again.satuan, again.induk_uuid) == (first.id, "Orang", "")


def test_the_year_of_many_indicators_takes_few_queries(plan: Plan, max_queries: Any) -> None:
    rows = [plan.indikator(f"IKU-{number}") for number in range(30)]
    with acting(system_actor()):
        of_years(rows, YEAR)
        with max_queries(7):
            assert len(of_years(rows, YEAR)) == 30


def test_another_departments_indicator_has_no_year_here(plan: Plan) -> None:
    foreign = plan.indikator("PEMDA-1", perangkat_daerah=plan.setda)
    with acting(plan.planner.actor), pytest.raises(TenancyError):
        of_year(foreign, YEAR)


@pytest.mark.usefixtures("each_database")
def test_what_is_approved_never_changes_and_neither_does_a_year_that_is_over(plan: Plan, write: Desk) -> None:
    one = plan.indikator("IKU-1")
    target(plan, one)
    last_year = copy_of(one, YEAR - 1)
    assert approve(plan) == 1
    text = write("indikator", id=one.id, **{**_form(one), "satuan": "Orang", "formula": "turun"})
    assert "Tahun 2026 tetap memakai yang lama: Disahkan oleh Kepala Dinkes" in text
    assert Indikator.get_by_id(one.id).satuan == "Orang"
    for row in (copy_of(one), copy_of(one, last_year.tahun)):
        assert (row.satuan, row.formula) == ("Persen", "naik")
    assert copy_of(one, YEAR + 1).satuan == "Orang"
    row = copy_of(one)
    assert (row.status, row.disahkan, row.disahkan_oleh) == ("disahkan", MARCH, "Kepala Dinkes")
    with pytest.raises(StateError, match="sudah disahkan semuanya"):
        approve(plan)
    added = plan.indikator("IKU-2")
    target(plan, added)
    assert approve(plan) == 1


def _form(row: Indikator) -> dict[str, Any]:
    names = ["kode", "uraian", "satuan", "formula", "agregasi_periode", "agregasi_unit", "pola", "urutan"]
    return {**{name: getattr(row, name) for name in names}, "aktif": "y"}


def test_targets_of_an_approved_year_change_only_by_a_perubahan_pk(plan: Plan, write: Desk) -> None:
    one = plan.indikator("IKU-1")
    target(plan, one)
    approve(plan)
    with acting(system_actor()):
        row = Target.get()
    for text in (
        write("target", id=row.id, indikator=one.id, periode=f"{YEAR}-TH", nilai="70"),
        write("target", indikator=one.id, periode=f"{YEAR}-TW1", nilai="20"),
        write("target", "delete", id=row.id),
        write("target", id=row.id, indikator=one.id, periode=f"{YEAR + 1}-TH", nilai="80"),
    ):
        assert "Ubah melalui Perubahan Perjanjian Kinerja" in text
    with acting(system_actor()):
        assert [(str(one.periode), one.nilai) for one in Target.select()] == [(f"{YEAR}-TH", 80)]
    write("target", indikator=one.id, periode=f"{YEAR}-B01", nilai="10")  # months are the Rencana Aksi's
    write("target", indikator=one.id, periode=f"{YEAR + 1}-TH", nilai="85")
    with acting(system_actor()):
        assert Target.select().count() == 3


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        (("60", "30"), "Bobot indikator perangkat daerah berjumlah 90%, seharusnya 100%"),
        (("60", "50"), "berjumlah 110%, seharusnya 100%"),
        (("60", None), "belum lengkap: isi bobot «IKU-2»"),
        (("33.333333", "66.666666"), "berjumlah 99,999999%"),
        (("0", "100"), ""),
        ((None, None), ""),
    ],
)
def test_weights_add_to_a_hundred_or_there_are_none(plan: Plan, weights: tuple[str | None, ...], sentence: str) -> None:
    for number, weight in enumerate(weights, start=1):
        bobot = None if weight is None else Decimal(weight)
        target(plan, plan.indikator(f"IKU-{number}", bobot=bobot))
    if not sentence:
        assert approve(plan) == 2
        return
    with pytest.raises(StateError) as caught:
        approve(plan)
    assert sentence in caught.value.sentence
    with acting(system_actor()):
        assert not IndikatorTahun.select().where(IndikatorTahun.status == "disahkan").exists()


def test_what_a_weighted_mean_is_made_of_shares_a_hundred_across_departments(plan: Plan) -> None:
    above = plan.indikator("PEMDA-1", perangkat_daerah=plan.setda, agregasi_unit="tertimbang", uraian="Indeks layanan")
    mine = plan.indikator("IKU-1", induk=above, bobot=Decimal(60))
    other = plan.indikator("IKU-1", induk=above, bobot=Decimal(30), perangkat_daerah=plan.setda)
    free = plan.indikator("IKU-2")  # below nothing and without a weight: no matter of theirs
    for one in (mine, free):
        target(plan, one)
    with pytest.raises(StateError, match="di bawah «Indeks layanan» berjumlah 90%"):
        approve(plan)
    change(other, bobot=Decimal(40))
    assert approve(plan) == 2


def test_the_weights_of_a_unit_are_a_hundred_of_their_own(plan: Plan) -> None:
    unit = plan.planner.jabatan.unit_kerja_id
    for kode, bobot in (("IKU-1", 60), ("IKU-2", 40)):
        target(plan, plan.indikator(kode, bobot=Decimal(bobot)))
    below = plan.indikator("U-1", unit_kerja=unit)
    target(plan, below)
    change(below, bobot=Decimal(90))
    with pytest.raises(StateError, match="Bobot indikator Sekretariat berjumlah 90%"):
        approve(plan)
    change(below, bobot=None)
    assert approve(plan) == 3


def test_a_frozen_weight_counts_where_it_stood_when_it_was_approved(plan: Plan) -> None:
    above = plan.indikator("PEMDA-1", perangkat_daerah=plan.setda, agregasi_unit="tertimbang", uraian="Indeks layanan")
    other = plan.indikator("PEMDA-2", perangkat_daerah=plan.setda)
    theirs = plan.indikator("IKU-1", induk=above, bobot=Decimal(60), perangkat_daerah=plan.setda)
    mine = plan.indikator("IKU-1", induk=above, bobot=Decimal(40))
    copy_of(theirs)
    with acting(system_actor()):
        IndikatorTahun.update(status="disahkan").where(IndikatorTahun.indikator == theirs.id).execute()
    change(theirs, induk=other)
    target(plan, mine)
    assert approve(plan) == 1


def test_a_target_that_cannot_be_assessed_keeps_the_year_from_being_approved(plan: Plan) -> None:
    target(plan, plan.indikator("IKU-1", formula="rentang"))
    with pytest.raises(StateError, match="«IKU-1», target tahun: Isi batas atasnya"):
        approve(plan)


def test_everything_in_the_way_is_said_at_once(plan: Plan, client: FlaskClient, login_as: Any, post: Any) -> None:
    one = plan.indikator("IKU-1", bobot=Decimal(90))
    target(plan, one)
    target(plan, one, "TW1", "95")
    plan.indikator("IKU-2", bobot=Decimal(5))
    text = said(login_as(client, plan.head).get(URL))
    for sentence in (
        "berjumlah 95%, seharusnya 100%",
        "Tetapkan target tahun 2026 untuk «IKU-2»",
        "«IKU-1»: Target Triwulan I (95) melebihi target tahun (80)",
    ):
        assert sentence in text
    assert "Sahkan indikator tahun" not in text
    answer = post(client, "/sop-kinerja/indikator-tahunan/sahkan", tahun=YEAR)
    assert "berjumlah 95%" in said(client.get(answer.location))
    assert copy_of(one).status == "konsep"


def test_what_is_added_for_the_next_year_is_not_asked_for_in_one_that_was_approved(
    plan: Plan, client: FlaskClient, login_as: Any
) -> None:
    one = plan.indikator("IKU-1")
    target(plan, one)
    approve(plan)
    late = plan.indikator("IKU-2")
    with acting(system_actor()):
        assert in_year(plan.dinkes.id, YEAR) == [one]
        assert in_year(plan.dinkes.id, YEAR + 1) == [one, late]
        assert [row.uuid for row in renaksi_data.lines(plan.dinkes.id, YEAR)] == [one.uuid]
        offered = renaksi_data.lines(plan.dinkes.id, YEAR, late=True)
        assert [(row.uuid, row.late) for row in offered] == [(one.uuid, False), (late.uuid, True)]
    text = said(login_as(client, plan.planner).get(URL))
    assert "Indikator tahun 2026 disahkan" in text and "Ditambahkan sesudah tahun 2026 disahkan" in text
    with pytest.raises(StateError, match="sudah disahkan semuanya"):
        approve(plan)
    target(plan, late)
    with acting(system_actor()):
        assert in_year(plan.dinkes.id, YEAR) == [one, late]
    assert "1 indikator menunggu pengesahan" in said(client.get(URL))
    assert approve(plan) == 1


def test_only_who_may_approves_and_not_years_ahead(plan: Plan) -> None:
    target(plan, plan.indikator("IKU-1"))
    with acting(plan.planner.actor), pytest.raises(NotAllowed, match="Mengesahkan indikator tahunan"):
        rencana_sahkan.approve(YEAR)
    with pytest.raises(StateError, match="paling awal pada tahun 2027"):
        approve(plan, YEAR + 2)
    nobody = make_user(plan.setda, HEAD, "Sekda", kepala=True)
    with acting(nobody.actor), pytest.raises(StateError, match="Belum ada indikator yang aktif"):
        rencana_sahkan.approve(YEAR)


def test_the_head_approves_on_the_page_and_reads_by_whom_it_was(
    plan: Plan, client: FlaskClient, login_as: Any, post: Any
) -> None:
    one = plan.indikator("IKU-1", uraian="Cakupan <imunisasi>", iku=True)
    target(plan, one)
    login_as(client, plan.planner)
    text = said(client.get(URL))
    assert "Konsep, siap disahkan" in text
    assert "Pengesahan dilakukan oleh pimpinan" in text
    login_as(client, plan.head)
    assert "Sahkan indikator tahun 2026" in said(client.get(URL))
    with acting(system_actor()):
        assert IndikatorTahun.select().count() == 0  # looking makes nothing
    answer = post(client, "/sop-kinerja/indikator-tahunan/sahkan", tahun=YEAR)
    text = said(client.get(answer.location))
    assert "1 indikator tahun 2026 disahkan" in text
    assert "2 Maret 2026, Kepala Dinkes" in text
    assert "Cakupan <imunisasi>" in text
    assert "Cakupan <imunisasi>" not in client.get(URL).get_data(as_text=True)


def test_an_indicator_with_figures_is_not_dropped_in_a_running_year(
    home: Any, client: FlaskClient, login_as: Any, post: Any
) -> None:
    with clock.at(datetime(2026, 7, 2, 2, tzinfo=UTC)):
        play = data_play.start()
        planner = make_user(play.departments[0], ("sop_kinerja.indikator.*",), "Perencana")
        write = desk(client, login_as, post, planner)
        with acting(system_actor()):
            first, second = Indikator.select().order_by(Indikator.id).limit(2)
        assert "datanya sudah diminta atau masuk untuk Triwulan II 2026" in write("indikator", "delete", id=second.id)
        row = play.submission(0)
        with acting(play.operators[0].actor):
            data_fill.save(str(row.uuid), {1: Entry("72")}, versi=row.versi)
        dropped = {**_form(first), "aktif": ""}
        assert "angkanya sudah masuk untuk Triwulan II 2026" in write("indikator", id=first.id, **dropped)
        assert "tidak dapat dihapus" in write("indikator", "delete", id=first.id)
    with acting(system_actor()):
        assert Indikator.get_by_id(first.id).aktif
    with clock.at(datetime(2027, 1, 5, 2, tzinfo=UTC)):
        desk(client, login_as, post, planner)("indikator", id=first.id, **dropped)
    with acting(system_actor()):
        assert not Indikator.get_by_id(first.id).aktif


def test_an_indicator_of_an_approved_year_is_not_dropped_and_a_mistaken_one_can_go(plan: Plan, write: Desk) -> None:
    one, mistaken = plan.indikator("IKU-1"), plan.indikator("IKU-X")
    target(plan, one)
    copy_of(mistaken)
    write("indikator", "delete", id=mistaken.id)
    approve(plan)
    assert "indikator tahun 2026 sudah disahkan" in write("indikator", id=one.id, **{**_form(one), "aktif": ""})
    with acting(system_actor()):
        assert [row.kode for row in Indikator.select().where(Indikator.aktif)] == ["IKU-1"]


def test_what_was_asked_for_stays_until_the_planner_takes_the_change_over(home: Any) -> None:
    with clock.at(datetime(2026, 7, 2, 2, tzinfo=UTC)):
        play = data_play.start()
        planner = make_user(play.departments[0], ("sop_kinerja.rencana.update",), "Perencana")
        with acting(system_actor()):
            first = Indikator.select().order_by(Indikator.id).first()
        before = copy_of(first)
        change(first, satuan="Orang")
        assert copy_of(first).satuan == before.satuan == "Persen"
        with acting(planner.actor):
            rencana_sahkan.take_changes(str(before.uuid))
        with acting(system_actor()):
            asked = Realisasi.get(Realisasi.indikator_uuid == first.uuid)
        assert (copy_of(first).satuan, asked.satuan) == ("Orang", "Orang")
        play.fill(0, data_play.HEALTH)
        change(first, satuan="Jiwa")
        with acting(planner.actor), pytest.raises(StateError, match="angka Triwulan II 2026 sudah diajukan"):
            rencana_sahkan.take_changes(str(before.uuid))
        assert copy_of(first).satuan == "Orang"


def test_a_form_asks_by_the_year_and_says_what_is_not_due(home: Any) -> None:
    """A pattern over the year counts where no target says otherwise."""
    play = data_play.start()
    with acting(system_actor()):
        row = Penyampaian.select().order_by(Penyampaian.id).first()
        asked = list(Realisasi.select().where(Realisasi.penyampaian == row.id).order_by(Realisasi.urutan))
        copies = {one.indikator_uuid: one for one in IndikatorTahun.select()}
    assert play.kasus.periode == "2026-TW2"
    assert [one.jatuh_tempo for one in asked] == [True, True, True, False]
    assert all(copies[one.indikator_uuid].uraian == one.uraian for one in asked)


def test_what_was_approved_for_a_year_is_still_asked_for_after_it_is_in_use_no_more(home: Any) -> None:
    with clock.at(datetime(2026, 7, 2, 2, tzinfo=UTC)):
        play = data_play.start()
        head = make_user(play.departments[1], HEAD, "Kepala")
        with acting(head.actor):
            assert rencana_sahkan.approve(2026) == 2
    with acting(system_actor()):
        row = Indikator.get(Indikator.perangkat_daerah == play.departments[1].id)
        Indikator.update(aktif=False).where(Indikator.id == row.id).execute()
        assert row in in_year(play.departments[1].id, 2026)
        assert row not in in_year(play.departments[1].id, 2027)


@pytest.mark.parametrize(
    ("pola", "due"),
    [
        ("setiap", "B01 B02 B03 TW1 TW2 S1 TW3 TW4 S2 TH"),
        ("semester", "TW2 S1 TW4 S2 TH"),
        ("akhir", "TW4 S2 TH"),
    ],
)
def test_due_patterns_over_the_year(pola: str, due: str) -> None:
    parts = ["B01", "B02", "B03", "TW1", "TW2", "S1", "TW3", "TW4", "S2", "TH"]
    assert [part for part in parts if is_due(pola, Periode(YEAR, part))] == due.split()


def test_a_year_is_copied_once_and_overwrites_nothing(plan: Plan) -> None:
    one = plan.indikator("IKU-1")
    for part, value in (("TH", "80"), ("TW1", "20"), ("B01", "5")):
        target(plan, one, part, value)
    program = plan.program("1.02", pagu=Decimal(100))
    plan.program("1.02.01", jenis="kegiatan", induk=program, pagu=Decimal(60))
    with acting(plan.planner.actor):
        assert rencana_salin.copy_year(YEAR, YEAR + 1) == rencana_salin.Copied(2, 2)
        Target.update(nilai=Decimal(90)).where(Target.periode == f"{YEAR + 1}-TH").execute()
        with pytest.raises(StateError, match="Tidak ada rencana tahun 2026 yang belum ada pada tahun 2027"):
            rencana_salin.copy_year(YEAR, YEAR + 1)
        with pytest.raises(InputError, match="Salin ke tahun sesudah 2026"):
            rencana_salin.copy_year(YEAR, YEAR)
        rows = list(ProgramKegiatan.select().where(ProgramKegiatan.tahun == YEAR + 1).order_by(ProgramKegiatan.kode))
        assert [(row.kode, row.pagu, row.induk_id) for row in rows] == [
            ("1.02", 100, None),
            ("1.02.01", 60, rows[0].id),
        ]
        assert Target.get(Target.periode == f"{YEAR + 1}-TH").nilai == 90


@pytest.mark.usefixtures("each_database")
def test_a_year_of_many_targets_is_copied_in_few_queries(plan: Plan, max_queries: Any) -> None:
    for number in range(12):
        one = plan.indikator(f"IKU-{number}")
        for part in ("TH", "TW1", "TW2"):
            target(plan, one, part, "80")
    with acting(plan.planner.actor), max_queries(30):
        assert rencana_salin.copy_year(YEAR, YEAR + 1).target == 36


def test_a_copy_that_does_not_fit_is_not_half_made(plan: Plan) -> None:
    program = plan.program("1.02", pagu=Decimal(100))
    plan.program("1.02.01", jenis="kegiatan", induk=program, pagu=Decimal(60))
    plan.program("1.03", pagu=Decimal(10))
    plan.program("1.02", tahun=YEAR + 1, pagu=Decimal(50))
    with acting(plan.planner.actor):
        with pytest.raises(StateError, match=r"«1\.02\.01 1\.02\.01» tidak dapat disalin ke tahun 2027: Pagu Rp60"):
            rencana_salin.copy_year(YEAR, YEAR + 1)
        assert ProgramKegiatan.select().where(ProgramKegiatan.tahun == YEAR + 1).count() == 1


def test_a_year_that_is_ready_waits_for_the_leader_on_beranda(plan: Plan, client: FlaskClient, login_as: Any) -> None:
    wanted = f"Sahkan indikator tahun {YEAR}"
    other = make_user(plan.dinkes, HEAD, "Sekretaris")  # may approve, and does not lead
    first = plan.indikator("IKU-1")
    login_as(client, plan.head)
    assert wanted not in client.get("/").text, "without a target there is nothing to approve"
    target(plan, first)
    assert wanted in client.get("/").text
    login_as(client, other)
    assert wanted not in client.get("/").text
    with acting(plan.head.actor):
        rencana_sahkan.approve(YEAR)
    login_as(client, plan.head)
    assert wanted not in client.get("/").text
