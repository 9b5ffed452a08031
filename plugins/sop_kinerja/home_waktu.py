"""What the clock puts on Beranda: to a superior, that tasks of positions below are late."""

from flask import url_for

from core.actor import Actor
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.services.terlambat import late_below

NAMED = 3
"""More positions than this are counted, not named."""


class LateOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        """One line for all of them: what others have to do must not push aside what is one's own to do."""
        if not allowed(actor, "sop_kinerja.tugas.do"):
            return []
        found = late_below(actor)
        if not found:
            return []
        named = [f"{one.jabatan} ({one.count})" for one in found[:NAMED]]
        rest = [f"{len(found) - NAMED} jabatan lain"] if len(found) > NAMED else []
        return [
            HomeItem(
                title="Terlambat di bawah Anda",
                text=f"{sum(one.count for one in found)} tugas: {', '.join([*named, *rest])}",
                url=url_for("sop_kinerja.terlambat", bagian="bawahan"),
                action_label="Lihat",
                due=found[0].since,
                late=True,
            )
        ]

    def summary(self, actor: Actor) -> list[HomeFact]:
        return []

    def counts(self, actor: Actor) -> dict[str, int]:
        return {}
