"""A letter's way without a case: initials, both ways of signing, distribution and receipts."""

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest

from core import activation
from core.actor import acting, system_actor
from core.errors import FieldErrors, InputError, NotAllowed, NotFound, StateError
from core.files import read
from core.mail.models import Surel
from core.organisation.models import PerangkatDaerah
from plugins.surat.contracts import SuratDidistribusikan, SuratDitandatangani, TandaTerimaKembali
from plugins.surat.errors import NotYourTurn, TextChanged
from plugins.surat.models import NomorSurat, Paraf, Pengiriman, SuratKeluar, SuratMasuk
from plugins.surat.services import (
    cancelling,
    distribution,
    drafting,
    initials,
    reading,
    receipt,
    signing,
    verification,
    wet,
)
from tests.plugins.surat.surat_world import PASSPHRASE, SCAN, Office, make_office


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return make_office(department)


def text_of(pdf: bytes, folder: Path) -> str:
    """The words on a PDF, by a reader that is not ours."""
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.usefixtures("each_database")
def test_electronic_from_draft_to_receipt(office: Office, events: Any, tmp_path: Path) -> None:
    surat = office.write()
    assert (surat.status, surat.nomor) == ("konsep", "")
    office.submit(surat)
    office.agree(surat, office.kabag)
    assert office.fresh(surat).status == "menunggu_paraf"
    office.agree(surat, office.asisten)
    with acting(office.sekda.actor):
        signing.sign(surat.uuid, PASSPHRASE)
    signed = office.fresh(surat)
    assert (signed.status, signed.nomor, signed.urut) == ("ditandatangani", "000.8.6.3/1/ORG", 1)
    assert signed.dokumen_konsep_id not in (None, signed.dokumen_final_id)
    words = text_of(office.final_bytes(signed), tmp_path)
    assert "000.8.6.3/1/ORG" in words and "Ditandatangani secara elektronik oleh" in words
    with acting(office.team.actor):
        assert verification.report(signed).valid
        distribution.distribute(surat.uuid)
        inside, outside = sorted(reading.deliveries(signed), key=lambda row: row.di_luar_sistem)
    assert (inside.penerima_id, outside.penerima_id) == (office.near.id, office.far.id)
    with acting(office.receiver.actor):
        masuk = SuratMasuk.get()
        assert (masuk.urut, masuk.nomor, masuk.pengirim) == (1, signed.nomor, office.home.nama)
        receipt.open_letter(masuk.uuid)
        receipt.receive(masuk.uuid)
        with pytest.raises(StateError):
            receipt.receive(masuk.uuid)
    with acting(office.team.actor):
        back = Pengiriman.get(Pengiriman.uuid == inside.uuid)
        assert back.status == "diterima" and back.diterima_oleh.startswith("Sekretaris Dinas")
        assert "TANDA TERIMA SURAT" in text_of(read(back.tanda_terima), tmp_path)
        with pytest.raises(StateError):
            receipt.record_paper_receipt(inside.uuid, io.BytesIO(SCAN), "tanda.pdf")
        receipt.record_paper_receipt(outside.uuid, io.BytesIO(SCAN), "tanda.pdf", "Ibu Rina")
        assert Pengiriman.get(Pengiriman.uuid == outside.uuid).diterima_oleh == "Ibu Rina"
    (told,) = events.of(SuratDitandatangani)
    assert (told.nomor, told.cara, told.dokumen_id) == (signed.nomor, "elektronik", signed.dokumen_final_id)
    assert events.of(SuratDidistribusikan)[0].tujuan == (office.near.id, office.far.id)
    assert {each.penerima_id for each in events.of(TandaTerimaKembali)} == {office.near.id, office.far.id}
    assert {each.perangkat_daerah_id for each in events.of(TandaTerimaKembali)} == {office.home.id}


def test_conventional_with_number_before_the_ink(office: Office, tmp_path: Path) -> None:
    surat = office.agreed(cara="konvensional")
    with acting(office.sekda.actor):
        with pytest.raises(StateError):
            signing.sign(surat.uuid, PASSPHRASE)
        wet.print_for_signing(surat.uuid)
        printed = reading.letter(surat.uuid)
        assert (printed.status, printed.nomor) == ("menunggu_pindaian", "000.8.6.3/1/ORG")
        words = text_of(read(printed.dokumen_cetak), tmp_path)
        assert "PARAF HIERARKI" in words and printed.nomor in words
        with pytest.raises(InputError) as refused:
            wet.upload_scan(surat.uuid, io.BytesIO(b"<html>"), "pindai.pdf")
        assert refused.value.field == "berkas"
        assert reading.letter(surat.uuid).status == "menunggu_pindaian"
        wet.upload_scan(surat.uuid, io.BytesIO(SCAN), "pindai.pdf")
    signed = office.fresh(surat)
    assert (signed.status, signed.nomor) == ("ditandatangani", "000.8.6.3/1/ORG")
    assert office.final_bytes(signed) == SCAN


