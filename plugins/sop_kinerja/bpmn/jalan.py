"""Which task leads to which: gateways resolved into Ya and Tidak, tasks numbered along the way of Ya."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from plugins.sop_kinerja.bpmn.graf import Graph
from plugins.sop_kinerja.bpmn.nama import local
from plugins.sop_kinerja.bpmn.tolak import name_of

END = ""
_YES = {"ya", "y", "yes", "setuju", "disetujui", "sesuai", "lengkap", "benar", "ok", "true"}
_NO = {"tidak", "t", "n", "no", "tidak setuju", "ditolak", "tidak sesuai", "tidak lengkap", "belum", "salah", "false"}


@dataclass(frozen=True)
class Way:
    """Where a task leads, by ids of tasks; END for the end. `no` is None when nothing is decided."""

    yes: str
    no: str | None = None


def first_task(graph: Graph, problems: list[str], notes: list[str]) -> str:
    """The id of the task with which the work begins; "" when that is not clear."""
    starts = graph.of_kind("startEvent")
    if len(starts) > 1:
        names = ", ".join(name_of(one) for one in starts)
        problems.append(f"Ada {len(starts)} tanda mulai: {names}. SOP mulai di satu tempat; hapus yang lain.")
        return ""
    if not starts:
        free = [task for task in graph.tasks() if not graph.coming(task)]
        if len(free) != 1:
            problems.append("Tidak ada tanda mulai (Start Event). Tambahkan satu, dengan panah ke kegiatan pertama.")
            return ""
        notes.append(f"Tidak ada tanda mulai; SOP dianggap mulai pada {name_of(free[0])}.")
        return free[0].get("id", "")
    leaving = graph.leaving(starts[0])
    if len(leaving) != 1:
        problems.append(f"{name_of(starts[0])}: harus mempunyai tepat satu panah keluar, ke kegiatan pertama.")
        return ""
    reached = _through(graph, leaving[0], problems)
    if reached is not None and (reached == END or _is_gateway(graph, reached)):
        problems.append(f"{name_of(starts[0])}: harus menuju sebuah kegiatan, bukan langsung keputusan atau selesai.")
        return ""
    return reached or ""


def way_of(graph: Graph, task: Element, problems: list[str], notes: list[str]) -> Way | None:
    """Where the task leads; None when that cannot be said, and why is in `problems`."""
    leaving = graph.leaving(task)
    if not leaving:
        problems.append(
            f"{name_of(task)}: tidak menuju ke mana pun. Sambungkan ke kegiatan berikutnya atau ke selesai."
        )
        return None
    if len(leaving) > 1:
        problems.append(
            f"{name_of(task)}: mempunyai {len(leaving)} panah keluar. Sebuah kegiatan mempunyai satu; "
            "percabangan ditulis dengan keputusan Ya/Tidak."
        )
        return None
    reached = _through(graph, leaving[0], problems)
    if reached is None:
        return None
    return _decision(graph, graph.nodes[reached], problems, notes) if _is_gateway(graph, reached) else Way(reached)


def check_gateways(graph: Graph, problems: list[str]) -> None:
    """Each decision is one task's: the one before it."""
    for gateway in graph.of_kind("exclusiveGateway"):
        many = len(graph.leaving(gateway))
        if many == 0:
            problems.append(f"{name_of(gateway)}: tidak mempunyai cabang. Tambahkan cabang Ya dan Tidak.")
        elif many > 2:
            problems.append(f"{name_of(gateway)}: mempunyai {many} cabang. Keputusan SOP hanya Ya dan Tidak; pecah.")
        elif many == 2 and len(graph.coming(gateway)) != 1:
            problems.append(f"{name_of(gateway)}: harus didahului tepat satu kegiatan, yaitu yang memutuskan.")


def order(first: str, ways: dict[str, Way], graph: Graph, problems: list[str]) -> list[str]:
    """The tasks along the way of Ya; says which are outside of it, or why it does not end."""
    found: list[str] = []
    at = first
    while at != END:
        if at in found:
            problems.append(
                f"{name_of(graph.nodes[at])}: jalan Ya kembali ke sini dari {name_of(graph.nodes[found[-1]])}. "
                "Ya selalu maju; yang kembali ke atas adalah Tidak."
            )
            return []
        found.append(at)
        at = ways[at].yes
    for task in graph.tasks():
        if task.get("id") not in found:
            problems.append(
                f"{name_of(task)}: tidak dilalui jalan Ya dari mulai sampai selesai. Sambungkan, atau hapus."
            )
    for number, key in enumerate(found):
        back = ways[key].no
        if back is not None and back not in found[:number]:
            problems.append(f"{name_of(graph.nodes[key])}: Tidak harus kembali ke kegiatan sebelumnya.")
    return found


def _decision(graph: Graph, gateway: Element, problems: list[str], notes: list[str]) -> Way | None:
    """:returns: None too when the gateway itself is wrong, which `check_gateways` says."""
    branches = graph.leaving(gateway)
    if len(branches) != 2 or len(graph.coming(gateway)) != 1:
        return None
    targets: dict[str, str] = {}
    for branch in branches:
        answer = _answer(branch)
        reached = _through(graph, branch, problems)
        if not answer:
            named = (branch.get("name") or "").strip()
            wrong = f"bernama «{named[:40]}»" if named else "belum bernama"
            problems.append(f"{name_of(branch)} dari {name_of(gateway)}: cabangnya {wrong}. Beri nama Ya atau Tidak.")
        elif answer in targets:
            problems.append(f"{name_of(gateway)}: kedua cabangnya berarti {answer}. Satu harus Ya, satu Tidak.")
        elif reached is not None and _is_gateway(graph, reached):
            problems.append(f"{name_of(branch)}: menuju keputusan lain. Sisipkan kegiatan yang memutuskannya.")
        elif reached is not None:
            targets[answer] = reached
            if answer.casefold() != (branch.get("name") or "").strip().casefold():
                notes.append(f"{name_of(branch)} dibaca sebagai {answer}.")
    if set(targets) != {"Ya", "Tidak"}:
        return None
    if targets["Tidak"] == END:
        problems.append(f"{name_of(gateway)}: Tidak menuju selesai. Dalam SOP, Tidak kembali ke kegiatan sebelumnya.")
        return None
    return Way(targets["Ya"], targets["Tidak"])


def _answer(branch: Element) -> str:
    name = " ".join(re.findall(r"[^\W_]+", (branch.get("name") or "").casefold()))
    return "Ya" if name in _YES else "Tidak" if name in _NO else ""


def _through(graph: Graph, flow: Element, problems: list[str]) -> str | None:
    """The task, END, or the deciding gateway at which an arrow arrives, past gateways that only join."""
    seen: set[str] = set()
    while (key := flow.get("targetRef", "")) in graph.nodes:
        node = graph.nodes[key]
        if local(node.tag) == "endEvent":
            return END
        if local(node.tag) == "startEvent":
            problems.append(f"{name_of(flow)}: menuju tanda mulai. Sambungkan ke kegiatan pertama.")
            return None
        leaving = graph.leaving(node)
        if local(node.tag) != "exclusiveGateway" or len(leaving) != 1:
            return key
        if key in seen:
            problems.append(f"{name_of(node)}: hanya berputar ke dirinya sendiri.")
            return None
        seen.add(key)
        flow = leaving[0]
    return None


def _is_gateway(graph: Graph, key: str) -> bool:
    return key != END and local(graph.nodes[key].tag) == "exclusiveGateway"
