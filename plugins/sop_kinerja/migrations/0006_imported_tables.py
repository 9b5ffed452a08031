"""sop_kinerja: imported_tables."""

from peewee import *

from core.fields import FixedField, JsonField, UtcDateTimeField


def up(migrator, db):
    class Dokumen(Model):
        class Meta:
            database = db
            table_name = "core_dokumen"

    class PerangkatDaerah(Model):
        class Meta:
            database = db
            table_name = "core_perangkat_daerah"

    class ImporTabel(Model):
        uuid = CharField(unique=True, max_length=36)
        dibuat = UtcDateTimeField()
        perangkat_daerah = ForeignKeyField(PerangkatDaerah, field=PerangkatDaerah.id, on_delete="RESTRICT")
        dokumen = ForeignKeyField(Dokumen, on_delete="RESTRICT")
        pilihan = JsonField(default=dict)
        status = CharField(max_length=10, default="diperiksa")
        baris = IntegerField(default=0)
        terbaca = IntegerField(default=0)
        berbeda = IntegerField(default=0)
        hasil = JsonField(default=dict)
        oleh = CharField(max_length=250, default="")
        diputuskan = UtcDateTimeField(null=True)
        diputuskan_oleh = CharField(max_length=250, default="")
        alasan = TextField(default="")

        class Meta:
            database = db
            table_name = "sop_kinerja_impor_tabel"

    db.create_tables([ImporTabel])

    migrator.migrate(migrator.add_column("sop_kinerja_rekap_baris", "target_atas", FixedField(null=True)))
    migrator.migrate(migrator.add_column("sop_kinerja_rekap_baris", "skala", JsonField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("sop_kinerja_rekap_baris", "skala"))
    migrator.migrate(migrator.drop_column("sop_kinerja_rekap_baris", "target_atas"))
    migrator.migrate(migrator.drop_table("sop_kinerja_impor_tabel"))
