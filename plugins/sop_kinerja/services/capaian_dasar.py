"""What the recap of a longer period rests on: the recaps of its parts, or figures that came for the period itself."""

from core.actor import current_actor
from core.idn.periods import Periode
from plugins.sop_kinerja.models import Angka
from plugins.sop_kinerja.services.capaian_bentuk import Baris, RekapSaatIni


def parts_below(found: RekapSaatIni) -> list[Periode]:
    """The parts that are approved before the period itself is: none where every figure came for the whole of it, as
    of a yearly report that is brought in. Months are approved by nobody."""
    parts = [part for part in found.periode.parts if part.kadensi != "bulanan"]
    return parts if parts and _made_of_parts(found) else []


def direct_words(found: RekapSaatIni) -> str:
    """Why no part has to be approved first, for the page; empty where one has to, or there is none."""
    if not found.bagian or not found.periode.parts or parts_below(found):
        return ""
    kind = "semester" if found.periode.kadensi == "tahunan" else "triwulan"
    return f"Semua angkanya disampaikan langsung untuk {found.periode.label}, jadi tidak menunggu persetujuan {kind}."


def _made_of_parts(found: RekapSaatIni) -> bool:
    """A figure made of indicators below it rests on nothing else: those stand in the same recap themselves."""
    rows = [one for _, one in found.semua]
    if any(one.angka.asal == "periode" for one in rows):
        return True
    of_units = [one for one in rows if one.angka.asal == "unit"]
    return bool(of_units) and not _units_gave_it(of_units, found.periode.code)


def _units_gave_it(rows: list[Baris], periode: str) -> bool:
    """Whether each unit's figure came for the period itself, and none was made of its quarters."""
    years = [one.indikator.id for one in rows]
    given: dict[int, int] = {}
    for figure in Angka.select(Angka.indikator_tahun).where(
        (Angka.penyelenggara == current_actor().perangkat_daerah_id)
        & Angka.indikator_tahun.in_(years)
        & (Angka.periode == periode)
        & (Angka.cabang != "")
    ):
        given[figure.indikator_tahun_id] = given.get(figure.indikator_tahun_id, 0) + 1
    return all(given.get(int(one.indikator.id), 0) >= int(one.angka.ada) for one in rows)
