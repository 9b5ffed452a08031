"""Hints on real data: what a verifier sees beside the figures, and what nobody else learns from them."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from core.actor import acting, system_actor
from core.errors import NotAllowed
from core.files import store
from core.testing.people import make_department
from core.testing.watching import count_queries
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.services import data_check, petunjuk
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, PDF, SCHOOL, Play

STEADY = ("71,8", "72,4", "73,1", "72", "72,9", "71,5", "72,6", "73,3")


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


def past(play: Play, number: int, values: Sequence[str], *, first: int = 2023, **of: Any) -> list[Penyampaian]:
    """Approved figures of the department's first indicator, one a quarter from the first year on."""
    now = play.submission(number)
    made = []
    with acting(system_actor()):
        model = Realisasi.select().where(Realisasi.penyampaian == now.id).order_by(Realisasi.urutan).first()
        for at, text in enumerate(values):
            owner = {"perangkat_daerah": now.perangkat_daerah_id, "penyelenggara": now.penyelenggara_id}
            row = Penyampaian.create(
                **{
                    **owner,
                    "kasus_uuid": f"lama-{number}-{first}-{at}",
                    "judul": "Pengumpulan lama",
                    "periode": f"{first + at // 4}-TW{at % 4 + 1}",
                    "tenggat": date(first + at // 4, 12, 31),
                    "status": "disahkan",
                    "disahkan": clock.now(),
                    **of,
                }
            )
            Realisasi.create(
                **{
                    "perangkat_daerah": row.perangkat_daerah_id,
                    "penyelenggara": row.penyelenggara_id,
                    "penyampaian": row,
                    "indikator_uuid": model.indikator_uuid,
                    "kode": model.kode,
                    "uraian": model.uraian,
                    "satuan": model.satuan,
                    "formula": model.formula,
                    "nilai": Decimal(text.replace(",", ".")),
                    "urutan": 1,
                }
            )
            made.append(row)
    return made


def told(play: Play, number: int = 0) -> dict[str, list[str]]:
    """Indicator -> kinds of its hints, as the team reads them; those of all figures under ''."""
    row = play.submission(number)
    with acting(play.team.actor):
        found = petunjuk.of_submission(row)
        names = {one.id: str(one.uraian) for one in Realisasi.select().where(Realisasi.penyampaian == row.id)}
    kinds = {names[key]: [one.jenis for one in hints] for key, hints in found.figures.items()}
    return kinds | ({"": [one.jenis for one in found.whole]} if found.whole else {})


@pytest.mark.usefixtures("each_database")
def test_a_figure_is_read_against_the_indicators_own_approved_history(play: Play) -> None:
    past(play, 0, STEADY)
    play.fill(0, HEALTH | {1: "7250"})
    assert told(play) == {"Indikator 1 Dinas Kesehatan": ["satuan"]}


def test_history_of_another_asker_is_not_used(play: Play) -> None:
    with acting(system_actor()):
        other = make_department("Inspektorat", play.government)
    past(play, 0, STEADY, penyelenggara=other)
    play.fill(0, HEALTH | {1: "99"})
    assert told(play) == {}


def test_history_that_is_not_approved_or_was_cancelled_is_not_used(play: Play) -> None:
    for first, status in ((2015, "diajukan"), (2018, "draft"), (2021, "dibatalkan")):
        past(play, 0, STEADY, first=first, status=status)
    play.fill(0, HEALTH | {1: "99"})
    assert told(play) == {}


def test_a_cumulative_figure_below_an_earlier_one_of_the_year(play: Play) -> None:
    past(play, 0, ("90",), first=2026, status="diajukan")
    with acting(system_actor()):
        Realisasi.update(kumulatif=True).where(Realisasi.penyampaian == play.submission(0).id).execute()
    play.fill(0, HEALTH | {1: "75"})
    assert told(play) == {"Indikator 1 Dinas Kesehatan": ["kumulatif"]}


def give(play: Play, number: int, figure: int, content: bytes, name: str) -> None:
    """Evidence as it lies after handing in."""
    row = play.submission(number)
    with acting(system_actor()):
        real = Realisasi.get((Realisasi.penyampaian == row.id) & (Realisasi.urutan == figure))
        attach(real, content, name)


def attach(real: Realisasi, content: bytes, name: str) -> None:
    dokumen = store(content, name, "application/pdf", perangkat_daerah_id=real.perangkat_daerah_id)
    Bukti.create(
        perangkat_daerah=real.perangkat_daerah_id, penyelenggara=real.penyelenggara_id, realisasi=real, dokumen=dokumen
    )


@pytest.mark.usefixtures("each_database")
def test_shared_evidence_names_place_and_department(play: Play) -> None:
    (before,) = past(play, 0, ("70",), first=2025)
    play.fill(0, HEALTH, evidence=True)
    play.fill(1, SCHOOL, evidence=False)
    give(play, 0, 1, PDF + b"sama", "Laporan kinerja.pdf")
    give(play, 0, 2, PDF + b"sama", "Salinan.pdf")
    give(play, 1, 1, PDF + b"sama", "Punya dinas lain.pdf")
    with acting(system_actor()):
        attach(Realisasi.get(Realisasi.penyampaian == before.id), PDF + b"sama", "Tahun lalu.pdf")
    assert told(play) == {f"Indikator {number} Dinas Kesehatan": ["bukti"] for number in (1, 2)}
    with acting(play.team.actor):
        found = petunjuk.of_submission(play.submission(0))
    reason = next(iter(found.figures.values()))[0].alasan
    assert reason.startswith(
        "Berkas «Laporan kinerja.pdf» juga menjadi bukti «Indikator 1 Dinas Pendidikan» Dinas Pendidikan (Triwulan II "
        "2026) dan indikator yang sama periode Triwulan I 2025, serta 1 tempat lain."
    )


def test_a_draft_of_another_department_and_another_askers_data_stay_unknown(play: Play) -> None:
    play.fill(0, HEALTH)
    give(play, 0, 1, PDF + b"sama", "Laporan.pdf")
    give(play, 1, 1, PDF + b"sama", "Masih draf.pdf")
    with acting(system_actor()):
        other = make_department("Inspektorat", play.government)
    (elsewhere,) = past(play, 1, ("70",), first=2025, penyelenggara=other)
    with acting(system_actor()):
        attach(Realisasi.get(Realisasi.penyampaian == elsewhere.id), PDF + b"sama", "Untuk inspektorat.pdf")
    assert told(play) == {}


def test_last_digits_are_counted_over_all_that_a_department_handed_in(play: Play) -> None:
    past(play, 0, [f"{number}7" for number in range(100, 160)], first=2024)
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL, evidence=False)
    assert told(play)[""] == ["angka_akhir"]
    assert told(play, 1) == {}
    assert "60 bilangan bulat" in _whole(play)


