"""sop_kinerja: indicators_of_a_year_by_uuid."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_index('sop_kinerja_indikator_tahun', ('indikator_uuid', 'tahun')))
    migrator.migrate(migrator.add_index('sop_kinerja_indikator_tahun', ('induk_uuid', 'tahun')))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('sop_kinerja_indikator_tahun', 'sop_kinerja_indikator_tahun_induk_uuid_tahun'))
    migrator.migrate(migrator.drop_index('sop_kinerja_indikator_tahun', 'sop_kinerja_indikator_tahun_indikator_uuid_tahun'))
