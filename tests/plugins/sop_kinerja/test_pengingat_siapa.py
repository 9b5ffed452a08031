"""Who is reminded: holders, who took the task, suppliers, superiors; what becomes of those without an address."""

import pytest

from core import clock
from core.organisation.models import Pegawai, Penugasan, PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from plugins.sop_kinerja.models import Tugas
from tests.plugins.sop_kinerja.kasus_world import Campaign
from tests.plugins.sop_kinerja.pengingat_world import above, letter, nearly_due, remind
from tests.plugins.sop_kinerja.waktu_world import change, go_on, wait, wib


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return nearly_due(department)


def test_what_waits_for_others_is_not_reminded_of(campaign: Campaign) -> None:
    wait(campaign, 1, wib(2, 10))
    assert remind(wib(5, 8)) == []
    task = go_on(campaign, 1, wib(5, 10))
    assert task.tenggat == wib(9, 9)
    assert remind(wib(6, 8)) == [("Kabag Organisasi", "Tugas SOP: 1 akan jatuh tempo")]


def test_who_supplies_what_is_missing_hears_of_it(campaign: Campaign) -> None:
    supplier = campaign.people["pelaksana"]
    need = {"nama": "PK 2026", "sebab": "", "oleh": "Pelaksana", "jenis": "acuan", "jabatan_id": supplier.jabatan.id}
    other = {
        "nama": "Rekap",
        "sebab": "",
        "oleh": "",
        "jenis": "hasil",
        "jabatan_id": campaign.people["sekda"].jabatan.id,
    }
    change(campaign.task(1), tertahan=True, kurang=[need, other], mulai=None, berhenti=wib(2, 9))
    assert remind(wib(3, 8)) == [("Pelaksana", "Tugas SOP: 1 ditunggu dari Anda")]
    assert "Menunggu PK 2026 sejak 2 Maret 2026 pukul 09.00 WIB." in letter("ditunggu")
    assert remind(wib(5, 8)) == []


def test_without_a_superior_the_head_is_told(campaign: Campaign) -> None:
    above(campaign, "kabag_organisasi", None)
    remind(wib(5, 8))
    assert remind(wib(6, 8)) == [("Sekda", "Tugas SOP: 1 perlu perhatian Anda")]


def test_nobody_is_told_of_himself(campaign: Campaign) -> None:
    """The superior acts for the position: then it is for the head."""
    with campaign.as_owner():
        Penugasan.create(
            perangkat_daerah=campaign.owner,
            jabatan=campaign.people["kabag_organisasi"].jabatan,
            pegawai=campaign.people["asisten_administrasi_umum"].pegawai,
            jenis="plh",
            mulai=wib(1, 0).date(),
        )
    names = [name for name, _ in remind(wib(5, 8))]
    assert names == ["Asisten Administrasi Umum", "Kabag Organisasi"]
    assert remind(wib(6, 8)) == [("Sekda", "Tugas SOP: 1 perlu perhatian Anda")]


@pytest.mark.parametrize("empty", ["address", "position"])
def test_a_late_task_that_nobody_hears_of_goes_to_the_superior_at_once(campaign: Campaign, empty: str) -> None:
    kabag = campaign.people["kabag_organisasi"]
    with scope(EVERYWHERE):
        if empty == "address":
            Pegawai.update(surel="").where(Pegawai.id == kabag.pegawai.id).execute()
        else:
            Penugasan.update(selesai=wib(2, 0).date()).where(Penugasan.jabatan == kabag.jabatan.id).execute()
    assert remind(wib(3, 8)) == []
    assert remind(wib(5, 8)) == [("Asisten Administrasi Umum", "Tugas SOP: 1 perlu perhatian Anda")]
    words = "Kabag Organisasi, belum mempunyai alamat surel" if empty == "address" else "jabatan ini sedang kosong"
    assert f"Pada Kabag Organisasi ({words}) sejak" in letter("perhatian")
    assert remind(wib(6, 8)) == []


def test_a_new_holder_is_told_too_and_who_took_it_alone(campaign: Campaign) -> None:
    remind(wib(3, 8))
    with scope(EVERYWHERE):
        Penugasan.create(
            perangkat_daerah=campaign.owner,
            jabatan=campaign.people["kabag_organisasi"].jabatan,
            pegawai=campaign.people["pelaksana"].pegawai,
            jenis="plh",
            mulai=wib(4, 0).date(),
        )
    assert remind(wib(4, 8)) == [("Pelaksana", "Tugas SOP: 1 akan jatuh tempo")]
    change(campaign.task(1), diambil=campaign.people["pelaksana"].pegawai.id)
    assert remind(wib(5, 8)) == [("Pelaksana", "Tugas SOP: 1 terlambat")]


def test_an_address_that_is_none_stops_nobody_else(campaign: Campaign) -> None:
    with scope(EVERYWHERE):
        Pegawai.update(surel="a@b, c@d").where(Pegawai.id == campaign.people["kabag_organisasi"].pegawai.id).execute()
    with clock.at(wib(2, 9)):
        campaign.start("2026-TW2")
    team = campaign.people["tim_kinerja"]
    with campaign.as_owner():
        other = Tugas.get(Tugas.periode == "2026-TW2")
    change(other, jabatan=team.jabatan.id, tenggat=wib(4, 9))
    assert remind(wib(3, 8)) == [("Tim Kinerja", "Tugas SOP: 1 akan jatuh tempo")]
