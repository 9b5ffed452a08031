"""What a draft holds: what a clerk gives, what a case prescribes, and the check of both."""

from dataclasses import dataclass
from typing import Any

from core.actor import current_actor
from core.errors import FieldErrors, StateError
from core.idn.dates import format_date
from core.idn.periods import Periode, PeriodeError
from core.organisation.models import Jabatan, PerangkatDaerah
from plugins.sop_kinerja.contracts import StepRef
from plugins.surat.models.pilihan import CARA, KEAMANAN, KECEPATAN, RAHASIA
from plugins.surat.services import casework, reading, text

MAX_TEXT = 20_000  # characters of one letter
CASE_IS_OPEN = (
    "Pilih Biasa atau Terbatas. Surat rahasia disusun di luar pelaksanaan SOP, karena dokumen pelaksanaan dapat dibaca "
    "semua yang boleh melihatnya."
)


@dataclass(frozen=True)
class Draft:
    """What a form gives. `isi` has paragraphs parted by empty lines, `tembusan` one line each.

    Signer, chain and recipients are given by the case where there is one; otherwise they are ids.
    """

    hal: str
    isi: str
    kecepatan: str = "biasa"
    keamanan: str = "biasa"
    klasifikasi: str = ""
    lampiran: str = "-"
    tembusan: str = ""
    cara: str = "elektronik"
    penandatangan_id: int | None = None
    rantai: tuple[int, ...] = ()
    tujuan: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a case says of its letter."""

    penandatangan_id: int
    rantai: tuple[int, ...]
    tujuan: tuple[int, ...]
    rujukan: str
    konteks: dict[str, str]


def plan_of(step: StepRef) -> Plan:
    """Signer, chain and recipients from the SOP: the performers of its signing and initialling steps.

    :raises StateError: when the SOP names nobody who signs.
    """
    service = casework.cases(step.case.perangkat_daerah_id)
    performers = service.performers(step.case.uuid)
    signer = next((p.jabatan_id for p in performers if p.aksi == casework.SIGN), None)
    if not signer:
        raise StateError("SOP ini tidak menyebut siapa yang menandatangani surat. Lengkapi SOP-nya dahulu.")
    chain = tuple(dict.fromkeys(p.jabatan_id for p in performers if p.aksi == casework.INITIAL and p.jabatan_id))
    deadline = service.deadline(step.case.uuid)
    return Plan(
        penandatangan_id=signer,
        rantai=tuple(each for each in chain if each != signer),
        tujuan=tuple(service.asked_departments(step.case.uuid)),
        rujukan=casework.rujukan_of(step.case.uuid),
        konteks={
            "nama": step.case.nama,
            "periode": period_label(step.case.periode),
            "batas_waktu": format_date(deadline),
        },
    )


def checked_values(draft: Draft, plan: Plan | None) -> dict[str, Any]:
    """:raises FieldErrors:"""
    paragraphs = text.paragraphs(draft.isi)
    hal, klasifikasi = " ".join(draft.hal.split()), draft.klasifikasi.strip()
    errors = {
        "hal": "Isi hal surat." if not hal else "Hal paling banyak 250 huruf." if len(hal) > 250 else "",
        "isi": "Isi surat belum ditulis." if not paragraphs else "",
        "klasifikasi": "" if 0 < len(klasifikasi) <= 40 else "Isi kode klasifikasi, paling banyak 40 huruf.",
        "lampiran": "" if len(draft.lampiran) <= 100 else "Lampiran paling banyak 100 huruf.",
        "kecepatan": "" if draft.kecepatan in KECEPATAN else "Pilih sifat kecepatan.",
        "keamanan": "" if draft.keamanan in KEAMANAN else "Pilih tingkat keamanan.",
        "cara": "" if draft.cara in CARA else "Pilih cara tanda tangan.",
    }
    if len(draft.isi) > MAX_TEXT:
        errors["isi"] = f"Isi surat paling banyak {MAX_TEXT:,} huruf.".replace(",", ".")
    signer = plan.penandatangan_id if plan else draft.penandatangan_id
    chain = plan.rantai if plan else tuple(dict.fromkeys(draft.rantai))
    if plan is None:
        errors |= _check_people(draft, signer, chain)
    elif draft.keamanan in RAHASIA:
        errors["keamanan"] = CASE_IS_OPEN
    wrong = {name: sentence for name, sentence in errors.items() if sentence}
    if wrong:
        raise FieldErrors(wrong)
    return {
        "hal": hal,
        "isi": paragraphs,
        "kecepatan": draft.kecepatan,
        "keamanan": draft.keamanan,
        "klasifikasi": klasifikasi,
        "lampiran": draft.lampiran.strip() or "-",
        "tembusan": text.lines(draft.tembusan),
        "cara": draft.cara,
        "penandatangan": signer,
        "rantai": list(chain),
        "konteks": plan.konteks if plan else {},
    }


def _check_people(draft: Draft, signer: int | None, chain: tuple[int, ...]) -> dict[str, str]:
    """Signer and chain are positions of one's own department; recipients are departments that exist."""
    department = current_actor().perangkat_daerah_id
    own = {row.id for row in Jabatan.select(Jabatan.id).where(Jabatan.perangkat_daerah == department)}
    to = reading.possible_recipients().where(PerangkatDaerah.id.in_(draft.tujuan))
    return {
        "penandatangan": "" if signer in own else "Pilih jabatan yang menandatangani.",
        "rantai": "" if own.issuperset(chain) and signer not in chain else "Pilih jabatan lain untuk memaraf.",
        "tujuan": "" if draft.tujuan and to.count() == len(set(draft.tujuan)) else "Pilih tujuan surat.",
    }


def period_label(code: str) -> str:
    """'Triwulan II 2023' for '2023-TW2'; what is no code stays as it is."""
    try:
        return Periode.parse(code).label
    except PeriodeError:
        return code
