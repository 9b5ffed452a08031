"""Who may do a task today: the holders of its position, and which of them has taken it.

A claim counts only while the one who made it holds the position: else it is as if nobody had.
"""

from collections.abc import Iterable
from typing import Any

from peewee import fn

from core import clock
from core.accounts.models import Akun
from core.accounts.operations import actor_for
from core.actor import Actor, current_actor
from core.errors import NotAllowed, StateError
from core.organisation.models import Jabatan, Penugasan
from core.organisation.positions import Holder, holders, holds_on
from core.permissions import allowed
from plugins.sop_kinerja.models import Tugas

DO = "sop_kinerja.tugas.do"


def sharing(task: Tugas) -> list[Holder]:
    """Those who hold the task's position today, each person once; a claim means something from two on."""
    people: dict[int, Holder] = {}
    for holder in holders(int(task.jabatan_id)):
        people.setdefault(holder.pegawai_id, holder)
    return list(people.values())


def claimant(task: Tugas) -> Holder | None:
    """Who has taken the task, as one of those who hold its position today."""
    if task.diambil_id is None:
        return None
    return next((one for one in sharing(task) if one.pegawai_id == task.diambil_id), None)


def taken_by_other(task: Tugas, actor: Actor | None = None) -> Holder | None:
    """The colleague who has taken it; None when it is free, or the actor's own."""
    who = (actor or current_actor()).pegawai_id
    return None if task.diambil_id in (None, who) else claimant(task)


def ensure_free(task: Tugas) -> None:
    """:raises StateError: naming the colleague who has taken the task."""
    other = taken_by_other(task)
    if other is not None:
        raise StateError(
            f"Langkah {task.nomor} sedang dikerjakan {other.nama} ({other.title}). Ambil alih dahulu dari halaman "
            "tugasnya bila Anda yang akan mengerjakannya."
        )


def may_do(tugas_uuid: str, actor: Actor) -> bool:
    """Whether the actor holds the task's position today, and no colleague has taken the task."""
    task = Tugas.get_or_none(Tugas.uuid == tugas_uuid)
    return task is not None and actor.assignment_for(task.jabatan_id) is not None and not taken_by_other(task, actor)


def claims(tasks: Iterable[Tugas], actor: Actor) -> dict[int, str]:
    """Task's id -> the colleague who has taken it, for those that are not the actor's; in one query."""
    taken = [task for task in tasks if task.diambil_id not in (None, actor.pegawai_id)]
    if not taken:
        return {}
    rows = Penugasan.select().where(
        Penugasan.jabatan.in_({task.jabatan_id for task in taken})
        & Penugasan.pegawai.in_({task.diambil_id for task in taken})
        & holds_on(clock.today())
    )
    names = {(row.jabatan_id, row.pegawai_id): str(row.pegawai.nama) for row in rows}
    found = {task.id: names.get((task.jabatan_id, task.diambil_id), "") for task in taken}
    return {key: name for key, name in found.items() if name}


def vacant() -> Any:
    """The condition on Tugas: nobody holds its position today."""
    held = Penugasan.select(Penugasan.id).where((Penugasan.jabatan == Tugas.jabatan) & holds_on(clock.today()))
    return ~fn.EXISTS(held)


def able(jabatan: Jabatan, permission: str = DO) -> list[Holder]:
    """Its holders today who can sign in and have the permission there."""
    found = []
    for holder in holders(int(jabatan.id)):
        akun = Akun.get_or_none((Akun.pegawai == holder.pegawai_id) & (Akun.aktif == True))  # noqa: E712
        if akun is not None and _may(akun, int(jabatan.perangkat_daerah_id), permission):
            found.append(holder)
    return found


def _may(akun: Akun, perangkat_daerah_id: int, permission: str) -> bool:
    try:
        return allowed(actor_for(akun, perangkat_daerah_id), permission)
    except NotAllowed:
        return False
