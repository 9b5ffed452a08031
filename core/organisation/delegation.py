"""Delegation: the definitive holder of a position hands its work to a colleague for a time.

The holder stays entitled; the colleague does the work «a.n.» the position. By order (Plt., Plh., Pj.) a position is
given by administrators instead, as an ordinary Penugasan.
"""

from datetime import date, timedelta

from config.settings import get_settings
from core import audit, clock
from core.accounts.models import Akun
from core.actor import Actor, current_actor
from core.db import is_postgres, transaction
from core.errors import FieldErrors, NotAllowed, NotFound, StateError
from core.idn.dates import format_date
from core.mail import queue_mail
from core.organisation.models import Jabatan, Pegawai, Penugasan
from core.organisation.positions import holds_on

MAX_DAYS = 366
MAX_REASON = 200


def delegate(jabatan_id: int, pegawai_id: int, mulai: date | None, selesai: date | None, alasan: str) -> Penugasan:
    """`pegawai_id` does the position's work from `mulai` to `selesai`, both days included.

    :raises NotAllowed: unless the acting person is its definitive holder today: what one was handed, or holds as Plt.,
        Plh. or Pj., is not handed on.
    :raises FieldErrors: naming kepada, mulai, selesai or alasan.
    :raises StateError: when the position's work is handed to somebody in that time already.
    """
    actor = current_actor()
    jabatan = _own(actor, jabatan_id)
    alasan = " ".join(alasan.split())
    errors = _wrong_dates(mulai, selesai, clock.today(actor.zona_waktu))
    if pegawai_id not in {pegawai.id for pegawai in colleagues(actor)}:
        errors["kepada"] = "Pilih rekan di perangkat daerah Anda yang mempunyai akun."
    if not 0 < len(alasan) <= MAX_REASON:
        errors["alasan"] = f"Tuliskan alasannya, paling banyak {MAX_REASON} huruf."
    if errors or mulai is None or selesai is None:
        raise FieldErrors(errors)
    with transaction():
        _one_at_a_time(jabatan)
        standing = _overlapping(jabatan, mulai, selesai)
        if standing is not None:
            raise StateError(
                f"Tugas {jabatan.nama} sudah didelegasikan kepada {standing.pegawai.nama} sampai "
                f"{format_date(standing.selesai)}. Akhiri dahulu delegasi itu, atau pilih waktu lain."
            )
        penugasan: Penugasan = Penugasan.create(
            perangkat_daerah=jabatan.perangkat_daerah_id,
            jabatan=jabatan,
            pegawai=pegawai_id,
            jenis="delegasi",
            mulai=mulai,
            selesai=selesai,
            dasar=alasan,
        )
        audit.record("penugasan.delegasi", penugasan, detail=_told(penugasan))
        _tell(penugasan, actor)
    return penugasan


def end_delegation(uuid: str) -> None:
    """Ends it at once; one that has not lasted a day is taken out of the list, and stays in the audit log.

    :raises NotFound: for what is no delegation of the acting department.
    :raises NotAllowed: for whoever neither holds the position definitively nor was handed it.
    :raises StateError: when it is over.
    """
    actor = current_actor()
    found = Penugasan.get_or_none(
        (Penugasan.uuid == uuid)
        & (Penugasan.jenis == "delegasi")
        & (Penugasan.perangkat_daerah == actor.perangkat_daerah_id)
    )
    if found is None:
        raise NotFound("Delegasi ini tidak ada di perangkat daerah Anda.")
    if found.pegawai_id != actor.pegawai_id:
        _own(actor, found.jabatan_id)
    today = clock.today(actor.zona_waktu)
    if found.selesai is not None and found.selesai < today:
        raise StateError(f"Delegasi ini sudah berakhir pada {format_date(found.selesai)}.")
    yesterday = today - timedelta(days=1)
    with transaction():
        audit.record("penugasan.delegasi_akhiri", found, detail=_told(found))
        if found.mulai > yesterday:
            Penugasan.delete().where(Penugasan.id == found.id).execute()
        else:
            Penugasan.update({Penugasan.selesai: yesterday}).where(Penugasan.id == found.id).execute()


def delegable(actor: Actor) -> list[Jabatan]:
    """The positions whose work the person may hand to others: held definitively today."""
    ids = [a.jabatan_id for a in actor.assignments if a.jenis == "definitif"]
    return list(Jabatan.select().where(Jabatan.id.in_(ids)).order_by(Jabatan.nama))


