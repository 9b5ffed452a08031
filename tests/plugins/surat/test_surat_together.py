"""Numbers and signatures of letters that many work on in the same moment."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from core.actor import acting
from core.db import connection, database, transaction
from core.organisation.models import PerangkatDaerah
from plugins.surat.models import NomorSurat, SuratKeluar
from plugins.surat.services import numbers, reading, signing
from tests.plugins.surat.surat_world import PASSPHRASE, Office, make_office


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return make_office(department)


class Undone(Exception):
    """Something fails after the number was given."""


@pytest.mark.usefixtures("each_database")
def test_eight_at_once_leave_no_gap_and_no_double(office: Office) -> None:
    actor = office.sekda.actor
    letters = [office.write(hal=f"Surat {number}").uuid for number in range(8)]
    ready = Barrier(8)

    def work(uuid: str) -> list[int]:
        given = []
        with connection(), acting(actor):
            ready.wait()
            for round_ in range(6):
                try:
                    with transaction():
                        surat = reading.letter(uuid)
                        surat.nomor = ""
                        urut = numbers.issue(surat).urut
                        if round_ % 2:
                            raise Undone  # a number that was rolled back is free again
                        given.append(urut)
                except Undone:
                    pass
        return given

    with ThreadPoolExecutor(8) as pool:
        given = sorted(number for found in pool.map(work, letters) for number in found)
    assert given == list(range(1, 25))
    with acting(actor):
        assert sorted(row.urut for row in NomorSurat.select()) == given


@pytest.mark.usefixtures("each_database")
def test_a_letter_is_signed_once_when_two_try(office: Office) -> None:
    surat = office.agreed()
    actor = office.sekda.actor
    ready = Barrier(2)

    def work(_: int) -> str:
        with connection(), acting(actor):
            ready.wait()
            try:
                signing.sign(surat.uuid, PASSPHRASE)
            except Exception as error:
                return type(error).__name__
        return "signed"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(work, range(2)))
    assert outcomes.count("signed") == 1 and set(outcomes) <= {"signed", "Busy", "StateError"}
    with acting(actor):
        assert [row.urut for row in NomorSurat.select()] == [1]


@pytest.mark.usefixtures("each_database")
def test_letters_signed_at_once_get_each_the_number_that_their_paper_shows(office: Office) -> None:
    """The paper is made before the number is taken: who is overtaken makes it anew."""
    letters = [office.agreed(hal=f"Surat {number}").uuid for number in range(4)]
    actor = office.sekda.actor
    ready = Barrier(4)

    def work(uuid: str) -> None:
        with connection(), acting(actor):
            ready.wait()
            signing.sign(uuid, PASSPHRASE)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, letters))
    signed = [office.fresh(SuratKeluar(uuid=uuid)) for uuid in letters]
    assert sorted(surat.urut for surat in signed) == [1, 2, 3, 4]
    for surat in signed:
        words = subprocess.run(
            ["pdftotext", "-l", "1", "-", "-"], input=office.final_bytes(surat), capture_output=True, check=True
        ).stdout.decode()
        assert surat.nomor in words


def test_the_database_is_not_locked_while_the_paper_is_signed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    surat = office.agreed()
    original, inside = signing._signed_pdf, []

    def watched(*given: object) -> bytes:
        inside.append(database.in_transaction())
        return original(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(signing, "_signed_pdf", watched)
    with acting(office.sekda.actor):
        signing.sign(surat.uuid, PASSPHRASE)
    assert inside == [False]
