"""Figures as they were approved before their form was opened again: kept when it is opened, and shown ever after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core import clock
from core.actor import SYSTEM_NAME, find_actor
from core.bulk import insert_rows
from plugins.sop_kinerja.models import Penyampaian, Realisasi, RiwayatAngka
from plugins.sop_kinerja.services.data_assess import value_in_words

COPIED = ("nilai", "pembilang", "penyebut", "keterangan")


@dataclass(frozen=True)
class Lama:
    """A figure before and now, in words; `keterangan` is the note that it had."""

    uraian: str
    dahulu: str
    kini: str
    keterangan: str


@dataclass(frozen=True)
class Koreksi:
    """One opening of approved data: who opened it, when and why, who had approved it, and every figure of it."""

    dibuka: datetime
    oleh: str
    alasan: str
    disahkan: datetime | None
    disahkan_oleh: str
    angka: Sequence[Lama]

    @property
    def berubah(self) -> list[Lama]:
        return [one for one in self.angka if one.dahulu != one.kini]


def keep(penyampaian: Penyampaian, reason: str) -> None:
    """Copies the approved figures; inside the transaction that opens them again."""
    actor, now = find_actor(), clock.now()
    rows = [
        {
            **{name: getattr(row, name) for name in COPIED},
            "perangkat_daerah": penyampaian.perangkat_daerah_id,
            "penyelenggara": penyampaian.penyelenggara_id,
            "realisasi": row.id,
            "disahkan": penyampaian.disahkan,
            "disahkan_oleh": penyampaian.disahkan_oleh,
            "dibuka": now,
            "dibuka_oleh": actor.signed if actor else SYSTEM_NAME,
            "alasan": reason,
        }
        for row in Realisasi.select().where(Realisasi.penyampaian == penyampaian.id)
    ]
    insert_rows(RiwayatAngka, rows)


def corrections(penyampaian: Penyampaian) -> list[Koreksi]:
    """Every time that the approved data was opened again, oldest first; one query."""
    rows = (
        RiwayatAngka.select(RiwayatAngka, Realisasi)
        .join(Realisasi)
        .where(Realisasi.penyampaian == penyampaian.id)
        .order_by(RiwayatAngka.dibuka, Realisasi.urutan, RiwayatAngka.id)
    )
    found: dict[tuple[datetime, str], list[RiwayatAngka]] = {}
    for row in rows:
        found.setdefault((row.dibuka, str(row.alasan)), []).append(row)
    return [
        Koreksi(
            opened,
            str(group[0].dibuka_oleh),
            reason,
            group[0].disahkan,
            str(group[0].disahkan_oleh),
            [
                Lama(
                    str(row.realisasi.uraian),
                    value_in_words(row.realisasi, row.nilai),
                    value_in_words(row.realisasi, row.realisasi.nilai),
                    str(row.keterangan),
                )
                for row in group
            ],
        )
        for (opened, reason), group in found.items()
    ]


def is_corrected(penyampaian: Penyampaian) -> bool:
    """Whether it was approved before, and opened again."""
    query = RiwayatAngka.select(RiwayatAngka.id).join(Realisasi).where(Realisasi.penyampaian == penyampaian.id)
    return bool(query.exists())
