"""Numbers: no gap, no double, nothing forgotten; and what a passphrase may and may not cost."""

from datetime import date, timedelta

import pytest

from config.settings import get_settings
from core import clock
from core.actor import acting
from core.errors import InputError
from core.organisation.models import PerangkatDaerah
from core.preferences import Pengaturan
from plugins.surat.errors import NoCertificate, NumberPatternWrong
from plugins.surat.models import NomorSurat, Sertifikat, SuratKeluar
from plugins.surat.services import certificates, numbers, reading, signing, verification, wet
from tests.plugins.surat.surat_world import PASSPHRASE, Office, make_office


@pytest.fixture
def office(department: PerangkatDaerah) -> Office:
    return make_office(department)


def test_a_wrong_passphrase_costs_no_number(office: Office) -> None:
    surat = office.agreed()
    with acting(office.sekda.actor):
        with pytest.raises(InputError) as refused:
            signing.sign(surat.uuid, "salah sama sekali")
        assert refused.value.field == "frasa_sandi" and "salah sama sekali" not in refused.value.sentence
        with pytest.raises(InputError, match="Isi frasa sandi"):
            signing.sign(surat.uuid, "")
        assert NomorSurat.select().count() == 0 and certificates.own().gagal == 1, "an empty field is no attempt"
        signing.sign(surat.uuid, PASSPHRASE)
        assert reading.letter(surat.uuid).urut == 1 and certificates.own().gagal == 0


def test_too_many_wrong_passphrases_lock_for_a_while(office: Office) -> None:
    surat = office.agreed()
    with acting(office.sekda.actor):
        for _ in range(certificates.FREE_ATTEMPTS):
            with pytest.raises(InputError):
                signing.sign(surat.uuid, "salah")
        with pytest.raises(NoCertificate, match="15 menit"):
            signing.sign(surat.uuid, PASSPHRASE)
        with clock.at(clock.now() + certificates.LOCK + timedelta(seconds=1)):
            signing.sign(surat.uuid, PASSPHRASE)


def test_a_cancelled_number_stays_visible_and_is_not_used_again(office: Office) -> None:
    surat = office.agreed(cara="konvensional")
    with acting(office.sekda.actor):
        wet.print_for_signing(surat.uuid)
        with pytest.raises(InputError):
            signing.refuse(surat.uuid, "")
        signing.refuse(surat.uuid, "Tanggal keliru")
        back = reading.letter(surat.uuid)
        assert (back.status, back.nomor, back.urut) == ("konsep", "", None)
    office.submit(surat)
    office.agree(surat)
    with acting(office.sekda.actor):
        wet.print_for_signing(surat.uuid)
        rows = [(row.urut, row.status, row.alasan) for row in reading.agenda()]
    assert rows == [(2, "dipakai", ""), (1, "dibatalkan", "Tanggal keliru")]


def test_falling_back_keeps_the_number(office: Office) -> None:
    surat = office.agreed(cara="konvensional")
    with acting(office.sekda.actor):
        wet.print_for_signing(surat.uuid)
        signing.choose_way(surat.uuid, "elektronik")
        signing.sign(surat.uuid, PASSPHRASE)
        signed = reading.letter(surat.uuid)
        assert (signed.status, signed.urut, NomorSurat.select().count()) == ("ditandatangani", 1, 1)
        assert verification.report(signed).valid


def test_without_a_certificate_there_is_a_way_out(office: Office) -> None:
    surat = office.agreed()
    with acting(office.sekda.actor):
        Sertifikat.delete().execute()
        with pytest.raises(NoCertificate, match="konvensional"):
            signing.sign(surat.uuid, PASSPHRASE)
        signing.choose_way(surat.uuid, "konvensional")
        wet.print_for_signing(surat.uuid)
        assert SuratKeluar.get().status == "menunggu_pindaian"


def test_the_key_is_for_the_program_alone(office: Office) -> None:
    with acting(office.sekda.actor):
        path = get_settings().home / "keys" / certificates.own().berkas
    assert path.stat().st_mode & 0o077 == 0 and PASSPHRASE.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{klasifikasi}/{urut}/{tahun}", "700/415/2023"),
        ("{klasifikasi}/{urut}/{unit}", "700/415/BKPSDM"),
        ("{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}", "700/415/BKPSDM/IV/2023"),
        ("x" * 120 + "{urut}", "x" * 120 + "415"),
    ],
)
def test_patterns(pattern: str, written: str) -> None:
    numbers.check_pattern(pattern)
    assert numbers.write(pattern, "700", 415, "BKPSDM", date(2023, 4, 5)) == written


@pytest.mark.parametrize("pattern", ["{klasifikasi}", "{urut}/{bulan}", "{urut.__class__}", "{urut", "{urut}}"])
def test_a_pattern_that_gives_no_number_is_refused(pattern: str, office: Office) -> None:
    surat = office.agreed()
    with acting(office.sekda.actor):
        Pengaturan.create(perangkat_daerah=office.home, plugin="surat", kunci="pola_nomor", nilai=pattern)
        with pytest.raises(NumberPatternWrong):
            signing.sign(surat.uuid, PASSPHRASE)
        assert reading.letter(surat.uuid).status == "menunggu_tanda_tangan"


def test_a_pattern_too_long_for_a_letter(office: Office) -> None:
    with pytest.raises(NumberPatternWrong):
        numbers.write("x" * 200 + "{urut}", "700", 1, "ORG", date(2023, 4, 5))
