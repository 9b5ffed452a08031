"""Telling a department that its approved data was opened again where no task tells it: its case has gone on."""

from config.settings import get_settings
from core.idn.periods import Periode
from core.mail import queue_mail
from plugins.sop_kinerja.models import Penyampaian, Tugas
from plugins.sop_kinerja.services.data_case import COLLECT
from plugins.sop_kinerja.services.tugas_pemegang import sharing


def tell_opened(penyampaian: Penyampaian, reason: str) -> None:
    """A mail to those who hold today the position that had handed the data in; in the caller's transaction."""
    tasks = Tugas.select().where(
        (Tugas.kasus_uuid == penyampaian.kasus_uuid)
        & (Tugas.perangkat_daerah == penyampaian.perangkat_daerah_id)
        & (Tugas.aksi == COLLECT)
    )
    if penyampaian.cabang:
        tasks = tasks.where(Tugas.cabang == int(penyampaian.cabang))
    last = tasks.order_by(Tugas.id.desc()).first()
    if last is None:
        return
    period = Periode.parse(str(penyampaian.periode)).label
    url = f"{get_settings().base_url}/sop-kinerja/penyampaian/{penyampaian.uuid}"
    for person in sharing(last):
        if person.surel:
            body = (
                f"Yth. {person.nama},\n\nData kinerja {period} ({penyampaian.judul}) yang sudah disahkan dibuka lagi "
                f"oleh {penyampaian.alasan_oleh}, dengan alasan:\n{reason}\n\nPerbaiki, lalu ajukan kembali: {url}\n"
            )
            queue_mail(str(person.surel), f"Perbaiki data kinerja {period}", body)
