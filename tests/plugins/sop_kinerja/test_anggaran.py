"""Spending of a month, and the recap of a year: pagu, realisasi, what is left, and in percent."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from core.actor import acting, system_actor
from core.files import Dokumen, storage
from core.mail import Lampiran
from core.papers import compile_paper
from plugins.sop_kinerja.models import ProgramKegiatan, RealisasiAnggaran
from plugins.sop_kinerja.services.isian_bulan import note_cell, value_cell
from plugins.sop_kinerja.services.keluaran_naskah import PAPERS
from tests.plugins.sop_kinerja.recomputed import compare
from tests.plugins.sop_kinerja.renaksi_world import (
    APRIL,
    BUDGET,
    SPENDING,
    YEAR,
    Desk,
    Office,
    do_export,
    pdf_text,
)


def spent(row: ProgramKegiatan, nilai: str, note: str = "") -> dict[str, str]:
    return {value_cell(str(row.uuid)): nilai, note_cell(str(row.uuid)): note}


def kept(office: Office) -> dict[tuple[str, str], Decimal]:
    with acting(system_actor(office.department.id)):
        rows = RealisasiAnggaran.select(RealisasiAnggaran, ProgramKegiatan).join(ProgramKegiatan)
        return {(str(row.kegiatan.kode), str(row.periode)): row.nilai for row in rows}


@pytest.mark.usefixtures("each_database")
def test_spending_is_written_down_at_the_lowest_level(desk: Desk, office: Office) -> None:
    first, second = office.below
    page = desk.open(SPENDING, bulan=1)
    assert value_cell(str(office.program.uuid)) not in page, "the programme is the sum of what is below it"
    desk.send(SPENDING, spent(first, "150") | spent(second, "0"), bulan=1)
    desk.send(SPENDING, spent(first, "100,25", "Uang muka"), bulan=2)
    assert kept(office) == {
        ("1.01.01", "2026-B01"): 150,
        ("1.01.02", "2026-B01"): 0,
        ("1.01.01", "2026-B02"): Decimal("100.25"),
    }
    recap = desk.open(BUDGET, bulan=2)
    for words in ("Rp1.000", "250,25", "749,75", "25,03", "Januari sampai Februari 2026"):
        assert words in recap, words
    assert "749,75" not in desk.open(BUDGET, bulan=1), "the recap ends with the month that was chosen"
    desk.send(SPENDING, spent(second, ""), bulan=1)
    assert ("1.01.02", "2026-B01") not in kept(office), "taken away is not zero"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-5", "tidak boleh negatif"),
        ("1.5", "titik sebagai tanda desimal"),
        ("Rp100", "lambang mata uang"),
        ("1,234", "lebih dari 2 angka di belakang koma"),
        ("9999999999999", "terlalu besar"),
    ],
)
def test_wrong_amounts_are_refused_and_nothing_kept(desk: Desk, office: Office, text: str, words: str) -> None:
    first, second = office.below
    answer = desk.send(SPENDING, spent(first, text) | spent(second, "5"), bulan=1, status=400)
    assert words in answer and "1.01.01 Gelar budaya" in answer
    assert kept(office) == {}


def test_a_note_without_an_amount_is_asked_about(desk: Desk, office: Office) -> None:
    answer = desk.send(SPENDING, spent(office.below[0], "", "Menunggu SPJ"), bulan=1, status=400)
    assert "0 bila tidak ada belanja" in answer


def test_beyond_the_pagu_is_a_warning_and_no_block(desk: Desk, office: Office) -> None:
    desk.send(SPENDING, spent(office.below[0], "500"), bulan=1)
    page = desk.send(SPENDING, spent(office.below[0], "200"), bulan=2)
    assert "Realisasi melebihi pagu sebesar Rp100" in page
    assert "Realisasi melebihi pagu sebesar Rp100" in desk.open(BUDGET, bulan=2)
    assert "melebihi pagu" not in desk.open(SPENDING, bulan=1)


def test_months_that_have_not_begun_and_two_people(desk: Desk, office: Office) -> None:
    assert "belum mulai" in desk.send(SPENDING, spent(office.below[0], "1"), bulan=12, status=400)
    opened = desk.opened(SPENDING, bulan=1)
    desk.send(SPENDING, spent(office.below[0], "10"), bulan=1)
    assert "Tersimpan: 10" in desk.send(SPENDING, spent(office.below[0], "20"), first=opened, bulan=1, status=409)
    desk.send(SPENDING, spent(office.below[1], "7"), first=opened, bulan=1)
    assert kept(office) == {("1.01.01", "2026-B01"): 10, ("1.01.02", "2026-B01"): 7}


def test_a_kegiatan_that_was_divided_later_keeps_what_was_spent(desk: Desk, office: Office) -> None:
    desk.send(SPENDING, spent(office.below[0], "100"), bulan=1)
    with acting(system_actor(office.department.id)):
        sub = ProgramKegiatan.create(
            perangkat_daerah=office.department,
            tahun=YEAR,
            kode="1.01.01.01",
            nama="Sewa panggung",
            jenis="sub_kegiatan",
            induk=office.below[0],
            pagu=Decimal(600),
        )
    desk.send(SPENDING, spent(sub, "50"), bulan=1)
    recap = desk.open(BUDGET, bulan=1)
    assert "150" in recap and "850" in recap, "both count, once"
    page = desk.open(SPENDING, bulan=1)
    assert '<td data-label="Sisa pagu (Rp)" class="s-angka">450</td>' in page, "600 less 100 less 50 of what is below"
    desk.send(SPENDING, spent(sub, "501"), bulan=1)
    assert "Realisasi melebihi pagu sebesar Rp1;" in desk.open(SPENDING, bulan=1)


@pytest.mark.parametrize("jenis", ["pdf", "xlsx"])
def test_the_recap_comes_by_mail(desk: Desk, office: Office, post: Any, jenis: str) -> None:
    desk.send(SPENDING, spent(office.below[0], "150"), bulan=1)
    with desk.clock():
        assert post(desk.client, "/sop-kinerja/keluaran/anggaran", bentuk=jenis, kunci=f"{YEAR}-B02").status_code == 302
    do_export()
    with acting(system_actor(office.department.id)):
        dokumen = Dokumen.get_by_id(Lampiran.get().dokumen_id)
    if jenis == "pdf":
        text = pdf_text(dokumen)
        assert "JANUARI SAMPAI FEBRUARI 2026" in text and "15,00%" in text
        return
    rows = list(
        load_workbook(BytesIO(storage.read(dokumen)), data_only=True)["Rekapitulasi"].iter_rows(values_only=True)
    )
    assert any(row[1] == "Jumlah" and (row[3], row[8], row[9], row[10]) == (1000, 150, 850, 15) for row in rows)


def test_another_engine_adds_up_the_same(desk: Desk, office: Office, post: Any, tmp_path: Path) -> None:
    desk.send(SPENDING, spent(office.below[0], "150,25") | spent(office.below[1], "0"), bulan=1)
    desk.send(SPENDING, spent(office.below[0], "460"), bulan=4)
    with acting(system_actor(office.department.id)):
        ProgramKegiatan.create(perangkat_daerah=office.department, tahun=YEAR, kode="2", nama="Tanpa pagu")
    with desk.clock():
        post(desk.client, "/sop-kinerja/keluaran/anggaran", bentuk="xlsx", kunci=f"{YEAR}-B04")
    do_export()
    with acting(system_actor(office.department.id)):
        path = tmp_path / "anggaran.xlsx"
        path.write_bytes(storage.read(Dokumen.get_by_id(Lampiran.get().dokumen_id)))
    # Realisasi, sisa and serapan of four rows, of which one has neither pagu nor spending; and the sums below.
    assert compare(path, ("Rekapitulasi", "Per Bulan")) == 3 * 3 + 1 + (3 + 3) + 2


@pytest.mark.parametrize("rows", range(9, 14))
def test_the_sum_stands_under_a_head_on_whichever_page(rows: int) -> None:
    row = {"kode": "1", "nama": "Kegiatan", "tingkat": 1, "angka": ["1.000"] * 8}
    data = {"judul": "Rekapitulasi", "baris": [row] * rows, "jumlah": ["9"] * 8}
    pdf = compile_paper(PAPERS / "anggaran.typ", data, created=APRIL)
    (page,) = [text for one in PdfReader(BytesIO(pdf)).pages if "Jumlah" in (text := one.extract_text())]
    assert page.count("Serapan") == 1


def test_an_empty_year_says_what_to_do(desk: Desk) -> None:
    assert "Belum ada program dan kegiatan 2030" in desk.open(BUDGET, tahun=2030)
    assert "Belum ada program dan kegiatan 2030" in desk.open(SPENDING, tahun=2030)
