"""Public links to how one figure came about: opened where the department allows it, closed by hand or by setting."""

import secrets
from dataclasses import dataclass

from core import audit, clock
from core.actor import Actor, acting, current_actor
from core.db import transaction
from core.errors import NotFound, StateError
from core.gate import is_active
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from core.permissions import require
from core.preferences import preference
from core.tenancy import all_departments
from plugins.sop_kinerja.models import IndikatorTahun, TautanAngka
from plugins.sop_kinerja.services.lacak import Lacak, of_figure

OPEN = "sop_kinerja.tautan.create"
SETTING = "tautan_umum"
UNKNOWN = "Tautan ini tidak dikenal. Periksa kembali alamatnya."


@dataclass(frozen=True)
class Umum:
    """What a public link shows: the figure, or why it shows none. `zona_waktu` is that of the regency."""

    tautan: TautanAngka
    pemilik: PerangkatDaerah
    zona_waktu: str
    tertutup: str
    lacak: Lacak | None


def is_allowed(perangkat_daerah_id: int) -> bool:
    """Whether the department lets figures be seen without login."""
    return bool(preference("sop_kinerja", SETTING, perangkat_daerah_id))


def link_of(found: Lacak) -> TautanAngka | None:
    """The acting department's open link to a figure."""
    row: TautanAngka | None = (
        TautanAngka.select()
        .where(
            (TautanAngka.perangkat_daerah == current_actor().perangkat_daerah_id)
            & (TautanAngka.indikator_tahun == found.indikator.id)
            & (TautanAngka.periode == found.periode.code)
            & TautanAngka.ditutup.is_null()
        )
        .first()
    )
    return row


def open_link(found: Lacak) -> TautanAngka:
    """A link to the figure; opened twice it is the same. Only for recaps of the acting department.

    :raises StateError: where the department does not allow it, and for another one's recap.
    """
    actor = require(OPEN)
    owner = int(actor.perangkat_daerah_id or 0)
    if int(found.angka.penyelenggara_id) != owner:
        raise StateError(f"Angka ini ada pada rekapitulasi {found.angka.penyelenggara}; mintalah tautannya di sana.")
    if not is_allowed(owner):
        raise StateError(
            "Tautan untuk umum tidak diizinkan di perangkat daerah ini. Admin dapat mengizinkannya pada pengaturan "
            "plugin."
        )
    with transaction():
        there = link_of(found)
        if there is not None:
            return there
        row: TautanAngka = TautanAngka.create(
            perangkat_daerah=owner,
            token=secrets.token_urlsafe(24),
            indikator_tahun=found.indikator.id,
            periode=found.periode.code,
            dibuat_oleh=actor.signed,
        )
        audit.record("sop_kinerja.tautan.open", row, detail={"periode": found.periode.code})
    return row


def close_link(uuid: str) -> TautanAngka:
    """Nobody sees the figure by this link any more; the link itself says that it is closed.

    :raises NotFound: also for another department's.
    """
    require(OPEN)
    row = TautanAngka.get_or_none(TautanAngka.uuid == uuid)
    if row is None:
        raise NotFound("Tautan ini tidak ada di perangkat daerah Anda.")
    assert isinstance(row, TautanAngka)
    if row.ditutup is None:
        with transaction():
            row.ditutup = clock.now()
            TautanAngka.update(ditutup=row.ditutup).where(TautanAngka.id == row.id).execute()
            audit.record("sop_kinerja.tautan.close", row)
    return row


def visit(token: str) -> Umum:
    """What anybody sees by the link: the figure as the department that opened it sees it, read with no permission.

    :raises NotFound: for a link that was never given out.
    """
    with all_departments("Tautan angka untuk umum"):
        link = (
            TautanAngka.select(TautanAngka, IndikatorTahun)
            .join(IndikatorTahun)
            .where(TautanAngka.token == token)
            .first()
        )
    if link is None:
        raise NotFound(UNKNOWN)
    owner = (
        PerangkatDaerah.select(PerangkatDaerah, PemerintahDaerah)
        .join(PemerintahDaerah)
        .where(PerangkatDaerah.id == link.perangkat_daerah_id)
        .get()
    )
    zone = str(owner.pemerintah_daerah.zona_waktu)
    with acting(Actor(nama="Umum", perangkat_daerah_id=int(owner.id), zona_waktu=zone)):
        closed, found = _why_closed(link, owner), None
        if not closed:
            try:
                found = of_figure(str(link.indikator_tahun.uuid), str(link.periode), int(owner.id))
            except NotFound:
                closed = "Angka ini sedang tidak ada pada rekapitulasi: datanya dibuka kembali untuk diperbaiki."
    return Umum(link, owner, zone, closed, found)


def _why_closed(link: TautanAngka, owner: PerangkatDaerah) -> str:
    if link.ditutup is not None:
        return f"{owner} sudah menutup tautan ini."
    if not is_active("sop_kinerja", int(owner.id)) or not is_allowed(int(owner.id)):
        return f"{owner} saat ini tidak membuka angkanya untuk umum."
    return ""
