"""sop_kinerja: what was approved before there were incremental recaps; the next scheduled job makes them."""

from uuid import uuid4

from core import clock
from core.db import is_postgres


def up(migrator, db):
    found = db.execute_sql("SELECT DISTINCT penyelenggara_id FROM sop_kinerja_penyampaian WHERE status = 'disahkan'")
    now = clock.now()
    moment = now if is_postgres() else now.strftime("%Y-%m-%d %H:%M:%S.%f")
    p = db.param
    for (asker,) in found.fetchall():
        db.execute_sql(
            "INSERT INTO sop_kinerja_rekap_basi (uuid, dibuat, perangkat_daerah_id, penyelenggara_id, indikator_uuid)"
            f" VALUES ({p}, {p}, {p}, {p}, '')",
            (str(uuid4()), moment, asker, asker),
        )


def down(migrator, db):
    """Only marks, which a worker has taken by then."""
