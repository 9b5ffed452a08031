"""Saying no to a file: everything that is wrong with it in one answer, each thing by name and with what to do."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from core.errors import InputError
from plugins.sop_kinerja.bpmn.nama import local

SHOWN = 50  # problems told; a file with more is not read by anybody to the end

# What the elements are called in editors in use, for people who have the diagram before them.
_KINDS = {
    "task": "Kegiatan",
    "userTask": "Kegiatan",
    "manualTask": "Kegiatan",
    "serviceTask": "Kegiatan",
    "scriptTask": "Kegiatan",
    "sendTask": "Kegiatan",
    "receiveTask": "Kegiatan",
    "businessRuleTask": "Kegiatan",
    "exclusiveGateway": "Keputusan",
    "startEvent": "Mulai",
    "endEvent": "Selesai",
    "sequenceFlow": "Panah",
    "messageFlow": "Arus pesan",
    "lane": "Jalur (lane)",
    "participant": "Kolam (pool)",
    "process": "Proses",
}


class BpmnRefused(InputError):
    """The file cannot become an SOP; `problems` has a sentence for each reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = _shortened(list(problems))
        super().__init__(f"Berkas BPMN ini belum dapat dipakai. {' '.join(self.problems)}", "berkas")


def name_of(element: Element, kind: str = "") -> str:
    """«Keputusan «Setuju?» (id Gateway_1)»."""
    word = kind or _KINDS.get(local(element.tag), local(element.tag))
    name = " ".join((element.get("name") or "").split())
    shown = f" «{name if len(name) <= 60 else name[:59] + '…'}»" if name else ""
    return f"{word}{shown} (id {(element.get('id') or 'tidak ada')[:60]})"


def _shortened(problems: list[str]) -> tuple[str, ...]:
    if len(problems) <= SHOWN:
        return tuple(problems)
    return (*problems[:SHOWN], f"Masih ada {len(problems) - SHOWN} hal lain.")
