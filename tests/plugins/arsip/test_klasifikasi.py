"""Classification and retention as master data."""

import shutil
from pathlib import Path

import pytest

from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed
from core.organisation.models import PemerintahDaerah
from plugins.arsip import services
from plugins.arsip.models import Jra, Klasifikasi
from plugins.arsip.services.klasifikasi import FOLDER


@pytest.fixture(autouse=True)
def imported(home: Path) -> None:
    with acting(system_actor()):
        services.import_master_data()


def test_both_schemes_and_the_schedule_are_there_and_a_second_import_adds_nothing() -> None:
    counts = {versi: Klasifikasi.select().where(Klasifikasi.versi == versi).count() for versi in ("83_2022", "lama")}
    assert counts == {"83_2022": 81, "lama": 67}
    assert {row.kode: (row.aktif_tahun, row.inaktif_tahun, row.nasib_akhir) for row in Jra.select()} == {
        "000.8.6.3": (2, 3, "musnah"),
        "000.7.2.7": (3, 4, "musnah"),
        "000.7.2.8": (1, 1, "musnah"),
        "000.8.3.3": (2, 3, "permanen"),
    }
    with acting(system_actor()):
        assert services.import_master_data() == 0


def test_an_import_changes_no_row_that_somebody_has_corrected() -> None:
    Klasifikasi.update({Klasifikasi.uraian: "Diperbaiki"}).where(Klasifikasi.kode == "000.8.6.3").execute()
    Jra.update({Jra.aktif_tahun: 5}).where(Jra.kode == "000.8.6.3").execute()
    with acting(system_actor()):
        services.import_master_data()
    choice = services.rule_for("000.8.6.3", None)
    assert (choice.uraian, choice.rule.aktif_tahun) == ("Diperbaiki", 5)


def test_a_line_without_a_code_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(FOLDER, folder)
    with (folder / "klasifikasi_lama.csv").open("a") as stream:
        stream.write(",Tanpa kode\n")
    with acting(system_actor()), pytest.raises(InputError, match=r"klasifikasi_lama\.csv, baris 69"):
        services.import_master_data(folder)


def test_importing_needs_the_permission(make_user, as_actor) -> None:  # type: ignore[no-untyped-def]
    with as_actor(make_user(("arsip.klasifikasi.read",))), pytest.raises(NotAllowed):
        services.import_master_data()


def test_a_rule_counts_for_the_codes_below_it(government: PemerintahDaerah) -> None:
    Jra.create(kode="000.1", aktif_tahun=1, inaktif_tahun=2, nasib_akhir="musnah")
    rule = services.rule_for("000.1.2.3", government.id).rule
    assert (rule.aktif_tahun, rule.inaktif_tahun) == (1, 2)


def test_a_governments_own_rule_goes_before_the_common_one_and_is_nobody_elses(government: PemerintahDaerah) -> None:
    Jra.create(kode="000.8.6.3", aktif_tahun=9, inaktif_tahun=1, nasib_akhir="permanen", pemerintah_daerah=government)
    assert services.rule_for("000.8.6.3", government.id).rule.aktif_tahun == 9
    assert services.rule_for("000.8.6.3", None).rule.aktif_tahun == 2
    assert [c.rule.aktif_tahun for c in services.choices(government.id) if c.kode == "000.8.6.3"] == [9]
