"""The Rencana Aksi: targets typed into two tables, actions, the official form, and the reference that it becomes."""

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import activation, clock
from core.actor import acting, system_actor
from core.audit import Jejak
from core.testing.people import make_department, make_user
from plugins.sop_kinerja.models import (
    Indikator,
    IndikatorTahun,
    ProgramKegiatan,
    Progres,
    RealisasiAnggaran,
    RencanaAksi,
    Target,
)
from tests.plugins.sop_kinerja.renaksi_world import (
    BUDGET,
    MAILED,
    PLAN,
    PLANNER,
    PROGRESS,
    SPENDING,
    YEAR,
    Desk,
    Office,
    add,
    complete,
    settle,
    targets,
)


def test_targets_of_the_year_and_its_triwulan(desk: Desk, office: Office) -> None:
    typed = targets(office.events, TH="12", TW1="2", TW2="5", TW3="9", TW4="12")
    typed |= targets(office.cover, TH="80,5", TW1="-", TW2="78", TW4="80,5")
    assert "9 target disimpan." in desk.send(PLAN, typed, tabel="triwulan")
    assert office.value(office.cover, "TH") == Decimal("80.5")
    assert office.value(office.cover, "TW1") is None, "not due is a target without a value"
    assert office.target(office.cover, "TW3") is None, "an empty cell is none at all"
    page = desk.open(PLAN)
    assert "Target 2026: <strong>12</strong> kegiatan; TW I 2, TW II 5, TW III 9, TW IV 12" in page
    assert "TW I belum jatuh tempo, TW II 78, TW III belum ditetapkan" in page
    desk.send(PLAN, targets(office.cover, TW1=""), tabel="triwulan")
    assert office.target(office.cover, "TW1") is None


def test_a_triwulan_beyond_the_year_is_refused_and_nothing_kept(desk: Desk, office: Office) -> None:
    typed = targets(office.events, TH="12", TW1="13") | targets(office.cover, TH="80")
    text = desk.send(PLAN, typed, tabel="triwulan", status=400)
    assert "«Jumlah gelar budaya»: Target Triwulan I (13) melebihi target tahun (12)." in text
    assert f'href="#f-target-{office.events.uuid}-TW1"' in text
    assert 'value="13"' in text and 'value="80"' in text, "what was typed is still there"
    assert office.target(office.cover, "TH") is None
    with acting(system_actor(office.department.id)):
        assert Target.select().count() == 0


@pytest.mark.parametrize("text", ["1,234.56", "12%", "n/a", "dua belas", "1.23", "9" * 13])
def test_what_is_no_figure_is_named_with_its_cell(desk: Desk, office: Office, text: str) -> None:
    answer = desk.send(PLAN, targets(office.events, TW2=text), tabel="triwulan", status=400)
    assert "Target Triwulan II «Jumlah gelar budaya»:" in answer


def test_months_against_triwulan_can_be_mended_in_either_table(desk: Desk, office: Office) -> None:
    desk.send(PLAN, targets(office.events, TH="12", TW1="3"), tabel="triwulan")
    refused = desk.send(PLAN, targets(office.events, B01="1", B03="4"), tabel="bulan", status=400)
    assert "Target Maret (4) melebihi target Triwulan I (3)." in refused
    desk.send(PLAN, targets(office.events, B01="1", B02="2", B03="3"), tabel="bulan")
    desk.send(PLAN, targets(office.events, TW1="4"), tabel="triwulan")
    page = desk.open(PLAN, tabel="bulan")
    assert "Target Maret (3) harus sama dengan target Triwulan I (4)" in page, "told, so that it is not forgotten"
    desk.send(PLAN, targets(office.events, B03="4"), tabel="bulan")
    assert "Target yang belum selaras" not in desk.open(PLAN, tabel="bulan")


@pytest.mark.usefixtures("each_database")
def test_two_people_in_one_table(desk: Desk, office: Office) -> None:
    opened = desk.opened(PLAN, tabel="triwulan")
    desk.send(PLAN, targets(office.events, TH="12", TW1="2"), tabel="triwulan")
    desk.send(PLAN, targets(office.cover, TH="80"), first=opened, tabel="triwulan")
    assert office.value(office.events, "TH") == 12, "another cell than mine stays as the other wrote it"
    mine = targets(office.events, TH="15")
    refused = desk.send(PLAN, mine, first=opened, tabel="triwulan", status=409)
    assert "Tersimpan: 12" in refused and 'value="15"' in refused, "both versions are shown"
    assert office.value(office.events, "TH") == 12


