"""sop_kinerja: agreements of units."""

from peewee import *

def up(migrator, db):
    class UnitKerja(Model):
        class Meta:
            database = db
            table_name = 'core_unit_kerja'

    migrator.migrate(migrator.drop_index('sop_kinerja_perjanjian_kinerja', 'perjanjiankinerja_perangkat_daerah_id_tahun_urutan'))
    migrator.migrate(migrator.add_column('sop_kinerja_perjanjian_kinerja', 'unit_kerja_id', ForeignKeyField(UnitKerja, field=UnitKerja.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_index('sop_kinerja_perjanjian_kinerja', ('perangkat_daerah_id', 'tahun')))
    migrator.migrate(migrator.add_index('sop_kinerja_perjanjian_kinerja', ('pihak_pertama_id', 'tahun', 'urutan'), unique=True))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('sop_kinerja_perjanjian_kinerja', 'sop_kinerja_perjanjian_kinerja_unit_kerja_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_perjanjian_kinerja', 'sop_kinerja_perjanjian_kinerja_pihak_pertama_id_tahun_urutan'))
    migrator.migrate(migrator.drop_index('sop_kinerja_perjanjian_kinerja', 'sop_kinerja_perjanjian_kinerja_perangkat_daerah_id_tahun'))
    migrator.migrate(migrator.drop_column('sop_kinerja_perjanjian_kinerja', 'unit_kerja_id'))
    migrator.migrate(migrator.add_index('sop_kinerja_perjanjian_kinerja', ('perangkat_daerah_id', 'tahun', 'urutan'), unique=True, name='perjanjiankinerja_perangkat_daerah_id_tahun_urutan'))
