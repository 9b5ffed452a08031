"""Starting a run: what must be in place first."""

from datetime import date, timedelta
from typing import Any

import pytest

from core import clock
from core.actor import acting
from core.errors import FieldErrors, NotAllowed, StateError
from core.organisation.models import Penugasan, PerangkatDaerah
from core.scoping import department_scope
from core.testing.people import make_department
from plugins.sop_kinerja.models import Indikator, Kasus, Realisasi, SopPelaksana, SopVersi
from plugins.sop_kinerja.services.kasus_start import askable, start_case
from plugins.sop_kinerja.services.kasus_ulang import restart
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.kasus_world import Campaign, make_campaign, together


@pytest.fixture
def campaign(department: PerangkatDaerah) -> Campaign:
    return make_campaign(department, 1)


def start(campaign: Campaign, who: str = "kabag_organisasi", **changed: Any) -> Kasus:
    values = {"periode": "2026-TW1", "tenggat": clock.today() + timedelta(days=9), "tujuan_ids": list(campaign.asked)}
    with acting(campaign.people[who].actor):
        return start_case(campaign.versi, **(values | changed))


def test_one_run_for_a_period(campaign: Campaign) -> None:
    first = start(campaign)
    assert first.nama == "Pengumpulan Data Kinerja Triwulan I 2026"
    with pytest.raises(StateError, match="Triwulan I 2026 sedang berjalan"):
        start(campaign)
    campaign.kasus = start(campaign, periode="2026-TW2", nama="Kampanye kedua")
    assert campaign.fresh().nama == "Kampanye kedua"
    campaign.kasus = first
    campaign.do_until(10)
    with department_scope(campaign.owner.id):
        assert Kasus.select().count() == 2


def test_a_period_that_was_collected_is_not_collected_again(campaign: Campaign) -> None:
    campaign.start()
    campaign.do_until(10)
    campaign.do(10)
    with pytest.raises(StateError, match="Triwulan I 2026 sudah selesai"):
        start(campaign)


@pytest.mark.usefixtures("each_database")
def test_two_starts_in_the_same_second(campaign: Campaign) -> None:
    work = [lambda: start(campaign)] * 2
    outcomes = together(work, [campaign.people["kabag_organisasi"]] * 2)
    assert outcomes.count(None) == 1
    with department_scope(campaign.owner.id):
        assert Kasus.select().count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"periode": "2026-Q1"}, "periode"),
        ({"tenggat": date(2020, 1, 1)}, "tenggat"),
        ({"tujuan_ids": []}, "tujuan"),
        ({"tujuan_ids": [999999]}, "tujuan"),
        ({"nama": "x" * 251}, "nama"),
    ],
)
def test_wrong_fields_are_named(campaign: Campaign, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldErrors) as found:
        start(campaign, **changed)
    assert list(found.value.fields) == [field]
    with department_scope(campaign.owner.id):
        assert Kasus.select().count() == 0


def test_a_department_must_have_the_plugin_on(campaign: Campaign) -> None:
    off = make_department("Dinas Mati", campaign.owner.pemerintah_daerah)
    with pytest.raises(FieldErrors, match="belum dinyalakan di Dinas Mati"):
        start(campaign, tujuan_ids=[*campaign.asked, off.id])
    with department_scope(campaign.owner.id):
        assert [(row.nama, on) for row, on in askable(campaign.owner.id)] == [
            ("Dinas Contoh 1", True),
            ("Dinas Mati", False),
        ]


def test_a_column_without_position_or_holder_is_named(campaign: Campaign) -> None:
    with department_scope(campaign.owner.id):
        column = SopPelaksana.get(SopPelaksana.kode == "sekda")
        Penugasan.update({Penugasan.selesai: date(2021, 1, 1)}).where(Penugasan.jabatan == column.jabatan_id).execute()
    with pytest.raises(StateError, match="Kolom «Sekda»: jabatan Sekda sedang tidak ada pemegangnya"):
        start(campaign)
    with department_scope(campaign.owner.id):
        SopPelaksana.update({SopPelaksana.jabatan: None}).where(SopPelaksana.id == column.id).execute()
    with pytest.raises(StateError, match="«Sekda» belum dihubungkan"):
        start(campaign)


def test_a_department_in_which_nobody_could_hand_in_is_named(campaign: Campaign) -> None:
    (department,) = campaign.asked
    with department_scope(department):
        Penugasan.update({Penugasan.selesai: date(2021, 1, 1)}).where(
            Penugasan.perangkat_daerah == department
        ).execute()
    with pytest.raises(StateError, match="Dinas Contoh 1"):
        start(campaign)


def test_only_a_ratified_version_runs(campaign: Campaign) -> None:
    with campaign.as_owner():
        draft: SopVersi = import_sop(next(one for one in seed_sops() if one.pola == "perintah"), campaign.owner.id)
    campaign.versi = draft
    with pytest.raises(StateError, match="«Konsep»"):
        start(campaign)


def test_it_needs_the_permission(campaign: Campaign) -> None:
    (user,) = campaign.asked.values()
    with acting(user.actor), pytest.raises(NotAllowed, match="Memulai pelaksanaan SOP"):
        start_case(campaign.versi, "2026-TW1", clock.today(), campaign.asked)


def test_only_the_key_indicators_can_be_asked_for(campaign: Campaign) -> None:
    """A department without any is named before anything has begun; the one that is started again asks for the same."""
    (asked,) = campaign.asked.values()
    with department_scope(asked.department.id):
        key, other = (
            Indikator.create(perangkat_daerah=asked.department, kode=f"K-{n}", uraian=f"Indikator {n}", satuan="%")
            for n in (1, 2)
        )
    with pytest.raises(FieldErrors, match="Belum ada IKU di Dinas Contoh 1"):
        start(campaign, cakupan="iku")
    with pytest.raises(FieldErrors, match="Pilih indikator"):
        start(campaign, cakupan="apa saja")
    with department_scope(asked.department.id):
        Indikator.update({Indikator.iku: True}).where(Indikator.id == key.id).execute()
    first = start(campaign, cakupan="iku")
    with acting(campaign.people["kabag_organisasi"].actor):
        campaign.kasus = restart(str(first.uuid), "ulang")
    campaign.do_until(7)
    with department_scope(asked.department.id):
        assert [row.kode for row in Realisasi.select()] == [key.kode] and other.aktif
