"""Verifying, approving, returning and declaring missing; and the live list with its rates."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from core import clock, files
from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.mail.models import Surel
from core.testing.people import make_user
from plugins.sop_kinerja.contracts import DataDibukaKembali, DataDisahkan
from plugins.sop_kinerja.models import Kasus, KasusDokumen, Penyampaian, Tugas
from plugins.sop_kinerja.services import data_check, data_fill, data_list
from plugins.sop_kinerja.services.data_isian import Ketikan, save_cells
from plugins.sop_kinerja.services.data_riwayat import corrections
from plugins.sop_kinerja.services.waktu import is_late
from tests.plugins.sop_kinerja import data_play
from tests.plugins.sop_kinerja.data_play import HEALTH, SCHOOL, TEAM, Play


@pytest.fixture
def play(home: object) -> Play:
    return data_play.start()


def _open(play: Play) -> list[tuple[int, str]]:
    """(step, department) of every open task."""
    with acting(system_actor()):
        rows = Tugas.select().where(Tugas.status == "berjalan").order_by(Tugas.nomor, Tugas.perangkat_daerah)
        return [(row.nomor, row.perangkat_daerah.nama) for row in rows]


def test_verified_and_approved_it_is_a_document_of_the_case_with_its_evidence(play: Play, events: Any) -> None:
    play.fill(0, HEALTH)
    done = play.settle(0)
    assert done.status == "disahkan"
    assert done.disahkan_oleh == done.diverifikasi_oleh == "Tim Kinerja"
    with acting(play.team.actor):
        documents = list(KasusDokumen.select().order_by(KasusDokumen.id))
        assert [row.jenis for row in documents] == ["penyampaian", "bukti", "bukti", "bukti"]
        assert files.read(documents[0].dokumen).startswith(b"%PDF-")
        assert documents[0].dokumen_id == done.dokumen_id
    assert [one.penyampaian_uuid for one in events.of(DataDisahkan)] == [str(done.uuid)]


def test_each_step_asks_for_the_one_before(play: Play) -> None:
    uuid = str(play.submission(0).uuid)
    with acting(play.team.actor):
        with pytest.raises(StateError, match="berstatus «Draft»"):
            data_check.verify(uuid)
        with pytest.raises(StateError, match="berstatus «Draft»"):
            data_check.approve(uuid)
    play.fill(0, HEALTH)
    with acting(play.team.actor):
        with pytest.raises(StateError, match="berstatus «Diajukan»"):
            data_check.approve(uuid)
        with pytest.raises(StateError, match="berstatus «Diajukan»"):
            data_check.declare_missing(uuid, "tidak ada")


def test_only_who_asks_verifies_and_never_who_gives(play: Play) -> None:
    play.fill(0, HEALTH)
    uuid = str(play.submission(0).uuid)
    same_department = make_user(play.departments[0], TEAM, "Pengawas Dinas")
    elsewhere = make_user(play.departments[1], TEAM, "Pengawas Lain")
    with acting(play.operators[0].actor), pytest.raises(NotAllowed):
        data_check.verify(uuid)
    with acting(same_department.actor), pytest.raises(NotAllowed, match="Hanya Sekretariat Daerah"):
        data_check.verify(uuid)
    with acting(elsewhere.actor), pytest.raises(NotFound):
        data_check.verify(uuid)
    assert play.submission(0).status == "diajukan"


def test_returned_while_others_are_still_at_it_the_department_has_its_task_again(play: Play) -> None:
    play.fill(0, HEALTH)
    uuid = str(play.submission(0).uuid)
    with acting(play.team.actor):
        with pytest.raises(InputError, match="Tuliskan alasannya"):
            data_check.send_back(uuid, "  ")
        data_check.send_back(uuid, "Realisasi indikator 1 tidak sesuai bukti.")
    row = play.submission(0)
    assert (row.status, row.alasan, row.alasan_oleh) == (
        "dikembalikan",
        "Realisasi indikator 1 tidak sesuai bukti.",
        "Tim Kinerja",
    )
    assert _open(play) == [(2, "Dinas Kesehatan"), (2, "Dinas Pendidikan")]
    play.fill(0, HEALTH, evidence=False)  # the evidence of the first time is still there
    assert play.submission(0).status == "diajukan"


@pytest.mark.usefixtures("each_database")
def test_returned_when_all_is_in_only_that_department_begins_again(play: Play) -> None:
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL)
    play.settle(1)
    with acting(play.team.actor):
        data_check.send_back(str(play.submission(0).uuid), "Periksa indikator 2.")
    assert (2, "Dinas Kesehatan") in _open(play)
    assert (2, "Dinas Pendidikan") not in _open(play)
    assert play.submission(1).status == "disahkan"
    with acting(system_actor()):
        task = Tugas.get((Tugas.status == "berjalan") & (Tugas.nomor == 2))
    assert task.catatan_masuk == "Periksa indikator 2."
    play.fill(0, HEALTH, evidence=False)
    assert _open(play) == [(3, "Sekretariat Daerah")]


def test_approved_data_opens_again_only_with_a_reason_that_is_recorded(play: Play) -> None:
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL)
    approved = play.settle(0)
    with acting(play.team.actor):
        with pytest.raises(InputError):
            data_check.send_back(str(approved.uuid), "")
        data_check.send_back(str(approved.uuid), "Salah satuan.")
    assert play.submission(0).status == "dikembalikan"
    play.fill(0, {1: "70"}, evidence=False)
    again = play.submission(0)
    assert (again.disahkan, again.disahkan_oleh) == (None, "")


def test_who_sends_nothing_is_declared_so_and_the_case_goes_on(play: Play) -> None:
    play.fill(1, SCHOOL)
    uuid = str(play.submission(0).uuid)
    with acting(play.team.actor):
        data_check.declare_missing(uuid, "Tidak ada kegiatan pada triwulan ini.")
    assert play.submission(0).status == "tidak_menyampaikan"
    assert _open(play) == [(3, "Sekretariat Daerah")]
    with acting(play.team.actor):
        data_check.send_back(uuid, "Datanya menyusul.")
    assert (2, "Dinas Kesehatan") in _open(play)


@pytest.mark.usefixtures("each_database")
def test_the_list_counts_states_and_both_rates(play: Play, max_queries: Callable[[int], Any]) -> None:
    play.fill(0, HEALTH)
    with acting(play.team.actor), max_queries(4):
        found = data_list.collection(str(play.kasus.uuid))
        assert [(line.nama, line.status) for line in found.lines] == [
            ("Dinas Kesehatan", "diajukan"),
            ("Dinas Pendidikan", "diterima"),
        ]
    assert (found.received, found.expected, found.on_time, found.late) == (1, 2, 1, 0)
    assert (found.reporting_rate, found.on_time_rate) == (Decimal(50), Decimal(50))
    assert found.counts == [("diterima", 1), ("diajukan", 1)]
    assert not found.complete


def test_after_the_day_that_was_set_it_is_late_and_stays_so(play: Play) -> None:
    with clock.at(datetime(2099, 7, 16, 2, tzinfo=UTC)):
        play.fill(0, HEALTH)
        with acting(play.team.actor):
            found = data_list.collection(str(play.kasus.uuid))
    assert [line.late for line in found.lines] == [True, True]
    assert (found.on_time, found.late) == (0, 2)
    with acting(play.team.actor):  # back before the day: only what came late stays late
        assert [line.late for line in data_list.collection(str(play.kasus.uuid)).lines] == [True, False]


def test_the_evening_of_the_last_day_is_in_time_where_the_government_is(play: Play) -> None:
    with clock.at(datetime(2099, 7, 15, 16, 59, tzinfo=UTC)):  # 23.59 WIB
        play.fill(0, HEALTH)
    with clock.at(datetime(2099, 7, 15, 17, 0, tzinfo=UTC)):  # 00.00 WIB of the 16th
        play.fill(1, SCHOOL)
        with acting(play.team.actor):
            assert [line.late for line in data_list.collection(str(play.kasus.uuid)).lines] == [False, True]


def test_in_the_last_minute_of_the_day_neither_the_list_nor_the_task_is_late(play: Play) -> None:
    with clock.at(datetime(2099, 7, 15, 16, 59, 59, tzinfo=UTC)):  # 23.59.59 WIB
        play.fill(0, HEALTH)
        with acting(play.team.actor):
            assert [line.late for line in data_list.collection(str(play.kasus.uuid)).lines] == [False, False]
    with clock.at(datetime(2099, 7, 15, 17, 0, tzinfo=UTC)), acting(system_actor()):
        collecting = Tugas.select().where(Tugas.aksi == "kinerja.pengumpulan").order_by(Tugas.id)
        assert [is_late(task) for task in collecting] == [False, True]


def test_what_came_in_time_stays_so_though_it_is_returned_or_opened_again_after_the_day(play: Play) -> None:
    after = datetime(2099, 7, 20, 2, tzinfo=UTC)
    with clock.at(datetime(2099, 7, 15, 16, 59, tzinfo=UTC)):
        play.fill(0, HEALTH)
        play.fill(1, SCHOOL)
    uuid = str(play.submission(0).uuid)
    with clock.at(after), acting(play.team.actor):
        data_check.send_back(uuid, "Angka kehilangan koma.")
        found = data_list.collection(str(play.kasus.uuid))
        assert [line.late for line in found.lines] == [False, False]
        assert (found.received, found.on_time, found.late) == (1, 1, 0)
    with clock.at(after):
        play.fill(0, HEALTH, evidence=False)
        play.settle(0)
    with clock.at(after), acting(play.team.actor):
        assert data_list.collection(str(play.kasus.uuid)).on_time == 2
        data_check.reopen(uuid, "Salah satuan.")
    with clock.at(after):
        play.fill(0, HEALTH, evidence=False)
        with acting(play.team.actor):
            found = data_list.collection(str(play.kasus.uuid))
    assert (found.received, found.on_time, found.on_time_rate, found.late) == (2, 2, Decimal(100), 0)


def test_nobody_is_late_in_a_collection_that_is_over_nor_with_what_a_table_brought(play: Play) -> None:
    with acting(system_actor()):
        gone = play.submission(0)
        Penyampaian.update(status="disahkan", pertama_diajukan=None).where(Penyampaian.id == gone.id).execute()
        Penyampaian.update(kasus_uuid="lain").where(Penyampaian.id == play.submission(1).id).execute()
    with clock.at(datetime(2099, 8, 1, tzinfo=UTC)), acting(play.team.actor):
        assert [line.late for line in data_list.collection(str(play.kasus.uuid)).lines] == [False, True]
        Kasus.update(status="dibatalkan").execute()
        assert [line.late for line in data_list.collection(str(play.kasus.uuid)).lines] == [False, False]


def test_the_pages_show_the_list_and_lead_through_the_check(
    play: Play, client: Any, login_as: Callable[..., Any], post: Callable[..., Any]
) -> None:
    play.fill(0, HEALTH)
    submission = f"/sop-kinerja/penyampaian/{play.submission(0).uuid}"
    login_as(client, play.operators[0])
    assert client.get(f"/sop-kinerja/kasus/{play.kasus.uuid}/penyampaian").status_code == 404
    page = client.get(submission).text
    assert "Isian terkunci" in page and "Diajukan oleh Perencana" in page and "Kembalikan" not in page
    login_as(client, play.team)
    assert "Dinas Kesehatan" in client.get(f"/sop-kinerja/kasus/{play.kasus.uuid}/penyampaian").text
    part = client.get(f"/sop-kinerja/kasus/{play.kasus.uuid}/penyampaian/daftar").text
    assert "1 dari 2" in part and "<html" not in part
    empty = post(client, f"{submission}/kembalikan", alasan="")
    assert empty.status_code == 400 and 'href="#f-alasan"' in empty.text
    assert post(client, f"{submission}/verifikasi").status_code == 302
    assert post(client, f"{submission}/verifikasi").status_code == 409
    assert post(client, f"{submission}/sahkan").status_code == 302
    with client.get(f"{submission}/formulir") as paper:
        assert paper.data.startswith(b"%PDF-") and paper.headers["Content-Disposition"].startswith("attachment")


def test_evidence_is_reached_only_through_its_own_submission(
    play: Play, client: Any, login_as: Callable[..., Any]
) -> None:
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL)
    with acting(system_actor()):
        bukti = play.submission(0).daftar_realisasi.get().daftar_bukti.get()
        own, other = play.submission(0).uuid, play.submission(1).uuid
        assert Penyampaian.select().count() == 2
    login_as(client, play.team)
    with client.get(f"/sop-kinerja/penyampaian/{own}/bukti/{bukti.uuid}") as answer:
        assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/sop-kinerja/penyampaian/{other}/bukti/{bukti.uuid}").status_code == 404
    login_as(client, play.operators[1])
    assert client.get(f"/sop-kinerja/penyampaian/{own}/bukti/{bukti.uuid}").status_code == 404


def test_a_returned_one_is_neither_in_nor_on_time(play: Play) -> None:
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL)
    with acting(play.team.actor):
        data_check.send_back(str(play.submission(0).uuid), "Angka kehilangan koma.")
        found = data_list.collection(str(play.kasus.uuid))
    assert (found.received, found.on_time, found.late) == (1, 1, 0)


def test_the_list_says_when_a_form_was_opened_and_begun(
    play: Play, client: Any, login_as: Callable[..., Any], max_queries: Callable[[int], Any]
) -> None:
    url = f"/sop-kinerja/penyampaian/{play.submission(0).uuid}"
    login_as(client, play.team)
    client.get(url)  # who asks for the data looks at it: that is not opening it
    assert play.submission(0).dibuka is None
    login_as(client, play.operators[0])
    client.get(url)
    with acting(play.team.actor):
        line = data_list.collection(str(play.kasus.uuid)).lines[0]
    assert (line.status, line.label) == ("dibuka", "Dibuka, belum diisi")
    assert line.terakhir.startswith("Dibuka ") and line.terakhir.endswith(" oleh Perencana Dinas Kesehatan")
    first = play.submission(0).dibuka
    client.get(url)
    assert play.submission(0).dibuka == first
    with acting(play.operators[0].actor):
        save_cells(str(play.submission(0).uuid), [Ketikan(1, "nilai", "72", 1)])
    with acting(play.team.actor), max_queries(4):
        line = data_list.collection(str(play.kasus.uuid)).lines[0]
    assert line.label == "Sedang diisi" and line.terakhir.startswith("Terakhir diisi ")


def test_the_list_tells_a_letter_that_was_sent_from_one_that_was_received(play: Play) -> None:
    def standing() -> list[tuple[str, str]]:
        with acting(play.team.actor):
            return [(line.label, line.terakhir) for line in data_list.collection(str(play.kasus.uuid)).lines]

    def filed(kind: str, department: Any) -> None:
        with acting(system_actor()):
            kept = files.store(data_play.PDF, f"{kind}.pdf", "application/pdf", perangkat_daerah_id=department.id)
            KasusDokumen.create(
                perangkat_daerah=play.owner,
                kasus=play.kasus,
                dokumen=kept,
                nama=kind,
                jenis=kind,
                tanggal=date(2026, 7, 3),
                rujukan=f"surat:{kind}",
            )

    assert standing() == [("Diterima, belum dibuka", "")] * 2  # no letters here: the form itself is what was received
    filed("surat", play.owner)
    assert standing() == [("Surat dikirim, belum diterima", "Tanda terimanya belum kembali")] * 2
    filed("tanda_terima", play.departments[1])
    assert standing()[1] == ("Diterima, belum dibuka", "Surat diterima 3 Juli 2026")
    play.fill(0, HEALTH)
    assert standing()[0] == ("Diajukan", "")


@pytest.mark.usefixtures("each_database")
def test_opened_again_what_was_approved_stays_readable(
    play: Play, events: Any, client: Any, login_as: Callable[..., Any], post: Callable[..., Any]
) -> None:
    play.fill(0, HEALTH)
    play.fill(1, SCHOOL)
    approved = play.settle(0)
    url = f"/sop-kinerja/penyampaian/{approved.uuid}"
    login_as(client, play.team)
    assert "Buka lagi data yang sudah disahkan" in client.get(url).text
    assert post(client, f"{url}/kembalikan", alasan=" ").status_code == 400
    assert post(client, f"{url}/kembalikan", alasan="Salah satuan.").status_code == 302
    with acting(play.team.actor):
        (kept,) = corrections(play.submission(0))
        with pytest.raises(StateError, match="hanya data yang sudah disahkan"):
            data_check.reopen(str(approved.uuid), "Sekali lagi.")
    assert (kept.oleh, kept.alasan, kept.disahkan_oleh) == ("Tim Kinerja", "Salah satuan.", "Tim Kinerja")
    assert [one.dahulu for one in kept.angka] == ["72", "5", "2", "–"] and not kept.berubah
    (told,) = events.of(DataDibukaKembali)
    assert (told.penyampaian_uuid, told.alasan) == (str(approved.uuid), "Salah satuan.")
    play.fill(0, {**HEALTH, 1: "70"}, evidence=False)
    play.settle(0)
    with acting(play.team.actor):
        (kept,) = corrections(play.submission(0))
    assert [(one.dahulu, one.kini) for one in kept.berubah] == [("72", "70")]
    page = client.get(url).text
    assert "Pernah disahkan" in page and "Salah satuan." in page


def test_a_correction_after_the_case_has_ended_leaves_the_case_alone(
    play: Play, client: Any, login_as: Callable[..., Any]
) -> None:
    for number, values in enumerate((HEALTH, SCHOOL)):
        play.fill(number, values)
        play.settle(number)
    with acting(system_actor()):
        Tugas.update(status="selesai", keputusan="ya").where(Tugas.status == "berjalan").execute()
        Kasus.update(status="selesai").execute()
    with acting(play.team.actor):
        data_check.reopen(str(play.submission(0).uuid), "Angka BPS direvisi.")
    assert (play.submission(0).status, _open(play)) == ("dikembalikan", [])
    mail = Surel.select().order_by(Surel.id.desc()).first()
    assert (mail.kepada, mail.perihal) == (play.operators[0].pegawai.surel, "Perbaiki data kinerja Triwulan II 2026")
    assert "Angka BPS direvisi." in mail.isi and f"/penyampaian/{play.submission(0).uuid}" in mail.isi
    login_as(client, play.operators[0])
    home = client.get("/").text
    assert "Perbaiki data Triwulan II 2026" in home and "Angka BPS direvisi." in home
    play.fill(0, {**HEALTH, 1: "70"}, evidence=False)
    assert "Perbaiki data" not in client.get("/").text
    login_as(client, play.team)
    assert "1 data menunggu diperiksa" in client.get("/").text
    assert play.settle(0).status == "disahkan"
    with acting(system_actor()):
        assert Kasus.get().status == "selesai"


def test_data_that_was_never_approved_is_not_handed_in_without_its_step(play: Play) -> None:
    with acting(system_actor()):
        Tugas.update(status="batal").where(Tugas.status == "berjalan").execute()
    with pytest.raises(StateError, match="sedang tidak dibuka"):
        play.fill(0, HEALTH)


def test_figures_that_no_case_asked_for_are_corrected_too(
    play: Play, client: Any, login_as: Callable[..., Any], post: Callable[..., Any]
) -> None:
    """As those that came in with a table of published figures."""
    play.fill(0, HEALTH)
    uuid = str(play.settle(0).uuid)
    with acting(system_actor()):
        Penyampaian.update(kasus_uuid="00000000-0000-4000-8000-000000000001").where(Penyampaian.uuid == uuid).execute()
    url = f"/sop-kinerja/penyampaian/{uuid}"
    login_as(client, play.team)
    answer = post(client, f"{url}/kembalikan", alasan="Salah ketik pada tabel.")
    assert answer.status_code == 302 and answer.location.endswith(url)
    assert "Salah ketik pada tabel." in client.get(url).text
    with acting(play.operators[0].actor):
        typed = data_play.entries({**HEALTH, 1: "70"}, evidence=False)
        data_fill.submit(uuid, typed, versi=Penyampaian.get(Penyampaian.uuid == uuid).versi)
    assert f'href="{url}"' in client.get("/").text  # there is no collection to lead to
    assert post(client, f"{url}/verifikasi").status_code == 302
    assert post(client, f"{url}/sahkan").location.endswith(url)
    assert "Disahkan oleh Tim Kinerja" in client.get(url).text
