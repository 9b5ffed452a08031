"""Who acts in the place of a signer: the signature block says so, electronically and on paper."""

import io
import subprocess
from pathlib import Path

import pytest

from core.actor import acting, system_actor
from core.errors import NotAllowed
from core.files import read
from core.nip import written
from core.organisation.models import Pegawai, PerangkatDaerah
from plugins.surat.services import (
    certificates,
    reading,
    signing,
    verification,
    wet,
)
from tests.plugins.surat.surat_world import PASSPHRASE, SCAN, Office, appoint, make_office


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return make_office(department)


def text_of(pdf: bytes, folder: Path) -> str:
    """The words on a PDF, by a reader that is not ours."""
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_an_acting_official_signs_in_the_others_place(office: Office, tmp_path: Path) -> None:
    appoint(office.asisten, office.sekda, "plh")
    with acting(system_actor(None)):
        Pegawai.update({Pegawai.pangkat: "Pembina (IV/a)"}).where(Pegawai.id == office.asisten.pegawai.id).execute()
    surat = office.agreed()
    with acting(office.kabag.actor), pytest.raises(NotAllowed):
        signing.sign(surat.uuid, PASSPHRASE)
    with acting(office.asisten.actor):
        certificates.issue_own("frasa milik asisten", "frasa milik asisten")
        signing.sign(surat.uuid, "frasa milik asisten")
        signed = reading.letter(surat.uuid)
        report = verification.report(signed)
    assert signed.ditandatangani_sebagai == "Plh. Sekda"
    assert report.valid and report.signer == "Asisten Administrasi Umum"
    words = " ".join(text_of(office.final_bytes(signed), tmp_path).split())
    nip = written(office.asisten.pegawai.nip)
    assert "Plh. Sekda," in words and f"Asisten Administrasi Umum Pembina (IV/a) NIP {nip}" in words
    assert "Ditandatangani secara elektronik oleh: Plh. Sekda Asisten Administrasi Umum" in words


def test_an_acting_official_signs_on_paper(office: Office, tmp_path: Path) -> None:
    appoint(office.asisten, office.sekda, "plh")
    with acting(system_actor(None)):
        Pegawai.update({Pegawai.pangkat: "Pembina (IV/a)"}).where(Pegawai.id == office.asisten.pegawai.id).execute()
    surat = office.agreed(cara="konvensional")
    with acting(office.asisten.actor):
        wet.print_for_signing(surat.uuid)
        printed = text_of(read(reading.letter(surat.uuid).dokumen_cetak), tmp_path)
        wet.upload_scan(surat.uuid, io.BytesIO(SCAN), "pindai.pdf")
    words = " ".join(printed.split())
    nip = written(office.asisten.pegawai.nip)
    assert "Plh. Sekda," in words and f"Asisten Administrasi Umum Pembina (IV/a) NIP {nip}" in words
    assert office.fresh(surat).ditandatangani_sebagai == "Plh. Sekda"
