"""Whose the rows of a table are: the importing department's own, or of another agency that published them."""

from collections import Counter
from collections.abc import Iterable

from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from plugins.sop_kinerja.lkj.baris import BarisLkj, fold

NAMED = 8
"""Agencies that are named one by one."""


def agency(row: BarisLkj, own: frozenset[str]) -> str:
    """The agency whose figures these are; empty for the department's own."""
    return "" if fold(row.instansi) in own else row.instansi


def own_names(owner: PerangkatDaerah) -> frozenset[str]:
    """How a table may name the department itself, or its regency; also not at all."""
    government: PemerintahDaerah = owner.pemerintah_daerah
    place = str(government.nama)
    short = place.replace("Kabupaten ", "Kab. ")
    whole = (place, short, f"Pemerintah {place}", f"Pemerintah {short}", place.replace("Kabupaten ", "Pemkab "))
    names = [str(owner.nama), str(owner.singkatan), f"{owner.nama} {place}", f"{owner.nama} {short}", *whole]
    return frozenset({"", *(fold(each) for each in names if each.strip())})


def belongings(rows: Iterable[BarisLkj], owner: PerangkatDaerah, own: frozenset[str]) -> list[str]:
    """Where the rows of other agencies go, in sentences: nobody writes another department's figures by an import."""
    counts = Counter(source for row in rows if (source := agency(row, own)))
    if not counts:
        return []
    named = [f"{source} ({count} baris)" for source, count in counts.most_common(NAMED)]
    more = f", dan {len(counts) - NAMED} instansi lain" if len(counts) > NAMED else ""
    told = [
        f"Angka instansi lain disimpan di {owner.nama} sebagai angka terbitan, dengan nama instansinya: "
        f"{', '.join(named)}{more}."
    ]
    departments = PerangkatDaerah.select().where(
        (PerangkatDaerah.pemerintah_daerah == owner.pemerintah_daerah_id) & (PerangkatDaerah.id != owner.id)
    )
    ours = {fold(name): str(one.nama) for one in departments for name in (str(one.nama), str(one.singkatan)) if name}
    here = sorted({ours[fold(source)] for source in counts if fold(source) in ours})
    if here:
        told.append(
            f"{', '.join(here)} juga perangkat daerah di sini. Angkanya tidak masuk ke rekapitulasinya sendiri; untuk "
            "itu impor barisnya dari perangkat daerah tersebut."
        )
    return told
