"""The public answer behind the QR: is the paper in hand the letter that was signed?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.errors import NotFound
from core.files import Dokumen, read
from core.files import verify as unchanged
from core.tenancy import all_departments
from plugins.surat.models import NaskahTte, SuratKeluar
from plugins.surat.services import certificates
from plugins.surat.services.naskah import places_of

if TYPE_CHECKING:
    from plugins.surat.signing.verify import SignatureReport

SIGNED = ("ditandatangani", "didistribusikan")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Verification:
    """What anybody may know of a signed letter, or of another paper that was signed (which has no `nomor`). `hal` is
    empty for a letter that is not for everybody.

    `valid` is the answer as checked now; `sentence` says it in words.
    """

    nomor: str
    hal: str
    tanggal: date
    pengirim: str
    penandatangan: str
    selaku: str
    cara: str
    ditandatangani: datetime
    zona_waktu: str
    valid: bool
    sentence: str
    sha256: str


def check(kode: str) -> Verification:
    """:raises NotFound: for a code that is not known, also of a letter that is not signed (yet)."""
    with all_departments("Pemeriksaan surat oleh umum"):
        surat = SuratKeluar.get_or_none((SuratKeluar.kode_verifikasi == kode) & SuratKeluar.status.in_(SIGNED))
        if surat is None:
            naskah = NaskahTte.get_or_none((NaskahTte.kode_verifikasi == kode) & (NaskahTte.status == SIGNED[0]))
            if naskah is not None:
                return _of_paper(naskah)
            raise NotFound("Kode ini tidak dikenal. Periksa kembali alamat pada surat, atau hubungi pengirimnya.")
        valid, sentence = _state(surat)
        return Verification(
            nomor=surat.nomor,
            hal=surat.hal if surat.keamanan == "biasa" else "",
            tanggal=surat.tanggal,
            pengirim=surat.perangkat_daerah.nama,
            penandatangan=surat.ditandatangani_oleh,
            selaku=surat.ditandatangani_sebagai,
            cara=surat.cara,
            ditandatangani=surat.ditandatangani,
            zona_waktu=surat.perangkat_daerah.pemerintah_daerah.zona_waktu,
            valid=valid,
            sentence=sentence,
            sha256=surat.dokumen_final.sha256,
        )


def same_document(letter: Verification, stream: IO[bytes]) -> bool:
    """Whether a file in somebody's hands is the stored one, bit by bit. It is read, not kept."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest() == letter.sha256


def report(surat: SuratKeluar) -> SignatureReport:
    """The signature of a letter's stored file, checked now."""
    return _checked(surat.dokumen_final)


def _checked(dokumen: Dokumen) -> SignatureReport:
    from plugins.surat.signing.verify import verify  # pyHanko is large, and most processes never check

    return verify(read(dokumen), certificates.authority().root_certificate())


def _of_paper(naskah: NaskahTte) -> Verification:
    """A paper that several have signed; it has no number."""
    rows = places_of(naskah)
    found = _checked(naskah.dokumen)
    zone = naskah.perangkat_daerah.pemerintah_daerah.zona_waktu
    signers = " dan ".join(str(row.oleh) for row in rows)
    whole = f"Dokumen ini utuh, ditandatangani secara elektronik oleh {signers}."
    return Verification(
        nomor="",
        hal=str(naskah.judul),
        tanggal=rows[-1].waktu.astimezone(ZoneInfo(zone)).date(),
        pengirim=str(naskah.perangkat_daerah.nama),
        penandatangan=signers,
        selaku=" dan ".join(str(row.selaku) for row in rows),
        cara="elektronik",
        ditandatangani=rows[-1].waktu,
        zona_waktu=zone,
        valid=found.valid,
        sentence=whole if found.valid else found.reason,
        sha256=str(naskah.dokumen.sha256),
    )


def _state(surat: SuratKeluar) -> tuple[bool, str]:
    if surat.cara == "elektronik":
        found = report(surat)
        return found.valid, found.reason
    if not unchanged(surat.dokumen_final):
        return False, "Pindaian yang tersimpan berubah sejak disimpan. Hubungi pengirim surat."
    return True, "Surat ini ditandatangani dengan tinta; pindaiannya tersimpan utuh."
