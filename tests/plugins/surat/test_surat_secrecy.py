"""Secret letters: who reads them, and that no list, search or register gives their subject away."""

from typing import Any

import pytest
from flask import Flask

from core.actor import acting
from core.audit import Jejak
from core.errors import FieldErrors, NotFound
from core.organisation.models import PerangkatDaerah
from core.testing.people import User, sign_in
from plugins.surat.models import SuratMasuk
from plugins.surat.services import drafting, reading, receipt
from plugins.surat.urls import incoming_url, letter_url
from plugins.surat.waiting import LettersWaiting
from tests.plugins.surat.surat_run import Run
from tests.plugins.surat.surat_world import RECEIVER, Office, appoint, make_office

SUBJECT = "Mutasi pejabat eselon"


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return make_office(department)


def people(office: Office, make_user: Any) -> tuple[User, User]:
    """In the receiving department: its head, and somebody who only reads letters."""
    head = make_user(RECEIVER, office.near, "Kepala Dinas", kepala=True)
    return head, make_user(("surat.masuk.read", "core.audit.read"), office.near, "Staf")


@pytest.mark.parametrize(("level", "receiver_reads"), [("rahasia", True), ("sangat_rahasia", False)])
def test_an_incoming_one_is_for_the_head(
    app: Flask, office: Office, make_user: Any, level: str, receiver_reads: bool
) -> None:
    head, staff = people(office, make_user)
    office.distributed(hal=SUBJECT, keamanan=level, tujuan=(office.near.id,))
    with acting(head.actor):
        masuk = SuratMasuk.get()
    readers = [(head, True), (office.receiver, receiver_reads), (staff, False)]
    for user, reads in readers:
        client = sign_in(app.test_client(), user)
        shown = client.get("/surat/masuk").text
        assert masuk.nomor in shown and (SUBJECT in shown) is reads and ("(rahasia)" in shown) is not reads
        assert (masuk.nomor in client.get("/surat/masuk?cari=mutasi").text) is reads
        assert masuk.nomor in client.get(f"/surat/masuk?cari={masuk.nomor}").text
        for page in (incoming_url(masuk.uuid), f"{incoming_url(masuk.uuid)}/naskah"):
            with client.get(page) as answer:
                assert answer.status_code == (200 if reads else 404)
        assert SUBJECT not in client.get("/admin/surat_masuk/").text
        assert SUBJECT not in client.get("/cari?q=mutasi").text
        with acting(user.actor):
            waiting = LettersWaiting().items(user.actor)
        assert bool(waiting) is reads


def test_who_acts_for_the_head_receives_a_most_secret_one(office: Office, make_user: Any) -> None:
    head, _ = people(office, make_user)
    deputy = make_user(RECEIVER, office.near, "Sekretaris II")
    office.distributed(hal=SUBJECT, keamanan="sangat_rahasia", tujuan=(office.near.id,))
    with acting(deputy.actor):
        masuk = SuratMasuk.get()
        with pytest.raises(NotFound):
            receipt.receive(masuk.uuid)
    appoint(deputy, head, "plh")
    with acting(deputy.actor):
        receipt.receive(masuk.uuid)


def test_without_a_head_those_who_receive_letters_read_them(office: Office) -> None:
    office.distributed(hal=SUBJECT, keamanan="sangat_rahasia", tujuan=(office.near.id,))
    with acting(office.receiver.actor):
        receipt.receive(SuratMasuk.get().uuid)


def test_an_outgoing_one_is_for_those_concerned(app: Flask, office: Office, make_user: Any) -> None:
    surat = office.signed(hal=SUBJECT, keamanan="rahasia")
    curious = make_user(("surat.*", "core.audit.read"), office.home, "Staf lain")
    successor = make_user(("surat.keluar.read", "surat.keluar.distribute"), office.home, "Tim baru")
    for user, reads in ((office.team, True), (office.kabag, True), (office.sekda, True), (curious, False)):
        client = sign_in(app.test_client(), user)
        shown = client.get("/surat/keluar").text
        assert surat.nomor in shown and (SUBJECT in shown) is reads
        assert (surat.nomor in client.get("/surat/keluar?cari=mutasi").text) is reads
        assert client.get(letter_url(surat.uuid)).status_code == (200 if reads else 404)
    with acting(curious.actor):
        assert SUBJECT not in str([row.rincian for row in Jejak.select()])
    # The work is the position's: who follows the drafter in it distributes the letter.
    with acting(successor.actor), pytest.raises(NotFound):
        reading.letter(surat.uuid)
    appoint(successor, office.team, "plt")
    with acting(successor.actor):
        assert reading.letter(surat.uuid).hal == SUBJECT


def test_the_letter_of_a_case_is_not_secret(office: Office) -> None:
    run = Run(office)
    with acting(office.team.actor):
        step = run.step("surat.draf")
        secret = drafting.prefill(step).__class__(**{**vars(drafting.prefill(step)), "keamanan": "rahasia"})
        with pytest.raises(FieldErrors) as refused:
            drafting.start(secret, step)
    assert list(refused.value.fields) == ["keamanan"]
