"""A small collection for tests: two asked departments, a team that verifies, a head who reviews.

The SOP has five steps: one by hand, collect (each department), verify, review, and one by hand that ends the case.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core import activation, clock
from core.actor import acting, system_actor
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from core.testing.people import User, make_department, make_government, make_user
from plugins.sop_kinerja.models import (
    Indikator,
    Kasus,
    Penyampaian,
    SopDokumen,
    SopLangkah,
    SopPelaksana,
    SopVersi,
    Target,
    Tugas,
)
from plugins.sop_kinerja.services import data_check, data_fill
from plugins.sop_kinerja.services.data_begin import find
from plugins.sop_kinerja.services.data_entry import Entry, Upload
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_start import start_case

PERIOD = "2026-TW2"
DUE = date(2099, 7, 15)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TEAM = (
    "sop_kinerja.tugas.do",
    "sop_kinerja.kasus.*",
    "sop_kinerja.penyampaian.read",
    "sop_kinerja.penyampaian.verify",
    "sop_kinerja.rekap.read",
    "sop_kinerja.rekap.create",
    "sop_kinerja.rekap.export",
)
HEAD = ("sop_kinerja.tugas.do", "sop_kinerja.penyampaian.read", "sop_kinerja.rekap.*")
OPERATOR = ("sop_kinerja.tugas.do", "sop_kinerja.penyampaian.read", "sop_kinerja.penyampaian.submit")

INDICATORS: Mapping[str, tuple[tuple[str, str, str | None, bool], ...]] = {
    # formula, unit, target (None: not due), evidence demanded
    "Dinas Kesehatan": (
        ("naik", "Persen", "80", True),
        ("turun", "Kasus", "4", False),
        ("naik", "Kematian", "0", False),
        ("naik", "Dokumen", None, False),
    ),
    "Dinas Pendidikan": (("naik", "Persen", "60", False), ("turun_rasio", "Hari", "10", False)),
}


@dataclass
class Play:
    """Everybody in it, and the case."""

    government: PemerintahDaerah
    owner: PerangkatDaerah
    team: User
    head: User
    departments: list[PerangkatDaerah]
    operators: list[User]
    kasus: Kasus

    def submission(self, number: int) -> Penyampaian:
        with acting(system_actor()):
            found = find(str(self.kasus.uuid), self.departments[number].id)
        assert found is not None
        return found

    def open_numbers(self) -> list[int]:
        """The numbers of the steps that are open, in order."""
        with acting(system_actor()):
            rows = Tugas.select(Tugas.nomor).where((Tugas.kasus == self.kasus) & (Tugas.status == "berjalan"))
            return sorted(row.nomor for row in rows)

    def fill(self, number: int, values: Mapping[int, str], *, evidence: bool = True) -> Penyampaian:
        """The department's operator hands in these figures (by their number)."""
        row = self.submission(number)
        with acting(self.operators[number].actor):
            return data_fill.submit(str(row.uuid), entries(values, evidence=evidence), versi=row.versi)

    def settle(self, number: int) -> Penyampaian:
        """The team verifies and approves."""
        uuid = str(self.submission(number).uuid)
        with acting(self.team.actor):
            data_check.verify(uuid)
            return data_check.approve(uuid)


HEALTH = {1: "72", 2: "5", 3: "2", 4: ""}
"""72/80 is 90 %; (8 - 5)/4 is 75 %; a target of zero and one that is not due have no capaian."""
SCHOOL = {1: "66,6", 2: "8"}
"""66.6/60 is 111 %; 10/8 is 125 %."""


def entries(values: Mapping[int, str], *, evidence: bool = True, note: str = "") -> dict[int, Entry]:
    return {
        number: Entry(value, note, (upload(f"bukti {number}.pdf", number),) if evidence and value else ())
        for number, value in values.items()
    }


def upload(name: str, number: int = 0, content: bytes = PDF) -> Upload:
    return Upload(io.BytesIO(content + b"%" * number), name)


def start() -> Play:
    government = make_government("Kabupaten Contoh")
    owner = make_department("Sekretariat Daerah", government)
    team, head = make_user(owner, TEAM, "Tim Kinerja"), make_user(owner, HEAD, "Kabag Organisasi", kepala=True)
    departments = [make_department(name, government) for name in INDICATORS]
    operators = [make_user(one, OPERATOR, f"Perencana {one.nama}") for one in departments]
    for one in (owner, *departments):
        with acting(system_actor(one.id)):
            activation.turn_on("sop_kinerja", one.id)
    for one in departments:
        with acting(system_actor(one.id)):
            _indicators(one)
    with acting(system_actor(owner.id)):
        versi = _sop(owner, team, head)
        versi = SopVersi.get_by_id(versi.id)
    with acting(team.actor):
        kasus = start_case(versi, PERIOD, DUE, [one.id for one in departments], "Pengumpulan Data Kinerja")
        CASES.complete(str(Tugas.get(Tugas.kasus == kasus.id).uuid), "ya")
    return Play(government, owner, team, head, departments, operators, kasus)


def _indicators(department: PerangkatDaerah) -> None:
    for number, (formula, unit, target, demanded) in enumerate(INDICATORS[department.nama], start=1):
        row = Indikator.create(
            perangkat_daerah=department,
            kode=f"IKU-{number}",
            sasaran="Meningkatnya mutu pelayanan",
            uraian=f"Indikator {number} {department.nama}",
            satuan=unit,
            formula=formula,
            wajib_bukti=demanded,
            urutan=number,
        )
        value = None if target is None else Decimal(target)
        Target.create(perangkat_daerah=department, indikator=row, periode=PERIOD, nilai=value)


def _sop(owner: PerangkatDaerah, team: User, head: User) -> SopVersi:
    sop = SopDokumen.create(perangkat_daerah=owner, kode="uji", nama="Pengumpulan Data Kinerja")
    versi: SopVersi = SopVersi.create(perangkat_daerah=owner, sop=sop, status="disahkan", disahkan=clock.now())
    columns = {"pd": ("setiap_perangkat_daerah", None), "tim": ("jabatan", team), "kabag": ("jabatan", head)}
    for number, (code, (kind, user)) in enumerate(columns.items(), start=1):
        SopPelaksana.create(
            perangkat_daerah=owner,
            versi=versi,
            urutan=number,
            kode=code,
            label=code.upper(),
            jenis=kind,
            jabatan=user.jabatan if user else None,
        )
    steps = (
        ("Persiapan", "tim", "", None),
        ("Penyampaian data kinerja", "pd", "kinerja.pengumpulan", 1),
        ("Verifikasi data kinerja", "tim", "kinerja.verifikasi", 2),
        ("Telaah rekapitulasi", "kabag", "kinerja.telaah", 3),
        ("Penggandaan", "tim", "", None),
    )
    for number, (text, column, action, back) in enumerate(steps, start=1):
        SopLangkah.create(
            perangkat_daerah=owner,
            versi=versi,
            nomor=number,
            uraian=text,
            jenis="keputusan" if back else "kegiatan",
            pelaksana=[column],
            waktu_nilai=1,
            waktu_satuan="hari",
            tidak_ke=back,
            aksi=action,
        )
    return versi
