"""Monthly progress: filled in month by month, in order, and finished into the report that steps wait for."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.actor import acting, system_actor
from core.audit import Jejak
from core.files import Dokumen, store
from core.idn.periods import Periode
from core.testing.people import make_user
from plugins.sop_kinerja.models import Acuan, Indikator, JenisAcuan, Progres, SkalaOrdinal, Target
from plugins.sop_kinerja.services import acuan
from plugins.sop_kinerja.services.isian_bulan import note_cell, value_cell
from tests.plugins.sop_kinerja.renaksi_world import (
    PLANNER,
    PROGRESS,
    SPENDING,
    YEAR,
    Desk,
    Office,
    pdf_text,
)


def filled(indikator: Indikator, nilai: str = "", note: str = "") -> dict[str, str]:
    return {value_cell(str(indikator.uuid)): nilai, note_cell(str(indikator.uuid)): note}


def progress(office: Office, indikator: Indikator, part: str) -> Progres | None:
    with acting(system_actor(office.department.id)):
        found: Progres | None = Progres.get_or_none(
            (Progres.indikator == indikator.id) & (Progres.periode == f"{YEAR}-{part}")
        )
        return found


def test_a_month_is_filled_in_with_its_targets_beside_it(desk: Desk, office: Office) -> None:
    with acting(system_actor(office.department.id)):
        for part, nilai in (("TW1", 3), ("B03", 3), ("B02", None)):
            row = {"indikator": office.events, "periode": f"{YEAR}-{part}"}
            Target.create(perangkat_daerah=office.department, nilai=nilai and Decimal(nilai), **row)
    desk.send(PROGRESS, filled(office.events, "2"), bulan=2)
    assert "belum jatuh tempo" in desk.open(PROGRESS, bulan=2)
    told = desk.send(PROGRESS, filled(office.events, "3") | filled(office.cover, "", "Survei belum selesai."), bulan=3)
    assert "Progres Maret 2026 disimpan." in told
    kept = progress(office, office.events, "B03")
    assert kept is not None and kept.nilai == 3 and kept.oleh.startswith("Perencana")
    note = progress(office, office.cover, "B03")
    assert note is not None and note.nilai is None, "a reason is no figure, and not zero"
    page = desk.open(PROGRESS, bulan=3)
    assert '<span class="tb-why">Februari</span>' in page, "the last figure stands beside the new one"
    desk.send(PROGRESS, filled(office.events, "0"), bulan=1)
    zero = progress(office, office.events, "B01")
    assert zero is not None and zero.nilai == 0
    desk.send(PROGRESS, filled(office.events, ""), bulan=1)
    assert progress(office, office.events, "B01") is None


def test_a_month_that_has_not_begun_is_refused(desk: Desk, office: Office) -> None:
    assert '<input class="tb-in' not in desk.open(PROGRESS, bulan=5)
    text = desk.send(PROGRESS, filled(office.events, "9"), bulan=5, status=400)
    assert "Mei 2026 belum mulai" in text
    assert progress(office, office.events, "B05") is None


@pytest.mark.parametrize("text", ["1,234.56", "58%", "-", "n/a"])
def test_what_is_no_figure_is_refused_and_nothing_kept(desk: Desk, office: Office, text: str) -> None:
    answer = desk.send(PROGRESS, filled(office.events, text) | filled(office.cover, "5"), bulan=3, status=400)
    assert "Progres «Jumlah gelar budaya»" in answer
    assert progress(office, office.cover, "B03") is None


def test_a_cumulative_figure_that_falls_is_told_but_kept(desk: Desk, office: Office) -> None:
    desk.send(PROGRESS, filled(office.events, "5"), bulan=2)
    page = desk.send(PROGRESS, filled(office.events, "4"), bulan=3)
    assert "kumulatif turun dari 5 (Februari)" in page


def test_two_people_in_one_month(desk: Desk, office: Office) -> None:
    opened = desk.opened(PROGRESS, bulan=3)
    desk.send(PROGRESS, filled(office.events, "3"), bulan=3)
    text = desk.send(PROGRESS, filled(office.events, "4"), first=opened, bulan=3, status=409)
    assert "Tersimpan: 3" in text and 'value="4"' in text
    desk.send(PROGRESS, filled(office.cover, "80"), first=opened, bulan=3)
    kept = progress(office, office.events, "B03")
    assert kept is not None and kept.nilai == 3


def test_finishing_wants_a_figure_or_a_reason_for_each(desk: Desk, office: Office) -> None:
    text = desk.send(PROGRESS, filled(office.events, "3"), bulan=3, aksi="selesai", status=400)
    assert "Isi progres «Cakupan layanan»" in text
    assert "Isian Anda sudah disimpan" in text
    kept = progress(office, office.events, "B03")
    assert kept is not None and kept.nilai == 3, "what was typed is saved even so"


@pytest.mark.usefixtures("each_database")
def test_the_finished_month_is_a_paper_and_a_reference(desk: Desk, office: Office) -> None:
    spent = {value_cell(str(office.below[0].uuid)): "250,50"}
    desk.send(SPENDING, spent, bulan=3)
    both = filled(office.events, "3") | filled(office.cover, "", "Survei belum selesai.")
    assert "Laporan Progres Bulanan Maret 2026 selesai" in desk.send(PROGRESS, both, bulan=3, aksi="selesai")
    with acting(system_actor(office.department.id)):
        found = Acuan.select(Acuan, Dokumen, JenisAcuan).join(Dokumen).switch(Acuan).join(JenisAcuan).get()
    assert (found.periode, found.jenis.kode) == ("2026-B03", "progres_bulanan")
    text = pdf_text(found.dokumen)
    for words in ("LAPORAN PROGRES BULANAN", "MARET 2026", "Survei belum selesai.", "belum diisi", "250,5", "25,05%"):
        assert words in text, words
    assert "Laporan sudah diselesaikan" in desk.open(PROGRESS, bulan=3)
    desk.at = datetime(YEAR, 4, 7, 2, tzinfo=UTC)
    desk.send(SPENDING, {value_cell(str(office.below[1].uuid)): "1"}, bulan=3)
    assert "Laporan berubah sesudah diselesaikan" in desk.open(PROGRESS, bulan=3)


def test_a_figure_that_is_taken_away_makes_the_report_outdated(desk: Desk, office: Office) -> None:
    first = office.below[0]
    desk.send(SPENDING, {value_cell(str(first.uuid)): "250"}, bulan=3)
    both = filled(office.events, "3") | filled(office.cover, "", "Survei belum selesai.")
    desk.send(PROGRESS, both, bulan=3, aksi="selesai")
    steps: list[tuple[str, dict[str, str], dict[str, str], int]] = [
        (PROGRESS, filled(office.cover), filled(office.cover, "", "Survei belum selesai."), 3),
        (PROGRESS, filled(office.events), filled(office.events, "3"), 3),
        (SPENDING, {value_cell(str(first.uuid)): ""}, {value_cell(str(first.uuid)): "250"}, 3),
        (SPENDING, {value_cell(str(first.uuid)): "1"}, {value_cell(str(first.uuid)): ""}, 2),
    ]
    for url, other, same, month in steps:
        desk.send(url, other, bulan=month)
        assert "Laporan berubah sesudah diselesaikan" in desk.open(PROGRESS, bulan=3), other
        desk.send(url, same, bulan=month)
        assert "Laporan sudah diselesaikan" in desk.open(PROGRESS, bulan=3), same


def test_a_target_of_later_leaves_an_old_report_as_it_is(desk: Desk, office: Office) -> None:
    desk.send(PROGRESS, filled(office.events, "3") | filled(office.cover, "70"), bulan=3, aksi="selesai")
    with acting(system_actor(office.department.id)):
        row = {"indikator": office.events, "periode": f"{YEAR}-B03", "nilai": Decimal(9)}
        Target.create(perangkat_daerah=office.department, **row)
    assert "Laporan sudah diselesaikan" in desk.open(PROGRESS, bulan=3)


def test_the_earlier_figure_of_a_word_is_a_word(desk: Desk, office: Office) -> None:
    with acting(system_actor(office.department.id)):
        words = SkalaOrdinal.create(
            perangkat_daerah=office.department, nama="Opini", butir=[["WTP", "4"], ["WDP", "3"]]
        )
        Indikator.update(skala=words).where(Indikator.id == office.cover.id).execute()
    desk.send(PROGRESS, filled(office.events, "1") | filled(office.cover, "wtp"), bulan=2, aksi="selesai")
    page = desk.open(PROGRESS, bulan=3)
    assert "<div>WTP" in page and '<td data-label="Februari" class="s-angka">WTP</td>' in page
    desk.send(PROGRESS, filled(office.events, "1") | filled(office.cover, "WDP"), bulan=3, aksi="selesai")
    with acting(system_actor(office.department.id)):
        newest = Acuan.select(Acuan, Dokumen).join(Dokumen).order_by(Acuan.id.desc()).first()
    text = pdf_text(newest.dokumen)
    assert "WTP (Februari)" in text and "WDP" in text


def test_a_negative_count_is_told_and_kept(desk: Desk, office: Office) -> None:
    page = desk.send(PROGRESS, filled(office.events, "-1") | filled(office.cover, "-1"), bulan=3)
    assert page.count("Angka ini negatif") == 1, "a level may lie below zero, a count not"


def test_the_log_says_what_a_figure_was(desk: Desk, office: Office) -> None:
    first = office.below[0]
    for text in ("250", "100"):
        desk.send(SPENDING, {value_cell(str(first.uuid)): text}, bulan=3)
    with acting(system_actor(office.department.id)):
        last = Jejak.select().where(Jejak.tindakan == "sop_kinerja.anggaran.save").order_by(Jejak.id.desc()).get()
    assert last.rincian == {"periode": "2026-B03", "sebelum": {"1.01.01": "250"}, "sesudah": {"1.01.01": "100"}}


def test_beranda_reminds_of_the_first_month_without_a_report(
    desk: Desk, office: Office, client: FlaskClient, login_as: Any, post: Any
) -> None:
    words = "Selesaikan laporan progres"
    assert words not in desk.open("/"), "nobody has begun, and no Rencana Aksi is settled"
    both = filled(office.events, "1") | filled(office.cover, "70")
    desk.send(PROGRESS, both, bulan=1)
    page = desk.open("/")
    assert f"{words} Januari 2026" in page and "Sesudah itu Februari dan Maret 2026." in page
    assert f"{PROGRESS}?tahun=2026&bulan=1" in page
    desk.send(PROGRESS, {}, bulan=1, aksi="selesai")
    assert f"{words} Februari 2026" in desk.open("/")
    for month in (2, 3):
        desk.send(PROGRESS, both, bulan=month, aksi="selesai")
    assert words not in desk.open("/"), "April is not over"
    desk.at = datetime(YEAR, 5, 4, 2, tzinfo=UTC)
    assert f"{words} April 2026" in desk.open("/")
    reader = Desk(login_as(client, office.head), post, desk.at)
    assert words not in reader.open("/")
    other = make_user(office.department, PLANNER, "Perencana lain")
    assert words not in Desk(login_as(client, other), post, desk.at).open("/"), "another position supplies it"


def test_months_are_finished_in_their_order_and_not_early(desk: Desk, office: Office) -> None:
    desk.send(PROGRESS, filled(office.events, "1") | filled(office.cover, "70"), bulan=2)
    march = filled(office.events, "3") | filled(office.cover, "75")
    text = desk.send(PROGRESS, march, bulan=3, aksi="selesai", status=409)
    assert "Selesaikan dahulu laporan Februari 2026" in text
    early = desk.send(PROGRESS, march, bulan=4, aksi="selesai", status=409)
    assert "April 2026 belum berakhir. Laporannya dapat diselesaikan mulai 30 April 2026." in early
    desk.send(PROGRESS, {}, bulan=2, aksi="selesai")
    desk.send(PROGRESS, {}, bulan=3, aksi="selesai")
    with acting(system_actor(office.department.id)):
        assert {str(row.periode) for row in Acuan.select()} == {"2026-B02", "2026-B03"}


def test_where_reports_are_kept_by_triwulan_the_last_month_feeds_it(desk: Desk, office: Office) -> None:
    with acting(system_actor(office.department.id)):
        JenisAcuan.create(perangkat_daerah=office.department, kode="progres_bulanan", nama="Progres", per="triwulan")
    for month, codes in ((2, {"2026-B02"}), (3, {"2026-B02", "2026-B03", "2026-TW1"})):
        both = filled(office.events, "1") | filled(office.cover, "70")
        desk.send(PROGRESS, both, bulan=month, aksi="selesai")
        with acting(system_actor(office.department.id)):
            assert {str(row.periode) for row in Acuan.select()} == codes


def test_a_report_of_the_triwulan_stands_for_its_months(desk: Desk, office: Office) -> None:
    """Uploaded by hand, where the department counts them so."""
    desk.send(PROGRESS, filled(office.events, "1"), bulan=2)
    with acting(office.planner.actor), desk.clock():
        own = {"perangkat_daerah": office.department}
        kind = JenisAcuan.create(**own, kode="progres_bulanan", nama="Progres", per="triwulan")
        acuan.keep(
            kind, [Periode(YEAR, "TW1")], store(b"%PDF-", "progres.pdf", "application/pdf"), office.planner.actor
        )
    assert "Selesaikan laporan progres" not in desk.open("/")
    desk.at = datetime(YEAR, 5, 4, 2, tzinfo=UTC)
    assert "Selesaikan laporan progres April 2026" in desk.open("/")
    both = filled(office.events, "1") | filled(office.cover, "70")
    assert "April 2026 selesai" in desk.send(PROGRESS, both, bulan=4, aksi="selesai")


def test_strange_links_open_the_page(desk: Desk) -> None:
    for bulan in ("0", "13", "x", "99999999999999999999"):
        desk.open(PROGRESS, bulan=bulan)
