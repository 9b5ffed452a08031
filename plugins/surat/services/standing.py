"""Where a letter stands, in words: who has it now, since when, what comes next; and what the actor may do."""

from dataclasses import dataclass
from typing import Any

from core.actor import current_actor
from core.organisation.positions import holders
from core.permissions import allowed
from plugins.surat.models import Paraf, Pengiriman, SuratKeluar
from plugins.surat.models.pilihan import STATUS_SURAT
from plugins.surat.services import casework, steps
from plugins.surat.services.signatory import signs_for
from plugins.surat.services.signing import may_choose
from plugins.surat.services.states import UNSIGNED

CREATE = "surat.keluar.create"
PASSED_BY = (
    "Langkah SOP selanjutnya dikerjakan di luar sistem, sehingga surat ini tidak diproses lagi di sini. "
    "Naskahnya tetap tersimpan."
)
CANCELLED = "Pelaksanaan SOP dibatalkan ({alasan}), sehingga surat ini tidak diproses lagi. Naskahnya tetap tersimpan."
ORDER = ("konsep", "menunggu_paraf", "menunggu_tanda_tangan", "ditandatangani", "didistribusikan")


@dataclass(frozen=True)
class Standing:
    """`sentence` says who has the letter; `deeds` names what the acting person may do now."""

    sentence: str
    deeds: frozenset[str]
    steps: list[dict[str, Any]]


def standing(surat: SuratKeluar, chain: list[Paraf], sent: list[Pengiriman]) -> Standing:
    due = next((paraf for paraf in chain if paraf.status == "menunggu"), None)
    if steps.passed_by(surat):
        deeds = frozenset({"batalkan"} if surat.status in UNSIGNED and allowed(current_actor(), CREATE) else ())
        signed = "Sudah ditandatangani. " if surat.status == "ditandatangani" else ""
        why = casework.cancelled(surat)
        return Standing(
            signed + (CANCELLED.format(alasan=why.rstrip(".")) if why else PASSED_BY), deeds, _steps(surat, chain, sent)
        )
    return Standing(_sentence(surat, due, sent), frozenset(_deeds(surat, due)), _steps(surat, chain, sent))


def _sentence(surat: SuratKeluar, due: Paraf | None, sent: list[Pengiriman]) -> str:
    signer = _who(surat.penandatangan_id, surat.penandatangan.nama)
    if surat.status == "konsep":
        back = " Surat ini dikembalikan untuk diperbaiki." if surat.catatan_kembali else ""
        return f"Masih konsep pada penyusun.{back} Setelah diajukan, naskahnya terkunci sampai diputuskan."
    if surat.status == "menunggu_paraf" and due is not None:
        return f"Menunggu paraf {_who(due.jabatan_id, due.jabatan.nama)}. Naskah terkunci selama diparaf."
    if surat.status == "menunggu_tanda_tangan":
        return f"Menunggu tanda tangan {signer}. Nomor diberikan pada saat ditandatangani."
    if surat.status == "menunggu_pindaian":
        return f"Bernomor {surat.nomor} dan sudah dicetak. Menunggu pindaian naskah yang ditandatangani {signer}."
    if surat.status == "ditandatangani":
        return "Sudah ditandatangani, menunggu distribusi ke tujuan. Naskahnya tidak dapat diubah lagi."
    if surat.status == "didistribusikan":
        back = sum(1 for each in sent if each.status == "diterima")
        return f"Sudah didistribusikan; tanda terima kembali {back} dari {len(sent)}. Naskahnya tetap."
    return "Surat ini dibatalkan dan tidak diproses lagi."


def _who(jabatan_id: int, nama: str) -> str:
    found = holders(jabatan_id)
    return f"{found[0].title} ({found[0].nama})" if found else f"{nama} (belum ada pejabatnya)"


def _deeds(surat: SuratKeluar, due: Paraf | None) -> set[str]:
    """Only to show or hide buttons; the services decide again."""
    actor = current_actor()
    may = {verb for verb in ("create", "initial", "sign", "distribute") if allowed(actor, f"surat.keluar.{verb}")}
    signs = "sign" in may and signs_for(actor, surat.penandatangan_id)
    deeds = set()
    if surat.status == "konsep" and "create" in may:
        deeds |= {"ubah", "ajukan", "batalkan"}
    due_here = due is not None and actor.assignment_for(due.jabatan_id) is not None
    if due_here and surat.status == "menunggu_paraf" and "initial" in may:
        deeds.add("paraf")
    if surat.status == "menunggu_tanda_tangan" and signs:
        deeds |= {"tanda_tangan" if surat.cara == "elektronik" else "cetak", "tolak"}
    if surat.status == "menunggu_pindaian" and signs:
        deeds |= {"pindaian", "tolak"}
    if surat.status in UNSIGNED and may_choose(surat):
        deeds.add("cara")
    if "distribute" in may and (
        surat.status == "ditandatangani"
        or (surat.status == "didistribusikan" and casework.open_step(surat, casework.DISTRIBUTE) is not None)
    ):
        deeds.add("distribusi")
    if "distribute" in may and surat.status == "didistribusikan":
        deeds.add("tanda_terima")
    return deeds


def _steps(surat: SuratKeluar, chain: list[Paraf], sent: list[Pengiriman]) -> list[dict[str, Any]]:
    """For the stepper: konsep → paraf → tanda tangan → distribusi."""
    here = "menunggu_tanda_tangan" if surat.status == "menunggu_pindaian" else surat.status
    at = ORDER.index(here) if here in ORDER else -1
    agreed = sum(1 for paraf in chain if paraf.status == "setuju")
    received = sum(1 for each in sent if each.status == "diterima")
    rows = [
        ("Konsep", surat.penyusun, 0),
        ("Paraf", f"{agreed} dari {len(surat.rantai)}" if surat.rantai else "tanpa paraf", 1),
        ("Tanda tangan", surat.ditandatangani_sebagai or surat.penandatangan.nama, 2),
        ("Distribusi", f"tanda terima {received} dari {len(sent)}" if sent else "", 3),
    ]
    returned = surat.status == "konsep" and bool(surat.catatan_kembali)
    return [
        {"title": title, "text": words, "url": "", "state": _state(index, at, returned)} for title, words, index in rows
    ]


def _state(index: int, at: int, returned: bool) -> str:
    if index == 0 and at == 0:
        return "kembali" if returned else "sekarang"
    if at == 4 or index < at:
        return "selesai"
    return "sekarang" if index == at else "nanti"


def status_label(status: str) -> str:
    return STATUS_SURAT[status]
