"""A department fills in its form with Excel: what is right becomes the draft, whole; what is not changes nothing."""

import io
import re
from decimal import Decimal

import pytest

from core.actor import acting, system_actor
from core.errors import NotAllowed, NotFound, StateError
from core.jobs import Job
from core.jobs.models import Status
from core.organisation.models import PemerintahDaerah, Penugasan
from core.testing.people import make_user
from core.testing.watching import run_jobs
from plugins.sop_kinerja.models import FormulirExcel, UnggahanExcel
from plugins.sop_kinerja.services import data_fill, excel_formulir, excel_unggah
from plugins.sop_kinerja.services.data_entry import Entry, Upload
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, OPERATOR, Play
from tests.plugins.sop_kinerja.excel_world import (
    checked,
    download,
    edited,
    figures,
    marked,
    places,
    problems,
    saved,
    typed,
    upload,
)

UNTOUCHED = [(None, "")] * 4


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


@pytest.mark.usefixtures("each_database")
def test_a_filled_form_becomes_the_draft_in_the_senders_name(play: Play) -> None:
    sent = upload(play, typed(download(play), {"G8": 72.5, "G9": 0, "H10": "Datanya belum ada."}))
    assert problems(sent) == []
    assert (sent.status, sent.hasil["isian"]) == ("diterima", 2)
    assert figures(play) == [(Decimal("72.5"), ""), (Decimal(0), ""), (None, "Datanya belum ada."), (None, "")]
    row = play.submission(0)
    assert (row.status, row.diubah_oleh) == ("draft", "Perencana Dinas Kesehatan")


def test_three_mistakes_are_named_at_once_nothing_is_taken_and_the_marked_copy_is_put_right(play: Play) -> None:
    sent = upload(play, typed(download(play), {"G8": "72,5", "G9": "#DIV/0!", "E10": "Ton", "H11": "Sudah benar."}))
    assert (sent.status, places(sent)) == ("ditolak", ["Isian!G8", "Isian!G9", "Isian!E10"])
    assert figures(play) == UNTOUCHED
    book = marked(sent)
    assert [row[3] for row in book["Perbaikan"].iter_rows(min_row=6, max_row=8, values_only=True)] == [
        sentence for *_, sentence in problems(sent)
    ]
    sheet = book["Isian"]
    assert sheet["G8"].comment.text.startswith("PERBAIKI: Realisasi IKU-1")
    assert (sheet["G8"].value, sheet["E10"].value, sheet["H11"].value) == (72.5, "Kematian", "Sudah benar.")
    again = edited(saved(book), lambda _, one: one.__setitem__("G9", 4))
    assert upload(play, again).status == "diterima"
    assert figures(play)[:2] == [(Decimal("72.5"), ""), (Decimal(4), "")]


def test_the_form_carries_what_is_filled_in_already(play: Play) -> None:
    row = play.submission(0)
    with acting(play.operators[0].actor):
        data_fill.save(str(row.uuid), {1: Entry("1.234,5", "Sementara.")}, versi=row.versi)
    sent = upload(play, typed(download(play), {"G9": 7}))
    assert sent.status == "diterima"
    assert figures(play)[:2] == [(Decimal("1234.5"), "Sementara."), (Decimal(7), "")]


def test_a_form_is_used_once(play: Play) -> None:
    form = typed(download(play), {"G8": 72})
    assert upload(play, form).status == "diterima"
    again = upload(play, form)
    assert again.status == "ditolak"
    ((_, cell, sentence),) = problems(again)
    assert cell == "B2"
    assert sentence.startswith("Formulir ini sudah dipakai oleh Perencana Dinas Kesehatan pada ")


def test_what_was_saved_on_screen_meanwhile_is_not_overwritten(play: Play) -> None:
    form = typed(download(play), {"G8": 72})
    row = play.submission(0)
    with acting(play.operators[0].actor):
        data_fill.save(str(row.uuid), {2: Entry("5")}, versi=row.versi)
    sent = upload(play, form)
    assert "Isian di Selaras berubah oleh Perencana Dinas Kesehatan" in problems(sent)[0][2]
    assert figures(play)[:2] == [(None, ""), (Decimal(5), "")]


