"""What hints are made of, read for many submissions at once: figures, their history, shared files, last digits.

Only submissions of one asker (`penyelenggara`), and of others only what was handed in to it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from peewee import SQL, fn

from core.files import Dokumen
from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.petunjuk import Tempat, Titik
from plugins.sop_kinerja.petunjuk.akhir import SMALLEST

HANDED_IN = ("diajukan", "diverifikasi", "disahkan")
YEARS = 3
"""Last digits are looked at in the figures of so many years, the period's own included."""
_ONE = 10**6
"""1 as FixedField stores it."""

Key = tuple[str, str]
"""Indicator and branch: whose history it is."""
Figures = Mapping[int, Sequence[Realisasi]]
"""`Penyampaian.id` -> its figures."""


def figures(submissions: Sequence[Penyampaian]) -> dict[int, list[Realisasi]]:
    ids = [one.id for one in submissions]
    found: dict[int, list[Realisasi]] = {key: [] for key in ids}
    for row in Realisasi.select().where(Realisasi.penyampaian.in_(ids)).order_by(Realisasi.urutan, Realisasi.id):
        found[row.penyampaian_id].append(row)
    return found


def history(submissions: Sequence[Penyampaian]) -> dict[Key, list[tuple[int, Titik]]]:
    """(submission, figure) of each indicator and branch, in the order in which they were approved."""
    same = Realisasi.alias()
    wanted = same.select(same.indikator_uuid).where(same.penyampaian.in_([one.id for one in submissions]))
    query = (
        Realisasi.select(
            Realisasi.indikator_uuid,
            Realisasi.nilai,
            Penyampaian.id,
            Penyampaian.cabang,
            Penyampaian.periode,
            Penyampaian.status,
        )
        .join(Penyampaian)
        .where(
            Realisasi.indikator_uuid.in_(wanted)
            & Realisasi.nilai.is_null(False)
            & (Penyampaian.penyelenggara == submissions[0].penyelenggara_id)
            & Penyampaian.status.in_(HANDED_IN)
        )
        .order_by(Penyampaian.disahkan, Penyampaian.id)
        .tuples()
    )
    found: dict[Key, list[tuple[int, Titik]]] = defaultdict(list)
    for uuid, value, owner, branch, period, status in query:
        point = Titik(Periode.parse(str(period)), value, disahkan=status == "disahkan")
        found[str(uuid), str(branch)].append((owner, point))
    return found


def places(submissions: Sequence[Penyampaian], rows: Figures) -> dict[int, list[Tempat]]:
    """`Realisasi.id` -> where its files stand once more. Files of these submissions themselves count whatever their
    state; those of others once they were handed in."""
    ids = [row.id for figures in rows.values() for row in figures]
    mine = Bukti.select(Dokumen.sha256).join(Dokumen).where(Bukti.realisasi.in_(ids))
    here = [one.id for one in submissions]
    query = (
        Bukti.select(Bukti, Dokumen, Realisasi, Penyampaian, PerangkatDaerah)
        .join(Dokumen)
        .switch(Bukti)
        .join(Realisasi)
        .join(Penyampaian)
        .join(PerangkatDaerah, on=Penyampaian.perangkat_daerah)
        .where(
            Dokumen.sha256.in_(mine)
            & (Penyampaian.penyelenggara == submissions[0].penyelenggara_id)
            & (Penyampaian.status.in_(HANDED_IN) | Penyampaian.id.in_(here))
        )
        .order_by(Bukti.id)
    )
    by_hash: dict[str, list[Bukti]] = defaultdict(list)
    for bukti in query:
        by_hash[str(bukti.dokumen.sha256)].append(bukti)
    wanted = set(ids)
    found: dict[int, list[Tempat]] = defaultdict(list)
    for same in by_hash.values():
        for one in same:
            if one.realisasi_id in wanted:
                found[one.realisasi_id] += [
                    _place(one, other) for other in same if other.realisasi_id != one.realisasi_id
                ]
    return found


def _place(one: Bukti, other: Bukti) -> Tempat:
    here, there = one.realisasi.penyampaian, other.realisasi.penyampaian
    if here.id == there.id:
        far = 0
    elif (here.perangkat_daerah_id, here.cabang) == (there.perangkat_daerah_id, there.cabang):
        far = 1
    else:
        far = 2
    period = Periode.parse(str(there.periode))
    same = one.realisasi.indikator_uuid == other.realisasi.indikator_uuid
    return Tempat(str(one.dokumen.nama), far, str(there.pihak), period, str(other.realisasi.uraian), same)


def digits(submissions: Sequence[Penyampaian]) -> dict[int, dict[int, int]]:
    """Department's id -> last digit -> how often, of the figures that count (`petunjuk.akhir.usable`); counted by the
    database, since these may be many. One that an indicator has again and again (144 villages, every quarter) was
    counted once by who gave it, and counts once."""
    first = int(str(submissions[0].periode)[:4]) - YEARS + 1
    stored = fn.ABS(Realisasi.nilai)
    # By whole division, since `%` is LIKE in peewee.
    whole = stored / _ONE
    digit = (whole - whole / 10 * 10).alias("angka")
    figure = Realisasi.indikator_uuid.concat(stored.cast("text"))
    query = (
        Realisasi.select(Penyampaian.perangkat_daerah, digit, fn.COUNT(figure.distinct()))
        .join(Penyampaian)
        .where(
            Penyampaian.perangkat_daerah.in_(sorted({one.perangkat_daerah_id for one in submissions}))
            & (Penyampaian.penyelenggara == submissions[0].penyelenggara_id)
            & Penyampaian.status.in_(HANDED_IN)
            & (Penyampaian.periode >= str(first))
            & (stored >= SMALLEST * _ONE)
            & (whole * _ONE == stored)
            & (whole / 100 * 100 != whole)
        )
        .group_by(Penyampaian.perangkat_daerah, SQL("angka"))
        .tuples()
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for department, last, count in query:
        found[department][int(last)] = count
    return found


def state_of(penyelenggara_id: int) -> tuple[object, ...]:
    """Changes whenever something changes that hints of this asker's collections are made of: what is handed in is
    locked, so its figures and files change only with the state, the round or the version of a submission."""
    query = (
        Penyampaian.select(
            Penyampaian.status,
            fn.COUNT(Penyampaian.id),
            fn.SUM(Penyampaian.versi),
            fn.SUM(Penyampaian.putaran),
            fn.MAX(Penyampaian.id),
            fn.MAX(Penyampaian.diajukan),
            fn.MAX(Penyampaian.disahkan),
        )
        .where((Penyampaian.penyelenggara == penyelenggara_id) & Penyampaian.status.in_(HANDED_IN))
        .group_by(Penyampaian.status)
        .order_by(Penyampaian.status)
        .tuples()
    )
    return (penyelenggara_id, *query)
