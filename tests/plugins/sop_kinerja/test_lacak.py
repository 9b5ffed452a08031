"""Every figure of a recap explains itself: parts, numbers, rule, people, evidence, corrections; also by a link."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.actor import acting, system_actor
from core.errors import NotFound, StateError
from core.idn.numbers import format_percent
from core.organisation.models import PerangkatDaerah
from core.preferences import set_preference
from core.testing.people import User, sign_in
from plugins.sop_kinerja.lkj.baris import Pilihan
from plugins.sop_kinerja.models import (
    Indikator,
    IndikatorTahun,
    Penyampaian,
    Realisasi,
    RiwayatAngka,
    Target,
    TautanAngka,
)
from plugins.sop_kinerja.rumus_angka import capaian_in_numbers
from plugins.sop_kinerja.services import impor_lkj
from plugins.sop_kinerja.services.agregat import rebuild, refresh
from plugins.sop_kinerja.services.capaian_periode import recap
from plugins.sop_kinerja.services.capaian_potret import content
from plugins.sop_kinerja.services.data_assess import assess_row
from plugins.sop_kinerja.services.data_flow import FLOW
from plugins.sop_kinerja.services.indikator_tahun import of_year
from plugins.sop_kinerja.services.lacak import Lacak, explain
from plugins.sop_kinerja.services.lacak_tautan import close_link, open_link, visit
from plugins.sop_kinerja.views.lacak import position_of
from tests.core.counting import count_queries
from tests.plugins.sop_kinerja.halaman import page

HEAD = "tahun;periode;indikator;satuan;arah;target;realisasi;capaian_cetak\n"


@pytest.fixture
def owner(department: PerangkatDaerah, activate: Callable[..., object]) -> Iterator[PerangkatDaerah]:
    activate("sop_kinerja", department)
    with acting(system_actor(department.id)):
        yield department


def bring(owner: PerangkatDaerah, *rows: str, reason: str = "") -> None:
    content = (HEAD + "".join(f"{row}\n" for row in rows)).encode()
    impor, _ = impor_lkj.put(content, "lkj.csv", Pilihan())
    impor_lkj.take(str(impor.uuid), reason=reason)
    refresh(owner.id)


def of(name: str, periode: str) -> Lacak:
    row = IndikatorTahun.get(IndikatorTahun.uraian == name)
    return explain(str(row.uuid), periode)


@pytest.mark.parametrize(
    ("formula", "nilai", "target", "atas", "capaian", "said"),
    [
        ("naik", "72.39", "80", None, "90.4875", "72,39 / 80 × 100 = 90,4875%"),
        ("turun", "8", "10", None, "120", "(2 × 10 − 8) / 10 × 100 = 120%"),
        ("turun_rasio", "8", "10", None, "125", "10 / 8 × 100 = 125%"),
        ("rentang", "15", "10", "20", "100", "15 di dalam rentang 10 sampai 20: 100%"),
        ("rentang", "5", "10", "20", "50", "5 di bawah rentang 10 sampai 20: 5 / 10 × 100 = 50%"),
        ("rentang", "25", "10", "20", "75", "25 di atas rentang 10 sampai 20: (2 × 20 − 25) / 20 × 100 = 75%"),
        ("naik", "5", None, None, None, ""),
    ],
)
def test_the_formula_with_its_numbers(
    formula: str, nilai: str, target: str | None, atas: str | None, capaian: str | None, said: str
) -> None:
    values = [None if each is None else Decimal(each) for each in (nilai, target, atas, capaian)]
    assert capaian_in_numbers(formula, *values) == said


def test_a_submitted_figure_says_who_and_by_what(owner: PerangkatDaerah) -> None:
    bring(owner, "2020;tahunan;IKLH;indeks;naik;80;72,39;95,00")
    found = of("IKLH", "2020-TH")
    assert found.hitungan == "72,39 / 80 × 100 = 90,4875%"
    assert (found.nilai, found.target, found.assessed.predikat) == ("72,39", "80", "Sangat Tinggi")
    (source,) = found.sumber
    assert [label for label, _, _ in source.jejak] == ["Diajukan", "Diverifikasi", "Disahkan"]
    assert len(source.bukti[0].dokumen.sha256) == 64 and not source.diminta
    assert "hitungan 90,49%" in source.realisasi.keterangan, "the misprint stays beside the figure"


def test_a_correction_stands_in_it(owner: PerangkatDaerah) -> None:
    bring(owner, "2020;tahunan;IKLH;indeks;naik;80;72,39;")
    bring(owner, "2020;tahunan;IKLH;indeks;naik;80;74;", reason="Salah salin")
    found = of("IKLH", "2020-TH")
    assert found.nilai == "74"
    (old,) = found.sumber[0].koreksi
    assert (found.shown(old.nilai), old.alasan) == ("72,39", "Salah salin")


def quarters(owner: PerangkatDaerah) -> None:
    """Two approved, added up to the semester."""
    bring(owner, *(f"2020;TW{n};Layanan;kasus;naik;10;{n + 8};" for n in (1, 2)))
    Indikator.update(agregasi_periode="jumlah").execute()
    IndikatorTahun.update(agregasi_periode="jumlah").execute()
    rebuild(owner.id)


@pytest.mark.usefixtures("each_database")
def test_a_correction_of_a_part_stands_in_the_whole(owner: PerangkatDaerah) -> None:
    quarters(owner)
    assert of("Layanan", "2020-S1").koreksi == []
    bring(owner, "2020;TW1;Layanan;kasus;naik;10;7;", reason="Dua kasus tercatat dua kali")
    half = of("Layanan", "2020-S1")
    assert half.nilai == "17"
    (old,) = half.koreksi
    assert (old.periode.label, old.nilai, old.menjadi, old.alasan) == (
        "Triwulan I 2020", 9, 7, "Dua kasus tercatat dua kali",
    )  # fmt: skip
    assert of("Layanan", "2020-TW2").sumber[0].koreksi == []
    marked = {code: [one.dikoreksi for _, one in recap(f"2020-{code}").semua] for code in ("TW1", "TW2", "S1")}
    assert marked == {"TW1": [True], "TW2": [False], "S1": [True]}


def test_what_is_opened_and_approved_unchanged_is_told_and_not_marked(owner: PerangkatDaerah) -> None:
    bring(owner, "2020;tahunan;IKLH;indeks;naik;80;72,39;")
    sent = Penyampaian.get()
    FLOW.move(sent, "dikembalikan", reason="Periksa lagi")
    refresh(owner.id)
    Penyampaian.update(status="disahkan").execute()
    rebuild(owner.id)
    (old,) = of("IKLH", "2020-TH").sumber[0].koreksi
    assert not old.berubah and old.sah
    assert [one.dikoreksi for _, one in recap("2020-TH").semua] == [False]


def test_a_figure_is_explained_by_the_formula_that_it_was_approved_by(owner: PerangkatDaerah) -> None:
    bring(owner, "2020;tahunan;IKLH;indeks;naik;80;72,39;")
    IndikatorTahun.update(formula="turun").execute()
    rebuild(owner.id)
    assert of("IKLH", "2020-TH").hitungan == "72,39 / 80 × 100 = 90,4875%"
    ((_, one),) = recap("2020-TH").semua
    assert one.ukuran.formula == "naik" and one.assessed.value == Decimal("90.4875")


def ask_units(owner: PerangkatDaerah, indikator: Indikator, *units: tuple[str, str, int | None]) -> None:
    """(unit, state of its data, its figure); their figures are added up."""
    both = {"perangkat_daerah": owner, "penyelenggara": owner}
    for unit, status, value in units:
        sent = Penyampaian.create(
            **both, kasus_uuid=unit, cabang=unit[-4:], unit=unit, judul="Data", periode="2026-TW1",
            tenggat=date(2026, 4, 15), status=status,
        )  # fmt: skip
        Realisasi.create(
            **both, penyampaian=sent, indikator_uuid=indikator.uuid, kode="U", uraian="Dari unit", satuan="kasus",
            formula="naik", target=Decimal(10), nilai=value,
        )  # fmt: skip
    rebuild(owner.id)


@pytest.fixture
def of_units(owner: PerangkatDaerah) -> Indikator:
    row: Indikator = Indikator.create(
        perangkat_daerah=owner, kode="U", uraian="Dari unit", satuan="kasus", agregasi_unit="jumlah"
    )
    of_year(row, 2026)
    return row


@pytest.mark.usefixtures("each_database")
def test_a_figure_has_one_name_wherever_it_is_read(owner: PerangkatDaerah) -> None:
    """90,00499997 rounds to 90,00 and is «Tinggi»; kept with six places it is 90,005, which would round to 90,01."""
    bring(owner, "2020;tahunan;Tipis;%;naik;1000,000007;900,050006;")
    figure = Realisasi.select(Realisasi, Penyampaian).join(Penyampaian).get()
    found = of("Tipis", "2020-TH")
    ((_, one),) = recap("2020-TH").semua
    assert found.angka.capaian == Decimal("90.005")
    names = {assess_row(figure).predikat, found.assessed.predikat, one.assessed.predikat}
    names.add(content(recap("2020-TH"))["bagian"][0]["baris"][0]["predikat"])
    assert names == {"Tinggi"} and format_percent(one.assessed.value) == "90,00%"


def test_units_that_were_asked_and_are_not_approved_are_named(owner: PerangkatDaerah, of_units: Indikator) -> None:
    ask_units(
        *(owner, of_units, ("Seksi A", "disahkan", 5)),
        *(("Seksi B", "diajukan", 7), ("Seksi C", "dibatalkan", None)),
    )
    found = of("Dari unit", "2026-TW1")
    assert [(part.label, part.nilai, part.alasan) for part in found.bagian] == [
        ("Seksi A", Decimal(5), ""), ("Seksi B", None, "Diajukan"),
    ]  # fmt: skip
    assert [source.pihak for source in found.sumber] == ["Seksi A"]


def test_many_units_cost_as_many_queries_as_two(
    owner: PerangkatDaerah, of_units: Indikator, make_user: Callable[..., User], client: FlaskClient
) -> None:
    sign_in(client, make_user(("sop_kinerja.*",), nama="Kepala"))
    address = f"/sop-kinerja/angka/{IndikatorTahun.get().uuid}/2026-TW1"
    ask_units(owner, of_units, ("Unit 0001", "disahkan", 5), ("Unit 0002", "disahkan", 7))
    assert "Unit 0002" in page(client, address)
    with count_queries() as few:
        page(client, address)
    ask_units(owner, of_units, *((f"Unit {n:04}", "disahkan", n) for n in range(3, 30)))
    with count_queries() as many:
        assert "Unit 0029" in page(client, address)
    assert len(many) == len(few)


@pytest.mark.usefixtures("each_database")
def test_a_year_leads_to_its_quarters(owner: PerangkatDaerah) -> None:
    rows = [f"2020;TW{n};Layanan;kasus;naik;10;{n + 8};" for n in (1, 2, 3)]
    bring(owner, *rows)
    with acting(system_actor(owner.id)):
        Indikator.update(agregasi_periode="jumlah").execute()
        IndikatorTahun.update(agregasi_periode="jumlah").execute()
        rebuild(owner.id)
    half = of("Layanan", "2020-S1")
    assert half.susunan == "9 + 10 = 19" and half.hitungan == "19 / 20 × 100 = 95%"
    assert [(part.label, part.nilai) for part in half.bagian] == [("Triwulan I 2020", 9), ("Triwulan II 2020", 10)]
    second = of("Layanan", "2020-S2")
    assert [part.ada for part in second.bagian] == [True, False] and second.susunan == ""
    assert "1 dari 2 bagian" in second.assessed.reason
    year = of("Layanan", "2020-TH")
    assert [part.label for part in year.bagian] == ["Semester I 2020", "Semester II 2020"]
    assert half.sumber == [], "what was made of periods leads there by its parts"


def test_a_parent_leads_to_the_indicators_below(owner: PerangkatDaerah) -> None:
    parent = Indikator.create(
        perangkat_daerah=owner,
        kode="P",
        uraian="Induk",
        satuan="%",
        agregasi_unit="tertimbang",
        agregasi_periode="tidak",
    )
    bring(owner, "2020;tahunan;A;%;naik;80;60;", "2020;tahunan;B;%;naik;80;90;")
    Indikator.update(induk=parent, bobot=Decimal(40)).where(Indikator.uraian == "A").execute()
    Indikator.update(induk=parent, bobot=Decimal(60)).where(Indikator.uraian == "B").execute()
    IndikatorTahun.update(induk_uuid=parent.uuid, bobot=Decimal(40)).where(IndikatorTahun.uraian == "A").execute()
    IndikatorTahun.update(induk_uuid=parent.uuid, bobot=Decimal(60)).where(IndikatorTahun.uraian == "B").execute()
    of_year(parent, 2020)
    Target.create(perangkat_daerah=owner, indikator=parent, periode="2020-TH", nilai=Decimal(80))
    rebuild(owner.id)
    found = of("Induk", "2020-TH")
    assert found.susunan == "(60 × 40 + 90 × 60) / 100 = 78" and found.hitungan == "78 / 80 × 100 = 97,5%"
    assert {part.label.split(" (")[0] for part in found.bagian} == {"A", "B"}


def test_what_was_withdrawn_is_not_there(owner: PerangkatDaerah) -> None:
    bring(owner, "2020;tahunan;IKLH;indeks;naik;80;72,39;")
    with pytest.raises(NotFound):
        of("IKLH", "2021-TH")
    with pytest.raises(NotFound):
        of("IKLH", "bukan")


def test_names_of_persons_are_not_for_everybody() -> None:
    assert position_of("Siti Aminah (Plh. Kepala Bagian (Organisasi))") == "Plh. Kepala Bagian (Organisasi)"
    assert position_of("Siti Aminah") == "Pejabat" and position_of("Sistem Selaras") == "Sistem Selaras"
    assert position_of("Siti Aminah", "Dinas Kesehatan") == "Pejabat pada Dinas Kesehatan"
    assert position_of("Siti Aminah (Kepala Seksi)", "Dinas Kesehatan") == "Kepala Seksi"


@pytest.fixture
def head(owner: PerangkatDaerah, make_user: Callable[..., User]) -> User:
    bring(owner, "2020;tahunan;IKLH;indeks;naik;80;72,39;")
    Penyampaian.update(disahkan_oleh="Siti Aminah (Kepala Bagian)").execute()
    return make_user(("sop_kinerja.*",), nama="Kepala")


def test_the_page(head: User, client: FlaskClient) -> None:
    sign_in(client, head)
    row = IndikatorTahun.get()
    text = page(client, f"/sop-kinerja/angka/{row.uuid}/2020-TH")
    for said in ("72,39 / 80 × 100 = 90,4875%", "Siti Aminah (Kepala Bagian)", "SHA-256", "lkj.csv", "Skala bawaan"):
        assert said in text, said
    assert "Belum diizinkan" in text
    page(client, f"/sop-kinerja/angka/{row.uuid}/2020-TW1", 404)
    given = page(client, f"/sop-kinerja/penyampaian/{Penyampaian.get().uuid}")
    assert f'href="/sop-kinerja/angka/{row.uuid}/2020-TH?untuk=' in given, "what was handed in leads there too"


def test_a_public_link_from_opening_to_closing(
    head: User, owner: PerangkatDaerah, client: FlaskClient, post: Callable[..., TestResponse]
) -> None:
    row = IndikatorTahun.get()
    where = f"/sop-kinerja/angka/{row.uuid}/2020-TH"
    with acting(head.actor), pytest.raises(StateError, match="tidak diizinkan"):
        open_link(explain(str(row.uuid), "2020-TH"))
    set_preference("sop_kinerja", "tautan_umum", owner.id, "ya")
    sign_in(client, head)
    post(client, f"{where}/tautan")
    link = TautanAngka.get()
    with acting(head.actor):
        assert open_link(explain(str(row.uuid), "2020-TH")).id == link.id, "opened twice it is the same"
    public = f"/sop-kinerja/umum/angka/{link.token}"
    assert public in page(client, where)
    stranger = client.application.test_client()
    text = page(stranger, public)
    assert "72,39 / 80 × 100 = 90,4875%" in text and "Kepala Bagian" in text
    assert "Siti Aminah" not in text and "/bukti/" not in text and "/penyampaian/" not in text
    set_preference("sop_kinerja", "tautan_umum", owner.id, "tidak")
    assert "saat ini tidak membuka angkanya untuk umum" in page(stranger, public, 410)
    set_preference("sop_kinerja", "tautan_umum", owner.id, "ya")
    post(client, f"/sop-kinerja/angka/tautan/{link.uuid}/tutup")
    assert "sudah menutup tautan ini" in page(stranger, public, 410)
    page(stranger, "/sop-kinerja/umum/angka/tidak-ada", 404)


def test_a_public_link_shows_corrections_and_whose_officials_they_were(
    owner: PerangkatDaerah, make_user: Callable[..., User], client: FlaskClient
) -> None:
    quarters(owner)
    Penyampaian.update(diajukan_oleh="Budi Hartono", disahkan_oleh="Budi Hartono").execute()
    bring(owner, "2020;TW1;Layanan;kasus;naik;10;7;", reason="Salah salin")
    RiwayatAngka.update(disahkan_oleh="Budi Hartono", dibuka_oleh="Siti Aminah (Kepala Bagian)").execute()
    set_preference("sop_kinerja", "tautan_umum", owner.id, "ya")
    links = {code: open_link(of("Layanan", f"2020-{code}")) for code in ("TW1", "TW2", "S1")}
    pages = {code: page(client, f"/sop-kinerja/umum/angka/{link.token}") for code, link in links.items()}
    for code in ("TW1", "S1"):
        for said in ("Salah salin", "Kepala Bagian", f"Pejabat pada {owner}"):
            assert said in pages[code], (code, said)
        assert "Siti Aminah" not in pages[code] and "Budi Hartono" not in pages[code]
    assert "Koreksi pada bagian-bagiannya" in pages["S1"]
    assert "Belum pernah dikoreksi sesudah disahkan." in pages["TW2"]


def test_a_link_to_what_is_open_again_says_so(head: User, owner: PerangkatDaerah) -> None:
    set_preference("sop_kinerja", "tautan_umum", owner.id, "ya")
    row = IndikatorTahun.get()
    link = open_link(explain(str(row.uuid), "2020-TH"))
    Penyampaian.update(status="dikembalikan").execute()
    rebuild(owner.id)
    seen = visit(str(link.token))
    assert seen.lacak is None and "dibuka kembali untuk diperbaiki" in seen.tertutup
    assert Realisasi.select().exists()


def test_another_department_neither_sees_nor_closes(
    head: User, owner: PerangkatDaerah, other_department: PerangkatDaerah
) -> None:
    set_preference("sop_kinerja", "tautan_umum", owner.id, "ya")
    row = IndikatorTahun.get()
    link = open_link(explain(str(row.uuid), "2020-TH"))
    with acting(system_actor(other_department.id)):
        with pytest.raises(NotFound):
            explain(str(row.uuid), "2020-TH")
        with pytest.raises(NotFound):
            close_link(str(link.uuid))
