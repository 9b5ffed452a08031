"""A late task in the making, and the mails that the morning brings."""

from datetime import datetime

from core import clock, jobs
from core.jobs import enqueue
from core.mail import Surel
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from tests.plugins.sop_kinerja.kasus_world import Campaign
from tests.plugins.sop_kinerja.waktu_world import begun, change, wib


def nearly_due(department: PerangkatDaerah) -> Campaign:
    """Step 1 is open since Senin the 2nd, and due on Rabu the 4th at 09.00; above Kabag stands the Asisten, above all
    the Sekda."""
    campaign = begun(department, wib(2, 9))
    change(campaign.task(1), standar_hari=2, standar_menit=0, tenggat=wib(4, 9))
    above(campaign, "kabag_organisasi", "asisten_administrasi_umum")
    with scope(EVERYWHERE):
        Jabatan.update(kepala=True).where(Jabatan.id == campaign.people["sekda"].jabatan.id).execute()
    return campaign


def above(campaign: Campaign, column: str, superior: str | None) -> None:
    with scope(EVERYWHERE):
        atasan = campaign.people[superior].jabatan if superior else None
        Jabatan.update(atasan=atasan).where(Jabatan.id == campaign.people[column].jabatan.id).execute()


def remind(moment: datetime) -> list[tuple[str, str]]:
    """(name of the recipient, subject) of the mails that the scheduled job writes at that moment."""
    with scope(EVERYWHERE):
        before = {row.id for row in Surel.select()}
        with clock.at(moment):
            jobs.run(enqueue("sop_kinerja.pengingat").id)
        names = {row.surel: row.nama for row in Pegawai.select()}
        found = [row for row in Surel.select().order_by(Surel.id) if row.id not in before]
    return [(names[row.kepada], row.perihal) for row in found]


def letter(part: str) -> str:
    with scope(EVERYWHERE):
        return str(next(row.isi for row in Surel.select().order_by(Surel.id.desc()) if part in row.perihal))
