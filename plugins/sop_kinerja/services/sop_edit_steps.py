"""The steps of a draft: put in, change, move, take out. What names a step follows it to its new number."""

import re

from core.errors import Busy, InputError, NotFound
from plugins.sop_kinerja.batas import MAX_STEPS
from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.services.sop import steps_of
from plugins.sop_kinerja.services.sop_draft import editing, ensure_same, plain
from plugins.sop_kinerja.services.sop_order import rearrange
from plugins.sop_kinerja.services.sop_step_check import checked
from plugins.sop_kinerja.services.sop_step_form import Step, step_form

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def get_step(versi: SopVersi, uuid: str) -> SopLangkah:
    """:raises NotFound: also when it has been taken out meanwhile."""
    found = SopLangkah.get_or_none((SopLangkah.versi == versi.id) & (SopLangkah.uuid == uuid))
    if found is None:
        raise NotFound("Langkah ini tidak ada pada SOP ini, atau baru saja dihapus.")
    assert isinstance(found, SopLangkah)
    return found


def new_form(versi: SopVersi, place: int) -> Step:
    """What the form of a new step at this place begins with: the cadence and the unit of the step before it."""
    steps = steps_of(versi)
    before = next((step for step in reversed(steps) if step.nomor < place), steps[0] if steps else None)
    kind = str(versi.sop.pola)
    return Step(
        mulai=not steps or (place <= 1 and bool(steps[0].mulai)),
        satuan=str(before.waktu_satuan) if before else "menit" if versi.satuan_waktu == "menit" else "hari",
        kadensi=str(before.kadensi) if before else "triwulan" if kind == "bertingkat" else kind,
    )


def add_step(versi: SopVersi, form: Step, place: int, uuid: str) -> tuple[str, ...]:
    """Puts a step in at `place` (from 1; past the end: as the last); sentences on what it changed in others.

    :param uuid: the step's own, chosen when the form was opened: a form that is sent twice makes one step
    :raises FieldErrors: for what cannot be kept.
    """
    if not _UUID.fullmatch(uuid):
        raise InputError("Formulir ini tidak lengkap. Buka lagi halaman langkah baru.")
    with editing(versi, "Langkah baru", uraian=plain(form.uraian)[:80]) as draft:
        steps = steps_of(draft)
        if any(str(step.uuid) == uuid for step in steps):
            return ()
        if len(steps) >= MAX_STEPS:
            raise InputError(f"SOP ini sudah mempunyai {MAX_STEPS} langkah.")
        order: list[int | None] = [int(step.nomor) for step in steps]
        place = max(1, min(place, len(order) + 1))
        order.insert(place - 1, None)
        sentences = rearrange(draft, steps, order)
        if place == 1 and steps and steps[0].mulai and not form.mulai:
            # The one that comes in before it does not take the beginning away.
            SopLangkah.update({SopLangkah.mulai: True}).where(SopLangkah.id == steps[0].id).execute()
        made = SopLangkah(perangkat_daerah=draft.perangkat_daerah_id, versi=draft, uuid=uuid, nomor=place)
        values = checked(draft, made, form, [*steps_of(draft), made])
        for name, value in values.items():
            setattr(made, name, value)
        made.save(force_insert=True)
    return sentences


def save_step(versi: SopVersi, uuid: str, form: Step, opened: str) -> None:
    """:raises FieldErrors: for what cannot be kept; :raises Busy: when somebody else saved it meanwhile."""
    with editing(versi, "Langkah", uraian=plain(form.uraian)[:80]) as draft:
        step, steps = get_step(draft, uuid), steps_of(draft)
        ensure_same(draft, step_form(step, steps), opened, f"Langkah {step.nomor}")
        SopLangkah.update(checked(draft, step, form, steps)).where(SopLangkah.id == step.id).execute()


def move_step(versi: SopVersi, uuid: str, by: int, seen: int) -> tuple[str, ...]:
    """One place up (`by` -1) or down (+1); sentences on the arrows that this took off.

    :param seen: the number under which the person saw it
    :raises Busy: when it has another number by now.
    """
    with editing(versi, "Urutan langkah", langkah=seen) as draft:
        steps = steps_of(draft)
        step = _seen(draft, uuid, seen)
        order: list[int | None] = [int(other.nomor) for other in steps]
        at = order.index(int(step.nomor))
        if not 0 <= at + by < len(order):
            return ()
        order.insert(at + by, order.pop(at))
        return rearrange(draft, steps, order)


def remove_step(versi: SopVersi, uuid: str, seen: int) -> tuple[str, ...]:
    """Takes it out; what led to it leads to what followed it. Sentences, and Busy, as `move_step`."""
    with editing(versi, "Langkah dihapus", langkah=seen) as draft:
        steps = steps_of(draft)
        step = _seen(draft, uuid, seen)
        step.delete_instance()
        return rearrange(draft, steps, [int(other.nomor) for other in steps if other.id != step.id])


def _seen(draft: SopVersi, uuid: str, seen: int) -> SopLangkah:
    step = get_step(draft, uuid)
    if step.nomor != seen:
        raise Busy(
            f"Langkah {seen} kini bernomor {step.nomor}, karena urutan langkah baru saja diubah. Periksa urutannya, "
            "lalu ulangi."
        )
    return step
