"""The kinds of reference documents of a department: which its SOPs name, how often each is due, and who supplies it."""

import re
from collections.abc import Iterable, Sequence

from core import audit
from core.actor import Actor
from core.idn.periods import Periode, periods_of_year
from core.organisation.positions import Holder, holders_of
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.kebutuhan import ACUAN
from plugins.sop_kinerja.models import JenisAcuan, SopVersi
from plugins.sop_kinerja.services.sop import columns_of, steps_of

KADENSI_OF = {"tahun": "tahunan", "semester": "semester", "triwulan": "triwulan", "bulan": "bulanan"}
"""`models.acuan.PER` -> how often such a period comes (`Periode.kadensi`)."""
# Who keeps such documents in an office: the planner, or else whoever leads the secretariat.
_SUPPLIERS = (re.compile(r"\b(?:perencanaan|perenc|program)\b", re.I), re.compile(r"\bsekretaris\b", re.I))
NOBODY = "jabatan penyedianya belum ditentukan"


def ensure_kinds(versi: SopVersi) -> None:
    """The kinds that the steps of the version name are on the department's list; what is there stays as it is."""
    named = {
        str(need["kode"]): str(need["nama"])
        for step in steps_of(versi)
        for need in step.kebutuhan
        if need["jenis"] == "acuan"
    }
    owner = int(versi.perangkat_daerah_id)
    known = {str(row.kode) for row in JenisAcuan.select().where(JenisAcuan.perangkat_daerah == owner)}
    for kode in sorted(named.keys() - known):
        nama, per = ACUAN.get(kode, (named[kode], "tahun"))
        row = JenisAcuan.create(
            perangkat_daerah=owner, kode=kode, nama=nama[:150], per=per, jabatan=_guess_supplier(versi)
        )
        audit.record("sop_kinerja.acuan.kind", row, detail={"kode": kode, "nama": nama, "per": per})


def periods_for(per: str, period: Periode) -> list[Periode]:
    """For which periods a kind that is due `per` must be there when the work of `period` begins, in their order."""
    wanted = KADENSI_OF[per]
    year = (*periods_of_year(period.tahun), *Periode(period.tahun, "TH").months)
    return [one for one in year if one.kadensi == wanted and one.start <= period.end and period.start <= one.end]


def named_periods(nama: str, periods: Sequence[Periode]) -> str:
    """«Perjanjian Kinerja 2026», «Laporan Progres Bulanan Februari dan Maret 2026»."""
    year = str(periods[0].tahun)
    parts = [one.label.removesuffix(f" {year}") for one in periods if one.kadensi != "tahunan"]
    return " ".join(filter(None, (nama, listed(parts), year)))


def suppliers(kinds: Iterable[JenisAcuan]) -> dict[int, str]:
    """Id of a kind -> its position and who holds that today; one query. The kinds have their positions with them."""
    rows = list(kinds)
    people = holders_of({row.jabatan_id for row in rows if row.jabatan_id})
    return {
        row.id: position_and_holder(str(row.jabatan.nama), people.get(row.jabatan_id, [])) if row.jabatan_id else NOBODY
        for row in rows
    }


def position_and_holder(jabatan: str, people: Sequence[Holder]) -> str:
    """«Kasubbag Perencanaan (Siti Aminah)»; «Plt. …» where somebody acts for the holder."""
    if not people:
        return f"{jabatan} (sedang tidak ada pemegangnya)"
    first = people[0]
    return first.title if first.nama == first.jabatan else f"{first.title} ({first.nama})"


def is_supplier(actor: Actor, kode: str) -> bool:
    """Whether the person supplies the department's documents of a kind; where no position is named for it, everybody
    may."""
    mine = (JenisAcuan.perangkat_daerah == actor.perangkat_daerah_id) & (JenisAcuan.kode == kode)
    kind = JenisAcuan.get_or_none(mine)
    return kind is None or kind.jabatan_id is None or kind.jabatan_id in actor.jabatan_ids


def _guess_supplier(versi: SopVersi) -> int | None:
    columns = [column for column in columns_of(versi).values() if column.jabatan_id]
    for pattern in _SUPPLIERS:
        for column in columns:
            if pattern.search(str(column.label)):
                return int(column.jabatan_id)
    return None
