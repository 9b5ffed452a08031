"""The letter of a case that is cancelled, or started again."""

import pytest

from core import audit
from core.actor import acting
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from plugins.sop_kinerja.models import Kasus
from plugins.sop_kinerja.services.kasus_batal import cancel
from plugins.sop_kinerja.services.kasus_ulang import restart
from plugins.surat.models import NomorSurat, Paraf, SuratKeluar
from plugins.surat.services import reading, signing, wet
from plugins.surat.services.standing import standing
from tests.plugins.surat.surat_run import Run, by_hand, go_to, letter
from tests.plugins.surat.surat_world import make_office


@pytest.fixture
def run(department: PerangkatDaerah) -> Run:
    return Run(make_office(department))


def sentence(run: Run, surat: SuratKeluar) -> str:
    with acting(run.office.team.actor):
        found = reading.letter(surat.uuid)
        return standing(found, reading.chain(found), []).sentence


@pytest.mark.parametrize("nomor", [3, 5])
def test_a_letter_in_the_making_goes_with_its_case(run: Run, nomor: int) -> None:
    go_to(run, nomor)
    surat = letter(run)
    with acting(run.office.kabag.actor):
        cancel(run.kasus.uuid, "Salah periode")
    gone = letter(run)
    assert (gone.status, gone.kunci) == ("dibatalkan", None)
    with scope(EVERYWHERE):
        assert Paraf.select().where((Paraf.surat == surat.id) & (Paraf.status == "menunggu")).count() == 0
        last = audit.history(surat)[-1]
    assert last.rincian["alasan"] == "Pelaksanaan SOP dibatalkan: Salah periode"


def test_the_number_of_a_print_is_cancelled_too(run: Run) -> None:
    go_to(run, 5)
    with acting(run.office.sekda.actor):
        signing.choose_way(letter(run).uuid, "konvensional")
        wet.print_for_signing(letter(run).uuid)
    with acting(run.office.kabag.actor):
        cancel(run.kasus.uuid, "Salah periode")
    with scope(EVERYWHERE):
        assert [row.status for row in NomorSurat.select()] == ["dibatalkan"]


def test_a_signed_letter_stays_and_says_why_it_goes_nowhere(run: Run) -> None:
    go_to(run, 6)
    with acting(run.office.kabag.actor):
        cancel(run.kasus.uuid, "Salah periode")
    surat = letter(run)
    assert surat.status == "ditandatangani"
    assert sentence(run, surat) == (
        "Sudah ditandatangani. Pelaksanaan SOP dibatalkan (Salah periode), sehingga surat ini tidak diproses lagi. "
        "Naskahnya tetap tersimpan."
    )


def test_cancelled_while_surat_is_off_the_letter_says_so_afterwards(run: Run) -> None:
    go_to(run, 3)
    run.switch("surat", on=False)
    with acting(run.office.kabag.actor):
        cancel(run.kasus.uuid, "Salah periode")
    run.switch("surat", on=True)
    surat = letter(run)
    assert surat.status == "menunggu_paraf"  # nobody told surat; but it can be cancelled by hand
    assert "Pelaksanaan SOP dibatalkan (Salah periode)" in sentence(run, surat)


def test_a_restart_writes_a_letter_of_its_own(run: Run) -> None:
    go_to(run, 3)
    with acting(run.office.kabag.actor):
        new: Kasus = restart(run.kasus.uuid, "Data berubah")
    run.kasus = new
    by_hand(run)
    go_to(run, 7)
    with scope(EVERYWHERE):
        letters = [(row.status, row.rujukan) for row in SuratKeluar.select().order_by(SuratKeluar.id)]
    assert [status for status, _ in letters] == ["dibatalkan", "didistribusikan"]
    assert letters[1][1].endswith(new.uuid)
