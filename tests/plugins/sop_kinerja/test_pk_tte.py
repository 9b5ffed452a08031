"""A performance agreement signed electronically: the first party, then the second, each with a passphrase."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from core import activation
from core.actor import acting, system_actor
from core.errors import InputError, NotFound, StateError
from core.files import read
from core.organisation.models import Penugasan, PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Acuan, PerjanjianKinerja
from plugins.sop_kinerja.services import pk_baca, pk_tanda
from plugins.surat.errors import NoCertificate, NotYourTurn
from plugins.surat.models import NaskahTte, TandaTanganNaskah
from plugins.surat.services import certificates, naskah, naskah_tanda, verification
from plugins.surat.signing.verify import verify
from tests.plugins.sop_kinerja.halaman import page
from tests.plugins.sop_kinerja.pk_world import YEAR, Agreement, make_agreement, scan

PASSPHRASE = "laut biru tenang"
PK_URL, URL = "/sop-kinerja/perjanjian-kinerja", "/surat/tanda-tangan"


@pytest.fixture
def world(department: PerangkatDaerah) -> Agreement:
    """Surat is on in both departments, and both parties have certificates."""
    world = make_agreement(department)
    for one in (world.home, world.setda):
        with acting(system_actor(one.id)):
            activation.turn_on("surat", one.id)
    for signer in (world.head, world.regent):
        with acting(signer.actor):
            certificates.issue_own(PASSPHRASE, PASSPHRASE)
    return world


def paper(world: Agreement, pk: PerjanjianKinerja) -> NaskahTte:
    with acting(system_actor(world.home.id)):
        found: NaskahTte = NaskahTte.get(NaskahTte.uuid == str(world.fresh(pk).rujukan).partition(":")[2])
    return found


def sign(signer: User, uuid: str, passphrase: str = PASSPHRASE) -> None:
    with acting(signer.actor):
        naskah_tanda.sign(uuid, passphrase)


def signatures(content: bytes) -> int:
    return content.count(b"/ETSI.CAdES.detached")


def test_both_sign_one_after_the_other_and_it_is_in_force(world: Agreement) -> None:
    pk = world.submitted("elektronik")
    uuid = str(paper(world, pk).uuid)
    with acting(world.regent.actor):
        assert naskah.waiting() == []
    with pytest.raises(NotYourTurn):
        sign(world.regent, uuid)
    sign(world.head, uuid)
    assert world.fresh(pk).status == "menunggu", "one signature is not enough"
    with acting(world.planner.actor):
        service = pk_tanda.signing()
        assert service is not None
        state = service.state(str(world.fresh(pk).rujukan))
    assert state is not None and state.waiting == "Bupati (Pihak Kedua)"
    assert [who for who, _ in state.signed] == ["Kepala Dinas (Pihak Pertama)"]
    with acting(world.regent.actor):
        assert [row.judul for row in naskah.waiting()] == [f"Perjanjian Kinerja {YEAR}, {world.home}"]
    sign(world.regent, uuid)
    pk = world.fresh(pk)
    content = read(pk.dokumen)
    assert (pk.status, signatures(content)) == ("berlaku", 2)
    assert content.startswith(read(pk.naskah)), "what was agreed to stays inside the signed file byte for byte"
    assert verify(content, certificates.authority().root_certificate()).valid
    assert len(PdfReader(BytesIO(content)).pages) == 2
    with acting(system_actor(world.home.id)):
        assert [row.dokumen_id for row in Acuan.select()] == [pk.dokumen_id]
        code = NaskahTte.get().kode_verifikasi
    shown = verification.check(code)
    assert shown.valid and shown.penandatangan == "Kepala Dinas dan Bupati" and shown.nomor == ""
    assert shown.sentence == "Dokumen ini utuh, ditandatangani secara elektronik oleh Kepala Dinas dan Bupati."
    with pytest.raises(StateError, match="Ditandatangani"):
        sign(world.regent, uuid)


def test_wrong_passphrase_no_certificate_another_file(world: Agreement) -> None:
    uuid = str(paper(world, world.submitted("elektronik")).uuid)
    with pytest.raises(InputError) as told:
        sign(world.head, uuid, "salah sekali")
    assert told.value.fields.keys() == {"frasa_sandi"}
    with acting(world.head.actor), pytest.raises(StateError, match="Muat ulang"):
        naskah_tanda.sign(uuid, PASSPHRASE, "0" * 64)
    with acting(world.head.actor):
        from plugins.surat.models import Sertifikat

        Sertifikat.update({Sertifikat.status: "diganti"}).execute()
        with pytest.raises(NoCertificate, match="kembalikan naskah ini"):
            naskah_tanda.sign(uuid, PASSPHRASE)
        assert NaskahTte.get().dokumen_id == NaskahTte.get().dokumen_awal_id


def test_the_one_who_is_named_signs(world: Agreement) -> None:
    uuid = str(paper(world, world.submitted("elektronik")).uuid)
    other = make_user(world.home, ("surat.naskah.*", "surat.sertifikat.create"), "Sekretaris Dinas")
    with acting(system_actor(world.home.id)):
        Penugasan.create(
            perangkat_daerah=world.home, jabatan=world.head.jabatan, pegawai=other.pegawai, jenis="plt",
            mulai="2020-01-01",
        )  # fmt: skip
    with acting(other.actor):
        certificates.issue_own(PASSPHRASE, PASSPHRASE)
    with pytest.raises(StateError, match=r"menyebut Kepala Dinas sebagai Pihak Pertama.*Sekretaris Dinas"):
        sign(other, uuid)


def test_who_was_handed_work_is_not_asked_for_a_signature(world: Agreement) -> None:
    world.submitted("elektronik")
    helper = make_user(world.home, ("surat.naskah.*",), "Sekretaris")
    with acting(system_actor(world.home.id)):
        handed = {"jabatan": world.head.jabatan, "pegawai": helper.pegawai, "jenis": "delegasi"}
        Penugasan.create(perangkat_daerah=world.home, mulai=date(2020, 1, 1), **handed)
    for who, waiting in ((helper, 0), (world.head, 1)):
        with acting(who.actor):
            assert len(naskah.waiting()) == waiting


def test_sent_back_it_is_a_draft_again(world: Agreement) -> None:
    pk = world.submitted("elektronik")
    uuid = str(paper(world, pk).uuid)
    sign(world.head, uuid)
    with acting(world.regent.actor):
        with pytest.raises(InputError, match="alasan"):
            naskah_tanda.send_back(uuid, " ")
        naskah_tanda.send_back(uuid, "Target terlalu rendah")
    pk = world.fresh(pk)
    assert pk.status == "konsep"
    with acting(world.planner.actor):
        service = pk_tanda.signing()
        state = service.state(str(pk.rujukan)) if service else None
        assert state is not None and state.returned == "Bupati (Pihak Kedua): Target terlalu rendah"
        assert {row.status for row in TandaTanganNaskah.select()} == {"gugur"}
        assert [one.uuid for one in pk_baca.with_the_planner(world.home.id)] == [pk.uuid], "it stands on Beranda"
    with pytest.raises(StateError, match="Dikembalikan"):
        sign(world.regent, uuid)
    again = world.submit(pk, "elektronik")
    second = str(paper(world, again).uuid)
    assert second != uuid
    sign(world.head, second)
    sign(world.regent, second)
    assert world.fresh(pk).status == "berlaku"


def test_taken_back_nobody_signs_it_any_more(world: Agreement) -> None:
    pk = world.submitted("elektronik")
    old = paper(world, pk)
    with acting(world.planner.actor):
        with pytest.raises(StateError, match="secara elektronik"):
            pk_tanda.upload(str(pk.uuid), scan())
        pk_tanda.withdraw(str(pk.uuid), "Salah tanggal")
    with pytest.raises(StateError, match="Ditarik"):
        sign(world.head, str(old.uuid))
    world.upload(world.submit(world.fresh(pk)))
    assert world.fresh(pk).status == "berlaku"


def test_where_surat_is_off_for_one_party_it_is_signed_in_ink(world: Agreement) -> None:
    with acting(system_actor()):
        activation.turn_off("surat", world.setda.id)
    pk = world.draft()
    with pytest.raises(StateError, match="Pihak Kedua bertugas di Sekretariat Daerah, yang belum memakai surat"):
        world.submit(pk, "elektronik")
    assert world.fresh(pk).status == "konsep"
    assert world.submit(pk).status == "menunggu"


def test_surat_turned_off_meanwhile(world: Agreement) -> None:
    pk = world.submitted("elektronik")
    with acting(system_actor()):
        activation.turn_off("surat", world.home.id)
    with acting(world.planner.actor):
        pk_tanda.withdraw(str(pk.uuid), "Surat dimatikan")
    world.upload(world.submit(world.fresh(pk)))
    first = world.fresh(pk)
    with acting(system_actor()):
        activation.turn_on("surat", world.home.id)
    with acting(system_actor(world.home.id)):
        uuid = str(NaskahTte.get().uuid)
    sign(world.head, uuid)
    sign(world.regent, uuid)
    assert world.fresh(pk).dokumen_id == first.dokumen_id, "signatures of what was taken back count for nothing"


def test_the_pages(
    client: FlaskClient, login_as: Callable[..., FlaskClient], world: Agreement, post: Any, other_department: Any
) -> None:
    pk = world.draft()
    login_as(client, world.planner)
    assert "Tanda tangan elektronik, bergantian" in page(client, f"{PK_URL}/{pk.uuid}")
    post(client, f"{PK_URL}/{pk.uuid}/ajukan", cara="elektronik")
    text = page(client, f"{PK_URL}/{pk.uuid}")
    url = f"{URL}/{paper(world, pk).uuid}"
    assert "Menunggu tanda tangan Kepala Dinas (Pihak Pertama)" in text and f'href="{url}"' in text

    for signer, number in ((world.head, 1), (world.regent, 2)):
        login_as(client, signer)
        assert "Tanda tangan: Perjanjian Kinerja 2026" in page(client, "/")
        assert "Menunggu Anda" in page(client, URL)
        assert "Frasa sandi sertifikat Anda" in page(client, url)
        with client.get(f"{url}/berkas") as shown:
            assert signatures(shown.data) == number - 1
        assert post(client, url, frasa_sandi="salah").status_code == 400
        assert post(client, f"{url}/kembalikan", alasan="").status_code == 400
        assert post(client, url, frasa_sandi=PASSPHRASE).status_code == 302
        assert "Frasa sandi" not in page(client, url)
        assert "Menunggu Anda" not in page(client, URL)
    assert "Halaman pemeriksaan untuk umum" in page(client, url)
    login_as(client, world.planner)
    assert "Ditandatangani secara elektronik oleh kedua pihak" in page(client, f"{PK_URL}/{pk.uuid}")

    with acting(system_actor()):
        activation.turn_on("surat", other_department.id)
    stranger = make_user(other_department, ("surat.naskah.*",))
    login_as(client, stranger)
    page(client, url, 404)
    with acting(stranger.actor), pytest.raises(NotFound):
        naskah_tanda.sign(url.rpartition("/")[2], PASSPHRASE)
