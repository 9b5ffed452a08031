"""Banggai: by order of the Camat, the form made by the Kasubag is filled by every unit side by side."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core import activation, clock
from core.actor import acting, system_actor
from core.errors import NotAllowed, StateError
from core.files import Dokumen
from core.organisation.models import Jabatan, PerangkatDaerah, UnitKerja
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Indikator, Kasus, KasusDokumen, Penyampaian, Rekap, RekapPerangkat, Tugas
from plugins.sop_kinerja.services import data_check, data_fill, formulir, rekap
from plugins.sop_kinerja.services.data_entry import Entry
from plugins.sop_kinerja.services.data_list import collection
from plugins.sop_kinerja.services.kasus import CASES
from plugins.sop_kinerja.services.kasus_hand import complete_by_hand
from plugins.sop_kinerja.services.kasus_start import start_case
from plugins.sop_kinerja.services.sop import columns_of
from plugins.sop_kinerja.services.sop_columns import set_positions
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops

SINGLE = {"camat": "Camat", "sekretaris": "Sekretaris", "kasubag": "Kasubag", "kasubag_perenc": "Kasubag Perenc"}
UNITS = ("Kepala Seksi Pemerintahan", "Kepala Seksi Ekbang", "Lurah Contoh")


class Office:
    """The sub-district: its people by column and unit, and the case that the Camat orders."""

    def __init__(self, department: PerangkatDaerah) -> None:
        self.department = department
        with acting(system_actor()):
            activation.turn_on("sop_kinerja", department.id)
        self.people = {code: make_user(department, ("sop_kinerja.*",), name) for code, name in SINGLE.items()}
        self.units = [self._unit(name) for name in UNITS]
        data = next(sop for sop in seed_sops() if sop.kode == "batui_selatan_banggai")
        with acting(system_actor(department.id)):
            self.versi = import_sop(data, department.id)
            set_positions(columns_of(self.versi)["kepala_seksi_lurah"], [user.jabatan for user in self.units])
            ratify(self.versi)
            self.indicators = [
                Indikator.create(
                    perangkat_daerah=department, kode=f"K-{n}", uraian=f"Kegiatan {n}", satuan="kegiatan", urutan=n
                )
                for n in (1, 2, 3)
            ]
        with acting(self.people["camat"].actor):
            self.kasus: Kasus = start_case(self.versi, "2026-TW1", clock.today() + timedelta(days=20))

    def _unit(self, name: str) -> User:
        user = make_user(self.department, ("sop_kinerja.*",), name)
        with acting(system_actor(self.department.id)):
            unit = UnitKerja.create(perangkat_daerah=self.department, kode=name[-8:], nama=name.removeprefix("Kepala "))
            Jabatan.update({Jabatan.unit_kerja: unit}).where(Jabatan.id == user.jabatan.id).execute()
        return user

    def open(self) -> list[tuple[int, str]]:
        with acting(system_actor(self.department.id)):
            rows = Tugas.select().where((Tugas.kasus == self.kasus) & (Tugas.status == "berjalan"))
            return [(row.nomor, str(row.jabatan)) for row in rows.order_by(Tugas.nomor, Tugas.id)]

    def task(self, nomor: int, user: User) -> Tugas:
        with acting(user.actor):
            return Tugas.get(
                (Tugas.kasus == self.kasus)
                & (Tugas.nomor == nomor)
                & (Tugas.status == "berjalan")
                & (Tugas.jabatan == user.jabatan.id)
            )

    def by_hand(self, nomor: int, user: User) -> None:
        task = self.task(nomor, user)
        with acting(user.actor):
            complete_by_hand(str(task.uuid), "ya", note="Dilaksanakan.", agreed=True)

    def until_filling(self) -> None:
        """Steps 1 to 6, the form asking for the first two indicators."""
        for nomor, code in ((1, "camat"), (2, "sekretaris")):
            self.by_hand(nomor, self.people[code])
        task = self.task(3, self.people["kasubag"])
        with acting(self.people["kasubag"].actor):
            formulir.issue(str(task.uuid), [str(one.uuid) for one in self.indicators[:2]], "Isi menurut buku register.")
        for user in self.units:
            self.by_hand(4, user)
        for nomor in (5, 6):
            self.by_hand(nomor, self.people["kasubag_perenc"])

    def fill(self, user: User, *figures: str) -> None:
        form = self.form(user)
        with acting(user.actor):
            data_fill.finish(
                str(form.uuid), {n: Entry(text) for n, text in enumerate(figures, start=1)}, versi=form.versi
            )

    def hand_in(self, user: User) -> None:
        form = self.form(user)
        with acting(user.actor):
            data_fill.submit(str(form.uuid), {}, versi=form.versi)

    def form(self, user: User) -> Penyampaian:
        with acting(user.actor):
            return Penyampaian.get(
                (Penyampaian.kasus_uuid == str(self.kasus.uuid)) & (Penyampaian.cabang == str(user.jabatan.id))
            )


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return Office(department)


def test_units_work_side_by_side_and_join(office: Office, run_jobs, mail_sink) -> None:
    first, second, third = office.units
    office.until_filling()
    assert office.open() == [(7, name) for name in UNITS]
    office.fill(first, "4", "2")
    assert office.open() == [(7, UNITS[1]), (7, UNITS[2]), (8, UNITS[0])], "the first goes on without the others"
    office.hand_in(first)
    for user in (second, third):
        office.fill(user, "1", "0")
        office.hand_in(user)
    assert office.open() == [(9, "Kasubag")]
    kasubag = office.people["kasubag"].actor
    with acting(kasubag):
        found = collection(str(office.kasus.uuid))
        assert [line.nama for line in found.lines] == ["Seksi Pemerintahan", "Seksi Ekbang", "Lurah Contoh"]
        for line in found.lines:
            data_check.verify(line.uuid)
            data_check.approve(line.uuid)
        rekap.request(str(office.kasus.uuid))
    run_jobs()
    with acting(kasubag):
        kasus = Kasus.get_by_id(office.kasus.id)
        made = Rekap.get(Rekap.kasus == kasus)
        parts = [row.pihak for row in RekapPerangkat.select().where(RekapPerangkat.rekap == made)]
        names = [str(row.nama) for row in KasusDokumen.select().where(KasusDokumen.kasus == kasus)]
        assert kasus.status == "selesai"
        assert made.status == "disetujui" and Dokumen.get_by_id(made.dokumen_id).nama.endswith(".xlsx")
        assert parts == ["Seksi Pemerintahan", "Seksi Ekbang", "Lurah Contoh"]
        assert any(name.startswith("Format permintaan data kinerja") for name in names)
        assert sum(name.startswith("Formulir penyampaian") for name in names) == 3
        assert names[-1].startswith("Rekapitulasi capaian kinerja")


def test_the_form_asks_for_what_was_chosen(office: Office) -> None:
    office.until_filling()
    form = office.form(office.units[0])
    with acting(office.units[0].actor):
        assert [row.kode for row in form.daftar_realisasi] == ["K-1", "K-2"]


def test_a_unit_fills_only_its_own_form(office: Office) -> None:
    first, second, _ = office.units
    office.until_filling()
    form = office.form(first)
    with acting(second.actor), pytest.raises(NotAllowed, match="Seksi Pemerintahan"):
        data_fill.save(str(form.uuid), {1: Entry("9")}, versi=form.versi)


def test_one_unit_is_sent_back_and_the_others_stay_done(office: Office) -> None:
    second = office.units[1]
    office.until_filling()
    for user in office.units:
        office.fill(user, "1", "2")
        office.hand_in(user)
    with acting(office.people["kasubag"].actor):
        data_check.send_back(str(office.form(second).uuid), "Angka kedua tidak cocok dengan register.")
        step = CASES.open_steps(str(office.kasus.uuid), "kinerja.verifikasi")[0]
        with pytest.raises(StateError, match="masih menunggu langkah 8 dari Kepala Seksi Ekbang"):
            CASES.complete(step.tugas_uuid, "ya")
    assert office.open() == [(8, UNITS[1]), (9, "Kasubag")]
    form = office.form(second)
    with acting(second.actor):
        data_fill.submit(str(form.uuid), {2: Entry("3")}, versi=form.versi)
        assert Penyampaian.get_by_id(form.id).daftar_realisasi[1].nilai == Decimal(3)
    assert office.open() == [(9, "Kasubag")]


def test_a_unit_without_a_holder_stops_the_start(department: PerangkatDaerah) -> None:
    office = Office(department)
    with acting(office.people["camat"].actor):
        with acting(system_actor(department.id)):
            empty = Jabatan.create(
                perangkat_daerah=department, unit_kerja=UnitKerja.get(), kode="KOSONG", nama="Lurah Kosong"
            )
            column = columns_of(office.versi)["kepala_seksi_lurah"]
            set_positions(column, [*(user.jabatan for user in office.units), empty])
        with pytest.raises(StateError, match="Lurah Kosong sedang tidak ada pemegangnya"):
            start_case(office.versi, "2026-TW2", clock.today() + timedelta(days=20))
        assert Kasus.select().count() == 1
