"""The process of a BPMN file as a graph, and what in it no SOP can say."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from plugins.sop_kinerja.bpmn.nama import bpmn, is_bpmn, local
from plugins.sop_kinerja.bpmn.tolak import BpmnRefused, name_of

TASKS = {"task", "userTask", "manualTask"}
MACHINE_TASKS = {"serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask"}
DATA = {"dataObjectReference", "dataStoreReference"}
_QUIET = {
    "laneSet", "sequenceFlow", "dataObject", "textAnnotation", "association", "group", "documentation",
    "extensionElements", "ioSpecification", "property",
}  # fmt: skip

# What an SOP has no sign for: what it is called, and what to do instead.
REFUSED = {
    "parallelGateway": ("gerbang paralel", "Urutkan kegiatannya, atau pakai satu kolom «Setiap unit kerja»."),
    "inclusiveGateway": ("gerbang inklusif", "Ganti dengan keputusan Ya/Tidak."),
    "complexGateway": ("gerbang kompleks", "Ganti dengan keputusan Ya/Tidak."),
    "eventBasedGateway": ("gerbang peristiwa", "Ganti dengan keputusan Ya/Tidak."),
    "subProcess": ("subproses", "Tulis kegiatannya satu per satu."),
    "adHocSubProcess": ("subproses", "Tulis kegiatannya satu per satu."),
    "transaction": ("transaksi", "Tulis kegiatannya satu per satu."),
    "callActivity": ("pemanggilan proses lain", "Tulis kegiatannya, dan sebut SOP lain itu pada Keterkaitan."),
    "boundaryEvent": ("peristiwa pada tepi kegiatan", "Hapus; jangka waktu ditulis pada mutu baku."),
    "intermediateCatchEvent": ("peristiwa antara", "Hapus; jangka waktu ditulis pada mutu baku."),
    "intermediateThrowEvent": ("peristiwa antara", "Hapus, atau tulis sebagai kegiatan."),
    "event": ("peristiwa", "Hapus, atau tulis sebagai kegiatan."),
}


@dataclass
class Graph:
    """Nodes and arrows of one process by id, in the file's order; `lane_of` only where there is exactly one."""

    process: Element
    pool: str
    nodes: dict[str, Element] = field(default_factory=dict)
    lanes: list[Element] = field(default_factory=list)
    lane_of: dict[str, int] = field(default_factory=dict)
    data: dict[str, Element] = field(default_factory=dict)
    outgoing: dict[str, list[Element]] = field(default_factory=dict)
    incoming: dict[str, list[Element]] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> list[Element]:
        return [node for node in self.nodes.values() if local(node.tag) in kinds]

    def tasks(self) -> list[Element]:
        return self.of_kind(*TASKS, *MACHINE_TASKS)

    def task_ids(self) -> list[str]:
        return [task.get("id", "") for task in self.tasks()]

    def leaving(self, node: Element) -> list[Element]:
        return self.outgoing.get(node.get("id", ""), [])

    def coming(self, node: Element) -> list[Element]:
        return self.incoming.get(node.get("id", ""), [])


def graph_of(root: Element, problems: list[str], notes: list[str]) -> Graph:
    """:raises BpmnRefused: when there is no process to read at all."""
    if root.tag != bpmn("definitions"):
        raise BpmnRefused([
            f"Isinya bukan BPMN 2.0 (unsur pertamanya «{local(root.tag)[:40]}»). "
            "Simpan diagram sebagai BPMN 2.0 dari editornya."
        ])  # fmt: skip
    processes = [one for one in root.iter(bpmn("process")) if _has_nodes(one)]
    if not processes:
        raise BpmnRefused(["Tidak ada proses dengan kegiatan di dalamnya."])
    if len(processes) > 1:
        names = ", ".join(name_of(one) for one in processes)
        raise BpmnRefused([f"Ada {len(processes)} proses: {names}. Satu SOP adalah satu proses; simpan satu per satu."])
    graph = Graph(processes[0], _pool(root, processes[0], problems))
    _read_nodes(graph, problems, notes)
    _read_lanes(graph, problems)
    _read_flows(graph, problems)
    return graph


def _has_nodes(process: Element) -> bool:
    return any(is_bpmn(child.tag) and local(child.tag) not in _QUIET for child in process)


