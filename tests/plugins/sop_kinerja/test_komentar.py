"""Comments on a case: whom they mention, who reads them, and who does not."""

from typing import Any

import pytest

from core.actor import acting
from core.errors import FieldErrors, NotAllowed, NotFound, StateError
from core.organisation.models import Pegawai, PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Komentar, KomentarSebutan
from plugins.sop_kinerja.services.komentar import comments_of, mark_read, take_back, unread, write
from plugins.sop_kinerja.services.komentar_sebut import colleagues, typed_mentions
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign
from tests.plugins.sop_kinerja.tugas_world import mails


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    made = make_campaign(department)
    made.start()
    return made


@pytest.fixture
def kabag(campaign: Campaign) -> User:
    return campaign.people["kabag_organisasi"]


@pytest.fixture
def uuid(campaign: Campaign) -> str:
    assert campaign.kasus is not None
    return str(campaign.kasus.uuid)


def people(*names: str) -> list[Pegawai]:
    return [Pegawai(id=number, nama=name) for number, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("text", "found", "unclear"),
    [
        ("Mohon dicek @Siti Aminah.", {1}, []),
        ("@siti aminah, tolong", {1}, []),
        ("@Budi tolong periksa", {3}, []),
        ("@Siti tolong periksa", set(), ["@Siti"]),
        ("@siti rahma dan @BUDI", {2, 3}, []),
        ("kirim ke budi@contoh.go.id", set(), []),
        ("@tidakada dan @ saja @@ budi", set(), []),
        ("(@Budi) sudah?", {3}, []),
        ("@H. Budi Santoso mohon", {3}, []),
    ],
)
def test_names_typed_after_an_at_sign(text: str, found: set[int], unclear: list[str]) -> None:
    known = people("Dra. Siti Aminah, M.Si", "Siti Rahma", "H. Budi Santoso, S.E.")
    assert typed_mentions(text, known) == (found, unclear)


def test_who_is_mentioned_is_told_once_and_reads_it_once(campaign: Campaign, kabag: User, uuid: str) -> None:
    team, sekda = campaign.people["tim_kinerja"], campaign.people["sekda"]
    with acting(kabag.actor):
        write(uuid, "Mohon perhatian @Tim Kinerja.", [sekda.pegawai.id, team.pegawai.id])
    for user in (team, sekda):
        assert mails(user) == ["Anda disebut: Pengumpulan Data Kinerja Triwulan I 2026"]
        with acting(user.actor):
            (one,) = unread(user.actor)
            assert one.komentar.isi == "Mohon perhatian @Tim Kinerja."
    with acting(team.actor):
        mark_read(campaign.fresh())
        assert unread(team.actor) == []
    with acting(sekda.actor):
        assert len(unread(sekda.actor)) == 1
    with acting(kabag.actor):
        (line,) = comments_of(campaign.fresh())
        assert (sorted(line.sebutan), line.mine, line.gone) == (["Sekda", "Tim Kinerja"], True, False)


def test_what_cannot_be_written(campaign: Campaign, kabag: User, uuid: str) -> None:
    stranger = next(iter(campaign.asked.values()))
    blind = make_user(campaign.owner, ("sop_kinerja.tugas.do",), "Tanpa izin membaca")
    with acting(kabag.actor):
        for text, field in (("  ", "isi"), ("a" * 2001, "isi")):
            with pytest.raises(FieldErrors) as wrong:
                write(uuid, text)
            assert wrong.value.fields.keys() == {field}
        for user in (stranger, blind, kabag):
            with pytest.raises(FieldErrors) as wrong:
                write(uuid, "halo", [user.pegawai.id])
            assert wrong.value.fields.keys() == {"sebutan"}
        write(uuid, "a" * 2000)
        assert blind.pegawai not in colleagues(kabag.actor)
    with acting(blind.actor), pytest.raises(NotAllowed):
        write(uuid, "halo")
    with acting(stranger.actor), pytest.raises((NotFound, NotAllowed)):
        write(uuid, "halo")


