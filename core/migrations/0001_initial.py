"""core: initial."""

from peewee import *
from core.fields import JsonField
from core.fields import UtcDateTimeField


def up(migrator, db):
    class PemerintahDaerah(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        kode = CharField(unique=True, max_length=20)
        nama = CharField(max_length=150)
        ibu_kota = CharField(max_length=100)
        zona_waktu = CharField(max_length=40, default='Asia/Jakarta')
        jam_kerja = JsonField(null=True)
        class Meta:
            database = db
            table_name = 'core_pemerintah_daerah'
    db.create_tables([PemerintahDaerah])

    class PerangkatDaerah(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        pemerintah_daerah = ForeignKeyField(PemerintahDaerah, on_delete='RESTRICT')
        kode = CharField(max_length=40)
        nama = CharField(max_length=200)
        singkatan = CharField(max_length=60)
        alamat = CharField(max_length=250, default='')
        telepon = CharField(max_length=60, default='')
        surel = CharField(max_length=150, default='')
        urutan = IntegerField(default=0)
        aktif = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'core_perangkat_daerah'
            indexes = ((('pemerintah_daerah', 'kode'), True),)
    db.create_tables([PerangkatDaerah])

    class Aktivasi(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        plugin = CharField(max_length=60)
        aktif = BooleanField(default=False)
        diubah = UtcDateTimeField()
        class Meta:
            database = db
            table_name = 'core_aktivasi'
            indexes = ((('perangkat_daerah', 'plugin'), True),)
    db.create_tables([Aktivasi])

    class Pegawai(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        nip = CharField(unique=True, max_length=18)
        nama = CharField(max_length=150)
        pangkat = CharField(max_length=100, default='')
        surel = CharField(max_length=150, default='')
        class Meta:
            database = db
            table_name = 'core_pegawai'
    db.create_tables([Pegawai])

    class Akun(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        nama_pengguna = CharField(unique=True, max_length=150)
        kata_sandi = CharField(max_length=250)
        pegawai = ForeignKeyField(Pegawai, unique=True, null=True, on_delete='RESTRICT')
        nama = CharField(max_length=150)
        surel = CharField(max_length=150, default='')
        aktif = BooleanField(default=True)
        gagal_berturut = IntegerField(default=0)
        terkunci_sampai = UtcDateTimeField(null=True)
        versi_sesi = IntegerField(default=1)
        masuk_terakhir = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'core_akun'
    db.create_tables([Akun])

    class Dokumen(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        nama = CharField(max_length=250)
        media = CharField(max_length=100)
        ukuran = BigIntegerField()
        sha256 = CharField(index=True, max_length=64)
        class Meta:
            database = db
            table_name = 'core_dokumen'
    db.create_tables([Dokumen])

    class HariLibur(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        tanggal = DateField(index=True)
        nama = CharField(max_length=200)
        jenis = CharField(max_length=20, default='libur_nasional')
        pemerintah_daerah = ForeignKeyField(PemerintahDaerah, null=True, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'core_hari_libur'
    db.create_tables([HariLibur])

    class UnitKerja(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        induk = ForeignKeyField('self', null=True, on_delete='RESTRICT')
        kode = CharField(max_length=40)
        nama = CharField(max_length=200)
        class Meta:
            database = db
            table_name = 'core_unit_kerja'
            indexes = ((('perangkat_daerah', 'kode'), True),)
    db.create_tables([UnitKerja])

    class Jabatan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        unit_kerja = ForeignKeyField(UnitKerja, on_delete='RESTRICT')
        kode = CharField(max_length=40)
        nama = CharField(max_length=200)
        atasan = ForeignKeyField('self', null=True, on_delete='RESTRICT')
        kepala = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'core_jabatan'
            indexes = ((('perangkat_daerah', 'kode'), True),)
    db.create_tables([Jabatan])

    class Jadwal(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        pekerjaan = CharField(unique=True, max_length=100)
        berikut = UtcDateTimeField()
        class Meta:
            database = db
            table_name = 'core_jadwal'
    db.create_tables([Jadwal])

    class Jejak(Model):
        waktu = UtcDateTimeField(index=True)
        tindakan = CharField(index=True, max_length=100)
        pelaku = CharField(max_length=200)
        sebagai = CharField(max_length=250, default='')
        akun_id = IntegerField(null=True)
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, null=True, on_delete='RESTRICT')
        jenis = CharField(max_length=60, default='')
        objek = CharField(index=True, max_length=36, default='')
        rincian = JsonField(default=dict)
        class Meta:
            database = db
            table_name = 'core_jejak'
    db.create_tables([Jejak])

    class Job(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        jenis = CharField(max_length=100)
        judul = CharField(max_length=250, default='')
        argumen = JsonField(default=dict)
        antrean = CharField(max_length=20, default='default')
        plugin = CharField(max_length=60, default='core')
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, null=True, on_delete='RESTRICT')
        diminta_oleh = ForeignKeyField(Akun, null=True, on_delete='SET NULL')
        kunci = CharField(unique=True, null=True, max_length=150)
        status = CharField(index=True, max_length=10, default='antre')
        percobaan = IntegerField(default=0)
        sewa_sampai = UtcDateTimeField(null=True)
        coba_lagi = UtcDateTimeField(null=True)
        dikirim = UtcDateTimeField(null=True)
        kemajuan = IntegerField(default=0)
        total = IntegerField(default=0)
        pesan = CharField(max_length=250, default='')
        hasil = JsonField(null=True)
        galat = TextField(default='')
        mulai = UtcDateTimeField(null=True)
        selesai = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'core_pekerjaan'
    db.create_tables([Job])

    class Surel(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, null=True, on_delete='RESTRICT')
        message_id = CharField(unique=True, max_length=200)
        kepada = CharField(max_length=250)
        perihal = CharField(max_length=250)
        isi = TextField()
        status = CharField(index=True, max_length=15, default='antre')
        terkirim = UtcDateTimeField(null=True)
        galat = TextField(default='')
        class Meta:
            database = db
            table_name = 'core_surel'
    db.create_tables([Surel])

    class Lampiran(Model):
        surel = ForeignKeyField(Surel, on_delete='CASCADE')
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'core_lampiran'
            indexes = ((('surel', 'dokumen'), True),)
    db.create_tables([Lampiran])

    class Penanda(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        nama = CharField(unique=True, max_length=100)
        sejak = UtcDateTimeField()
        class Meta:
            database = db
            table_name = 'core_penanda'
    db.create_tables([Penanda])

    class Peristiwa(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        nama = CharField(max_length=120)
        isi = JsonField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        akun_id = IntegerField(null=True)
        tuntas = BooleanField(index=True, default=False)
        class Meta:
            database = db
            table_name = 'core_peristiwa'
    db.create_tables([Peristiwa])

    class Pengantaran(Model):
        peristiwa = ForeignKeyField(Peristiwa, on_delete='CASCADE')
        pelanggan = CharField(max_length=120)
        selesai = BooleanField(default=False)
        percobaan = IntegerField(default=0)
        coba_lagi = UtcDateTimeField(null=True)
        galat = TextField(default='')
        class Meta:
            database = db
            table_name = 'core_pengantaran'
            indexes = ((('peristiwa', 'pelanggan'), True),)
    db.create_tables([Pengantaran])

    class Pengaturan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        plugin = CharField(max_length=60)
        kunci = CharField(max_length=60)
        nilai = JsonField()
        class Meta:
            database = db
            table_name = 'core_pengaturan'
            indexes = ((('perangkat_daerah', 'plugin', 'kunci'), True),)
    db.create_tables([Pengaturan])

    class Penghitung(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        buku = CharField(max_length=60)
        tahun = IntegerField()
        nilai = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'core_penghitung'
            indexes = ((('perangkat_daerah', 'buku', 'tahun'), True),)
    db.create_tables([Penghitung])

    class Penugasan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        jabatan = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        pegawai = ForeignKeyField(Pegawai, on_delete='RESTRICT')
        jenis = CharField(max_length=10, default='definitif')
        mulai = DateField()
        selesai = DateField(null=True)
        dasar = CharField(max_length=200, default='')
        class Meta:
            database = db
            table_name = 'core_penugasan'
    db.create_tables([Penugasan])

    class Peran(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        kode = CharField(unique=True, max_length=60)
        nama = CharField(max_length=150)
        izin = JsonField(default=list)
        class Meta:
            database = db
            table_name = 'core_peran'
    db.create_tables([Peran])

    class PeranAkun(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        akun = ForeignKeyField(Akun, on_delete='CASCADE')
        peran = ForeignKeyField(Peran, on_delete='RESTRICT')
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, null=True, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'core_peran_akun'
    db.create_tables([PeranAkun])

    class PeranJabatan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        jabatan = ForeignKeyField(Jabatan, on_delete='CASCADE')
        peran = ForeignKeyField(Peran, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'core_peran_jabatan'
            indexes = ((('jabatan', 'peran'), True),)
    db.create_tables([PeranJabatan])

    class Sesi(Model):
        akun = ForeignKeyField(Akun, on_delete='CASCADE')
        sidik = CharField(unique=True, max_length=64)
        berakhir = UtcDateTimeField(index=True)
        class Meta:
            database = db
            table_name = 'core_sesi'
    db.create_tables([Sesi])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('core_sesi'))
    migrator.migrate(migrator.drop_table('core_peran_jabatan'))
    migrator.migrate(migrator.drop_table('core_peran_akun'))
    migrator.migrate(migrator.drop_table('core_peran'))
    migrator.migrate(migrator.drop_table('core_penugasan'))
    migrator.migrate(migrator.drop_table('core_penghitung'))
    migrator.migrate(migrator.drop_table('core_pengaturan'))
    migrator.migrate(migrator.drop_table('core_pengantaran'))
    migrator.migrate(migrator.drop_table('core_peristiwa'))
    migrator.migrate(migrator.drop_table('core_penanda'))
    migrator.migrate(migrator.drop_table('core_lampiran'))
    migrator.migrate(migrator.drop_table('core_surel'))
    migrator.migrate(migrator.drop_table('core_pekerjaan'))
    migrator.migrate(migrator.drop_table('core_jejak'))
    migrator.migrate(migrator.drop_table('core_jadwal'))
    migrator.migrate(migrator.drop_table('core_jabatan'))
    migrator.migrate(migrator.drop_table('core_unit_kerja'))
    migrator.migrate(migrator.drop_table('core_hari_libur'))
    migrator.migrate(migrator.drop_table('core_dokumen'))
    migrator.migrate(migrator.drop_table('core_akun'))
    migrator.migrate(migrator.drop_table('core_pegawai'))
    migrator.migrate(migrator.drop_table('core_aktivasi'))
    migrator.migrate(migrator.drop_table('core_perangkat_daerah'))
    migrator.migrate(migrator.drop_table('core_pemerintah_daerah'))
