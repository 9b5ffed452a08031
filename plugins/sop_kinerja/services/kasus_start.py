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
from core.organisation.positions import holders
from core.permissions import require
from plugins.sop_kinerja.models import Kasus, KasusTujuan, SopVersi
from plugins.sop_kinerja.models.sop import STATUS_VERSI
from plugins.sop_kinerja.services.kasus_open import arrive
from plugins.sop_kinerja.services.kasus_posisi import submitting_position
from plugins.sop_kinerja.services.kasus_run import Run, reaching
from plugins.sop_kinerja.services.sop import EACH, columns_of, flow_of, steps_of


def start_case(versi: SopVersi, periode: str, tenggat: date, tujuan_ids: Iterable[int] = (), nama: str = "") -> Kasus:
    """Begins a run and gives its first task to whoever holds the position.

    :param periode: its code, such as 2026-TW2
    :param tenggat: the day by which the asked departments must send their data
    :param tujuan_ids: the departments that are asked; needed when a step is theirs
    :raises FieldErrors: naming each field that is wrong (periode, tenggat, tujuan, nama).
    :raises StateError: when the version isn't ratified, a column has no holder, or a run of the period is under way.
    """
    actor = require("sop_kinerja.kasus.start")
    if versi.status != "disahkan":
        raise StateError(
            f"SOP ini berstatus «{STATUS_VERSI[str(versi.status)]}»; hanya SOP disahkan yang dapat dimulai."
        )
    flow = flow_of(versi)
    flow.check()
    asks = any(node.each for node in flow.nodes.values())
    asked = _departments(tujuan_ids, versi) if asks else []
    period = _checked(periode, tenggat, nama, asked, asks, versi, actor)
    _ensure_held(versi, asked)
    with transaction(), reaching(int(versi.perangkat_daerah_id), "Memulai pelaksanaan SOP"):
        kasus = _create(versi, period, tenggat, nama.strip() or f"{versi.sop.nama} {period.label}", actor)
        for department in asked:
            KasusTujuan.create(perangkat_daerah=versi.perangkat_daerah_id, kasus=kasus, tujuan=department)
        audit.record(
            "sop_kinerja.kasus.start", kasus, detail={"periode": period.code, "tujuan": [one.nama for one in asked]}
        )
        arrive(Run(kasus), flow.start)
    return kasus


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


def _ensure_held(versi: SopVersi, asked: list[PerangkatDaerah]) -> None:
    """:raises StateError: naming the column, or the department, whose work nobody could do today."""
    columns = columns_of(versi)
    used = {code for step in steps_of(versi) for code in step.pelaksana}
    for code, column in columns.items():
        if code not in used or column.jenis == EACH:
            continue
        if column.jabatan is None:
            raise StateError(
                f"Kolom pelaksana «{column.label}» belum dihubungkan dengan jabatan. Hubungkan di halaman SOP ini."
            )
        if not holders(column.jabatan_id):
            raise StateError(f"Kolom «{column.label}»: jabatan {column.jabatan.nama} sedang tidak ada pemegangnya.")
    for department in asked:
        position = submitting_position(department.id)
        if not holders(position.id):
            raise StateError(f"{department.nama}: jabatan {position.nama} sedang tidak ada pemegangnya.")


def _create(versi: SopVersi, period: Periode, tenggat: date, nama: str, actor: Actor) -> Kasus:
    try:
        with transaction():  # a savepoint: the outer transaction goes on to tell which run is in the way
            kasus: Kasus = Kasus.create(
                perangkat_daerah=versi.perangkat_daerah_id,
                versi=versi,
                nama=nama,
                periode=period.code,
                tenggat=tenggat,
                kunci=f"{versi.sop_id}:{period.code}",
                dimulai_oleh=actor.title if actor.title == actor.nama else f"{actor.nama} ({actor.title})"[:250],
            )
            return kasus
    except peewee.IntegrityError as error:
        raise StateError(f"{versi.sop.nama} untuk {period.label} sedang berjalan. Buka pelaksanaan itu.") from error
