"""sop_kinerja: initial."""

from peewee import *
from core.fields import FixedField
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

    class UnitKerja(Model):
        class Meta:
            database = db
            table_name = 'core_unit_kerja'

    class Penyampaian(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kasus_uuid = CharField(index=True, max_length=36)
        judul = CharField(max_length=250)
        periode = CharField(max_length=20)
        tenggat = DateField()
        status = CharField(index=True, max_length=20, default='draft')
        alasan = TextField(default='')
        alasan_pada = UtcDateTimeField(null=True)
        alasan_oleh = CharField(max_length=250, default='')
        putaran = IntegerField(default=1)
        versi = IntegerField(default=1)
        diubah = UtcDateTimeField(null=True)
        diubah_oleh = CharField(max_length=250, default='')
        pertama_diajukan = UtcDateTimeField(null=True)
        diajukan = UtcDateTimeField(null=True)
        diajukan_oleh = CharField(max_length=250, default='')
        diverifikasi = UtcDateTimeField(null=True)
        diverifikasi_oleh = CharField(max_length=250, default='')
        disahkan = UtcDateTimeField(null=True)
        disahkan_oleh = CharField(max_length=250, default='')
        dokumen = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'sop_kinerja_penyampaian'
            indexes = ((('kasus_uuid', 'perangkat_daerah'), True),)
    db.create_tables([Penyampaian])

    class Realisasi(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyampaian = ForeignKeyField(Penyampaian, on_delete='CASCADE')
        indikator_uuid = CharField(max_length=36)
        kode = CharField(max_length=40)
        sasaran = TextField(default='')
        uraian = TextField()
        satuan = CharField(max_length=60)
        formula = CharField(max_length=20)
        wajib_bukti = BooleanField(default=False)
        urutan = IntegerField(default=0)
        target = FixedField(null=True)
        jatuh_tempo = BooleanField(default=True)
        nilai = FixedField(null=True)
        keterangan = TextField(default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_realisasi'
            indexes = ((('penyampaian', 'indikator_uuid'), True),)
    db.create_tables([Realisasi])

    class Bukti(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        realisasi = ForeignKeyField(Realisasi, on_delete='CASCADE')
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'sop_kinerja_bukti'
    db.create_tables([Bukti])

    class Indikator(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kode = CharField(max_length=40)
        sasaran = TextField(default='')
        uraian = TextField()
        satuan = CharField(max_length=60)
        formula = CharField(max_length=20, default='naik')
        agregasi_periode = CharField(max_length=20, default='terakhir')
        agregasi_unit = CharField(max_length=20, default='tidak')
        kumulatif = BooleanField(default=False)
        wajib_bukti = BooleanField(default=False)
        urutan = IntegerField(default=0)
        aktif = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_indikator'
            indexes = ((('perangkat_daerah', 'kode'), True),)
    db.create_tables([Indikator])

    class SopDokumen(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kode = CharField(max_length=80)
        nama = CharField(max_length=200)
        unit_kerja = ForeignKeyField(UnitKerja, null=True, on_delete='RESTRICT')
        pola = CharField(max_length=20, default='kampanye')
        class Meta:
            database = db
            table_name = 'sop_kinerja_dokumen'
            indexes = ((('perangkat_daerah', 'kode'), True),)
    db.create_tables([SopDokumen])

    class SopVersi(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        sop = ForeignKeyField(SopDokumen, on_delete='RESTRICT')
        versi = IntegerField(default=1)
        status = CharField(max_length=10, default='konsep')
        nomor = CharField(max_length=100, default='')
        tanggal_pembuatan = DateField(null=True)
        tanggal_revisi = DateField(null=True)
        tanggal_pengesahan = DateField(null=True)
        tanggal_efektif = DateField(null=True)
        disahkan_oleh = CharField(max_length=250, default='')
        isi = JsonField(default=dict)
        jumlah_tercetak = CharField(max_length=60, default='')
        satuan_waktu = CharField(max_length=10, default='campuran')
        sidik = CharField(max_length=64, default='')
        disahkan = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_versi'
            indexes = ((('sop', 'versi'), True),)
    db.create_tables([SopVersi])

    class Kasus(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        versi = ForeignKeyField(SopVersi, on_delete='RESTRICT')
        nama = CharField(max_length=250)
        periode = CharField(index=True, max_length=20)
        tenggat = DateField()
        status = CharField(max_length=10, default='berjalan')
        kunci = CharField(unique=True, null=True, max_length=60)
        dimulai_oleh = CharField(max_length=250, default='')
        selesai = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_kasus'
    db.create_tables([Kasus])

    class SopLangkah(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        versi = ForeignKeyField(SopVersi, on_delete='CASCADE')
        nomor = IntegerField()
        uraian = TextField()
        jenis = CharField(max_length=10, default='kegiatan')
        mulai = BooleanField(default=False)
        pelaksana = JsonField(default=list)
        kelengkapan = JsonField(default=list)
        waktu_nilai = IntegerField()
        waktu_satuan = CharField(max_length=10)
        output = CharField(max_length=250, default='')
        keterangan = CharField(max_length=250, default='')
        ya_ke = IntegerField(null=True)
        tidak_ke = IntegerField(null=True)
        kadensi = CharField(max_length=20, default='kampanye')
        aksi = CharField(max_length=80, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_langkah'
            indexes = ((('versi', 'nomor'), True),)
    db.create_tables([SopLangkah])

    class Tugas(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        kasus = ForeignKeyField(Kasus, on_delete='RESTRICT')
        langkah = ForeignKeyField(SopLangkah, on_delete='RESTRICT')
        kasus_uuid = CharField(index=True, max_length=36)
        judul = CharField(max_length=250)
        periode = CharField(max_length=20)
        nomor = IntegerField()
        putaran = IntegerField(default=1)
        uraian = TextField()
        kelengkapan = JsonField(default=list)
        output = CharField(max_length=250, default='')
        aksi = CharField(max_length=80, default='')
        keputusan_diminta = BooleanField(default=False)
        terakhir = BooleanField(default=False)
        setiap = BooleanField(default=False)
        lewat_aksi = BooleanField(default=False)
        jabatan = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        status = CharField(index=True, max_length=10, default='berjalan')
        tenggat = UtcDateTimeField()
        selesai = UtcDateTimeField(null=True)
        keputusan = CharField(max_length=10, default='')
        alasan = TextField(default='')
        catatan = TextField(default='')
        catatan_masuk = TextField(default='')
        oleh = CharField(max_length=200, default='')
        sebagai = CharField(max_length=250, default='')
        pegawai = ForeignKeyField(Pegawai, null=True, on_delete='RESTRICT')
        dengan_tangan = BooleanField(default=False)
        gugur = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'sop_kinerja_tugas'
    db.create_tables([Tugas])

    class KasusDokumen(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kasus = ForeignKeyField(Kasus, on_delete='RESTRICT')
        tugas = ForeignKeyField(Tugas, null=True, on_delete='RESTRICT')
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        nama = CharField(max_length=250)
        jenis = CharField(max_length=20)
        tanggal = DateField()
        rujukan = CharField(max_length=120, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_kasus_dokumen'
            indexes = ((('kasus', 'dokumen'), True),)
    db.create_tables([KasusDokumen])

    class KasusTujuan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kasus = ForeignKeyField(Kasus, on_delete='RESTRICT')
        tujuan = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'sop_kinerja_kasus_tujuan'
            indexes = ((('kasus', 'tujuan'), True),)
    db.create_tables([KasusTujuan])

    class Rekap(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kasus = ForeignKeyField(Kasus, on_delete='RESTRICT')
        periode = CharField(max_length=20)
        putaran = IntegerField(default=1)
        status = CharField(max_length=15, default='disusun')
        catatan = TextField(default='')
        aturan = JsonField(default=dict)
        pekerjaan_uuid = CharField(max_length=36, default='')
        disusun_oleh = CharField(max_length=250, default='')
        diminta = IntegerField(default=0)
        masuk = IntegerField(default=0)
        tidak_masuk = IntegerField(default=0)
        dinilai = IntegerField(default=0)
        belum_dinilai = IntegerField(default=0)
        rata_rata = FixedField(null=True)
        dokumen = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        predikat = CharField(max_length=60, default='')
        ditelaah = UtcDateTimeField(null=True)
        ditelaah_oleh = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_rekap'
            indexes = ((('kasus', 'putaran'), True),)
    db.create_tables([Rekap])

    class RekapBaris(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        rekap = ForeignKeyField(Rekap, on_delete='CASCADE')
        sumber = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        penyampaian_uuid = CharField(max_length=36, default='')
        realisasi_uuid = CharField(max_length=36, default='')
        urutan = IntegerField(default=0)
        kode = CharField(max_length=40, default='')
        sasaran = TextField(default='')
        uraian = TextField(default='')
        satuan = CharField(max_length=60, default='')
        formula = CharField(max_length=20, default='')
        target = FixedField(null=True)
        nilai = FixedField(null=True)
        capaian = FixedField(null=True)
        predikat = CharField(max_length=60, default='')
        alasan = CharField(max_length=250, default='')
        keterangan = TextField(default='')
        jumlah_bukti = IntegerField(default=0)
        disahkan_oleh = CharField(max_length=250, default='')
        disahkan = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_rekap_baris'
    db.create_tables([RekapBaris])

    class RekapPerangkat(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        rekap = ForeignKeyField(Rekap, on_delete='CASCADE')
        sumber = ForeignKeyField(PerangkatDaerah, on_delete='RESTRICT')
        penyampaian_uuid = CharField(max_length=36, default='')
        urutan = IntegerField(default=0)
        status = CharField(max_length=20, default='disahkan')
        alasan = TextField(default='')
        dinilai = IntegerField(default=0)
        belum_dinilai = IntegerField(default=0)
        rata_rata = FixedField(null=True)
        predikat = CharField(max_length=60, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_rekap_perangkat'
            indexes = ((('rekap', 'sumber'), True),)
    db.create_tables([RekapPerangkat])

    class SopPelaksana(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        versi = ForeignKeyField(SopVersi, on_delete='CASCADE')
        urutan = IntegerField()
        kode = CharField(max_length=60)
        label = CharField(max_length=150)
        jenis = CharField(max_length=30, default='jabatan')
        jabatan = ForeignKeyField(Jabatan, null=True, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'sop_kinerja_pelaksana'
            indexes = ((('versi', 'kode'), True),)
    db.create_tables([SopPelaksana])

    class Target(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        indikator = ForeignKeyField(Indikator, on_delete='RESTRICT')
        periode = CharField(max_length=20)
        nilai = FixedField(null=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_target'
            indexes = ((('indikator', 'periode'), True),)
    db.create_tables([Target])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('sop_kinerja_target'))
    migrator.migrate(migrator.drop_table('sop_kinerja_pelaksana'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rekap_perangkat'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rekap_baris'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rekap'))
    migrator.migrate(migrator.drop_table('sop_kinerja_kasus_tujuan'))
    migrator.migrate(migrator.drop_table('sop_kinerja_kasus_dokumen'))
    migrator.migrate(migrator.drop_table('sop_kinerja_tugas'))
    migrator.migrate(migrator.drop_table('sop_kinerja_langkah'))
    migrator.migrate(migrator.drop_table('sop_kinerja_kasus'))
    migrator.migrate(migrator.drop_table('sop_kinerja_versi'))
    migrator.migrate(migrator.drop_table('sop_kinerja_dokumen'))
    migrator.migrate(migrator.drop_table('sop_kinerja_indikator'))
    migrator.migrate(migrator.drop_table('sop_kinerja_bukti'))
    migrator.migrate(migrator.drop_table('sop_kinerja_realisasi'))
    migrator.migrate(migrator.drop_table('sop_kinerja_penyampaian'))