def test_a_draft_that_is_saved_unchanged_makes_no_form_old(play: Play) -> None:
    form, row = typed(download(play), {"G8": 72}), play.submission(0)
    with acting(play.operators[0].actor):
        data_fill.save(str(row.uuid), {1: Entry("", versi=1), 2: Entry("", versi=1)}, versi=row.versi)
    assert play.submission(0).diubah_oleh == "Perencana Dinas Kesehatan"
    assert upload(play, form).status == "diterima"


def test_two_copies_of_one_version_the_second_is_refused(play: Play) -> None:
    first, second = download(play), download(play)
    assert upload(play, typed(first, {"G8": 72})).status == "diterima"
    sent = upload(play, typed(second, {"G8": 99}))
    assert "berubah" in problems(sent)[0][2]
    assert figures(play)[0] == (Decimal(72), "")


def test_a_locked_submission_gives_and_takes_no_form(play: Play) -> None:
    form = typed(download(play), {"G8": 99})
    play.fill(0, HEALTH)
    with pytest.raises(StateError, match="Diajukan oleh"):
        upload(play, form)
    with pytest.raises(StateError, match="Diajukan oleh"):
        download(play)
    assert figures(play)[0] == (Decimal(72), "")


def test_only_who_fills_it_in_gets_the_form_and_sees_what_was_sent(play: Play) -> None:
    sent = upload(play, typed(download(play), {"G8": "x"}))
    uuid = str(play.submission(0).uuid)
    with acting(play.operators[1].actor), pytest.raises(NotFound):
        excel_formulir.give_out(uuid)
    asker = make_user(play.owner, OPERATOR, "Staf Sekretariat")
    with acting(asker.actor):
        with pytest.raises(NotAllowed):
            excel_formulir.give_out(uuid)
        with pytest.raises(NotFound):
            excel_unggah.get_upload(uuid, str(sent.uuid))
    with acting(play.team.actor), pytest.raises(NotAllowed):
        excel_formulir.give_out(uuid)


def test_every_copy_has_a_number_of_its_own(play: Play) -> None:
    download(play)
    download(play)
    with acting(play.operators[0].actor):
        rows = list(FormulirExcel.select())
    assert len({row.kode for row in rows}) == 2
    assert {row.diambil_oleh for row in rows} == {"Perencana Dinas Kesehatan"}


def test_moments_are_told_by_the_senders_clock(play: Play) -> None:
    with acting(system_actor()):
        PemerintahDaerah.update(zona_waktu="Asia/Jayapura").execute()
    form = typed(download(play), {"G8": 72})
    upload(play, form)
    assert re.search(r" pukul \d\d\.\d\d WIT; satu formulir", problems(upload(play, form))[0][2])


def test_who_may_no_longer_fill_it_in_has_sent_it_in_vain(play: Play) -> None:
    row, form = play.submission(0), typed(download(play), {"G8": 72})
    with acting(play.operators[0].actor):
        sent = excel_unggah.receive(str(row.uuid), Upload(io.BytesIO(form), "formulir.xlsx"))
    with acting(system_actor()):
        Penugasan.delete().where(Penugasan.pegawai == play.operators[0].pegawai.id).execute()
    now = checked(sent)
    assert (now.status, figures(play)) == ("ditolak", UNTOUCHED)
    assert problems(now)[0][2]
    with acting(system_actor()):
        assert FormulirExcel.get().dipakai is None


def test_checked_twice_it_is_taken_once(play: Play) -> None:
    sent = upload(play, typed(download(play), {"G8": 72}))
    with acting(system_actor()):
        Job.update(status=Status.QUEUED, kunci=None).execute()
        run_jobs()
        assert UnggahanExcel.get_by_id(sent.id).hasil == sent.hasil
    assert play.submission(0).versi == 2
