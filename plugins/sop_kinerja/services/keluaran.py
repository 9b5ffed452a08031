"""Asking for an official output by mail; what can be put out stands in `JENIS`, each kind with who may have it."""

from core import audit
from core.db import transaction
from core.errors import InputError, NotFound
from core.jobs import Job, JobRun, enqueue
from core.permissions import require
from plugins.sop_kinerja.services.keluaran_capaian import CapaianPeriode
from plugins.sop_kinerja.services.keluaran_naskah import MEDIA, Jenis, deliver
from plugins.sop_kinerja.services.keluaran_penyampaian import RekapitulasiPenyampaian
from plugins.sop_kinerja.services.keluaran_pk import Perjanjian
from plugins.sop_kinerja.services.keluaran_rekap import RekapCapaianKasus
from plugins.sop_kinerja.services.keluaran_renaksi import AnggaranTahunan, RencanaAksiTahunan
from plugins.sop_kinerja.services.keluaran_waktu import WaktuPelaksanaan

JENIS: dict[str, Jenis] = {
    "anggaran": AnggaranTahunan(),
    "capaian": CapaianPeriode(),
    "penyampaian": RekapitulasiPenyampaian(),
    "pk": Perjanjian(),
    "rekap": RekapCapaianKasus(),
    "renaksi": RencanaAksiTahunan(),
    "waktu": WaktuPelaksanaan(),
}
"""By the name that stands in the address."""


def request(jenis: str, bentuk: str, kunci: str) -> Job:
    """Has a worker make the file and mail it to the acting person. Asked for twice, it is one job.

    :raises NotFound: for a kind or key that is none; InputError: for another form (bentuk), or without an e-mail
        address (surel).
    """
    kind = _kind(jenis)
    actor = require(kind.izin)
    if bentuk not in MEDIA:
        raise InputError("Pilih XLSX atau PDF.", "bentuk")
    if not actor.surel:
        raise InputError("Akun Anda belum mempunyai alamat surel. Mintalah admin mengisinya.", "surel")
    naskah = kind.naskah(kunci)  # what cannot be put out is refused here, and not in a job
    with transaction():
        audit.record("sop_kinerja.keluaran.request", detail={"jenis": jenis, "bentuk": bentuk, "kunci": kunci})
        return enqueue(
            "sop_kinerja.keluaran",
            queue="export",
            title=f"{naskah.judul} ({bentuk.upper()})"[:200],
            key=f"keluaran-{actor.perangkat_daerah_id}-{jenis}-{kunci}-{bentuk}-{actor.akun_id}"[:150],
            jenis=jenis,
            bentuk=bentuk,
            kunci=kunci,
            akun=actor.akun_id,
        )


def make(task: JobRun) -> None:
    """Job `sop_kinerja.keluaran` (args: jenis, bentuk, kunci; akun, an id)."""
    args = task.args
    deliver(task, _kind(args["jenis"]).naskah(args["kunci"]), args["bentuk"], args["akun"])


def _kind(jenis: str) -> Jenis:
    kind = JENIS.get(jenis)
    if kind is None:
        raise NotFound("Keluaran ini tidak ada.")
    return kind
