"""BPMN 2.0 XML as an SOP: ours as it was, a stranger's as far as it goes, with notes on what it leaves open.

Everything that stands in the way is told at once (`BpmnRefused.problems`), and then nothing is taken.
"""

from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from plugins.sop_kinerja.batas import MAX_COLUMNS, MAX_STEPS, too_much
from plugins.sop_kinerja.bpmn import isian, jalan
from plugins.sop_kinerja.bpmn.graf import MACHINE_TASKS, Graph, graph_of
from plugins.sop_kinerja.bpmn.kegiatan import Step, read_task, unused_data
from plugins.sop_kinerja.bpmn.nama import bpmn, ours
from plugins.sop_kinerja.bpmn.tolak import BpmnRefused, name_of
from plugins.sop_kinerja.bpmn.urai import parse
from plugins.sop_kinerja.kode import slug
from plugins.sop_kinerja.sopform import DAFTAR, SELESAI, LangkahData, PelaksanaData, SopData

_DEFAULTS = {"pola": "kampanye"}  # else the first of the choices


@dataclass(frozen=True)
class Reading:
    """`notes`: what the file leaves open or what was read in a way that its maker should know of."""

    sop: SopData
    notes: tuple[str, ...]


def read_bpmn(content: bytes) -> SopData:
    """:raises BpmnRefused: with every reason why the file cannot become an SOP."""
    return read(content).sop


def read(content: bytes) -> Reading:
    """Like `read_bpmn`, with the notes."""
    problems: list[str] = []
    notes: list[str] = []
    graph = graph_of(parse(content), problems, notes)
    _ensure_a_form(graph)
    columns = _columns(graph, problems)
    steps = {key: read_task(graph, graph.nodes[key], columns, problems, notes) for key in graph.task_ids()}
    if silent := sum(1 for step in steps.values() if step.foreign):
        notes.append(f"Waktu baku {silent} kegiatan tidak ada di berkas ini; diisi 0 menit.")
    problems += unused_data(graph)
    jalan.check_gateways(graph, problems)
    first = jalan.first_task(graph, problems, notes)
    ways = {key: jalan.way_of(graph, graph.nodes[key], problems, notes) for key in steps}
    whole = {key: way for key, way in ways.items() if way is not None}
    sop = _form(graph, tuple(columns), problems, notes)
    if not problems:
        way = jalan.order(first, whole, graph, problems)
        sop = replace(sop, langkah=_numbered(way, whole, steps))
    problems += too_much(sop)
    if problems:
        raise BpmnRefused(dict.fromkeys(problems))
    return Reading(sop, tuple(notes))


def _ensure_a_form(graph: Graph) -> None:
    """:raises BpmnRefused: for what is too large to look at more closely."""
    if len(graph.task_ids()) > MAX_STEPS or len(graph.lanes) > MAX_COLUMNS:
        raise BpmnRefused([
            f"Diagram ini memuat {len(graph.task_ids())} kegiatan dan {len(graph.lanes)} jalur; sebuah SOP paling "
            f"banyak {MAX_STEPS} langkah dan {MAX_COLUMNS} kolom pelaksana."
        ])  # fmt: skip


def _columns(graph: Graph, problems: list[str]) -> list[PelaksanaData]:
    found: list[PelaksanaData] = []
    for number, lane in enumerate(graph.lanes, start=1):
        label = lane.get("name", "")
        extra = lane.find(f"{bpmn('extensionElements')}/{ours('kolom')}")
        column = isian.read_column(extra, slug(label, f"kolom_{number}"), label, name_of(lane), problems)
        taken = {one.kode for one in found}
        if column.kode in taken and extra is None:  # two lanes of one name are two columns
            column = replace(column, kode=f"{column.kode}_{number}")
        if column.kode in taken:
            problems.append(f"{name_of(lane)}: kode kolomnya («{column.kode[:60]}») sudah dipakai jalur lain.")
        found.append(column)
    if not found and not any(task.find(f".//{ours('langkah')}") is not None for task in graph.tasks()):
        problems.append("Diagram ini tidak mempunyai jalur (lane). Buat satu jalur untuk setiap pelaksana.")
    return found


def _numbered(way: list[str], ways: dict[str, jalan.Way], steps: dict[str, Step]) -> tuple[LangkahData, ...]:
    """The steps in their order; what pointed to a number of the file points to the step's number now."""
    number = {key: position for position, key in enumerate(way, start=1)}
    now = {steps[key].printed: position for key, position in number.items() if steps[key].printed}
    found = []
    for key in way:
        data, yes, no = steps[key].data, ways[key].yes, ways[key].no
        found.append(
            replace(
                data,
                nomor=number[key],
                jenis="kegiatan" if no is None else "keputusan",
                mulai=steps[key].starts == "ya" or (number[key] == 1 and not steps[key].starts),
                selesai=yes == jalan.END,
                ya_ke=SELESAI if yes == jalan.END else number.get(yes, SELESAI),
                tidak_ke=None if no is None else number.get(no),
                kebutuhan=tuple(replace(n, dari=n.dari and now.get(n.dari, n.dari)) for n in data.kebutuhan),
            )
        )
    return tuple(found)


def _form(graph: Graph, columns: tuple[PelaksanaData, ...], problems: list[str], notes: list[str]) -> SopData:
    """The SOP without its steps."""
    extra = graph.process.find(f"{bpmn('extensionElements')}/{ours('sop')}")
    name = graph.process.get("name", "")
    if extra is None:
        notes.append("Kepala SOP (nomor, tanggal, dasar hukum, dan lainnya) tidak ada di berkas ini; lengkapi.")
        name = name or graph.pool or "SOP tanpa nama"
        extra = Element(ours("sop"), kode=slug(name, "sop"))
    if graph.of_kind(*MACHINE_TASKS):
        notes.append("Kegiatan mesin (service, script, send, receive) dibaca sebagai kegiatan biasa.")
    return SopData(nama=name, perangkat_daerah=graph.pool, pelaksana=columns, langkah=(), **_header(extra, problems))


def _header(extra: Element, problems: list[str]) -> dict[str, Any]:
    fields = isian.Fields(extra, "Kepala SOP", problems)
    boxes = {box.get("nama"): box.findall(ours("butir")) for box in extra.findall(ours("daftar"))}
    return {
        **{key: fields.text(key) for key in isian.TEXTS},
        **{key: fields.day(key) for key in isian.DAYS},
        **{key: tuple(item.get("teks", "") for item in boxes.get(key, ())) for key in DAFTAR},
        **{key: fields.choice(key, choices, _DEFAULTS.get(key, choices[0])) for key, choices in isian.CHOICES.items()},
    }
