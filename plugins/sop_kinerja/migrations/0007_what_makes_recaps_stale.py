"""sop_kinerja: what_makes_recaps_stale."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('sop_kinerja_angka', 'formula', CharField(max_length=20, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_rekap_basi', 'indikator_uuid', CharField(max_length=36, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_rekap_basi', 'tahun', IntegerField(null=True)))
    migrator.migrate(migrator.drop_not_null('sop_kinerja_rekap_basi', 'penyampaian_id'))


def down(migrator, db):
    db.execute_sql('DELETE FROM sop_kinerja_rekap_basi WHERE penyampaian_id IS NULL')
    migrator.migrate(migrator.add_not_null('sop_kinerja_rekap_basi', 'penyampaian_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_rekap_basi', 'tahun'))
    migrator.migrate(migrator.drop_column('sop_kinerja_rekap_basi', 'indikator_uuid'))
    migrator.migrate(migrator.drop_column('sop_kinerja_angka', 'formula'))
