"""The linter on a version in its office: with who holds the positions today, and with the revoked regulations."""

from collections import Counter
from collections.abc import Mapping, Sequence

import peewee

from core import clock
from core.organisation.models import Jabatan, Penugasan
from core.organisation.positions import holds_on
from plugins.sop_kinerja.models import SopPelaksana, SopPelaksanaJabatan, SopVersi
from plugins.sop_kinerja.periksa import TINGKAT, Konteks, Posisi, Temuan, inspect
from plugins.sop_kinerja.services.peraturan import revoked
from plugins.sop_kinerja.services.sop_columns import UNITS
from plugins.sop_kinerja.services.sop_data import all_data


def findings(versi: SopVersi) -> list[Temuan]:
    """What a careful official would say of the version today, the gravest first; six queries."""
    return all_findings([versi])[versi.id]


def all_findings(versions: Sequence[SopVersi]) -> dict[int, list[Temuan]]:
    """Version id -> its findings; as many queries for a hundred versions as for one."""
    data, behind = all_data(versions), _positions(versions)
    today, regulations = clock.today(), revoked()
    return {
        versi.id: inspect(data[versi.id], Konteks(today, behind.get(versi.id, {}), regulations)) for versi in versions
    }


def by_severity(found: Sequence[Temuan]) -> list[tuple[str, str, list[Temuan]]]:
    """(severity, its heading, the findings), the gravest first and only those that there are."""
    groups = [(key, title, [one for one in found if one.tingkat == key]) for key, title in TINGKAT.items()]
    return [group for group in groups if group[2]]


def counts(versions: Sequence[SopVersi]) -> dict[int, dict[str, int]]:
    """Version id -> severity -> how many findings. Withdrawn versions ask nobody anything any more."""
    live = [versi for versi in versions if versi.status != "dicabut"]
    return {key: dict(Counter(one.tingkat for one in found)) for key, found in all_findings(live).items()}


def _positions(versions: Sequence[SopVersi]) -> dict[int, Mapping[str, tuple[Posisi, ...]]]:
    """Version id -> column code -> the positions behind it; three queries."""
    columns = list(
        SopPelaksana.select(SopPelaksana, Jabatan)
        .join(Jabatan, peewee.JOIN.LEFT_OUTER, on=(SopPelaksana.jabatan == Jabatan.id))
        .where(SopPelaksana.versi.in_([versi.id for versi in versions]))
        .order_by(SopPelaksana.id)
    )
    shared: dict[int, list[Jabatan]] = {}
    rows = (
        SopPelaksanaJabatan.select(SopPelaksanaJabatan, Jabatan)
        .join(Jabatan)
        .where(SopPelaksanaJabatan.pelaksana.in_([one.id for one in columns if one.jenis == UNITS]))
        .order_by(SopPelaksanaJabatan.urutan, SopPelaksanaJabatan.id)
    )
    for row in rows:
        shared.setdefault(row.pelaksana_id, []).append(row.jabatan)
    behind = {one.id: shared.get(one.id) or ([one.jabatan] if one.jabatan is not None else []) for one in columns}
    held = _held({jabatan.id for several in behind.values() for jabatan in several})
    found: dict[int, dict[str, tuple[Posisi, ...]]] = {}
    for column in columns:
        positions = tuple(Posisi(str(jabatan.nama), jabatan.id in held) for jabatan in behind[column.id])
        found.setdefault(column.versi_id, {})[str(column.kode)] = positions
    return dict(found)


def _held(positions: set[int]) -> set[int]:
    """Those of the positions that somebody holds, or acts in, today."""
    rows = Penugasan.select(Penugasan.jabatan).where(Penugasan.jabatan.in_(sorted(positions)) & holds_on(clock.today()))
    return {row.jabatan_id for row in rows}
