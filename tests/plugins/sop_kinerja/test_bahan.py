"""The next step receives the documents of the one before, and sees which kelengkapan each of them answers."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting
from core.errors import NotFound
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import KasusDokumen
from plugins.sop_kinerja.services import kasus_material
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_hand import complete_by_hand
from plugins.sop_kinerja.services.kasus_material import received
from tests.plugins.sop_kinerja.kasus_world import make_campaign
from tests.plugins.sop_kinerja.kelengkapan_world import YEAR, Balangan, make_balangan, paper
from tests.plugins.sop_kinerja.test_kasus_units import Office

JANUARY = datetime(YEAR, 1, 5, 2, tzinfo=UTC)


def ready(department: PerangkatDaerah) -> Balangan:
    office = make_balangan(department)
    months = [f"B{month:02d}" for month in range(1, 7)]
    for kode, parts in (("pk", ["TH"]), ("rencana_aksi", ["TH"]), ("progres_bulanan", months)):
        office.supply(kode, *parts)
    office.supply("catatan_pembagian_tugas", "S1")
    return office


def end(office: Balangan, nomor: int, text: str) -> None:
    """The step ends with an uploaded file of that name; one that writes a report, without."""
    task = office.task(nomor)
    if task.aksi:
        office.do(nomor)
        return
    with acting(office.who(task).actor):
        complete_by_hand(str(task.uuid), "ya", upload=paper(text))


def found(office: Balangan, nomor: int) -> list[tuple[str, list[str], str]]:
    task = office.task(nomor)
    with acting(office.who(task).actor):
        return [(one.nama, one.answers, one.dari.partition(",")[0]) for one in received(task)]


def test_references_and_the_draft_of_the_step_before(department: PerangkatDaerah) -> None:
    with clock.at(JANUARY):
        office = ready(department)
        office.begin("TW1")
        assert found(office, 1) == [
            ("Perjanjian Kinerja Tahun 2026", ["Perjanjian Kinerja"], "Dokumen acuan"),
            ("Rencana Aksi Tahun 2026", ["Rencana aksi"], "Dokumen acuan"),
        ]
        end(office, 1, "disposisi")
        end(office, 2, "lembar")
        months = [name for name, _, _ in found(office, 3) if name.startswith("Laporan Progres")]
        assert months == [f"Laporan Progres Bulanan {month} 2026" for month in ("Januari", "Februari", "Maret")]
        end(office, 3, "draf")
        assert found(office, 4)[0] == ("Draft Laporan Kinerja", ["Draft Laporan kinerja"], "Langkah 3")


def test_a_semester_receives_the_reports_of_its_quarters(department: PerangkatDaerah) -> None:
    with clock.at(JANUARY):
        office = ready(department)
        for quarter in ("TW1", "TW2"):
            office.begin(quarter)
            for nomor in range(1, 6):
                end(office, nomor, f"{quarter}-{nomor}")
        end(office, 6, "pembagian")
        assert found(office, 7) == [
            ("Disposisi", [], "Langkah 6"),
            ("Draft Laporan Kinerja", ["Data laporan Kinerja Triwulan"], "Laporan Triwulan I 2026"),
            ("Draft Laporan Kinerja", ["Data laporan Kinerja Triwulan"], "Laporan Triwulan II 2026"),
        ]


def test_after_a_tidak_the_newest_round_counts(department: PerangkatDaerah) -> None:
    with clock.at(JANUARY):
        office = ready(department)
        for quarter in ("TW1", "TW2"):
            office.begin(quarter)
            for nomor in range(1, 6):
                office.do(nomor)
        end(office, 6, "lama")
        office.do(7, "tidak")
        end(office, 6, "baru")
        task = office.task(7)
        with acting(office.who(task).actor):
            (mine,) = [one for one in received(task) if one.dari.startswith("Langkah 6")]
            assert mine.dokumen.nama == "baru.pdf"


def test_what_the_units_made_comes_together(department: PerangkatDaerah) -> None:
    office = Office(department)
    camat, kasubag = office.people["camat"], office.people["kasubag_perenc"]
    office.by_hand(1, camat)
    office.by_hand(2, office.people["sekretaris"])
    with acting(office.people["kasubag"].actor):
        CASES.complete(str(office.task(3, office.people["kasubag"]).uuid), "ya")
    for user in office.units:
        office.by_hand(4, user)
    task = office.task(5, kasubag)
    with acting(kasubag.actor):
        sheets = received(task)
    assert [one.nama for one in sheets] == ["Lembar hasil langkah 4: Dokumen Format data"] * 3
    assert [one.dari for one in sheets] == [f"Langkah 4, {user.jabatan.nama}" for user in office.units]
    assert {tuple(one.answers) for one in sheets} == {("Dokumen",)}


def test_an_asked_department_sees_nothing_of_the_case(department: PerangkatDaerah) -> None:
    campaign = make_campaign(department, 1)
    campaign.start()
    campaign.do_until(7)
    asked, user = next(iter(campaign.asked.items()))
    with acting(user.actor):
        assert received(campaign.task(7, asked)) == []


def test_the_page_hands_them_out(client: FlaskClient, login_as: Any, department: PerangkatDaerah) -> None:
    with clock.at(JANUARY):
        office = ready(department)
        office.begin("TW1")
        end(office, 1, "disposisi")
        task = office.task(2)
        login_as(client, office.who(task))
        text = client.get(f"/sop-kinerja/tugas/{task.uuid}").get_data(as_text=True)
        assert "Bahan langkah ini" in text
        with acting(office.who(task).actor):
            first = received(task)[0]
        url = f"/sop-kinerja/tugas/{task.uuid}/bahan/{first.uuid}"
        assert url in text
        with client.get(url) as download:
            assert download.status_code == 200 and b"disposisi" in download.data
        end(office, 2, "lain")
        with acting(office.who(task).actor):
            other = KasusDokumen.get(KasusDokumen.nama == "Lembar Disposisi")
        assert client.get(f"/sop-kinerja/tugas/{task.uuid}/bahan/{other.uuid}").status_code == 404


def test_another_document_is_refused(department: PerangkatDaerah) -> None:
    with clock.at(JANUARY):
        office = ready(department)
        office.begin("TW1")
        task = office.task(1)
        with acting(office.who(task).actor), pytest.raises(NotFound, match="bukan bahan langkah ini"):
            kasus_material.material(task, "lain")


def test_a_sheet_that_only_carries_the_mark_answers_nothing(department: PerangkatDaerah) -> None:
    office = Office(department)
    office.by_hand(1, office.people["camat"])
    office.by_hand(2, office.people["sekretaris"])
    task = office.task(3, office.people["kasubag"])
    with acting(office.people["kasubag"].actor):
        names = {one.nama: one.answers for one in received(task)}
    assert names == {
        "Lembar disposisi langkah 2, Sekretaris": [],
        "Lembar hasil langkah 2: Dokumen Format data": ["Dokumen"],
    }
