"""The recap of a period: read as it stands, sent out, approved as a snapshot, revoked with a reason."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from core import activation, files, jobs
from core.actor import acting, system_actor
from core.errors import InputError, NotFound, StateError
from core.files import Dokumen
from core.organisation.models import PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from core.testing.people import User, make_department, make_user
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, Penyampaian, RekapAngka, RekapBasi, RekapCapaian
from plugins.sop_kinerja.services import capaian_setuju, keluaran
from plugins.sop_kinerja.services.capaian_periode import periods, recap
from plugins.sop_kinerja.services.capaian_potret import changed_since
from plugins.sop_kinerja.services.indikator_tahun import of_year
from tests.core.counting import count_queries
from tests.plugins.sop_kinerja.recomputed import compare

Q1, Q2, HALF = "2026-TW1", "2026-TW2", "2026-S1"


@pytest.fixture
def head(department: PerangkatDaerah) -> User:
    with acting(system_actor()):
        activation.turn_on("sop_kinerja", department.id)
    return make_user(department, ("sop_kinerja.*",), "Kepala Bagian")


@pytest.fixture
def health(department: PerangkatDaerah) -> PerangkatDaerah:
    return make_department("Dinas Kesehatan", department.pemerintah_daerah)


def put(
    asker: PerangkatDaerah, giver: PerangkatDaerah, kode: str, periode: str, nilai: str, capaian: str | None
) -> None:
    """As a worker leaves it: the figure of an indicator, and the means of its department and of all."""
    with scope(EVERYWHERE):
        indikator, _ = Indikator.get_or_create(
            perangkat_daerah=giver, kode=kode, defaults={"uraian": f"Indikator {kode}", "satuan": "persen"}
        )
        RekapAngka.create(
            perangkat_daerah=giver,
            penyelenggara=asker,
            indikator_tahun=of_year(indikator, 2026),
            periode=periode,
            asal="periode" if periode == HALF else "langsung",
            nilai=Decimal(nilai),
            target=Decimal(80),
            capaian=None if capaian is None else Decimal(capaian),
            alasan="" if capaian is not None else "Baru 1 dari 2 bagian.",
            ada=1,
            perlu=1 if capaian is not None else 2,
        )
        RekapCapaian.delete().where(RekapCapaian.periode == periode).execute()
        rows = list(RekapAngka.select().where((RekapAngka.periode == periode) & RekapAngka.capaian.is_null(False)))
        for tingkat, owner in (("perangkat_daerah", giver), ("pemda", asker)):
            values = [row.capaian for row in rows]
            mean = sum(values, Decimal(0)) / len(values) if values else None
            RekapCapaian.create(
                perangkat_daerah=owner,
                penyelenggara=asker,
                tingkat=tingkat,
                periode=periode,
                dinilai=len(values),
                rata_rata=mean,
                predikat="Tinggi" if mean else "",
            )


@pytest.fixture
def filled(head: User, department: PerangkatDaerah, health: PerangkatDaerah) -> User:
    put(department, health, "K-1", Q1, "72", "90")
    put(department, health, "K-2", Q1, "60", "75")
    put(department, health, "K-3", Q1, "60", None)
    return head


def test_as_it_stands(filled: User, health: PerangkatDaerah) -> None:
    with acting(filled.actor):
        found = recap(Q1)
        assert [one.code for one in periods()] == [Q1]
    (part,) = found.bagian
    assert part.perangkat.id == health.id and part.assessed.value == Decimal("82.5")
    assert [(one.indikator.kode, one.nilai, one.target, one.assessed.predikat) for one in part.baris] == [
        ("K-1", "72", "80", "Tinggi"),
        ("K-2", "60", "80", "Sedang"),
        ("K-3", "60", "80", ""),
    ]
    assert (found.dinilai, found.belum_dinilai) == (2, 1)
    assert [one.indikator.kode for _, one in found.belum_lengkap] == ["K-3"]


def send(asker: PerangkatDaerah, giver: PerangkatDaerah, periode: str, status: str, day: date, **more: Any) -> None:
    with scope(EVERYWHERE):
        Penyampaian.create(
            perangkat_daerah=giver, penyelenggara=asker, kasus_uuid=f"{periode}-{status}", judul="Data",
            periode=periode, tenggat=day, status=status, **more,
        )  # fmt: skip


def test_what_is_not_approved_is_told(
    filled: User, department: PerangkatDaerah, health: PerangkatDaerah, client: FlaskClient, login_as: Any
) -> None:
    school = make_department("Dinas Pendidikan", department.pemerintah_daerah)
    late, soon = date(2020, 1, 1), date(2099, 1, 1)
    send(department, health, Q1, "disahkan", late)
    send(department, school, Q1, "diajukan", soon)
    send(department, school, Q2, "draft", late)
    send(department, school, "2026-B01", "dibatalkan", late)
    put(department, health, "K-1", HALF, "76", "95")
    with acting(filled.actor):
        quarter, half = recap(Q1), recap(HALF)
        assert [one.kalimat for one in quarter.kurang] == ["Dinas Pendidikan, Triwulan I 2026: Diajukan"]
        assert [one.kalimat for one in half.kurang] == [
            "Dinas Pendidikan, Triwulan I 2026: Diajukan",
            "Dinas Pendidikan, Triwulan II 2026: Diterima, belum dibuka (terlambat)",
        ]
        assert (quarter.disahkan, half.disahkan) == (1, 1)
        assert recap(Q1, health.id).kurang == []
    login_as(client, filled)
    page = client.get(f"/sop-kinerja/capaian?periode={Q1}").get_data(as_text=True)
    assert "1 dari 2" in page and "Belum disahkan, sehingga tidak ikut dihitung" in page


def test_a_page_costs_as_many_queries_for_many_figures(
    filled: User, department: PerangkatDaerah, health: PerangkatDaerah
) -> None:
    with acting(filled.actor):
        with count_queries() as few:
            recap(Q1)
        for number in range(4, 20):
            put(department, health, f"K-{number}", Q1, "60", None)
        with count_queries() as many:
            recap(Q1)
    assert len(many) == len(few) <= 8


def test_another_departments_recap_is_not_seen(filled: User, other_department: PerangkatDaerah) -> None:
    stranger = make_user(other_department, ("sop_kinerja.*",))
    with acting(stranger.actor):
        assert periods() == [] and recap(Q1).bagian == []
        with pytest.raises(NotFound):
            recap("bukan periode")


def test_approved_it_stays_as_it_was(filled: User, department: PerangkatDaerah) -> None:
    with acting(filled.actor):
        kept = capaian_setuju.approve(Q1)
        with pytest.raises(StateError, match="sudah disetujui"):
            capaian_setuju.approve(Q1)
        with scope(EVERYWHERE):
            RekapAngka.update({RekapAngka.nilai: Decimal(70)}).where(RekapAngka.nilai == Decimal(72)).execute()
        told = changed_since(kept, recap(Q1))
        again = capaian_setuju.get_approved(str(kept.uuid))
    assert told == ["Dinas Kesehatan: «Indikator K-1» disetujui 72, sekarang 70."]
    assert again.isi["bagian"][0]["baris"][0]["nilai"] == "72" and capaian_setuju.is_intact(again)


def test_the_snapshot_says_what_was_corrected_since_and_what_was_missing(
    filled: User, department: PerangkatDaerah, health: PerangkatDaerah, client: FlaskClient, login_as: Any
) -> None:
    send(department, health, Q1, "diajukan", date(2099, 1, 1))
    with acting(filled.actor):
        kept = capaian_setuju.approve(Q1)
    login_as(client, filled)
    address = f"/sop-kinerja/capaian/disetujui/{kept.uuid}"
    page = client.get(address).get_data(as_text=True)
    assert "Sesudah disetujui ada koreksi" not in page
    assert "Dinas Kesehatan, Triwulan I 2026: Diajukan" in page and "82,50%" in page
    with scope(EVERYWHERE):
        kinds = {str(row.uraian): row for row in IndikatorTahun.select()}
        RekapAngka.update({RekapAngka.target: Decimal(85)}).where(
            RekapAngka.indikator_tahun == kinds["Indikator K-2"]
        ).execute()
        RekapAngka.delete().where(RekapAngka.indikator_tahun == kinds["Indikator K-1"]).execute()
        # Another indicator that has the same code as one that is no longer there is not the same.
        IndikatorTahun.update(kode="K-1").where(IndikatorTahun.id == kinds["Indikator K-3"].id).execute()
    page = client.get(address).get_data(as_text=True)
    for said in (
        "Sesudah disetujui ada koreksi",
        "«Indikator K-2» target disetujui 80, sekarang 85.",
        "«Indikator K-1» tidak ada lagi sesudah disetujui.",
    ):
        assert said in page, said
    assert "baru ada" not in page


def test_an_approval_is_revoked_once(filled: User) -> None:
    with acting(filled.actor):
        kept = capaian_setuju.approve(Q1)
        capaian_setuju.revoke(str(kept.uuid), "Ada koreksi")
        with pytest.raises(StateError, match="sudah dicabut"):
            capaian_setuju.revoke(str(kept.uuid), "Sekali lagi")
        assert capaian_setuju.get_approved(str(kept.uuid)).alasan == "Ada koreksi"


def test_a_quarter_without_any_figure_is_named(
    filled: User, department: PerangkatDaerah, health: PerangkatDaerah, client: FlaskClient, login_as: Any
) -> None:
    put(department, health, "K-1", HALF, "76", None)
    with acting(filled.actor):
        half = recap(HALF)
    assert half.kalimat_kurang == ["Triwulan II 2026: belum ada angka yang disahkan"]
    login_as(client, filled)
    assert "Triwulan II 2026 belum ada angkanya" in client.get(f"/sop-kinerja/capaian?periode={HALF}").text


def test_an_imported_indicator_is_named_with_who_published_it(
    filled: User, department: PerangkatDaerah, health: PerangkatDaerah
) -> None:
    put(department, health, "LKJ-0001", Q1, "72", None)
    with scope(EVERYWHERE):
        IndikatorTahun.update(sumber_data="Dinas Sosial").execute()
    with acting(filled.actor):
        names = {str(one.indikator.kode): one.nama for _, one in recap(Q1).semua}
    assert names["LKJ-0001"] == "Indikator LKJ-0001 (sumber: Dinas Sosial)" and names["K-1"] == "Indikator K-1"


@pytest.mark.usefixtures("each_database")
def test_a_semester_needs_its_two_quarters(filled: User, department: PerangkatDaerah, health: PerangkatDaerah) -> None:
    put(department, health, "K-1", Q2, "76", "95")
    put(department, health, "K-1", HALF, "76", "95")
    with acting(filled.actor):
        with pytest.raises(StateError, match="Triwulan I 2026 dan Triwulan II 2026"):
            capaian_setuju.approve(HALF)
        first = capaian_setuju.approve(Q1)
        with pytest.raises(StateError, match="setelah Triwulan II 2026"):
            capaian_setuju.approve(HALF)
        capaian_setuju.approve(Q2)
        half = capaian_setuju.approve(HALF)
        with pytest.raises(StateError, match="Cabut dahulu persetujuan Semester I 2026"):
            capaian_setuju.revoke(str(first.uuid), "keliru")
        with pytest.raises(InputError):
            capaian_setuju.revoke(str(half.uuid), "  ")
        capaian_setuju.revoke(str(half.uuid), "Ada koreksi")
        capaian_setuju.revoke(str(first.uuid), "Ada koreksi")
        second = capaian_setuju.approve(Q1)
        assert [one.nomor for one in capaian_setuju.approvals(Q1)] == [2, 1] and second.nomor == 2


def test_while_workers_are_at_it_nothing_is_approved(filled: User, department: PerangkatDaerah) -> None:
    with acting(filled.actor):
        RekapBasi.create(perangkat_daerah=department, penyelenggara=department, tahun=2026)
        with pytest.raises(StateError, match="sedang dihitung ulang"):
            capaian_setuju.approve(Q1)
        with pytest.raises(StateError, match="Belum ada angka"):
            capaian_setuju.approve(Q2)


def test_what_cannot_be_approved_is_told_on_the_page(
    filled: User, client: FlaskClient, login_as: Any, post: Any
) -> None:
    login_as(client, filled)
    for said in ("Rekapitulasi disetujui dan disimpan", "sudah disetujui oleh Kepala Bagian"):
        back = post(client, f"/sop-kinerja/capaian/{Q1}/setujui").headers["Location"]
        text = client.get(back).get_data(as_text=True)
        assert said in text and "Capaian kinerja Triwulan I 2026" in text


def test_the_page_says_all_of_it(filled: User, client: FlaskClient, login_as: Any) -> None:
    login_as(client, filled)
    page = client.get("/sop-kinerja/capaian").get_data(as_text=True)
    assert "Capaian kinerja Triwulan I 2026" in page and "82,50%" in page and "Setujui rekapitulasi" in page
    assert "1 dari 2 bagian sudah ada" in page and "Baru 1 dari 2 bagian." in page


def test_it_goes_out_as_a_workbook(filled: User) -> None:
    with acting(filled.actor):
        job = keluaran.request("capaian", "xlsx", Q1)
        with pytest.raises(StateError, match="Belum ada angka"):
            keluaran.request("capaian", "pdf", Q2)
        jobs.run(job.id)
        (kept,) = [row for row in Dokumen.select() if row.nama.endswith(".xlsx")]
        book = load_workbook(io.BytesIO(files.read(kept)), data_only=True)
    rows = [row for row in book["Capaian"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[8] for row in rows] == [90, 75, "belum dapat dinilai"]
    assert [row[0:3] for row in book["Yang belum lengkap"].iter_rows(values_only=True)][-1] == (
        "Dinas Kesehatan", "Indikator K-3", "1 dari 2 bagian",
    )  # fmt: skip


def test_of_one_department_the_whole_is_its_own(
    filled: User, department: PerangkatDaerah, health: PerangkatDaerah, tmp_path: Path
) -> None:
    """Its workbook has its own mean, which the formula over its rows finds again."""
    school = make_department("Dinas Pendidikan", department.pemerintah_daerah)
    put(department, school, "K-9", Q1, "84", "105")
    with scope(EVERYWHERE):
        RekapCapaian.update({RekapCapaian.rata_rata: Decimal("82.5"), RekapCapaian.dinilai: 2}).where(
            (RekapCapaian.tingkat == "perangkat_daerah") & (RekapCapaian.perangkat_daerah == school)
        ).execute()
        RekapCapaian.update({RekapCapaian.perangkat_daerah: health}).where(
            RekapCapaian.tingkat == "perangkat_daerah"
        ).execute()
    with acting(filled.actor):
        found = recap(Q1, health.id)
        assert (found.assessed.value, found.dinilai) == (Decimal("82.5"), 2)
        jobs.run(keluaran.request("capaian", "xlsx", f"{Q1}:{health.id}").id)
        (kept,) = [row for row in Dokumen.select() if row.nama.endswith(".xlsx")]
        path = tmp_path / "satu.xlsx"
        path.write_bytes(files.read(kept))
    assert compare(path, ("Capaian", "Per Perangkat Daerah")) == 2 * 2 + 2 * 2


def test_an_output_says_whether_it_is_approved_and_still_so(filled: User, health: PerangkatDaerah) -> None:
    def printed(kunci: str) -> str:
        with acting(filled.actor):
            jobs.run(keluaran.request("capaian", "pdf", kunci).id)
            kept = max((row for row in Dokumen.select() if row.nama.endswith(".pdf")), key=lambda row: row.id)
            pages = PdfReader(io.BytesIO(files.read(kept))).pages
            return " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "Rekapitulasi periode ini belum disetujui." in printed(Q1)
    with acting(filled.actor):
        capaian_setuju.approve(Q1)
    assert "Disetujui oleh" in (first := printed(Q1)) and "dikoreksi" not in first
    with scope(EVERYWHERE):
        RekapAngka.update({RekapAngka.nilai: Decimal(70)}).where(RekapAngka.nilai == Decimal(72)).execute()
    assert "sesudah itu 1 angka dikoreksi." in printed(f"{Q1}:{health.id}")


def test_what_is_not_complete_has_no_target_yet(filled: User, department: PerangkatDaerah) -> None:
    with scope(EVERYWHERE):
        row = RekapAngka.get(RekapAngka.capaian.is_null())
        RekapAngka.update(asal="periode", target=None).where(RekapAngka.id == row.id).execute()
    with acting(filled.actor):
        one = next(one for _, one in recap(Q1).semua if one.angka.id == row.id)
    assert one.target == "Belum lengkap"


def test_one_departments_part_goes_out_by_itself(filled: User, health: PerangkatDaerah) -> None:
    with acting(filled.actor):
        with pytest.raises(NotFound):
            keluaran.request("capaian", "pdf", f"{Q1}:x")
        with pytest.raises(NotFound):
            keluaran.request("capaian", "pdf", f"{Q1}:{10**30}")
        job = keluaran.request("capaian", "pdf", f"{Q1}:{health.id}")
        jobs.run(job.id)
        (kept,) = [row for row in Dokumen.select() if row.nama.endswith(".pdf")]
        printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read(kept))).pages)
    assert kept.nama == "Rekapitulasi Capaian Kinerja Triwulan I 2026 - Dinas Kesehatan.pdf"
    assert "82,50%" in printed and "Baru 1 dari 2 bagian." in " ".join(printed.split())
