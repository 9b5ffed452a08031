"""The diagram interchange part (BPMNDI): shapes with their bounds, edges with their corners."""

from xml.etree.ElementTree import Element, SubElement

from plugins.sop_kinerja.bpmn.nama import BPMNDI, DC, DI
from plugins.sop_kinerja.bpmn.tata import Box, Plan


def write_diagram(root: Element, plan: Plan) -> None:
    diagram = SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", id="Diagram_1")
    plane = SubElement(diagram, f"{{{BPMNDI}}}BPMNPlane", id="Bidang_1", bpmnElement="Kolaborasi_1")
    _shape(plane, "Kolam_1", plan.pool, isHorizontal="true")
    for number, box in enumerate(plan.lanes, start=1):
        _shape(plane, f"Jalur_{number}", box, isHorizontal="true")
    for key, box in plan.boxes.items():
        marker = {"isMarkerVisible": "true"} if key.startswith("Keputusan") else {}
        _label(_shape(plane, key, box, **marker), plan.labels.get(key))
    for key, points in plan.edges.items():
        edge = SubElement(plane, f"{{{BPMNDI}}}BPMNEdge", id=f"{key}_di", bpmnElement=key)
        for x, y in points:
            SubElement(edge, f"{{{DI}}}waypoint", x=str(x), y=str(y))
        _label(edge, plan.labels.get(key))


def _shape(plane: Element, key: str, box: Box, **more: str) -> Element:
    shape = SubElement(plane, f"{{{BPMNDI}}}BPMNShape", id=f"{key}_di", bpmnElement=key)
    shape.attrib.update(more)
    _bounds(shape, box)
    return shape


def _label(parent: Element, box: Box | None) -> None:
    if box is not None:
        _bounds(SubElement(parent, f"{{{BPMNDI}}}BPMNLabel"), box)


def _bounds(parent: Element, box: Box) -> None:
    sizes = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    SubElement(parent, f"{{{DC}}}Bounds", {name: str(value) for name, value in sizes.items()})
