"""Cases, SOPs and submissions in the search of the shell."""

from flask import url_for

from core.actor import Actor
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.permissions import allowed
from core.web.search import MOST, SearchResult, matches
from plugins.sop_kinerja.models import Kasus, Penyampaian, SopDokumen, SopVersi
from plugins.sop_kinerja.models.data import STATUS_PENYAMPAIAN
from plugins.sop_kinerja.models.kasus import STATUS_KASUS
from plugins.sop_kinerja.models.sop import STATUS_VERSI


class Cases:
    label = "Pelaksanaan SOP"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "sop_kinerja.kasus.read"):
            return []
        rows = Kasus.select().where(matches(words, Kasus.nama)).order_by(Kasus.id.desc()).limit(MOST)
        return [
            SearchResult(
                str(row.nama),
                f"{_period(row.periode)} · {STATUS_KASUS[row.status]}",
                url_for("sop_kinerja.kasus_show", uuid=row.uuid),
            )
            for row in rows
        ]


class Sops:
    label = "SOP"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "sop_kinerja.sop.read"):
            return []
        rows = (
            SopVersi.select(SopVersi, SopDokumen)
            .join(SopDokumen)
            .where(matches(words, SopDokumen.nama, SopDokumen.kode, SopVersi.nomor))
            .order_by(SopDokumen.nama, SopVersi.versi.desc())
            .limit(MOST)
        )
        return [
            SearchResult(
                str(row.sop.nama),
                f"Versi {row.versi} · {STATUS_VERSI[row.status]}",
                url_for("sop_kinerja.sop_show", uuid=row.uuid),
            )
            for row in rows
        ]


class Submissions:
    """Those that the department gives, and those that it asked for."""

    label = "Penyampaian data"

    def find(self, actor: Actor, words: list[str]) -> list[SearchResult]:
        if not allowed(actor, "sop_kinerja.penyampaian.read"):
            return []
        rows = (
            Penyampaian.select(Penyampaian, PerangkatDaerah)
            .join(PerangkatDaerah, on=(Penyampaian.perangkat_daerah == PerangkatDaerah.id))
            .where(matches(words, Penyampaian.judul, PerangkatDaerah.nama, PerangkatDaerah.singkatan))
            .order_by(Penyampaian.id.desc())
            .limit(MOST)
        )
        return [
            SearchResult(
                str(row.judul),
                f"{row.perangkat_daerah.nama} · {STATUS_PENYAMPAIAN[row.status]}",
                url_for("sop_kinerja.penyampaian_form", uuid=row.uuid),
            )
            for row in rows
        ]


SOURCES = (Cases(), Sops(), Submissions())


def _period(code: str) -> str:
    return Periode.parse(str(code)).label
