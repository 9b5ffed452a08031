"""The demo's organisation: complete, valid, and the same after a second load."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core import activation, demo, registry
from core.accounts.models import Akun, Peran, PeranAkun, PeranJabatan
from core.accounts.operations import actor_for, authenticate
from core.actor import acting, system_actor
from core.gate import Aktivasi, active_plugins
from core.nip import parse_nip
from core.organisation.models import (
    HariLibur,
    Jabatan,
    Pegawai,
    PemerintahDaerah,
    Penugasan,
    PerangkatDaerah,
    UnitKerja,
)
from core.organisation.positions import head_of, holders
from core.permissions import expand
from tests.core.demo_support import started

TABLES = (
    *(PemerintahDaerah, PerangkatDaerah, UnitKerja, Jabatan, Pegawai, Penugasan, HariLibur),
    *(Akun, Peran, PeranAkun, PeranJabatan, Aktivasi),
)


@pytest.fixture(scope="module", autouse=True)
def organisation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("demo")
    shutil.copyfile(sqlite_template, home / "selaras.db")
    with started(home):
        demo.load_organisation()
        yield


def _department(code: str) -> PerangkatDaerah:
    return PerangkatDaerah.get(PerangkatDaerah.kode == code)


def test_three_regencies_with_the_departments_of_the_five_sops() -> None:
    zones = {row.nama: row.zona_waktu for row in PemerintahDaerah.select()}
    assert zones == {
        "Kabupaten Lamandau": "Asia/Jakarta",
        "Kabupaten Balangan": "Asia/Makassar",
        "Kabupaten Banggai": "Asia/Makassar",
    }
    codes = {row.kode for row in PerangkatDaerah.select()}
    assert {"setda", "inspektorat", "bpkpad", "dkp3", "batui-selatan"} <= codes
    lamandau = PerangkatDaerah.select().join(PemerintahDaerah).where(PemerintahDaerah.kode == "lamandau").count()
    assert lamandau - 1 >= 6


def test_loading_again_changes_nothing_and_leaves_a_plugin_off_that_was_turned_off() -> None:
    before = [table.select().count() for table in TABLES]
    setda = _department("setda")
    with acting(system_actor()):
        activation.turn_off("arsip", setda.id)
    demo.load_organisation()
    assert [table.select().count() for table in TABLES] == before
    assert "arsip" not in active_plugins(setda.id)
    with acting(system_actor()):
        activation.turn_on("arsip", setda.id)


def test_every_department_has_a_head_and_every_position_somebody_with_an_account_and_a_role() -> None:
    for department in PerangkatDaerah.select():
        assert head_of(department.id) is not None, department
    for position in Jabatan.select():
        found = holders(position.id, date(2026, 1, 5))
        assert [holder.nama for holder in found] == [{"Sekretaris Daerah": "Sekda"}.get(position.nama, position.nama)]
        assert Akun.select().where(Akun.pegawai == found[0].pegawai_id).exists()
        assert PeranJabatan.select().where(PeranJabatan.jabatan == position).exists()


def test_every_nip_is_formally_valid_and_plainly_invented() -> None:
    for person in Pegawai.select():
        nip = parse_nip(person.nip)
        assert (nip.birth_date, nip.appointment_year, nip.appointment_month) == (date(1970, 1, 1), 1995, 1)
    assert all(akun.surel.endswith(".example") for akun in Akun.select())


def test_a_plh_acts_for_the_asisten_in_july_2026_only() -> None:
    asisten = Jabatan.get(Jabatan.kode == "asisten_administrasi_umum")
    assert [h.title for h in holders(asisten.id, date(2026, 7, 6))] == [
        "Plh. Asisten Administrasi Umum",
        "Asisten Administrasi Umum",
    ]
    assert len(holders(asisten.id, date(2026, 7, 18))) == 1


def test_the_accounts_that_are_printed_can_sign_in() -> None:
    shown = demo.accounts()
    assert [account.username for account in shown][:4] == ["kabag.organisasi", "tim.kinerja", "asisten", "sekda"]
    for account in shown:
        akun = authenticate(account.username, account.password)
        assert actor_for(akun).permissions
        assert account.password in str(account)


def test_roles_name_permissions_that_exist() -> None:
    for role in Peran.select():
        for pattern in role.izin:
            assert expand([pattern], registry.registry().permissions), f"{role.kode}: {pattern}"


def test_each_department_uses_the_plugins_it_was_given() -> None:
    known = set(registry.registry().plugins)
    for code, wanted in {
        "setda": {"sop_kinerja", "surat", "arsip"},
        "dinkes": {"sop_kinerja", "surat"},
        "inspektorat": {"sop_kinerja", "arsip"},
        "batui-selatan": {"sop_kinerja"},
    }.items():
        assert active_plugins(_department(code).id) == wanted & known
