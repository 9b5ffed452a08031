"""Filling in a submission: strict figures, evidence, what must be there, locks, and two people at once."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from core.actor import acting, system_actor
from core.errors import Busy, FieldErrors, InputError, NotAllowed, NotFound, StateError
from core.files import Dokumen
from core.testing.people import make_user
from plugins.sop_kinerja.models import Bukti, Indikator, Penyampaian, Realisasi, Tugas
from plugins.sop_kinerja.services import data_check, data_fill
from plugins.sop_kinerja.services.data_entry import Entry
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, OPERATOR, Play, entries, upload


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


def _rows(play: Play, number: int) -> list[Realisasi]:
    with acting(system_actor()):
        return list(
            Realisasi.select().where(Realisasi.penyampaian == play.submission(number).id).order_by(Realisasi.urutan)
        )


def _save(play: Play, number: int, **fields: Any) -> Penyampaian:
    row = play.submission(number)
    with acting(play.operators[number].actor):
        return data_fill.save(str(row.uuid), fields.pop("entries", {}), versi=fields.pop("versi", row.versi), **fields)


def test_each_asked_department_gets_its_own_indicators_as_they_are_today(play: Play) -> None:
    rows = _rows(play, 0)
    assert [(row.kode, row.satuan, row.formula, row.target, row.jatuh_tempo) for row in rows] == [
        ("IKU-1", "Persen", "naik", Decimal(80), True),
        ("IKU-2", "Kasus", "turun", Decimal(4), True),
        ("IKU-3", "Kematian", "naik", Decimal(0), True),
        ("IKU-4", "Dokumen", "naik", None, False),
    ]
    with acting(system_actor()):
        Indikator.update({Indikator.satuan: "Lain"}).execute()
        assert Penyampaian.select().count() == 2
    assert _rows(play, 0)[0].satuan == "Persen"


@pytest.mark.parametrize(("text", "reason"), [("1.23", "tulis 1,23"), ("58%", "persen"), ("n/a", "bukan angka")])
def test_a_figure_that_is_not_indonesian_names_its_indicator_and_nothing_is_kept(
    play: Play, text: str, reason: str
) -> None:
    with pytest.raises(FieldErrors) as caught:
        _save(play, 0, entries={1: Entry("72"), 2: Entry(text)})
    assert list(caught.value.fields) == ["nilai-2"]
    assert "Indikator 2 Dinas Kesehatan" in caught.value.fields["nilai-2"]
    assert reason in caught.value.fields["nilai-2"]
    assert [row.nilai for row in _rows(play, 0)] == [None] * 4
    assert play.submission(0).versi == 1


def test_zero_is_a_figure_and_empty_is_none(play: Play) -> None:
    _save(play, 0, entries={1: Entry("0"), 2: Entry("  ")})
    assert [row.nilai for row in _rows(play, 0)][:2] == [Decimal(0), None]


def test_evidence_is_kept_by_content_once_and_can_be_taken_off(play: Play) -> None:
    files = (upload("a.pdf"), upload("b.pdf"), upload("c.pdf", 1))
    _save(play, 0, entries={1: Entry("72", "", files)})
    with acting(system_actor()):
        kept = list(Bukti.select(Bukti, Dokumen).join(Dokumen))
    assert [str(one.dokumen) for one in kept] == ["a.pdf", "c.pdf"]  # b.pdf has the bytes of a.pdf
    _save(play, 0, remove=str(kept[0].uuid))
    with acting(system_actor()):
        assert [one.id for one in Bukti.select()] == [kept[1].id]


@pytest.mark.parametrize("content", [b"MZ\x90\x00 program", b"<html><script>alert(1)</script></html>", b""])
def test_a_file_of_another_kind_is_refused_by_its_content_and_the_figure_is_not_kept(
    play: Play, content: bytes
) -> None:
    with pytest.raises(FieldErrors) as caught:
        _save(play, 0, entries={1: Entry("72", "", (upload("laporan.pdf", content=content),))})
    assert list(caught.value.fields) == ["bukti-1"]
    assert _rows(play, 0)[0].nilai is None


def test_more_files_than_the_department_allows_are_refused(play: Play) -> None:
    files = tuple(upload(f"{number}.pdf", number) for number in range(11))
    with pytest.raises(FieldErrors, match="paling banyak 10 berkas"):
        _save(play, 0, entries={1: Entry("72", "", files)})
    with acting(system_actor()):
        assert Bukti.select().count() == 0


def test_handing_in_names_every_indicator_that_lacks_something(play: Play) -> None:
    row = play.submission(0)
    typed = {1: Entry("72"), 2: Entry(""), 3: Entry("", "Belum ada kejadian."), 4: Entry("")}
    with acting(play.operators[0].actor), pytest.raises(FieldErrors) as caught:
        data_fill.submit(str(row.uuid), typed, versi=row.versi)
    # 1 lacks its evidence, 2 has neither figure nor reason; 3 gives a reason, 4 is not due.
    assert list(caught.value.fields) == ["bukti-1", "nilai-2"]
    assert play.submission(0).status == "draft"
    assert _rows(play, 0)[0].nilai is None


def test_handed_in_it_is_locked_and_says_by_whom_and_the_task_is_done(play: Play) -> None:
    done = play.fill(0, HEALTH)
    assert (done.status, done.diajukan_oleh) == ("diajukan", "Perencana Dinas Kesehatan")
    with acting(system_actor()):
        task = Tugas.get((Tugas.perangkat_daerah == play.departments[0].id) & (Tugas.aksi == "kinerja.pengumpulan"))
    assert (task.status, task.keputusan) == ("selesai", "ya")
    with pytest.raises(StateError, match=r"Diajukan oleh Perencana Dinas Kesehatan pada .* WIB"):
        _save(play, 0, entries={1: Entry("80")})
    assert _rows(play, 0)[0].nilai == Decimal(72)


def test_of_two_people_the_second_is_told_and_overwrites_nothing(play: Play) -> None:
    second = make_user(play.departments[0], OPERATOR, "Staf Dinas Kesehatan")
    row = play.submission(0)
    _save(play, 0, entries={1: Entry("72")}, versi=row.versi)
    with acting(second.actor), pytest.raises(Busy, match="disimpan oleh Perencana Dinas Kesehatan"):
        data_fill.save(str(row.uuid), {1: Entry("99")}, versi=row.versi)
    assert _rows(play, 0)[0].nilai == Decimal(72)
    with acting(second.actor):
        data_fill.save(str(row.uuid), {1: Entry("99")}, versi=row.versi + 1)
    assert _rows(play, 0)[0].nilai == Decimal(99)


def test_another_departments_submission_does_not_exist(play: Play) -> None:
    uuid = str(play.submission(0).uuid)
    with acting(play.operators[1].actor):
        with pytest.raises(NotFound):
            data_fill.save(uuid, {1: Entry("1")}, versi=1)
        with pytest.raises(NotAllowed):  # it may not verify at all
            data_check.verify(uuid)


def test_who_asks_may_read_but_not_type(play: Play) -> None:
    writer = make_user(play.owner, OPERATOR, "Staf Sekretariat")
    with acting(writer.actor), pytest.raises(NotAllowed, match="Hanya Dinas Kesehatan"):
        data_fill.save(str(play.submission(0).uuid), {1: Entry("1")}, versi=1)


def test_without_the_position_one_saves_but_does_not_hand_in(play: Play) -> None:
    staff = make_user(play.departments[0], OPERATOR, "Staf Dinas Kesehatan")
    row = play.submission(0)
    with acting(staff.actor), pytest.raises(NotAllowed, match="tugas Perencana"):
        data_fill.submit(str(row.uuid), entries(HEALTH), versi=row.versi)
    assert play.submission(0).status == "draft"


def test_a_note_that_is_too_long_is_named(play: Play) -> None:
    with pytest.raises(InputError, match="paling banyak 2000 huruf"):
        _save(play, 0, entries={1: Entry("1", "x" * 2001)})


def test_the_form_shows_what_was_typed_and_answers_for_the_wrong_people(
    play: Play, client: Any, login_as: Callable[..., Any], post: Callable[..., Any]
) -> None:
    url = f"/sop-kinerja/penyampaian/{play.submission(0).uuid}"
    login_as(client, play.operators[1])
    assert client.get(url).status_code == 404
    login_as(client, play.operators[0])
    answer = post(client, url, versi="1", aksi="simpan", **{"nilai-1": "1,5", "nilai-2": "1.23"})
    assert answer.status_code == 400
    assert 'value="1.23"' in answer.text and 'value="1,5"' in answer.text
    assert 'href="#f-nilai-2"' in answer.text
    assert client.post(url, data={"versi": "1"}).status_code == 400  # no CSRF token
    assert post(client, url, versi="1", aksi="simpan", **{"nilai-1": "72"}).status_code == 302
    conflict = post(client, url, versi="1", aksi="simpan", **{"nilai-1": "99"})
    assert conflict.status_code == 409
    assert 'value="99"' in conflict.text and "Tersimpan oleh orang lain" in conflict.text
