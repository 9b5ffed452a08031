"""Telling people that a task changed hands: as a note on the case, with those it concerns mentioned."""

from collections.abc import Iterable

from config.settings import get_settings
from core.actor import current_actor
from core.mail import queue_mail
from core.organisation.models import Pegawai
from plugins.sop_kinerja.models import Kasus, Tugas
from plugins.sop_kinerja.services import komentar


def note(task: Tugas, words: str, people: Iterable[int] = ()) -> None:
    """Belongs into the transaction of the change.

    Notes are read by the department that runs the case: what an asked department does with its own task is told to
    its people by mail alone.
    """
    if task.perangkat_daerah_id == task.penyelenggara_id:
        komentar.put(Kasus.get_by_id(task.kasus_id), words, people, task=task)
        return
    me = current_actor().pegawai_id
    url = f"{get_settings().base_url}/sop-kinerja/tugas/{task.uuid}"
    for pegawai in Pegawai.select().where(Pegawai.id.in_(sorted({*people} - {me}))).order_by(Pegawai.id):
        if pegawai.surel:
            body = f"Yth. {pegawai.nama},\n\n{task.judul}\n{words}\n\nBuka tugasnya: {url}\n"
            queue_mail(str(pegawai.surel), f"Langkah {task.nomor}: {task.judul}", body)
