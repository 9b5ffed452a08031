"""The pages of the Excel form: what is refused at the door, and what one who has no business there sees."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from core.actor import acting, system_actor
from core.files import Dokumen
from core.jobs import Job
from core.jobs.models import Status
from core.testing.people import make_user
from plugins.sop_kinerja.models import UnggahanExcel
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, OPERATOR, PDF, Play
from tests.plugins.sop_kinerja.excel_form import rezipped
from tests.plugins.sop_kinerja.excel_world import download, typed, upload

Post = Callable[..., Any]


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


def _send(client: FlaskClient, post: Post, play: Play, content: bytes, name: str = "formulir.xlsx") -> Any:
    answer = post(client, _path(play), formulir=(io.BytesIO(content), name))
    answer.request.environ["wsgi.input"].close()  # the test client writes a large form to a file
    return answer


def _path(play: Play, rest: str = "") -> str:
    return f"/sop-kinerja/penyampaian/{play.submission(0).uuid}/excel{rest}"


def test_the_form_comes_as_a_download_and_its_check_has_a_page(
    client: FlaskClient, login_as: Any, post: Post, play: Play, run_jobs: Callable[[], list[Any]]
) -> None:
    login_as(client, play.operators[0])
    page = client.get(_path(play).removesuffix("/excel")).text
    assert "Unduh formulir Excel" in page
    answer = post(client, _path(play, "/formulir"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    sent = _send(client, post, play, typed(answer.data, {"G8": "x", "G9": 3}))
    assert "Sedang diperiksa" in client.get(sent.location).text
    run_jobs()
    page = client.get(sent.location).text
    assert "Formulir belum dapat diterima" in page
    assert "teks «x», bukan angka" in page
    with client.get(f"{sent.location}/bertanda") as copy:
        assert "(bertanda).xlsx" in copy.headers["Content-Disposition"]
        assert openpyxl.load_workbook(io.BytesIO(copy.data)).sheetnames[:2] == ["Perbaikan", "Isian"]
    assert "formulir.xlsx" in client.get(_path(play).removesuffix("/excel")).text  # among the last uploads


def _macro(content: bytes) -> bytes:
    def change(name: str, old: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return old
        return old.replace(b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml").replace(
            b"vnd.openxmlformats-officedocument.ms-excel", b"vnd.ms-excel"
        )

    return rezipped(content, change, {"xl/vbaProject.bin": b"macro"})


def _ods(_: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "sentence"),
    [
        (
            lambda form: b"IKU-1;72\n",
            "formulir.xlsx",
            "adalah berkas teks. Unggah formulir XLSX yang diunduh dari halaman ini.",
        ),
        (lambda form: PDF, "formulir.xlsx", "Isi berkas «formulir.xlsx» adalah PDF"),
        (lambda form: PDF, "formulir.pdf", "adalah PDF, bukan formulir Excel."),
        (lambda form: form, "formulir.xlsm", "namanya berakhiran .xlsm"),
        (lambda form: form, "formulir.pdf", "adalah XLSX, tetapi namanya berakhiran .pdf"),
        (_macro, "formulir.xlsm", "dokumen Office yang memuat makro"),
        (_macro, "formulir.xlsx", "dokumen Office yang memuat makro"),
        (lambda form: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "formulir.xls", "berkas Office lama atau berkata sandi"),
        (
            lambda form: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage",
            "formulir.xlsx",
            "berkata sandi. Unggah formulir XLSX yang diunduh dari halaman ini. Dari program lain, simpan sebagai XLSX "
            "tanpa kata sandi.",
        ),
        (_ods, "formulir.ods", "adalah berkas OpenDocument (ODS, ODT). Unggah formulir XLSX"),
        (_ods, "formulir.xlsx", "adalah berkas OpenDocument (ODS, ODT). Unggah formulir XLSX"),
        (lambda form: form + b"\0" * 2_097_153, "formulir.xlsx", "melebihi 2 MB"),
        (lambda form: b"", "formulir.xlsx", "berkas kosong tidak diterima"),
    ],
    ids=[
        "text",
        "pdf-named-xlsx",
        "pdf",
        "named-xlsm",
        "named-pdf",
        "xlsm",
        "xlsm-named-xlsx",
        "xls",
        "password",
        "ods",
        "ods-named-xlsx",
        "large",
        "empty",
    ],
)
def test_refused_at_the_door_and_not_kept(
    client: FlaskClient, login_as: Any, post: Post, play: Play, make: Any, name: str, sentence: str
) -> None:
    form = download(play)
    login_as(client, play.operators[0])
    answer = _send(client, post, play, make(form), name)
    assert answer.status_code == 400
    assert sentence in answer.text
    with acting(system_actor()):
        assert (UnggahanExcel.select().count(), Dokumen.select().count()) == (0, 0)


def test_no_file_at_all(client: FlaskClient, login_as: Any, post: Post, play: Play) -> None:
    login_as(client, play.operators[0])
    answer = post(client, _path(play))
    assert (answer.status_code, "Pilih formulir Excel yang sudah diisi." in answer.text) == (400, True)


def test_whose_page_it_is(client: FlaskClient, login_as: Any, post: Post, play: Play) -> None:
    sent = upload(play, typed(download(play), {"G8": "x"}))
    page = _path(play, f"/{sent.uuid}")
    for user, code in (
        (play.operators[1], 404),  # another department
        (play.team, 403),  # asks for the data, and may not fill in
        (make_user(play.owner, OPERATOR, "Staf Sekretariat"), 404),  # of the asker: drafts are not theirs to see
        (play.operators[0], 200),
    ):
        login_as(client, user)
        assert client.get(page).status_code == code, user
        with client.get(f"{page}/bertanda") as copy:
            assert copy.status_code == code, user


def test_handed_in_the_form_is_locked(client: FlaskClient, login_as: Any, post: Post, play: Play) -> None:
    form = download(play)
    play.fill(0, HEALTH)
    login_as(client, play.operators[0])
    assert post(client, _path(play, "/formulir")).status_code == 409
    answer = _send(client, post, play, form)
    assert (answer.status_code, "Isian terkunci" in answer.text) == (409, True)


def test_a_check_that_failed_is_told(client: FlaskClient, login_as: Any, play: Play) -> None:
    sent = upload(play, typed(download(play), {"G8": "x"}))
    with acting(system_actor()):
        UnggahanExcel.update(status="diperiksa").execute()
        Job.update(status=Status.FAILED, galat="Gagal setelah 6 kali dicoba.").execute()
    login_as(client, play.operators[0])
    page = client.get(_path(play, f"/{sent.uuid}")).text
    assert "Gagal setelah 6 kali dicoba. Belum ada isian yang masuk; unggah lagi." in page