def _pool(root: Element, process: Element, problems: list[str]) -> str:
    """The name of the process's pool; other pools and what they send to one another are refused."""
    name = ""
    for pool in root.iter(bpmn("participant")):
        if pool.get("processRef", "").rpartition(":")[2] == process.get("id"):
            name = pool.get("name", "")
        else:
            problems.append(f"{name_of(pool)}: satu SOP adalah satu kolam. Jadikan pihak itu sebuah jalur (lane).")
    for flow in root.iter(bpmn("messageFlow")):
        problems.append(f"{name_of(flow)}: SOP tidak mengenal arus pesan. Ganti dengan panah ke kegiatan pihak itu.")
    return name


def _read_nodes(graph: Graph, problems: list[str], notes: list[str]) -> None:
    for child in graph.process:
        kind = local(child.tag)
        if not is_bpmn(child.tag) or kind in _QUIET:
            continue
        if kind in REFUSED:
            word, advice = REFUSED[kind]
            problems.append(f"{name_of(child, word.capitalize())}: SOP tidak mengenal {word}. {advice}")
        elif kind in DATA:
            graph.data[child.get("id", "")] = child
        elif kind in TASKS | MACHINE_TASKS | {"startEvent", "endEvent", "exclusiveGateway"}:
            _read_node(graph, child, problems)
        else:
            problems.append(f"{name_of(child)}: unsur BPMN «{kind}» tidak dikenal SOP. Hapus dari diagram.")
    for child in graph.process.iter(bpmn("textAnnotation")):
        notes.append(f"{name_of(child, 'Anotasi')} tidak ikut dibaca.")


def _read_node(graph: Graph, node: Element, problems: list[str]) -> None:
    key = node.get("id", "")
    if not key or key in graph.nodes:
        problems.append(f"{name_of(node)}: id-nya {'dipakai dua kali' if key else 'kosong'}.")
        return
    graph.nodes[key] = node
    for child in node:
        if local(child.tag).endswith("EventDefinition") or local(child.tag) == "eventDefinitionRef":
            problems.append(
                f"{name_of(node)}: memuat pemicu «{local(child.tag)}». SOP hanya mengenal mulai dan selesai biasa."
            )
        if local(child.tag).endswith("LoopCharacteristics"):
            problems.append(
                f"{name_of(node)}: bertanda pengulangan, yang tidak dikenal SOP. "
                "Bila dikerjakan beberapa unit, pakai kolom «Setiap unit kerja»."
            )


def _read_lanes(graph: Graph, problems: list[str]) -> None:
    for lane in graph.process.findall(f"{bpmn('laneSet')}/{bpmn('lane')}"):
        if lane.find(bpmn("childLaneSet")) is not None:
            problems.append(f"{name_of(lane)}: berisi jalur lain. Jadikan setiap pelaksana satu jalur sejajar.")
        if not (lane.get("name") or "").strip() and not len(lane.findall(bpmn("extensionElements"))):
            problems.append(f"{name_of(lane)}: belum bernama. Beri nama jabatan pelaksananya.")
        graph.lanes.append(lane)
        for reference in lane.findall(bpmn("flowNodeRef")):
            key = (reference.text or "").strip()
            if graph.lane_of.setdefault(key, len(graph.lanes) - 1) != len(graph.lanes) - 1:
                problems.append(f"Unsur {key[:60]} berada di dua jalur. Tempatkan di satu jalur saja.")


def _read_flows(graph: Graph, problems: list[str]) -> None:
    strangers = {child.get("id") for child in graph.process} - {None, ""}  # refused already, by their own name
    for flow in graph.process.findall(bpmn("sequenceFlow")):
        source, target = flow.get("sourceRef", ""), flow.get("targetRef", "")
        for key, end in ((source, "asal"), (target, "tujuan")):
            if key not in graph.nodes and key not in strangers:
                wrong = f"{end}nya («{key[:60]}») tidak ada" if key else f"tidak mempunyai {end}"
                problems.append(f"{name_of(flow)}: {wrong}. Sambungkan atau hapus.")
        if source in graph.nodes and local(graph.nodes[source].tag) == "endEvent":
            problems.append(
                f"{name_of(graph.nodes[source])}: masih mempunyai panah keluar. Sesudah selesai tidak ada lagi."
            )
        graph.outgoing.setdefault(source, []).append(flow)
        graph.incoming.setdefault(target, []).append(flow)
