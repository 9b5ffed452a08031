"""Demo: the letter text as the department's own, certificates for those who sign, and how people of the demo do
the steps that are about letters."""

from datetime import timedelta

from core import clock
from core.accounts.operations import actor_by_position
from core.actor import acting, system_actor
from core.demo import DEMO_PASSPHRASE, DemoAction
from core.errors import StateError
from core.gate import is_active
from core.organisation.models import Jabatan, Pegawai, PerangkatDaerah
from core.organisation.positions import head_of, holders
from plugins.surat.models import Pengiriman, Sertifikat, SuratKeluar, SuratMasuk, TemplatSurat
from plugins.surat.services import (
    casework,
    certificates,
    distribution,
    drafting,
    initials,
    reading,
    receipt,
    signing,
    steps,
    text,
)

EARLIER = timedelta(days=400)
"""Certificates begin this long ago, so that the campaign of a past quarter could be signed in its own time."""


def load() -> None:
    """For every department that uses the plugin. Twice is harmless."""
    for department in PerangkatDaerah.select().order_by(PerangkatDaerah.id):
        if is_active("surat", department.id):
            with acting(system_actor(department.id)):
                _template(department)
                _certificates(department)


def draft(tugas: str, decision: str, reason: str) -> str:
    """Writes the letter from the template (or takes the one that came back) and hands it in."""
    if decision == "tidak":
        steps.return_assignment(tugas, reason)
        return f"mengembalikan tugas: {reason}"
    step = casework.cases().step(tugas)
    surat = steps.letter_of(step) or drafting.start(drafting.prefill(step), step)
    drafting.submit(surat.uuid)
    return f"menyusun dan mengajukan surat «{surat.hal}»"


def initial(tugas: str, decision: str, reason: str) -> str:
    surat = _letter(tugas)
    if decision == "tidak":
        initials.send_back(surat.uuid, reason)
        return f"mengembalikan surat: {reason}"
    initials.agree(surat.uuid)
    return f"memaraf surat «{surat.hal}»"


def sign(tugas: str, decision: str, reason: str) -> str:
    surat = _letter(tugas)
    if decision == "tidak":
        signing.refuse(surat.uuid, reason)
        return f"mengembalikan surat: {reason}"
    signed = signing.sign(surat.uuid, DEMO_PASSPHRASE)
    return f"menandatangani surat nomor {signed.nomor} secara elektronik"


def distribute(tugas: str, decision: str, reason: str) -> str:
    surat = distribution.distribute(_letter(tugas).uuid)
    received = sum(_receive(kiriman) for kiriman in reading.deliveries(surat))
    return f"mendistribusikan surat nomor {surat.nomor}; {received} perangkat daerah mengirim tanda terima"


ACTIONS: dict[str, DemoAction] = {
    casework.DRAFT: draft,
    casework.INITIAL: initial,
    casework.SIGN: sign,
    casework.DISTRIBUTE: distribute,
}


def _receive(kiriman: Pengiriman) -> bool:
    """The head of the receiving department opens the letter and confirms it; False where it goes on paper."""
    head = head_of(kiriman.penerima_id)
    if kiriman.di_luar_sistem or kiriman.status == "diterima" or head is None:
        return False
    with acting(actor_by_position(head)):
        masuk = SuratMasuk.get(SuratMasuk.pengiriman_uuid == kiriman.uuid)
        receipt.open_letter(masuk.uuid)
        receipt.receive(masuk.uuid)
    return True


def _letter(tugas: str) -> SuratKeluar:
    surat = steps.letter_of(casework.cases().step(tugas))
    if surat is None:
        raise StateError("Surat untuk pelaksanaan ini belum disusun.")
    return surat


def _template(department: PerangkatDaerah) -> None:
    if not TemplatSurat.select().where(TemplatSurat.kode == text.PERMINTAAN_DATA).exists():
        ready = text.shipped(text.PERMINTAAN_DATA)
        TemplatSurat.create(
            perangkat_daerah=department,
            kode=text.PERMINTAAN_DATA,
            nama=ready.nama,
            hal=ready.hal,
            isi=ready.isi,
            tembusan="Bupati (sebagai laporan)",
        )


def _certificates(department: PerangkatDaerah) -> None:
    """For whoever leads the department or has nobody above them in it, and whoever acts in the place."""
    head = head_of(department.id)
    tops = Jabatan.select().where((Jabatan.perangkat_daerah == department.id) & Jabatan.atasan.is_null())
    begin = clock.now() - EARLIER
    with clock.at(begin):
        certificates.authority()  # the root has to be as old as what it vouches for
    signers = {row.id for row in tops} | ({head.id} if head else set())
    for holder in [holder for position in sorted(signers) for holder in holders(position)]:
        if not Sertifikat.select().where(Sertifikat.pegawai == holder.pegawai_id).exists():
            pegawai = Pegawai.get_by_id(holder.pegawai_id)
            certificates.issue(pegawai, DEMO_PASSPHRASE, title=holder.title, valid_from=begin)
