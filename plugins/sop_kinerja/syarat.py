"""What the steps of a flow need of one another: no two of them may wait for each other. Pure, as `alur` is.

The way forward of a sound flow is one line that takes in every step, so a need can be met only by a step that comes
before on it: what asks for a later step, or for itself, would wait for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import StateError
from plugins.sop_kinerja.alur import Flow


@dataclass(frozen=True)
class Wait:
    """Step `nomor` needs, under the name `nama`, what step `dari` yields."""

    nomor: int
    nama: str
    dari: int | None


def check_needs(flow: Flow, waits: Iterable[Wait]) -> None:
    """:raises StateError: naming both steps, for a need that could never be met; the flow itself is sound."""
    order = flow.path(flow.start)
    for wait in waits:
        what = f"Langkah {wait.nomor} memerlukan «{wait.nama}»"
        if wait.dari == wait.nomor:
            raise StateError(f"{what} dari langkah {wait.nomor} itu sendiri, sehingga tidak pernah dapat dimulai.")
        if wait.dari is None or wait.dari not in order:
            which = "langkah" if wait.dari is None else f"langkah {wait.dari},"
            raise StateError(f"{what} dari {which} yang tidak ada dalam pelaksanaan yang sama.")
        if order.index(wait.dari) > order.index(wait.nomor):
            raise StateError(
                f"{what} dari langkah {wait.dari}, padahal langkah {wait.dari} baru dikerjakan sesudah langkah "
                f"{wait.nomor}: keduanya saling menunggu."
            )
