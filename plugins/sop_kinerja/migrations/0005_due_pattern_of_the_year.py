"""sop_kinerja: due pattern of the year."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('sop_kinerja_indikator_tahun', 'pola', CharField(max_length=10, default='setiap')))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator_tahun', 'pola'))
