"""Letters that belong to a case of Lamandau's SOP: every move of the letter moves the case, and no other."""

import io
from typing import Any

import pytest

from core import services
from core.actor import acting
from core.errors import StateError
from core.events import emit
from core.organisation.models import PerangkatDaerah
from core.testing.people import User
from plugins.arsip.contracts import BerkasDibuat
from plugins.sop_kinerja.contracts import StepAction
from plugins.surat.contracts import Letters
from plugins.surat.models import NomorSurat, Pengiriman, SuratMasuk
from plugins.surat.services import casework, distribution, drafting, initials, reading, receipt, signing, steps, wet
from tests.plugins.surat.surat_run import Run
from tests.plugins.surat.surat_world import PASSPHRASE, SCAN, make_office


@pytest.fixture
def run(department: PerangkatDaerah) -> Run:
    return Run(make_office(department))


def by(user: User) -> Any:
    return acting(user.actor)


def test_the_letter_takes_the_case_from_step_2_to_7(run: Run) -> None:
    office = run.office
    surat = run.draft()
    assert surat.hal == "Permintaan Data Kinerja Triwulan II 2026"
    assert surat.penandatangan_id == office.sekda.jabatan.id
    assert surat.rantai == [office.kabag.jabatan.id, office.asisten.jabatan.id]
    office.submit(surat)
    assert (run.open(), run.kinds()) == ([3], ["konsep"])
    office.agree(surat, office.kabag)
    assert run.open() == [4]
    office.agree(surat, office.asisten)
    assert run.open() == [5]
    with by(office.sekda):
        signing.sign(surat.uuid, PASSPHRASE)
    assert (run.open(), run.kinds()) == ([6], ["konsep", "surat"])
    with by(office.team):
        distribution.distribute(surat.uuid)
    assert (run.open(), run.kinds()) == ([7], ["konsep", "surat"])
    with by(office.receiver):
        receipt.receive(SuratMasuk.get().uuid)
    assert run.kinds() == ["konsep", "surat", "tanda_terima"]
    with by(office.team):
        outside = Pengiriman.get(Pengiriman.di_luar_sistem == True)  # noqa: E712
        receipt.record_paper_receipt(outside.uuid, io.BytesIO(SCAN), "tanda.pdf")
        info = services.get(Letters).letter_for(f"sop_kinerja_kasus:{run.kasus.uuid}")
        assert info is not None
        assert (info.uuid, info.jumlah_tujuan, info.jumlah_tanda_terima) == (surat.uuid, 2, 2)
        references = [document.rujukan for document in run.cases.documents(run.kasus.uuid)]
        kept = Pengiriman.get_by_id(outside.id).tanda_terima
    assert kept.perangkat_daerah_id == outside.penerima_id, "the list of a collection goes by whose receipt it is"
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
        assert steps.place(run.step("surat.draf"), office.fresh(surat)) == steps.HERE
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


def test_the_team_can_answer_the_assignment_with_tidak(run: Run) -> None:
    with by(run.office.team):
        steps.return_assignment(run.step("surat.draf").tugas_uuid, "Daftar perangkat daerah belum ada.")
    assert run.open() == []


def test_actions_lead_to_their_page(run: Run) -> None:
    step = run.step("surat.draf")
    with by(run.office.team):
        names = {action.name: action for action in services.offers(StepAction)}
        assert set(steps.PERMISSIONS) <= set(names)
        link = names[casework.DRAFT].link(step)
    assert (link.url, link.label) == (f"/surat/langkah/{step.tugas_uuid}", "Susun surat")


def test_a_filed_letter_says_where_it_lies(run: Run) -> None:
    surat = run.signed()
    with by(run.office.team):
        emit(BerkasDibuat(run.office.home.id, "b", "000.8.6.3/1/2026", (f"surat_keluar:{surat.uuid}", "lain:x")))
    assert run.office.fresh(surat).lokasi_arsip == "Berkas 000.8.6.3/1/2026"
