"""A department that agrees with the regent on a year: head, planner, superior in another department, indicators."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from core import activation
from core.actor import acting, system_actor
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_department, make_user
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, PerjanjianKinerja, ProgramKegiatan, Target
from plugins.sop_kinerja.services import pk_baca, pk_susun, pk_tanda
from plugins.sop_kinerja.services.indikator_tahun import of_year

YEAR = 2026
JANUARY = datetime(YEAR, 1, 5, 2, tzinfo=UTC)
PARTS = ("TH", "TW1", "TW2", "TW3", "TW4")
PLANNER = ("sop_kinerja.pk.*", "sop_kinerja.acuan.*")
SIGNER = ("sop_kinerja.*.read", "surat.naskah.*", "surat.sertifikat.create")


@dataclass
class Agreement:
    """`home` agrees with the regent, who sits in `setda`."""

    home: PerangkatDaerah
    setda: PerangkatDaerah
    planner: User
    head: User
    regent: User
    indicators: list[Indikator]

    def draft(self, tahun: int = YEAR) -> PerjanjianKinerja:
        with acting(self.planner.actor):
            return pk_susun.draft(tahun, self.regent.jabatan.id)

    def submitted(self, cara: str = "konvensional") -> PerjanjianKinerja:
        return self.submit(self.draft(), cara)

    def submit(self, pk: PerjanjianKinerja, cara: str = "konvensional") -> PerjanjianKinerja:
        with acting(self.planner.actor):
            return pk_tanda.submit(str(pk.uuid), cara)

    def upload(self, pk: PerjanjianKinerja) -> int:
        with acting(self.planner.actor):
            return pk_tanda.upload(str(pk.uuid), scan())[1]

    def in_force(self) -> PerjanjianKinerja:
        pk = self.submitted()
        self.upload(pk)
        return self.fresh(pk)

    def change(self, pk: PerjanjianKinerja, alasan: str = "Perubahan APBD") -> PerjanjianKinerja:
        with acting(self.planner.actor):
            return pk_susun.revise(str(pk.uuid), alasan)

    def fresh(self, pk: PerjanjianKinerja) -> PerjanjianKinerja:
        with acting(system_actor(self.home.id)):
            return pk_baca.get(str(pk.uuid))

    def target(self, number: int, part: str) -> Decimal | None:
        with acting(system_actor(self.home.id)):
            found = Target.get_or_none(
                (Target.indikator == self.indicators[number].id) & (Target.periode == f"{YEAR}-{part}")
            )
        return found.nilai if found else None


def make_agreement(home: PerangkatDaerah) -> Agreement:
    setda = make_department("Sekretariat Daerah", home.pemerintah_daerah)
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", home.id)
    with acting(system_actor(home.id)):
        indicators = [
            _indicator(home, 1, "Meningkatnya mutu pendidikan", "persen", "naik", ("80", "20", "40", "60", "80")),
            _indicator(home, 2, "Meningkatnya mutu pendidikan", "nilai", "naik", ("75.5", None, None, None, "75.5")),
            _indicator(home, 3, "Menurunnya anak putus sekolah", "anak", "turun", ("10", "16", "14", "12", "10")),
        ]
        for number, pagu in ((1, "1250000000"), (2, "750500000.50")):
            ProgramKegiatan.create(
                perangkat_daerah=home, tahun=YEAR, kode=f"1.01.0{number}", nama=f"Program {number}", pagu=Decimal(pagu)
            )
    return Agreement(
        home,
        setda,
        make_user(home, PLANNER, "Kasubbag Perencanaan"),
        make_user(home, SIGNER, "Kepala Dinas", kepala=True),
        make_user(setda, SIGNER, "Bupati"),
        indicators,
    )


def approve(indicator: Indikator, **changed: object) -> None:
    """The indicator's copy of the year, frozen with these changes; inside a scope."""
    row = of_year(indicator, YEAR)
    IndikatorTahun.update(status="disahkan", **changed).where(IndikatorTahun.id == row.id).execute()


def scan(text: str = "pindai") -> tuple[io.BytesIO, str]:
    return io.BytesIO(b"%PDF-1.4\n% " + text.encode() + b"\n%%EOF\n"), f"{text}.pdf"


def _indicator(
    home: PerangkatDaerah, number: int, sasaran: str, satuan: str, formula: str, targets: tuple[str | None, ...]
) -> Indikator:
    row: Indikator = Indikator.create(
        perangkat_daerah=home,
        kode=f"IK-{number}",
        sasaran=sasaran,
        uraian=f"Indikator {number}",
        satuan=satuan,
        formula=formula,
        urutan=number,
    )
    for part, value in zip(PARTS, targets, strict=True):
        Target.create(
            perangkat_daerah=home, indikator=row, periode=f"{YEAR}-{part}", nilai=Decimal(value) if value else None
        )
    approve(row)
    return row
