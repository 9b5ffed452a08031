"""surat: papers_signed_by_several."""

from peewee import *
from core.fields import JsonField
from core.fields import UtcDateTimeField


def up(migrator, db):
    class Dokumen(Model):
        class Meta:
            database = db
            table_name = 'core_dokumen'

    class Jabatan(Model):
        class Meta:
            database = db
            table_name = 'core_jabatan'

    class PerangkatDaerah(Model):
        class Meta:
            database = db
            table_name = 'core_perangkat_daerah'

    class NaskahTte(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        rujukan = CharField(index=True, max_length=120)
        judul = CharField(max_length=250)
        status = CharField(max_length=20, default='menunggu')
        alasan = TextField(default='')
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        dokumen_awal = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        pemohon = CharField(max_length=250, default='')
        sejak = UtcDateTimeField()
        kode_verifikasi = CharField(unique=True, max_length=40)
        class Meta:
            database = db
            table_name = 'surat_naskah_tte'
    db.create_tables([NaskahTte])

    class TandaTanganNaskah(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tempat = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        naskah = ForeignKeyField(NaskahTte, on_delete='CASCADE')
        naskah_uuid = CharField(index=True, max_length=36)
        judul = CharField(max_length=250)
        urutan = IntegerField()
        sebutan = CharField(max_length=60, default='')
        jabatan = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        nama = CharField(max_length=200, default='')
        letak = JsonField(default=dict)
        status = CharField(index=True, max_length=20, default='giliran')
        oleh = CharField(max_length=200, default='')
        selaku = CharField(max_length=250, default='')
        waktu = UtcDateTimeField(null=True)
        sidik = CharField(max_length=64, default='')
        class Meta:
            database = db
            table_name = 'surat_tanda_tangan_naskah'
            indexes = ((('naskah', 'urutan'), True),)
    db.create_tables([TandaTanganNaskah])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('surat_tanda_tangan_naskah'))
    migrator.migrate(migrator.drop_table('surat_naskah_tte'))
