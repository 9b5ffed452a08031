"""What a planner types wrong in the panel: it is refused beside its field, with what to do, and nothing is written."""

from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock
from core.actor import acting, system_actor
from plugins.sop_kinerja.models import (
    Indikator,
    ProgramKegiatan,
    RealisasiAnggaran,
    Renstra,
    Sasaran,
    SkalaOrdinal,
    Target,
    TargetRenstra,
)
from plugins.sop_kinerja.services import rencana_target
from plugins.sop_kinerja.services.indikator_tahun import of_year
from tests.plugins.sop_kinerja.rencana_world import YEAR, Desk, Plan, desk, make_plan

PROGRAM = {"tahun": YEAR, "jenis": "program", "kode": "1.02", "nama": "Program", "pagu": "1.000.000"}
INDIKATOR = {
    "kode": "IKU-1",
    "uraian": "Cakupan imunisasi",
    "satuan": "Persen",
    "formula": "naik",
    "agregasi_periode": "terakhir",
    "agregasi_unit": "tidak",
    "pola": "setiap",
    "urutan": "1",
    "aktif": "y",
}


@pytest.fixture
def plan(home: Any) -> Plan:
    return make_plan()


@pytest.fixture
def write(plan: Plan, client: FlaskClient, login_as: Any, post: Any) -> Desk:
    return desk(client, login_as, post, plan.planner)


def rows(model: Any) -> list[Any]:
    with acting(system_actor()):
        return list(model.select().order_by(model.id))


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2030", "2026", "Tahun akhir (2026) mendahului tahun awal (2030)"),
        ("2026", "2060", "Renstra paling lama 10 tahun"),
        ("26", "30", "Tulis tahun antara 2000 dan 2100"),
        ("2028", "2032", "Tahun 2028 sudah termasuk «Renstra lama» (2024–2028)"),
    ],
)
def test_a_renstra_has_its_years_in_order_and_for_itself(
    plan: Plan, write: Desk, first: str, last: str, sentence: str
) -> None:
    write("renstra", nama="Renstra lama", tahun_awal="2024", tahun_akhir="2028")
    assert sentence in write("renstra", nama="Renstra baru", tahun_awal=first, tahun_akhir=last)
    assert [row.nama for row in rows(Renstra)] == ["Renstra lama"]


def test_a_medium_term_target_lies_within_the_renstra(plan: Plan, write: Desk) -> None:
    indikator = plan.indikator("IKU-1")
    write("renstra", nama="Renstra", tahun_awal="2025", tahun_akhir="2029")
    assert "Tahun 2031 di luar Renstra perangkat daerah Anda (2025–2029)" in write(
        "target-renstra", indikator=indikator.id, tahun="2031", nilai="80"
    )
    write("target-renstra", indikator=indikator.id, tahun="2029", nilai="80")
    assert [(row.tahun, row.nilai) for row in rows(TargetRenstra)] == [(2029, Decimal(80))]
    shorter = {"nama": "Renstra", "tahun_awal": "2025", "tahun_akhir": "2028"}
    assert "Sudah ada target Renstra untuk tahun 2029" in write("renstra", id=rows(Renstra)[0].id, **shorter)
    assert rows(Renstra)[0].tahun_akhir == 2029


def test_a_renstra_with_targets_is_not_deleted(plan: Plan, write: Desk) -> None:
    indikator = plan.indikator("IKU-1")
    write("renstra", nama="Renstra", tahun_awal="2025", tahun_akhir="2029")
    write("target-renstra", indikator=indikator.id, tahun="2029", nilai="80")
    assert "Hapus dahulu target Renstra" in write("renstra", "delete", id=rows(Renstra)[0].id)
    write("target-renstra", "delete", id=rows(TargetRenstra)[0].id)
    write("renstra", "delete", id=rows(Renstra)[0].id)
    assert rows(Renstra) == []


