"""A year's performance agreement: made from the plan, signed in ink, changed only as Perubahan PK."""

from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from core import audit, clock
from core.actor import acting, system_actor
from core.errors import Busy, FieldErrors, InputError, NotAllowed, NotFound, StateError
from core.files import Dokumen, read
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import Acuan, IndikatorTahun, PerjanjianKinerja, PkIndikator, Target
from plugins.sop_kinerja.services import pk_baca, pk_isi, pk_naskah, pk_susun, pk_tanda
from tests.plugins.sop_kinerja.kelengkapan_world import make_balangan
from tests.plugins.sop_kinerja.pk_world import JANUARY, YEAR, Agreement, approve, make_agreement, scan


@pytest.fixture
def world(department: PerangkatDaerah) -> Agreement:
    with clock.at(JANUARY):
        return make_agreement(department)


def lines(world: Agreement, pk: PerjanjianKinerja) -> list[PkIndikator]:
    with acting(system_actor(world.home.id)):
        return pk_baca.lines(pk)


def printed(dokumen: Dokumen) -> str:
    pages = PdfReader(BytesIO(read(dokumen))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def write(world: Agreement, pk: PerjanjianKinerja, **typed: str) -> PerjanjianKinerja:
    """What the planner types in the form of a draft; `alasan` and the superior stand there already."""
    form = {"pihak_kedua": str(world.regent.jabatan.id), "alasan": str(pk.alasan), **typed}
    with acting(world.planner.actor):
        return pk_isi.save(str(pk.uuid), form)


def test_it_is_made_of_the_plan_and_printed_as_the_official_form(world: Agreement) -> None:
    with clock.at(JANUARY):
        pk = world.fresh(world.submitted())
    assert (pk.status, pk.nama_pertama, pk.nama_kedua) == ("menunggu", "Kepala Dinas", "Bupati")
    assert [(one.kode, one.target, one.tw1) for one in lines(world, pk)] == [
        ("IK-1", Decimal(80), Decimal(20)),
        ("IK-2", Decimal("75.5"), None),
        ("IK-3", Decimal(10), Decimal(16)),
    ]
    text = printed(pk.naskah)
    for words in (
        f"PERJANJIAN KINERJA TAHUN {YEAR}",
        "Nama : Kepala Dinas Jabatan : Kepala Dinas selanjutnya disebut Pihak Pertama",
        "Nama : Bupati Jabatan : Bupati selaku atasan Pihak Pertama",
        "pemberian penghargaan dan sanksi",
        f"Kota Contoh, 5 Januari {YEAR}",
        "1. Meningkatnya mutu",
        "80 persen",
        "75,5 nilai",
        "2. Menurunnya anak putus",
        "2. Indikator 2 nilai – – – 75,5",
        "Program 1 Rp1.250.000.000",
        "Jumlah Rp2.000.500.001",  # as money is written: whole rupiah
    ):
        assert words in text, words


def test_signed_it_is_in_force_and_the_steps_that_wait_go_on(department: PerangkatDaerah) -> None:
    with clock.at(JANUARY):
        office = make_balangan(department)
        world = make_agreement(department)
        office.begin("TW1")
        office.supply("rencana_aksi", "TH")
        assert "pk" in [one["kode"] for one in office.task(1).kurang]
        pk = world.submitted()
        released = world.upload(pk)
    pk = world.fresh(pk)
    assert (pk.status, pk.dokumen.nama, pk.dicatat_oleh) == ("berlaku", "pindai.pdf", "Kasubbag Perencanaan")
    assert released == 1 and not office.task(1).tertahan
    with acting(system_actor(department.id)):
        (kept,) = Acuan.select().where(Acuan.dokumen == pk.dokumen_id)
        found = (kept.periode, kept.jenis.kode, kept.keterangan)
    assert found == (f"{YEAR}-TH", "pk", f"Perjanjian Kinerja {YEAR}")


def test_a_second_one_for_a_year_is_refused(world: Agreement) -> None:
    pk = world.draft()
    with pytest.raises(StateError, match=r"sudah ada dan berstatus «Konsep».*hanya mempunyai satu"):
        world.draft()
    world.submit(pk)
    world.upload(pk)
    with pytest.raises(StateError, match=r"sudah ditandatangani.*Perubahan PK"):
        world.draft()
    with acting(system_actor(world.home.id)):
        assert PerjanjianKinerja.select().count() == 1


def test_what_is_lacking_is_told_before_anybody_signs(world: Agreement) -> None:
    with acting(world.planner.actor):
        Target.update({Target.nilai: None}).where(
            (Target.indikator == world.indicators[1].id) & (Target.periode == f"{YEAR}-TH")
        ).execute()
        Target.update({Target.nilai: Decimal(81)}).where(
            (Target.indikator == world.indicators[0].id) & (Target.periode == f"{YEAR}-TW3")
        ).execute()
        IndikatorTahun.update(status="konsep").where(IndikatorTahun.kode == "IK-3").execute()
    pk = world.draft()
    with pytest.raises(StateError) as told:
        world.submit(pk)
    assert told.value.sentence == (
        "«Indikator 1»: Target Triwulan III (81) melebihi target tahun (80). "
        "Target tahun untuk «Indikator 2» belum diisi. "
        f"Indikator IK-3 untuk tahun {YEAR} belum disahkan. Sahkan dahulu lewat Pohon kinerja."
    )
    assert world.fresh(pk).status == "konsep" and world.fresh(pk).naskah_id is None


def test_a_target_of_the_year_that_the_plan_lacks_is_agreed_on_in_the_draft(world: Agreement) -> None:
    """The year is approved already: nobody could set it by hand any more."""
    with acting(world.planner.actor):
        mine = Target.indikator == world.indicators[1].id
        Target.delete().where(mine & (Target.periode == f"{YEAR}-TH")).execute()
    pk = world.draft()
    one, two, _ = lines(world, pk)
    write(world, pk)
    with pytest.raises(StateError, match="Target tahun untuk «Indikator 2» belum diisi"):
        world.submit(pk)
    with pytest.raises(FieldErrors, match=r"Triwulan IV \(75,5\) melebihi target tahun \(70\)"):
        write(world, pk, **{f"target-{two.id}": "70"})
    write(world, pk, **{f"target-{two.id}": "76", f"tw1-{two.id}": "1", f"target-{one.id}": "99"})
    assert [(row.target, row.tw1) for row in lines(world, pk)][:2] == [(80, 20), (76, None)], "what is planned stays"
    world.submit(pk)
    world.upload(pk)
    assert (world.target(1, "TH"), world.target(0, "TH")) == (76, 80)


def test_quarters_that_are_added_up_may_not_exceed_the_year(world: Agreement) -> None:
    with acting(world.planner.actor):
        approve(world.indicators[0], agregasi_periode="jumlah")
    with pytest.raises(StateError, match=r"Jumlah target Triwulan I sampai Triwulan IV \(200\) melebihi target tahun"):
        world.submit(world.draft())


def test_a_plan_that_moved_is_taken_anew_before_anybody_signs(world: Agreement) -> None:
    pk = world.draft()
    with acting(world.planner.actor):
        Target.update({Target.nilai: Decimal(85)}).where(
            (Target.indikator == world.indicators[0].id) & (Target.periode == f"{YEAR}-TH")
        ).execute()
    with pytest.raises(StateError, match="berubah sejak konsep"):
        world.submit(pk)
    with acting(world.planner.actor):
        pk_susun.refresh(str(pk.uuid))
    assert world.submit(pk).status == "menunggu"


def test_an_empty_post_and_an_empty_plan(world: Agreement, other_department: PerangkatDaerah) -> None:
    with acting(world.planner.actor):
        for one in world.indicators:
            one.aktif = False
            one.save()
        with pytest.raises(StateError, match=r"Belum ada indikator .* tahun 2027"):
            pk_susun.draft(2027, world.regent.jabatan.id)
    assert len(lines(world, world.draft())) == 3, "what the year was approved with stays in it"
    with acting(world.planner.actor), pytest.raises(FieldErrors) as told:
        pk_susun.draft(20260, world.planner.jabatan.id + 100000)
    assert told.value.fields.keys() == {"tahun", "pihak_kedua"}
    stranger = make_user(other_department, ("sop_kinerja.pk.*",))
    with acting(stranger.actor), pytest.raises(StateError, match="memimpin"):
        pk_susun.draft(YEAR, world.regent.jabatan.id)


def test_a_change_keeps_the_old_one_and_moves_the_targets(world: Agreement) -> None:
    first = world.in_force()
    with pytest.raises(InputError, match="alasan"):
        world.change(first, "  ")
    second = world.change(first)
    one, two, three = lines(world, second)
    with pytest.raises(StateError, match="Belum ada yang berubah"):
        world.submit(second)
    with acting(system_actor(world.home.id)):
        money = pk_baca.programmes(second)
    write(world, second, **{
        f"target-{one.id}": "82,5", f"tw4-{one.id}": "82,5", f"tw1-{two.id}": "60",
        f"keluar-{three.id}": "1", f"anggaran-{money[0].id}": "1.300.000.000",
    })  # fmt: skip
    with acting(system_actor(world.home.id)):
        assert pk_baca.differences(second, first) == [
            "«Indikator 1»: target tahun dari 80 menjadi 82,5, Triwulan IV dari 80 menjadi 82,5.",
            "«Indikator 2»: Triwulan I dari – menjadi 60.",
            "«Indikator 3» tidak lagi diperjanjikan.",
            "Anggaran Program 1 dari Rp1.250.000.000 menjadi Rp1.300.000.000.",
        ]
    world.submit(second)
    assert world.target(0, "TH") == 80, "until it is signed, the old one holds"
    assert world.fresh(first).status == "berlaku"
    world.upload(second)
    assert [world.fresh(pk).status for pk in (first, second)] == ["diganti", "berlaku"]
    assert (world.target(0, "TH"), world.target(0, "TW4"), world.target(0, "TW1")) == (Decimal("82.5"),) * 2 + (20,)
    assert world.target(1, "TW1") == 60 and world.target(2, "TH") == 10
    assert [row.target for row in lines(world, first)] == [80, Decimal("75.5"), 10]
    assert "82,5 persen" in printed(world.fresh(second).naskah) and "80 persen" in printed(world.fresh(first).naskah)
    assert "menggantikan Perjanjian Kinerja 2026" in printed(world.fresh(second).naskah)
    with acting(system_actor(world.home.id)):
        papers = [str(row.keterangan) for row in Acuan.select().order_by(Acuan.id)]
        changed = Target.get((Target.indikator == world.indicators[0].id) & (Target.periode == f"{YEAR}-TH"))
        trail = [line.rincian for line in audit.history(changed)]
    assert papers == ["Perjanjian Kinerja 2026", "Perubahan ke-1 Perjanjian Kinerja 2026"]
    assert [(one["dari"], one["menjadi"]) for one in trail] == [("80", "82,5")]


def test_only_one_change_at_a_time_and_a_draft_can_be_thrown_away(world: Agreement) -> None:
    first = world.in_force()
    second = world.change(first)
    with pytest.raises(StateError, match=r"Perubahan ke-1 .* berstatus «Konsep»"):
        world.change(first)
    with acting(world.planner.actor):
        with pytest.raises(StateError, match="terkunci"):
            pk_susun.discard(str(first.uuid))
        with pytest.raises(StateError, match="pada perubahannya sendiri"):
            pk_susun.refresh(str(second.uuid))
        pk_susun.discard(str(second.uuid))
    again = world.change(first)
    assert again.urutan == 1
    with pytest.raises(StateError, match="Selesaikan atau buang"):
        world.change(again)


def test_wrong_numbers_are_all_told_and_nothing_is_kept(world: Agreement) -> None:
    pk = world.change(world.in_force())
    one, two, three = lines(world, pk)
    with acting(system_actor(world.home.id)):
        money = pk_baca.programmes(pk)
    with pytest.raises(FieldErrors) as told:
        write(world, pk, **{
            f"target-{one.id}": "1,234.5", f"tw2-{two.id}": "80", f"target-{three.id}": "",
            f"anggaran-{money[0].id}": "-1", f"anggaran-{money[1].id}": "", "tanggal": "2026-02-30", "pihak_kedua": "0",
            "alasan": " ",
        })  # fmt: skip
    assert told.value.fields.keys() == {
        f"target-{one.id}", f"tw2-{two.id}", f"target-{three.id}", f"anggaran-{money[0].id}",
        f"anggaran-{money[1].id}", "tanggal", "pihak_kedua", "alasan",
    }  # fmt: skip
    assert [row.target for row in lines(world, pk)] == [80, Decimal("75.5"), 10]
    with pytest.raises(FieldErrors, match="Sisakan"):
        write(world, pk, **{f"keluar-{row.id}": "1" for row in (one, two, three)})


def test_taken_back_it_can_be_put_right(world: Agreement) -> None:
    pk = world.submitted()
    with acting(world.planner.actor):
        with pytest.raises(StateError, match="Tarik dahulu"):
            pk_susun.refresh(str(pk.uuid))
        with pytest.raises(InputError, match="alasan"):
            pk_tanda.withdraw(str(pk.uuid), " ")
        pk_tanda.withdraw(str(pk.uuid), "Target keliru")
        with pytest.raises(StateError, match="tidak sedang menunggu"):
            pk_tanda.upload(str(pk.uuid), scan())
        Target.update({Target.nilai: Decimal(85)}).where(
            (Target.indikator == world.indicators[0].id) & (Target.periode == f"{YEAR}-TH")
        ).execute()
        pk_susun.refresh(str(pk.uuid))
    assert lines(world, pk)[0].target == 85
    world.submit(pk)
    world.upload(pk)
    with pytest.raises(StateError, match="tidak sedang menunggu"):
        world.upload(pk)


def test_what_is_no_scan_is_refused_and_nothing_moves(world: Agreement) -> None:
    pk = world.submitted()
    with acting(world.planner.actor):
        for given in (None, (BytesIO(b"#!/bin/sh\n"), "pk.pdf"), (BytesIO(b""), "pk.pdf")):
            with pytest.raises(InputError) as told:
                pk_tanda.upload(str(pk.uuid), given)
            assert told.value.fields.keys() == {"berkas"}
        with pytest.raises(InputError, match="tersedia"):
            pk_tanda.submit(str(world.draft(YEAR + 1).uuid), "elektronik")
        assert not Acuan.select().exists()
    assert world.fresh(pk).status == "menunggu"


def test_an_ordinal_target_is_printed_as_its_word(world: Agreement) -> None:
    with acting(world.planner.actor):
        approve(world.indicators[1], skala=[["WTP", "75.5"], ["WDP", "60"]])
    pk = world.draft()
    with acting(world.planner.actor):
        assert [one.target for one in pk_baca.shown(pk)] == ["80", "WTP", "10"]
        assert b"%PDF" in pk_naskah.pdf(pk, electronic=False)[:8]


def test_a_semester_is_made_anew_of_quarters_that_change(world: Agreement) -> None:
    with acting(world.planner.actor):
        for half, value in (("S1", 40), ("S2", 80)):
            periode, nilai = f"{YEAR}-{half}", Decimal(value)
            Target.create(perangkat_daerah=world.home, indikator=world.indicators[0], periode=periode, nilai=nilai)
    second = world.change(world.in_force())
    assert world.target(0, "S1") == 40, "what was planned is what was agreed on"
    one = lines(world, second)[0]
    write(world, second, **{f"tw2-{one.id}": "50"})
    world.submit(second)
    world.upload(second)
    assert (world.target(0, "TW2"), world.target(0, "S1"), world.target(0, "S2")) == (50, None, 80)


def test_a_range_keeps_its_two_ends(world: Agreement) -> None:
    with acting(world.planner.actor):
        approve(world.indicators[1], formula="rentang")
        mine = Target.indikator == world.indicators[1].id
        Target.update(nilai=Decimal(5), nilai_atas=Decimal(7)).where(mine).execute()
    second = world.change(world.in_force())
    row = lines(world, second)[1]
    with pytest.raises(FieldErrors, match="Isi batas atasnya"):
        write(world, second, **{f"atas-{row.id}": ""})
    write(world, second, **{f"target-{row.id}": "6", f"atas-{row.id}": "8", f"tw4-{row.id}": "8", f"tw1-{row.id}": ""})
    world.submit(second)
    world.upload(second)
    with acting(system_actor(world.home.id)):
        kept = {str(one.periode)[5:]: (one.nilai, one.nilai_atas) for one in Target.select().where(mine)}
    assert kept == {"TH": (6, 8), "TW1": (None, None), "TW2": (5, 7), "TW3": (5, 7), "TW4": (8, 8)}


def test_words_that_no_scale_knows_are_refused(world: Agreement) -> None:
    with acting(world.planner.actor):
        approve(world.indicators[1], skala=[["WTP", "75.5"], ["WDP", "60"]])
    pk = world.change(world.in_force())
    row = lines(world, pk)[1]
    with pytest.raises(FieldErrors, match=r"75 bukan nilai predikat .* 75.5 \(WTP\), 60 \(WDP\)"):
        write(world, pk, **{f"tw1-{row.id}": "75"})
    write(world, pk, **{f"tw1-{row.id}": "60"})


def test_a_draft_that_changes_while_its_paper_is_made_is_not_signed(
    world: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = world.change(world.in_force())
    row = lines(world, pk)[0]
    write(world, pk, **{f"target-{row.id}": "81"})
    made = pk_naskah.pdf

    def slow(*given: object) -> bytes:
        paper = made(*given)
        write(world, pk, **{f"target-{row.id}": "82"})
        return paper

    monkeypatch.setattr(pk_naskah, "pdf", slow)
    with pytest.raises(Busy, match="baru saja diubah orang lain"):
        world.submit(pk)
    assert world.fresh(pk).status == "konsep"


def test_indicators_of_units_and_retired_ones_stay_out(world: Agreement) -> None:
    with acting(world.planner.actor):
        world.indicators[0].unit_kerja = world.head.jabatan.unit_kerja_id
        world.indicators[0].save()
        IndikatorTahun.update(status="konsep").where(IndikatorTahun.kode == "IK-2").execute()
        world.indicators[1].aktif = False
        world.indicators[1].save()
    assert [one.kode for one in lines(world, world.draft())] == ["IK-3"]


def test_who_may(world: Agreement, other_department: PerangkatDaerah) -> None:
    pk = world.draft()
    with acting(make_user(world.home, ("sop_kinerja.pk.read",)).actor):
        assert pk_baca.get(str(pk.uuid)).tahun == YEAR
        for deed in (
            lambda: pk_susun.draft(YEAR + 1, world.regent.jabatan.id),
            lambda: pk_susun.refresh(str(pk.uuid)),
            lambda: pk_susun.discard(str(pk.uuid)),
            lambda: pk_susun.revise(str(pk.uuid), "x"),
            lambda: pk_isi.save(str(pk.uuid), {}),
            lambda: pk_tanda.submit(str(pk.uuid), "konvensional"),
            lambda: pk_tanda.withdraw(str(pk.uuid), "x"),
            lambda: pk_tanda.upload(str(pk.uuid), scan()),
        ):
            with pytest.raises(NotAllowed):
                deed()
    with acting(make_user(other_department, ("sop_kinerja.pk.*",)).actor), pytest.raises(NotFound):
        pk_baca.get(str(pk.uuid))
