"""The disposition sheet: who handled the case, what they wrote, and the mark that the SOP's pencatatan asks of them."""

import re
import subprocess

import pytest

from core.actor import acting, system_actor
from core.audit import Jejak
from core.db import transaction
from core.errors import InputError, NotAllowed, StateError
from core.files.storage import path_of
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from core.testing.people import User
from plugins.sop_kinerja.models import KasusDokumen, Tugas
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_hand import complete_by_hand
from plugins.sop_kinerja.services.kasus_mark import mark
from plugins.sop_kinerja.services.lembar_disposisi import is_disposition
from plugins.sop_kinerja.services.tugas_alih import reassign
from tests.plugins.sop_kinerja.kasus_world import make_campaign, pdf
from tests.plugins.sop_kinerja.test_kasus_units import Office


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return Office(department)


def by_hand(office: Office, nomor: int, user: User, **kw: object) -> None:
    with acting(user.actor):
        complete_by_hand(str(office.task(nomor, user).uuid), "ya", **{"note": "Laksanakan.", "agreed": True, **kw})


def documents(office: Office) -> list[KasusDokumen]:
    with acting(office.people["camat"].actor):
        return list(KasusDokumen.select().where(KasusDokumen.kasus == office.kasus.id).order_by(KasusDokumen.id))


def text_of(document: KasusDokumen) -> str:
    found = subprocess.run(
        ["pdftotext", "-layout", str(path_of(document.dokumen)), "-"], capture_output=True, text=True, check=True
    )
    return re.sub(r"\s+", " ", found.stdout)


def test_the_mark_must_be_put(office: Office) -> None:
    camat = office.people["camat"]
    with pytest.raises(InputError, match="Bubuhkan tanda tangan Anda pada lembar disposisi") as found:
        by_hand(office, 1, camat, agreed=False)
    assert found.value.field == "tanda"
    with pytest.raises(InputError, match="tuliskan hasilnya: Lembar disposisi"):
        by_hand(office, 1, camat, note="")
    assert office.open() == [(1, "Camat")] and documents(office) == []


def test_the_sheet_of_the_first_step(office: Office) -> None:
    by_hand(office, 1, office.people["camat"], note="Kumpulkan data\nsebelum Jumat.", harapan="koordinasi")
    (sheet,) = documents(office)
    assert (sheet.jenis, sheet.nama) == ("disposisi", "Lembar disposisi langkah 1, Camat")
    text = text_of(sheet)
    for words in (
        "LEMBAR DISPOSISI", "Diteruskan kepada: Dengan hormat harap: 1. Sekretaris", "Kumpulkan data sebelum Jumat.",
        "Hal : Mekanisme Pengumpulan Data Kinerja Triwulan I 2026", "Ditandatangani secara elektronik",
        "Ditandatangani secara elektronik di Selaras oleh Camat pada", "bukan tanda tangan elektronik tersertifikasi",
    ):  # fmt: skip
        assert words in text, words
    assert re.search(r"× Koordinasi/konfirmasi", text)


def test_every_marked_step_has_its_sheet_and_all_marks_so_far(office: Office) -> None:
    by_hand(office, 1, office.people["camat"])
    by_hand(office, 2, office.people["sekretaris"], note="", upload=pdf("nota"))
    kinds = [(row.jenis, row.nama) for row in documents(office)]
    assert kinds == [
        ("disposisi", "Lembar disposisi langkah 1, Camat"),
        ("lain", "Dokumen Format data"),
        ("disposisi", "Lembar disposisi langkah 2, Sekretaris"),
    ]
    text = text_of(documents(office)[-1])
    assert "Ditandatangani secara elektronik di Selaras oleh Camat" in text
    assert "Diparaf secara elektronik di Selaras oleh Sekretaris" in text
    assert text.count("Laksanakan.") == 1, "the instruction of the first step"


def test_where_an_action_does_the_step_the_mark_comes_first(office: Office) -> None:
    by_hand(office, 1, office.people["camat"])
    by_hand(office, 2, office.people["sekretaris"])
    kasubag = office.people["kasubag"]
    task = office.task(3, kasubag)
    with acting(office.people["camat"].actor), pytest.raises(NotAllowed):
        mark(str(task.uuid), True)
    with acting(kasubag.actor):
        with pytest.raises(InputError, match="Bubuhkan paraf Anda"):
            mark(str(task.uuid), False)
        mark(str(task.uuid), True)
        mark(str(task.uuid), True)  # twice is once
        assert Jejak.select().where(Jejak.tindakan == "sop_kinerja.tugas.mark").count() == 1
        with transaction():
            CASES.complete(str(task.uuid), "ya")
    sheet = documents(office)[-1]
    assert sheet.nama == "Lembar disposisi langkah 3, Kasubag"
    assert "Diparaf secara elektronik di Selaras oleh Kasubag" in text_of(sheet)


