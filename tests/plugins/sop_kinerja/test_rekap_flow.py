"""A recap: made from approved data only, exact, once; reviewed; written as XLSX, with one file and one mail."""

import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from core import clock, files, jobs
from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.files import Dokumen
from core.jobs import Job, Status
from core.mail import Lampiran, Surel
from core.testing.people import make_user
from plugins.sop_kinerja.models import KasusDokumen, Rekap, RekapBaris, RekapPerangkat, Tugas
from plugins.sop_kinerja.services import data_check, keluaran, rekap
from plugins.sop_kinerja.services.rekap_flow import get_rekap, latest
from plugins.sop_kinerja.services.rekap_read import groups
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEAD, HEALTH, SCHOOL, TEAM, Play

Run = Callable[[], list[Job]]


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


@pytest.fixture
def settled(play: Play) -> Play:
    for number, values in enumerate((HEALTH, SCHOOL)):
        play.fill(number, values)
        play.settle(number)
    return play


def _make(play: Play, run_jobs: Run) -> Rekap:
    with acting(play.team.actor):
        made, _ = rekap.request(str(play.kasus.uuid))
    # Beside it the recaps of the period were made fresh when the figures were approved.
    done = [job for job in run_jobs() if job.jenis == "sop_kinerja.rekap"]
    assert [job.status for job in done] == ["selesai"]
    with acting(play.team.actor):
        return get_rekap(str(made.uuid))


@pytest.mark.usefixtures("each_database")
def test_the_figures_are_those_that_one_computes_by_hand(settled: Play, run_jobs: Run) -> None:
    found = _make(settled, run_jobs)
    with acting(settled.team.actor):
        parts = groups(found)
        lines = [(x.row.kode, x.row.capaian, x.row.predikat, x.row.alasan) for part in parts for x in part.lines]
    assert lines == [
        ("IKU-1", Decimal(90), "Tinggi", ""),  # 72 / 80; 90 is not above 90
        ("IKU-2", Decimal(75), "Sedang", ""),  # (2 * 4 - 5) / 4; 75 is not above 75
        ("IKU-3", None, "", "Target bernilai nol sehingga capaian tidak dapat dihitung."),
        ("IKU-4", None, "", "Target belum jatuh tempo pada periode ini."),
        ("IKU-1", Decimal(111), "Sangat Tinggi", ""),  # 66.6 / 60, uncapped
        ("IKU-2", Decimal(125), "Sangat Tinggi", ""),  # 10 / 8
    ]
    assert [(p.row.dinilai, p.row.belum_dinilai, p.row.rata_rata) for p in parts] == [
        (2, 2, Decimal("82.5")),
        (2, 0, Decimal(118)),
    ]
    # (90 + 75 + 111 + 125) / 4: of all figures, not of the departments' means
    assert (found.rata_rata, found.predikat) == (Decimal("100.25"), "Sangat Tinggi")
    assert (found.dinilai, found.belum_dinilai, found.diminta, found.masuk) == (4, 2, 2, 2)
    assert found.status == "draf"


def test_it_waits_until_all_data_is_settled_and_names_whose_is_not(play: Play) -> None:
    with acting(play.team.actor), pytest.raises(StateError, match="langkah verifikasi"):
        rekap.request(str(play.kasus.uuid))
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL)
    play.settle(0)
    with acting(play.team.actor), pytest.raises(StateError, match=r"Dinas Pendidikan \(Diajukan\)"):
        rekap.request(str(play.kasus.uuid))
    with acting(system_actor()):
        assert Rekap.select().count() == 0


def test_who_sends_nothing_is_named_and_counts_for_nothing(play: Play, run_jobs: Run) -> None:
    play.fill(1, SCHOOL)
    with acting(play.team.actor):
        data_check.declare_missing(str(play.submission(0).uuid), "Kantor pindah.")
    play.settle(1)
    found = _make(play, run_jobs)
    assert (found.rata_rata, found.masuk, found.tidak_masuk) == (Decimal(118), 1, 1)
    with acting(play.team.actor):
        first = groups(found)[0]
    assert (first.row.status, first.row.alasan, first.row.rata_rata) == ("tidak_menyampaikan", "Kantor pindah.", None)


def test_asked_for_twice_it_is_one_recap_and_one_job(settled: Play, run_jobs: Run) -> None:
    with acting(settled.team.actor):
        first, one = rekap.request(str(settled.kasus.uuid))
        second, other = rekap.request(str(settled.kasus.uuid))
    assert (first.id, one.id) == (second.id, other.id)
    run_jobs()
    with acting(system_actor()):
        assert (Rekap.select().count(), RekapBaris.select().count(), RekapPerangkat.select().count()) == (1, 6, 2)
        steps = [row.nomor for row in Tugas.select().where(Tugas.status == "berjalan")]
    assert steps == [4]