def colleagues(actor: Actor) -> list[Pegawai]:
    """To whom one may hand it: people of the department with an account that works, without oneself."""
    rows = (
        Pegawai.select()
        .join(Akun, on=(Akun.pegawai == Pegawai.id))
        .where(
            (Pegawai.perangkat_daerah == actor.perangkat_daerah_id)
            & (Pegawai.id != (actor.pegawai_id or 0))
            & (Akun.aktif == True)  # noqa: E712
        )
    )
    return list(rows.order_by(Pegawai.nama, Pegawai.id))


def delegations(actor: Actor) -> list[Penugasan]:
    """Those of the person's positions and to the person, that are or will be in force; the earliest first."""
    own = [a.jabatan_id for a in actor.assignments if a.jenis == "definitif"]
    rows = (
        Penugasan.select(Penugasan, Pegawai, Jabatan)
        .join(Pegawai)
        .switch(Penugasan)
        .join(Jabatan)
        .where(
            (Penugasan.jenis == "delegasi")
            & (Penugasan.perangkat_daerah == actor.perangkat_daerah_id)
            & (Penugasan.jabatan.in_(own) | (Penugasan.pegawai == (actor.pegawai_id or 0)))
            & (Penugasan.selesai >= clock.today(actor.zona_waktu))
        )
    )
    return list(rows.order_by(Penugasan.mulai, Penugasan.id))


def _own(actor: Actor, jabatan_id: int) -> Jabatan:
    held = (
        Penugasan.select()
        .where(
            (Penugasan.jabatan == jabatan_id)
            & (Penugasan.pegawai == (actor.pegawai_id or 0))
            & (Penugasan.perangkat_daerah == actor.perangkat_daerah_id)
            & (Penugasan.jenis == "definitif")
            & holds_on(clock.today(actor.zona_waktu))
        )
        .first()
    )
    if held is None:
        raise NotAllowed("Hanya pejabat definitif jabatan itu yang dapat mendelegasikan tugasnya.")
    return held.jabatan


def _wrong_dates(mulai: date | None, selesai: date | None, today: date) -> dict[str, str]:
    errors = {}
    if mulai is None:
        errors["mulai"] = "Isi tanggal mulai."
    elif mulai < today:
        errors["mulai"] = "Tanggal mulai sudah lewat. Pilih hari ini atau sesudahnya."
    if selesai is None:
        errors["selesai"] = "Isi tanggal akhir; delegasi selalu ada akhirnya."
    elif mulai is not None and selesai < mulai:
        errors["selesai"] = "Tanggal akhir mendahului tanggal mulai."
    elif mulai is not None and (selesai - mulai).days >= MAX_DAYS:
        errors["selesai"] = "Delegasi paling lama satu tahun."
    return errors


def _one_at_a_time(jabatan: Jabatan) -> None:
    """Two delegations of one position in the same second: the second one waits, and then sees the first."""
    if is_postgres():
        Jabatan.select(Jabatan.id).where(Jabatan.id == jabatan.id).for_update().execute()


def _overlapping(jabatan: Jabatan, mulai: date, selesai: date) -> Penugasan | None:
    found: Penugasan | None = (
        Penugasan.select(Penugasan, Pegawai)
        .join(Pegawai)
        .where(
            (Penugasan.jabatan == jabatan.id)
            & (Penugasan.jenis == "delegasi")
            & (Penugasan.mulai <= selesai)
            & (Penugasan.selesai.is_null() | (Penugasan.selesai >= mulai))
        )
        .first()
    )
    return found


def _tell(penugasan: Penugasan, actor: Actor) -> None:
    if penugasan.pegawai.surel:
        body = (
            f"Yth. {penugasan.pegawai.nama},\n\n{actor.nama} mendelegasikan tugas {penugasan.jabatan.nama} kepada "
            f"Anda, dari {format_date(penugasan.mulai)} sampai {format_date(penugasan.selesai)}.\n"
            f"Alasan: {penugasan.dasar}\n\n"
            f"Tugasnya tampil di Beranda Anda: {get_settings().base_url}/\n"
        )
        queue_mail(str(penugasan.pegawai.surel), f"Delegasi tugas {penugasan.jabatan.nama}", body)


def _told(penugasan: Penugasan) -> dict[str, str]:
    return {
        "jabatan": str(penugasan.jabatan.nama),
        "kepada": str(penugasan.pegawai.nama),
        "mulai": str(penugasan.mulai),
        "selesai": str(penugasan.selesai),
        "alasan": str(penugasan.dasar),
    }
