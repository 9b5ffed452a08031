"""What happens when a performance agreement has been signed by both parties: it is in force, the one before it is kept
as replaced, its targets are those of the year, and the steps that wait for a PK go on."""

from collections.abc import Mapping
from decimal import Decimal

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.files import Dokumen
from core.idn.numbers import format_number
from core.idn.periods import Periode
from plugins.sop_kinerja.kebutuhan import ACUAN
from plugins.sop_kinerja.models import Indikator, JenisAcuan, PerjanjianKinerja, PkIndikator, Target
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services import pk_baca
from plugins.sop_kinerja.services.acuan import keep
from plugins.sop_kinerja.services.kasus_release import release
from plugins.sop_kinerja.services.pk_keadaan import PK
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time
from plugins.sop_kinerja.services.target_tahun import Key, targets_of, write
from plugins.sop_kinerja.target_periksa import HALVES, QUARTERS, YEAR

KIND = "pk"


def take_effect(pk: PerjanjianKinerja, dokumen: Dokumen, cara: str) -> int:
    """In the caller's transaction; gives how many steps can go on now.

    :param cara: how it was signed, for the record
    :raises StateError: when it does not wait for signatures (any more).
    """
    actor = current_actor()
    with transaction():
        one_at_a_time(int(pk.perangkat_daerah_id))
        old = pk_baca.in_force(pk)
        if old is not None:
            PK.move(old, "diganti", action="sop_kinerja.pk.replace")
        signed = {
            PerjanjianKinerja.dokumen: dokumen,
            PerjanjianKinerja.ditandatangani: clock.now(),
            PerjanjianKinerja.dicatat_oleh: actor.signed,
        }
        PK.move(pk, "berlaku", also=signed, action="sop_kinerja.pk.effect")
        audit.record("sop_kinerja.pk.signed", pk, detail={"cara": cara, "sha256": dokumen.sha256})
        _follow(pk)
        if pk.unit_kerja_id is not None:
            return 0  # what steps wait for is the department's
        keep(_kind(pk), [Periode(int(pk.tahun), YEAR)], dokumen, actor, str(pk)[:250])
        released = release(int(pk.perangkat_daerah_id), KIND)
    return len(released)


def _follow(pk: PerjanjianKinerja) -> None:
    """The targets of the year and its quarters are what was agreed on."""
    owner, tahun = int(pk.perangkat_daerah_id), int(pk.tahun)
    lines = {str(row.indikator_uuid): row for row in pk_baca.lines(pk)}
    masters = {int(row.id): row for row in Indikator.select().where(Indikator.uuid.in_(list(lines)))}
    here = targets_of(masters, tahun)
    wanted: dict[Key, Value | None] = {}
    for key, master in masters.items():
        agreed = _agreed(lines[str(master.uuid)], here.get(key, {}))
        wanted |= {(key, part): value for part, value in agreed.items()}
    changes = write(owner, tahun, wanted)
    rows = targets_of(masters, tahun)
    for one in changes:
        was, now = (None if value is None else value.nilai for value in (one.before, one.after))
        detail = {"dari": _text(was), "menjadi": _text(now), "pk": str(pk.uuid), "periode": f"{tahun}-{one.bagian}"}
        found = rows.get(one.indikator_id, {}).get(one.bagian, masters[one.indikator_id])
        audit.record("sop_kinerja.target.agreed", found, detail=detail)


def _agreed(row: PkIndikator, here: Mapping[str, Target]) -> dict[str, Value | None]:
    """Part of the year -> its target by the agreement. What was never set stays not set; a semester, of which no
    agreement speaks, is made of its quarters anew where they change."""
    found: dict[str, Value | None] = {}
    quarters = {part: getattr(row, part.lower()) for part in QUARTERS}
    for part, value in {YEAR: row.target, **quarters}.items():
        old = here.get(part)
        if old is not None or value is not None:
            found[part] = Value(value, row.target_atas if part == YEAR else _upper(value, old, row.target_atas))
    for half, parts in HALVES.items():
        before = {part: old.nilai for part in parts if (old := here.get(part)) is not None}
        if half in here and any(before.get(part) != quarters[part] for part in parts):
            found[half] = None
    return found


def _upper(value: Decimal | None, old: Target | None, of_year: Decimal | None) -> Decimal | None:
    """The upper limit of a quarter of a range, which the agreement does not name: as it was, else the year's; never
    below the lower one."""
    upper = old.nilai_atas if old is not None and old.nilai is not None else of_year
    return None if value is None or upper is None else max(value, upper)


def _kind(pk: PerjanjianKinerja) -> JenisAcuan:
    """The department's kind «PK»; made where no SOP of its own has asked for one yet."""
    nama, per = ACUAN[KIND]
    kind, made = JenisAcuan.get_or_create(
        perangkat_daerah=pk.perangkat_daerah_id, kode=KIND, defaults={"nama": nama, "per": per}
    )
    if made:
        audit.record("sop_kinerja.acuan.kind", kind, detail={"kode": KIND, "nama": nama, "per": per})
    return kind


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format_number(value)