def test_a_sasaran_stands_under_the_regencys_but_never_under_itself(plan: Plan, write: Desk) -> None:
    given = {"jenis": "sasaran", "tingkat": "perangkat_daerah", "urutan": "1", "aktif": "y"}
    write("sasaran", kode="S-1.1", uraian="Imunisasi meluas", induk=plan.goal.id, **given)
    mine = rows(Sasaran)[-1]
    assert (mine.uraian, mine.induk_id) == ("Imunisasi meluas", plan.goal.id)
    below = plan.sasaran("S-1.1.1", uraian="Posyandu aktif", induk=mine)
    text = write("sasaran", id=mine.id, kode="S-1.1", uraian="Imunisasi meluas", induk=below.id, **given)
    assert "Susunan ini berputar: «Imunisasi meluas» di bawah «Posyandu aktif» di bawah «Imunisasi meluas»" in text
    assert "tidak dapat berada di bawah dirinya sendiri" in write(
        "sasaran", id=mine.id, kode="S-1.1", uraian="Imunisasi meluas", induk=mine.id, **given
    )
    assert rows(Sasaran)[1].induk_id == plan.goal.id


def test_levels_of_the_tree_go_downwards_and_a_unit_is_named(plan: Plan, write: Desk) -> None:
    given = {"kode": "S-9", "uraian": "Sasaran", "jenis": "sasaran", "urutan": "1", "aktif": "y"}
    under = plan.sasaran("S-2", uraian="Sasaran dinas")
    assert "Sasaran pemerintah daerah tidak dapat berada di bawah sasaran perangkat daerah" in write(
        "sasaran", tingkat="pemda", induk=under.id, **given
    )
    assert "Pilih unit kerja yang memiliki sasaran ini" in write("sasaran", tingkat="unit_kerja", **given)
    plan.sasaran("S-2.1", induk=under, tingkat="perangkat_daerah")
    assert "Di bawahnya ada sasaran perangkat daerah" in write(
        "sasaran", id=under.id, tingkat="unit_kerja", unit_kerja=plan.planner.jabatan.unit_kerja_id, **given
    )


def test_another_governments_sasaran_is_no_choice(plan: Plan, write: Desk) -> None:
    foreign = plan.sasaran("S-7", perangkat_daerah=plan.elsewhere, tingkat="pemda", uraian="Sasaran jauh")
    given = {"jenis": "sasaran", "tingkat": "perangkat_daerah", "urutan": "1", "aktif": "y"}
    text = write("sasaran", kode="S-1.1", uraian="Imunisasi", induk=foreign.id, **given)
    assert "Pilihan ini tidak ada" in text
    assert ">Sasaran jauh<" not in text
    assert len(rows(Sasaran)) == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"pagu": "-1"}, "Pagu tidak boleh negatif"),
        ({"pagu": "1,000.50"}, "titik sebagai tanda desimal"),
        ({"tahun": "26"}, "Tulis tahun antara 2000 dan 2100"),
        ({"jenis": "kegiatan"}, "Kegiatan harus berada di bawah sebuah program"),
        ({"jenis": "sub_kegiatan"}, "Subkegiatan harus berada di bawah sebuah kegiatan"),
    ],
)
def test_a_programme_that_cannot_be(plan: Plan, write: Desk, changed: dict[str, str], sentence: str) -> None:
    assert sentence in write("program-kegiatan", **{**PROGRAM, **changed})
    assert rows(ProgramKegiatan) == []


@pytest.mark.usefixtures("each_database")
def test_programme_kegiatan_and_subkegiatan_stand_in_their_order_and_within_the_pagu(plan: Plan, write: Desk) -> None:
    write("program-kegiatan", **PROGRAM)
    program = rows(ProgramKegiatan)[0]
    below = {**PROGRAM, "jenis": "kegiatan", "kode": "1.02.01", "nama": "Kegiatan", "induk": program.id}
    assert "Program berada paling atas" in write("program-kegiatan", **{**below, "jenis": "program"})
    assert "ialah program tahun 2026, bukan tahun 2027" in write("program-kegiatan", **{**below, "tahun": 2027})
    assert "melebihi sisa pagu «1.02 Program», yaitu Rp1.000.000" in write(
        "program-kegiatan", **{**below, "pagu": "1.000.000,01"}
    )
    write("program-kegiatan", **{**below, "pagu": "700.000"})
    kegiatan = rows(ProgramKegiatan)[1]
    second = {**below, "kode": "1.02.02", "nama": "Kegiatan kedua", "pagu": "300.001"}
    assert "yaitu Rp300.000 dari Rp1.000.000" in write("program-kegiatan", **second)
    assert "kurang dari jumlah pagu di bawahnya, Rp700.000" in write(
        "program-kegiatan", id=program.id, **{**PROGRAM, "pagu": "699.999"}
    )
    assert "Subkegiatan berada di bawah kegiatan, sedangkan «1.02 Program» ialah program" in write(
        "program-kegiatan", **{**below, "kode": "1.02.01.01", "jenis": "sub_kegiatan"}
    )
    # The same kind below itself is circular as well as out of order; neither is written.
    assert "berputar" in write("program-kegiatan", id=program.id, **{**PROGRAM, "induk": kegiatan.id})
    assert [(row.kode, row.pagu) for row in rows(ProgramKegiatan)] == [("1.02", 1_000_000), ("1.02.01", 700_000)]


