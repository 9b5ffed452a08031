"""A small plan for tests: a regency with its secretariat and a department, each with a planner and a head."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient

from core import activation
from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah, UnitKerja
from core.testing.people import User, make_department, make_government, make_user
from plugins.sop_kinerja.models import Indikator, ProgramKegiatan, Sasaran

YEAR = 2026
PLANNER = ("sop_kinerja.*.read", "sop_kinerja.indikator.*", "sop_kinerja.rencana.*")
HEAD = ("sop_kinerja.*.read", "sop_kinerja.rencana_tahunan.approve")
PANEL = "/kelola/sop-kinerja-{}/{}/"


@dataclass
class Plan:
    """`setda` keeps the regency's sasaran, `dinkes` is below it; `elsewhere` is of another regency."""

    setda: PerangkatDaerah
    dinkes: PerangkatDaerah
    elsewhere: PerangkatDaerah
    regency_planner: User
    planner: User
    head: User
    goal: Sasaran
    """The regency's sasaran."""

    def sasaran(self, kode: str, **given: Any) -> Sasaran:
        with acting(system_actor()):
            row: Sasaran = Sasaran.create(**{"perangkat_daerah": self.dinkes, "kode": kode, "uraian": kode, **given})
            return row

    def indikator(self, kode: str, **given: Any) -> Indikator:
        with acting(system_actor()):
            content = {"perangkat_daerah": self.dinkes, "kode": kode, "uraian": f"Indikator {kode}", "satuan": "Persen"}
            row: Indikator = Indikator.create(**{**content, **given})
            return row

    def program(self, kode: str, **given: Any) -> ProgramKegiatan:
        with acting(system_actor()):
            content = {"perangkat_daerah": self.dinkes, "tahun": YEAR, "kode": kode, "nama": kode}
            row: ProgramKegiatan = ProgramKegiatan.create(**{**content, **given})
            return row


def make_plan() -> Plan:
    government = make_government("Kabupaten Contoh")
    setda, dinkes = (make_department(one, government) for one in ("Sekretariat Daerah", "Dinas Kesehatan"))
    elsewhere = make_department("Dinas Jauh", make_government("Kabupaten Lain"))
    for one in (setda, dinkes, elsewhere):
        with acting(system_actor(one.id)):
            activation.turn_on("sop_kinerja", one.id)
    with acting(system_actor()):
        goal = Sasaran.create(
            perangkat_daerah=setda, kode="S-1", uraian="Meningkatnya derajat kesehatan masyarakat", tingkat="pemda"
        )
        UnitKerja.get_or_create(perangkat_daerah=dinkes, kode="U", defaults={"nama": "Sekretariat"})
    return Plan(
        setda,
        dinkes,
        elsewhere,
        make_user(setda, PLANNER, "Perencana Setda"),
        make_user(dinkes, PLANNER, "Perencana Dinkes"),
        make_user(dinkes, HEAD, "Kepala Dinkes", kepala=True),
        goal,
    )


def said(answer: Any) -> str:
    """The page's text, with entities as they are read."""
    import html

    return html.unescape(answer.get_data(as_text=True))


Desk = Callable[..., str]


def desk(client: FlaskClient, login_as: Any, post: Any, user: User) -> Desk:
    """`write("sasaran", kode="S", …)` posts the form of a new row (or of row `id`), and gives the page that follows;
    `write("indikator", "delete", id=…)` deletes."""
    login_as(client, user)

    def write(table: str, verb: str = "", *, id: int = 0, **values: Any) -> str:
        way = verb or ("edit" if id else "new")
        address = PANEL.format(table, way) + (f"?id={id}" if id else "")
        answer = post(client, address, **values)
        assert answer.status_code in (200, 302), answer.status_code
        return said(answer) if answer.status_code == 200 else said(client.get(answer.location))

    return write
