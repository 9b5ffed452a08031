"""What happens when a performance agreement has been signed by both parties: it is in force, the one before it is kept
as replaced, its targets are those of the year, and the steps that wait for a PK go on."""

from decimal import Decimal

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.files import Dokumen
from core.idn.numbers import format_number
from core.idn.periods import Periode
from plugins.sop_kinerja.kebutuhan import ACUAN
from plugins.sop_kinerja.models import Indikator, JenisAcuan, PerjanjianKinerja, PkIndikator, Target
from plugins.sop_kinerja.services import pk_baca
from plugins.sop_kinerja.services.acuan import keep
from plugins.sop_kinerja.services.agregat_basi import mark_indicators
from plugins.sop_kinerja.services.kasus_release import release
from plugins.sop_kinerja.services.pk_sumber import QUARTERS
from plugins.sop_kinerja.services.pk_susun import PK

KIND = "pk"


def take_effect(pk: PerjanjianKinerja, dokumen: Dokumen, cara: str) -> int:
    """In the caller's transaction; gives how many steps can go on now.

    :param cara: how it was signed, for the record
    :raises StateError: when it does not wait for signatures (any more).
    """
    actor = current_actor()
    with transaction():
        old = pk_baca.current(int(pk.perangkat_daerah_id), int(pk.tahun))
        if old is not None:
            PK.move(old, "diganti", action="sop_kinerja.pk.replace")
        signed = {
            PerjanjianKinerja.dokumen: dokumen,
            PerjanjianKinerja.ditandatangani: clock.now(),
            PerjanjianKinerja.dicatat_oleh: actor.signed,
        }
        PK.move(pk, "berlaku", also=signed, action="sop_kinerja.pk.effect")
        audit.record("sop_kinerja.pk.signed", pk, detail={"cara": cara, "sha256": dokumen.sha256})
        lines = list(pk_baca.lines(pk))
        for row in lines:
            _follow(pk, row)
        mark_indicators((str(row.indikator_uuid) for row in lines), int(pk.tahun))
        keep(_kind(pk), [Periode(int(pk.tahun), "TH")], dokumen, actor, str(pk)[:250])
        released = release(int(pk.perangkat_daerah_id), KIND)
    return len(released)


def _follow(pk: PerjanjianKinerja, row: PkIndikator) -> None:
    """The targets of the year and its quarters are what was agreed on. What was never set stays not set."""
    indicator = Indikator.get_or_none(Indikator.uuid == row.indikator_uuid)
    if indicator is None:
        return
    wanted = {"TH": row.target, **{name.upper(): getattr(row, name) for name in QUARTERS}}
    for part, value in wanted.items():
        upper = row.target_atas if part == "TH" else None
        _set(pk, indicator, f"{pk.tahun}-{part}", value, upper)


def _set(
    pk: PerjanjianKinerja, indicator: Indikator, periode: str, value: Decimal | None, upper: Decimal | None
) -> None:
    found = Target.get_or_none((Target.indikator == indicator.id) & (Target.periode == periode))
    was = found.nilai if found else None
    if found is None and value is None:
        return
    if found is None:
        found = Target.create(
            perangkat_daerah=pk.perangkat_daerah_id, indikator=indicator, periode=periode, nilai=value, nilai_atas=upper
        )
    elif was == value and (upper is None or upper == found.nilai_atas):
        return
    else:
        changed = {Target.nilai: value, Target.nilai_atas: found.nilai_atas if upper is None else upper}
        Target.update(changed).where(Target.id == found.id).execute()
    detail = {"dari": _text(was), "menjadi": _text(value), "pk": str(pk.uuid), "periode": periode}
    audit.record("sop_kinerja.target.agreed", found, detail=detail)


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
