"""What the tests of tasks that change hands need: who stands in for whom, who leaves, what a person reads."""

from datetime import timedelta

from core import clock
from core.mail.models import Surel
from core.organisation.models import Jabatan, Penugasan
from core.scoping import EVERYWHERE, scope
from core.testing.people import User
from plugins.sop_kinerja.models import Komentar, Tugas
from tests.plugins.sop_kinerja.kasus_world import Campaign


def appoint(user: User, position: User, jenis: str = "plh", days: int = 0) -> Penugasan:
    """`user` acts in the position of another, from today on, for `days` more than today."""
    today = clock.today()
    with scope(EVERYWHERE):
        made: Penugasan = Penugasan.create(
            perangkat_daerah=position.department,
            jabatan=position.jabatan,
            pegawai=user.pegawai,
            jenis=jenis,
            mulai=today,
            selesai=today + timedelta(days=days),
        )
    return made


def leave(user: User) -> None:
    """Yesterday was the last day in the position."""
    with scope(EVERYWHERE):
        Penugasan.update({Penugasan.selesai: clock.today() - timedelta(days=1)}).where(
            Penugasan.jabatan == user.jabatan.id
        ).execute()


def lead(superior: User, *others: User) -> None:
    with scope(EVERYWHERE):
        wanted = Jabatan.id.in_([other.jabatan.id for other in others])
        Jabatan.update({Jabatan.atasan: superior.jabatan}).where(wanted).execute()


def fresh(task: Tugas) -> Tugas:
    with scope(EVERYWHERE):
        found: Tugas = Tugas.get_by_id(task.id)
    return found


def notes(campaign: Campaign) -> list[str]:
    """What stands under the case, oldest first."""
    with campaign.as_owner():
        return [str(row.isi) for row in Komentar.select().order_by(Komentar.id)]


def mails(to: User) -> list[str]:
    """Subjects of what was sent to the person."""
    with scope(EVERYWHERE):
        return [str(row.perihal) for row in Surel.select().where(Surel.kepada == to.pegawai.surel).order_by(Surel.id)]
