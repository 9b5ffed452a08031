"""The page of times as people see it, its files, and the forecast on a case's page."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from core import clock, files, jobs
from core.actor import acting, system_actor
from core.errors import InputError, NotFound
from core.files import Dokumen
from core.jobs import Job, Status
from core.mail import Lampiran, Surel
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services import keluaran
from tests.plugins.sop_kinerja.halaman import page
from tests.plugins.sop_kinerja.history import Done, History

URL, MAILED = "/sop-kinerja/waktu", "/sop-kinerja/keluaran/waktu"
FEW = "Data belum cukup untuk disimpulkan"


@pytest.fixture
def reader(department: PerangkatDaerah, activate: Any) -> User:
    activate("sop_kinerja", department)
    return make_user(department, ("sop_kinerja.waktu.read", "sop_kinerja.kasus.read"), "Kabag Organisasi")


@pytest.fixture
def history(reader: User) -> History:
    return History(reader.department, reader.jabatan)


def many(history: History, number: int = 12) -> None:
    for one in range(number):
        history.case([Done(1, 60), Done(2, 30, keputusan="tidak"), Done(2, 500 + one, 10, putaran=2), Done(7, 900)])


def test_before_anything_was_run(reader: User, client: FlaskClient, login_as: Any) -> None:
    text = page(login_as(client, reader), URL)
    assert "Belum ada pelaksanaan SOP" in text and "<svg class=" not in text


def test_few_cases_are_shown_and_nothing_is_concluded(
    history: History, reader: User, client: FlaskClient, login_as: Any
) -> None:
    many(history, 1)
    text = page(login_as(client, reader), URL)
    assert FEW in text and "tertulis" not in text
    assert 'class="sw-svg"' not in text
    assert "Kabag Organisasi" in text


def test_findings_charts_and_their_tables(history: History, reader: User, client: FlaskClient, login_as: Any) -> None:
    many(history)
    client = login_as(client, reader)
    text = page(client, URL)
    assert (
        "Langkah 2 tertulis 1 jam; separuh dari 24 pelaksanaan memerlukan" not in text
    )  # half of them took 30 minutes
    assert "Langkah 7 tertulis 1 hari; 90% dari 12 pelaksanaan memerlukan lebih dari 1 hari." in text
    assert text.count('class="sw-svg"') == 3  # steps, decisions, positions; of one unit there is nothing to compare
    assert "<caption" in text and "Tabel: waktu setiap langkah" in text
    assert " style=" not in text.split("<main")[1]
    assert "peringkat terdekat" in text and "1 hari kerja = 7 jam 30 menit" in text


def test_choosing_a_year_and_what_is_not_on_offer(
    history: History, reader: User, client: FlaskClient, login_as: Any
) -> None:
    many(history, 6)
    history.case([Done(1, 5)], tahun=2025)
    client = login_as(client, reader)
    assert "Tahun 2025" in page(client, f"{URL}?tahun=2025") and FEW in page(client, f"{URL}?tahun=2025")
    assert "Triwulan I 2025" in page(client, f"{URL}?tahun=2025&periode=2025-TW1")
    for wild in ("sop=x", "tahun=1' or 1", "periode=2026-TW9", "tahun=2025&periode=2026-TW1", "tahun=99999999999999"):
        assert "Waktu pelaksanaan" in page(client, f"{URL}?{wild}")


def test_only_with_the_permission_and_only_the_own(
    history: History, client: FlaskClient, login_as: Any, other_department: PerangkatDaerah, activate: Any, post: Any
) -> None:
    many(history, 6)
    client = login_as(client, make_user(history.owner, ("sop_kinerja.kasus.read",), "Tanpa izin"))
    page(client, URL, 403)
    activate("sop_kinerja", other_department)
    stranger = make_user(other_department, ("sop_kinerja.*",), "Orang lain")
    client = login_as(client, stranger)
    assert "Belum ada pelaksanaan SOP" in page(client, f"{URL}?sop={history.versi.uuid}")
    assert post(client, MAILED, bentuk="pdf", kunci=f"{history.versi.uuid}::").status_code == 404


def test_the_number_of_queries_does_not_grow(
    history: History, reader: User, client: FlaskClient, login_as: Any, count_queries: Any
) -> None:
    client = login_as(client, reader)
    many(history, 6)
    page(client, URL)

    def queries() -> int:
        with count_queries() as found:
            page(client, URL)
        return len(found)

    few = queries()
    many(history, 10)
    assert queries() <= few


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_asked_for_twice_it_is_one_file_and_one_mail(history: History, reader: User, kind: str) -> None:
    many(history)
    with acting(reader.actor):
        job = keluaran.request("waktu", kind, f"{history.versi.uuid}:2026:")
        assert keluaran.request("waktu", kind, f"{history.versi.uuid}:2026:").id == job.id
    dying = jobs.JobRun(_set(job, {Job.status: Status.RUNNING, Job.percobaan: 1}))
    _set(job, {Job.status: Status.QUEUED})
    done = _do(job)
    assert done.status == Status.DONE, done.galat
    with acting(system_actor(history.owner.id)):
        with pytest.raises(jobs.LeaseLost):
            keluaran.make(dying)
        (dokumen,) = list(Dokumen.select().where(Dokumen.uuid == done.hasil["dokumen"]))
        assert Dokumen.select().where(Dokumen.nama == dokumen.nama).count() == 1
        (mail,) = list(Surel.select())
        assert (mail.kepada, [row.dokumen_id for row in Lampiran.select()]) == (reader.akun.surel, [dokumen.id])
        content = files.read(dokumen)
    if kind == "pdf":
        assert dokumen.nama.startswith("Bahan Revisi SOP - Pengumpulan Data Kinerja - Tahun 2026")
        assert content.startswith(b"%PDF-1.7")
    else:
        _check_workbook(content)


def _check_workbook(content: bytes) -> None:
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [
        "Per langkah", "Pelaksana", "Keputusan", "Jeda", "Pelaksanaan selesai", "Temuan dan cara hitung",
    ]  # fmt: skip
    steps = {row[0]: row for row in book["Per langkah"].iter_rows(values_only=True) if isinstance(row[0], int)}
    assert [(key, row[2], row[3], row[4]) for key, row in steps.items()] == [
        (1, 12, 450, 60), (2, 24, 60, 30), (7, 12, 450, 900),
    ]  # fmt: skip
    assert sum(row[10] for row in steps.values()) in range(98, 103)
    decisions = [row for row in book["Keputusan"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert (decisions[0][0], decisions[0][2:]) == (2, (24, 12, 50, 2))
    assert sum(1 for row in book["Pelaksanaan selesai"].iter_rows(values_only=True) if row[6] in ("Ya", "Tidak")) == 12


def test_a_file_needs_somebody_to_send_it_to(history: History, reader: User) -> None:
    with acting(reader.actor), pytest.raises(InputError, match="XLSX atau PDF"):
        keluaran.request("waktu", "docx", f"{history.versi.uuid}:0:")
    with acting(replace(reader.actor, surel="")), pytest.raises(InputError, match="surel"):
        keluaran.request("waktu", "pdf", f"{history.versi.uuid}:0:")
    for wild in ("", "x", f"{history.versi.uuid}", f"{history.versi.uuid}:2026:2026-XX", f"{'0' * 36}::"):
        with acting(reader.actor), pytest.raises(NotFound):
            keluaran.request("waktu", "pdf", wild)


def test_the_paper_takes_whatever_there_is(history: History, reader: User) -> None:
    """Nothing at all; and too little of everything."""
    for year in (2019, 2026):
        history.case([Done(2, 0, keputusan="tidak")], status="berjalan", tahun=2026, periode="2026-TW1")
        with acting(reader.actor):
            job = keluaran.request("waktu", "pdf", f"{history.versi.uuid}:{year}:")
        assert _do(job).status == Status.DONE


def test_from_the_page_to_the_file(
    history: History, reader: User, client: FlaskClient, login_as: Any, post: Any
) -> None:
    many(history)
    client = login_as(client, reader)
    answer = post(client, MAILED, bentuk="pdf", kunci=f"{history.versi.uuid}:2026:")
    assert answer.status_code == 302 and "/pekerjaan/" in answer.location
    with acting(system_actor()):
        job = Job.select().where(Job.jenis == "sop_kinerja.keluaran").get()
    assert _do(job).status == Status.DONE
    with client.get(f"{answer.location}/unduh") as file:
        assert file.data.startswith(b"%PDF")


def test_a_running_case_says_when_it_will_end(
    history: History, reader: User, client: FlaskClient, login_as: Any
) -> None:
    for _ in range(4):
        history.case([Done(9, 60), Done(10, 90)])
    now = clock.now()
    kasus = history.case([], status="berjalan", begun=now, periode="2026-TW2", tenggat=now.date() + timedelta(days=9))
    history.opened(kasus, 8, now)
    client = login_as(client, reader)
    text = page(client, f"/sop-kinerja/pelaksanaan/{kasus.uuid}")
    panel = text.split("Perkiraan selesai")[1].split("</section>")[0]
    assert "Diperkirakan selesai sekitar" in panel and "80% antara" in panel and "Peluang tepat waktu" in panel
    assert (
        "Dihitung dari 4 pelaksanaan sebelumnya; langkah 8 memakai waktu baku karena riwayatnya belum cukup." in panel
    )
    assert "Mengapa?" in panel and "4 kali" in panel
    with scope(EVERYWHERE):
        Tugas.update(status="selesai", selesai=now).where(Tugas.kasus == kasus.id).execute()
        Kasus.update(status="selesai", selesai=now).where(Kasus.id == kasus.id).execute()
    assert "Perkiraan selesai" not in page(client, f"/sop-kinerja/pelaksanaan/{kasus.uuid}")


def _set(job: Job, changes: dict[Any, Any]) -> Job:
    with acting(system_actor()):
        Job.update(changes).where(Job.id == job.id).execute()
        return Job.get_by_id(job.id)  # type: ignore[no-any-return]


def _do(job: Job) -> Job:
    """Only this job: the mail that it asks for stays in the outbox."""
    with acting(system_actor()):
        jobs.run(job.id)
        return Job.get_by_id(job.id)  # type: ignore[no-any-return]
