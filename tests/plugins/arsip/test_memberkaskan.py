"""Filing a case: everything once, all or nothing, and what comes later."""

import hashlib
from datetime import date

import pytest

from core import activation
from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.events import Peristiwa
from core.files import Dokumen, read, store
from core.files.storage import path_of
from core.numbering import Penghitung
from core.organisation.models import PerangkatDaerah
from core.services import find, get
from plugins.arsip import services
from plugins.arsip.contracts import Archive
from plugins.arsip.models import Berkas, Item
from plugins.sop_kinerja.contracts import Cases, DocumentRef
from plugins.sop_kinerja.models import Kasus, KasusDokumen, Tugas
from tests.core.demo_support import actor
from tests.plugins.arsip.conftest import ToFile

CODE = "000.8.6.3"


def _file(to_file: ToFile, **given: str) -> Berkas:
    return services.file_case(to_file.tugas, **{"klasifikasi": CODE, "uraian": "Data kinerja TW IV", **given})


def _case_documents(kasus: Kasus) -> list[int]:
    rows = KasusDokumen.select().where(KasusDokumen.kasus == kasus).order_by(KasusDokumen.id)
    return [row.dokumen_id for row in rows]


def test_the_plan_shows_what_will_be_filed(to_file: ToFile) -> None:
    plan = services.plan_for(to_file.tugas)
    assert [document.dokumen_id for document in plan.documents] == _case_documents(to_file.kasus)
    assert plan.chosen == CODE
    assert [choice.kode for choice in plan.choices] == ["000.7.2.7", "000.7.2.8", "000.8.3.3", CODE]
    assert plan.retention[CODE].startswith("Aktif sampai ")
    assert plan.missing == []
    assert plan.unit_pengolah == "Bagian Organisasi"


def test_the_plan_says_what_is_missing(to_file: ToFile) -> None:
    receipt = KasusDokumen.get((KasusDokumen.kasus == to_file.kasus) & (KasusDokumen.jenis == "tanda_terima"))
    receipt.delete_instance()
    KasusDokumen.delete().where((KasusDokumen.kasus == to_file.kasus) & (KasusDokumen.jenis == "rekap")).execute()
    assert services.plan_for(to_file.tugas).missing == [
        "Tanda terima surat: 7 dari 8 perangkat daerah.",
        "Rekapitulasi belum ada di antara dokumen.",
    ]


def test_everything_is_filed_once_with_the_hash_of_its_bytes_and_the_step_is_done(to_file: ToFile) -> None:
    berkas = _file(to_file)
    items = list(Item.select(Item, Dokumen).join(Dokumen).where(Item.berkas == berkas).order_by(Item.nomor_item))
    assert [item.dokumen_id for item in items] == _case_documents(to_file.kasus)
    assert [item.nomor_item for item in items] == list(range(1, len(items) + 1))
    for item in items:
        assert item.sha256 == hashlib.sha256(read(item.dokumen)).hexdigest()
        assert item.utuh is True
    assert Kasus.get_by_id(to_file.kasus.id).status == "selesai"
    step = Tugas.get(Tugas.uuid == to_file.tugas)
    assert (step.status, step.keputusan, step.sebagai) == ("selesai", "ya", "Tim Kinerja")
    event = Peristiwa.select().where(Peristiwa.nama == "arsip.BerkasDibuat").order_by(Peristiwa.id.desc()).first()
    assert event.isi["berkas_uuid"] == berkas.uuid
    assert f"sop_kinerja_kasus:{to_file.kasus.uuid}" in event.isi["rujukan"]