def test_a_circle_of_programmes_that_is_there_already_is_told_and_stops_nothing(plan: Plan, write: Desk) -> None:
    first = plan.program("1.01", pagu=Decimal(10))
    second = plan.program("1.02", jenis="kegiatan", induk=first, pagu=Decimal(1))
    with acting(system_actor()):
        ProgramKegiatan.update(induk=second.id).where(ProgramKegiatan.id == first.id).execute()
    text = write(
        "program-kegiatan", id=second.id, **{**PROGRAM, "kode": "1.02", "jenis": "kegiatan", "induk": first.id}
    )
    assert "berputar" in text


def test_what_was_spent_in_a_year_stays_in_it(plan: Plan, write: Desk) -> None:
    program = plan.program("1.02")
    with acting(system_actor()):
        spent = {"periode": f"{YEAR}-B02", "nilai": Decimal(7), "pada": clock.now()}
        RealisasiAnggaran.create(perangkat_daerah=plan.dinkes, kegiatan=program, **spent)
    text = write("program-kegiatan", id=program.id, **{**PROGRAM, "tahun": YEAR + 1})
    assert "Sudah ada realisasi anggaran atau rencana aksi tahun 2026" in text
    assert "masih dipakai oleh: realisasi anggaran" in write("program-kegiatan", "delete", id=program.id)
    write("program-kegiatan", id=program.id, **{**PROGRAM, "nama": "Nama baru"})
    assert [(row.tahun, row.nama) for row in rows(ProgramKegiatan)] == [(YEAR, "Nama baru")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"bobot": "101"}, "Bobot ialah persen antara 0 dan 100"),
        ({"bobot": "-5"}, "Bobot ialah persen antara 0 dan 100"),
        ({"agregasi_periode": "rasio"}, "Rasio memerlukan nama pembilang dan penyebutnya"),
        ({"agregasi_periode": "jumlah", "kumulatif": "y"}, "Angka kumulatif sudah memuat periode sebelumnya"),
        ({"agregasi_periode": "tertimbang"}, "Periode tidak berbobot"),
    ],
)
def test_an_indicator_whose_axes_make_no_sense(plan: Plan, write: Desk, changed: dict[str, str], sentence: str) -> None:
    assert sentence in write("indikator", **{**INDIKATOR, **changed})
    assert rows(Indikator) == []


def test_indicators_do_not_support_one_another_in_a_circle(plan: Plan, write: Desk) -> None:
    above = plan.indikator("PEMDA-1", perangkat_daerah=plan.setda, uraian="Angka harapan hidup")
    write("indikator", **{**INDIKATOR, "induk": above.id})
    mine = rows(Indikator)[1]
    assert mine.induk_id == above.id
    below = plan.indikator("IKU-1.1", induk=mine, uraian="Posyandu aktif")
    assert "Susunan ini berputar" in write("indikator", id=mine.id, **{**INDIKATOR, "induk": below.id})
    assert rows(Indikator)[1].induk_id == above.id


def _targets(plan: Plan, indikator: Indikator, **values: str | None) -> None:
    with acting(system_actor()):
        for part, value in values.items():
            nilai = None if value is None else Decimal(value)
            Target.create(perangkat_daerah=plan.dinkes, indikator=indikator, periode=f"{YEAR}-{part}", nilai=nilai)