def test_one_takes_back_only_ones_own(campaign: Campaign, kabag: User, uuid: str) -> None:
    team = campaign.people["tim_kinerja"]
    with acting(kabag.actor):
        made, _ = write(uuid, "Salah kirim @Tim Kinerja")
    with acting(team.actor), pytest.raises(NotAllowed, match="hanya dapat dihapus oleh penulisnya"):
        take_back(str(made.uuid))
    with acting(kabag.actor):
        take_back(str(made.uuid))
        (line,) = comments_of(campaign.fresh())
        assert line.gone and not line.mine
        assert (Komentar.select().get().isi, KomentarSebutan.select().count()) == ("", 0)
        with pytest.raises(StateError, match="sudah dihapus"):
            take_back(str(made.uuid))
    with acting(team.actor):
        assert unread(team.actor) == []


def test_on_the_pages(campaign: Campaign, kabag: User, uuid: str, client: Any, login_as: Any, post: Any) -> None:
    team = campaign.people["tim_kinerja"]
    url, task = f"/sop-kinerja/pelaksanaan/{uuid}", campaign.task(1)
    login_as(client, kabag)
    nasty = "<script>alert(1)</script>\nbaris kedua"
    sent = post(client, f"{url}/komentar", isi=nasty, sebutan=[str(team.pegawai.id)], tugas=str(task.uuid))
    assert sent.status_code == 302 and f"/tugas/{task.uuid}" in sent.location
    for page in (url, f"/sop-kinerja/tugas/{task.uuid}"):
        text = client.get(page).get_data(as_text=True)
        assert "&lt;script&gt;alert(1)" in text and "<script>alert" not in text
        assert "perangkat daerah lain yang diminta data tidak melihatnya" in text and "langkah 1" in text
    empty = post(client, f"{url}/komentar", isi="", sebutan=[str(team.pegawai.id)])
    assert empty.status_code == 400 and 'href="#f-isi"' in empty.get_data(as_text=True)
    login_as(client, team)
    home = client.get("/").get_data(as_text=True)
    assert "Kabag Organisasi menyebut Anda" in home and f"{url}#komentar" in home
    client.get(url)
    assert "menyebut Anda" not in client.get("/").get_data(as_text=True)
    with campaign.as_owner():
        made = Komentar.select().get()
    assert post(client, f"/sop-kinerja/komentar/{made.uuid}/hapus").status_code == 403
    login_as(client, kabag)
    assert post(client, f"/sop-kinerja/komentar/{made.uuid}/hapus").status_code == 302
    assert "Komentar dihapus oleh Kabag Organisasi." in client.get(url).get_data(as_text=True)


def test_an_ambiguous_name_is_said_so(
    campaign: Campaign, kabag: User, uuid: str, client: Any, login_as: Any, post: Any
) -> None:
    for name in ("Siti Aminah", "Siti Rahma"):
        make_user(campaign.owner, ("sop_kinerja.kasus.read",), name)
    login_as(client, kabag)
    url = f"/sop-kinerja/pelaksanaan/{uuid}"
    assert post(client, f"{url}/komentar", isi="@Siti mohon dicek").status_code == 302
    assert "«@Siti» cocok dengan beberapa orang" in client.get(url).get_data(as_text=True)
    with campaign.as_owner():
        assert KomentarSebutan.select().count() == 0


def test_an_asked_department_sees_no_comment(
    campaign: Campaign, kabag: User, uuid: str, client: Any, login_as: Any
) -> None:
    campaign.do_until(7)
    department, user = next(iter(campaign.asked.items()))
    with acting(kabag.actor):
        write(uuid, "Dinas ini selalu terlambat.")
    login_as(client, user)
    text = client.get(f"/sop-kinerja/tugas/{campaign.task(7, department).uuid}").get_data(as_text=True)
    assert "selalu terlambat" not in text and "Komentar" not in text
    with acting(user.actor):
        assert Komentar.select().count() == 0
