"""SOPs brought in as data: once, in versions, frozen when ratified, with the sums that the forms should print."""

from dataclasses import replace

import pytest

from core.actor import acting, system_actor
from core.errors import InputError, NotAllowed, NotFound, StateError
from core.idn.durations import Duration
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.alur import Flow, Node
from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.services.sop import columns_of, ensure_draft, get_version
from plugins.sop_kinerja.services.sop_columns import guess_position, map_column
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_form import official_form
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops
from tests.plugins.sop_kinerja.kasus_world import lamandau

TOTALS = {
    "inspektorat_balangan": (Duration(122, 182), "122 hari 3 jam 2 menit"),
    "bpkpad_balangan": (Duration(122, 182), "122 hari 3 jam 2 menit"),
    "dkp3_balangan": (Duration(122, 182), "122 hari 3 jam 2 menit"),
    "organisasi_lamandau": (Duration(36, 180), "36 hari 3 jam"),
    "batui_selatan_banggai": (Duration(0, 2055), "2.055 menit"),
}


@pytest.mark.usefixtures("each_database")
def test_the_five_with_their_totals(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        for data in seed_sops():
            versi = import_sop(data, department.id)
            total, words = TOTALS[data.kode]
            form = official_form(versi)
            assert (data_of(versi).jumlah_waktu, form.total) == (total, words)
            assert len(form.rows) == len(data.langkah) and len(form.columns) == len(data.pelaksana)
            assert (form.printed != "") == (data.kode == "bpkpad_balangan")


def test_the_same_content_is_the_same_version(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        first = import_sop(lamandau(), department.id)
        assert import_sop(lamandau(), department.id).id == first.id
        changed = import_sop(replace(lamandau(), nomor="1/2026"), department.id)
        assert (changed.versi, changed.sop_id) == (2, first.sop_id)
        assert (SopDokumen.select().count(), SopVersi.select().count()) == (1, 2)
        assert SopLangkah.select().where(SopLangkah.versi == first.id).count() == 10


def test_ratifying_freezes_it_and_withdraws_the_one_before(department: PerangkatDaerah) -> None:
    with acting(system_actor(department.id)):
        first = import_sop(lamandau(), department.id)
        ensure_draft(first)
        ratify(first)
        with pytest.raises(StateError, match="«Disahkan» dan tidak dapat diubah"):
            ensure_draft(first)
        with pytest.raises(StateError):
            ratify(first)
        second = import_sop(replace(lamandau(), nomor="1/2026"), department.id)
        ratify(second)
        assert get_version(first.uuid).status == "dicabut"


def test_columns_find_their_positions(department: PerangkatDaerah) -> None:
    kabag = make_user(department, (), "Kepala Bagian Organisasi").jabatan
    sekda = make_user(department, (), "Sekda").jabatan
    with acting(system_actor(department.id)):
        versi = import_sop(lamandau(), department.id)
        columns = columns_of(versi)
        assert columns["kabag_organisasi"].jabatan == kabag
        assert columns["sekda"].jabatan == sekda
        assert columns["tim_kinerja"].jabatan is None and columns["perangkat_daerah"].jabatan is None
        unmapped = [column.label for column in official_form(versi).columns if column.unmapped]
        assert unmapped == ["Tim Kinerja", "Asisten Administrasi Umum", "Pelaksana"]
        make_user(department, (), "Sekretaris Daerah")
        assert guess_position(department.id, "x", "Sekda") is None  # two of the same name: nobody guesses


def test_mapping_a_column(department: PerangkatDaerah, other_department: PerangkatDaerah) -> None:
    own, foreign = make_user(department, (), "Tim").jabatan, make_user(other_department, (), "Lain").jabatan
    with acting(system_actor(department.id)):
        versi = import_sop(lamandau(), department.id)
        ratify(versi)
        column = columns_of(versi)["tim_kinerja"]
        map_column(column, own)
        assert SopPelaksana.get_by_id(column.id).jabatan == own
        with pytest.raises(InputError):
            map_column(column, foreign)


def test_it_needs_permission_and_stays_in_its_department(
    department: PerangkatDaerah, other_department: PerangkatDaerah
) -> None:
    reader = make_user(department, ("sop_kinerja.sop.read",))
    with acting(reader.actor), pytest.raises(NotAllowed, match="Menambah SOP"):
        import_sop(lamandau(), department.id)
    with acting(system_actor(department.id)):
        versi = import_sop(lamandau(), department.id)
    with acting(reader.actor), pytest.raises(NotAllowed, match="Mengesahkan SOP"):
        ratify(versi)
    with acting(system_actor(other_department.id)), pytest.raises(NotFound):
        get_version(versi.uuid)


@pytest.mark.parametrize(
    ("nodes", "sentence"),
    [
        ([], "belum mempunyai langkah"),
        ([Node(1, mulai=True), Node(2, mulai=True)], "lebih dari satu langkah mulai: 1, 2"),
        ([Node(1), Node(2, ya_ke=1)], "Langkah 2: Ya menuju langkah 1"),
        ([Node(1), Node(2, ya_ke=7)], "Langkah 2: Ya menuju langkah 7"),
        ([Node(1), Node(2, tidak_ke=2)], "Langkah 2: Tidak menuju langkah 2"),
        ([Node(1, ya_ke=3), Node(2), Node(3)], "Langkah 2 tidak dapat dicapai"),
        ([Node(1, ya_ke=0), Node(2)], "Langkah 2 tidak dapat dicapai"),
    ],
)
def test_a_flow_that_could_lose_a_case_is_refused(nodes: list[Node], sentence: str) -> None:
    with pytest.raises(StateError, match=sentence):
        Flow(nodes).check()
