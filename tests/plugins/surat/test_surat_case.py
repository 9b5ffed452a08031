"""Letters that belong to a case of Lamandau's SOP: every move of the letter moves the case, and no other."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from core import activation, clock, services
from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, StateError
from core.events import emit
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, make_user
from plugins.arsip.contracts import BerkasDibuat
from plugins.sop_kinerja.contracts import Cases, StepAction, StepRef
from plugins.sop_kinerja.models import Kasus
from plugins.sop_kinerja.services.kasus_start import start_case
from plugins.sop_kinerja.services.sop import import_sop, ratify
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.surat.contracts import Letters
from plugins.surat.models import NomorSurat, Pengiriman, SuratKeluar, SuratMasuk
from plugins.surat.services import byhand, casework, distribution, drafting, initials, reading, receipt, signing, wet
from tests.plugins.surat.surat_world import PASSPHRASE, SCAN, SOP, Office, make_office


class Run:
    """A case that has come to step 2, and the office whose people go on."""

    def __init__(self, office: Office) -> None:
        self.office = office
        make_user(office.home, SOP, "Pelaksana")
        for department in (office.home, office.near, office.far):
            with acting(system_actor(department.id)):
                activation.turn_on("sop_kinerja", department.id)
        for department in (office.near, office.far):
            make_user(department, ("sop_kinerja.penyampaian.submit", "sop_kinerja.tugas.do"), "Perencana", kepala=True)
        with acting(system_actor(office.home.id)):
            versi = import_sop(next(sop for sop in seed_sops() if sop.kode == "organisasi_lamandau"), office.home.id)
            ratify(versi)
        with acting(office.kabag.actor):
            due = clock.today() + timedelta(days=30)
            self.kasus: Kasus = start_case(versi, "2026-TW2", due, [office.near.id, office.far.id])
            self.cases.complete(self.step("").tugas_uuid, "ya")

    @property
    def cases(self) -> Cases:
        return services.get(Cases, self.office.home.id)

    def step(self, aksi: str) -> StepRef:
        """The open step of that action."""
        with acting(system_actor(self.office.home.id)):
            return self.cases.open_steps(self.kasus.uuid, aksi)[0]

    def open(self) -> list[int]:
        """Numbers of the open steps that are about letters, and of collecting."""
        with acting(system_actor(self.office.home.id)):
            names = ("surat.draf", "surat.paraf", "surat.tanda_tangan", "surat.distribusi", "kinerja.pengumpulan")
            return sorted({step.nomor for name in names for step in self.cases.open_steps(self.kasus.uuid, name)})

    def kinds(self) -> list[str]:
        with acting(system_actor(self.office.home.id)):
            return [document.jenis for document in self.cases.documents(self.kasus.uuid)]

    def draft(self) -> SuratKeluar:
        with acting(self.office.team.actor):
            step = self.step("surat.draf")
            return drafting.start(drafting.prefill(step), step)

    def signed(self) -> SuratKeluar:
        surat = self.draft()
        self.office.submit(surat)
        self.office.agree(surat)
        with acting(self.office.sekda.actor):
            return signing.sign(surat.uuid, PASSPHRASE)


@pytest.fixture
def run(department: PerangkatDaerah) -> Iterator[Run]:
    yield Run(make_office(department))


def by(user: User) -> Any:
    return acting(user.actor)


def test_the_letter_takes_the_case_from_step_2_to_7(run: Run) -> None:
    office = run.office
    surat = run.draft()
    assert surat.hal == "Permintaan Data Kinerja Triwulan II 2026"
    assert surat.penandatangan_id == office.sekda.jabatan.id
    assert surat.rantai == [office.kabag.jabatan.id, office.asisten.jabatan.id]
    office.submit(surat)
    assert (run.open(), run.kinds()) == ([3], ["lain"])
    office.agree(surat, office.kabag)
    assert run.open() == [4]
    office.agree(surat, office.asisten)
    assert run.open() == [5]
    with by(office.sekda):
        signing.sign(surat.uuid, PASSPHRASE)
    assert (run.open(), run.kinds()) == ([6], ["lain", "surat"])
    with by(office.team):
        distribution.distribute(surat.uuid)
    assert (run.open(), run.kinds()) == ([7], ["lain", "surat"])
    with by(office.receiver):
        receipt.receive(SuratMasuk.get().uuid)
    assert run.kinds() == ["lain", "surat", "tanda_terima"]
    with by(office.team):
        outside = Pengiriman.get(Pengiriman.di_luar_sistem == True)  # noqa: E712
        receipt.record_paper_receipt(outside.uuid, io.BytesIO(SCAN), "tanda.pdf")
        info = services.get(Letters).letter_for(f"sop_kinerja_kasus:{run.kasus.uuid}")
        assert info is not None
        assert (info.uuid, info.jumlah_tujuan, info.jumlah_tanda_terima) == (surat.uuid, 2, 2)
        references = [document.rujukan for document in run.cases.documents(run.kasus.uuid)]
    assert references[1] == f"surat_keluar:{surat.uuid}"
    assert run.kinds()[2:] == ["tanda_terima", "tanda_terima"]


def test_tidak_at_the_initials_and_at_the_signature_go_back_to_the_team(run: Run) -> None:
    office = run.office
    surat = run.draft()
    office.submit(surat)
    with by(office.kabag):
        initials.send_back(surat.uuid, "Batas waktu belum jelas.")
    assert run.open() == [2]
    with by(office.team):
        assert byhand.fits(run.step("surat.draf"), byhand.letter_of(run.step("surat.draf")))
        with pytest.raises(StateError, match="sudah disusun"):
            drafting.start(drafting.prefill(run.step("surat.draf")), run.step("surat.draf"))
        signing.choose_way(surat.uuid, "konvensional")
    office.submit(surat)
    office.agree(surat)
    with by(office.sekda):
        wet.print_for_signing(surat.uuid)
        signing.refuse(surat.uuid, "Penanda tangan berhalangan.")
        assert NomorSurat.get().status == "dibatalkan"
    assert run.open() == [2]
    assert office.fresh(surat).status == "konsep"


def test_nothing_moves_when_the_case_refuses(run: Run) -> None:
    """A step that was ended by hand: the letter stays where it was, and no number is used."""
    office = run.office
    surat = run.draft()
    office.submit(surat)
    office.agree(surat)
    with by(office.sekda):
        run.cases.complete(run.step("surat.tanda_tangan").tugas_uuid, "ya")
        with pytest.raises(StateError, match="Langkah SOP"):
            signing.sign(surat.uuid, PASSPHRASE)
        assert NomorSurat.select().count() == 0
        assert reading.letter(surat.uuid).status == "menunggu_tanda_tangan"


def test_a_step_without_a_letter_is_done_outside_and_noted(run: Run) -> None:
    office = run.office
    with acting(system_actor(office.home.id)):
        activation.turn_off("surat", office.home.id)
    with by(office.team):
        assert services.offers(StepAction) is not None
        run.cases.complete(run.step("surat.draf").tugas_uuid, "ya")
    with acting(system_actor(office.home.id)):
        activation.turn_on("surat", office.home.id)
    step = run.step("surat.paraf")
    with by(office.asisten), pytest.raises(NotAllowed):
        byhand.complete_outside(step.tugas_uuid, "ya", "Diparaf pada kertas.")
    with by(office.kabag):
        assert not byhand.fits(step, byhand.letter_of(step))
        with pytest.raises(InputError) as refused:
            byhand.complete_outside(step.tugas_uuid, "ya", " ")
        assert refused.value.field == "catatan"
        byhand.complete_outside(step.tugas_uuid, "ya", "Diparaf pada kertas.", io.BytesIO(SCAN), "paraf.pdf")
    assert (run.open(), run.kinds()) == ([4], ["lain"])


def test_the_team_can_answer_the_assignment_with_tidak(run: Run) -> None:
    with by(run.office.team):
        byhand.return_assignment(run.step("surat.draf").tugas_uuid, "Daftar perangkat daerah belum ada.")
    assert run.open() == []


def test_a_case_without_its_plugin_lets_the_letter_go_on(run: Run) -> None:
    office = run.office
    surat = run.draft()
    office.submit(surat)
    with acting(system_actor(office.home.id)):
        activation.turn_off("sop_kinerja", office.home.id)
    office.agree(surat)
    assert office.fresh(surat).status == "menunggu_tanda_tangan"
    with acting(system_actor(office.home.id)):
        activation.turn_on("sop_kinerja", office.home.id)
    assert run.open() == [3]
    assert not byhand.fits(run.step("surat.paraf"), office.fresh(surat))


def test_actions_lead_to_their_page(run: Run) -> None:
    step = run.step("surat.draf")
    with by(run.office.team):
        names = {action.name: action for action in services.offers(StepAction)}
        assert set(byhand.PERMISSIONS) <= set(names)
        link = names[casework.DRAFT].link(step)
    assert (link.url, link.label) == (f"/surat/langkah/{step.tugas_uuid}", "Susun surat")


def test_a_filed_letter_says_where_it_lies(run: Run) -> None:
    surat = run.signed()
    with by(run.office.team):
        emit(BerkasDibuat(run.office.home.id, "b", "000.8.6.3/1/2026", (f"surat_keluar:{surat.uuid}", "lain:x")))
    assert run.office.fresh(surat).lokasi_arsip == "Berkas 000.8.6.3/1/2026"
