"""Beginning a run of an SOP for a period."""

from collections.abc import Iterable
from datetime import date

import peewee

from core import audit, clock
from core.actor import Actor
from core.db import transaction
from core.errors import FieldErrors, StateError
from core.gate import is_active
from core.idn.periods import Periode, PeriodeError
from core.organisation.models import PerangkatDaerah
from core.permissions import require
from plugins.sop_kinerja.models import Kasus, KasusTujuan, SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.services import kasus_cakupan
from plugins.sop_kinerja.services.kasus_begin import begin
from plugins.sop_kinerja.services.kasus_run import reaching
from plugins.sop_kinerja.services.sop import EACH, check_flows, columns_of, flow_of, stages_of


def start_case(
    versi: SopVersi,
    periode: str,
    tenggat: date,
    tujuan_ids: Iterable[int] = (),
    nama: str = "",
    cakupan: str = "semua",
) -> Kasus:
    """Begins a run and gives its first task to whoever holds the position.

    :param periode: its code, such as 2026-TW2; of an SOP that rolls up through the year it says which of its steps
        are run
    :param tenggat: the day by which the asked departments must send their data
    :param tujuan_ids: the departments that are asked; needed when a step is theirs
    :param cakupan: which of the departments' indicators are asked for, a key of `kasus_cakupan.CAKUPAN`
    :raises FieldErrors: naming each field that is wrong (periode, tenggat, tujuan, nama, cakupan).
    :raises StateError: when the version isn't ratified, a column has no holder, or there is a run of the period.
    """
    actor = require("sop_kinerja.kasus.start")
    ensure_ratified(versi)
    check_flows(versi)
    asks = asks_departments(versi)
    asked = _departments(tujuan_ids, versi) if asks else []
    period = _checked(periode, tenggat, nama, asked, asks, versi, actor)
    indikators = kasus_cakupan.chosen(cakupan, asked)
    with transaction(), reaching(int(versi.perangkat_daerah_id), "Memulai pelaksanaan SOP"):
        kasus = create_case(versi, period, tenggat, nama.strip(), actor)
        for department in asked:
            KasusTujuan.create(perangkat_daerah=versi.perangkat_daerah_id, kasus=kasus, tujuan=department)
        kasus_cakupan.keep(kasus, indikators)
        told = {"periode": period.code, "tujuan": [one.nama for one in asked], "cakupan": cakupan}
        audit.record("sop_kinerja.kasus.start", kasus, detail=told)
        begin(kasus)
    return kasus


def ensure_ratified(versi: SopVersi) -> None:
    """:raises StateError: for a version that may not be run (any more)."""
    if versi.status != "disahkan":
        raise StateError(
            f"SOP ini berstatus «{STATUS_VERSI[str(versi.status)]}»; hanya SOP disahkan yang dapat dimulai."
        )


def asks_departments(versi: SopVersi) -> bool:
    """Whether a step of the SOP is done by other departments."""
    columns = columns_of(versi)
    return any(node.fan and columns[node.fan].jenis == EACH for node in flow_of(versi).nodes.values())


def create_case(
    versi: SopVersi,
    period: Periode,
    tenggat: date,
    nama: str,
    actor: Actor,
    *,
    status: str = "berjalan",
    rencana_mulai: date | None = None,
    ulangan_dari: Kasus | None = None,
) -> Kasus:
    """The row of a case, without its first step.

    :raises StateError: when the period has one already, telling how it stands.
    """
    kunci = f"{versi.sop_id}:{period.code}"
    try:
        with transaction():  # a savepoint: the outer transaction goes on to tell which run is in the way
            kasus: Kasus = Kasus.create(
                perangkat_daerah=versi.perangkat_daerah_id,
                versi=versi,
                nama=nama or f"{versi.sop.nama} {period.label}",
                periode=period.code,
                tahun=period.tahun,
                kadensi=period.kadensi if stages_of(versi) else versi.sop.pola,
                tenggat=tenggat,
                status=status,
                rencana_mulai=rencana_mulai,
                kunci=kunci,
                ulangan_dari=ulangan_dari,
                dimulai_oleh=actor.signed,
            )
            return kasus
    except peewee.IntegrityError as error:
        other = Kasus.get_or_none(Kasus.kunci == kunci)
        stand = {"selesai": "sudah selesai", "rencana": "sudah direncanakan"}.get(
            str(other.status) if other else "", "sedang berjalan"
        )
        raise StateError(f"{versi.sop.nama} untuk {period.label} {stand}. Buka pelaksanaan itu.") from error


def askable(perangkat_daerah_id: int) -> list[tuple[PerangkatDaerah, bool]]:
    """The other departments of the same government, and whether each can be asked (has sop_kinerja on)."""
    own = PerangkatDaerah.get_by_id(perangkat_daerah_id)
    rows = (
        PerangkatDaerah.select()
        .where(
            (PerangkatDaerah.pemerintah_daerah == own.pemerintah_daerah_id)
            & (PerangkatDaerah.id != own.id)
            & (PerangkatDaerah.aktif == True)  # noqa: E712
        )
        .order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama)
    )
    return [(row, is_active("sop_kinerja", row.id)) for row in rows]


def _departments(ids: Iterable[int], versi: SopVersi) -> list[PerangkatDaerah]:
    """In their usual order, each once.

    :raises FieldErrors: for one that does not exist here.
    """
    wanted = {int(one) for one in ids}
    rows = PerangkatDaerah.select().where(
        PerangkatDaerah.id.in_(wanted)
        & (PerangkatDaerah.pemerintah_daerah == versi.perangkat_daerah.pemerintah_daerah_id)
    )
    found = list(rows.order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama))
    if len(found) != len(wanted):
        raise FieldErrors({"tujuan": "Pilih perangkat daerah dari pemerintah daerah yang sama."})
    return found


def _checked(
    periode: str, tenggat: date, nama: str, asked: list[PerangkatDaerah], asks: bool, versi: SopVersi, actor: Actor
) -> Periode:
    errors: dict[str, str] = {}
    period = None
    try:
        period = Periode.parse(periode)
    except PeriodeError as error:
        errors["periode"] = str(error)
    stages = stages_of(versi)
    if period is not None and stages and period.kadensi not in stages:
        errors["periode"] = f"SOP ini dijalankan setiap {', '.join(stages)}; pilih periode itu."
    if tenggat < clock.today(str(versi.perangkat_daerah.pemerintah_daerah.zona_waktu)):
        errors["tenggat"] = "Batas penyampaian data sudah lewat. Pilih hari ini atau sesudahnya."
    if len(nama.strip()) > 250:
        errors["nama"] = "Nama pelaksanaan paling panjang 250 huruf."
    off = [one.nama for one in asked if not is_active("sop_kinerja", one.id)]
    if asks and not asked:
        errors["tujuan"] = "Pilih sedikitnya satu perangkat daerah yang diminta menyampaikan data."
    elif off:
        errors["tujuan"] = f"Plugin SOP Kinerja belum dinyalakan di {', '.join(off)}."
    if errors or period is None:
        raise FieldErrors(errors)
    return period
