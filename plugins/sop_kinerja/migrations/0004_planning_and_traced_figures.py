"""sop_kinerja: planning and traced figures."""

from peewee import *
from core.fields import FixedField
from core.fields import JsonField
from core.fields import UtcDateTimeField


def up(migrator, db):
    class Dokumen(Model):
        class Meta:
            database = db
            table_name = 'core_dokumen'

    class Indikator(Model):
        class Meta:
            database = db
            table_name = 'sop_kinerja_indikator'

    class Jabatan(Model):
        class Meta:
            database = db
            table_name = 'core_jabatan'

    class Penyampaian(Model):
        class Meta:
            database = db
            table_name = 'sop_kinerja_penyampaian'

    class PerangkatDaerah(Model):
        class Meta:
            database = db
            table_name = 'core_perangkat_daerah'

    class Realisasi(Model):
        class Meta:
            database = db
            table_name = 'sop_kinerja_realisasi'

    class UnitKerja(Model):
        class Meta:
            database = db
            table_name = 'core_unit_kerja'

    class Renstra(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        nama = CharField(max_length=200)
        tahun_awal = IntegerField()
        tahun_akhir = IntegerField()
        dokumen = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        class Meta:
            database = db
            table_name = 'sop_kinerja_renstra'
            indexes = ((('perangkat_daerah', 'tahun_awal'), True),)
    db.create_tables([Renstra])

    class Sasaran(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        renstra = ForeignKeyField(Renstra, null=True, on_delete='RESTRICT')
        induk = ForeignKeyField('self', null=True, on_delete='RESTRICT')
        jenis = CharField(max_length=10, default='sasaran')
        tingkat = CharField(max_length=20, default='perangkat_daerah')
        unit_kerja = ForeignKeyField(UnitKerja, null=True, on_delete='RESTRICT')
        kode = CharField(max_length=40)
        uraian = TextField()
        urutan = IntegerField(default=0)
        aktif = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_sasaran'
            indexes = ((('perangkat_daerah', 'kode'), True),)
    db.create_tables([Sasaran])

    class SkalaOrdinal(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        nama = CharField(max_length=120)
        butir = JsonField()
        class Meta:
            database = db
            table_name = 'sop_kinerja_skala_ordinal'
            indexes = ((('perangkat_daerah', 'nama'), True),)
    db.create_tables([SkalaOrdinal])

    class IndikatorTahun(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        indikator = ForeignKeyField(Indikator, on_delete='RESTRICT')
        indikator_uuid = CharField(index=True, max_length=36)
        tahun = IntegerField()
        status = CharField(max_length=10, default='konsep')
        disahkan = UtcDateTimeField(null=True)
        disahkan_oleh = CharField(max_length=250, default='')
        induk_uuid = CharField(index=True, max_length=36, default='')
        kode = CharField(max_length=40)
        sasaran = TextField(default='')
        uraian = TextField()
        satuan = CharField(max_length=60)
        definisi = TextField(default='')
        rumus = TextField(default='')
        pembilang = CharField(max_length=250, default='')
        penyebut = CharField(max_length=250, default='')
        sumber_data = CharField(max_length=250, default='')
        penanggung_jawab = CharField(max_length=250, default='')
        formula = CharField(max_length=20)
        agregasi_periode = CharField(max_length=20)
        agregasi_unit = CharField(max_length=20)
        kumulatif = BooleanField(default=False)
        bobot = FixedField(null=True)
        iku = BooleanField(default=False)
        wajib_bukti = BooleanField(default=False)
        skala = JsonField(null=True)
        urutan = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'sop_kinerja_indikator_tahun'
            indexes = ((('indikator', 'tahun'), True), (('perangkat_daerah', 'tahun'), False))
    db.create_tables([IndikatorTahun])

    class Angka(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        indikator_tahun = ForeignKeyField(IndikatorTahun, on_delete='RESTRICT')
        periode = CharField(max_length=20)
        cabang = CharField(max_length=20, default='')
        realisasi = ForeignKeyField(Realisasi, null=True, on_delete='CASCADE')
        nilai = FixedField(null=True)
        pembilang = FixedField(null=True)
        penyebut = FixedField(null=True)
        target = FixedField(null=True)
        target_atas = FixedField(null=True)
        jatuh_tempo = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_angka'
            indexes = ((('penyelenggara', 'indikator_tahun', 'periode', 'cabang'), True), (('indikator_tahun', 'periode'), False))
    db.create_tables([Angka])

    class FormulirExcel(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyampaian = ForeignKeyField(Penyampaian, on_delete='CASCADE')
        kode = CharField(unique=True, max_length=36)
        tanda = CharField(max_length=64)
        versi_isian = IntegerField()
        diambil_oleh = CharField(max_length=250, default='')
        dipakai = UtcDateTimeField(null=True)
        dipakai_oleh = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_formulir_excel'
    db.create_tables([FormulirExcel])

    class PerjanjianKinerja(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tahun = IntegerField()
        urutan = IntegerField(default=0)
        status = CharField(max_length=10, default='konsep')
        pihak_pertama = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        pihak_kedua = ForeignKeyField(Jabatan, on_delete='RESTRICT')
        nama_pertama = CharField(max_length=250, default='')
        nama_kedua = CharField(max_length=250, default='')
        tanggal = DateField(null=True)
        alasan = TextField(default='')
        naskah = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        dokumen = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        rujukan = CharField(max_length=120, default='')
        ditandatangani = UtcDateTimeField(null=True)
        dicatat_oleh = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_perjanjian_kinerja'
            indexes = ((('perangkat_daerah', 'tahun', 'urutan'), True),)
    db.create_tables([PerjanjianKinerja])

    class PkAnggaran(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        pk = ForeignKeyField(PerjanjianKinerja, on_delete='CASCADE')
        kode = CharField(max_length=60)
        nama = CharField(max_length=300)
        anggaran = FixedField(default=0)
        urutan = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'sop_kinerja_pk_anggaran'
    db.create_tables([PkAnggaran])

    class PkIndikator(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        pk = ForeignKeyField(PerjanjianKinerja, on_delete='CASCADE')
        indikator_uuid = CharField(max_length=36)
        sasaran = TextField(default='')
        kode = CharField(max_length=40)
        uraian = TextField()
        satuan = CharField(max_length=60)
        target = FixedField(null=True)
        target_atas = FixedField(null=True)
        tw1 = FixedField(null=True)
        tw2 = FixedField(null=True)
        tw3 = FixedField(null=True)
        tw4 = FixedField(null=True)
        urutan = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'sop_kinerja_pk_indikator'
            indexes = ((('pk', 'indikator_uuid'), True),)
    db.create_tables([PkIndikator])

    class ProgramKegiatan(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tahun = IntegerField(index=True)
        jenis = CharField(max_length=20, default='program')
        kode = CharField(max_length=60)
        nama = CharField(max_length=300)
        induk = ForeignKeyField('self', null=True, on_delete='RESTRICT')
        sasaran = ForeignKeyField(Sasaran, null=True, on_delete='RESTRICT')
        unit_kerja = ForeignKeyField(UnitKerja, null=True, on_delete='RESTRICT')
        penanggung_jawab = ForeignKeyField(Jabatan, null=True, on_delete='RESTRICT')
        pagu = FixedField(default=0)
        class Meta:
            database = db
            table_name = 'sop_kinerja_program_kegiatan'
            indexes = ((('perangkat_daerah', 'tahun', 'kode'), True),)
    db.create_tables([ProgramKegiatan])

    class Progres(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        indikator = ForeignKeyField(Indikator, on_delete='RESTRICT')
        periode = CharField(index=True, max_length=20)
        nilai = FixedField(null=True)
        keterangan = TextField(default='')
        oleh = CharField(max_length=250, default='')
        pada = UtcDateTimeField()
        class Meta:
            database = db
            table_name = 'sop_kinerja_progres'
            indexes = ((('indikator', 'periode'), True),)
    db.create_tables([Progres])

    class RealisasiAnggaran(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        kegiatan = ForeignKeyField(ProgramKegiatan, on_delete='RESTRICT')
        periode = CharField(index=True, max_length=20)
        nilai = FixedField()
        keterangan = CharField(max_length=250, default='')
        oleh = CharField(max_length=250, default='')
        pada = UtcDateTimeField()
        class Meta:
            database = db
            table_name = 'sop_kinerja_realisasi_anggaran'
            indexes = ((('kegiatan', 'periode'), True),)
    db.create_tables([RealisasiAnggaran])

    class RekapAngka(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        indikator_tahun = ForeignKeyField(IndikatorTahun, on_delete='CASCADE')
        periode = CharField(max_length=20)
        asal = CharField(max_length=10)
        nilai = FixedField(null=True)
        jumlah = FixedField(null=True)
        banyak = IntegerField(default=0)
        pembilang = FixedField(null=True)
        penyebut = FixedField(null=True)
        target = FixedField(null=True)
        target_atas = FixedField(null=True)
        jatuh_tempo = BooleanField(default=True)
        capaian = FixedField(null=True)
        alasan = CharField(max_length=250, default='')
        ada = IntegerField(default=0)
        perlu = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'sop_kinerja_rekap_angka'
            indexes = ((('penyelenggara', 'indikator_tahun', 'periode'), True), (('penyelenggara', 'periode', 'perangkat_daerah'), False))
    db.create_tables([RekapAngka])

    class RekapBasi(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyampaian = ForeignKeyField(Penyampaian, on_delete='CASCADE')
        class Meta:
            database = db
            table_name = 'sop_kinerja_rekap_basi'
    db.create_tables([RekapBasi])

    class RekapCapaian(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tingkat = CharField(max_length=20)
        periode = CharField(max_length=20)
        dinilai = IntegerField(default=0)
        belum_dinilai = IntegerField(default=0)
        jumlah = FixedField(default=0)
        rata_rata = FixedField(null=True)
        predikat = CharField(max_length=60, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_rekap_capaian'
            indexes = ((('penyelenggara', 'periode', 'tingkat', 'perangkat_daerah'), True),)
    db.create_tables([RekapCapaian])

    class RekapPeriode(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        sumber = CharField(max_length=20, default='')
        periode = CharField(max_length=20)
        nomor = IntegerField()
        isi = JsonField()
        sidik = CharField(max_length=64)
        disetujui = UtcDateTimeField()
        disetujui_oleh = CharField(max_length=250)
        dicabut = UtcDateTimeField(null=True)
        dicabut_oleh = CharField(max_length=250, default='')
        alasan = TextField(default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_rekap_periode'
            indexes = ((('perangkat_daerah', 'sumber', 'periode', 'nomor'), True),)
    db.create_tables([RekapPeriode])

    class RencanaAksi(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tahun = IntegerField(index=True)
        indikator = ForeignKeyField(Indikator, on_delete='RESTRICT')
        aksi = TextField()
        keluaran = CharField(max_length=250, default='')
        penanggung_jawab = ForeignKeyField(Jabatan, null=True, on_delete='RESTRICT')
        kegiatan = ForeignKeyField(ProgramKegiatan, null=True, on_delete='RESTRICT')
        jadwal = JsonField(default=list)
        urutan = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'sop_kinerja_rencana_aksi'
    db.create_tables([RencanaAksi])

    class RiwayatAngka(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        realisasi = ForeignKeyField(Realisasi, on_delete='CASCADE')
        nilai = FixedField(null=True)
        pembilang = FixedField(null=True)
        penyebut = FixedField(null=True)
        keterangan = TextField(default='')
        disahkan = UtcDateTimeField(null=True)
        disahkan_oleh = CharField(max_length=250, default='')
        dibuka = UtcDateTimeField()
        dibuka_oleh = CharField(max_length=250, default='')
        alasan = TextField(default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_riwayat_angka'
    db.create_tables([RiwayatAngka])

    class SkalaPredikat(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        tahun = IntegerField()
        nama = CharField(max_length=120)
        pita = JsonField()
        batas_capaian = FixedField(null=True)
        dasar = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_skala_predikat'
            indexes = ((('perangkat_daerah', 'tahun'), True),)
    db.create_tables([SkalaPredikat])

    class TargetRenstra(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        indikator = ForeignKeyField(Indikator, on_delete='RESTRICT')
        tahun = IntegerField()
        nilai = FixedField(null=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_target_renstra'
            indexes = ((('indikator', 'tahun'), True),)
    db.create_tables([TargetRenstra])

    class TautanAngka(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        token = CharField(unique=True, max_length=64)
        indikator_tahun = ForeignKeyField(IndikatorTahun, on_delete='CASCADE')
        periode = CharField(max_length=20)
        dibuat_oleh = CharField(max_length=250, default='')
        ditutup = UtcDateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'sop_kinerja_tautan_angka'
    db.create_tables([TautanAngka])

    class UnggahanExcel(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyelenggara = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete='RESTRICT')
        penyampaian = ForeignKeyField(Penyampaian, on_delete='CASCADE')
        dokumen = ForeignKeyField(Dokumen, on_delete='RESTRICT')
        bertanda = ForeignKeyField(Dokumen, null=True, on_delete='RESTRICT')
        status = CharField(max_length=15, default='diperiksa')
        hasil = JsonField(default=dict)
        pekerjaan_uuid = CharField(max_length=36, default='')
        oleh = CharField(max_length=250, default='')
        class Meta:
            database = db
            table_name = 'sop_kinerja_unggahan_excel'
    db.create_tables([UnggahanExcel])

    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'iku', BooleanField(default=False)))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'induk_id', ForeignKeyField(Indikator, field=Indikator.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'untuk_sasaran_id', ForeignKeyField(Sasaran, field=Sasaran.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'unit_kerja_id', ForeignKeyField(UnitKerja, field=UnitKerja.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'penanggung_jawab_id', ForeignKeyField(Jabatan, field=Jabatan.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'definisi', TextField(default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'rumus', TextField(default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'pembilang', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'penyebut', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'sumber_data', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'bobot', FixedField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'pola', CharField(max_length=10, default='setiap')))
    migrator.migrate(migrator.add_column('sop_kinerja_indikator', 'skala_id', ForeignKeyField(SkalaOrdinal, field=SkalaOrdinal.id, null=True, on_delete='RESTRICT')))
    migrator.migrate(migrator.add_column('sop_kinerja_penyampaian', 'dibuka', UtcDateTimeField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_penyampaian', 'dibuka_oleh', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'target_atas', FixedField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'agregasi_periode', CharField(max_length=20, default='terakhir')))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'kumulatif', BooleanField(default=False)))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'nama_pembilang', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'nama_penyebut', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'pembilang', FixedField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'penyebut', FixedField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'skala', JsonField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'versi', IntegerField(default=1)))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'diubah', UtcDateTimeField(null=True)))
    migrator.migrate(migrator.add_column('sop_kinerja_realisasi', 'diubah_oleh', CharField(max_length=250, default='')))
    migrator.migrate(migrator.add_column('sop_kinerja_target', 'nilai_atas', FixedField(null=True)))
    migrator.migrate(migrator.add_index('sop_kinerja_realisasi', ('indikator_uuid',)))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('sop_kinerja_realisasi', 'sop_kinerja_realisasi_indikator_uuid'))
    migrator.migrate(migrator.drop_index('sop_kinerja_indikator', 'sop_kinerja_indikator_untuk_sasaran_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_indikator', 'sop_kinerja_indikator_unit_kerja_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_indikator', 'sop_kinerja_indikator_skala_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_indikator', 'sop_kinerja_indikator_penanggung_jawab_id'))
    migrator.migrate(migrator.drop_index('sop_kinerja_indikator', 'sop_kinerja_indikator_induk_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_target', 'nilai_atas'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'diubah_oleh'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'diubah'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'versi'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'skala'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'penyebut'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'pembilang'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'nama_penyebut'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'nama_pembilang'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'kumulatif'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'agregasi_periode'))
    migrator.migrate(migrator.drop_column('sop_kinerja_realisasi', 'target_atas'))
    migrator.migrate(migrator.drop_column('sop_kinerja_penyampaian', 'dibuka_oleh'))
    migrator.migrate(migrator.drop_column('sop_kinerja_penyampaian', 'dibuka'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'skala_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'pola'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'bobot'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'sumber_data'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'penyebut'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'pembilang'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'rumus'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'definisi'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'penanggung_jawab_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'unit_kerja_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'untuk_sasaran_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'induk_id'))
    migrator.migrate(migrator.drop_column('sop_kinerja_indikator', 'iku'))
    migrator.migrate(migrator.drop_table('sop_kinerja_unggahan_excel'))
    migrator.migrate(migrator.drop_table('sop_kinerja_tautan_angka'))
    migrator.migrate(migrator.drop_table('sop_kinerja_target_renstra'))
    migrator.migrate(migrator.drop_table('sop_kinerja_skala_predikat'))
    migrator.migrate(migrator.drop_table('sop_kinerja_riwayat_angka'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rencana_aksi'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rekap_periode'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rekap_capaian'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rekap_basi'))
    migrator.migrate(migrator.drop_table('sop_kinerja_rekap_angka'))
    migrator.migrate(migrator.drop_table('sop_kinerja_realisasi_anggaran'))
    migrator.migrate(migrator.drop_table('sop_kinerja_progres'))
    migrator.migrate(migrator.drop_table('sop_kinerja_program_kegiatan'))
    migrator.migrate(migrator.drop_table('sop_kinerja_pk_indikator'))
    migrator.migrate(migrator.drop_table('sop_kinerja_pk_anggaran'))
    migrator.migrate(migrator.drop_table('sop_kinerja_perjanjian_kinerja'))
    migrator.migrate(migrator.drop_table('sop_kinerja_formulir_excel'))
    migrator.migrate(migrator.drop_table('sop_kinerja_angka'))
    migrator.migrate(migrator.drop_table('sop_kinerja_indikator_tahun'))
    migrator.migrate(migrator.drop_table('sop_kinerja_skala_ordinal'))
    migrator.migrate(migrator.drop_table('sop_kinerja_sasaran'))
    migrator.migrate(migrator.drop_table('sop_kinerja_renstra'))
