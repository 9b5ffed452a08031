"""Folders of the archive in the search of the shell; those of secret records are found through their page only."""

from flask import url_for

from core.actor import Actor
from core.permissions import allowed
from core.web.search import MOST, SearchResult, matches
from plugins.arsip.models import STATUS_BERKAS, Berkas

OPEN_LEVELS = ("biasa", "terbatas")


class Folders:
    label = "Berkas arsip"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "arsip.berkas.read"):
            return []
        columns = (Berkas.nomor_berkas, Berkas.uraian, Berkas.klasifikasi_kode, Berkas.klasifikasi_uraian)
        rows = (
            Berkas.select()
            .where(Berkas.keamanan.in_(OPEN_LEVELS) & matches(words, *columns))
            .order_by(Berkas.tahun.desc(), Berkas.urut.desc())
            .limit(MOST)
        )
        return [
            SearchResult(
                str(row.uraian),
                f"Berkas {row.nomor_berkas} · {STATUS_BERKAS[row.status]}",
                url_for("arsip.berkas_page", uuid=row.uuid),
            )
            for row in rows
        ]


SOURCES = (Folders(),)