def test_a_returned_letter_starts_the_chain_anew(office: Office) -> None:
    surat = office.write()
    office.submit(surat)
    office.agree(surat, office.kabag)
    with acting(office.asisten.actor):
        with pytest.raises(InputError) as refused:
            initials.send_back(surat.uuid, "  ")
        assert refused.value.field == "alasan"
        initials.send_back(surat.uuid, "Perbaiki batas waktu.")
    back = office.fresh(surat)
    assert back.status == "konsep" and "Perbaiki batas waktu." in back.catatan_kembali
    with acting(office.team.actor):
        drafting.change(surat.uuid, office.draft(isi="Naskah yang diperbaiki."))
    office.submit(surat)
    with acting(office.asisten.actor), pytest.raises(NotYourTurn):
        initials.agree(surat.uuid)  # the first of the chain is asked again
    office.agree(surat)
    assert office.fresh(surat).status == "menunggu_tanda_tangan"
    with acting(office.team.actor):
        rounds = [(row.putaran, row.status) for row in Paraf.select().order_by(Paraf.putaran, Paraf.urutan)]
        assert rounds == [(1, "setuju"), (1, "dikembalikan"), (2, "setuju"), (2, "setuju")]
        assert [row.catatan for row in reading.earlier_rounds(back)][-1] == "Perbaiki batas waktu."


def test_a_text_that_changed_after_the_initials_is_not_signed(office: Office) -> None:
    surat = office.agreed()
    with acting(system_actor(office.home.id)):
        SuratKeluar.update({SuratKeluar.isi: ["Naskah lain."]}).where(SuratKeluar.id == surat.id).execute()
    with acting(office.sekda.actor):
        for attempt in (lambda: signing.sign(surat.uuid, PASSPHRASE), lambda: _print(surat)):
            with pytest.raises(TextChanged):
                attempt()
        assert NomorSurat.select().count() == 0


def _print(surat: SuratKeluar) -> None:
    signing.choose_way(surat.uuid, "konvensional")
    wet.print_for_signing(surat.uuid)


def test_what_was_not_on_the_screen_is_not_agreed_to(office: Office) -> None:
    surat = office.write()
    office.submit(surat)
    with acting(office.kabag.actor), pytest.raises(TextChanged):
        initials.agree(surat.uuid, seen="0" * 64)


def test_a_locked_letter_is_not_edited(office: Office) -> None:
    surat = office.write()
    office.submit(surat)
    with acting(office.team.actor):
        with pytest.raises(StateError, match="Menunggu paraf"):
            drafting.change(surat.uuid, office.draft())
        with pytest.raises(StateError):
            cancelling.cancel(surat.uuid, "keliru")
        with pytest.raises(StateError):
            distribution.distribute(surat.uuid)


def test_wrong_fields_are_named(office: Office) -> None:
    wrong = office.draft(hal=" ", isi="", klasifikasi="", tujuan=(), penandatangan_id=None, cara="x")
    with acting(office.team.actor), pytest.raises(FieldErrors) as refused:
        drafting.start(wrong)
    assert set(refused.value.fields) == {"hal", "isi", "klasifikasi", "tujuan", "penandatangan", "cara"}
    with acting(office.kabag.actor), pytest.raises(NotAllowed):
        drafting.start(office.draft())


def test_distribution_leaves_a_notice_and_nothing_in_foreign_hands(office: Office) -> None:
    with acting(system_actor(None)):
        PerangkatDaerah.update({PerangkatDaerah.surel: "dinkes@contoh.go.id"}).where(
            PerangkatDaerah.id == office.near.id
        ).execute()
    surat = office.distributed()
    assert [mail.kepada for mail in Surel.select()] == ["dinkes@contoh.go.id"]
    with acting(office.receiver.actor):
        with pytest.raises(NotFound):
            reading.letter(surat.uuid)
        assert SuratMasuk.select().count() == 1
    with acting(system_actor(office.far.id)):
        assert SuratMasuk.select().count() == 0
        activation.turn_on("surat", office.far.id)
    with acting(office.team.actor), pytest.raises(StateError, match="sudah didistribusikan"):
        distribution.distribute(surat.uuid)


def test_a_secret_letter_is_for_those_concerned(office: Office, make_user: Any) -> None:
    surat = office.write(keamanan="rahasia")
    curious = make_user(("surat.*",), office.home, "Staf lain")
    with acting(curious.actor):
        with pytest.raises(NotFound):
            reading.letter(surat.uuid)
        assert reading.in_the_making() == []
    with acting(office.sekda.actor):
        assert reading.letter(surat.uuid).uuid == surat.uuid
