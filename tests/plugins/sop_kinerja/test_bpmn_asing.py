"""BPMN files that others have drawn: read as far as they go, and what no SOP can say refused by name."""

import pytest

from plugins.sop_kinerja.bpmn import BpmnRefused, read, read_bpmn
from plugins.sop_kinerja.bpmn.nama import BPMN

# A stranger's diagram of three tasks and a decision, in the parts that the tests change.
START = '<startEvent id="s"/><sequenceFlow id="f0" sourceRef="s" targetRef="a"/>'
TASKS = '<task id="a" name="Menyusun konsep"/><task id="b" name="Memeriksa konsep"/><task id="c" name="Mengirim"/>'
GATE = '<exclusiveGateway id="g" name="Setuju?"/>'
FLOWS = (
    '<sequenceFlow id="f1" sourceRef="a" targetRef="b"/><sequenceFlow id="f2" sourceRef="b" targetRef="g"/>'
    '<sequenceFlow id="f3" name="Ya" sourceRef="g" targetRef="c"/>'
    '<sequenceFlow id="f4" name="Tidak" sourceRef="g" targetRef="a"/>'
)
END = '<endEvent id="e"/><sequenceFlow id="f5" sourceRef="c" targetRef="e"/>'
LANES = (
    '<laneSet id="ls"><lane id="l1" name="Staf"><flowNodeRef>a</flowNodeRef><flowNodeRef>c</flowNodeRef></lane>'
    '<lane id="l2" name="Kepala Bidang"><flowNodeRef>b</flowNodeRef></lane></laneSet>'
)


def foreign(*parts: str, outside: str = "") -> bytes:
    body = "".join(parts or (LANES, START, TASKS, GATE, FLOWS, END))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="{BPMN}" targetNamespace="http://x">'
        f'{outside}<process id="p" name="Penyusunan Surat">{body}</process></definitions>'
    ).encode()


def refused(content: bytes) -> tuple[str, ...]:
    with pytest.raises(BpmnRefused) as caught:
        read_bpmn(content)
    assert caught.value.field == "berkas"
    return caught.value.problems


def test_a_strangers_file_as_far_as_it_goes() -> None:
    reading = read(foreign())
    sop = reading.sop
    assert (sop.nama, sop.kode, sop.pola) == ("Penyusunan Surat", "penyusunan_surat", "kampanye")
    assert [(column.kode, column.label) for column in sop.pelaksana] == [
        ("staf", "Staf"),
        ("kepala_bidang", "Kepala Bidang"),
    ]
    assert [(step.uraian, step.pelaksana, step.ya_ke, step.tidak_ke) for step in sop.langkah] == [
        ("Menyusun konsep", ("staf",), 2, None),
        ("Memeriksa konsep", ("kepala_bidang",), 3, 1),
        ("Mengirim", ("staf",), 0, None),
    ]
    assert sop.langkah[0].mulai and sop.langkah[2].selesai
    assert any("Kepala SOP" in note for note in reading.notes)
    assert "Waktu baku 3 kegiatan tidak ada di berkas ini; diisi 0 menit." in reading.notes


def test_documents_of_a_strangers_file_become_needs_and_outputs() -> None:
    data = (
        '<dataObject id="d"/><dataObjectReference id="dr" name="Disposisi" dataObjectRef="d"/>'
        '<dataObjectReference id="do" name="Konsep surat" dataObjectRef="d"/>'
    )
    links = (
        '<task id="a" name="Menyusun konsep"><documentation>Paling lama sehari</documentation>'
        '<dataInputAssociation id="i"><sourceRef>dr</sourceRef><targetRef>x</targetRef></dataInputAssociation>'
        '<dataOutputAssociation id="o"><targetRef>do</targetRef></dataOutputAssociation></task>'
    )
    tasks = TASKS.replace('<task id="a" name="Menyusun konsep"/>', links)
    first = read_bpmn(foreign(LANES, START, tasks, GATE, FLOWS, END, data)).langkah[0]
    assert (first.kelengkapan, first.output, first.keterangan) == (("Disposisi",), "Konsep surat", "Paling lama sehari")
    (problem,) = refused(foreign(LANES, START, TASKS, GATE, FLOWS, END, data.replace("do", "dr").split("/>")[0] + "/>"
                                 '<dataObjectReference id="dx" name="Arsip"/>'))  # fmt: skip
    assert "Objek data «Arsip» (id dx): tidak tersambung" in problem


