"""BPMN out and in: what went out comes back, a stranger's file as far as it goes, and a clear no to the rest."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import StateError
from plugins.sop_kinerja.bpmn import BpmnRefused, read, read_bpmn, write_bpmn
from plugins.sop_kinerja.bpmn.nama import BPMN, BPMNDI, DC, DI, ours
from plugins.sop_kinerja.sopdata import seed_sops
from plugins.sop_kinerja.sopform import SopData
from tests.plugins.sop_kinerja.sop_random import sops

NS = {"b": BPMN, "d": BPMNDI, "dc": DC, "di": DI}
SEEDS = {sop.kode: sop for sop in seed_sops()}
LAMANDAU = SEEDS["organisasi_lamandau"]


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


def test_the_order_that_the_schema_wants_and_ids_that_it_takes() -> None:
    """Checked once in full against OMG's BPMN20.xsd; here the rules that a change could break."""
    root = ElementTree.fromstring(write_bpmn(LAMANDAU))
    order = ["extensionElements", "laneSet", "incoming", "outgoing", "flowNodeRef"]
    for element in root.iter():
        kinds = [child.tag.rpartition("}")[2] for child in element]
        places = [order.index(kind) if kind in order else 2 for kind in kinds]
        assert places == sorted(places), element.tag
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", str(key)) for key in ids)
    assert {element.tag.partition("}")[0] for element in root.iter(ours("sop"))} == {"{urn:selaras:sop:1"}


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
