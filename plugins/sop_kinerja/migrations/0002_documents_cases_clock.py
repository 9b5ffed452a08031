"""sop_kinerja: documents cases clock."""

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

    class Kasus(Model):
        class Meta:
            database = db
            table_name = 'sop_kinerja_kasus'

    class Pegawai(Model):
        class Meta:
            database = db
            table_name = 'core_pegawai'

    class PerangkatDaerah(Model):
        class Meta:
            database = db
            table_name = 'core_perangkat_daerah'

    class SopPelaksana(Model):
        class Meta:
            database = db
            table_name = 'sop_kinerja_pelaksana'

    class SopVersi(Model):
        class Meta:
            database = db
            table_name = 'sop_kinerja_versi'

    class Tugas(Model):
        class Meta:
            database = db
            table_name = 'sop_kinerja_tugas'

    class JenisAcuan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kode = CharField(max_length=40)
        nama = CharField(max_length=150)
        per = CharField(max_length=10, default='tahun')
        jabatan = ForeignKeyField(Jabatan, null=True, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'sop_kinerja_jenis_acuan'
            indexes = ((('perangkat_daerah', 'kode'), True),)
    db.create_tables([JenisAcuan])

    class Acuan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        jenis = ForeignKeyField(JenisAcuan, on_delete='RESTRICT')
        periode = CharField(index=True, max_length=20)
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        keterangan = CharField(max_length=250, default='')
        oleh = CharField(max_length=250, default='')
        pada = UtcDateTimeField()
        class Meta:
            database = db
            table_name = 'sop_kinerja_acuan'
    db.create_tables([Acuan])

    class KasusCabang(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kasus = ForeignKeyField(Kasus, on_delete='RESTRICT')
        kolom = CharField(max_length=60)
        jabatan = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'sop_kinerja_kasus_cabang'
            indexes = ((('kasus', 'kolom', 'jabatan'), True),)
    db.create_tables([KasusCabang])

    class KasusIndikator(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kasus = ForeignKeyField(Kasus, on_delete='RESTRICT')
        indikator_uuid = CharField(max_length=36)
        uraian = TextField()
        class Meta:
            database = db
            table_name = 'sop_kinerja_kasus_indikator'
            indexes = ((('kasus', 'indikator_uuid'), True),)
    db.create_tables([KasusIndikator])

    class Komentar(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kasus = ForeignKeyField(Kasus, on_delete='CASCADE')
        tugas = ForeignKeyField(Tugas, null=True, on_delete='SET NULL')
        pegawai = ForeignKeyField(Pegawai, null=True, on_delete='RESTRICT')
        oleh = CharField(max_length=250)
        isi = TextField()
        class Meta:
            database = db
            table_name = 'sop_kinerja_komentar'
    db.create_tables([Komentar])

    class KomentarSebutan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        komentar = ForeignKeyField(Komentar, on_delete='CASCADE')
        pegawai = ForeignKeyField(Pegawai, on_delete='RESTRICT')
        dibaca = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_sebutan'
            indexes = ((('komentar', 'pegawai'), True),)
    db.create_tables([KomentarSebutan])

    class Peraturan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        jenis = CharField(max_length=40)
        nomor = CharField(max_length=40)
        tahun = IntegerField()
        tentang = CharField(max_length=300, default='')
        dicabut_oleh = CharField(max_length=300)
        keterangan = CharField(max_length=300, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_peraturan'
            indexes = ((('jenis', 'nomor', 'tahun'), True),)
    db.create_tables([Peraturan])

    class SopPelaksanaJabatan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        pelaksana = ForeignKeyField(SopPelaksana, on_delete='CASCADE')
        jabatan = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        urutan = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'sop_kinerja_pelaksana_jabatan'
            indexes = ((('pelaksana', 'jabatan'), True),)
    db.create_tables([SopPelaksanaJabatan])

    class TugasJeda(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tugas = ForeignKeyField(Tugas, on_delete='CASCADE')
        sebab = CharField(max_length=20)
        keterangan = TextField(default='')
        mulai = UtcDateTimeField()
        selesai = UtcDateTimeField(null=True)
        oleh = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_jeda'
    db.create_tables([TugasJeda])

    class TugasPengingat(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tugas = ForeignKeyField(Tugas, on_delete='CASCADE')
        jenis = CharField(max_length=15)
        pegawai = ForeignKeyField(Pegawai, on_delete='RESTRICT')
        pada = UtcDateTimeField()
        class Meta:
            database = db
            table_name = 'sop_kinerja_pengingat'
            indexes = ((('tugas', 'jenis', 'pegawai'), True),)
    db.create_tables([TugasPengingat])

    migrator.migrate(migrator.drop_index('sop_kinerja_penyampaian', 'penyampaian_kasus_uuid_perangkat_daerah_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_rekap_perangkat', 'rekapperangkat_rekap_id_sumber_id'))
    migrator.migrate(migrator.add_column('sop_kinerja_penyampaian', 'cabang', CharField(max_length=20, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_penyampaian', 'unit', CharField(max_length=200, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_versi', 'hitungan_hari', CharField(max_length=10, default='pengaturan')))
    migrator.migrate(migrator.add_column('sop_kinerja_versi', 'dasar_id', ForeignKeyField(SopVersi, field=SopVersi.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_versi', 'perubahan', TextField(default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_kasus', 'tahun', IntegerField(index=True, default=0)))
    migrator.migrate(migrator.add_column('sop_kinerja_kasus', 'kadensi', CharField(max_length=20, default='kampanye')))
    migrator.migrate(migrator.add_column('sop_kinerja_kasus', 'rencana_mulai', DateField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_kasus', 'dimulai', UtcDateTimeField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_kasus', 'alasan_batal', TextField(default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_kasus', 'ulangan_dari_id', ForeignKeyField(Kasus, field=Kasus.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_langkah', 'kebutuhan', JsonField(default=list)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'cabang_id', ForeignKeyField(Jabatan, field=Jabatan.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'diambil_id', ForeignKeyField(Pegawai, field=Pegawai.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'diambil_pada', UtcDateTimeField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'dialihkan', TextField(default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'tanda', CharField(max_length=15, default='tanpa')))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'ditandai', UtcDateTimeField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'ditandai_oleh', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'tertahan', BooleanField(index=True, default=False)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'kurang', JsonField(default=list)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'mulai', UtcDateTimeField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'hitungan', CharField(max_length=10, default='kerja')))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'standar_hari', IntegerField(default=0)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'standar_menit', IntegerField(default=0)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'berhenti', UtcDateTimeField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'menit_kerja', IntegerField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_tugas', 'menit_jeda', IntegerField(default=0)))
    migrator.migrate(migrator.add_column('sop_kinerja_rekap_baris', 'unit', CharField(max_length=200, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_rekap_perangkat', 'unit', CharField(max_length=200, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_pelaksana', 'tanda', CharField(max_length=15, default='tanpa')))
    migrator.migrate(migrator.add_index('sop_kinerja_penyampaian', ('kasus_uuid', 'perangkat_daerah_id', 'cabang'), unique=True))
    migrator.migrate(migrator.add_index('sop_kinerja_kasus', ('perangkat_daerah_id', 'status')))
    migrator.migrate(migrator.add_index('sop_kinerja_kasus', ('status',)))
    migrator.migrate(migrator.add_index('sop_kinerja_kasus', ('versi_id', 'tahun', 'rencana_mulai')))
    migrator.migrate(migrator.add_index('sop_kinerja_tugas', ('jabatan_id', 'status', 'tenggat')))
    migrator.migrate(migrator.add_index('sop_kinerja_tugas', ('penyelenggara_id', 'status', 'tenggat')))
    migrator.migrate(migrator.add_index('sop_kinerja_rekap_perangkat', ('rekap_id', 'sumber_id', 'unit'), unique=True))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('sop_kinerja_rekap_perangkat', 'sop_kinerja_rekap_perangkat_rekap_id_sumber_id_unit'))
    migrator.migrate(migrator.drop_index('sop_kinerja_tugas', 'sop_kinerja_tugas_tertahan'))
    migrator.migrate(migrator.drop_index('sop_kinerja_tugas', 'sop_kinerja_tugas_penyelenggara_id_status_tenggat'))
    migrator.migrate(migrator.drop_index('sop_kinerja_tugas', 'sop_kinerja_tugas_jabatan_id_status_tenggat'))
    migrator.migrate(migrator.drop_index('sop_kinerja_tugas', 'sop_kinerja_tugas_diambil_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_tugas', 'sop_kinerja_tugas_cabang_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_kasus', 'sop_kinerja_kasus_versi_id_tahun_rencana_mulai'))
    migrator.migrate(migrator.drop_index('sop_kinerja_kasus', 'sop_kinerja_kasus_ulangan_dari_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_kasus', 'sop_kinerja_kasus_tahun'))
    migrator.migrate(migrator.drop_index('sop_kinerja_kasus', 'sop_kinerja_kasus_status'))
    migrator.migrate(migrator.drop_index('sop_kinerja_kasus', 'sop_kinerja_kasus_perangkat_daerah_id_status'))
    migrator.migrate(migrator.drop_index('sop_kinerja_versi', 'sop_kinerja_versi_dasar_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_penyampaian', 'sop_kinerja_penyampaian_kasus_uuid_perangkat_daerah_id_cabang'))
    migrator.migrate(migrator.drop_column('sop_kinerja_pelaksana', 'tanda'))
    migrator.migrate(migrator.drop_column('sop_kinerja_rekap_perangkat', 'unit'))
    migrator.migrate(migrator.drop_column('sop_kinerja_rekap_baris', 'unit'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'menit_jeda'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'menit_kerja'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'berhenti'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'standar_menit'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'standar_hari'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'hitungan'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'mulai'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'kurang'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'tertahan'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'ditandai_oleh'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'ditandai'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'tanda'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'dialihkan'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'diambil_pada'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'diambil_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_tugas', 'cabang_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_langkah', 'kebutuhan'))
    migrator.migrate(migrator.drop_column('sop_kinerja_kasus', 'ulangan_dari_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_kasus', 'alasan_batal'))
    migrator.migrate(migrator.drop_column('sop_kinerja_kasus', 'dimulai'))
    migrator.migrate(migrator.drop_column('sop_kinerja_kasus', 'rencana_mulai'))
    migrator.migrate(migrator.drop_column('sop_kinerja_kasus', 'kadensi'))
    migrator.migrate(migrator.drop_column('sop_kinerja_kasus', 'tahun'))
    migrator.migrate(migrator.drop_column('sop_kinerja_versi', 'perubahan'))
    migrator.migrate(migrator.drop_column('sop_kinerja_versi', 'dasar_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_versi', 'hitungan_hari'))
    migrator.migrate(migrator.drop_column('sop_kinerja_penyampaian', 'unit'))
    migrator.migrate(migrator.drop_column('sop_kinerja_penyampaian', 'cabang'))
    migrator.migrate(migrator.add_index('sop_kinerja_rekap_perangkat', ('rekap_id', 'sumber_id'), unique=True, name='rekapperangkat_rekap_id_sumber_id'))
    migrator.migrate(migrator.add_index('sop_kinerja_penyampaian', ('kasus_uuid', 'perangkat_daerah_id'), unique=True, name='penyampaian_kasus_uuid_perangkat_daerah_id'))
    migrator.migrate(migrator.drop_table('sop_kinerja_pengingat'))
    migrator.migrate(migrator.drop_table('sop_kinerja_jeda'))
    migrator.migrate(migrator.drop_table('sop_kinerja_pelaksana_jabatan'))
    migrator.migrate(migrator.drop_table('sop_kinerja_peraturan'))
    migrator.migrate(migrator.drop_table('sop_kinerja_sebutan'))
    migrator.migrate(migrator.drop_table('sop_kinerja_komentar'))
    migrator.migrate(migrator.drop_table('sop_kinerja_kasus_indikator'))
    migrator.migrate(migrator.drop_table('sop_kinerja_kasus_cabang'))
    migrator.migrate(migrator.drop_table('sop_kinerja_acuan'))
    migrator.migrate(migrator.drop_table('sop_kinerja_jenis_acuan'))
