"""A task of a BPMN file as a step of an SOP."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from plugins.sop_kinerja.bpmn import isian
from plugins.sop_kinerja.bpmn.graf import Graph
from plugins.sop_kinerja.bpmn.nama import bpmn, ours
from plugins.sop_kinerja.bpmn.tolak import name_of
from plugins.sop_kinerja.sopform import LangkahData, PelaksanaData


@dataclass(frozen=True)
class Step:
    """`data` has no number and no arrows yet; `printed` is the number that the file gives it, 0 when none.

    `starts`: what the file says of the beginning, "" when only its start event does. `foreign`: without our part.
    """

    data: LangkahData
    printed: int
    starts: str
    foreign: bool


def read_task(graph: Graph, task: Element, columns: list[PelaksanaData], problems: list[str], notes: list[str]) -> Step:
    place = name_of(task)
    extra = task.find(f"{bpmn('extensionElements')}/{ours('langkah')}")
    foreign = extra is None
    if foreign and not (task.get("name") or "").strip():
        problems.append(f"{place}: belum bernama. Tulis uraian kegiatannya.")
    fields = isian.Fields(Element("kosong") if extra is None else extra, place, problems)
    lane = graph.lane_of.get(task.get("id", ""))
    if lane is None and foreign and graph.lanes:
        problems.append(f"{place}: berada di luar jalur. Pindahkan ke jalur pelaksananya.")
    elif lane is None and not foreign:
        notes.append(f"{place}: belum mempunyai pelaksana.")
    first = () if lane is None else (columns[lane].kode,)
    others = [one.get("kolom", "") for one in fields.element.findall(ours("pelaksana"))]
    known = {column.kode for column in columns}
    for kode in others:
        if kode not in known:
            notes.append(f"{place}: pelaksana lain «{kode[:60]}» tidak mempunyai jalur, dan tidak ikut dibaca.")
    value, unit = isian.read_time(fields)
    data = LangkahData(
        nomor=0,
        uraian=task.get("name", ""),
        pelaksana=tuple(dict.fromkeys([*first, *(kode for kode in others if kode in known)])),
        jenis="kegiatan",
        mulai=False,
        selesai=False,
        kelengkapan=_items(graph, task, fields.element, foreign),
        waktu_nilai=value,
        waktu_satuan=unit,
        output=_outputs(graph, task) if foreign else fields.text("output"),
        keterangan=_documentation(task) if foreign else fields.text("keterangan"),
        ya_ke=0,
        tidak_ke=None,
        kadensi=isian.read_cadence(fields),
        aksi=fields.text("aksi"),
        kebutuhan=isian.read_needs(fields.element, fields),
    )
    return Step(data, fields.number("nomor"), fields.choice("mulai", ("", "ya", "tidak"), ""), foreign)


def unused_data(graph: Graph) -> list[str]:
    """Data objects that no task needs or makes, or that have no name: an SOP has no place for them."""
    used = {key for task in graph.tasks() for key in (*_ends(task, "Input"), *_ends(task, "Output"))}
    found = []
    for key, data in graph.data.items():
        if not (data.get("name") or "").strip():
            found.append(f"{name_of(data, 'Objek data')}: belum bernama. Beri nama dokumennya, atau hapus.")
        elif key not in used:
            found.append(
                f"{name_of(data, 'Objek data')}: tidak tersambung pada kegiatan. Sambungkan sebagai masukan "
                "(kelengkapan) atau hasil (output), atau hapus."
            )
    return found


def _ends(task: Element, way: str) -> list[str]:
    """Ids of the data objects that go into a task ("Input") or come out of it ("Output")."""
    end = "sourceRef" if way == "Input" else "targetRef"
    links = task.findall(bpmn(f"data{way}Association"))
    return [(one.text or "").strip() for link in links for one in link.findall(bpmn(end))]


def _names(graph: Graph, keys: list[str]) -> list[str]:
    return [graph.data[key].get("name", "").strip() for key in keys if key in graph.data]


def _items(graph: Graph, task: Element, extra: Element, foreign: bool) -> tuple[str, ...]:
    if foreign:
        return tuple(_names(graph, _ends(task, "Input")))
    return tuple(item.get("teks", "") for item in extra.findall(ours("kelengkapan")))


def _outputs(graph: Graph, task: Element) -> str:
    return "; ".join(_names(graph, _ends(task, "Output")))


def _documentation(task: Element) -> str:
    return " ".join(" ".join((one.text or "").split()) for one in task.findall(bpmn("documentation"))).strip()
