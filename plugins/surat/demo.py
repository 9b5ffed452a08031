"""Demo: the letter text as the department's own, and certificates for those who sign."""

from datetime import timedelta

from core import clock, demo
from core.actor import acting, system_actor
from core.gate import is_active
from core.organisation.models import Pegawai, PerangkatDaerah
from core.organisation.positions import head_of, holders
from plugins.surat.demo_letters import ACTIONS
from plugins.surat.models import Sertifikat, TemplatSurat
from plugins.surat.services import certificates, text

__all__ = ["ACTIONS", "PASSPHRASE", "load"]

PASSPHRASE = demo.DEMO_PASSPHRASE
"""Of every demo signer; told beside the demo accounts."""
EARLIER = timedelta(days=400)
"""Certificates begin this long ago, so that the campaign of a past quarter could be signed in its own time."""


def load() -> None:
    """For every department that uses the plugin. Twice is harmless."""
    for department in PerangkatDaerah.select().order_by(PerangkatDaerah.id):
        if is_active("surat", department.id):
            with acting(system_actor(department.id)):
                _template(department.id)
                _certificates(department.id)


def _template(perangkat_daerah_id: int) -> None:
    if not TemplatSurat.select().where(TemplatSurat.kode == text.PERMINTAAN_DATA).exists():
        ready = text.shipped(text.PERMINTAAN_DATA)
        TemplatSurat.create(
            perangkat_daerah=perangkat_daerah_id,
            kode=text.PERMINTAAN_DATA,
            nama=ready.nama,
            hal=ready.hal,
            isi=ready.isi,
            tembusan="Bupati (sebagai laporan)",
        )


def _certificates(perangkat_daerah_id: int) -> None:
    """For whoever leads the department, and whoever acts in the place."""
    head = head_of(perangkat_daerah_id)
    begin = clock.now() - EARLIER
    with clock.at(begin):
        certificates.authority()  # the root has to be as old as what it vouches for
    for holder in holders(head.id) if head else []:
        if not Sertifikat.select().where(Sertifikat.pegawai == holder.pegawai_id).exists():
            pegawai = Pegawai.get_by_id(holder.pegawai_id)
            certificates.issue(pegawai, PASSPHRASE, title=holder.title, valid_from=begin)
