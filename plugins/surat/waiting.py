"""What surat shows on Beranda: letters without a case and other papers that wait for the person, and new incoming
letters.

Letters of a case are not told here: their tasks are, by sop_kinerja.
"""

from typing import Any

from core.actor import Actor
from core.organisation.models import Jabatan
from core.permissions import allowed
from core.web.home import HomeFact, HomeItem
from plugins.surat.models import Paraf, SuratKeluar, SuratMasuk
from plugins.surat.services import naskah
from plugins.surat.services.casework import PREFIX
from plugins.surat.services.secrecy import incoming_levels
from plugins.surat.urls import incoming_url, letter_url, paper_url


class LettersWaiting:
    def items(self, actor: Actor) -> list[HomeItem]:
        return [*_to_sign(actor), *_papers_to_sign(), *_to_initial(actor), *_to_receive(actor)]

    def summary(self, actor: Actor) -> list[HomeFact]:
        return []

    def counts(self, actor: Actor) -> dict[str, int]:
        found = {"surat.tte_list": len(naskah.waiting())}
        if allowed(actor, "surat.masuk.receive"):
            found["surat.masuk_list"] = _unreceived(actor).count()
        return found


def _to_sign(actor: Actor) -> list[HomeItem]:
    if not actor.jabatan_ids or not allowed(actor, "surat.keluar.sign"):
        return []
    waiting = SuratKeluar.status.in_(("menunggu_tanda_tangan", "menunggu_pindaian"))
    rows = SuratKeluar.select().where(waiting & _free() & SuratKeluar.penandatangan.in_(actor.jabatan_ids))
    return [
        HomeItem(f"Tanda tangan: {row.hal}", "Surat menunggu tanda tangan Anda.", letter_url(row.uuid), "Buka surat")
        for row in rows.order_by(SuratKeluar.sejak).limit(20)
    ]


def _papers_to_sign() -> list[HomeItem]:
    return [
        HomeItem(
            f"Tanda tangan: {row.judul}",
            f"Naskah menunggu tanda tangan Anda sebagai {row.sebutan}.",
            paper_url(row.naskah_uuid),
            "Buka naskah",
        )
        for row in naskah.waiting()
    ]


def _to_initial(actor: Actor) -> list[HomeItem]:
    if not actor.jabatan_ids or not allowed(actor, "surat.keluar.initial"):
        return []
    rows = (
        Paraf.select(Paraf, SuratKeluar, Jabatan)
        .join(SuratKeluar)
        .switch(Paraf)
        .join(Jabatan)
        .where(
            (Paraf.status == "menunggu")
            & (SuratKeluar.status == "menunggu_paraf")
            & (Paraf.putaran == SuratKeluar.putaran)
            & _free()
        )
        .order_by(Paraf.surat, Paraf.urutan)
        .limit(100)
    )
    first: dict[int, Paraf] = {}
    for row in rows:
        first.setdefault(row.surat_id, row)
    return [
        HomeItem(f"Paraf: {row.surat.hal}", "Surat menunggu paraf Anda.", letter_url(row.surat.uuid), "Buka surat")
        for row in first.values()
        if row.jabatan_id in actor.jabatan_ids
    ]


def _to_receive(actor: Actor) -> list[HomeItem]:
    if not allowed(actor, "surat.masuk.receive"):
        return []
    rows = _unreceived(actor).order_by(SuratMasuk.sejak).limit(20)
    return [
        HomeItem(
            f"Surat masuk: {row.hal}",
            f"Dari {row.pengirim}, nomor {row.nomor}. Pengirim menunggu tanda terima.",
            incoming_url(row.uuid),
            "Buka dan terima",
        )
        for row in rows
    ]


def _unreceived(actor: Actor) -> Any:
    levels = sorted(incoming_levels(actor))
    return SuratMasuk.select().where((SuratMasuk.status != "diterima") & SuratMasuk.keamanan.in_(levels))


def _free() -> object:
    return ~SuratKeluar.rujukan.startswith(PREFIX)
