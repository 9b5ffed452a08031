"""The year's page: a calendar laid out with one button, each case with what it waits for."""

from core import activation
from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import Kasus, SopDokumen
from plugins.sop_kinerja.services.kasus_batal import cancel
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops


def _dkp3(department: PerangkatDaerah, *, held: bool = True) -> SopDokumen:
    data = next(sop for sop in seed_sops() if sop.kode == "dkp3_balangan")
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", department.id)
    for column in data.pelaksana if held else ():
        make_user(department, ("sop_kinerja.*",), column.label)
    with acting(system_actor(department.id)):
        versi = import_sop(data, department.id)
        ratify(versi)
    return versi.sop


def test_the_calendar_is_laid_out_and_a_quarter_begun(department, client, login_as, post) -> None:
    sop = _dkp3(department)
    login_as(client, make_user(department, ("sop_kinerja.*",)))
    page = client.get(f"/sop-kinerja/tahun?sop={sop.uuid}&tahun=2099").get_data(as_text=True)
    assert "Kalender 2099 belum disusun" in page and "Susun kalender 2099" in page
    post(client, "/sop-kinerja/tahun/susun", sop=sop.uuid, tahun="2099")
    page = client.get(f"/sop-kinerja/tahun?sop={sop.uuid}&tahun=2099").get_data(as_text=True)
    assert page.count("Direncanakan") == 7
    assert "Menunggu Triwulan I 2099 dan Triwulan II 2099 selesai." in page
    assert page.count("Mulai sekarang") == 4, "only a quarter can begin before its time"
    with acting(system_actor(department.id)):
        first = Kasus.get(Kasus.periode == "2099-TW1")
    answer = post(client, f"/sop-kinerja/pelaksanaan/{first.uuid}/mulai")
    assert answer.headers["Location"].endswith(f"/sop-kinerja/pelaksanaan/{first.uuid}")
    assert "Direncanakan. Menunggu" in client.get(
        f"/sop-kinerja/pelaksanaan/{_case(department, '2099-S1').uuid}"
    ).get_data(as_text=True)


def test_a_year_that_was_cancelled_can_be_laid_out_again(department, client, login_as, post) -> None:
    sop = _dkp3(department)
    login_as(client, make_user(department, ("sop_kinerja.*",)))
    address = f"/sop-kinerja/tahun?sop={sop.uuid}&tahun=2031"
    post(client, "/sop-kinerja/tahun/susun", sop=sop.uuid, tahun="2031")
    assert "Susun kalender 2031" not in client.get(address).get_data(as_text=True)
    with acting(system_actor(department.id)):
        for kasus in Kasus.select():
            cancel(str(kasus.uuid), "Salah tahun.")
    assert "Susun kalender 2031" in client.get(address).get_data(as_text=True)
    post(client, "/sop-kinerja/tahun/susun", sop=sop.uuid, tahun="2031")
    with acting(system_actor(department.id)):
        assert Kasus.select().where(Kasus.status == "rencana").count() == 7


def test_a_column_without_a_holder_is_named_and_nothing_is_laid_out(department, client, login_as, post) -> None:
    sop = _dkp3(department, held=False)
    login_as(client, make_user(department, ("sop_kinerja.*",)))
    post(client, "/sop-kinerja/tahun/susun", sop=sop.uuid, tahun="2099")
    page = client.get(f"/sop-kinerja/tahun?sop={sop.uuid}&tahun=2099").get_data(as_text=True)
    assert "belum dihubungkan dengan jabatan" in page and "belum disusun" in page


def test_another_departments_sop_is_not_there(department, other_department, client, login_as) -> None:
    sop = _dkp3(other_department)
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", department.id)
    login_as(client, make_user(department, ("sop_kinerja.*",)))
    assert client.get(f"/sop-kinerja/tahun?sop={sop.uuid}").status_code == 404


def _case(department: PerangkatDaerah, periode: str) -> Kasus:
    with acting(system_actor(department.id)):
        return Kasus.get(Kasus.periode == periode)
