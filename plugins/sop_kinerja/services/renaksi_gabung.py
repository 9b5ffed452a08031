"""Keeping what was typed into a table that several people may have open."""

from collections.abc import Mapping

from core.errors import Busy
from plugins.sop_kinerja.gabung import Cells, merge


class Collision(Busy):
    """Somebody else changed the same cells meanwhile; nothing was kept. `stored`: cell -> what stands there now."""

    def __init__(self, stored: Mapping[str, str]) -> None:
        count = len(stored)
        super().__init__(
            f"Orang lain mengubah {count} sel yang juga Anda ubah, sesudah Anda membuka halaman ini. Belum ada yang "
            "disimpan. Bandingkan dengan isian tersimpan di sel itu, lalu simpan lagi untuk memakai isian Anda."
        )
        self.stored = dict(stored)


def changes(first: Cells, typed: Cells, stored: Cells) -> dict[str, str]:
    """Cell -> its new text.

    :raises Collision: where both have changed the same cell.
    """
    merged = merge(first, typed, stored)
    if merged.conflicts:
        raise Collision(merged.conflicts)
    return merged.changes
