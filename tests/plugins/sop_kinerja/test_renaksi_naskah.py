"""The Rencana Aksi as its official form: settled, outdated, signed, and by mail."""

import html
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from core import clock
from core.actor import acting, system_actor
from core.audit import Jejak
from core.files import Dokumen, storage
from core.mail import Lampiran, Surel
from core.organisation.models import Penugasan, PerangkatDaerah
from plugins.sop_kinerja.models import (
    Acuan,
    JenisAcuan,
    ProgramKegiatan,
    RencanaAksi,
    Target,
)
from plugins.sop_kinerja.services import keluaran
from plugins.sop_kinerja.services.keluaran_naskah import MEDIA
from plugins.sop_kinerja.services.renaksi_kepala import head_signs
from tests.plugins.sop_kinerja.kelengkapan_world import make_balangan
from tests.plugins.sop_kinerja.renaksi_world import (
    APRIL,
    AWKWARD,
    MAILED,
    PLAN,
    YEAR,
    Desk,
    Office,
    complete,
    do_export,
    make_office,
    pdf_text,
    settle,
    targets,
)


def test_settling_names_what_is_lacking(desk: Desk, office: Office, post: Any) -> None:
    answer = settle(desk, post)
    text = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 400
    assert "Target tahun belum diisi untuk indikator X-1 dan X-2." in text
    assert "Rencana aksi belum ada untuk indikator X-1 dan X-2." in text
    complete(desk, office, post)
    desk.send(PLAN, targets(office.events, TW1="4"), tabel="triwulan")
    answer = settle(desk, post)
    assert "harus sama dengan target Triwulan I (4)" in html.unescape(answer.get_data(as_text=True))
    with acting(system_actor(office.department.id)):
        assert Acuan.select().count() == 0


@pytest.mark.usefixtures("each_database")
def test_settled_it_is_a_paper_and_a_reference(desk: Desk, office: Office, post: Any) -> None:
    complete(desk, office, post)
    assert settle(desk, post).status_code == 302
    with acting(system_actor(office.department.id)):
        found = Acuan.select(Acuan, Dokumen, JenisAcuan).join(Dokumen).switch(Acuan).join(JenisAcuan).get()
    assert (found.periode, found.jenis.kode, found.jenis.jabatan_id) == (
        "2026-TH",
        "rencana_aksi",
        office.planner.jabatan.id,
    )
    text = pdf_text(found.dokumen)
    for words in (
        *("RENCANA AKSI PERJANJIAN KINERJA TAHUN 2026", "Jumlah gelar budaya", "Target bulanan"),
        *("Membina sanggar #1 dengan *sungguh*", "Rp600", "Kepala Dinas"),
    ):
        assert words in text, words
    page = desk.open(PLAN)
    assert "Sudah ditetapkan" in page and str(found.uuid) in page
    register = desk.open("/sop-kinerja/acuan")
    assert "Rencana Aksi Perjanjian Kinerja Tahun 2026.pdf" in register and "Susun di halaman Rencana aksi" in register
    desk.at = APRIL.replace(month=5)
    desk.send(PLAN, targets(office.cover, TH="81"), tabel="triwulan")
    assert "Rencana Aksi berubah sesudah ditetapkan" in desk.open(PLAN)
    settle(desk, post)
    assert "Sudah ditetapkan" in desk.open(PLAN)
    with acting(system_actor(office.department.id)):
        assert Acuan.select().count() == 2, "the old one is kept"
        deeds = {row.tindakan for row in Jejak.select()}
    assert {"sop_kinerja.renaksi.target", "sop_kinerja.renaksi.aksi", "sop_kinerja.renaksi.finish"} <= deeds


def test_what_changes_elsewhere_is_told_too_and_changed_back_it_is_right_again(
    desk: Desk, office: Office, post: Any
) -> None:
    """An action in the panel, a target by a Perubahan PK, a pagu: none of them is a deed of this page."""
    complete(desk, office, post)
    settle(desk, post)
    events = Target.indikator == office.events.id
    changes: list[tuple[Any, Any, dict[str, Any], dict[str, Any]]] = [
        (RencanaAksi, RencanaAksi.indikator == office.cover.id, {"aksi": "Lain"}, {"aksi": AWKWARD}),
        (Target, events & (Target.periode == f"{YEAR}-TH"), {"nilai": Decimal(13)}, {"nilai": Decimal(12)}),
        (ProgramKegiatan, ProgramKegiatan.id == office.below[0].id, {"pagu": Decimal(1)}, {"pagu": Decimal(600)}),
    ]
    for model, mine, other, same in changes:
        with acting(system_actor(office.department.id)):
            model.update(**other).where(mine).execute()
        page = desk.open(PLAN)
        assert "Rencana Aksi berubah sesudah ditetapkan" in page and "diubah di tempat lain" in page, model
        with acting(system_actor(office.department.id)):
            model.update(**same).where(mine).execute()
        assert "Sudah ditetapkan" in desk.open(PLAN), model


