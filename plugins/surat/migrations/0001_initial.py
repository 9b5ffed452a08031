"""surat: initial."""

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

    class Pegawai(Model):
        class Meta:
            database = db
            table_name = 'core_pegawai'

    class PerangkatDaerah(Model):
        class Meta:
            database = db
            table_name = 'core_perangkat_daerah'

    class SuratKeluar(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        hal = CharField(max_length=250)
        isi = JsonField(default=list)
        kecepatan = CharField(max_length=20, default='biasa')
        keamanan = CharField(max_length=20, default='biasa')
        klasifikasi = CharField(max_length=40)
        lampiran = CharField(max_length=100, default='-')
        tembusan = JsonField(default=list)
        penandatangan = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        rantai = JsonField(default=list)
        cara = CharField(max_length=20, default='elektronik')
        status = CharField(index=True, max_length=30, default='konsep')
        sejak = UtcDateTimeField()
        putaran = IntegerField(default=0)
        catatan_kembali = TextField(default='')
        penyusun = CharField(max_length=250, default='')
        penyusun_akun = IntegerField(null=True)
        penyusun_jabatan = IntegerField(null=True)
        nomor = CharField(index=True, max_length=150, default='')
        urut = IntegerField(null=True)
        tahun = IntegerField(null=True)
        tanggal = DateField(null=True)
        ditandatangani_oleh = CharField(max_length=200, default='')
        ditandatangani_sebagai = CharField(max_length=250, default='')
        ditandatangani = UtcDateTimeField(null=True)
        rujukan = CharField(index=True, max_length=120, default='')
        kunci = CharField(unique=True, null=True, max_length=120)
        konteks = JsonField(default=dict)
        dokumen_konsep = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        dokumen_cetak = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        dokumen_final = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        kode_verifikasi = CharField(unique=True, max_length=40)
        lokasi_arsip = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'surat_keluar'
    db.create_tables([SuratKeluar])

    class NomorSurat(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        buku = CharField(max_length=60)
        tahun = IntegerField()
        urut = IntegerField()
        nomor = CharField(max_length=150)
        tanggal = DateField()
        surat = ForeignKeyField(SuratKeluar, on_delete='RESTRICT')
        hal = CharField(max_length=250)
        status = CharField(max_length=20, default='dipakai')
        alasan = TextField(default='')
        oleh = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'surat_nomor'
            indexes = ((('perangkat_daerah', 'buku', 'tahun', 'urut'), True),)
    db.create_tables([NomorSurat])

    class Paraf(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        surat = ForeignKeyField(SuratKeluar, on_delete='CASCADE')
        putaran = IntegerField()
        urutan = IntegerField()
        jabatan = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        status = CharField(max_length=20, default='menunggu')
        pegawai = ForeignKeyField(Pegawai, null=True, on_delete='RESTRICT')
        oleh = CharField(max_length=200, default='')
        sebagai = CharField(max_length=250, default='')
        waktu = UtcDateTimeField(null=True)
        catatan = TextField(default='')
        sidik = CharField(max_length=64, default='')
        class Meta:
            database = db
            table_name = 'surat_paraf'
            indexes = ((('surat', 'putaran', 'urutan'), True),)
    db.create_tables([Paraf])

    class Pengiriman(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penerima = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        surat_uuid = CharField(index=True, max_length=36)
        nomor = CharField(max_length=150)
        hal = CharField(max_length=250)
        tanggal = DateField()
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        di_luar_sistem = BooleanField(default=False)
        status = CharField(index=True, max_length=20, default='dikirim')
        dibuka = UtcDateTimeField(null=True)
        diterima = UtcDateTimeField(null=True)
        diterima_oleh = CharField(max_length=250, default='')
        tanda_terima = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'surat_pengiriman'
            indexes = ((('surat_uuid', 'penerima'), True),)
    db.create_tables([Pengiriman])

    class Sertifikat(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        pegawai = ForeignKeyField(Pegawai, on_delete='RESTRICT')
        subjek = CharField(max_length=200)
        berkas = CharField(max_length=60)
        nomor_seri = CharField(max_length=60)
        berlaku_mulai = UtcDateTimeField()
        berlaku_sampai = UtcDateTimeField()
        status = CharField(index=True, max_length=20, default='aktif')
        gagal = IntegerField(default=0)
        terkunci_sampai = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'surat_sertifikat'
    db.create_tables([Sertifikat])

    class SuratMasuk(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tahun = IntegerField()
        urut = IntegerField()
        tanggal_terima = DateField()
        nomor = CharField(max_length=150)
        tanggal = DateField()
        klasifikasi = CharField(max_length=40, default='')
        kecepatan = CharField(max_length=20, default='biasa')
        keamanan = CharField(max_length=20, default='biasa')
        pengirim = CharField(max_length=250)
        hal = CharField(max_length=250)
        lampiran = CharField(max_length=100, default='-')
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        kode_verifikasi = CharField(max_length=40, default='')
        pengiriman_uuid = CharField(unique=True, max_length=36)
        status = CharField(index=True, max_length=20, default='baru')
        sejak = UtcDateTimeField()
        diterima_oleh = CharField(max_length=250, default='')
        tanda_terima = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        lokasi_arsip = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'surat_masuk'
            indexes = ((('perangkat_daerah', 'tahun', 'urut'), True),)
    db.create_tables([SuratMasuk])

    class SuratTujuan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        surat = ForeignKeyField(SuratKeluar, on_delete='CASCADE')
        tujuan = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        urutan = IntegerField()
        class Meta:
            database = db
            table_name = 'surat_tujuan'
            indexes = ((('surat', 'tujuan'), True),)
    db.create_tables([SuratTujuan])

    class TemplatSurat(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kode = CharField(max_length=60)
        nama = CharField(max_length=150)
        hal = CharField(max_length=250)
        isi = TextField()
        tembusan = TextField(default='')
        class Meta:
            database = db
            table_name = 'surat_templat'
            indexes = ((('perangkat_daerah', 'kode'), True),)
    db.create_tables([TemplatSurat])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('surat_templat'))
    migrator.migrate(migrator.drop_table('surat_tujuan'))
    migrator.migrate(migrator.drop_table('surat_masuk'))
    migrator.migrate(migrator.drop_table('surat_sertifikat'))
    migrator.migrate(migrator.drop_table('surat_pengiriman'))
    migrator.migrate(migrator.drop_table('surat_paraf'))
    migrator.migrate(migrator.drop_table('surat_nomor'))
    migrator.migrate(migrator.drop_table('surat_keluar'))
