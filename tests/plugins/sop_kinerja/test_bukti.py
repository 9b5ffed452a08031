"""Evidence: its bytes are kept once, and it is looked at without being downloaded, by those who may."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typst

from core.actor import acting, system_actor
from core.audit import history
from core.errors import NotFound
from core.files import Dokumen, preview, store
from core.files.preview import PreviewError, count_pages, page_picture
from core.testing.people import csrf_token, make_user
from plugins.sop_kinerja.models import Bukti, Realisasi
from plugins.sop_kinerja.services import data_fill
from plugins.sop_kinerja.services.data_entry import Entry, Upload
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, OPERATOR, PDF, Play
from tests.plugins.sop_kinerja.excel_world import download, typed, upload

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557"
    "bfabd40000000049454e44ae426082"
)


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


def paper(folder: Path, pages: int, width: str = "200pt", height: str = "280pt") -> bytes:
    """A PDF of so many pages."""
    source = folder / "berkas.typ"
    text = "#pagebreak()\n".join(f"Halaman {number}\n" for number in range(1, pages + 1))
    source.write_text(f"#set page(width: {width}, height: {height}, margin: 1pt)\n{text}", "utf-8")
    made = typst.compile(source)
    assert isinstance(made, bytes)
    return made


def attach(play: Play, number: int, content: bytes, name: str, figure: int = 1) -> str:
    """The department adds a file to a figure; gives its number in the address."""
    row = play.submission(number)
    with acting(play.operators[number].actor):
        data_fill.save(str(row.uuid), {figure: Entry("72", "", (Upload(io.BytesIO(content), name),))}, versi=row.versi)
    with acting(system_actor()):
        found = Bukti.select().join(Realisasi).where(Realisasi.penyampaian == row.id).order_by(Bukti.id.desc()).get()
    return str(found.uuid)


def address(play: Play, number: int, bukti: str, what: str) -> str:
    return f"/sop-kinerja/penyampaian/{play.submission(number).uuid}/bukti/{bukti}/{what}"


def test_the_same_file_of_two_departments_lies_on_the_disk_once(play: Play, home: Path) -> None:
    attach(play, 0, PDF, "laporan.pdf")
    attach(play, 0, PDF, "laporan lagi.pdf", figure=2)
    attach(play, 1, PDF, "punya dinas lain.pdf")
    with acting(system_actor()):
        rows = list(
            Dokumen.select().where(Dokumen.nama.in_(["laporan.pdf", "laporan lagi.pdf", "punya dinas lain.pdf"]))
        )
    assert len(rows) == 3 and len({row.sha256 for row in rows}) == 1
    assert len([one for one in (home / "files").rglob(rows[0].sha256) if one.is_file()]) == 1


def test_taking_it_off_one_figure_leaves_the_others_theirs(
    play: Play, client: Any, login_as: Callable[..., Any]
) -> None:
    first = attach(play, 0, PDF, "laporan.pdf")
    other = attach(play, 1, PDF, "laporan.pdf")
    row = play.submission(0)
    with acting(play.operators[0].actor):
        data_fill.save(str(row.uuid), {}, versi=row.versi, remove=first)
    login_as(client, play.operators[1])
    with client.get(f"/sop-kinerja/penyampaian/{play.submission(1).uuid}/bukti/{other}") as answer:
        assert answer.data == PDF


def test_a_pdf_is_looked_at_page_by_page(play: Play, client: Any, login_as: Callable[..., Any], tmp_path: Path) -> None:
    bukti = attach(play, 0, paper(tmp_path, 3), "laporan.pdf")
    login_as(client, play.team)
    page = client.get(address(play, 0, bukti, "lihat"), query_string={"halaman": 2})
    assert page.status_code == 200 and "Halaman 2 dari 3" in page.text and "laporan.pdf" in page.text
    assert client.get(address(play, 0, bukti, "lihat"), query_string={"halaman": 99}).text.count("Halaman 3 dari 3") > 0
    with client.get(address(play, 0, bukti, "gambar"), query_string={"halaman": 2}) as picture:
        assert picture.data.startswith(b"\x89PNG") and picture.mimetype == "image/png"
        assert picture.headers["Content-Disposition"].startswith("inline")
        assert "sandbox" in picture.headers["Content-Security-Policy"]
        assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(address(play, 0, bukti, "gambar"), query_string={"halaman": 4}).status_code == 404


def test_a_picture_is_shown_as_it_is(play: Play, client: Any, login_as: Callable[..., Any]) -> None:
    bukti = attach(play, 0, PNG, "foto kegiatan.png")
    login_as(client, play.operators[0])
    assert "Gambar foto kegiatan.png" in client.get(address(play, 0, bukti, "lihat")).text
    with client.get(address(play, 0, bukti, "gambar")) as picture:
        assert (picture.data, picture.mimetype) == (PNG, "image/png")
        assert "no-store" in picture.headers["Cache-Control"]


def test_only_who_may_read_the_submission_sees_its_evidence(
    play: Play, client: Any, login_as: Callable[..., Any], tmp_path: Path
) -> None:
    bukti = attach(play, 0, paper(tmp_path, 1), "laporan.pdf")
    stranger = make_user(play.departments[0], (), "Tanpa Izin")
    for who, code in ((play.operators[1], 404), (stranger, 403), (play.team, 200), (play.operators[0], 200)):
        login_as(client, who)
        for what in ("lihat", "gambar"):
            with client.get(address(play, 0, bukti, what)) as answer:
                assert answer.status_code == code, (who.pegawai.nama, what)
    login_as(client, play.team)
    assert client.get(address(play, 1, bukti, "lihat")).status_code == 404


def test_a_broken_pdf_says_so_and_can_still_be_downloaded(
    play: Play, client: Any, login_as: Callable[..., Any]
) -> None:
    bukti = attach(play, 0, PDF, "rusak.pdf")
    login_as(client, play.team)
    page = client.get(address(play, 0, bukti, "lihat"))
    assert page.status_code == 200 and "rusak atau berkata sandi" in page.text and "Unduh" in page.text
    assert client.get(address(play, 0, bukti, "gambar")).status_code == 422


def test_a_page_of_absurd_size_is_drawn_small(department: Any, tmp_path: Path) -> None:
    with acting(system_actor(department.id)):
        tall = store(paper(tmp_path, 1, "20pt", "9000pt"), "panjang.pdf", "application/pdf")
        picture = page_picture(tall, 1)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert width <= 1200 and height <= 2400


def test_pages_are_counted_and_long_files_only_so_far(
    department: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "MOST_PAGES", 5)
    with acting(system_actor(department.id)):
        for pages, expected in ((1, (1, False)), (2, (2, False)), (4, (4, False)), (5, (5, False)), (9, (5, True))):
            found = count_pages(store(paper(tmp_path, pages), "a.pdf", "application/pdf"))
            assert (found.count, found.more) == expected
            with pytest.raises(NotFound):
                page_picture(store(paper(tmp_path, pages), "a.pdf", "application/pdf"), min(pages, 5) + 1)


def test_what_takes_too_long_is_given_up(department: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "SECONDS", 0.001)
    with acting(system_actor(department.id)), pytest.raises(PreviewError, match="terlalu berat"):
        page_picture(store(paper(tmp_path, 1), "a.pdf", "application/pdf"), 1)


def _send(client: Any, play: Play, content: bytes, name: str, *, figure: int = 1, token: str | None = None) -> Any:
    """As the sheet sends a file that was chosen: by itself, asking for JSON."""
    return client.post(
        f"/sop-kinerja/penyampaian/{play.submission(0).uuid}/realisasi/{figure}/bukti",
        data={"bukti": (io.BytesIO(content), name)},
        headers={"X-CSRFToken": csrf_token(client) if token is None else token, "Accept": "application/json"},
    )


def test_a_file_goes_up_by_itself_and_once_though_it_is_sent_again(
    play: Play, client: Any, login_as: Callable[..., Any]
) -> None:
    before = play.submission(0)
    login_as(client, play.operators[0])
    answer = _send(client, play, PDF, "laporan\0 <kinerja>.pdf")
    assert answer.status_code == 200 and "laporan- -kinerja-.pdf" in answer.json["daftar"]
    assert answer.json["terakhir"].endswith("oleh Perencana Dinas Kesehatan")
    again = _send(client, play, PDF, "laporan lagi.pdf")  # the answer got lost, and it was tried again
    assert again.json["daftar"].count("<li>") == 1
    row = play.submission(0)
    assert (row.versi, row.diubah_oleh) == (before.versi, "Perencana Dinas Kesehatan")
    with acting(system_actor()):
        assert Bukti.select().count() == 1
        assert [line.rincian["isian"] for line in history(row) if line.tindakan == "sop_kinerja.bukti.add"] == ["IKU-1"]


def test_a_form_downloaded_before_its_evidence_is_still_taken(
    play: Play, client: Any, login_as: Callable[..., Any]
) -> None:
    form = typed(download(play), {"G8": 72})
    login_as(client, play.operators[0])
    assert _send(client, play, PDF, "laporan.pdf").status_code == 200
    assert upload(play, form).status == "diterima"


def test_what_is_refused_of_a_file_says_why(play: Play, client: Any, login_as: Callable[..., Any]) -> None:
    login_as(client, play.operators[0])
    for content, name, figure, code, words in (
        (b"MZ\x90\x00", "program.pdf", 1, 400, "adalah program"),
        (b"", "kosong.pdf", 1, 400, "berkas kosong tidak diterima"),
        (PDF, "", 1, 400, "Pilih berkas bukti"),
        (PDF, "laporan.pdf", 9, 404, "Indikator ini tidak ada lagi"),
    ):
        answer = _send(client, play, content, name, figure=figure)
        assert answer.status_code == code and words in answer.json["error"]["message"], answer.text
    assert _send(client, play, PDF, "laporan.pdf", token="salah").status_code == 400
    for number in range(10):
        assert _send(client, play, PDF + b"%" * number, f"{number}.pdf").status_code == 200
    assert "paling banyak 10 berkas" in _send(client, play, PDF + b"lagi", "11.pdf").json["error"]["message"]
    play.fill(0, {**HEALTH}, evidence=False)
    locked = _send(client, play, PDF, "terlambat.pdf")
    assert locked.status_code == 409 and "Diajukan oleh Perencana" in locked.json["error"]["message"]
    with acting(system_actor()):
        assert Bukti.select().count() == 10


def test_only_who_fills_the_form_in_attaches_to_it(play: Play, client: Any, login_as: Callable[..., Any]) -> None:
    asker = make_user(play.owner, OPERATOR, "Staf Sekretariat")
    for who, code in ((play.operators[1], 404), (play.team, 403), (asker, 403)):
        login_as(client, who)
        assert _send(client, play, PDF, "laporan.pdf").status_code == code
    with acting(system_actor()):
        assert Bukti.select().count() == 0