def test_saving_again_after_seeing_both_keeps_the_own_one(desk: Desk, office: Office, post: Any) -> None:
    opened = desk.opened(PLAN, tabel="triwulan")
    desk.send(PLAN, targets(office.events, TH="12"), tabel="triwulan")
    with desk.clock():
        page = post(
            desk.client,
            f"{PLAN}?tahun={YEAR}&tabel=triwulan",
            **targets(office.events, TH="15"),
            awal=opened,
        ).get_data(as_text=True)
    found = re.search(r'name="awal" value="([^"]*)"', page)
    assert found is not None
    desk.send(PLAN, targets(office.events, TH="15"), first=html.unescape(found[1]), tabel="triwulan")
    assert office.value(office.events, "TH") == 15


def test_an_approved_year_is_locked_but_for_its_months(desk: Desk, office: Office) -> None:
    opened = desk.opened(PLAN, tabel="triwulan")
    desk.send(PLAN, targets(office.events, TH="12", TW1="3"), tabel="triwulan")
    with acting(system_actor(office.department.id)):
        row = office.events
        IndikatorTahun.create(
            perangkat_daerah=office.department,
            indikator=row,
            indikator_uuid=row.uuid,
            tahun=YEAR,
            status="disahkan",
            disahkan_oleh="Kepala",
            **{
                name: getattr(row, name)
                for name in ("kode", "uraian", "satuan", "formula", "agregasi_periode", "agregasi_unit", "kumulatif")
            },
        )
    page = desk.open(PLAN, tabel="triwulan")
    assert f'name="target-{office.events.uuid}-TH"' not in page
    assert f'name="target-{office.cover.uuid}-TH"' in page
    assert "mengubahnya lewat Perubahan Perjanjian Kinerja" in page
    refused = desk.send(PLAN, targets(office.events, TH="20"), first=opened, tabel="triwulan", status=400)
    assert "Perubahan Perjanjian Kinerja" in refused
    assert office.value(office.events, "TH") == 12
    desk.send(PLAN, targets(office.events, B01="1", B02="2", B03="3"), tabel="bulan")
    assert office.value(office.events, "B03") == 3


def test_actions_are_added_changed_and_removed(desk: Desk, office: Office, post: Any) -> None:
    wrong = add(desk, office, post, office.events, aksi="", bulan=[], penanggung_jawab="x", kegiatan="y")
    assert wrong.status_code == 400
    text = html.unescape(wrong.get_data(as_text=True))
    for field in ("aksi", "bulan", "penanggung_jawab", "kegiatan"):
        assert f'href="#f-{field}"' in text, field
    assert add(desk, office, post, office.events, bulan=["13"]).status_code == 400
    good = {"penanggung_jawab": office.head.jabatan.uuid, "kegiatan": office.below[0].uuid, "keluaran": "1 jadwal"}
    assert add(desk, office, post, office.events, **good).status_code == 302
    page = desk.open(PLAN)
    assert "Jan–Mar, Jun · Keluaran: 1 jadwal · Kepala Dinas · Gelar budaya (Rp600)" in page
    with acting(office.planner.actor):
        row = RencanaAksi.get()
    url = f"{PLAN}/{row.uuid}"
    first = desk.raw(url)
    versi = first.partition('name="versi" value="')[2].partition('"')[0]
    with desk.clock():
        changed = post(desk.client, url, aksi="Menggelar budaya", bulan=["5"], versi=versi)
        assert changed.status_code == 302
        late = post(desk.client, url, aksi="Lain", bulan=["5"], versi=versi)
    assert late.status_code == 409 and "diubah orang lain" in late.get_data(as_text=True)
    assert "Menggelar budaya" in desk.open(PLAN)
    with desk.clock():
        assert post(desk.client, f"{url}/hapus").status_code == 302
    assert "Menggelar budaya" not in desk.open(PLAN).partition("dihapus")[2]


def test_a_programme_of_another_year_or_department_is_refused(desk: Desk, office: Office, post: Any) -> None:
    with acting(system_actor()):
        other = make_department("Dinas Lain", office.department.pemerintah_daerah)
        own = {"kode": "9", "nama": "Program Lama"}
        old = ProgramKegiatan.create(perangkat_daerah=office.department, tahun=YEAR - 1, **own)
        foreign = ProgramKegiatan.create(perangkat_daerah=other, tahun=YEAR, **own)
    told = add(desk, office, post, office.events, kegiatan=old.uuid)
    assert "adalah program atau kegiatan tahun 2025" in html.unescape(told.get_data(as_text=True))
    assert add(desk, office, post, office.events, kegiatan=foreign.uuid).status_code == 400


