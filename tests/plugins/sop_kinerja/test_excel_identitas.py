"""Whose form it is: one of another department, period, request or version, or with its hidden sheet changed."""

import pytest

from core.actor import acting, system_actor
from plugins.sop_kinerja.models import FormulirExcel, Penyampaian, Realisasi
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import Play
from tests.plugins.sop_kinerja.excel_world import download, edited, figures, problems, typed, upload


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


def _refused(play: Play, content: bytes) -> tuple[str, str]:
    """(cell, sentence) of the one reason; nothing was taken, and there is nothing to put right in a copy."""
    sent = upload(play, content)
    ((sheet, cell, sentence),) = problems(sent)
    assert (sent.status, sheet, sent.bertanda_id) == ("ditolak", "_selaras", None)
    assert figures(play) == [(None, "")] * 4
    return cell, sentence


def test_of_another_department(play: Play) -> None:
    cell, sentence = _refused(play, typed(download(play, 1), {"G8": 72}))
    assert (cell, sentence) == (
        "B5",
        "Formulir ini milik Dinas Pendidikan, bukan Dinas Kesehatan. Unduh formulir dari halaman penyampaian ini.",
    )


def test_of_another_period_and_of_another_request(play: Play) -> None:
    form = typed(download(play), {"G8": 72})
    with acting(system_actor()):
        here = play.submission(0)
        other = Penyampaian.create(
            perangkat_daerah=here.perangkat_daerah_id,
            penyelenggara=here.penyelenggara_id,
            kasus_uuid="lain",
            judul="Permintaan triwulan lalu",
            periode="2026-TW1",
            tenggat=here.tenggat,
        )
        FormulirExcel.update(penyampaian=other.id).execute()

        def period(book: object, _: object) -> None:
            book["_selaras"]["B7"] = "2026-TW1"  # type: ignore[index]

        def request(book: object, _: object) -> None:
            book["_selaras"]["B3"] = str(other.uuid)  # type: ignore[index]

    cell, sentence = _refused(play, edited(form, period))
    assert cell == "B7"
    assert sentence.startswith("Formulir ini untuk Triwulan I 2026, sedangkan yang diminta di sini Triwulan II 2026.")
    cell, sentence = _refused(play, edited(form, request))
    assert (cell, sentence.startswith("Formulir ini untuk permintaan lain: «Pengumpulan Data Kinerja")) == ("B3", True)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("B1", "7", "«Bentuk formulir» pada lembar tersembunyi diubah"),
        ("B2", "nomor-karangan", "Nomor formulir ini tidak pernah diberikan"),
        ("B2", None, "Nomor formulir ini tidak pernah diberikan"),
        ("B3", "lain", "«Nomor penyampaian» pada lembar tersembunyi diubah"),
        ("B7", "2026-TW1", "«Periode» pada lembar tersembunyi diubah"),
        ("B8", "99", "«Versi isian» pada lembar tersembunyi diubah"),
        ("B9", "0" * 64, "«Sidik» pada lembar tersembunyi diubah"),
    ],
)
def test_with_a_changed_hidden_sheet(play: Play, cell: str, value: str | None, words: str) -> None:
    def edit(book: object, _: object) -> None:
        book["_selaras"][cell] = value  # type: ignore[index]

    at, sentence = _refused(play, edited(typed(download(play), {"G8": 72}), edit))
    assert (at, words in sentence) == (cell, True), sentence
    assert sentence.endswith("Unduh formulir baru, lalu pindahkan isian Anda ke sana.")


def test_without_its_hidden_sheet_it_is_any_workbook(play: Play) -> None:
    def edit(book: object, _: object) -> None:
        del book["_selaras"]  # type: ignore[attr-defined]

    _, sentence = _refused(play, edited(download(play), edit))
    assert sentence.startswith("Berkas ini bukan formulir yang diunduh dari Selaras")


def test_when_the_targets_changed_since(play: Play) -> None:
    form = typed(download(play), {"G8": 72})
    with acting(system_actor()):
        Realisasi.update(target=99).where(Realisasi.urutan == 1).execute()
    _, sentence = _refused(play, form)
    assert sentence.startswith("Indikator atau target berubah sesudah formulir diunduh.")
