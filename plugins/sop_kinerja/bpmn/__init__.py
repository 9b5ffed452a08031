"""BPMN 2.0 XML out and in: an SOP as any process editor draws it, its columns as lanes.

What BPMN has a place for is written there (names, lanes, arrows, Ya and Tidak), and there it is read, so that a file
changed in an editor comes back changed; what BPMN lacks stands in extension elements of ours (see `isian`).
`read_bpmn(write_bpmn(sop)) == sop` for every SOP whose flow holds together. Pure: bytes and values only.
"""

from plugins.sop_kinerja.bpmn.baca import Reading, read, read_bpmn
from plugins.sop_kinerja.bpmn.tolak import BpmnRefused
from plugins.sop_kinerja.bpmn.tulis import write_bpmn

__all__ = ["BpmnRefused", "Reading", "read", "read_bpmn", "write_bpmn"]
