"""What sop_kinerja puts on Beranda besides tasks: tasks that nobody can do, and comments that mention the person."""

from flask import url_for

from core.actor import Actor
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.services.komentar import READ, unread
from plugins.sop_kinerja.services.tugas_kosong import vacant_tasks
from plugins.sop_kinerja.services.tugas_pemegang import DO

SHOWN = 160
"""Letters of a comment on Beranda."""


class AttentionOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        return [*_vacant(actor), *_mentions(actor)]

    def summary(self, actor: Actor) -> list[HomeFact]:
        """None: what needs attention stands above."""
        return []

    def counts(self, actor: Actor) -> dict[str, int]:
        """None of its own."""
        return {}


def _vacant(actor: Actor) -> list[HomeItem]:
    if not allowed(actor, DO):
        return []
    return [
        HomeItem(
            title=f"Tanpa pelaksana: {task.jabatan.nama}",
            text=f"{task.judul}, langkah {task.nomor}. Tidak ada yang memegang jabatan itu hari ini.",
            url=url_for("sop_kinerja.tugas_alihkan", uuid=task.uuid),
            action_label="Alihkan",
            due=task.tenggat,
            late=False,
        )
        for task in vacant_tasks(actor)
    ]


def _mentions(actor: Actor) -> list[HomeItem]:
    if not allowed(actor, READ):
        return []
    return [
        HomeItem(
            title=f"{one.komentar.oleh} menyebut Anda",
            text=f"{one.komentar.kasus.nama}: {_short(str(one.komentar.isi))}",
            url=url_for("sop_kinerja.kasus_show", uuid=one.komentar.kasus.uuid, _anchor="komentar"),
            action_label="Baca",
        )
        for one in unread(actor)
    ]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
