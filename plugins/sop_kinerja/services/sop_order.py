"""Writes the steps of a draft down in another order, with all that names them (`urutan.arrange`)."""

from typing import Any

from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.urutan import Link, arrange


def rearrange(draft: SopVersi, steps: list[SopLangkah], order: list[int | None]) -> tuple[str, ...]:
    """Numbers the steps anew; sentences on what was taken off.

    :param order: as `arrange`; steps whose number is left out must have been deleted
    """
    links, sentences = arrange((link_of(step) for step in steps), order)
    moved = [step for step in steps if step.nomor in links]
    for step in moved:
        link = links[int(step.nomor)]
        # Numbers are unique in a version: out of the way first, then to their places.
        values = values_of(step, link) | {"nomor": -link.nomor}
        SopLangkah.update(values).where(SopLangkah.id == step.id).execute()
    for link in links.values():
        SopLangkah.update({SopLangkah.nomor: link.nomor}).where(
            (SopLangkah.versi == draft.id) & (SopLangkah.nomor == -link.nomor)
        ).execute()
    return sentences


def link_of(step: SopLangkah) -> Link:
    dari = tuple(need.get("dari") for need in step.kebutuhan or [])
    return Link(int(step.nomor), step.ya_ke, step.tidak_ke, bool(step.mulai), dari)


def values_of(step: SopLangkah, link: Link) -> dict[str, Any]:
    """The columns of the step that say how it names others."""
    needs = [
        {**need, "dari": dari}
        for at, (need, dari) in enumerate(zip(step.kebutuhan or [], link.dari, strict=True))
        if at not in link.tanpa
    ]
    return {"ya_ke": link.ya_ke, "tidak_ke": link.tidak_ke, "mulai": link.mulai, "kebutuhan": needs}