def test_the_folder_has_number_class_and_retention(to_file: ToFile) -> None:
    berkas = _file(to_file, keamanan="terbatas")
    year = berkas.dibuat.year
    first = Berkas.get(Berkas.urut == 1)
    assert first.id != berkas.id, "the finished campaign of the demo has the first number"
    number = 2 if first.tahun == berkas.tahun else 1
    assert berkas.nomor_berkas == f"{CODE}/{number}/{berkas.tahun}"
    assert (berkas.klasifikasi_uraian, berkas.keamanan) == ("Akuntabilitas Kinerja", "terbatas")
    assert (berkas.aktif_tahun, berkas.inaktif_tahun, berkas.nasib_akhir) == (2, 3, "musnah")
    assert abs(berkas.aktif_sampai.year - year) in (2, 3)
    assert berkas.inaktif_sampai.year - berkas.aktif_sampai.year == 3
    assert berkas.kurun_mulai <= berkas.kurun_selesai


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"klasifikasi": "999.9"}, "klasifikasi"),
        ({"klasifikasi": ""}, "klasifikasi"),
        ({"klasifikasi": "000.4"}, "klasifikasi"),  # known, but without a rule
        ({"uraian": "  "}, "uraian"),
        ({"uraian": "x" * 251}, "uraian"),
        ({"keamanan": "umum"}, "keamanan"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_filed(to_file: ToFile, given: dict[str, str], field: str) -> None:
    before = Berkas.select().count()
    with pytest.raises(InputError) as caught:
        _file(to_file, **given)
    assert list(caught.value.fields) == [field]
    assert Berkas.select().count() == before
    assert Tugas.get(Tugas.uuid == to_file.tugas).status == "berjalan"


def test_a_document_that_was_tampered_with_stops_it_and_nothing_half_done_stays(to_file: ToFile) -> None:
    last = Dokumen.get_by_id(_case_documents(to_file.kasus)[-1])
    before = [model.select().count() for model in (Berkas, Item, Peristiwa)]
    number = Penghitung.get(Penghitung.buku == "arsip.berkas").nilai
    path_of(last).write_bytes(b"something else")
    with pytest.raises(StateError, match="berubah sejak disimpan") as caught:
        _file(to_file)
    assert last.nama in caught.value.sentence
    assert [model.select().count() for model in (Berkas, Item, Peristiwa)] == before
    assert Penghitung.get(Penghitung.buku == "arsip.berkas").nilai == number
    assert Tugas.get(Tugas.uuid == to_file.tugas).status == "berjalan"


def test_it_is_filed_only_once(to_file: ToFile) -> None:
    _file(to_file)
    with pytest.raises(NotFound):
        _file(to_file)


def test_only_whoever_holds_the_position_files(to_file: ToFile) -> None:
    with acting(actor("arsiparis")), pytest.raises(NotAllowed):
        _file(to_file)
    with acting(actor("pelaksana")), pytest.raises(NotAllowed):
        _file(to_file)
    with acting(actor("perencana.dikbud")), pytest.raises((NotAllowed, NotFound)):
        _file(to_file)
    assert not Berkas.select().where(Berkas.uraian == "Data kinerja TW IV").exists()


def test_what_comes_later_is_added_until_the_folder_is_closed(to_file: ToFile) -> None:
    berkas = _file(to_file)
    filed = Item.select().where(Item.berkas == berkas).count()
    late = store(b"%PDF-1.4 late", "Tanda terima terlambat.pdf", "application/pdf")
    ref = DocumentRef(late.id, "Tanda terima terlambat", "tanda_terima", date(2030, 1, 2), "x:1")
    get(Cases).add_document(str(to_file.kasus.uuid), ref)
    assert [document.dokumen_id for document in services.later_documents(berkas)] == [late.id]
    assert services.add_later(berkas) == 1
    assert services.add_later(berkas) == 0
    berkas = Berkas.get_by_id(berkas.id)
    assert berkas.kurun_selesai == date(2030, 1, 2)
    assert Item.get(Item.dokumen == late).nomor_item == filed + 1
    services.close_berkas(berkas)
    assert Berkas.get_by_id(berkas.id).ditutup is not None
    with pytest.raises(StateError, match="sudah ditutup"):
        services.add_later(berkas)
    with pytest.raises(StateError):
        services.close_berkas(berkas)


def test_others_find_the_folder_by_the_case_or_by_a_letter(to_file: ToFile) -> None:
    from flask import Flask

    from plugins.arsip.views import blueprint

    app = Flask("uji")
    app.register_blueprint(blueprint)
    berkas = _file(to_file)
    letter = KasusDokumen.get((KasusDokumen.kasus == to_file.kasus) & (KasusDokumen.jenis == "surat"))
    with app.test_request_context():
        for rujukan in (f"sop_kinerja_kasus:{to_file.kasus.uuid}", letter.rujukan):
            found = get(Archive).berkas_for(rujukan)
            assert found is not None
            assert (found.uuid, found.jumlah_item) == (berkas.uuid, Item.select().where(Item.berkas == berkas).count())
        assert get(Archive).berkas_for("surat_keluar:none") is None


def test_turned_off_nothing_shows_and_turned_on_again_all_is_there(to_file: ToFile) -> None:
    berkas = _file(to_file)
    setda = PerangkatDaerah.get(PerangkatDaerah.kode == "setda").id
    with acting(system_actor(setda)):
        activation.turn_off("arsip", setda)
    assert find(Archive) is None
    with acting(system_actor(setda)):
        activation.turn_on("arsip", setda)
    assert find(Archive) is not None
    assert Berkas.get(Berkas.uuid == berkas.uuid) == berkas
