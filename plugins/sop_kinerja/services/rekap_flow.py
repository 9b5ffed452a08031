"""The life of a recap: made by a worker, reviewed, approved or returned; a new round makes a new one."""

from core.errors import NotFound
from core.jobs import Job, Status
from core.workflow import Way, Workflow
from plugins.sop_kinerja.models import Kasus, Rekap
from plugins.sop_kinerja.models.rekap import STATUS_REKAP

CREATE = "sop_kinerja.rekap.create"
REVIEW = "sop_kinerja.rekap.review"
EXPORT = "sop_kinerja.rekap.export"

FLOW = Workflow(
    "Rekapitulasi",
    STATUS_REKAP,
    {
        ("disusun", "draf"): Way(),  # by the worker, when all rows are there
        ("draf", "disetujui"): Way(permission=REVIEW),
        ("draf", "dikembalikan"): Way(permission=REVIEW, needs_reason=True),
    },
)


def latest(kasus_uuid: str) -> Rekap | None:
    """The newest recap of a case in scope, or None."""
    found: Rekap | None = (
        Rekap.select(Rekap, Kasus).join(Kasus).where(Kasus.uuid == kasus_uuid).order_by(Rekap.putaran.desc()).first()
    )
    return found


def get_rekap(uuid: str) -> Rekap:
    """:raises NotFound: also for another department's recap."""
    found = Rekap.get_or_none(Rekap.uuid == uuid)
    if found is None:
        raise NotFound("Rekapitulasi ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, Rekap)
    return found


def job_of(rekap: Rekap) -> Job | None:
    """The job that makes (or made) the recap, and once it is approved the one that makes its XLSX."""
    found: Job | None = Job.get_or_none(Job.uuid == str(rekap.pekerjaan_uuid)) if rekap.pekerjaan_uuid else None
    return found


def being_made(rekap: Rekap) -> bool:
    """Whether a worker is at it, or will be soon."""
    job = job_of(rekap)
    return (
        rekap.status in ("disusun", "disetujui") and job is not None and job.status in (Status.QUEUED, Status.RUNNING)
    )
