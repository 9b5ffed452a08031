"""contoh: initial."""

from peewee import *
from core.fields import FixedField
from core.fields import UtcDateTimeField


def up(migrator, db):
    class PerangkatDaerah(Model):
        class Meta:
            database = db
            table_name = 'core_perangkat_daerah'

    class Catatan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        judul = CharField(max_length=100)
        isi = TextField(default='')
        induk = ForeignKeyField('self', null=True, on_delete='RESTRICT')
        status = CharField(max_length=10, default='draf')
        terbit = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'contoh_catatan'
    db.create_tables([Catatan])

    class Baris(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        catatan = ForeignKeyField(Catatan, on_delete='CASCADE')
        jumlah = FixedField(null=True)
        class Meta:
            database = db
            table_name = 'contoh_baris'
    db.create_tables([Baris])

    class Gema(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        pendengar = CharField(max_length=40)
        judul = CharField(max_length=100)
        class Meta:
            database = db
            table_name = 'contoh_gema'
    db.create_tables([Gema])

    class Titipan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tujuan = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        isi = CharField(max_length=100)
        class Meta:
            database = db
            table_name = 'contoh_titipan'
    db.create_tables([Titipan])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('contoh_titipan'))
    migrator.migrate(migrator.drop_table('contoh_gema'))
    migrator.migrate(migrator.drop_table('contoh_baris'))
    migrator.migrate(migrator.drop_table('contoh_catatan'))
