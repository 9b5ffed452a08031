"""The rating scale of a regency and year: typed in lines, checked, and used wherever a capaian is named."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from core import clock
from core.actor import acting, system_actor
from core.errors import StateError
from core.organisation.models import PerangkatDaerah
from core.testing.people import csrf_token, make_department, make_government, sign_in
from plugins.sop_kinerja.models import Indikator, IndikatorTahun, RekapAngka, RekapPeriode, SkalaOrdinal, SkalaPredikat
from plugins.sop_kinerja.pita import SkalaSalah, read_bands, read_words, write_bands, write_words
from plugins.sop_kinerja.services.data_assess import assess, rule, scale_in_words, target_in_words
from plugins.sop_kinerja.services.indikator_tahun import of_year
from plugins.sop_kinerja.services.skala import BAWAAN, scale_for
from plugins.sop_kinerja.services.skala_ubah import ensure_unused, words_changed

FIVE = "90 | Sangat Tinggi\n75 | Tinggi\n65 | Sedang\n50 | Rendah\nlainnya | Sangat Rendah"


@pytest.fixture
def owner(department: PerangkatDaerah, activate: Callable[..., object]) -> Iterator[PerangkatDaerah]:
    activate("sop_kinerja", department)
    with acting(system_actor(department.id)):
        yield department


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("90 | A", "dua sampai"),
        ("90 | A\n80 | B", "Baris 2: pita terakhir menampung selebihnya"),
        ("lainnya | A\n80 | B", "Baris 1: pita tanpa batas hanya yang terakhir"),
        ("80 | A\n90 | B\n- | C", "Baris 2: batas 90 harus lebih rendah"),
        ("90 | A\n90 | B\n- | C", "Baris 2: batas 90 harus lebih rendah"),
        ("90 | A\n80 | a\n- | C", "sudah dipakai"),
        ("90 A\n- | C", "Baris 1: tulis dua bagian"),
        ("90.5 | A\n- | C", "memakai titik"),
        ("90,123 | A\n- | C", "lebih dari 2 angka"),
        ("-5 | A\n- | C", "antara 0 dan"),
        ("91 - 100 | A\n76 - 90 | B\n- | C", "antara 90 dan 91 tidak ada pita"),
        ("90 - 100 | A\n76 - 90 | B\n- | C", "bukan rentangnya"),
    ],
)
def test_a_scale_that_cannot_be_is_refused_with_its_line(text: str, told: str) -> None:
    with pytest.raises(SkalaSalah, match=told):
        read_bands(text)


@settings(deadline=None)
@given(st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=19, unique=True))
def test_what_is_shown_can_be_typed_again(limits: list[Decimal]) -> None:
    falling = sorted(limits, reverse=True)
    stored = [*([f"{limit:f}", f"Pita {limit}"] for limit in falling), [None, "Selebihnya"]]
    again = read_bands(write_bands(stored))
    assert [None if a is None else Decimal(a) for a, _ in again] == [*falling, None]


def test_words_fall_from_the_best() -> None:
    assert read_words("WTP | 4\nWDP | 3,5\nTMP | 0") == [["WTP", "4"], ["WDP", "3.5"], ["TMP", "0"]]
    assert write_words([["WTP", "4"], ["WDP", "3.5"]]) == "WTP | 4\nWDP | 3,5"
    with pytest.raises(SkalaSalah, match="Baris 2: nilainya harus lebih rendah"):
        read_words("WTP | 4\nWDP | 4")


def test_the_newest_that_has_begun_counts(owner: PerangkatDaerah, other_department: PerangkatDaerah) -> None:
    def keep(where: PerangkatDaerah, year: int, name: str) -> None:
        with acting(system_actor(where.id)):
            SkalaPredikat.create(perangkat_daerah=where, tahun=year, nama=name, pita=read_bands(FIVE))

    elsewhere = make_department("Dinas Jauh", make_government("Kabupaten Jauh"))
    keep(elsewhere, 2020, "Jauh")
    assert scale_for(owner.id, 2025) == BAWAAN
    keep(owner, 2022, "Lama")
    keep(other_department, 2025, "Baru")
    assert [scale_for(owner.id, year).nama for year in (2021, 2022, 2024, 2025, 2030)] == [
        "Skala bawaan", "Lama", "Lama", "Baru", "Baru",
    ]  # fmt: skip
    assert scale_for(other_department.id, 2023).nama == "Lama", "one scale for the whole regency"


def test_the_capaian_is_named_by_the_scale_and_the_rule_says_so(owner: PerangkatDaerah) -> None:
    SkalaPredikat.create(
        perangkat_daerah=owner,
        tahun=2026,
        nama="LHE",
        pita=read_bands("100 | Istimewa\n60 | Cukup\nlainnya | Kurang"),
        batas_capaian=Decimal(120),
        dasar="Perbup 7/2026",
    )
    scale = scale_for(owner.id, 2026)
    found = [assess(Decimal(n), Decimal(100), "naik", scale=scale) for n in ("100.005", "100.004", "60", "20")]
    assert [(one.predikat, one.kind) for one in found] == [
        ("Istimewa", "baik"), ("Cukup", "jalan"), ("Kurang", "salah"), ("Kurang", "salah"),
    ]  # fmt: skip
    kept = rule(scale)
    assert kept["nama_skala"] == "LHE (mulai 2026)" and kept["dasar_skala"] == "Perbup 7/2026"
    assert "di atas 120% dihitung 120%" in kept["rata_rata"]
    assert scale_in_words(kept)[0] == "> 100: Istimewa"


@pytest.mark.parametrize(
    ("nilai", "capaian"), [("5", "50"), ("10", "100"), ("15", "100"), ("20", "100"), ("25", "75"), ("60", "-100")]
)
def test_a_range_is_full_inside_and_falls_off_on_both_sides(nilai: str, capaian: str) -> None:
    found = assess(Decimal(nilai), Decimal(10), "rentang", target_atas=Decimal(20))
    assert found.value == Decimal(capaian)


def test_a_range_without_its_upper_end_is_not_assessed() -> None:
    found = assess(Decimal(5), Decimal(10), "rentang")
    assert found.value is None and found.reason == "Batas atas rentang target belum ditetapkan."
    assert "terbalik" in assess(Decimal(5), Decimal(10), "rentang", target_atas=Decimal(9)).reason


def test_targets_are_shown_as_what_they_are() -> None:
    row = RekapAngka(target=Decimal(10), target_atas=Decimal(20), jatuh_tempo=True)
    row.formula = "rentang"
    assert target_in_words(row) == "10 sampai 20"
    row.formula, row.skala = "naik", [["WTP", "10"]]
    assert target_in_words(row) == "WTP"
    row.jatuh_tempo = False
    assert target_in_words(row) == "Belum jatuh tempo"


@pytest.fixture
def panel(owner: PerangkatDaerah, make_user: Callable[..., Any], client: FlaskClient) -> FlaskClient:
    sign_in(client, make_user(("sop_kinerja.skala.*", "core.*")))
    return client


URL = "/kelola/sop-kinerja-skala-predikat"


def new(client: FlaskClient, **fields: str) -> Any:
    data = {"csrf_token": csrf_token(client), "tahun": "2026", "nama": "Skala kami", "pita": FIVE, "batas_capaian": ""}
    return client.post(f"{URL}/new/", data={**data, **fields}, follow_redirects=True)


def test_who_plans_for_a_department_does_not_set_the_scale_of_the_regency(
    owner: PerangkatDaerah, make_user: Callable[..., Any], client: FlaskClient
) -> None:
    sign_in(client, make_user(("sop_kinerja.*.read", "sop_kinerja.rencana.*", "sop_kinerja.indikator.*")))
    assert client.get(f"{URL}/").status_code == 200
    assert new(client).status_code == 403
    assert not SkalaPredikat.select().exists()


def test_the_panel_takes_lines_and_shows_them(panel: FlaskClient) -> None:
    assert new(panel, batas_capaian="120").status_code == 200
    row = SkalaPredikat.get()
    assert row.pita[0] == ["90", "Sangat Tinggi"] and row.pita[-1] == [None, "Sangat Rendah"]
    text = panel.get(f"{URL}/edit/?id={row.id}").get_data(as_text=True)
    assert "90 | Sangat Tinggi" in text and "lainnya | Sangat Rendah" in text
    assert "90 | Sangat Tinggi; 75 | Tinggi" in panel.get(f"{URL}/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"pita": "75 | A\n90 | B\n- | C"}, "harus lebih rendah"),
        ({"pita": "90 | A"}, "dua sampai"),
        ({"batas_capaian": "80"}, "lebih dari batas pita tertinggi"),
        ({"tahun": "26"}, "antara 2000 dan 2100"),
    ],
)
def test_the_panel_refuses_beside_the_field(panel: FlaskClient, fields: dict[str, str], told: str) -> None:
    assert told in new(panel, **fields).get_data(as_text=True)
    assert not SkalaPredikat.select().exists()


def test_a_regency_has_one_scale_for_a_year(panel: FlaskClient, other_department: PerangkatDaerah) -> None:
    with acting(system_actor(other_department.id)):
        SkalaPredikat.create(perangkat_daerah=other_department, tahun=2026, nama="Ada", pita=read_bands(FIVE))
    assert f"dikelola {other_department}" in new(panel).get_data(as_text=True)


def test_a_scale_under_an_approved_recap_stays(owner: PerangkatDaerah) -> None:
    row = SkalaPredikat.create(perangkat_daerah=owner, tahun=2024, nama="Kami", pita=read_bands(FIVE))
    ensure_unused(row)
    RekapPeriode.create(
        perangkat_daerah=owner, periode="2025-TH", nomor=1, isi={}, sidik="", disetujui=clock.now(), disetujui_oleh="A"
    )
    with pytest.raises(StateError, match=r"2025-TH sudah disetujui.*mulai 2026"):
        ensure_unused(row)


def test_changed_words_are_those_of_all_who_use_them(owner: PerangkatDaerah, other_department: PerangkatDaerah) -> None:
    words = SkalaOrdinal.create(perangkat_daerah=owner, nama="Opini", butir=read_words("WTP | 4\nWDP | 3"))
    with acting(system_actor(other_department.id)):
        theirs = Indikator.create(perangkat_daerah=other_department, kode="O", uraian="Opini", satuan="x", skala=words)
        of_year(theirs, clock.today().year)
    words.butir = read_words("WTP | 4\nTW | 1")
    words.save()
    words_changed(words)
    with acting(system_actor(other_department.id)):
        assert IndikatorTahun.get().skala == [["WTP", "4"], ["TW", "1"]]


def test_words_of_a_scale_are_values_of_an_imported_table(owner: PerangkatDaerah) -> None:
    from plugins.sop_kinerja.lkj.baris import Pilihan
    from plugins.sop_kinerja.services import impor_lkj

    words = SkalaOrdinal.create(perangkat_daerah=owner, nama="Opini", butir=read_words("WTP | 4\nWDP | 3\nTMP | 1"))
    Indikator.create(perangkat_daerah=owner, kode="O-1", uraian="Opini BPK", satuan="opini", skala=words)
    head = b"tahun;periode;indikator;satuan;arah;target;realisasi\n"
    _, seen = impor_lkj.put(head + b"2020;tahunan;Opini BPK;opini;naik;WTP;WDP\n", "t.csv", Pilihan())
    assert (seen.baris[0].keadaan, seen.baris[0].assessed.value) == ("baru", Decimal(75))
    _, seen = impor_lkj.put(head + b"2020;tahunan;Opini BPK;opini;naik;WTP;Baik\n", "t.csv", Pilihan())
    assert seen.baris[0].keadaan == "bermasalah"
    assert "tidak ada pada skala «Opini»" in seen.baris[0].baris.masalah[0].kalimat
