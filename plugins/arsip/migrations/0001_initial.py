"""arsip: initial."""

from peewee import *
from core.fields import UtcDateTimeField


def up(migrator, db):
    class Dokumen(Model):
        class Meta:
            database = db
            table_name = 'core_dokumen'

    class PemerintahDaerah(Model):
        class Meta:
            database = db
            table_name = 'core_pemerintah_daerah'

    class PerangkatDaerah(Model):
        class Meta:
            database = db
            table_name = 'core_perangkat_daerah'

    class Berkas(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tahun = IntegerField()
        urut = IntegerField()
        nomor_berkas = CharField(max_length=60)
        klasifikasi_kode = CharField(index=True, max_length=30)
        klasifikasi_uraian = CharField(max_length=250)
        uraian = CharField(max_length=250)
        kurun_mulai = DateField()
        kurun_selesai = DateField()
        unit_pengolah = CharField(max_length=200)
        keamanan = CharField(max_length=20, default='biasa')
        aktif_tahun = IntegerField()
        inaktif_tahun = IntegerField()
        pemicu = CharField(max_length=20)
        nasib_akhir = CharField(max_length=20)
        aktif_sampai = DateField()
        inaktif_sampai = DateField()
        status = CharField(max_length=10, default='terbuka')
        ditutup = DateField(null=True)
        diberkaskan_oleh = CharField(max_length=250, default='')
        rujukan = CharField(max_length=120)
        class Meta:
            database = db
            table_name = 'arsip_berkas'
            indexes = ((('perangkat_daerah', 'tahun', 'urut'), True), (('perangkat_daerah', 'rujukan'), True))
    db.create_tables([Berkas])

    class Item(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        berkas = ForeignKeyField(Berkas, on_delete='RESTRICT')
        nomor_item = IntegerField()
        kode = CharField(max_length=30)
        jenis = CharField(max_length=20)
        uraian = CharField(max_length=250)
        tanggal = DateField()
        jumlah = IntegerField(default=1)
        tingkat_perkembangan = CharField(max_length=10, default='asli')
        media = CharField(max_length=100)
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        sha256 = CharField(max_length=64)
        rujukan = CharField(max_length=120, default='')
        diperiksa = UtcDateTimeField(index=True, null=True)
        utuh = BooleanField(null=True)
        class Meta:
            database = db
            table_name = 'arsip_item'
            indexes = ((('berkas', 'nomor_item'), True), (('berkas', 'dokumen'), True))
    db.create_tables([Item])

    class Jra(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        kode = CharField(index=True, max_length=30)
        pemerintah_daerah = ForeignKeyField(PemerintahDaerah, null=True, on_delete='RESTRICT')
        aktif_tahun = IntegerField()
        inaktif_tahun = IntegerField()
        pemicu = CharField(max_length=20, default='tutup')
        nasib_akhir = CharField(max_length=20)
        keterangan = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'arsip_jra'
    db.create_tables([Jra])

    class Klasifikasi(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        versi = CharField(max_length=20, default='83_2022')
        kode = CharField(max_length=30)
        uraian = CharField(max_length=250)
        class Meta:
            database = db
            table_name = 'arsip_klasifikasi'
            indexes = ((('versi', 'kode'), True),)
    db.create_tables([Klasifikasi])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('arsip_klasifikasi'))
    migrator.migrate(migrator.drop_table('arsip_jra'))
    migrator.migrate(migrator.drop_table('arsip_item'))
    migrator.migrate(migrator.drop_table('arsip_berkas'))
