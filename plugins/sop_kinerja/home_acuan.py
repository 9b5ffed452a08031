"""What kelengkapan puts on Beranda: reference documents that steps wait for and this person is to supply."""

from flask import url_for

from core.actor import Actor
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.services.acuan import CREATE
from plugins.sop_kinerja.services.acuan_daftar import Todo, todos


class ReferencesOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        if not allowed(actor, CREATE):
            return []
        return [
            HomeItem(
                title=f"Sediakan {todo.nama}",
                text=_about(todo),
                url=url_for("sop_kinerja.acuan_upload", kode=todo.kode, tahun=todo.tahun),
                action_label="Unggah",
            )
            for todo in todos(actor)
        ]

    def summary(self, actor: Actor) -> list[HomeFact]:
        """None: what is there stands on the page of references."""
        return []

    def counts(self, actor: Actor) -> dict[str, int]:
        """None of its own: what waits is counted with the tasks."""
        return {}


def _about(todo: Todo) -> str:
    first = f"Langkah {todo.tugas.nomor} {todo.tugas.judul}"
    return f"{first} dan {todo.steps - 1} langkah lain menunggunya." if todo.steps > 1 else f"{first} menunggunya."
