"""A case in the engine's hands: its flow, who does each step, and what of it is open, done, or to be done again."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, NamedTuple

from core.db import is_postgres, transaction
from core.errors import NotFound
from core.scoping import EVERYWHERE
from core.tenancy import current_departments, together_with
from plugins.sop_kinerja.alur import Flow
from plugins.sop_kinerja.models import Kasus, KasusCabang, KasusTujuan, SopLangkah, SopPelaksana, Tugas
from plugins.sop_kinerja.services.sop import EACH, columns_of, flow_of, steps_of


class Doer(NamedTuple):
    """Whose step it is: a department, and among several of its units the position of a branch (0: there is one)."""

    department: int
    cabang: int = 0


def doer_of(task: Tugas) -> Doer:
    return Doer(int(task.perangkat_daerah_id), int(task.cabang_id or 0))


def reaching(perangkat_daerah_id: int, reason: str) -> AbstractContextManager[Any]:
    """One more department in scope, with its audit line; nothing when it is in scope already."""
    scope = current_departments()
    if scope is not None and (scope == EVERYWHERE or perangkat_daerah_id in scope):
        return nullcontext()
    return together_with(perangkat_daerah_id, reason)


class Run:
    """Reads once what a movement of the case needs; `tasks` is kept up to date by the one who moves."""

    def __init__(self, kasus: Kasus) -> None:
        self.kasus = kasus
        self.flow: Flow = flow_of(kasus.versi, str(kasus.kadensi))
        self.steps: dict[int, SopLangkah] = {
            int(step.nomor): step for step in steps_of(kasus.versi) if step.nomor in self.flow.nodes
        }
        self.columns: dict[str, SopPelaksana] = columns_of(kasus.versi)
        asked = KasusTujuan.select(KasusTujuan.tujuan).where(KasusTujuan.kasus == kasus.id).order_by(KasusTujuan.id)
        self.asked: list[int] = [row.tujuan_id for row in asked]
        branches = KasusCabang.select().where(KasusCabang.kasus == kasus.id).order_by(KasusCabang.id)
        self.branches: dict[str, list[int]] = {}
        for row in branches:
            self.branches.setdefault(str(row.kolom), []).append(row.jabatan_id)
        self.tasks: list[Tugas] = list(Tugas.select().where(Tugas.kasus == kasus.id).order_by(Tugas.id))

    @property
    def owner(self) -> int:
        return int(self.kasus.perangkat_daerah_id)

    def fan(self, nomor: int) -> str:
        """The column whose parties do the step side by side; empty where one position does it."""
        return self.flow.nodes[nomor].fan

    def is_each(self, nomor: int) -> bool:
        return bool(self.fan(nomor))

    def asks_departments(self, nomor: int) -> bool:
        """Whether the step is done by the asked departments (and not by units of the department itself)."""
        fan = self.fan(nomor)
        return bool(fan) and self.columns[fan].jenis == EACH

    def doers(self, nomor: int) -> list[Doer]:
        """All who do the step."""
        fan = self.fan(nomor)
        if not fan:
            return [Doer(self.owner)]
        if self.asks_departments(nomor):
            return [Doer(one) for one in self.asked]
        return [Doer(self.owner, one) for one in self.branches.get(fan, [])]

    def open_tasks(self, nomor: int | None = None) -> list[Tugas]:
        return [task for task in self.tasks if task.status == "berjalan" and nomor in (None, task.nomor)]

    def is_open(self, nomor: int, doer: Doer) -> bool:
        return any(doer_of(task) == doer for task in self.open_tasks(nomor))

    def is_done(self, nomor: int, doer: Doer) -> bool:
        """Done, and still counting: neither returned nor overtaken by a later Tidak."""
        return any(counts(task) for task in self.tasks if task.nomor == nomor and doer_of(task) == doer)

    def upstream(self, nomor: int) -> list[Tugas]:
        """Open tasks from which the work still has to come to this step."""
        return [task for task in self.open_tasks() if self.flow.leads_to(int(task.nomor), nomor)]

    def rounds(self, nomor: int, doer: Doer) -> int:
        return sum(1 for task in self.tasks if task.nomor == nomor and doer_of(task) == doer)


def counts(task: Tugas) -> bool:
    """Whether a task is done and its result stands."""
    return bool(task.status == "selesai" and task.keputusan != "tidak" and not task.gugur)


@contextmanager
def moving(kasus_id: int, penyelenggara_id: int, reason: str) -> Iterator[Run]:
    """One transaction in which nobody else moves the case: two departments that finish in the same second are
    each seen by the other, and the last of them opens what follows."""
    with transaction(), reaching(penyelenggara_id, reason):
        query = Kasus.select().where(Kasus.id == kasus_id)
        kasus = (query.for_update() if is_postgres() else query).first()
        if kasus is None:
            raise NotFound("Pelaksanaan SOP ini tidak ada di perangkat daerah Anda.")
        yield Run(kasus)
