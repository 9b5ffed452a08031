"""The linter in an office: positions and holders, revoked regulations, and what stands in the way of ratifying."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import clock
from core.actor import acting, system_actor
from core.errors import StateError
from core.organisation.models import Penugasan, PerangkatDaerah
from core.testing.people import make_user
from core.testing.watching import count_queries
from plugins.sop_kinerja.models import Peraturan, SopVersi
from plugins.sop_kinerja.periksa import Temuan
from plugins.sop_kinerja.services.peraturan import ensure_starter, revoked, starter
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_periksa import all_findings, by_severity, counts, findings
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.good_sops import CAMPAIGN
from tests.plugins.sop_kinerja.kasus_world import lamandau
from tests.plugins.sop_kinerja.test_periksa import change


def codes(found: list[Temuan]) -> list[str]:
    return [one.kode for one in found]


@pytest.mark.usefixtures("each_database")
def test_columns_positions_and_holders(department: PerangkatDaerah) -> None:
    sop = replace(CAMPAIGN, perangkat_daerah=str(department.nama))
    kepala = make_user(department, (), "Kepala Dinas")
    with acting(system_actor(department.id)):
        versi = import_sop(sop, department.id)
        found = [one for one in findings(versi) if one.tempat.jenis == "kolom"]
        assert [(one.kode, one.tempat.kunci) for one in found] == [
            ("kolom_tanpa_jabatan", "sekretaris"),
            ("kolom_tanpa_jabatan", "kasubbag"),
        ]
        Penugasan.update({Penugasan.selesai: clock.today() - timedelta(days=1)}).where(
            Penugasan.jabatan == kepala.jabatan
        ).execute()
        gone = next(one for one in findings(versi) if one.kode == "jabatan_tanpa_pemegang")
        assert gone.tempat.kunci == "kepala" and "«Kepala Dinas»" in gone.masalah


def test_a_galat_stands_in_the_way_and_all_are_named(department: PerangkatDaerah) -> None:
    broken = change(change(CAMPAIGN, 2, pelaksana=()), 4, tidak_ke=None)
    with acting(system_actor(department.id)):
        versi = import_sop(broken, department.id)
        with pytest.raises(StateError) as refused:
            ratify(versi)
        assert "Langkah 2 belum mempunyai pelaksana." in refused.value.sentence
        assert "Langkah 4 adalah keputusan" in refused.value.sentence
        assert SopVersi.get_by_id(versi.id).status == "konsep"


def test_the_five_are_ratified_with_their_questions_open(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        for data in seed_sops():
            versi = import_sop(data, department.id)
            ratify(versi)
            asked = [severity for severity, _, _ in by_severity(findings(versi))]
            assert asked == ["peringatan", "saran"]


def test_what_the_program_knows_of_revoked_regulations_comes_once(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        assert ensure_starter() == len(starter()) == len(revoked())
        row = Peraturan.get(Peraturan.nomor == "79")
        row.delete_instance()
        assert ensure_starter() == 0  # who deletes a row means it
        banggai = next(sop for sop in seed_sops() if sop.kode == "batui_selatan_banggai")
        versi = import_sop(banggai, department.id)
        assert codes(findings(versi)).count("dasar_dicabut") == 1
        Peraturan.create(jenis="Peraturan Pemerintah", nomor="79", tahun=2005, dicabut_oleh="PP Nomor 12 Tahun 2017")
        Peraturan.create(jenis="Surat", nomor="1", tahun=2005, dicabut_oleh="-")
        assert codes(findings(versi)).count("dasar_dicabut") == 2
        assert len(revoked()) == len(starter())


def test_the_first_sop_of_a_site_is_read_with_them(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        import_sop(lamandau(), department.id)
        assert len(revoked()) == len(starter())


def test_many_versions_take_as_many_queries_as_one(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        versions = [import_sop(data, department.id) for data in seed_sops()]
        with count_queries() as one:
            findings(versions[0])
        with count_queries() as many:
            found = all_findings(versions)
        assert len(many) == len(one) <= 7
        assert found[versions[0].id] == findings(versions[0])
        SopVersi.update({SopVersi.status: "dicabut"}).where(SopVersi.id == versions[1].id).execute()
        shown = counts(list(SopVersi.select()))
        assert versions[1].id not in shown and shown[versions[0].id]["peringatan"] > 0
        assert counts([]) == {}
