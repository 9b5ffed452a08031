"""An SOP as BPMN 2.0 XML: one pool, a lane for each column, a task for each step, a gateway after each decision."""

from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from core.errors import StateError
from plugins.sop_kinerja.alur import Flow, Node
from plugins.sop_kinerja.bpmn import isian, tata
from plugins.sop_kinerja.bpmn.gambar import write_diagram
from plugins.sop_kinerja.bpmn.nama import PREFIXES, SELARAS, bpmn
from plugins.sop_kinerja.sopform import LangkahData, SopData

Arrow = tuple[str, str, str, str]
"""Its id, its name, from where, to where."""


def write_bpmn(sop: SopData) -> bytes:
    """The file, UTF-8, in the schema's order of elements.

    :raises StateError: for a draft whose steps do not follow one another from one beginning to one end.
    """
    _ensure_drawable(sop)
    for uri, prefix in PREFIXES.items():
        register_namespace(prefix, uri)
    root = Element(bpmn("definitions"), id="Definisi_1", targetNamespace=SELARAS, exporter="Selaras")
    collaboration = SubElement(root, bpmn("collaboration"), id="Kolaborasi_1")
    department = isian.clean(sop.perangkat_daerah)
    SubElement(collaboration, bpmn("participant"), id="Kolam_1", name=department, processRef="Proses_1")
    process = SubElement(root, bpmn("process"), id="Proses_1", name=isian.clean(sop.nama), isExecutable="false")
    isian.write_sop(SubElement(process, bpmn("extensionElements")), sop)
    arrows = _arrows(sop)
    _write_lanes(process, sop)
    _write_nodes(process, sop, arrows)
    for key, name, source, target in arrows:
        flow = SubElement(process, bpmn("sequenceFlow"), id=key, sourceRef=source, targetRef=target)
        if name:
            flow.set("name", name)
    write_diagram(root, _plan(sop, arrows))
    indent(root)
    content: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


def _ensure_drawable(sop: SopData) -> None:
    place = "SOP ini belum dapat diunduh sebagai BPMN"
    if [step.nomor for step in sop.langkah] != list(range(1, len(sop.langkah) + 1)):
        raise StateError(f"{place}: nomor langkahnya belum urut dari 1.")
    codes = [column.kode for column in sop.pelaksana]
    if len(set(codes)) != len(codes):
        raise StateError(f"{place}: ada dua kolom pelaksana dengan kode yang sama.")
    for step in sop.langkah:
        if strange := set(step.pelaksana) - set(codes):
            raise StateError(f"{place}: pelaksana langkah {step.nomor} («{min(strange)}») tidak mempunyai kolom.")
        if (step.jenis == "keputusan") != (step.tidak_ke is not None):
            raise StateError(f"{place}: langkah {step.nomor} belum jelas, keputusan Ya/Tidak atau kegiatan biasa.")
    try:
        Flow(Node(step.nomor, step.ya_ke, step.tidak_ke) for step in sop.langkah).check()
    except StateError as error:
        raise StateError(f"{place}. {error.sentence}") from error


def _arrows(sop: SopData) -> list[Arrow]:
    found: list[Arrow] = [("Alur_mulai", "", tata.START, tata.task_id(1))]
    for step in sop.langkah:
        task, gateway = tata.task_id(step.nomor), tata.gateway_id(step.nomor)
        if step.tidak_ke is None:
            found.append((f"Alur_{step.nomor}", "", task, tata.target_of(step)))
        else:
            found.append((f"Alur_{step.nomor}", "", task, gateway))
            found.append((tata.yes_id(step.nomor), "Ya", gateway, tata.target_of(step)))
            found.append((tata.no_id(step.nomor), "Tidak", gateway, tata.task_id(step.tidak_ke)))
    return found


def _plan(sop: SopData, arrows: list[Arrow]) -> tata.Plan:
    plan = tata.lay_out(sop)
    for key, name, source, target in arrows:
        if name != "Tidak":
            tata.forward(plan, key, source, target)
    tata.backward(plan, sop)
    return plan


def _write_lanes(process: Element, sop: SopData) -> None:
    if not sop.pelaksana:
        return
    lanes = SubElement(process, bpmn("laneSet"), id="Jalur")
    for number, column in enumerate(sop.pelaksana, start=1):
        lane = SubElement(lanes, bpmn("lane"), id=f"Jalur_{number}", name=isian.clean(column.label))
        isian.write_column(SubElement(lane, bpmn("extensionElements")), column)
        for step in sop.langkah:
            if step.pelaksana[:1] == (column.kode,):
                for node in _nodes_of(step, len(sop.langkah)):
                    SubElement(lane, bpmn("flowNodeRef")).text = node


def _nodes_of(step: LangkahData, last: int) -> list[str]:
    start = [tata.START] if step.nomor == 1 else []
    gateway = [tata.gateway_id(step.nomor)] if step.tidak_ke is not None else []
    return [*start, tata.task_id(step.nomor), *gateway, *([tata.END] if step.nomor == last else [])]


def _write_nodes(process: Element, sop: SopData, arrows: list[Arrow]) -> None:
    _joined(SubElement(process, bpmn("startEvent"), id=tata.START, name="Mulai"), arrows)
    for step in sop.langkah:
        key = tata.task_id(step.nomor)
        task = SubElement(process, bpmn("userTask"), id=key, name=isian.clean(step.uraian))
        extension = SubElement(task, bpmn("extensionElements"))
        isian.write_step(extension, step)
        _joined(task, arrows)
        if step.tidak_ke is not None:
            gateway = SubElement(process, bpmn("exclusiveGateway"), id=tata.gateway_id(step.nomor))
            gateway.set("gatewayDirection", "Diverging")
            _joined(gateway, arrows)
    _joined(SubElement(process, bpmn("endEvent"), id=tata.END, name="Selesai"), arrows)


def _joined(node: Element, arrows: list[Arrow]) -> None:
    """The arrows that come and go: first all that come, as the schema wants them."""
    key = node.get("id")
    for arrow, _, _, target in arrows:
        if target == key:
            SubElement(node, bpmn("incoming")).text = arrow
    for arrow, _, source, _ in arrows:
        if source == key:
            SubElement(node, bpmn("outgoing")).text = arrow
