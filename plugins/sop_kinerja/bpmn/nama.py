"""Names of the BPMN 2.0 vocabulary (OMG formal/2011-01-03) and of our extension, as ElementTree writes them."""

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
SELARAS = "urn:selaras:sop:1"
PREFIXES = {BPMN: "bpmn", BPMNDI: "bpmndi", DC: "dc", DI: "di", SELARAS: "selaras"}


def bpmn(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def ours(name: str) -> str:
    return f"{{{SELARAS}}}{name}"


def local(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2]


def is_bpmn(tag: str) -> bool:
    return tag.startswith(f"{{{BPMN}}}")
