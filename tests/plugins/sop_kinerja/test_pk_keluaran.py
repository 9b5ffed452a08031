"""A performance agreement by mail, as a workbook and as the official form."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from core import files, jobs
from core.actor import acting, system_actor
from core.errors import NotFound
from core.files import Dokumen
from core.mail import Lampiran, Surel
from core.organisation.models import Pegawai, PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.services import keluaran
from tests.plugins.sop_kinerja.pk_world import YEAR, Agreement, make_agreement


@pytest.fixture
def world(department: PerangkatDaerah) -> Agreement:
    return make_agreement(department)


def made(world: Agreement, bentuk: str, kunci: str) -> Dokumen:
    with acting(world.planner.actor):
        job = keluaran.request("pk", bentuk, kunci)
    with acting(system_actor(world.home.id)):
        jobs.run(job.id)
        mail = Surel.select().order_by(Surel.id.desc()).get()
        found: Dokumen = Dokumen.get_by_id(Lampiran.get(Lampiran.surel == mail).dokumen_id)
    return found


def test_the_annex_as_a_workbook_that_adds_up_itself(world: Agreement) -> None:
    found = made(world, "xlsx", str(world.in_force().uuid))
    assert found.nama.startswith(f"Perjanjian Kinerja {YEAR} - ") and found.nama.endswith(".xlsx")
    content = io.BytesIO(files.read(found))
    targets = list(load_workbook(content)["Target"].iter_rows(values_only=True))
    rows = [row for row in targets if isinstance(row[0], int)]
    assert [row[2:] for row in rows] == [
        ("Indikator 1", "persen", 80, 20, 40, 60, 80, "80"),
        ("Indikator 2", "nilai", 75.5, None, None, None, 75.5, "75,5"),
        ("Indikator 3", "anak", 10, 16, 14, 12, 10, "10"),
    ]
    formats = {row[4].number_format for row in load_workbook(content)["Target"].iter_rows() if row[0].value == 2}
    assert formats == {"#,##0.0"}, "as many decimals as the most exact target has"
    name = "Program dan anggaran"
    formula = [row[3] for row in load_workbook(content)[name].iter_rows(values_only=True) if row[2] == "Jumlah"]
    cached = list(load_workbook(content, data_only=True)[name].iter_rows(values_only=True))
    money = [row[3] for row in cached if isinstance(row[0], int)]
    assert formula[0].startswith("=SUM(D") and cached[-1][3] == sum(money) == 2000500000.5


def test_the_official_form(world: Agreement, other_department: PerangkatDaerah) -> None:
    pk = world.draft()
    found = made(world, "pdf", str(pk.uuid))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(found))).pages)
    assert f"PERJANJIAN KINERJA TAHUN {YEAR}" in text and "Indikator 3" in text
    with acting(make_user(other_department, ("sop_kinerja.*",)).actor), pytest.raises(NotFound):
        keluaran.request("pk", "pdf", str(pk.uuid))


def test_what_was_signed_is_mailed_as_it_was_signed(world: Agreement) -> None:
    pk = world.submitted()
    printed = files.read(world.fresh(pk).naskah)
    with acting(system_actor(world.home.id)):
        Pegawai.update(nama="Kepala Baru").where(Pegawai.id == world.head.pegawai.id).execute()
    assert files.read(made(world, "pdf", str(pk.uuid))) == printed, "not typeset anew with whoever leads by now"
    world.upload(pk)
    assert b"% pindai" in files.read(made(world, "pdf", str(pk.uuid)))
