"""Null, zero, not due and not approved are four different things: at entry, on the recap, in the workbook, on paper and
on the dashboard."""

import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from core import files, jobs
from core.actor import acting, system_actor
from core.files import Dokumen
from core.testing.people import make_user, sign_in
from plugins.sop_kinerja.models import Indikator, Realisasi, Target
from plugins.sop_kinerja.services import data_fill, keluaran
from plugins.sop_kinerja.services.agregat import rebuild
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import PERIOD, Play
from tests.plugins.sop_kinerja.halaman import page

NULL, ZERO, NOT_DUE = "Indikator 1 Dinas Kesehatan", "Indikator 2 Dinas Kesehatan", "Indikator 4 Dinas Kesehatan"
UNSET = "Indikator 3 Dinas Kesehatan"


@pytest.fixture
def play(home: object, run_jobs: Callable[[], list[Any]]) -> Iterator[Play]:
    """Dinas Kesehatan: nothing filled in, a zero, a target of zero, a target that is not due; approved. Dinas
    Pendidikan: handed in, not approved."""
    play = data_play.start()
    values = data_play.entries({1: "", 2: "0", 3: "2", 4: ""}, note="Survei ditunda.")
    with acting(play.operators[0].actor):
        sent = play.submission(0)
        data_fill.submit(str(sent.uuid), values, versi=sent.versi)
    play.settle(0)
    play.fill(1, data_play.SCHOOL)
    run_jobs()
    yield play


def line_of(text: str, name: str) -> str:
    """The words of the table's row that speaks of `name`, one space between them."""
    rows = (" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in text.split("<tr>"))
    return next(row for row in rows if name in row)


def output(play: Play, form: str) -> io.BytesIO:
    with acting(play.team.actor):
        job = keluaran.request("capaian", form, PERIOD)
    with acting(system_actor(play.owner.id)):
        jobs.run(job.id)
        (kept,) = [row for row in Dokumen.select() if row.nama.startswith("Rekap") and row.nama.endswith(form)]
        return io.BytesIO(files.read(kept))


def test_at_entry(play: Play, client: FlaskClient) -> None:
    sign_in(client, play.operators[0])
    text = page(client, f"/sop-kinerja/penyampaian/{play.submission(0).uuid}")
    assert "Realisasi belum diisi." in line_of(text, NULL) and "80 –" in line_of(text, NULL)
    assert "4 0" in line_of(text, ZERO) and "200,00%" in line_of(text, ZERO)
    assert "Belum jatuh tempo" in line_of(text, NOT_DUE)


def test_on_the_recap(play: Play, client: FlaskClient) -> None:
    sign_in(client, play.team)
    text = page(client, f"/sop-kinerja/capaian?periode={PERIOD}")
    assert "80 – Belum dapat dinilai Realisasi belum diisi." in line_of(text, NULL)
    assert "4 0 200,00%" in line_of(text, ZERO)
    assert "Belum jatuh tempo – Belum dapat dinilai" in line_of(text, NOT_DUE)
    assert "Diajukan" in line_of(text, "Dinas Pendidikan") and "Indikator 1 Dinas Pendidikan" not in text


def test_in_the_workbook(play: Play) -> None:
    book = load_workbook(output(play, "xlsx"), data_only=True)
    rows = {str(row[3]).partition("  ")[2]: row[6:10] for row in book["Capaian"].iter_rows(values_only=True)}
    assert rows[NULL] == (80, "belum diisi", "belum dapat dinilai", "Realisasi belum diisi.")
    assert rows[ZERO] == (4, 0, 200, "Sangat Tinggi")
    assert rows[NOT_DUE] == (None, None, "belum dapat dinilai", "Target belum jatuh tempo pada periode ini.")
    assert rows[UNSET][:3] == (0, 2, "belum dapat dinilai") and "bernilai nol" in str(rows[UNSET][3])
    missing = [row[:3] for row in book["Yang belum lengkap"].iter_rows(values_only=True)]
    assert ("Dinas Pendidikan", "Seluruh data Triwulan II 2026", "Belum disahkan: Diajukan") in missing
    assert ("Dinas Kesehatan", NULL, "realisasi belum diisi") in missing


def test_on_paper(play: Play) -> None:
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(output(play, "pdf")).pages).split())
    assert f"{NULL} Persen 80 – Belum dapat dinilai: Realisasi belum diisi." in printed
    assert f"{ZERO} Kasus 4 0 200,00 Sangat Tinggi" in printed
    assert f"{NOT_DUE} Dokumen Belum jatuh tempo – Belum dapat dinilai" in printed
    assert "Dinas Pendidikan, Triwulan II 2026: Diajukan." in printed


def test_a_target_that_nobody_set_is_not_one_that_is_not_due(play: Play) -> None:
    with acting(system_actor(play.departments[0].id)):
        kind = Indikator.get(Indikator.uraian == UNSET)
        Target.delete().where(Target.indikator == kind.id).execute()
        Realisasi.update(target=None).where(Realisasi.uraian == UNSET).execute()
    with acting(system_actor(play.owner.id)):
        rebuild(play.owner.id)
    book = load_workbook(output(play, "xlsx"), data_only=True)
    rows = {str(row[3]).partition("  ")[2]: row[6:10] for row in book["Capaian"].iter_rows(values_only=True)}
    assert (rows[UNSET][0], rows[NOT_DUE][0]) == ("belum ditetapkan", None)
    assert rows[UNSET][1] == 2, "a figure without a target still is a number"


def test_on_the_dashboard(play: Play, client: FlaskClient) -> None:
    sign_in(client, make_user(play.owner, ("sop_kinerja.*",), "Kepala Bagian"))
    text = page(client, "/sop-kinerja/dasbor?tahun=2026")
    assert "Realisasi belum diisi." in text and "Target belum jatuh tempo pada periode ini." in text
    assert "200,00%" in line_of(text, ZERO) or "200" in line_of(text, ZERO)
    assert "Diajukan, menunggu diperiksa" in text
