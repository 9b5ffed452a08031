"""The agreement of a unit's head with the department's, made of what the unit answers for."""

from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting, system_actor
from core.errors import FieldErrors, StateError
from core.organisation.models import Jabatan, PerangkatDaerah, UnitKerja
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Acuan, PerjanjianKinerja, ProgramKegiatan, Sasaran
from plugins.sop_kinerja.services import pk_baca, pk_naskah, pk_pihak, pk_susun
from tests.plugins.sop_kinerja.halaman import page
from tests.plugins.sop_kinerja.pk_world import JANUARY, YEAR, Agreement, make_agreement

URL = "/sop-kinerja/perjanjian-kinerja"


@pytest.fixture
def world(department: PerangkatDaerah) -> Agreement:
    """Indicator 2 is a bidang's own, indicator 3 stands on the bidang's sasaran."""
    with clock.at(JANUARY):
        world = make_agreement(department)
    with acting(system_actor(department.id)):
        unit = UnitKerja.create(perangkat_daerah=department, kode="SD", nama="Bidang Pembinaan SD")
        goal = Sasaran.create(
            perangkat_daerah=department, kode="U-1", uraian="Sasaran bidang", tingkat="unit_kerja", unit_kerja=unit
        )
        world.indicators[1].unit_kerja = unit
        world.indicators[2].untuk_sasaran = goal
        for one in world.indicators[1:]:
            one.save()
        program = ProgramKegiatan.get(ProgramKegiatan.kode == "1.01.01")
        kegiatan = {"jenis": "kegiatan", "induk": program, "unit_kerja": unit, "pagu": Decimal(90_000_000)}
        below = {"jenis": "sub_kegiatan", "unit_kerja": unit, "pagu": Decimal(40_000_000)}
        shared = {"perangkat_daerah": department, "tahun": YEAR}
        above = ProgramKegiatan.create(**shared, **kegiatan, kode="1.01.01.2.01", nama="Pengelolaan SD")
        ProgramKegiatan.create(**shared, **below, induk=above, kode="1.01.01.2.01.0001", nama="Rehabilitasi")
    return world


@pytest.fixture
def lead(world: Agreement) -> User:
    found = make_user(world.home, (), "Kepala Bidang SD")
    _into_the_unit(world, found, world.head.jabatan)
    return found


def _into_the_unit(world: Agreement, who: User, above: Jabatan) -> None:
    with acting(system_actor(world.home.id)):
        unit = UnitKerja.get(UnitKerja.kode == "SD")
        Jabatan.update(unit_kerja=unit, atasan=above).where(Jabatan.id == who.jabatan.id).execute()


def draft(world: Agreement, lead: User) -> PerjanjianKinerja:
    with acting(world.planner.actor):
        return pk_susun.draft(YEAR, world.head.jabatan.id, lead.jabatan.id)


@pytest.mark.usefixtures("each_database")
def test_it_holds_what_the_unit_answers_for_and_the_departments_holds_the_rest(world: Agreement, lead: User) -> None:
    pk = world.fresh(draft(world, lead))
    assert str(pk) == f"Perjanjian Kinerja {YEAR} Bidang Pembinaan SD"
    with acting(system_actor(world.home.id)):
        assert [row.kode for row in pk_baca.lines(pk)] == ["IK-2", "IK-3"]
        assert [(row.kode, row.anggaran) for row in pk_baca.programmes(pk)] == [("1.01.01.2.01", 90_000_000)]
        text = pk_naskah.content(pk, electronic=False)
        assert (text["unit_kerja"], text["pertama"]["nama"]) == ("Bidang Pembinaan SD", "Kepala Bidang SD")
        assert pk_naskah.pdf(pk, electronic=False).startswith(b"%PDF")
    assert text["kedua"]["nama"] == "Kepala Dinas"
    whole = world.fresh(world.draft())
    with acting(system_actor(world.home.id)):
        assert [row.kode for row in pk_baca.lines(whole)] == ["IK-1"]
        assert [one.id for one in pk_baca.all_of(world.home.id)] == [whole.id, pk.id]


def test_one_for_each_unit_and_year_and_its_change(world: Agreement, lead: User) -> None:
    pk = draft(world, lead)
    with pytest.raises(StateError, match=r"Bidang Pembinaan SD sudah ada dan berstatus «Konsep»"):
        draft(world, lead)
    world.submit(pk)
    assert world.upload(pk) == 0
    whole = world.in_force()
    changed = world.change(world.fresh(pk))
    assert str(world.fresh(changed)) == f"Perubahan ke-1 Perjanjian Kinerja {YEAR} Bidang Pembinaan SD"
    assert [world.fresh(one).status for one in (pk, whole, changed)] == ["berlaku", "berlaku", "konsep"]
    with acting(system_actor(world.home.id)):
        kept = [str(row.keterangan) for row in Acuan.select()]
    assert kept == [f"Perjanjian Kinerja {YEAR}"], "steps of an SOP wait for the department's"


@pytest.mark.usefixtures("each_database")
def test_an_indicator_is_agreed_on_once(world: Agreement, lead: User) -> None:
    world.in_force()
    with acting(world.planner.actor):
        world.indicators[0].untuk_sasaran = world.indicators[2].untuk_sasaran
        world.indicators[0].save()
    pk = draft(world, lead)
    with pytest.raises(StateError, match=f"«Indikator 1» sudah diperjanjikan dalam Perjanjian Kinerja {YEAR}[.]"):
        world.submit(pk)


@pytest.mark.usefixtures("each_database")
def test_who_leads_a_unit_with_indicators(world: Agreement, lead: User) -> None:
    staff = make_user(world.home, (), "Staf Bidang SD")
    _into_the_unit(world, staff, lead.jabatan)
    other = make_user(world.home, (), "Kepala Bidang tanpa indikator")
    with acting(world.planner.actor):
        assert [one.nama for one in pk_pihak.first_parties(world.home.id)] == ["Kepala Dinas", "Kepala Bidang SD"]
        with pytest.raises(FieldErrors) as told:
            pk_susun.draft(YEAR, world.head.jabatan.id, other.jabatan.id)
        assert told.value.fields.keys() == {"pihak_pertama"}


def test_the_page_offers_both(world: Agreement, lead: User, client: FlaskClient, login_as: Any, post: Any) -> None:
    login_as(client, world.planner)
    text = page(client, f"{URL}/baru?pihak_pertama={lead.jabatan.id}")
    assert "Kepala Bidang SD" in text and f'name="pihak_pertama" value="{lead.jabatan.id}"' in text
    assert page(client, f"{URL}/baru?pihak_pertama=999999")
    form = {"tahun": str(YEAR), "pihak_kedua": str(world.head.jabatan.id), "pihak_pertama": str(lead.jabatan.id)}
    made = post(client, f"{URL}/baru", **form)
    assert made.status_code == 302
    assert "Bidang Pembinaan SD" in page(client, made.headers["Location"])
    assert "Bidang Pembinaan SD" in page(client, URL)