def _again(job: Job) -> None:
    """As if the worker had died after the work and before anybody knew: the job is handed over a second time."""
    _set(job, {Job.status: Status.QUEUED, Job.coba_lagi: None})


def _set(job: Job, columns: dict[Any, Any]) -> Job:
    with acting(system_actor()):
        Job.update(columns).where(Job.id == job.id).execute()
    return Job.get_by_id(job.id)


def test_run_again_it_changes_nothing(settled: Play, run_jobs: Run) -> None:
    with acting(settled.team.actor):
        _, job = rekap.request(str(settled.kasus.uuid))
    run_jobs()
    _again(job)
    assert [one.status for one in run_jobs()] == ["selesai"]
    with acting(system_actor()):
        assert (Rekap.select().count(), RekapBaris.select().count()) == (1, 6)


def test_a_worker_that_lost_its_lease_writes_nothing(settled: Play) -> None:
    from plugins.sop_kinerja.services.rekap_build import build

    with acting(settled.team.actor):
        made, job = rekap.request(str(settled.kasus.uuid))
    slow = jobs.JobRun(_set(job, {Job.status: Status.RUNNING, Job.percobaan: 1, Job.sewa_sampai: clock.now()}))
    _set(job, {Job.percobaan: 2, Job.sewa_sampai: clock.now() + timedelta(minutes=1)})
    with acting(system_actor(settled.owner.id)):
        with pytest.raises(jobs.LeaseLost):
            build(slow)
        assert (latest(str(settled.kasus.uuid)).status, RekapBaris.select().count()) == ("disusun", 0)
        assert made.status == "disusun"


@pytest.mark.usefixtures("each_database")
def test_data_under_a_recap_cannot_be_returned_until_the_recap_is(settled: Play, run_jobs: Run) -> None:
    found = _make(settled, run_jobs)
    uuid = str(settled.submission(0).uuid)
    with acting(settled.team.actor), pytest.raises(StateError, match="sedang ditelaah"):
        data_check.send_back(uuid, "Salah.")
    with acting(settled.head.actor):
        rekap.send_back(str(found.uuid), "Periksa Dinas Kesehatan.")
    with acting(settled.team.actor):
        data_check.send_back(uuid, "Salah.")
    settled.fill(0, {1: "80"}, evidence=False)
    settled.settle(0)
    second = _make(settled, run_jobs)
    assert (second.putaran, second.rata_rata) == (2, Decimal("102.75"))  # (100 + 75 + 111 + 125) / 4
    with acting(settled.team.actor):
        assert get_rekap(str(found.uuid)).rata_rata == Decimal("100.25")  # the first stays as it was


def test_only_the_reviewing_position_decides_and_a_return_has_a_reason(settled: Play, run_jobs: Run) -> None:
    found = _make(settled, run_jobs)
    uuid = str(found.uuid)
    another = make_user(settled.owner, HEAD, "Kabag Umum")
    with acting(settled.team.actor), pytest.raises(NotAllowed):
        rekap.approve(uuid)
    with acting(another.actor), pytest.raises(NotAllowed, match="Kabag Organisasi"):
        rekap.approve(uuid)
    with acting(settled.operators[0].actor), pytest.raises(NotAllowed):
        rekap.approve(uuid)
    with acting(settled.head.actor), pytest.raises(InputError):
        rekap.send_back(uuid, " ")
    foreign = make_user(settled.departments[0], HEAD, "Kepala Dinas")
    with acting(foreign.actor), pytest.raises(NotFound):
        rekap.approve(uuid)


def _sent() -> list[tuple[str, list[str]]]:
    """(to, names of the attached files) of every mail."""
    return [
        (row.kepada, [one.dokumen.nama for one in Lampiran.select().where(Lampiran.surel == row.id)])
        for row in Surel.select().order_by(Surel.id)
    ]


def _do(job: Job) -> Job:
    """Only this job: the mail that it asks for stays in the outbox."""
    with acting(system_actor()):
        jobs.run(job.id)
    return Job.get_by_id(job.id)


def test_approved_it_is_exported_filed_and_mailed_once(settled: Play, run_jobs: Run) -> None:
    found = _make(settled, run_jobs)
    with acting(settled.head.actor):
        _, job = rekap.approve(str(found.uuid))
        _, again = rekap.approve(str(found.uuid))
    assert again == job  # a second click asks for nothing more
    assert settled.open_numbers() == [4]  # the step's output, the XLSX, is not there yet
    done = _do(job)
    assert done.status == "selesai"
    assert settled.open_numbers() == [5]
    with acting(settled.head.actor), pytest.raises(StateError):
        rekap.approve(str(found.uuid))
    with acting(system_actor()):
        kept = [row for row in Dokumen.select() if row.nama.endswith(".xlsx")]
        assert [row.nama for row in kept] == ["Rekapitulasi Capaian Kinerja Triwulan II 2026 putaran 1.xlsx"]
        assert KasusDokumen.select().where(KasusDokumen.jenis == "rekap").count() == 1
        assert get_rekap(str(found.uuid)).dokumen_id == kept[0].id
        assert done.hasil == {"dokumen": kept[0].uuid}
        assert _sent() == [(settled.head.akun.surel, [kept[0].nama])]


