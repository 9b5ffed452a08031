"""Settling the Rencana Aksi of a year: it becomes a paper, and the reference document that steps wait for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core import clock
from core.audit import Jejak
from core.db import transaction
from core.errors import FieldErrors, InputError
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from core.papers import PaperError
from core.permissions import require
from plugins.sop_kinerja.models import Acuan
from plugins.sop_kinerja.services import renaksi_aksi, renaksi_target
from plugins.sop_kinerja.services.renaksi_acuan import Fed, feed, is_outdated, latest
from plugins.sop_kinerja.services.renaksi_data import UPDATE, Line, hold, lines
from plugins.sop_kinerja.services.renaksi_naskah import lacking, paper, said, title
from plugins.sop_kinerja.services.renaksi_target import cell, told

KODE = "rencana_aksi"
FINISH = "sop_kinerja.renaksi.finish"
CHANGES = (renaksi_target.SAVE, renaksi_aksi.SAVED, renaksi_aksi.REMOVED)
RECENT = 200
"""Lines of the log that are looked through for the last change of a year."""


@dataclass(frozen=True)
class Stand:
    """How the year's form stands. `naskah`: its newest document; `basi`: it would say something else now; `oleh`,
    `pada`: who changed it last on its page, and when."""

    naskah: Acuan | None
    basi: bool
    oleh: str
    pada: datetime | None


def settle(tahun: int) -> Fed:
    """Makes the form of the year as it stands, which then counts as the reference document. Done again, the newer one
    counts.

    :raises FieldErrors: naming what is lacking, and each target that does not agree with the others.
    """
    actor = require(UPDATE)
    department = PerangkatDaerah.get_by_id(actor.perangkat_daerah_id)
    with transaction():
        hold(int(department.id))
        rows = lines(int(department.id), tahun)
        if errors := _errors(rows):
            raise FieldErrors(errors)
        try:
            pdf = paper(department, tahun, rows, clock.now())
        except PaperError as error:
            raise InputError(error.sentence) from error
        return feed(KODE, Periode(tahun, "TH"), pdf, title(tahun), FINISH, said(rows))


def stand(department: int, tahun: int, rows: Sequence[Line]) -> Stand:
    """:param rows: the lines of the year as they are now"""
    naskah = latest(KODE, department, Periode(tahun, "TH"))
    last = _last_change(department, tahun)
    stale = is_outdated(naskah, said(rows))
    who = f"{last.pelaku} ({last.sebagai})" if last is not None and last.sebagai != last.pelaku else ""
    return Stand(naskah, stale, who or (str(last.pelaku) if last else ""), last.waktu if last else None)


def _errors(rows: list[Line]) -> dict[str, str]:
    """Field -> sentence; what concerns no single cell hangs on names that no field has."""
    errors = {f"kurang-{number}": sentence for number, sentence in enumerate(lacking(rows))}
    for row in rows:
        for finding in row.findings:
            if finding.galat:
                errors.setdefault(cell(row.uuid, finding.bagian), told(row, finding))
    return errors


def _last_change(department: int, tahun: int) -> Jejak | None:
    mine = (Jejak.perangkat_daerah == department) & Jejak.tindakan.in_(CHANGES)
    newest = Jejak.select().where(mine).order_by(Jejak.id.desc()).limit(RECENT)
    return next((one for one in newest if one.rincian.get("tahun") == tahun), None)
