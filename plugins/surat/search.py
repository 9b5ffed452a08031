"""Letters in the search of the shell, by number and subject. Secret ones are found on nobody's list."""

from flask import url_for

from core.actor import Actor
from core.idn.dates import format_date
from core.permissions import allowed
from core.web.search import MOST, SearchResult, matches
from plugins.surat.models import SuratKeluar, SuratMasuk
from plugins.surat.models.pilihan import RAHASIA, STATUS_MASUK, STATUS_SURAT


class Outgoing:
    label = "Surat keluar"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "surat.keluar.read"):
            return []
        rows = (
            SuratKeluar.select()
            .where(SuratKeluar.keamanan.not_in(RAHASIA) & matches(words, SuratKeluar.nomor, SuratKeluar.hal))
            .order_by(SuratKeluar.id.desc())
            .limit(MOST)
        )
        return [
            SearchResult(
                str(row.hal),
                f"{row.nomor or 'Belum bernomor'} · {STATUS_SURAT[row.status]}",
                url_for("surat.keluar_page", uuid=row.uuid),
            )
            for row in rows
        ]


class Incoming:
    label = "Surat masuk"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "surat.masuk.read"):
            return []
        columns = (SuratMasuk.nomor, SuratMasuk.hal, SuratMasuk.pengirim)
        rows = (
            SuratMasuk.select()
            .where(SuratMasuk.keamanan.not_in(RAHASIA) & matches(words, *columns))
            .order_by(SuratMasuk.id.desc())
            .limit(MOST)
        )
        return [
            SearchResult(
                str(row.hal),
                f"{row.nomor}, {format_date(row.tanggal)} · dari {row.pengirim} · {STATUS_MASUK[row.status]}",
                url_for("surat.masuk_page", uuid=row.uuid),
            )
            for row in rows
        ]


SOURCES = (Outgoing(), Incoming())
