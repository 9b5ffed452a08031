"""A step that writes a performance report: the figures beside the words, the PDF as its output, or Tidak."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from core import clock
from core.actor import acting, system_actor
from core.errors import FieldErrors, InputError, NotAllowed, StateError
from core.files import Dokumen, storage
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import (
    Indikator,
    KasusDokumen,
    Penyampaian,
    Realisasi,
    SkalaOrdinal,
    Target,
    Tugas,
)
from plugins.sop_kinerja.services import laporan
from plugins.sop_kinerja.services.agregat import rebuild
from plugins.sop_kinerja.services.diminta import asked_of, within
from plugins.sop_kinerja.services.indikator_tahun import of_year
from plugins.sop_kinerja.services.kasus_hand import complete_by_hand
from plugins.sop_kinerja.services.laporan_angka import figures
from tests.plugins.sop_kinerja.kelengkapan_world import YEAR, Balangan, make_balangan, paper

JANUARY = datetime(YEAR, 1, 5, 2, tzinfo=UTC)
WORDS = {"capaian": "Tiga dari empat target tercapai.", "hambatan": "Cuaca.", "tindak_lanjut": ""}


@pytest.fixture
def office(department: PerangkatDaerah) -> Balangan:
    with clock.at(JANUARY):
        office = make_balangan(department)
        for kode, parts in (("pk", ["TH"]), ("rencana_aksi", ["TH"])):
            office.supply(kode, *parts)
        office.supply("progres_bulanan", *(f"B{month:02d}" for month in range(1, 7)))
        office.supply("catatan_pembagian_tugas", "S1")
    return office


def indicators(department: PerangkatDaerah) -> None:
    """With target and approved figure; without a figure; not yet due."""
    with acting(system_actor(department.id)):
        first, second, third = (
            Indikator.create(perangkat_daerah=department, kode=f"K-{n}", uraian=f"Indikator {n}", satuan="persen")
            for n in (1, 2, 3)
        )
        period = f"{YEAR}-TW1"
        for row, value in ((first, "80"), (second, "50"), (third, None)):
            Target.create(
                perangkat_daerah=department, indikator=row, periode=period, nilai=Decimal(value) if value else None
            )
        sent = Penyampaian.create(
            perangkat_daerah=department, penyelenggara=department, kasus_uuid="lain", judul="Data", periode=period,
            tenggat=JANUARY.date(), status="disahkan",
        )  # fmt: skip
        Realisasi.create(
            perangkat_daerah=department, penyelenggara=department, penyampaian=sent, indikator_uuid=first.uuid,
            kode="K-1", uraian="Indikator 1", satuan="persen", formula="naik", target=Decimal(80),
            nilai=Decimal("72.5"),
        )  # fmt: skip


def at_step(office: Balangan, nomor: int, part: str = "TW1") -> Tugas:
    office.begin(part)
    for one in range(1, nomor):
        office.do(one)
    return office.task(nomor)


def text_of(dokumen: Dokumen) -> str:
    pages = PdfReader(BytesIO(storage.path_of(dokumen).read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_report_is_the_output_of_its_step(office: Balangan, department: PerangkatDaerah) -> None:
    indicators(department)
    with clock.at(JANUARY):
        task = at_step(office, 4)
        with acting(office.who(task).actor):
            dokumen = laporan.issue(str(task.uuid), WORDS)
    assert dokumen.nama == f"Laporan Kinerja Triwulan I {YEAR}.pdf"
    with acting(system_actor(department.id)):
        (kept,) = KasusDokumen.select().where(KasusDokumen.tugas == task.id)
        printed = text_of(dokumen)
    assert (kept.dokumen_id, kept.nama) == (dokumen.id, f"Laporan Kinerja Triwulan I {YEAR}")
    assert "Indikator 1 persen 80 72,5 90,63%" in printed
    assert "Indikator 2 persen 50 belum disahkan Belum dapat dinilai" in printed
    assert "Indikator 3 persen belum jatuh tempo" in printed
    assert "C. Uraian capaian kinerja Tiga dari empat target tercapai. D. Hambatan dan penyebabnya Cuaca." in printed
    assert "Rencana tindak lanjut" not in printed
    assert f"Perjanjian Kinerja Tahun {YEAR} (Dokumen acuan)" in printed
    assert [one.nomor for one in office.open()] == [5]


def test_a_semester_is_reported_out_of_its_quarters(department: PerangkatDaerah) -> None:
    """Nobody submits a figure for the semester; the recap makes it, and the report has the same one."""
    with acting(system_actor(department.id)):
        kind = Indikator.create(
            perangkat_daerah=department, kode="K-1", uraian="Layanan", satuan="kasus", agregasi_periode="jumlah"
        )
        of_year(kind, YEAR)
        both = {"perangkat_daerah": department, "penyelenggara": department}
        for part, value in (("TW1", "9"), ("TW2", "10")):
            sent = Penyampaian.create(
                **both, kasus_uuid=part, judul="Data", periode=f"{YEAR}-{part}", tenggat=JANUARY.date(),
                status="disahkan",
            )  # fmt: skip
            Realisasi.create(
                **both, penyampaian=sent, indikator_uuid=kind.uuid, kode="K-1", uraian="Layanan", satuan="kasus",
                formula="naik", target=Decimal(10), nilai=Decimal(value),
            )  # fmt: skip
        rebuild(department.id)
        (half,), (year,) = (figures(int(department.id), f"{YEAR}-{part}") for part in ("S1", "TH"))
    assert (half.target, half.nilai, half.capaian) == ("20", "19", "95,00%")
    assert (year.nilai, year.capaian, year.assessed.reason) == (
        "", "Belum dapat dinilai", "Baru 1 dari 2 bagian periode ini yang disahkan dan terisi.",
    )  # fmt: skip


def test_targets_stand_in_it_as_they_stand_on_the_form(department: PerangkatDaerah) -> None:
    """A range has both ends, a word of a scale is a word, and what falls due at the end of the year is not due."""
    with acting(system_actor(department.id)):
        words = SkalaOrdinal.create(perangkat_daerah=department, nama="Opini", butir=[["WTP", "4"], ["WDP", "3"]])
        more: tuple[dict[str, Any], ...] = ({"formula": "rentang"}, {"skala": words}, {"pola": "akhir"}, {})
        kinds = [
            Indikator.create(
                perangkat_daerah=department, kode=f"K-{n}", uraian=f"Indikator {n}", satuan="x", urutan=n, **one
            )
            for n, one in enumerate(more)
        ]
        for kind, low, high in ((kinds[0], 10, 20), (kinds[1], 4, None)):
            Target.create(
                perangkat_daerah=department, indikator=kind, periode=f"{YEAR}-TW1", nilai=low, nilai_atas=high
            )
        found = figures(int(department.id), f"{YEAR}-TW1")
        asked = [within(by) for _, by in asked_of(int(department.id), Periode(YEAR, "TW1"))]
    assert asked == ["10 sampai 20", "WTP", "belum jatuh tempo", "belum ditetapkan"] == [one.target for one in found]


def test_nothing_happens_without_its_main_part(office: Balangan, department: PerangkatDaerah) -> None:
    with clock.at(JANUARY):
        task = at_step(office, 4)
        with acting(office.who(task).actor):
            with pytest.raises(FieldErrors) as told:
                laporan.issue(str(task.uuid), {"capaian": " ", "hambatan": "x" * 6001})
            with pytest.raises(InputError, match="huruf"):
                laporan.issue(str(task.uuid), {"capaian": "Tercapai 🙂"})
            with pytest.raises(StateError, match="Penyusunan laporan kinerja"):
                complete_by_hand(str(task.uuid), "ya", upload=paper())
    assert told.value.fields == {
        "capaian": "Uraikan capaian kinerja periode ini.",
        "hambatan": "Hambatan dan penyebabnya paling banyak 6.000 huruf; sekarang 6.001.",
    }
    assert [one.nomor for one in office.open()] == [4]
    with acting(system_actor(department.id)):
        assert not Dokumen.select().where(Dokumen.nama.startswith("Laporan Kinerja Triwulan")).exists()


def test_a_deciding_step_reports_or_gives_back(office: Balangan) -> None:
    with clock.at(JANUARY):
        for quarter in ("TW1", "TW2"):
            at_step(office, 5, quarter)
            office.do(5)
        office.do(6)
        task = office.task(7)
        with acting(office.who(task).actor):
            with pytest.raises(InputError, match="alasan"):
                laporan.send_back(str(task.uuid), " ")
            laporan.send_back(str(task.uuid), "Angka TW II berbeda")
        again = office.task(6)
        assert again.catatan_masuk.endswith("Angka TW II berbeda")
        office.do(6)
        task = office.task(7)
        with acting(office.who(task).actor):
            assert laporan.issue(str(task.uuid), WORDS).nama == f"Laporan Kinerja Semester I {YEAR}.pdf"
    assert [one.nomor for one in office.open()] == [8]


def test_only_its_performer_and_only_a_reporting_step(office: Balangan) -> None:
    with clock.at(JANUARY):
        task = at_step(office, 3)
        with acting(office.who(task).actor), pytest.raises(NotAllowed, match="Langkah 3 tidak menyusun laporan"):
            laporan.issue(str(task.uuid), WORDS)
        other = office.who(task)
        office.do(3)
        task = office.task(4)
        with acting(other.actor), pytest.raises(NotAllowed):
            laporan.issue(str(task.uuid), WORDS)
        with acting(office.who(task).actor), pytest.raises(InputError, match="tidak dapat mengembalikan"):
            laporan.send_back(str(task.uuid), "x")