def test_the_log_says_what_a_target_was(desk: Desk, office: Office) -> None:
    desk.send(PLAN, targets(office.events, TH="12"), tabel="triwulan")
    desk.send(PLAN, targets(office.events, TH="13,5", TW1="-"), tabel="triwulan")
    with acting(system_actor(office.department.id)):
        last = Jejak.select().where(Jejak.tindakan == "sop_kinerja.renaksi.target").order_by(Jejak.id.desc()).get()
    assert last.rincian["sebelum"] == {"X-1 TH": "12", "X-1 TW1": ""}
    assert last.rincian["sesudah"] == {"X-1 TH": "13,5", "X-1 TW1": "-"}


def test_another_kind_of_file_and_a_strange_table_are_refused(desk: Desk, office: Office, post: Any) -> None:
    with desk.clock():
        assert post(desk.client, MAILED, bentuk="docx", kunci=f"{YEAR}-TH").status_code == 400
        for kunci in ("2026", f"{YEAR}-TW1", "x", ""):
            assert post(desk.client, MAILED, bentuk="pdf", kunci=kunci).status_code == 404
        assert post(desk.client, f"{PLAN}?tahun={YEAR}&tabel=lain").status_code == 400
        for awal in ("{", "[1]", '{"a":1}', "null"):
            answer = post(desk.client, f"{PLAN}?tahun={YEAR}&tabel=bulan", awal=awal)
            assert answer.status_code == 302, "nothing typed: nothing changed"
    for tahun in ("99999999999", "x", "-1", "1899"):
        desk.open(PLAN, tahun=tahun)


def test_readers_read_and_others_stay_out(
    client: FlaskClient, login_as: Any, post: Any, office: Office, desk: Desk
) -> None:
    desk.send(PLAN, targets(office.events, TH="12"), tabel="triwulan")
    reader = Desk(login_as(client, office.head), post)
    assert '<input class="tb-in' not in reader.open(PLAN, tabel="triwulan")
    with desk.clock():
        assert post(client, f"{PLAN}?tahun={YEAR}&tabel=triwulan", **targets(office.events, TH="1")).status_code == 403
        assert post(client, f"{PLAN}/tetapkan?tahun={YEAR}").status_code == 403
    other = make_department("Dinas Lain", office.department.pemerintah_daerah)
    stranger = make_user(other, PLANNER)
    with acting(system_actor(other.id)):
        activation.turn_on("sop_kinerja", other.id)
    login_as(client, stranger)
    page = Desk(client, post).open(PLAN, tabel="triwulan")
    assert "Jumlah gelar budaya" not in page
    with desk.clock():
        url = f"{PLAN}?tahun={YEAR}&tabel=triwulan"
        post(client, url, **targets(office.events, TH="99"), awal="{}")
        assert post(client, f"{PLAN}/indikator/{office.events.uuid}/aksi?tahun={YEAR}").status_code == 404
    assert office.value(office.events, "TH") == 12


def test_more_rows_cost_no_more_queries(desk: Desk, office: Office, post: Any, count_queries: Any) -> None:
    def queries() -> list[int]:
        found = []
        for url, query in (
            ("/", {}),
            (PLAN, {}),
            (PLAN, {"tabel": "bulan"}),
            (PROGRESS, {}),
            (SPENDING, {}),
            (BUDGET, {}),
        ):
            with count_queries() as done:
                desk.raw(url, **query)
            found.append(len(done))
        return found

    def grow(number: int) -> None:
        with acting(system_actor(office.department.id)):
            own = {"perangkat_daerah": office.department}
            row = Indikator.create(**own, kode=f"Y-{number}", uraian="Lain", satuan="%")
            sub = ProgramKegiatan.create(**own, tahun=YEAR, kode=f"2.{number}", nama="Lain", pagu=Decimal(9))
            for part in ("TH", "TW1", "B01", "B03"):
                Target.create(**own, indikator=row, periode=f"{YEAR}-{part}", nilai=Decimal(1))
            RencanaAksi.create(
                **own, tahun=YEAR, indikator=row, aksi="A", kegiatan=sub, penanggung_jawab=office.planner.jabatan
            )
            for month in ("B01", "B03"):
                content = {**own, "periode": f"{YEAR}-{month}", "nilai": Decimal(1), "pada": clock.now()}
                Progres.create(**content, indikator=row)
                RealisasiAnggaran.create(**content, kegiatan=sub)

    complete(desk, office, post)
    settle(desk, post)
    grow(0)
    few = queries()
    for number in range(1, 9):
        grow(number)
    assert queries() == few
