"""What people of the department say about a case, whom they mention, and what each has not read yet.

Only the department that runs the case reads it; the departments that it asks for data do not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from config.settings import get_settings
from core import audit, clock
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import FieldErrors, InputError, NotAllowed, NotFound, StateError
from core.mail import queue_mail
from core.organisation.models import Pegawai
from core.permissions import require
from plugins.sop_kinerja.models import Kasus, Komentar, KomentarSebutan, Tugas
from plugins.sop_kinerja.services.kasus import get_case
from plugins.sop_kinerja.services.komentar_sebut import colleagues, typed_mentions

READ = "sop_kinerja.kasus.read"
MAX_TEXT = 2000


@dataclass(frozen=True)
class Line:
    """A comment as the page shows it. `gone`: taken back by its author, its text is no more. `mine`: may be."""

    komentar: Komentar
    langkah: int | None
    sebutan: list[str]
    gone: bool
    mine: bool


def write(kasus_uuid: str, isi: str, sebutan: Iterable[int] = (), tugas_uuid: str = "") -> tuple[Komentar, list[str]]:
    """Gives the comment, and what was typed as @nama and fits several people (they are not mentioned).

    :param sebutan: ids of the people who are mentioned, besides those whose name is typed after an @
    :raises FieldErrors: naming isi or sebutan.
    """
    actor = require(READ)
    kasus = get_case(kasus_uuid)
    task = _task(kasus, tugas_uuid)
    isi = isi.replace("\r\n", "\n").strip()
    people = {pegawai.id: pegawai for pegawai in colleagues(actor)}
    chosen = set(sebutan)
    errors = {}
    if not isi:
        errors["isi"] = "Tuliskan komentarnya."
    elif len(isi) > MAX_TEXT:
        errors["isi"] = f"Komentar paling banyak {MAX_TEXT} huruf; sekarang {len(isi)}."
    if not chosen <= people.keys():
        errors["sebutan"] = "Pilih rekan di perangkat daerah Anda yang dapat membuka pelaksanaan ini."
    if errors:
        raise FieldErrors(errors)
    typed, unclear = typed_mentions(isi, people.values())
    with transaction():
        komentar = put(kasus, isi, chosen | typed, task=task, actor=actor)
        audit.record("sop_kinerja.komentar.create", komentar, detail={"pelaksanaan": str(kasus.nama)})
    return komentar, unclear


def put(
    kasus: Kasus, isi: str, sebutan: Iterable[int], *, task: Tugas | None = None, actor: Actor | None = None
) -> Komentar:
    """The comment and who is told of it, without any check; without an `actor` as author nobody can take it back."""
    speaker = current_actor()
    komentar: Komentar = Komentar.create(
        perangkat_daerah=kasus.perangkat_daerah_id,
        kasus=kasus,
        tugas=task,
        pegawai=actor.pegawai_id if actor else None,
        oleh=speaker.signed,
        isi=isi,
    )
    wanted = sorted({int(one) for one in sebutan} - {speaker.pegawai_id})
    for pegawai in Pegawai.select().where(Pegawai.id.in_(wanted)).order_by(Pegawai.id):
        KomentarSebutan.create(perangkat_daerah=kasus.perangkat_daerah_id, komentar=komentar, pegawai=pegawai)
        if pegawai.surel:
            queue_mail(str(pegawai.surel), f"Anda disebut: {kasus.nama}", _mail(pegawai, kasus, komentar))
    return komentar


def take_back(uuid: str) -> Komentar:
    """The author takes a comment back: its text goes, that there was one stays; nobody is told of it any more.

    :raises NotAllowed: for another's, and for what the program noted down.
    """
    actor = require(READ)
    komentar = Komentar.get_or_none(Komentar.uuid == uuid)
    if komentar is None:
        raise NotFound("Komentar ini tidak ada di perangkat daerah Anda.")
    if komentar.pegawai_id is None or komentar.pegawai_id != actor.pegawai_id:
        raise NotAllowed("Komentar hanya dapat dihapus oleh penulisnya.")
    if not komentar.isi:
        raise StateError("Komentar ini sudah dihapus.")
    with transaction():
        Komentar.update({Komentar.isi: ""}).where(Komentar.id == komentar.id).execute()
        KomentarSebutan.delete().where(KomentarSebutan.komentar == komentar.id).execute()
        audit.record("sop_kinerja.komentar.delete", komentar)
    assert isinstance(komentar, Komentar)
    return komentar


def comments_of(kasus: Kasus) -> list[Line]:
    """Oldest first; three queries, however many there are."""
    me = current_actor().pegawai_id
    rows = list(Komentar.select().where(Komentar.kasus == kasus.id).order_by(Komentar.id))
    tasks = {row.id: row.nomor for row in Tugas.select(Tugas.id, Tugas.nomor).where(Tugas.kasus == kasus.id)}
    names: dict[int, list[str]] = {}
    told = (
        KomentarSebutan.select(KomentarSebutan, Pegawai)
        .join(Pegawai)
        .where(KomentarSebutan.komentar.in_([row.id for row in rows]))
        .order_by(KomentarSebutan.id)
    )
    for one in told:
        names.setdefault(one.komentar_id, []).append(str(one.pegawai.nama))
    return [
        Line(
            row,
            tasks.get(row.tugas_id),
            names.get(row.id, []),
            gone=not row.isi,
            mine=bool(row.isi) and row.pegawai_id is not None and row.pegawai_id == me,
        )
        for row in rows
    ]


def unread(actor: Actor, limit: int = 10) -> list[KomentarSebutan]:
    """Where the person was mentioned and has not looked yet, with comment and case."""
    if actor.pegawai_id is None:
        return []
    rows = (
        KomentarSebutan.select(KomentarSebutan, Komentar, Kasus)
        .join(Komentar)
        .join(Kasus)
        .where((KomentarSebutan.pegawai == actor.pegawai_id) & KomentarSebutan.dibaca.is_null())
    )
    return list(rows.order_by(KomentarSebutan.id.desc()).limit(limit))


def mark_read(kasus: Kasus) -> None:
    """The person has the case open, and with it all that mentions them in it."""
    me = current_actor().pegawai_id
    if me is None:
        return
    here = Komentar.select(Komentar.id).where(Komentar.kasus == kasus.id)
    mine = (KomentarSebutan.pegawai == me) & KomentarSebutan.dibaca.is_null() & KomentarSebutan.komentar.in_(here)
    if KomentarSebutan.select().where(mine).exists():
        KomentarSebutan.update({KomentarSebutan.dibaca: clock.now()}).where(mine).execute()


def _task(kasus: Kasus, uuid: str) -> Tugas | None:
    if not uuid:
        return None
    task: Tugas | None = Tugas.get_or_none((Tugas.uuid == uuid) & (Tugas.kasus == kasus.id))
    if task is None:
        raise InputError("Langkah yang dikomentari tidak ada pada pelaksanaan ini.", "isi")
    return task


def _mail(pegawai: Pegawai, kasus: Kasus, komentar: Komentar) -> str:
    url = f"{get_settings().base_url}/sop-kinerja/pelaksanaan/{kasus.uuid}#komentar"
    return (
        f"Yth. {pegawai.nama},\n\n{komentar.oleh} menyebut Anda pada «{kasus.nama}»:\n\n{komentar.isi}\n\n"
        f"Buka pelaksanaannya: {url}\n"
    )
