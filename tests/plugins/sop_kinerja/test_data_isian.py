"""Saving a form cell by cell: strict numbers, an error for each cell, two people, lost answers, ratios, words."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actor import acting, system_actor
from core.errors import NotAllowed, NotFound, StateError
from core.testing.people import User, csrf_token, make_user
from plugins.sop_kinerja.models import Realisasi
from plugins.sop_kinerja.nilai_isian import ratio
from plugins.sop_kinerja.services import data_fill
from plugins.sop_kinerja.services.data_entry import Entry
from plugins.sop_kinerja.services.data_isian import Jawaban, Ketikan, save_cells
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, OPERATOR, Play
from tests.plugins.sop_kinerja.kasus_world import together

SCALE = [["WTP", "4"], ["WDP", "3"], ["TW", "2"], ["TMP", "1"]]


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


@pytest.fixture
def colleague(play: Play) -> User:
    return make_user(play.departments[0], OPERATOR, "Staf Dinas Kesehatan")


def _row(play: Play, number: int = 1) -> Realisasi:
    with acting(system_actor()):
        found: Realisasi = Realisasi.get(
            (Realisasi.penyampaian == play.submission(0).id) & (Realisasi.urutan == number)
        )
        return found


def _set(play: Play, number: int, **columns: Any) -> None:
    with acting(system_actor()):
        Realisasi.update(**columns).where(Realisasi.id == _row(play, number).id).execute()


def _type(play: Play, *cells: Ketikan, user: User | None = None) -> list[Jawaban]:
    with acting((user or play.operators[0]).actor):
        return save_cells(str(play.submission(0).uuid), cells).jawaban


def test_each_cell_is_saved_for_itself_and_each_mistake_told_at_its_cell(play: Play) -> None:
    answers = _type(
        play,
        Ketikan(1, "nilai", "1.234,50", 1),
        Ketikan(2, "nilai", "1,234.56", 1),
        Ketikan(3, "nilai", "0", 1),
        Ketikan(4, "keterangan", "Belum ada.\r\nMenyusul.", 1),
        Ketikan(9, "nilai", "1", 1),
        Ketikan(1, "status", "disahkan", 1),
    )
    assert [one.keadaan for one in answers] == ["tersimpan", "keliru", "tersimpan", "tersimpan", "keliru", "keliru"]
    assert "tulis 1.234,56" in answers[1].pesan
    assert [_row(play, n).nilai for n in (1, 2, 3, 4)] == [Decimal("1234.5"), None, Decimal(0), None]
    assert _row(play, 4).keterangan == "Belum ada.\nMenyusul."
    assert (_row(play, 1).versi, _row(play, 2).versi) == (2, 1)
    assert _row(play, 1).diubah_oleh == "Perencana Dinas Kesehatan"
    assert play.submission(0).versi == 2


@pytest.mark.usefixtures("each_database")
def test_of_two_people_in_one_cell_the_second_sees_what_the_first_wrote(play: Play, colleague: User) -> None:
    _type(play, Ketikan(1, "nilai", "72", 1, [""]))
    (answer,) = _type(play, Ketikan(1, "nilai", "99", 1, [""]), user=colleague)
    assert (answer.keadaan, answer.isi, answer.oleh) == ("bentrok", "72", "Perencana Dinas Kesehatan")
    assert "WIB" in answer.pada and answer.pesan.startswith("Perencana Dinas Kesehatan mengisinya 72 pada ")
    assert _row(play).nilai == Decimal(72)
    (chosen,) = _type(play, Ketikan(1, "nilai", "99", 2, ["72"]), user=colleague)
    assert chosen.keadaan == "tersimpan"
    assert (_row(play).nilai, _row(play).diubah_oleh) == (Decimal(99), "Staf Dinas Kesehatan")


def test_two_people_in_one_row_but_not_in_one_cell_do_not_meet(play: Play, colleague: User) -> None:
    _type(play, Ketikan(1, "nilai", "72", 1, [""]))
    (answer,) = _type(play, Ketikan(1, "keterangan", "Data sementara.", 1, [""]), user=colleague)
    assert answer.keadaan == "tersimpan"
    assert (_row(play).nilai, _row(play).keterangan) == (Decimal(72), "Data sementara.")


def test_both_write_the_same_and_nobody_is_asked(play: Play, colleague: User) -> None:
    _type(play, Ketikan(1, "nilai", "72", 1, [""]))
    (answer,) = _type(play, Ketikan(1, "nilai", "72,0", 1, [""]), user=colleague)
    assert answer.keadaan == "tersimpan"
    assert (_row(play).versi, _row(play).diubah_oleh) == (2, "Perencana Dinas Kesehatan")


def test_what_was_sent_without_an_answer_is_no_conflict_with_oneself(play: Play) -> None:
    _type(play, Ketikan(1, "nilai", "7", 1, [""]))  # its answer is lost, and more was typed meanwhile
    (answer,) = _type(play, Ketikan(1, "nilai", "72", 1, ["", "7"]))
    assert answer.keadaan == "tersimpan" and _row(play).nilai == Decimal(72)
    (again,) = _type(play, Ketikan(1, "nilai", "72", 1, ["", "7", "72"]))
    assert again.keadaan == "tersimpan" and _row(play).versi == 3


def test_the_form_without_script_sees_what_was_typed_meanwhile_with_script(play: Play, colleague: User) -> None:
    uuid, opened = str(play.submission(0).uuid), play.submission(0).versi
    _type(play, Ketikan(1, "nilai", "72", 1, [""]))
    with acting(colleague.actor):
        with pytest.raises(StateError, match=r"Indikator 1 Dinas Kesehatan.*oleh Perencana Dinas Kesehatan"):
            data_fill.save(uuid, {1: Entry("99", versi=1), 2: Entry("5", versi=1)}, versi=opened)
        data_fill.save(uuid, {2: Entry("5", versi=1)}, versi=opened)  # another row is nobody's business
    assert [_row(play, n).nilai for n in (1, 2)] == [Decimal(72), Decimal(5)]


def test_locked_it_says_by_whom_and_takes_nothing(play: Play) -> None:
    play.fill(0, HEALTH)
    for cells in ((Ketikan(1, "nilai", "80", 2, ["72"]),), ()):
        with pytest.raises(StateError, match="Diajukan oleh Perencana Dinas Kesehatan"):
            _type(play, *cells)
    assert _row(play).nilai == Decimal(72)


def test_only_who_fills_it_in_may_type(play: Play) -> None:
    cell = Ketikan(1, "nilai", "1", 1)
    with pytest.raises(NotFound):
        _type(play, cell, user=play.operators[1])
    with pytest.raises(NotAllowed, match="Hanya Dinas Kesehatan"):
        _type(play, cell, user=make_user(play.owner, OPERATOR, "Staf Sekretariat"))


def test_a_ratio_comes_of_its_parts_and_is_not_typed(play: Play) -> None:
    _set(play, 1, nama_pembilang="Bayi diimunisasi", nama_penyebut="Seluruh bayi")
    answers = _type(
        play,
        Ketikan(1, "nilai", "50", 1),
        Ketikan(1, "pembilang", "2", 1),
    )
    assert [one.keadaan for one in answers] == ["keliru", "tersimpan"]
    assert _row(play).nilai is None
    zero, right = _type(play, Ketikan(1, "penyebut", "0", 2, [""])), _type(play, Ketikan(1, "penyebut", "3", 2, [""]))
    assert zero[0].keadaan == "keliru" and "lebih dari nol" in zero[0].pesan
    assert right[0].keadaan == "tersimpan"
    assert _row(play).nilai == Decimal("66.666667")  # in percent, as its unit says
    _type(play, Ketikan(1, "penyebut", "", 3, ["3"]))
    assert (_row(play).nilai, _row(play).pembilang) == (None, Decimal(2))


def test_a_ratio_that_came_without_its_parts_stays_until_parts_are_typed(play: Play) -> None:
    """As the figures of a published table that is opened again."""
    _set(play, 1, nama_pembilang="Bayi diimunisasi", nama_penyebut="Seluruh bayi", nilai=Decimal("72.5"))
    with acting(play.operators[0].actor):
        data_fill.save(str(play.submission(0).uuid), {1: Entry(keterangan="Menurut LKj.")}, versi=1)
    assert (_row(play).nilai, _row(play).keterangan) == (Decimal("72.5"), "Menurut LKj.")
    _type(play, Ketikan(1, "penyebut", " ", 2, [""]))
    assert _row(play).nilai == Decimal("72.5")
    _type(play, Ketikan(1, "penyebut", "3", 2, [""]))
    assert _row(play).nilai is None
    _type(play, Ketikan(1, "pembilang", "2", 3, [""]))
    assert _row(play).nilai == Decimal("66.666667")


def test_half_a_ratio_is_not_handed_in(play: Play) -> None:
    _set(play, 1, nama_pembilang="Bayi diimunisasi", nama_penyebut="Seluruh bayi")
    typed = {**data_play.entries(HEALTH), 1: Entry(pembilang="2")}
    with acting(play.operators[0].actor), pytest.raises(StateError) as busy:
        data_fill.submit(str(play.submission(0).uuid), typed, versi=99)
    assert "disimpan oleh" in str(busy.value)
    with acting(play.operators[0].actor), pytest.raises(Exception, match="Isi juga penyebut «Indikator 1"):
        data_fill.submit(str(play.submission(0).uuid), typed, versi=play.submission(0).versi)


def test_a_word_of_the_scale_is_kept_as_what_it_counts(play: Play) -> None:
    _set(play, 4, skala=SCALE)
    assert [one.keadaan for one in _type(play, Ketikan(4, "nilai", "wtp", 1))] == ["tersimpan"]
    assert _row(play, 4).nilai == Decimal(4)
    wrong, other = _type(play, Ketikan(4, "nilai", "Baik", 2), Ketikan(4, "nilai", "7", 2))
    assert "Pilih salah satu: WTP, WDP, TW, TMP" in wrong.pesan and other.keadaan == "keliru"
    _type(play, Ketikan(4, "nilai", " ", 2, ["4"]))
    assert _row(play, 4).nilai is None


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_ratio_is_right_to_six_places(part: int, whole: int) -> None:
    plain, percent = ratio(Decimal(part), Decimal(whole), "Rasio"), ratio(Decimal(part), Decimal(whole), " Persen ")
    assert plain is not None and percent is not None
    assert abs(plain * whole - part) <= Decimal("0.0000005") * whole
    assert abs(percent * whole - part * 100) <= Decimal("0.0000005") * whole
    assert ratio(None, Decimal(whole), "%") is None and ratio(Decimal(part), Decimal(0), "%") is None


def test_over_the_wire_it_answers_for_each_cell_and_brings_what_others_wrote(
    play: Play, colleague: User, client: Any, login_as: Callable[..., Any]
) -> None:
    _type(play, Ketikan(2, "nilai", "5", 1, [""]), user=colleague)
    login_as(client, play.operators[0])
    url = f"/sop-kinerja/penyampaian/{play.submission(0).uuid}/isian"
    head = {"X-CSRFToken": csrf_token(client), "Accept": "application/json"}
    cell = {"baris": 1, "kolom": "nilai", "isi": "72,0", "versi": 1, "dasar": [""]}
    body = {"isian": [cell], "dikenal": {"1": 1, "2": 1, "3": 1, "4": 1}}
    got = client.post(url, json=body, headers=head).get_json()
    assert [one["keadaan"] for one in got["jawaban"]] == ["tersimpan"]
    assert [(one["baris"], one["isi"]["nilai"], one["oleh"]) for one in got["baris"]] == [
        (1, "72", ""),
        (2, "5", "Staf Dinas Kesehatan"),
    ]
    assert "90,00%" in got["baris"][0]["capaian"]
    assert client.post(url, json=body, headers={"Accept": "application/json"}).status_code == 400
    for wrong in ([], {"isian": "x"}, {"isian": [{**cell, "versi": "1"}]}, {"isian": [cell] * 501}, {"isian": [1]}):
        answer = client.post(url, json=wrong, headers=head)
        assert answer.status_code == 400 and "Muat ulang" in answer.get_json()["error"]["message"]
    strange = client.post(url, json={"isian": [{**cell, "isi": "\ud800\x00", "versi": 2}]}, headers=head)
    assert strange.status_code == 200 and _row(play).nilai is None


def test_a_conflict_names_who_wrote_the_cell_not_who_was_last_in_its_row(play: Play, colleague: User) -> None:
    _type(play, Ketikan(1, "nilai", "72", 1, [""]))
    _type(play, Ketikan(1, "keterangan", "Sementara.", 1, [""]), user=colleague)
    (answer,) = _type(play, Ketikan(1, "nilai", "99", 1, [""]), user=colleague)
    assert (answer.keadaan, answer.oleh) == ("bentrok", "Perencana Dinas Kesehatan")


@pytest.mark.usefixtures("each_database")
def test_in_the_same_moment_one_is_kept_and_the_other_asked(play: Play, colleague: User) -> None:
    uuid = str(play.submission(0).uuid)
    answers: dict[str, Jawaban] = {}

    def typing(text: str, other: str) -> Callable[[], None]:
        def act() -> None:
            cells = [Ketikan(1, "nilai", text, 1, [""]), Ketikan(2, "nilai" if other else "keterangan", "5", 1, [""])]
            answers[text] = save_cells(uuid, cells).jawaban[0]

        return act

    assert together([typing("72", "x"), typing("99", "")], [play.operators[0], colleague]) == [None, None]
    assert sorted(one.keadaan for one in answers.values()) == ["bentrok", "tersimpan"]
    (kept,) = [Decimal(text) for text, one in answers.items() if one.keadaan == "tersimpan"]
    row, other = _row(play, 1), _row(play, 2)
    assert (row.nilai, row.versi) == (kept, 2)
    assert (other.nilai, other.keterangan, other.versi) == (Decimal(5), "5", 3)
    assert play.submission(0).versi == 3
