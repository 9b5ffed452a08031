"""Run as a process on an instance's home: copies Lamandau's approved recap into new rounds with very many rows.

python long_recaps.py RECAPS ROWS    prints the uuid of each
"""

import sys

import peewee

from config.settings import get_settings
from core.actor import acting, system_actor
from core.db import connection, transaction
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import Rekap, RekapBaris
from workers import kernel

CHUNK = 400


def main(number: int, rows: int) -> None:
    kernel.start(get_settings())
    with connection(), acting(system_actor()):
        approved = Rekap.select().join(PerangkatDaerah, on=Rekap.perangkat_daerah).where(Rekap.status == "disetujui")
        model = approved.where(PerangkatDaerah.kode == "setda").order_by(Rekap.id.desc()).get()
        sample = list(RekapBaris.select().where(RekapBaris.rekap == model.id).dicts())
        for made in range(number):
            with transaction():
                print(_copy(model, sample, model.putaran + made + 1, rows))


def _copy(model: Rekap, sample: list[dict[str, object]], putaran: int, rows: int) -> str:
    skipped = ("id", "uuid", "dibuat", "putaran", "dokumen")
    values = {name: value for name, value in model.__data__.items() if name not in skipped}
    recap = Rekap.create(putaran=putaran, **values)
    plain = [{name: value for name, value in line.items() if name not in skipped} for line in sample]
    lines = ({**plain[number % len(plain)], "rekap": recap.id, "urutan": number + 1} for number in range(rows))
    for batch in peewee.chunked(lines, CHUNK):
        RekapBaris.insert_many(batch).execute()
    return str(recap.uuid)


main(int(sys.argv[1]), int(sys.argv[2]))
