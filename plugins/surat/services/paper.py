"""Letters and receipts as PDF, by the typst templates of this plugin."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from config.settings import get_settings
from core import clock
from core.idn.dates import format_date, format_datetime
from core.organisation.models import PerangkatDaerah
from core.organisation.office import letterhead, zone_of
from core.papers import Box, PaperError, compile_paper, find_box
from plugins.surat.models import NaskahTte, Pengiriman, SuratKeluar, SuratMasuk
from plugins.surat.models.pilihan import KEAMANAN, KECEPATAN
from plugins.surat.qr import qr_svg
from plugins.surat.services import reading
from plugins.surat.services.signatory import Signatory, expected_person
from plugins.surat.urls import verification_url

TEMPLATES = Path(__file__).parent.parent / "templates" / "surat"
LETTER = TEMPLATES / "permintaan_data.typ"
STAMP = TEMPLATES / "stempel.typ"
RECEIPT = TEMPLATES / "tanda_terima.typ"
ASKED = "Daftar perangkat daerah yang dimintai data kinerja"
ADDRESSED = "Daftar perangkat daerah tujuan surat"


def letter_pdf(surat: SuratKeluar, signatory: Signatory | None = None) -> bytes:
    """The letter as it stands: with number and date once it has them, and the block of whoever signs.

    :raises PaperError: for instance for a sign that the typeface lacks.
    """
    return compile_paper(LETTER, _letter(surat, signatory), created=clock.now())


def signature_box(surat: SuratKeluar, signatory: Signatory) -> Box:
    """Where the visible signature goes."""
    box = find_box(LETTER, _letter(surat, signatory))
    if box is None:
        raise PaperError("Templat surat tidak menyediakan tempat tanda tangan elektronik. Hubungi admin.")
    return box


def stamp_pdf(surat: SuratKeluar, signatory: Signatory, moment: datetime) -> bytes:
    """The visible block of an electronic signature, with the QR under which the letter can be checked."""
    return _stamp(surat.perangkat_daerah, signatory, moment, public_url(surat))


def naskah_stamp(naskah: NaskahTte, signatory: Signatory, moment: datetime) -> bytes:
    """The same on a paper that several sign."""
    url = verification_url(get_settings().base_url, str(naskah.kode_verifikasi))
    return _stamp(naskah.perangkat_daerah, signatory, moment, url)


def receipt_pdf(masuk: SuratMasuk, kiriman: Pengiriman, receiver: Signatory) -> bytes:
    """The tanda terima by which the receiving department confirms a letter."""
    department = masuk.perangkat_daerah
    now = clock.now()
    data = {
        "kop": letterhead(department),
        "tempat": department.pemerintah_daerah.ibu_kota,
        "tanggal": format_date(clock.today(department.pemerintah_daerah.zona_waktu)),
        "pengirim": masuk.pengirim,
        "kepada": department.nama,
        "nomor": masuk.nomor,
        "tanggal_surat": format_date(masuk.tanggal),
        "hal": masuk.hal,
        "lampiran": masuk.lampiran,
        "nomor_agenda": f"{masuk.urut}/{masuk.tahun}",
        "tanggal_terima": format_datetime(now, zone_of(department)),
        "cara": "elektronik",
        "penerima": receiver.as_data(),
        "catatan_kaki": [f"Dibuat oleh Selaras. Kode pengiriman {kiriman.uuid}."],
    }
    return compile_paper(RECEIPT, data, created=now)


def public_url(surat: SuratKeluar) -> str:
    return verification_url(get_settings().base_url, surat.kode_verifikasi)


def _stamp(department: PerangkatDaerah, signatory: Signatory, moment: datetime, url: str) -> bytes:
    data = {
        "jabatan": signatory.title,
        "nama": signatory.nama,
        "tanggal": format_datetime(moment, zone_of(department)),
    }
    return compile_paper(STAMP, data, created=moment, images={"qr": qr_svg(url)})


def _letter(surat: SuratKeluar, signatory: Signatory | None) -> Mapping[str, Any]:
    department = surat.perangkat_daerah
    zone = zone_of(department)
    to = reading.recipients(surat)
    details = _details(surat, to)
    return {
        "kop": letterhead(department),
        "tempat": department.pemerintah_daerah.ibu_kota,
        "tanggal": format_date(surat.tanggal) if surat.tanggal else "",
        "nomor": surat.nomor,
        "sifat": sifat(surat),
        "lampiran": "1 (satu) berkas" if details and surat.lampiran == "-" else surat.lampiran,
        "hal": surat.hal,
        "kepada": f"Kepala {to[0].nama}" if len(to) == 1 else "Kepala Perangkat Daerah (daftar terlampir)",
        "paragraf": surat.isi,
        "cara": surat.cara,
        "penanda_tangan": (signatory or expected_person(surat.penandatangan_id)).as_data(),
        "tembusan": surat.tembusan,
        "paraf": [
            {
                "jabatan": paraf.sebagai or paraf.jabatan.nama,
                "nama": paraf.oleh,
                "waktu": format_date(paraf.waktu.astimezone(zone).date()) if paraf.status == "setuju" else "",
            }
            for paraf in reading.chain(surat)
        ],
        "catatan_kaki": [
            "Dokumen ini ditandatangani secara elektronik dengan sertifikat peragaan Selaras.",
            f"Keasliannya dapat diperiksa pada {public_url(surat)}",
        ],
        "rincian": details,
    }


def _details(surat: SuratKeluar, to: list[PerangkatDaerah]) -> dict[str, Any]:
    """The list on the letter's own page; a letter to one department without a case needs none."""
    context = surat.konteks
    if len(to) < 2 and not context:
        return {}
    details: dict[str, Any] = {
        "judul": ASKED if context else ADDRESSED,
        "periode": context.get("periode", ""),
        "batas_waktu": context.get("batas_waktu", ""),
        "perangkat_daerah": [{"nama": each.nama, "keterangan": ""} for each in to],
    }
    return details


def sifat(surat: SuratKeluar) -> str:
    """Urgency, and security where it is more than usual: 'Segera / Rahasia'."""
    parts = [KECEPATAN[surat.kecepatan]]
    if surat.keamanan != "biasa":
        parts.append(KEAMANAN[surat.keamanan])
    return " / ".join(parts)
