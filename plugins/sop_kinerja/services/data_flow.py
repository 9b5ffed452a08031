"""The life of a submission: its states, the ways between them, and why it is locked."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core import clock, events
from core.actor import current_actor
from core.db import transaction
from core.errors import NotFound
from core.idn.dates import format_datetime
from core.idn.numbers import EMPTY
from core.workflow import Way, Workflow
from plugins.sop_kinerja.contracts import DataDibukaKembali
from plugins.sop_kinerja.models import Penyampaian
from plugins.sop_kinerja.models.data import STATUS_PENYAMPAIAN
from plugins.sop_kinerja.services.agregat_basi import mark_stale, mark_unit
from plugins.sop_kinerja.services.data_riwayat import keep

VERIFY = "sop_kinerja.penyampaian.verify"
SUBMIT = "sop_kinerja.penyampaian.submit"
OPEN = ("draft", "dikembalikan")
"""States in which the department may write."""
UNSETTLED = ("draft", "dikembalikan", "diajukan", "diverifikasi")
"""States that end when the case that asks for the data is cancelled."""
SETTLED = ("disahkan", "tidak_menyampaikan")
"""States with which a recap can be made."""


class _Flow(Workflow):
    """As any; and the recaps above the figures grow stale in the same transaction in which the figures begin to count
    or stop counting, whoever moves them."""

    def move(self, record: Any, to: str, **how: Any) -> None:
        here = record.status
        with transaction():
            super().move(record, to, **how)
            if here == "disahkan":
                _opened_again(record, str(how.get("reason", "")).strip())
            if "disahkan" in (here, to):
                mark_stale(record)
            elif to == "dibatalkan":
                mark_unit(record)


def _opened_again(penyampaian: Penyampaian, reason: str) -> None:
    """Approved data that lies with its department once more: what was approved is kept, and others hear of it."""
    keep(penyampaian, reason)
    events.emit(
        DataDibukaKembali(
            perangkat_daerah_id=penyampaian.perangkat_daerah_id,
            penyampaian_uuid=str(penyampaian.uuid),
            periode=str(penyampaian.periode),
            alasan=reason,
        )
    )


# Permissions are checked by the services: who may return depends on the department too, and the case engine
# opens a step again in nobody's name.
FLOW = _Flow(
    "Penyampaian data",
    STATUS_PENYAMPAIAN,
    {
        ("draft", "diajukan"): Way(),
        ("dikembalikan", "diajukan"): Way(),
        ("diajukan", "dikembalikan"): Way(needs_reason=True),
        ("diajukan", "diverifikasi"): Way(),
        ("diverifikasi", "dikembalikan"): Way(needs_reason=True),
        ("diverifikasi", "disahkan"): Way(),
        # Opening approved data again needs a reason and leaves an audit line; its signed form stays on file.
        ("disahkan", "dikembalikan"): Way(needs_reason=True),
        ("draft", "tidak_menyampaikan"): Way(needs_reason=True),
        ("dikembalikan", "tidak_menyampaikan"): Way(needs_reason=True),
        ("tidak_menyampaikan", "dikembalikan"): Way(needs_reason=True),
        # With the case that asked for it; what was approved stays.
        **{(state, "dibatalkan"): Way(needs_reason=True) for state in UNSETTLED},
    },
)


def hand_back(penyampaian: Penyampaian, reason: str, *, by: str, action: str) -> None:
    """It lies with its department once more, for another round, and says why."""
    FLOW.move(
        penyampaian,
        "dikembalikan",
        reason=reason,
        also={
            Penyampaian.alasan: reason,
            Penyampaian.alasan_pada: clock.now(),
            Penyampaian.alasan_oleh: by,
            Penyampaian.putaran: penyampaian.putaran + 1,
        },
        action=action,
    )


def get_submission(uuid: str) -> Penyampaian:
    """A submission of the acting department, or one that it asked for.

    :raises NotFound: also for another department's.
    """
    found = Penyampaian.get_or_none(Penyampaian.uuid == uuid)
    if found is None:
        raise NotFound("Penyampaian data ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, Penyampaian)
    return found


def gives(penyampaian: Penyampaian) -> bool:
    """Whether the acting department is the one whose data it is."""
    return bool(current_actor().perangkat_daerah_id == penyampaian.perangkat_daerah_id)


def asks(penyampaian: Penyampaian) -> bool:
    """Whether the acting department is the one that asked for the data."""
    return bool(current_actor().perangkat_daerah_id == penyampaian.penyelenggara_id)


def moment(value: datetime | None) -> str:
    """'15 Agustus 2023 pukul 09.05 WIB', in the acting person's zone."""
    return format_datetime(value, ZoneInfo(current_actor().zona_waktu)) if value is not None else EMPTY


def lock_reason(penyampaian: Penyampaian) -> str:
    """Why nothing can be typed now, who did that and when, and what comes next; empty while it is open."""
    p = penyampaian
    sentences = {
        "diajukan": f"Diajukan oleh {p.diajukan_oleh} pada {moment(p.diajukan)}. Isian terkunci selama "
        f"{p.penyelenggara} memeriksanya, dan terbuka lagi bila dikembalikan.",
        "diverifikasi": f"Diverifikasi oleh {p.diverifikasi_oleh} pada {moment(p.diverifikasi)}. Isian terkunci "
        "dan menunggu pengesahan.",
        "disahkan": f"Disahkan oleh {p.disahkan_oleh} pada {moment(p.disahkan)}. Data sudah masuk hitungan, "
        "sehingga isian terkunci.",
        "tidak_menyampaikan": f"Dinyatakan tidak menyampaikan oleh {p.alasan_oleh} pada {moment(p.alasan_pada)}, "
        f"dengan alasan: {p.alasan} Isian terkunci.",
        "dibatalkan": f"{p.alasan} Oleh {p.alasan_oleh} pada {moment(p.alasan_pada)}. Isian terkunci.",
    }
    return sentences.get(str(p.status), "")
