"""What a step can have done by a plugin, in words."""

from collections.abc import Iterable

from core.services import offers
from plugins.sop_kinerja.contracts import StepAction

NO_ACTION = "Tanpa aksi: hasilnya dicatat di halaman tugas"


def on_offer(perangkat_daerah_id: int | None, named: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Name and words of every action on offer in the department, by words, after «none».

    `named` are those that an SOP asks for: one whose plugin is off stays in the list, and says so. With its plugin
    off a step is done by hand.
    """
    found = {action.name: action.label for action in offers(StepAction, perangkat_daerah_id)}
    for name in named:
        plugin, _, act = str(name).partition(".")
        found.setdefault(name, f"{plugin.title()}: {act.replace('_', ' ')} (tidak aktif di perangkat daerah ini)")
    found.pop("", None)
    return [("", NO_ACTION), *sorted(found.items(), key=lambda one: one[1])]