def test_a_step_that_waits_for_the_rencana_aksi_goes_on(
    department: PerangkatDaerah, activate: Any, client: FlaskClient, login_as: Any, post: Any
) -> None:
    with clock.at(APRIL):
        balangan = make_balangan(department)
        balangan.supply("pk", "TH")
        balangan.supply("progres_bulanan", "B01", "B02", "B03")
        balangan.supply("catatan_pembagian_tugas", "S1")
    office = make_office(department, activate)
    desk = Desk(login_as(client, office.planner), post)
    waiting = {one.get("kode") for task in balangan.open() if task.tertahan for one in task.kurang}
    assert waiting == {"rencana_aksi"}
    complete(desk, office, post)
    settle(desk, post)
    assert "1 langkah yang menunggunya kini dapat dikerjakan" in desk.open(PLAN)
    assert not [task for task in balangan.open() if task.tertahan]


@pytest.mark.parametrize("jenis", MEDIA)
def test_the_form_comes_by_mail(desk: Desk, office: Office, post: Any, jenis: str) -> None:
    complete(desk, office, post)
    with desk.clock():
        asked = post(desk.client, MAILED, bentuk=jenis, kunci=f"{YEAR}-TH")
        assert asked.status_code == 302
        post(desk.client, MAILED, bentuk=jenis, kunci=f"{YEAR}-TH")
    do_export()
    with acting(system_actor(office.department.id)):
        (mail,) = Surel.select()
        (attached,) = Lampiran.select()
        dokumen = Dokumen.get_by_id(attached.dokumen_id)
    assert (mail.kepada, dokumen.media) == (office.planner.akun.surel, MEDIA[jenis])
    if jenis == "pdf":
        assert "Cakupan layanan" in pdf_text(dokumen)
    else:
        book = load_workbook(BytesIO(storage.read(dokumen)))
        assert book.sheetnames == ["Rencana Aksi", "Target Bulanan"]
        rows = list(book["Rencana Aksi"].iter_rows(values_only=True))
        assert any(row[2] == "X-1  Jumlah gelar budaya" and row[4] == 12 and row[13] == 600 for row in rows)
        months = list(book["Target Bulanan"].iter_rows(values_only=True))
        assert any(row[4:7] == (1, 2, 3) for row in months)


def test_a_delegate_does_not_sign_for_the_head(office: Office) -> None:
    """Nor for a head whose term is over (docs/decisions/0008)."""
    with acting(system_actor(office.department.id)):
        assert head_signs(office.department)["nama"] == office.head.pegawai.nama
        ended = clock.today() - timedelta(days=1)
        Penugasan.update(selesai=ended).where(Penugasan.jabatan == office.head.jabatan.id).execute()
        own = {"jabatan": office.head.jabatan, "mulai": ended, "perangkat_daerah": office.department}
        Penugasan.create(**own, pegawai=office.planner.pegawai, jenis="delegasi")
        assert head_signs(office.department) == {"jabatan": "Kepala Dinas", "nama": ""}
        Penugasan.create(**own, pegawai=office.planner.pegawai, jenis="plt")
        assert head_signs(office.department)["jabatan"] == "Plt. Kepala Dinas"


def test_not_due_not_set_and_zero_are_three_things_in_the_workbook(desk: Desk, office: Office, post: Any) -> None:
    desk.send(PLAN, targets(office.cover, TH="80,125", TW1="-", TW3="0", TW4="80,125"), tabel="triwulan")
    with desk.clock():
        post(desk.client, MAILED, bentuk="xlsx", kunci=f"{YEAR}-TH")
    do_export()
    with acting(system_actor(office.department.id)):
        book = load_workbook(BytesIO(storage.read(Dokumen.get_by_id(Lampiran.get().dokumen_id))))
    (row,) = [row for row in book["Rencana Aksi"].iter_rows() if row[2].value == "X-2  Cakupan layanan"]
    assert [cell.value for cell in row[4:9]] == [80.125, "–", None, 0, 80.125]
    assert row[4].number_format == "#,##0.000", "no decimal is hidden"
    assert any("– belum jatuh tempo" in str(cell.value) for cell in book["Target Bulanan"]["A"])


def test_asked_for_in_two_departments_it_is_two_files(office: Office, other_department: Any, activate: Any) -> None:
    """By one person, who is Plt. in the other one."""
    make_office(other_department, activate)
    asked = set()
    for department in (office.department, other_department):
        with acting(replace(office.planner.actor, perangkat_daerah_id=department.id)):
            asked.add(keluaran.request("renaksi", "pdf", f"{YEAR}-TH").id)
    assert len(asked) == 2
