"""A paper that Selaras made itself becomes a reference document: steps that waited for it go on."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from core import audit
from core.actor import Actor, current_actor
from core.audit import Jejak
from core.files import Dokumen, store
from core.idn.periods import Periode
from plugins.sop_kinerja.kebutuhan import ACUAN
from plugins.sop_kinerja.models import Acuan, JenisAcuan
from plugins.sop_kinerja.services import acuan
from plugins.sop_kinerja.services.acuan_jenis import periods_for
from plugins.sop_kinerja.services.kasus_release import release

SAID = "isi"
"""Where a line of the log keeps the digest of what a paper said."""


@dataclass(frozen=True)
class Fed:
    """What has become of a paper, and how many steps it let go on."""

    dokumen: Dokumen
    released: int


def feed(kode: str, period: Periode, pdf: bytes, title: str, action: str, said: object) -> Fed:
    """Keeps the PDF as the department's newest document of a kind, in the caller's transaction; the caller has checked
    who may.

    A kind that the department counts by a longer period than this one is fed at the end of that period too.

    :param kode: of `kebutuhan.ACUAN`
    :param action: what the log calls it
    :param said: what the paper says, as JSON knows it; see `is_outdated`
    """
    actor = current_actor()
    department = actor.perangkat_daerah_id or 0
    kind = _kind(kode, actor)
    dokumen = store(pdf, f"{title}.pdf", "application/pdf")
    counted = {one for one in periods_for(str(kind.per), period) if one.end <= period.end}
    acuan.keep(kind, sorted({period, *counted}), dokumen, actor, "Dibuat di Selaras")
    detail = {"periode": period.code, "sha256": dokumen.sha256, SAID: _digest(said)}
    audit.record(action, dokumen, detail=detail)
    return Fed(dokumen, len(release(department, kode)))


def is_outdated(naskah: Acuan | None, said: object) -> bool:
    """Whether a paper that Selaras made would say something else now, whoever changed it where. One that somebody
    uploaded is taken as it is.

    What is said is kept as a digest: said in another form by a later version, every paper looks outdated.
    """
    if naskah is None:
        return False
    lines = Jejak.select(Jejak.rincian).where(Jejak.objek == str(naskah.dokumen.uuid)).order_by(Jejak.id)
    made = next((one.rincian[SAID] for one in lines if SAID in one.rincian), None)
    return made is not None and made != _digest(said)


def latest(kode: str, department: int, period: Periode) -> Acuan | None:
    """The newest document of the kind for exactly this period, whoever made it, with its file."""
    rows = Acuan.select(Acuan, Dokumen, JenisAcuan).join(Dokumen).switch(Acuan).join(JenisAcuan)
    mine = (Acuan.perangkat_daerah == department) & (JenisAcuan.kode == kode) & (Acuan.periode == period.code)
    found = rows.where(mine).order_by(Acuan.pada.desc(), Acuan.id.desc()).first()
    assert found is None or isinstance(found, Acuan)
    return found


def periods_there(kode: str, department: int, tahun: int) -> dict[str, datetime]:
    """Code of a period of the year -> when its newest document came."""
    rows = Acuan.select(Acuan.periode, Acuan.pada).join(JenisAcuan)
    mine = (Acuan.perangkat_daerah == department) & (JenisAcuan.kode == kode)
    found = rows.where(mine & Acuan.periode.startswith(f"{tahun:04d}-")).order_by(Acuan.pada, Acuan.id)
    return {str(row.periode): row.pada for row in found}


def _kind(kode: str, actor: Actor) -> JenisAcuan:
    """The department's kind; where no SOP of it has named one yet, it is put on the list now."""
    nama, per = ACUAN[kode]
    posts = [one.jabatan_id for one in actor.assignments if one.jenis != "delegasi"]
    row, made = JenisAcuan.get_or_create(
        perangkat_daerah=actor.perangkat_daerah_id,
        kode=kode,
        defaults={"nama": nama, "per": per, "jabatan": posts[0] if posts else None},
    )
    assert isinstance(row, JenisAcuan)
    if made:
        audit.record("sop_kinerja.acuan.kind", row, detail={"kode": kode, "nama": nama, "per": per})
    return row


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