@pytest.mark.usefixtures("each_database")
def test_last_digits_are_counted_alike_by_the_database(play: Play) -> None:
    """Rounded figures, decimals and small ones do not count; negative ones do."""
    noise = ["1500", "72,5", "99", "300000", "-1500"]
    past(play, 0, [*noise, *(f"-{number}7" for number in range(100, 160))], first=2024)
    play.fill(0, HEALTH)
    assert "60 bilangan bulat yang disampaikan, 60 berakhir dengan angka 7" in _whole(play)


def test_a_figure_that_never_changes_has_one_last_digit_not_sixty(play: Play) -> None:
    past(play, 0, ["1447"] * 60, first=2024)
    play.fill(0, HEALTH)
    assert "" not in told(play)


def test_light_news_stand_beside_their_figure_and_are_not_counted(
    play: Play, client: Any, login_as: Callable[..., Any]
) -> None:
    past(play, 0, STEADY)
    play.fill(0, HEALTH | {1: "73,4"})
    login_as(client, play.team)
    page = client.get(f"/sop-kinerja/penyampaian/{play.submission(0).uuid}").text
    assert "tertinggi sejauh ini: 8 periode sebelumnya 71,5 sampai 73,3" in page
    assert "Tidak ada petunjuk pemeriksaan." in page and "di luar rentang sebelumnya (1)" in page
    assert " petunjuk</" not in client.get(f"/sop-kinerja/kasus/{play.kasus.uuid}/penyampaian/daftar").text


def _whole(play: Play) -> str:
    with acting(play.team.actor):
        return petunjuk.of_submission(play.submission(0)).whole[0].alasan


def test_only_the_asker_with_the_permission_reads_hints(play: Play) -> None:
    play.fill(0, HEALTH)
    row = play.submission(0)
    for who in (play.operators[0], play.operators[1], play.head):
        with acting(who.actor), pytest.raises(NotAllowed):
            petunjuk.of_submission(row)


def test_the_page_shows_them_beside_the_figure_and_nothing_is_blocked(
    play: Play, client: Any, login_as: Callable[..., Any], post: Callable[..., Any]
) -> None:
    past(play, 0, STEADY)
    play.fill(0, HEALTH | {1: "7250"})
    url = f"/sop-kinerja/penyampaian/{play.submission(0).uuid}"
    login_as(client, play.operators[0])
    assert "Mungkin salah satuan" not in client.get(url).text
    login_as(client, play.team)
    page = client.get(url).text
    assert "1 petunjuk pemeriksaan" in page and "Mungkin salah satuan" in page and "mungkin yang dimaksud 72,5" in page
    assert "1 petunjuk" in client.get(f"/sop-kinerja/kasus/{play.kasus.uuid}/penyampaian/daftar").text
    assert post(client, f"{url}/verifikasi").status_code == 302
    assert post(client, f"{url}/sahkan").status_code == 302
    assert "1 petunjuk" not in client.get(f"/sop-kinerja/kasus/{play.kasus.uuid}/penyampaian/daftar").text


def test_what_the_list_was_told_holds_until_something_changes(play: Play) -> None:
    def told_list() -> list[int]:
        with acting(play.team.actor):
            return sorted(petunjuk.counts(str(play.kasus.uuid)).values())

    past(play, 0, STEADY)
    play.fill(0, HEALTH | {1: "7250"})
    assert told_list() == [1]
    with acting(play.team.actor), count_queries() as found:
        assert list(petunjuk.counts(str(play.kasus.uuid)).values()) == [1]
    assert len(found) == 1  # the second time one question is enough
    with acting(play.team.actor):
        data_check.send_back(str(play.submission(0).uuid), "Salah satuan.")
    assert told_list() == []
    play.fill(0, HEALTH | {1: "72,5"}, evidence=False)
    assert told_list() == [0]
    past(play, 0, ("9", "9", "9", "9"), first=2019)  # and when older figures are brought in
    play.fill(1, SCHOOL, evidence=False)
    assert told_list() == [0, 0]


def test_many_submissions_cost_no_more_queries_than_one(play: Play) -> None:
    play.fill(0, HEALTH)

    def cost() -> int:
        with acting(play.team.actor), count_queries() as found:
            petunjuk.counts(str(play.kasus.uuid))
        return len(found)

    before = cost()
    play.fill(1, SCHOOL, evidence=False)
    past(play, 0, STEADY)
    past(play, 1, STEADY)
    assert cost() == before
