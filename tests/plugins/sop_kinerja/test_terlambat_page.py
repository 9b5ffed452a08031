"""The page of all that is late, the line on a superior's Beranda, and the clock on the pages of tasks and cases."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from plugins.sop_kinerja.home_waktu import LateOnHome
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services import pengingat, terlambat
from tests.plugins.sop_kinerja.kasus_world import Campaign
from tests.plugins.sop_kinerja.test_kasus_pages import page
from tests.plugins.sop_kinerja.waktu_world import begun, change, fresh, go_on, wait, wib


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    """Step 1 is with Kabag, due on Selasa the 3rd at 09.00; the Asisten is the superior, the Sekda leads."""
    campaign = begun(department, wib(2, 9))
    change(campaign.task(1), standar_hari=1, standar_menit=0, tenggat=wib(3, 9))
    with scope(EVERYWHERE):
        kabag, asisten, sekda = (
            campaign.people[one].jabatan.id for one in ("kabag_organisasi", "asisten_administrasi_umum", "sekda")
        )
        Jabatan.update(atasan=asisten).where(Jabatan.id == kabag).execute()
        Jabatan.update(kepala=True).where(Jabatan.id == sekda).execute()
    return campaign


@pytest.fixture
def later() -> Iterator[Callable[[datetime], None]]:
    """`later(moment)`: from then on it is that moment."""
    held: list[AbstractContextManager[None]] = []

    def move(moment: datetime) -> None:
        held.append(clock.at(moment))
        held[-1].__enter__()

    yield move
    while held:
        held.pop().__exit__(None, None, None)


@pytest.mark.usefixtures("each_database")
def test_all_that_is_late_with_who_has_it_and_who_was_told(sign_in: Any, campaign: Campaign, later: Any) -> None:
    with campaign.as_owner():
        for day in (3, 4, 5):
            with clock.at(wib(day, 8)):
                pengingat.remind_department(campaign.owner.id)
    later(wib(5, 10))
    text = page(sign_in("kabag_organisasi"), "/sop-kinerja/terlambat")
    assert "1 langkah melewati batas waktunya" in text
    for words in (
        "Kabag Organisasi",
        "2 Maret 2026 pukul 09.00 WIB",
        "3 Maret 2026 pukul 09.00 WIB",
        "2 hari 1 jam waktu kerja",
        "Segera jatuh tempo: Kabag Organisasi",
        "Terlambat: Kabag Organisasi",
        "Diteruskan ke atasan: Asisten Administrasi Umum",
    ):
        assert words in text, words


def test_before_it_is_late_nothing_is_there(sign_in: Any, campaign: Campaign, later: Any) -> None:
    later(wib(3, 9))
    assert "Tidak ada langkah yang terlambat" in page(sign_in("kabag_organisasi"), "/sop-kinerja/terlambat")


def test_what_nobody_can_be_told_is_said(sign_in: Any, campaign: Campaign, later: Any) -> None:
    with scope(EVERYWHERE):
        Pegawai.update(surel="").where(Pegawai.id == campaign.people["kabag_organisasi"].pegawai.id).execute()
    later(wib(4, 9))
    assert "Tidak ada alamat surel" in page(sign_in("kabag_organisasi"), "/sop-kinerja/terlambat")


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize(("who", "sees"), [("asisten_administrasi_umum", 1), ("sekda", 0), ("kabag_organisasi", 0)])
def test_below_oneself(sign_in: Any, campaign: Campaign, later: Any, who: str, sees: int) -> None:
    later(wib(4, 9))
    client = sign_in(who)
    assert page(client, "/sop-kinerja/terlambat?bagian=bawahan").count("/sop-kinerja/tugas/") == sees
    assert ("Terlambat di bawah Anda" in page(client, "/")) == bool(sees)
    if sees:
        assert "1 tugas: Kabag Organisasi (1)" in page(client, "/")


@pytest.mark.usefixtures("each_database")
def test_the_head_stands_above_those_without_a_superior(sign_in: Any, campaign: Campaign, later: Any) -> None:
    with scope(EVERYWHERE):
        Jabatan.update(atasan=None).where(Jabatan.perangkat_daerah == campaign.owner.id).execute()
    later(wib(4, 9))
    sekda = campaign.people["sekda"].actor
    with acting(sekda):
        assert [(one.jabatan, one.count) for one in terlambat.late_below(sekda)] == [("Kabag Organisasi", 1)]
        change(campaign.task(1), jabatan=campaign.people["sekda"].jabatan.id)
        assert terlambat.late_below(sekda) == []  # one's own


def test_without_leave_to_see_cases_only_what_is_below(
    client: FlaskClient, login_as: Any, make_user: Any, campaign: Campaign, later: Any
) -> None:
    superior = make_user(("sop_kinerja.tugas.do",), campaign.owner, "Kepala Bidang")
    with scope(EVERYWHERE):
        kabag = campaign.people["kabag_organisasi"].jabatan.id
        Jabatan.update(atasan=superior.jabatan).where(Jabatan.id == kabag).execute()
    later(wib(4, 9))
    login_as(client, superior)
    text = page(client, "/sop-kinerja/terlambat")
    assert "di jabatan yang berada di bawah Anda" in text and "Semua</a>" not in text
    login_as(client, make_user(("sop_kinerja.sop.read",), campaign.owner))
    page(client, "/sop-kinerja/terlambat", 403)


def test_an_asked_department_sees_only_its_own(
    client: FlaskClient, login_as: Any, make_user: Any, department: PerangkatDaerah, later: Any
) -> None:
    campaign = begun(department, wib(2, 9), until=7)
    with campaign.as_owner():
        Tugas.update({Tugas.tenggat: wib(3, 9)}).where(Tugas.nomor == 7).execute()
    later(wib(5, 9))
    reader = make_user(("sop_kinerja.kasus.read",), campaign.asked[min(campaign.asked)].department)
    login_as(client, reader)
    assert page(client, "/sop-kinerja/terlambat").count("/sop-kinerja/tugas/") == 1
    login_as(client, campaign.people["tim_kinerja"])
    text = page(client, "/sop-kinerja/terlambat")
    assert text.count("/sop-kinerja/tugas/") == 3 and "Perencana 0, Dinas Contoh 1" in text


def test_many_late_tasks_come_in_pages_with_constant_queries(
    sign_in: Any, campaign: Campaign, later: Any, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    task = fresh(campaign.task(1))
    columns = {field.name: task.__data__[field.name] for field in Tugas._meta.sorted_fields}
    client = sign_in("asisten_administrasi_umum")
    later(wib(9, 9))
    counts = []
    for more in (5, 400):
        with scope(EVERYWHERE):
            for number in range(more):
                moment = wib(3, 9) + timedelta(minutes=number)
                Tugas.create(**{k: v for k, v in columns.items() if k not in ("id", "uuid")} | {"tenggat": moment})
        for url in ("/sop-kinerja/terlambat", "/"):
            page(client, url)
            with count_queries() as found:
                page(client, url)
            counts.append(len(found))
    assert counts[:2] == counts[2:]
    text = page(client, "/sop-kinerja/terlambat?halaman=2")
    assert text.count("/sop-kinerja/tugas/") == terlambat.PAGE and "Halaman 2 dari 14" in text
    actor = campaign.people["asisten_administrasi_umum"].actor
    with acting(actor):
        assert [one.count for one in terlambat.late_below(actor)] == [406]
        assert LateOnHome().summary(actor) == [] and LateOnHome().counts(actor) == {}


def test_stopping_the_clock_on_the_task_page(sign_in: Any, campaign: Campaign, post: Any, later: Any) -> None:
    later(wib(2, 10))
    client = sign_in("kabag_organisasi")
    url = f"/sop-kinerja/tugas/{campaign.task(1).uuid}"
    text = page(client, url)
    for words in ("Waktu baku", "1 hari", "Sudah berjalan", "1 jam", "Sisa", "6 jam 30 menit", "Menunggu pihak lain"):
        assert words in text, words
    bad = post(client, f"{url}/berhenti", menunggu=" ")
    assert bad.status_code == 400 and 'href="#f-menunggu"' in bad.get_data(as_text=True)
    assert post(client, f"{url}/berhenti", menunggu="jawaban BKPSDM").status_code == 302
    later(wib(3, 10))
    client = sign_in("kabag_organisasi")  # the session of yesterday is over
    text = page(client, url)
    sentence = "erhenti sejak 2 Maret 2026 pukul 10.00 WIB karena menunggu jawaban BKPSDM"
    assert sentence in text and "Lanjutkan" in text and "(terlambat)" not in text and "Berhenti selama" in text
    assert sentence in page(client, "/sop-kinerja/tugas")
    assert "karena menunggu jawaban BKPSDM" in page(client, "/")
    case = page(client, f"/sop-kinerja/pelaksanaan/{campaign.task(1).kasus_uuid}")
    assert f"Langkah 1 dari 10 pada Kabag Organisasi b{sentence}" in case and "Langkah 1: Berhenti" in case
    assert post(client, f"{url}/lanjutkan").status_code == 302
    assert post(client, f"{url}/lanjutkan").status_code == 302  # a second click
    text = page(client, url)
    assert "sedang berjalan" in text and "Lanjutkan</button>" not in text
    assert "Dilanjutkan" in page(client, f"/sop-kinerja/pelaksanaan/{campaign.task(1).kasus_uuid}")


def test_others_cannot_stop_it_by_its_address(sign_in: Any, campaign: Campaign, post: Any) -> None:
    url = f"/sop-kinerja/tugas/{campaign.task(1).uuid}"
    client = sign_in("sekda")
    assert "Menunggu pihak lain" not in page(client, url)
    assert post(client, f"{url}/berhenti", menunggu="x").status_code == 403
    assert post(client, f"{url}/lanjutkan").status_code == 403


def test_standard_against_actual_on_the_case_page(sign_in: Any, campaign: Campaign, later: Any) -> None:
    wait(campaign, 1, wib(2, 10))
    go_on(campaign, 1, wib(2, 11))
    with clock.at(wib(2, 12)):
        campaign.do(1)
        change(campaign.task(2), standar_hari=0, standar_menit=30, tenggat=wib(2, 13, 30))
    later(wib(3, 9))
    text = page(sign_in("kabag_organisasi"), f"/sop-kinerja/pelaksanaan/{campaign.task(2).kasus_uuid}")
    panel = text.split("Waktu baku dan waktu nyata setiap langkah")[1].split("</section>")[0]
    rows = [" ".join(row.split()) for row in panel.split("<tr>")]
    assert "2 jam<" in rows[2] and "1 jam<" in rows[2] and "Tepat waktu" in rows[2]
    assert "4 jam 30 menit<" in rows[3] and "Terlambat" in rows[3]
    assert len(rows) == 2 + 2 + 1 and "8 langkah belum dimulai." in panel
    assert "Seluruh pelaksanaan" in rows[-1] and "36 hari 3 jam" in rows[-1] and "6 jam 30 menit" in rows[-1]
    assert "1 hari kerja sama dengan 7 jam 30 menit" in panel
