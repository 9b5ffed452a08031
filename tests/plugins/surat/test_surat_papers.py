"""The letters of this plugin: what stands on them, by the way they are signed."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.papers import compile_paper, find_box
from plugins.surat.qr import qr_svg

TEMPLATES = Path(__file__).parents[3] / "plugins" / "surat" / "templates" / "surat"
REQUEST = TEMPLATES / "permintaan_data.typ"
CREATED = datetime(2023, 7, 3, 3, 0, tzinfo=UTC)
KOP = {
    "pemerintah": "PEMERINTAH KABUPATEN LAMANDAU",
    "instansi": "SEKRETARIAT DAERAH",
    "alamat": "Jalan Contoh Nomor 1, Nanga Bulik 74662",
    "kontak": "Pos-el setda@contoh.go.id",
}
SIGNER = {
    "awalan": "",
    "jabatan": "SEKRETARIS DAERAH",
    "nama": "Drs. Contoh, M.Si.",
    "pangkat": "Pembina Utama Madya (IV/d)",
    "nip": "19700101 199501 1 999",
}
DEPARTMENTS = [{"nama": f"Dinas Contoh {number}"} for number in range(1, 61)]
LETTER: dict[str, Any] = {
    "kop": KOP,
    "tempat": "Nanga Bulik",
    "tanggal": "3 Juli 2023",
    "nomor": "000.8.6.3/415/ORG/VII/2023",
    "sifat": "Segera",
    "lampiran": "1 (satu) berkas",
    "hal": "Permintaan Data Kinerja Triwulan II Tahun 2023",
    "kepada": "Kepala Perangkat Daerah (terlampir)",
    "paragraf": ["Kami mohon data.", "Demikian disampaikan, terima kasih."],
    "penanda_tangan": SIGNER,
    "tembusan": ["Bupati Lamandau"],
    "paraf": [{"jabatan": "Kepala Bagian Organisasi", "nama": "Siti", "waktu": "1 Juli 2023, 09.14"}],
    "catatan_kaki": ["Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat peragaan."],
    "rincian": {
        "periode": "Triwulan II Tahun 2023",
        "batas_waktu": "14 Juli 2023",
        "perangkat_daerah": DEPARTMENTS,
        "data": [{"uraian": "Realisasi indikator kinerja utama", "satuan": "sesuai indikator"}],
    },
}


def pages(template: Path, data: dict[str, Any], **images: bytes) -> list[str]:
    """Each page's text, runs of blanks made one."""
    pdf = compile_paper(template, data, created=CREATED, images=images)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def test_letter_has_its_parts() -> None:
    first = pages(REQUEST, LETTER)[0]
    for part in (
        "PEMERINTAH KABUPATEN LAMANDAU",
        "SEKRETARIAT DAERAH",
        "Nomor : 000.8.6.3/415/ORG/VII/2023",
        "Nanga Bulik, 3 Juli 2023",
        "Sifat : Segera",
        "Lampiran : 1 (satu) berkas",
        "Hal : Permintaan Data Kinerja Triwulan II Tahun 2023",
        "Yth. Kepala Perangkat Daerah (terlampir)",
        "SEKRETARIS DAERAH,",
        "NIP 19700101 199501 1 999",
        "Tembusan: 1. Bupati Lamandau",
    ):
        assert part in first


def test_attachment_lists_all_and_repeats_its_head() -> None:
    _, *attachment = pages(REQUEST, LETTER)
    assert len(attachment) >= 2
    assert "LAMPIRAN SURAT Nomor : 000.8.6.3/415/ORG/VII/2023" in attachment[0]
    assert "Batas waktu : 14 Juli 2023" in attachment[0]
    assert all("No. Perangkat daerah" in page and "Keterangan" not in page for page in attachment)
    assert all(each["nama"] in " ".join(attachment) for each in DEPARTMENTS)


def test_attachment_with_remarks_has_a_column_for_them() -> None:
    departments = [{"nama": "Dinas Contoh 1", "keterangan": "termasuk UPTD"}, {"nama": "Dinas Contoh 2"}]
    details = {**LETTER["rincian"], "perangkat_daerah": departments}
    attachment = pages(REQUEST, {**LETTER, "rincian": details})[1]
    assert "Perangkat daerah Keterangan 1. Dinas Contoh 1 termasuk UPTD 2. Dinas Contoh 2" in attachment


def test_letter_with_no_attachment_is_one_page() -> None:
    assert len(pages(REQUEST, {**LETTER, "rincian": {}})) == 1


