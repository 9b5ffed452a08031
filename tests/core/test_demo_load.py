"""The demo as the panel shows it after the first start: SOPs, a finished campaign, and one in the middle."""

import io
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core import db, demo
from core.actor import acting, system_actor
from core.files import read
from core.idn.durations import format_duration
from core.jobs import Job, Status
from core.mail import Lampiran, Surel
from core.migrations.tables import models_of, owners
from core.organisation.models import PerangkatDaerah
from plugins.arsip.models import Berkas, Item
from plugins.sop_kinerja import demo as campaigns
from plugins.sop_kinerja.demo_figures import FOLDER
from plugins.sop_kinerja.models import Kasus, KasusDokumen, Penyampaian, Rekap, RekapBaris, SopDokumen, SopVersi, Tugas
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.surat.models import SuratKeluar, SuratMasuk
from plugins.surat.signing.ca import DemoCA
from plugins.surat.signing.verify import verify
from tests.core.demo_support import make_demo_home, started


@pytest.fixture(scope="module", autouse=True)
def loaded(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = make_demo_home(tmp_path_factory.mktemp("demo"), sqlite_template)
    with started(home), acting(system_actor()):
        yield home


def _rows() -> dict[str, int]:
    return {model._meta.table_name: model.select().count() for owner in owners() for model in models_of(owner)}


def _case(periode: str, sop: str = campaigns.LAMANDAU) -> Kasus:
    return (
        Kasus.select()
        .join(SopVersi)
        .join(SopDokumen)
        .where((Kasus.periode == periode) & (SopDokumen.kode == sop))
        .get()
    )


def test_loading_again_adds_no_row_anywhere() -> None:
    before = _rows()
    demo.load()
    assert _rows() == before
    assert demo.loaded()


def test_the_five_sops_are_ratified_with_their_totals() -> None:
    totals = {
        versi.perangkat_daerah.kode: (format_duration(data_of(versi).jumlah_waktu), data_of(versi).jumlah_waktu)
        for versi in SopVersi.select().where(SopVersi.status == "disahkan")
    }
    assert len(totals) == 5
    for code in ("inspektorat", "bpkpad", "dkp3"):
        assert totals[code][0] == "122 hari 3 jam 2 menit"
    assert totals["setda"][0] == "36 hari 3 jam"
    assert (totals["batui-selatan"][1].days, totals["batui-selatan"][1].minutes) == (0, 2055)


def test_every_column_that_a_step_needs_has_its_position() -> None:
    for versi in SopVersi.select().where(SopVersi.status == "disahkan"):
        assert [c.label for c in versi.pelaksana if c.jenis == "jabatan" and c.jabatan_id is None] == []


def test_the_finished_campaign_went_along_the_ten_steps() -> None:
    kasus = _case(campaigns.FINISHED)
    assert kasus.status == "selesai"
    tasks = list(Tugas.select().where(Tugas.kasus == kasus).order_by(Tugas.id))
    own = [(task.nomor, task.keputusan) for task in tasks if not task.setiap]
    assert own == [
        *((1, "ya"), (2, "ya"), (3, "tidak"), (2, "ya"), (3, "ya"), (4, "ya"), (5, "ya"), (6, "ya")),
        *((8, "tidak"), (8, "ya"), (9, "ya"), (10, "ya")),
    ]
    assert Counter(task.keputusan for task in tasks if task.setiap) == {"ya": 9}
    assert all(task.alasan for task in tasks if task.keputusan == "tidak")
    assert {task.selesai.date() <= kasus.selesai.date() for task in tasks} == {True}


def test_the_one_in_the_middle() -> None:
    kasus = _case(campaigns.MIDDLE)
    assert kasus.status == "berjalan"
    states = Counter(row.status for row in Penyampaian.select().where(Penyampaian.kasus_uuid == kasus.uuid))
    assert states == {"diajukan": 3, "dikembalikan": 1, "disahkan": 1, "draft": 3}
    waiting = Tugas.select().where((Tugas.kasus == kasus) & (Tugas.status == "berjalan"))
    assert {task.nomor for task in waiting} == {7}


def test_the_recap_has_the_figures_of_the_data_file() -> None:
    """Computed here again from the file, with nothing of the product but its parser's rules."""
    recap = Rekap.get(Rekap.kasus == _case(campaigns.FINISHED))
    wanted = {row["kode"]: _achievement(row, 1) for row in _file()}
    found = {row.kode: row.capaian for row in RekapBaris.select().where(RekapBaris.rekap == recap)}
    assert {k: v and v.quantize(Decimal("0.0001")) for k, v in found.items()} == wanted
    counted = [value for value in wanted.values() if value is not None]
    assert (recap.dinilai, recap.belum_dinilai) == (len(counted), len(wanted) - len(counted)) == (31, 2)
    assert abs(recap.rata_rata - sum(counted) / len(counted)) < Decimal("0.0001")


def test_the_xlsx_is_mailed_and_holds_the_figures() -> None:
    recap = Rekap.get(Rekap.kasus == _case(campaigns.FINISHED))
    mail = Surel.select().join(Lampiran).where(Lampiran.dokumen == recap.dokumen).get()
    assert mail.kepada == "kabag.organisasi@lamandau.example"
    sheet = openpyxl.load_workbook(io.BytesIO(read(recap.dokumen)), data_only=True)["Rekapitulasi"]
    lines = {str(row[3]).split()[0]: row for row in sheet.iter_rows(min_row=8, values_only=True) if row[3]}
    for row in _file():
        _, _, _, name, _, _, target, actual, achievement, *_ = lines[row["kode"]]
        assert row["uraian"] in name
        assert [_cell(target), _cell(actual)] == [_number(row[key][1]) for key in ("target", "realisasi")]
        assert _cell(achievement, "0.0001") == _achievement(row, 1)


def test_the_letters_are_signed_and_received(loaded: Path) -> None:
    letters = list(SuratKeluar.select().order_by(SuratKeluar.id))
    assert [letter.nomor for letter in letters] == ["000.8.6.3/1/ORG", "000.8.6.3/2/ORG"]
    root = DemoCA.open(loaded / "keys" / "ca").root_certificate()
    for letter in letters:
        result = verify(read(letter.dokumen_final), root)
        assert result.valid, result
    assert {row.status for row in SuratMasuk.select()} == {"diterima"}
    assert SuratMasuk.select().count() == 16


def test_the_finished_campaign_is_in_one_folder() -> None:
    kasus = _case(campaigns.FINISHED)
    folder = Berkas.get(Berkas.rujukan == f"sop_kinerja_kasus:{kasus.uuid}")
    filed = [item.dokumen_id for item in Item.select().where(Item.berkas == folder).order_by(Item.nomor_item)]
    assert filed == [
        row.dokumen_id for row in KasusDokumen.select().where(KasusDokumen.kasus == kasus).order_by(KasusDokumen.id)
    ]
    assert len(filed) == len(set(filed)) == 31


@pytest.mark.usefixtures("loopback")
def test_a_play_takes_the_next_period_and_says_where_its_papers_are(loaded: Path) -> None:
    lines: list[str] = []
    assert campaigns.play("lamandau", lines.append)
    assert _case("2026-TW4").status == "selesai"
    assert any("mengembalikan surat" in line for line in lines)
    assert any("mengembalikan data Disdikbud" in line for line in lines)
    paths = [Path(line.strip()) for line in lines[lines.index("\nBerkasnya:") :] if line.startswith("  ")]
    assert "  Lembar disposisi langkah 1, Kabag Organisasi" in lines
    assert [path.suffix for path in paths] == [".pdf", ".xlsx"]
    assert all(path.is_relative_to(loaded / "hasil") for path in paths)
    assert verify(paths[0].read_bytes(), DemoCA.open(loaded / "keys" / "ca").root_certificate()).valid
    assert openpyxl.load_workbook(paths[1]).sheetnames
    kinds = Job.select().where(Job.jenis.in_(("sop_kinerja.rekap", "sop_kinerja.ekspor")))
    assert {job.status for job in kinds} == {Status.DONE}
    assert campaigns.next_period(campaigns.ratified(campaigns.LAMANDAU)).code == "2027-TW1"


def test_a_year_so_far() -> None:
    """DKP3 of Balangan: laid out, and each case as far as its time has come."""
    states = {
        row.periode.partition("-")[2]: row.status
        for row in Kasus.select().join(SopVersi).join(SopDokumen).where(SopDokumen.kode == "dkp3_balangan")
    }
    assert len(states) == 7
    assert set(states.values()) <= {"rencana", "berjalan", "selesai"}


def test_an_order_of_the_camat_has_been_carried_out() -> None:
    kasus = _case(campaigns.FINISHED, "batui_selatan_banggai")
    assert kasus.status == "selesai"
    units = [row.unit for row in Penyampaian.select().where(Penyampaian.kasus_uuid == str(kasus.uuid))]
    assert set(units) == {"Seksi Pemerintahan", "Seksi Ekonomi dan Pembangunan", "Kelurahan Contoh", "Sekretariat"}


@pytest.mark.parametrize("name", ["inspektorat", "bpkpad", "dkp3", "batui"])
def test_each_of_the_others_plays_to_its_end(name: str) -> None:
    lines: list[str] = []
    assert campaigns.play(name, lines.append)
    played = [line for line in lines if "(selesai)" in line]
    assert len(played) == (1 if name == "batui" else 7), lines
    assert not [line for line in lines if "(berjalan)" in line or "(rencana)" in line]
    steps = [line for line in lines if "langkah" in line]
    assert len(steps) > 15
    if name != "batui":
        assert sum("mengembalikan pekerjaan" in line for line in lines) == 1


def test_a_name_that_is_no_sop_is_not_played() -> None:
    assert campaigns.play("banggai", print) is False


@pytest.mark.usefixtures("each_database", "home", "mail_sink")
def test_on_each_database() -> None:
    demo.load()
    with acting(system_actor()):
        lines: list[str] = []
        assert campaigns.play("lamandau", lines.append)
        assert lines[-1].endswith("kepada kabag.organisasi@lamandau.example: terkirim.")
        states = [_case(periode).status for periode in ("2026-TW2", "2026-TW3", "2026-TW4")]
        assert states == ["selesai", "berjalan", "selesai"]
        assert PerangkatDaerah.select().count() == 13
        before = _rows()
        demo.load()
        assert _rows() == before
    assert not db.database.in_transaction()


def _file() -> list[dict[str, Any]]:
    """Those of Lamandau's departments."""
    rows = tomllib.loads((FOLDER / "indikator.toml").read_text("utf-8"))["indikator"]
    return [row for row in rows if row["perangkat_daerah"] != "batui-selatan"]


def _achievement(row: dict[str, Any], quarter: int) -> Decimal | None:
    target, actual = (_number(row[name][quarter]) for name in ("target", "realisasi"))
    if not target or actual is None:
        return None
    value = actual / target if row["formula"] == "naik" else (2 * target - actual) / target
    return (value * 100).quantize(Decimal("0.0001"))


def _cell(value: Any, places: str = "0.000001") -> Decimal | None:
    """A cell's number, exact; None for an empty one or for words such as "belum dapat dinilai"."""
    return Decimal(str(value)).quantize(Decimal(places)) if isinstance(value, int | float) else None


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace(".", "").replace(",", ".")) if text else None