def test_gateways_that_only_join_are_passed() -> None:
    flows = FLOWS.replace('name="Tidak" sourceRef="g" targetRef="a"', 'name="No" sourceRef="g" targetRef="j"').replace(
        '"f3" name="Ya"', '"f3" name="Yes"'
    )
    join = '<exclusiveGateway id="j"/><sequenceFlow id="f9" sourceRef="j" targetRef="a"/>'
    start = START.replace('targetRef="a"', 'targetRef="j"')
    reading = read(foreign(LANES, start, TASKS, GATE, flows, join, END))
    assert reading.sop.langkah[1].tidak_ke == 1
    assert any("dibaca sebagai Ya" in note for note in reading.notes)


def _case(name: str, content: bytes, *sentences: str) -> object:
    return pytest.param(content, sentences, id=name)


_TIMER = '<startEvent id="s"><timerEventDefinition id="t"/></startEvent>'
_WITHOUT_LANE = LANES.replace("<flowNodeRef>c</flowNodeRef>", "")
_THREE = FLOWS + '<sequenceFlow id="f9" name="Ragu" sourceRef="g" targetRef="b"/>'


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        _case("timer", foreign(LANES, START.replace('<startEvent id="s"/>', _TIMER), TASKS, GATE, FLOWS, END),
              "Mulai (id s): memuat pemicu «timerEventDefinition»"),
        _case("two starts", foreign(LANES, START, '<startEvent id="s2" name="Lain"/>', TASKS, GATE, FLOWS, END),
              "Ada 2 tanda mulai: Mulai (id s), Mulai «Lain» (id s2)"),
        _case("no start", foreign(LANES, TASKS, GATE, FLOWS, END), "Tidak ada tanda mulai"),
        _case("message flow", foreign(LANES, START, TASKS, GATE, FLOWS, END, outside=(
            '<collaboration id="k"><participant id="q" processRef="p"/><participant id="r" name="Bupati"/>'
            '<messageFlow id="m" name="surat" sourceRef="a" targetRef="r"/></collaboration>')),
              "Kolam (pool) «Bupati» (id r)", "Arus pesan «surat» (id m): SOP tidak mengenal arus pesan"),
        *(_case(kind, foreign(LANES, START, TASKS, GATE, FLOWS, END, f'<{kind} id="x" name="Itu"/>'),
                "«Itu» (id x): SOP tidak mengenal")
          for kind in ("parallelGateway", "inclusiveGateway", "eventBasedGateway", "subProcess", "callActivity",
                       "boundaryEvent", "intermediateCatchEvent")),
        _case("three ways", foreign(LANES, START, TASKS, GATE, _THREE, END),
              "Keputusan «Setuju?» (id g): mempunyai 3 cabang"),
        _case("unnamed branch", foreign(LANES, START, TASKS, GATE, FLOWS.replace('name="Ya" ', ""), END),
              "Panah (id f3) dari Keputusan «Setuju?» (id g): cabangnya belum bernama"),
        _case("odd branch", foreign(LANES, START, TASKS, GATE, FLOWS.replace('"Ya"', '"Mungkin"'), END),
              "bernama «Mungkin»"),
        _case("twice Ya", foreign(LANES, START, TASKS, GATE, FLOWS.replace('"Tidak"', '"Setuju"'), END),
              "kedua cabangnya berarti Ya"),
        _case("Tidak ends", foreign(LANES, START, TASKS, GATE, FLOWS.replace('"g" targetRef="a"', '"g" targetRef="e"'),
                                    END), "Tidak menuju selesai"),
        _case("Ya goes back", foreign(LANES, START, TASKS, GATE, FLOWS.replace("Ya", "?").replace("Tidak", "Ya")
                                      .replace("?", "Tidak"), END), "jalan Ya kembali ke sini"),
        _case("without lane", foreign(_WITHOUT_LANE, START, TASKS, GATE, FLOWS, END),
              "Kegiatan «Mengirim» (id c): berada di luar jalur"),
        _case("no lanes", foreign(START, TASKS, GATE, FLOWS, END), "tidak mempunyai jalur (lane)"),
        _case("two lanes", foreign(LANES.replace("</flowNodeRef></lane></", "</flowNodeRef><flowNodeRef>a"
                                                 "</flowNodeRef></lane></"), START, TASKS, GATE, FLOWS, END),
              "Unsur a berada di dua jalur"),
        _case("to nowhere", foreign(LANES, START, TASKS, GATE, FLOWS, END.replace('targetRef="e"', 'targetRef="z"')),
              "Panah (id f5): tujuannya («z») tidak ada"),
        _case("dead end", foreign(LANES, START, TASKS, GATE, FLOWS, '<endEvent id="e"/>'),
              "Kegiatan «Mengirim» (id c): tidak menuju ke mana pun"),
        _case("split", foreign(LANES, START, TASKS, GATE, FLOWS,
                               END + '<sequenceFlow id="f8" sourceRef="a" targetRef="c"/>'),
              "mempunyai 2 panah keluar"),
        _case("unreached", foreign(LANES.replace("<flowNodeRef>a", "<flowNodeRef>x</flowNodeRef><flowNodeRef>a"), START,
                                   TASKS, GATE, FLOWS, END, '<task id="x" name="Sendiri"/>'
                                   '<sequenceFlow id="f8" sourceRef="x" targetRef="e"/>'),
              "Kegiatan «Sendiri» (id x): tidak dilalui"),
        _case("loop marker", foreign(LANES, START, TASKS.replace('"Mengirim"/>', '"Mengirim"><standardLoop'
                                     'Characteristics id="l"/></task>'), GATE, FLOWS, END), "bertanda pengulangan"),
        _case("nested lanes", foreign(LANES.replace("</lane></laneSet>", '<childLaneSet id="cl"/></lane></laneSet>'),
                                      START, TASKS, GATE, FLOWS, END), "berisi jalur lain"),
        _case("unnamed task", foreign(LANES, START, TASKS.replace('name="Mengirim"', ""), GATE, FLOWS, END),
              "Kegiatan (id c): belum bernama"),
        _case("same id", foreign(LANES, START, TASKS + '<task id="a" name="Lagi"/>', GATE, FLOWS, END),
              "id-nya dipakai dua kali"),
        _case("long name", foreign(LANES.replace("Staf", "S" * 151), START, TASKS, GATE, FLOWS, END),
              "paling banyak 150 huruf"),
        _case("choreography", foreign(LANES, START, TASKS, GATE, FLOWS, END, '<choreographyTask id="h"/>'),
              "unsur BPMN «choreographyTask» tidak dikenal SOP"),
    ],
)  # fmt: skip
def test_what_an_sop_cannot_say_is_refused_by_name(content: bytes, sentences: tuple[str, ...]) -> None:
    problems = "\n".join(refused(content))
    for sentence in sentences:
        assert sentence in problems


