"""What sop_kinerja puts on Beranda: the person's open tasks, and how many runs of an SOP are under way."""

from flask import url_for

from core import clock
from core.actor import Actor
from core.bounded import count_up_to, shown
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services.kasus_read import InboxRow, inbox, inbox_count
from plugins.sop_kinerja.services.waktu import overdue

SHOWN = 30


def _about(row: InboxRow) -> str:
    """Which run; and what the SOP says, where the title does not say it already (some steps fill five lines)."""
    run = f"{row.task.judul}, langkah {row.task.nomor}"
    about = run if row.action else f"{row.task.judul}: {row.task.uraian}"
    return f"{about}. Berhenti karena menunggu {row.waits}." if row.waits else about


class TasksOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        return [
            HomeItem(
                title=row.title,
                text=_about(row),
                url=url_for(f"sop_kinerja.{'tugas_show' if row.waits else 'tugas_do'}", uuid=row.task.uuid),
                action_label="Lihat" if row.waits else "Kerjakan",
                due=None if row.waits else row.task.tenggat,
                late=row.late,
            )
            for row in inbox(actor, size=SHOWN)
            if not row.taken
        ]

    def summary(self, actor: Actor) -> list[HomeFact]:
        if not allowed(actor, "sop_kinerja.kasus.read"):
            return []
        running = count_up_to(Kasus.select(Kasus.id).where(Kasus.status == "berjalan"))
        if not running:
            return []
        over = (Tugas.penyelenggara == actor.perangkat_daerah_id) & overdue(clock.now())
        late = count_up_to(Tugas.select(Tugas.id).where(over))
        note = f"{shown(late)} langkah lewat batas waktu" if late else "tidak ada langkah yang terlambat"
        return [HomeFact("Pelaksanaan SOP berjalan", shown(running), note, url_for("sop_kinerja.kasus_list"))]

    def counts(self, actor: Actor) -> dict[str, int]:
        return {"sop_kinerja.inbox": inbox_count(actor)}