@pytest.mark.usefixtures("each_database")
def test_asked_for_by_mail_it_is_one_file_and_one_mail_whatever_dies(settled: Play, run_jobs: Run) -> None:
    found = _make(settled, run_jobs)
    with acting(settled.team.actor):
        job = keluaran.request("rekap", "xlsx", str(found.uuid))
        assert keluaran.request("rekap", "xlsx", str(found.uuid)).id == job.id
    dying = jobs.JobRun(_set(job, {Job.status: Status.RUNNING, Job.percobaan: 1}))
    _set(job, {Job.status: Status.QUEUED})
    assert _do(job).status == "selesai"
    with acting(system_actor(settled.owner.id)):
        with pytest.raises(jobs.LeaseLost):  # the one that everybody thought dead comes to its end after all
            keluaran.make(dying)
        name = "Rekapitulasi Capaian Kinerja Triwulan II 2026 putaran 1 (draf).xlsx"
        assert _sent() == [(settled.team.akun.surel, [name])]
        assert Dokumen.select().where(Dokumen.nama == name).count() == 1


def test_the_workbook_reads_back_with_the_same_figures(settled: Play, run_jobs: Run) -> None:
    found = _make(settled, run_jobs)
    with acting(settled.team.actor):
        job = keluaran.request("rekap", "xlsx", str(found.uuid))
    _do(job)
    with acting(settled.team.actor):
        book = load_workbook(io.BytesIO(files.read(get_rekap(str(found.uuid)).dokumen)), data_only=True)
    assert book.sheetnames == ["Rekapitulasi", "Per Perangkat Daerah", "Asal angka", "Aturan"]
    rows = list(book["Rekapitulasi"].iter_rows(values_only=True))
    assert rows[0][0] == "REKAPITULASI CAPAIAN KINERJA TRIWULAN II 2026"
    head = next(number for number, row in enumerate(rows) if row[0] == "No")
    body = [(row[1], row[6], row[7], row[8], row[9], row[10]) for row in rows[head + 1 :]]
    assert body == [
        ("Dinas Kesehatan", 80, 72, 90, "Tinggi", 1),
        ("Dinas Kesehatan", 4, 5, 75, "Sedang", 1),
        ("Dinas Kesehatan", 0, 2, "belum dapat dinilai", body[2][4], 1),
        ("Dinas Kesehatan", None, None, "belum dapat dinilai", body[3][4], 0),
        ("Dinas Pendidikan", 60, 66.6, 111, "Sangat Tinggi", 1),
        ("Dinas Pendidikan", 10, 8, 125, "Sangat Tinggi", 1),
    ]
    assert "bernilai nol" in body[2][4] and "belum jatuh tempo" in body[3][4]
    summary = [row for row in book["Per Perangkat Daerah"].iter_rows(values_only=True) if row[1]][1:]
    assert [(row[1], row[5]) for row in summary] == [
        ("Dinas Kesehatan", 82.5),
        ("Dinas Pendidikan", 118),
        ("Keseluruhan", 100.25),
    ]


def test_the_pages_review_download_and_answer_for_the_wrong_people(
    settled: Play, run_jobs: Run, client: Any, login_as: Callable[..., Any], post: Callable[..., Any]
) -> None:
    login_as(client, settled.team)
    asked = post(client, f"/sop-kinerja/kasus/{settled.kasus.uuid}/rekap")
    url = asked.headers["Location"]
    assert "Sedang disusun" in client.get(url).text
    run_jobs()
    page = client.get(url).text
    assert "100,25%" in page and "Setujui" not in page
    assert client.get(f"{url}/unduh").status_code == 409
    assert post(client, f"{url}/setujui").status_code == 403
    login_as(client, settled.operators[0])
    assert client.get(url).status_code == 403  # no permission
    foreign = make_user(settled.departments[0], TEAM, "Kepala Dinas")
    login_as(client, foreign)
    assert client.get(url).status_code == 404
    login_as(client, settled.head)
    assert "Setujui" in client.get(url).text
    assert post(client, f"{url}/kembalikan", alasan="").status_code == 400
    assert post(client, "/sop-kinerja/keluaran/rekap", bentuk="xlsx", kunci=url.rpartition("/")[2]).status_code == 302
    assert post(client, f"{url}/setujui").status_code == 302
    _do(Job.get(Job.jenis == "sop_kinerja.keluaran"))
    with client.get(f"{url}/unduh") as file:
        assert file.data.startswith(b"PK")
    assert client.get("/sop-kinerja/rekap").status_code == 200
