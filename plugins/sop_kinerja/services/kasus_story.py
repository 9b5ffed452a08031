"""Reading cases: where each stands, how far it has come, and everything that happened in it."""

from dataclasses import dataclass
from typing import Any

from core import clock
from core.errors import NotFound
from plugins.sop_kinerja.models import Kasus, KasusDokumen, SopDokumen, SopLangkah, SopVersi, Tugas
from plugins.sop_kinerja.services.kasus_run import counts
from plugins.sop_kinerja.services.tugas_baca import with_names
from plugins.sop_kinerja.services.waktu import is_late

PAGE = 25


@dataclass(frozen=True)
class CaseRow:
    """A case in the list: `stands` are its open tasks, the lowest step first."""

    kasus: Kasus
    stands: list[Tugas]
    late: bool


@dataclass(frozen=True)
class Stage:
    """A step of the SOP in a case. `state`: nanti (not yet), sekarang (now), selesai (done), kembali (to be done
    again). `waiting` are its open tasks, `done` those that count, `loops` how often it has come round.
    """

    step: SopLangkah
    state: str
    waiting: list[Tugas]
    done: list[Tugas]
    loops: int


def list_cases(status: str, page: int) -> tuple[list[CaseRow], int]:
    """Cases of the department, newest first; a constant number of queries whatever the page holds."""
    query = _cases()
    if status:
        query = query.where(Kasus.status == status)
    pages = max(1, -(-query.count() // PAGE))
    cases = list(query.order_by(Kasus.id.desc()).paginate(page, PAGE))
    stands = open_tasks_of([kasus.id for kasus in cases])
    now = clock.now()
    found = [(kasus, stands.get(kasus.id, [])) for kasus in cases]
    return [CaseRow(kasus, open_, any(is_late(task, now) for task in open_)) for kasus, open_ in found], pages


def open_tasks_of(ids: list[int]) -> dict[int, list[Tugas]]:
    """Case -> its open tasks, the lowest step first; one query."""
    found: dict[int, list[Tugas]] = {}
    rows = with_names().where(Tugas.kasus.in_(ids) & (Tugas.status == "berjalan")).order_by(Tugas.nomor, Tugas.id)
    for task in rows if ids else ():
        found.setdefault(task.kasus_id, []).append(task)
    return found


def load_case(uuid: str) -> Kasus:
    """With its version and SOP.

    :raises NotFound: also in a department that is only asked.
    """
    kasus = _cases().where(Kasus.uuid == uuid).first()
    if kasus is None:
        raise NotFound("Pelaksanaan SOP ini tidak ada di perangkat daerah Anda.")
    assert isinstance(kasus, Kasus)
    return kasus


def case_tasks(kasus: Kasus) -> list[Tugas]:
    return list(with_names().where(Tugas.kasus == kasus.id).order_by(Tugas.id))


def case_documents(kasus: Kasus) -> list[KasusDokumen]:
    return list(KasusDokumen.select().where(KasusDokumen.kasus == kasus.id).order_by(KasusDokumen.id))


def case_document(kasus: Kasus, uuid: str) -> KasusDokumen:
    """:raises NotFound: for a document of another case."""
    found = KasusDokumen.get_or_none((KasusDokumen.kasus == kasus.id) & (KasusDokumen.uuid == uuid))
    if found is None:
        raise NotFound("Dokumen ini tidak ada pada pelaksanaan ini.")
    assert isinstance(found, KasusDokumen)
    return found


def stages(steps: list[SopLangkah], tasks: list[Tugas]) -> list[Stage]:
    """Every step of the SOP, with how far it has come in the case."""
    return [_stage(step, [task for task in tasks if task.nomor == step.nomor]) for step in steps]


def _stage(step: SopLangkah, tasks: list[Tugas]) -> Stage:
    waiting = [task for task in tasks if task.status == "berjalan"]
    done = [task for task in tasks if counts(task)]
    tried = any(task.status == "selesai" for task in tasks)  # one that was only opened and closed was not done
    state = "sekarang" if waiting else "selesai" if done else "kembali" if tried else "nanti"
    return Stage(step, state, waiting, done, max((int(task.putaran) for task in tasks), default=1))


def _cases() -> Any:
    return (
        Kasus.select(Kasus, SopVersi, SopDokumen)
        .join(SopVersi, on=(Kasus.versi == SopVersi.id))
        .join(SopDokumen, on=(SopVersi.sop == SopDokumen.id))
    )
