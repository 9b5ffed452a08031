"""Official outputs by mail: who has sent what, and the recap of a case, as XLSX and as PDF."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from core import files, jobs
from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.files import Dokumen
from core.jobs import Job
from core.mail import Lampiran, Surel
from core.testing.people import make_user, sign_in
from plugins.sop_kinerja.models import Rekap
from plugins.sop_kinerja.services import data_check, keluaran, rekap
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, SCHOOL, Play
from tests.plugins.sop_kinerja.halaman import page

Run = Callable[[], list[Job]]


@pytest.fixture
def play(home: object) -> Play:
    play = data_play.start()
    play.fill(0, HEALTH)
    play.settle(0)
    return play


def made(play: Play, job: Job) -> Dokumen:
    """The file that came with the mail to the team, the only one."""
    with acting(system_actor(play.owner.id)):
        jobs.run(job.id)
        (mail,) = Surel.select().where(Surel.kepada == play.team.akun.surel)
        return Dokumen.get_by_id(Lampiran.get(Lampiran.surel == mail).dokumen_id)


def text_of(dokumen: Dokumen) -> str:
    pages = PdfReader(io.BytesIO(files.read(dokumen))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_who_has_sent_as_a_workbook(play: Play) -> None:
    with acting(play.team.actor):
        job = keluaran.request("penyampaian", "xlsx", str(play.kasus.uuid))
        assert keluaran.request("penyampaian", "xlsx", str(play.kasus.uuid)).id == job.id
    found = made(play, job)
    assert found.nama == "Rekapitulasi Penyampaian Data Kinerja Triwulan II 2026.xlsx"
    rows = list(load_workbook(io.BytesIO(files.read(found)))["Penyampaian"].iter_rows(values_only=True))
    assert "Menyampaikan: 1 dari 2 (50,00%)." in rows[2][0]
    lines = [row for row in rows if isinstance(row[0], int)]
    assert [(row[1], row[2], row[5]) for row in lines] == [
        ("Dinas Kesehatan", "Disahkan", "Tepat waktu"),
        ("Dinas Pendidikan", "Diterima, belum dibuka", "–"),
    ]


def test_who_has_sent_as_a_paper(play: Play) -> None:
    with acting(play.team.actor):
        job = keluaran.request("penyampaian", "pdf", str(play.kasus.uuid))
    printed = text_of(made(play, job))
    assert "REKAPITULASI PENYAMPAIAN DATA KINERJA TRIWULAN II 2026" in printed
    assert "Dinas Kesehatan Disahkan" in printed and "Dinas Pendidikan Diterima, belum dibuka" in printed


def test_the_recap_as_a_paper(play: Play, run_jobs: Run) -> None:
    play.fill(1, SCHOOL)
    play.settle(1)
    with acting(play.team.actor):
        recap, _ = rekap.request(str(play.kasus.uuid))
        with pytest.raises(StateError, match="masih disusun"):
            keluaran.request("rekap", "pdf", str(recap.uuid))
    run_jobs()
    with acting(play.team.actor):
        job = keluaran.request("rekap", "pdf", str(recap.uuid))
    printed = text_of(made(play, job))
    assert "72 90,00 Tinggi" in printed and "Belum dapat dinilai: Target bernilai nol" in printed
    assert "Rata-rata capaian 82,50% (Tinggi)" in printed
    with acting(play.team.actor):
        assert f"rata-rata capaian {'100,25%'}" in printed.casefold() and Rekap.get_by_id(recap.id).dinilai == 4


def test_a_recap_says_what_was_corrected_after_it(
    play: Play, client: FlaskClient, run_jobs: Run, mail_sink: object
) -> None:
    play.fill(1, SCHOOL)
    play.settle(1)
    with acting(play.team.actor):
        recap, _ = rekap.request(str(play.kasus.uuid))
    run_jobs()
    with acting(play.head.actor):
        rekap.approve(str(recap.uuid))
    run_jobs()
    address = f"/sop-kinerja/rekap/{recap.uuid}"
    sign_in(client, play.head)
    assert "dikoreksi" not in page(client, address)
    health = play.submission(0)
    with acting(play.team.actor):
        data_check.reopen(str(health.uuid), "Angka BPS direvisi.")
    assert "Sesudah itu dibuka lagi: Angka BPS direvisi." in page(client, address)
    play.fill(0, {**HEALTH, 1: "76"})
    play.settle(0)
    run_jobs()
    text = page(client, address)
    assert "1 angka dikoreksi sesudah rekapitulasi ini disusun" in text
    assert "Sesudah itu dikoreksi menjadi 76: Angka BPS direvisi." in text and "90,00%" in text
    with acting(play.team.actor):
        jobs.run(keluaran.request("rekap", "xlsx", str(recap.uuid)).id)
        book = load_workbook(io.BytesIO(files.read(Rekap.get_by_id(recap.id).dokumen)))
    told = [str(cell) for row in book["Asal angka"].iter_rows(values_only=True) for cell in row if cell]
    assert any(one.startswith("72 menjadi 76, dibuka lagi") and one.endswith("Angka BPS direvisi.") for one in told)
    assert "Sesudah disusun 1 angka dikoreksi; isi rekapitulasi ini tidak berubah." in {
        row[0] for row in book["Rekapitulasi"].iter_rows(values_only=True)
    }


def test_what_cannot_be_asked_for(play: Play) -> None:
    stranger = make_user(play.owner, ("core.audit.read",))
    uuid = str(play.kasus.uuid)
    with acting(stranger.actor), pytest.raises(NotAllowed):
        keluaran.request("penyampaian", "pdf", uuid)
    with acting(play.team.actor):
        with pytest.raises(NotFound):
            keluaran.request("tidak-ada", "pdf", uuid)
        with pytest.raises(InputError, match="Pilih XLSX atau PDF"):
            keluaran.request("penyampaian", "docx", uuid)
        with pytest.raises(NotFound):
            keluaran.request("penyampaian", "pdf", "00000000-0000-0000-0000-000000000000")
    with acting(system_actor(play.owner.id)):
        assert Job.select().where(Job.jenis == "sop_kinerja.keluaran").count() == 0
