"""An office that writes letters: a team, two officials who initial, a signer, and two receiving departments."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import activation, clock
from core.actor import acting, system_actor
from core.files import read
from core.organisation.models import Pegawai, Penugasan, PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import User, make_department, make_user
from plugins.surat.models import SuratKeluar
from plugins.surat.services import certificates, distribution, drafting, initials, reading, signing, wet
from plugins.surat.services.draft import Draft

PASSPHRASE = "laut biru tenang"
SOP = ("sop_kinerja.tugas.do", "sop_kinerja.kasus.*")
TEAM = ("surat.keluar.read", "surat.keluar.create", "surat.keluar.distribute", *SOP)
OFFICIAL = ("surat.keluar.read", "surat.keluar.initial", *SOP)
SIGNER = ("surat.keluar.read", "surat.keluar.sign", "surat.sertifikat.create", *SOP)
RECEIVER = ("surat.masuk.read", "surat.masuk.receive")
TEXT = "Bersama ini kami meminta data kinerja.\n\nAtas perhatian Saudara diucapkan terima kasih."
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Office:
    """`home` sends; `near` uses surat, `far` does not. Everyone acts by `as_*`-free `acting(user.actor)`."""

    home: PerangkatDaerah
    near: PerangkatDaerah
    far: PerangkatDaerah
    team: User
    kabag: User
    asisten: User
    sekda: User
    receiver: User

    def draft(self, **changed: Any) -> Draft:
        values: dict[str, Any] = {
            "hal": "Permintaan Data Kinerja",
            "isi": TEXT,
            "klasifikasi": "000.8.6.3",
            "penandatangan_id": self.sekda.jabatan.id,
            "rantai": (self.kabag.jabatan.id, self.asisten.jabatan.id),
            "tujuan": (self.near.id, self.far.id),
            **changed,
        }
        return Draft(**values)

    def write(self, **changed: Any) -> SuratKeluar:
        """A draft by the team."""
        with acting(self.team.actor):
            return drafting.start(self.draft(**changed))

    def submit(self, surat: SuratKeluar) -> None:
        with acting(self.team.actor):
            drafting.submit(surat.uuid)

    def agree(self, surat: SuratKeluar, *officials: User) -> None:
        for official in officials or (self.kabag, self.asisten):
            with acting(official.actor):
                initials.agree(surat.uuid)

    def agreed(self, **changed: Any) -> SuratKeluar:
        """A letter that waits for the signature."""
        surat = self.write(**changed)
        self.submit(surat)
        self.agree(surat)
        return self.fresh(surat)

    def signed(self, **changed: Any) -> SuratKeluar:
        surat = self.agreed(**changed)
        with acting(self.sekda.actor):
            if surat.cara == "elektronik":
                signing.sign(surat.uuid, PASSPHRASE)
            else:
                wet.print_for_signing(surat.uuid)
                wet.upload_scan(surat.uuid, io.BytesIO(SCAN), "pindai.pdf")
        return self.fresh(surat)

    def distributed(self, **changed: Any) -> SuratKeluar:
        surat = self.signed(**changed)
        with acting(self.team.actor):
            distribution.distribute(surat.uuid)
        return self.fresh(surat)

    def fresh(self, surat: SuratKeluar) -> SuratKeluar:
        with acting(system_actor(self.home.id)):
            return reading.letter(surat.uuid)

    def final_bytes(self, surat: SuratKeluar) -> bytes:
        with acting(system_actor(self.home.id)):
            return read(self.fresh(surat).dokumen_final)


def make_office(home: PerangkatDaerah) -> Office:
    near = make_department("Dinas Kesehatan", home.pemerintah_daerah)
    far = make_department("Dinas Pertanian", home.pemerintah_daerah)
    office = Office(
        home=home,
        near=near,
        far=far,
        team=make_user(home, TEAM, "Tim Kinerja"),
        kabag=make_user(home, OFFICIAL, "Kabag Organisasi"),
        asisten=make_user(home, OFFICIAL, "Asisten Administrasi Umum"),
        sekda=make_user(home, SIGNER, "Sekda", kepala=True),
        receiver=make_user(near, RECEIVER, "Sekretaris Dinas"),
    )
    for department in (home, near):
        with acting(system_actor(department.id)):
            activation.turn_on("surat", department.id)
    with acting(office.sekda.actor):
        certificates.issue_own(PASSPHRASE, PASSPHRASE)
    return office


def appoint(user: User, position: User, jenis: str, since: date | None = None) -> None:
    """`user` acts in the position of another, from today unless told."""
    with scope(EVERYWHERE):
        Penugasan.create(
            perangkat_daerah=position.department,
            jabatan=position.jabatan,
            pegawai=Pegawai.get_by_id(user.pegawai.id),
            jenis=jenis,
            mulai=since or clock.today(),
        )