def test_all_problems_come_in_one_answer() -> None:
    problems = refused(foreign(_WITHOUT_LANE, START, TASKS, GATE, FLOWS.replace('name="Ya" ', ""), END,
                               '<parallelGateway id="x"/>', '<callActivity id="y"/>'))  # fmt: skip
    assert len(problems) == 4
    assert len(refused(foreign(*(f'<parallelGateway id="x{i}"/>' for i in range(300)), TASKS))) == 51


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7 ...", "bukan XML"),
        (b"\x89PNG\r\n\x1a\n", "bukan XML"),
        (b"<definitions>", "rusak pada baris 1"),
        (b'<?xml version="1.0" encoding="x-klingon"?><a/>', "Pengodean huruf"),
        (b"<html><body/></html>", "bukan BPMN 2.0"),
        (b'<definitions xmlns="urn:lain"/>', "bukan BPMN 2.0"),
        (f'<definitions xmlns="{BPMN}"/>'.encode(), "Tidak ada proses"),
        (f'<definitions xmlns="{BPMN}">{"<process><task/></process>" * 2}</definitions>'.encode(), "Ada 2 proses"),
        (b"<a>" * 60 + b"</a>" * 60, "50 tingkat"),
        (b"<r>" + b"<a/>" * 60_000 + b"</r>", "50000 unsur"),
        (b"<a>" + b" " * (2 * 1024 * 1024) + b"</a>", "lebih besar dari 2 MB"),
        (foreign(LANES, START, "".join(f'<task id="t{i}" name="t"/>' for i in range(900))), "900 kegiatan"),
    ],
)
def test_files_that_are_something_else(content: bytes, sentence: str) -> None:
    assert sentence in " ".join(refused(content))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
        "<!DOCTYPE a>",
    ],
)
def test_entities_are_refused_before_they_are_read(doctype: str) -> None:
    content = foreign().decode().replace("?><", f"?>{doctype}<", 1).replace("Mengirim", "&b;&x;")
    assert "DOCTYPE atau entitas" in refused(content.encode())[0]