def test_a_mark_that_was_not_put_is_said_to_be_missing(office: Office) -> None:
    by_hand(office, 1, office.people["camat"])
    by_hand(office, 2, office.people["sekretaris"])
    kasubag = office.people["kasubag"]
    with acting(kasubag.actor), transaction():
        CASES.complete(str(office.task(3, kasubag).uuid), "ya")
    text = text_of(documents(office)[-1])
    assert "Belum dibubuhkan" in text and "oleh Kasubag pada" not in text


def test_what_a_worker_ends_stands_for_the_position(office: Office) -> None:
    """In the office's own time, not in that of the worker."""
    PemerintahDaerah.update({PemerintahDaerah.zona_waktu: "Asia/Jayapura"}).execute()
    by_hand(office, 1, office.people["camat"])
    by_hand(office, 2, office.people["sekretaris"])
    kasubag = office.people["kasubag"]
    task = office.task(3, kasubag)
    with acting(kasubag.actor):
        mark(str(task.uuid), True)
    with acting(system_actor(office.department.id)), transaction():
        CASES.complete(str(task.uuid), "ya")
    text = text_of(documents(office)[-1])
    assert "Sistem Selaras" not in text and "3. Kasubag Langkah 3" in text
    assert text.count(" WIT.") == 3 and "WIB" not in text


def test_others_leave_no_mark(office: Office) -> None:
    by_hand(office, 1, office.people["camat"])
    by_hand(office, 2, office.people["sekretaris"])
    kasubag = office.people["kasubag"]
    with acting(kasubag.actor), transaction():
        CASES.complete(str(office.task(3, kasubag).uuid), "ya")
    unit = office.units[0]
    with acting(unit.actor), pytest.raises(StateError, match="tidak meminta paraf"):
        mark(str(office.task(4, unit).uuid), True)
    by_hand(office, 4, unit, agreed=False, note="Sudah dibahas dalam rapat.")
    last = documents(office)[-1]
    assert (last.jenis, last.nama) == ("lain", "Lembar hasil langkah 4: Dokumen Format data")
    text = text_of(last)
    for words in ("LEMBAR HASIL LANGKAH 4", "Sudah dibahas dalam rapat.", "Kepala Seksi Pemerintahan", "NIP 1"):
        assert words in text, words
    with acting(unit.actor):
        task = Tugas.get((Tugas.nomor == 4) & (Tugas.status == "selesai"))
    assert task.ditandai is None


def test_a_task_that_is_handed_on_is_marked_anew(office: Office) -> None:
    camat, secretary = office.people["camat"], office.people["sekretaris"]
    task = office.task(1, camat)
    with acting(camat.actor):
        mark(str(task.uuid), True)
        assert Tugas.get_by_id(task.id).ditandai_oleh == "Camat"
        reassign(str(task.uuid), secretary.jabatan.id, "Camat dinas luar")
    with pytest.raises(InputError, match="Bubuhkan tanda tangan"):
        by_hand(office, 1, secretary, agreed=False)
    by_hand(office, 1, secretary)
    assert "Ditandatangani secara elektronik di Selaras oleh Sekretaris pada" in text_of(documents(office)[-1])


def test_lamandau_step_1_yields_a_sheet_without_a_mark(department: PerangkatDaerah) -> None:
    campaign = make_campaign(department, 1)
    campaign.start()
    with acting(campaign.people["kabag_organisasi"].actor):
        complete_by_hand(str(campaign.task(1).uuid), "ya", note="Siapkan surat permintaan data.")
        (sheet,) = KasusDokumen.select()
    assert sheet.jenis == "disposisi"
    text = text_of(sheet)
    assert "Siapkan surat permintaan data." in text and "secara elektronik" not in text
    assert "1. Tim Kinerja" in text


def test_a_letter_that_the_typeface_lacks_is_named(office: Office) -> None:
    with pytest.raises(InputError, match="tanda «🙂»") as found:
        by_hand(office, 1, office.people["camat"], note="Segera 🙂")
    assert found.value.field == "catatan" and office.open() == [(1, "Camat")]


@pytest.mark.parametrize(
    ("output", "is_one"), [("Disposisi", True), ("Lembar Disposisi", True), ("Draft Laporan", False), ("", False)]
)
def test_what_is_a_disposition(output: str, is_one: bool) -> None:
    assert is_disposition(output) is is_one