@pytest.mark.parametrize(
    ("signer", "written"),
    [
        ({}, "SEKRETARIS DAERAH, Drs."),
        ({"awalan": "Plt."}, "Plt. SEKRETARIS DAERAH, Drs."),
        ({"awalan": "Plh."}, "Plh. SEKRETARIS DAERAH, Drs."),
        ({"awalan": "Pj."}, "Pj. SEKRETARIS DAERAH, Drs."),
        ({"awalan": "a.n.", "atas_nama": ["BUPATI LAMANDAU"]}, "a.n. BUPATI LAMANDAU SEKRETARIS DAERAH, Drs."),
        (
            {"awalan": "u.b.", "atas_nama": ["BUPATI LAMANDAU", "SEKRETARIS DAERAH"], "jabatan": "ASISTEN"},
            "a.n. BUPATI LAMANDAU SEKRETARIS DAERAH, u.b. ASISTEN, Drs.",
        ),
        ({"awalan": "a.n."}, "a.n. SEKRETARIS DAERAH, Drs."),
        ({"awalan": "u.b."}, "u.b. SEKRETARIS DAERAH, Drs."),
    ],
)
def test_signature_block_says_how_one_signs(signer: dict[str, Any], written: str) -> None:
    assert written in pages(REQUEST, {**LETTER, "penanda_tangan": SIGNER | signer})[0]


def test_electronic_letter_reserves_a_box_and_says_so_below() -> None:
    data = {**LETTER, "cara": "elektronik"}
    first, *others = pages(REQUEST, data)
    assert "sertifikat peragaan" in first
    assert all("sertifikat peragaan" in page for page in others)
    assert "PARAF HIERARKI" not in first
    box = find_box(REQUEST, data)
    assert box is not None
    assert box.page == 1
    assert 0 < box.x0 < box.x1 < 596
    assert 0 < box.y0 < box.y1 < 842


def test_conventional_letter_has_room_for_ink_and_shows_who_agreed() -> None:
    data = {**LETTER, "cara": "konvensional"}
    first = pages(REQUEST, data)[0]
    assert "PARAF HIERARKI" in first
    assert "Kepala Bagian Organisasi" in first
    assert "1 Juli 2023, 09.14" in first
    assert "sertifikat" not in first
    assert find_box(REQUEST, data) is None


def test_the_signature_never_stands_alone_on_a_page() -> None:
    """However long the letter, the last paragraph goes with the signature."""
    for count in range(8, 30):
        body = ["Paragraf yang cukup panjang untuk mengisi satu baris penuh pada naskah ini."] * count
        text = pages(REQUEST, {**LETTER, "rincian": {}, "paragraf": [*body, "Demikian disampaikan."]})
        (signed,) = [page for page in text if "NIP 19700101" in page]
        assert "Demikian disampaikan." in signed


def test_letter_with_nothing_filled_in_is_still_a_paper() -> None:
    assert "Nomor :" in pages(REQUEST, {})[0]


def test_receipt() -> None:
    data = {
        "kop": KOP,
        "pengirim": "Sekretaris Daerah",
        "nomor": "000.8.6.3/415/ORG/VII/2023",
        "hal": "Permintaan Data Kinerja",
        "nomor_agenda": "127/2023",
        "tanggal_terima": "4 Juli 2023 pukul 08.15 WIB",
        "tempat": "Nanga Bulik",
        "tanggal": "4 Juli 2023",
        "cara": "elektronik",
        "penerima": {"awalan": "Plt.", "jabatan": "Kepala Subbagian Umum", "nama": "Rina"},
    }
    (text,) = pages(TEMPLATES / "tanda_terima.typ", data)
    assert "TANDA TERIMA SURAT" in text
    assert "Nomor agenda : 127/2023" in text
    assert "Diterima tanggal : 4 Juli 2023 pukul 08.15 WIB" in text
    assert "Plt. Kepala Subbagian Umum" in text
    assert "tanpa tanda tangan basah" in text
    assert "tanpa tanda tangan" not in pages(TEMPLATES / "tanda_terima.typ", {**data, "cara": "konvensional"})[0]


def test_stamp_stays_on_one_small_page_with_long_names() -> None:
    data = {
        "jabatan": "Kepala Dinas Pekerjaan Umum, Penataan Ruang, Perumahan, dan Kawasan Permukiman",
        "nama": "Dr. Ir. Nama Yang Panjang Sekali, S.T., M.T., M.Si.",
        "tanggal": "3 Juli 2023 pukul 10.00 WIB",
        "catatan": "Sertifikat peragaan, bukan sertifikat resmi",
    }
    (text,) = pages(TEMPLATES / "stempel.typ", data, qr=qr_svg("https://contoh.go.id/periksa/abc"))
    for value in ("Ditandatangani secara elektronik oleh:", data["nama"], data["tanggal"], data["catatan"]):
        assert value in text
