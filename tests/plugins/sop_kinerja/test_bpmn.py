"""BPMN out and in: what went out comes back, a stranger's file as far as it goes, and a clear no to the rest."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import StateError
from plugins.sop_kinerja.bpmn import BpmnRefused, read, read_bpmn, write_bpmn
from plugins.sop_kinerja.bpmn.nama import BPMN, BPMNDI, DC, DI
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.sop_kinerja.sopform import SopData
from tests.plugins.sop_kinerja.sop_random import sops

NS = {"b": BPMN, "d": BPMNDI, "dc": DC, "di": DI}
SEEDS = {sop.kode: sop for sop in seed_sops()}
LAMANDAU = SEEDS["organisasi_lamandau"]

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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sops())
def test_what_was_exported_comes_back_the_same(sop: SopData) -> None:
    assert read_bpmn(write_bpmn(sop)) == sop


@pytest.mark.parametrize("kode", sorted(SEEDS))
def test_the_five_come_back_the_same(kode: str) -> None:
    reading = read(write_bpmn(SEEDS[kode]))
    assert (reading.sop, reading.notes) == (SEEDS[kode], ())


@pytest.mark.parametrize("kode", sorted(SEEDS))
def test_the_parts_of_the_file(kode: str) -> None:
    sop = SEEDS[kode]
    root = ElementTree.fromstring(write_bpmn(sop))
    assert [one.tag.rpartition("}")[2] for one in root] == ["collaboration", "process", "BPMNDiagram"]
    lanes = root.findall(".//b:lane", NS)
    assert [lane.get("name") for lane in lanes] == [column.label for column in sop.pelaksana]
    assert len(root.findall(".//b:userTask", NS)) == len(sop.langkah)
    gates = [step for step in sop.langkah if step.tidak_ke]
    assert len(root.findall(".//b:exclusiveGateway", NS)) == len(gates)
    named = [flow.get("name") for flow in root.findall(".//b:sequenceFlow", NS) if flow.get("name")]
    assert sorted(named) == sorted(["Ya", "Tidak"] * len(gates))
    drawn = {one.get("bpmnElement") for one in root.findall(".//d:BPMNPlane/*", NS)}
    meant = {one.get("id") for one in root.findall(".//b:process/*", NS) if one.get("id") and "laneSet" not in one.tag}
    assert drawn == meant | {lane.get("id") for lane in lanes} | {"Kolam_1"}
    references = {one.text for one in root.findall(".//b:flowNodeRef", NS)}
    assert references == {key for key in meant if key and not key.startswith("Alur")}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sops())
def test_the_diagram_is_orthogonal_and_no_arrow_runs_through_a_symbol(sop: SopData) -> None:
    root = ElementTree.fromstring(write_bpmn(sop))
    boxes = {key: box for key, box in _bounds(root) if not key.startswith("Jalur")}
    pool = boxes.pop("Kolam_1")
    flows = {flow.get("id"): flow for flow in root.findall(".//b:sequenceFlow", NS)}
    for x, y, width, height in boxes.values():
        assert pool[0] < x and x + width < pool[0] + pool[2] and pool[1] < y and y + height < pool[1] + pool[3]
    for edge in root.findall(".//d:BPMNEdge", NS):
        points = [(int(p.get("x", "")), int(p.get("y", ""))) for p in edge.findall("di:waypoint", NS)]
        flow = flows[edge.get("bpmnElement")]
        assert _touches(points[0], boxes[flow.get("sourceRef", "")])
        assert _touches(points[-1], boxes[flow.get("targetRef", "")])
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2
            for x, y, width, height in boxes.values():
                across = max(x1, x2) > x and min(x1, x2) < x + width
                assert not (across and max(y1, y2) > y and min(y1, y2) < y + height)


def test_a_file_changed_in_an_editor_comes_back_changed() -> None:
    content = write_bpmn(LAMANDAU).decode()
    fifth, fourth = (f"<bpmn:flowNodeRef>Langkah_{number}</bpmn:flowNodeRef>" for number in (5, 4))
    moved = content.replace(fifth, "").replace(fourth, fourth + fifth)
    moved = moved.replace('name="Sekda"', 'name="Sekretaris Daerah"')
    sop = read_bpmn(moved.encode())
    assert sop.langkah[4] == replace(LAMANDAU.langkah[4], pelaksana=("asisten_administrasi_umum",))
    assert sop.pelaksana[3] == replace(LAMANDAU.pelaksana[3], label="Sekretaris Daerah")
    assert sop.langkah[9] == LAMANDAU.langkah[9]  # two performers: the second is in our own part


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"langkah": ()}, "belum mempunyai langkah"),
        ({"pelaksana": LAMANDAU.pelaksana[:1]}, "langkah 2 .«tim_kinerja». tidak mempunyai kolom"),
        ({"pelaksana": LAMANDAU.pelaksana + LAMANDAU.pelaksana[:1]}, "kode yang sama"),
        ({"langkah": LAMANDAU.langkah[1:]}, "belum urut"),
        ({"langkah": (LAMANDAU.langkah[0], replace(LAMANDAU.langkah[1], ya_ke=9))}, "Ya menuju langkah 9"),
        ({"langkah": (replace(LAMANDAU.langkah[0], jenis="keputusan"),)}, "langkah 1 belum jelas"),
    ],
)
def test_a_draft_that_holds_together_badly_is_not_exported(changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(StateError, match=sentence):
        write_bpmn(replace(LAMANDAU, **changed))


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


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_whatever_was_done_to_a_file_it_is_read_or_refused(data: st.DataObject) -> None:
    """Parts cut out, attributes lost or exchanged: an SOP that can be written again, or a sentence; never a crash."""
    root = ElementTree.fromstring(write_bpmn(LAMANDAU))
    root.remove(root[-1])  # the diagram says nothing that is read
    for _ in range(data.draw(st.integers(1, 3))):
        parents = [one for one in root.iter() if len(one) and one is not root]
        parent = data.draw(st.sampled_from(parents))
        child = data.draw(st.sampled_from(list(parent)))
        action = data.draw(st.sampled_from(("cut", "copy", "lose", "exchange")))
        if action == "cut":
            parent.remove(child)
        elif action == "copy":
            data.draw(st.sampled_from([root, parent])).append(child)
        elif child.attrib:
            name = data.draw(st.sampled_from(sorted(child.attrib)))
            if action == "lose":
                del child.attrib[name]
            else:
                child.set(
                    name, data.draw(st.sampled_from(["", "Langkah_3", "Keputusan_2", "Mulai", "Ya", "7", "hari"]))
                )
    try:
        sop = read_bpmn(ElementTree.tostring(root))
    except BpmnRefused as error:
        assert error.problems
    else:
        assert read_bpmn(write_bpmn(sop)) == sop


def test_a_damaged_part_of_ours_is_named() -> None:
    content = write_bpmn(LAMANDAU).decode()
    content = content.replace('waktu="30"', 'waktu="tiga puluh"').replace('pola="kampanye"', 'pola="mingguan"')
    problems = " ".join(refused(content.encode()))
    assert "«waktu» bernilai «tiga puluh», harus bilangan bulat" in problems
    assert "«pola» bernilai «mingguan»" in problems


def _bounds(root: ElementTree.Element) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    for shape in root.findall(".//d:BPMNShape", NS):
        box = shape.find("dc:Bounds", NS)
        assert box is not None
        x, y, width, height = (int(box.get(name, "")) for name in ("x", "y", "width", "height"))
        yield shape.get("bpmnElement", ""), (x, y, width, height)


def _touches(point: tuple[int, int], box: tuple[int, int, int, int]) -> bool:
    x, y, width, height = box
    return x <= point[0] <= x + width and y <= point[1] <= y + height