@pytest.mark.parametrize(
    ("kind", "known", "part", "value", "sentence"),
    [
        ({}, {"TH": "80"}, "TW1", "90", "Target Triwulan I (90) melebihi target tahun (80)"),
        ({}, {"TW1": "90"}, "TH", "80", "Target Triwulan I (90) melebihi target tahun (80)"),
        ({}, {"TH": "80", "S1": "50"}, "TW2", "60", "Target Triwulan II (60) melebihi target Semester I (50)"),
        ({}, {"TW1": "20"}, "B03", "21", "Target Maret (21) melebihi target Triwulan I (20)"),
        ({"kumulatif": True, "formula": "turun"}, {"TH": "8"}, "TW3", "9", "Target Triwulan III (9) melebihi"),
        (
            {"agregasi_periode": "jumlah"},
            {"TH": "10", "TW1": "4", "TW2": "4"},
            "TW3",
            "3",
            "Jumlah target Triwulan I sampai Triwulan III (11) melebihi target tahun (10)",
        ),
        ({"agregasi_periode": "jumlah"}, {}, "TW1", "-1", "Target Triwulan I (-1) tidak boleh negatif"),
        ({}, {}, "TW5", "1", "bukan kode periode"),
        ({}, {}, "TW1", "1e3", "notasi pangkat"),
    ],
)
def test_a_target_beyond_the_one_that_it_belongs_to(
    plan: Plan, write: Desk, kind: dict[str, Any], known: dict[str, str], part: str, value: str, sentence: str
) -> None:
    indikator = plan.indikator("IKU-1", **kind)
    _targets(plan, indikator, **known)
    assert sentence in write("target", indikator=indikator.id, periode=f"{YEAR}-{part}", nilai=value)
    assert len(rows(Target)) == len(known)


@pytest.mark.parametrize(
    ("kind", "known", "part", "value"),
    [
        ({"formula": "turun"}, {"TH": "16,5"}, "TW1", "18"),
        ({"agregasi_periode": "rata_rata"}, {"TH": "80"}, "TW1", "90"),
        ({"agregasi_periode": "jumlah"}, {"TH": "10", "TW1": "4", "TW2": "4"}, "TW3", "2"),
        ({}, {"TH": "80"}, "TW1", ""),
        ({"kumulatif": True}, {"TW1": "4", "TW4": "12"}, "TH", "15"),
    ],
)
def test_targets_that_may_stand_beside_one_another(
    plan: Plan, write: Desk, kind: dict[str, Any], known: dict[str, str], part: str, value: str
) -> None:
    indikator = plan.indikator("IKU-1", **kind)
    _targets(plan, indikator, **{key: text.replace(",", ".") for key, text in known.items()})
    write("target", indikator=indikator.id, periode=f"{YEAR}-{part}", nilai=value)
    assert len(rows(Target)) == len(known) + 1


def test_a_word_is_one_of_its_scale_and_words_are_not_compared(plan: Plan, write: Desk) -> None:
    with acting(system_actor()):
        scale = SkalaOrdinal.create(perangkat_daerah=plan.dinkes, nama="Opini", butir=[["WTP", "4"], ["WDP", "3"]])
    indikator = plan.indikator("IKU-1", skala=scale)
    given = {"indikator": indikator.id, "periode": f"{YEAR}-TH"}
    assert "3,5 bukan nilai predikat indikator ini. Pakai salah satu: 4 (WTP), 3 (WDP)" in write(
        "target", **given, nilai="3,5"
    )
    renstra = {"indikator": indikator.id, "tahun": str(YEAR)}
    assert "bukan nilai predikat" in write("target-renstra", **renstra, nilai="2")
    write("target-renstra", **renstra, nilai="4")
    assert [row.nilai for row in rows(TargetRenstra)] == [4]
    write("target", **given, nilai="3")
    write("target", **{**given, "periode": f"{YEAR}-TW1"}, nilai="4")  # an opinion is no sum of quarters
    assert [row.nilai for row in rows(Target)] == [3, 4]


def test_a_range_is_not_upside_down(plan: Plan, write: Desk) -> None:
    indikator = plan.indikator("IKU-1", formula="rentang")
    given = {"indikator": indikator.id, "periode": f"{YEAR}-TH", "nilai": "5"}
    assert "Isi batas atasnya" in write("target", **given)
    assert "Batas atas harus sama dengan atau lebih besar" in write("target", **given, nilai_atas="4")
    write("target", **given, nilai_atas="7")
    assert [(row.nilai, row.nilai_atas) for row in rows(Target)] == [(5, 7)]


def test_beyond_of_nothing_is_nothing(plan: Plan) -> None:
    indikator = plan.indikator("IKU-1", agregasi_periode="jumlah")
    assert rencana_target.beyond(indikator, {"TH": None, "TW1": Decimal(5)}) == {}
    with acting(system_actor()):
        assert rencana_target.beyond(of_year(indikator, YEAR), {"TH": Decimal(0), "TW1": Decimal(0)}) == {}
