"""What kelengkapan puts on Beranda: documents that this person is to supply, since steps wait or a month has ended."""

from flask import url_for

from core import clock
from core.actor import Actor
from core.idn.periods import Periode
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.services import progres_selesai
from plugins.sop_kinerja.services.acuan import CREATE
from plugins.sop_kinerja.services.acuan_daftar import Todo, todos
from plugins.sop_kinerja.services.acuan_jenis import is_supplier
from plugins.sop_kinerja.services.renaksi_data import UPDATE
from plugins.sop_kinerja.urls import MADE_HERE


class ReferencesOnHome:
    """Fulfils `core.web.home.HomeSection`."""

    def items(self, actor: Actor) -> list[HomeItem]:
        waiting = [todo for todo in todos(actor) if allowed(actor, CREATE) or _makes(actor, todo)]
        found = [_supply(actor, todo) for todo in waiting]
        return found if any(todo.kode == progres_selesai.KODE for todo in waiting) else [*found, *_report(actor)]

    def summary(self, actor: Actor) -> list[HomeFact]:
        """None: what is there stands on the page of references."""
        return []

    def counts(self, actor: Actor) -> dict[str, int]:
        """None of its own: what waits is counted with the tasks."""
        return {}


def _makes(actor: Actor, todo: Todo) -> bool:
    """Whether it need not be uploaded, since a page of ours makes it and the person may."""
    return todo.kode in MADE_HERE and allowed(actor, UPDATE)


def _supply(actor: Actor, todo: Todo) -> HomeItem:
    url, label = url_for("sop_kinerja.acuan_upload", kode=todo.kode, tahun=todo.tahun), "Unggah"
    if _makes(actor, todo):
        endpoint, label, _ = MADE_HERE[todo.kode]
        url = url_for(endpoint, tahun=todo.tahun)
    return HomeItem(title=f"Sediakan {todo.nama}", text=_about(todo), url=url, action_label=label)


def _about(todo: Todo) -> str:
    first = f"Langkah {todo.tugas.nomor} {todo.tugas.judul}"
    return f"{first} dan {todo.steps - 1} langkah lain menunggunya." if todo.steps > 1 else f"{first} menunggunya."


def _report(actor: Actor) -> list[HomeItem]:
    """The first month without its report, whose turn it is; the others are named."""
    department = actor.perangkat_daerah_id
    if department is None or not allowed(actor, UPDATE) or not is_supplier(actor, progres_selesai.KODE):
        return []
    months = progres_selesai.due(department, clock.today(actor.zona_waktu))
    if not months:
        return []
    first, later = months[0], months[1:]
    return [
        HomeItem(
            title=f"Selesaikan laporan progres {first.label}",
            text="Bulannya sudah berakhir dan laporannya belum ada."
            + (f" Sesudah itu {_named(later)}." if later else ""),
            url=url_for("sop_kinerja.progres_show", tahun=first.tahun, bulan=first.start.month),
            action_label="Isi",
        )
    ]


def _named(months: list[Periode]) -> str:
    """'Februari sampai Oktober 2026'"""
    year = months[0].tahun
    names = [month.label.removesuffix(f" {year}") for month in months]
    return f"{listed(names) if len(names) < 3 else f'{names[0]} sampai {names[-1]}'} {year}"
