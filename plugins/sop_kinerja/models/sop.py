"""An SOP as data: the document, its versions, the performers' columns and the steps (PermenPANRB 35/2012)."""

import peewee

from core.db import Record
from core.fields import JsonField, UtcDateTimeField
from core.organisation.models import Jabatan, UnitKerja
from core.tenancy import ScopedModel

STATUS_VERSI = {"konsep": "Konsep", "disahkan": "Disahkan", "dicabut": "Dicabut"}
JENIS_LANGKAH = {"kegiatan": "Kegiatan", "keputusan": "Keputusan"}
JENIS_PELAKSANA = {
    "jabatan": "Satu jabatan",
    "setiap_perangkat_daerah": "Setiap perangkat daerah yang diminta",
    "setiap_unit": "Setiap unit kerja",
}
POLA = {"kampanye": "Kampanye, sekali untuk setiap periode", "bertingkat": "Bertingkat", "perintah": "Atas perintah"}
KADENSI = {
    "kampanye": "Sekali setiap pelaksanaan",
    "triwulan": "Setiap triwulan",
    "semester": "Setiap semester",
    "tahunan": "Setiap tahun",
    "perintah": "Atas perintah",
}
SATUAN_FORMULIR = {"campuran": "Hari, jam, dan menit", "menit": "Semua dalam menit"}
SATUAN_WAKTU = {"menit": "Menit", "jam": "Jam", "hari": "Hari"}
HITUNGAN_HARI = {
    "pengaturan": "Menurut pengaturan instansi",
    "kerja": "Hari kerja",
    "kalender": "Hari kalender",
}
TANDA = {"tanpa": "Tidak ada", "paraf": "Paraf", "tanda_tangan": "Tanda tangan"}


class SopDokumen(ScopedModel):
    """An SOP of a department, whatever its version."""

    kode = peewee.CharField(max_length=80, verbose_name="Kode")
    nama = peewee.CharField(max_length=200, verbose_name="Nama SOP")
    unit_kerja = peewee.ForeignKeyField(UnitKerja, null=True, on_delete="RESTRICT", verbose_name="Unit kerja")
    pola = peewee.CharField(
        max_length=20, default="kampanye", choices=list(POLA.items()), verbose_name="Pola pelaksanaan"
    )

    class Meta:
        table_name = "sop_kinerja_dokumen"
        indexes = ((("perangkat_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.nama)


class SopVersi(ScopedModel):
    """One version of the form. Once ratified it is frozen: running cases keep theirs."""

    sop = peewee.ForeignKeyField(SopDokumen, on_delete="RESTRICT", backref="daftar_versi", verbose_name="SOP")
    versi = peewee.IntegerField(default=1, verbose_name="Versi")
    status = peewee.CharField(
        max_length=10, default="konsep", choices=list(STATUS_VERSI.items()), verbose_name="Status"
    )
    nomor = peewee.CharField(max_length=100, default="", verbose_name="Nomor SOP")
    tanggal_pembuatan = peewee.DateField(null=True, verbose_name="Tanggal pembuatan")
    tanggal_revisi = peewee.DateField(null=True, verbose_name="Tanggal revisi")
    tanggal_pengesahan = peewee.DateField(null=True, verbose_name="Tanggal pengesahan")
    tanggal_efektif = peewee.DateField(null=True, verbose_name="Tanggal efektif")
    disahkan_oleh = peewee.CharField(max_length=250, default="", verbose_name="Disahkan oleh (jabatan)")
    isi = JsonField(default=dict, verbose_name="Isi formulir")  # lists by heading: dasar_hukum, kualifikasi, …
    jumlah_tercetak = peewee.CharField(max_length=60, default="", verbose_name="Jumlah waktu tercetak")
    satuan_waktu = peewee.CharField(
        max_length=10, default="campuran", choices=list(SATUAN_FORMULIR.items()), verbose_name="Satuan waktu formulir"
    )
    hitungan_hari = peewee.CharField(
        max_length=10,
        default="pengaturan",
        choices=list(HITUNGAN_HARI.items()),
        verbose_name="Arti «Hari» pada waktu baku",
    )
    dasar = peewee.ForeignKeyField(
        "self", null=True, on_delete="RESTRICT", backref="+", verbose_name="Disusun dari versi"
    )
    perubahan = peewee.TextField(default="", verbose_name="Perubahan dari versi sebelumnya")
    sidik = peewee.CharField(max_length=64, default="", verbose_name="Sidik isi")  # SHA-256 of what the form says
    disahkan = UtcDateTimeField(null=True, verbose_name="Disahkan pada")

    class Meta:
        table_name = "sop_kinerja_versi"
        indexes = ((("sop", "versi"), True),)

    def __str__(self) -> str:
        return f"{self.sop} (versi {self.versi})"


class SopPelaksana(ScopedModel):
    """A performers' column, and the position that stands behind it in this department."""

    versi = peewee.ForeignKeyField(SopVersi, on_delete="CASCADE", backref="pelaksana", verbose_name="Versi SOP")
    urutan = peewee.IntegerField(verbose_name="Urutan")
    kode = peewee.CharField(max_length=60, verbose_name="Kode")
    label = peewee.CharField(max_length=150, verbose_name="Judul kolom")
    jenis = peewee.CharField(
        max_length=30, default="jabatan", choices=list(JENIS_PELAKSANA.items()), verbose_name="Jenis"
    )
    jabatan = peewee.ForeignKeyField(Jabatan, null=True, on_delete="RESTRICT", verbose_name="Jabatan")
    tanda = peewee.CharField(
        max_length=15, default="tanpa", choices=list(TANDA.items()), verbose_name="Pencatatan pada lembar disposisi"
    )

    class Meta:
        table_name = "sop_kinerja_pelaksana"
        indexes = ((("versi", "kode"), True),)

    def __str__(self) -> str:
        return str(self.label)


class SopPelaksanaJabatan(ScopedModel):
    """One of the positions behind a column of the kind setiap_unit: each of them does the step, side by side."""

    pelaksana = peewee.ForeignKeyField(
        SopPelaksana, on_delete="CASCADE", backref="daftar_jabatan", verbose_name="Kolom pelaksana"
    )
    jabatan = peewee.ForeignKeyField(Jabatan, on_delete="RESTRICT", verbose_name="Jabatan")
    urutan = peewee.IntegerField(default=0, verbose_name="Urutan")

    class Meta:
        table_name = "sop_kinerja_pelaksana_jabatan"
        indexes = ((("pelaksana", "jabatan"), True),)

    def __str__(self) -> str:
        return str(self.jabatan)


class SopLangkah(ScopedModel):
    """A step: what is done, by whom, its standard (mutu baku), and where Ya and Tidak lead.

    `pelaksana` lists column codes, the first one does the step. `ya_ke` 0: the end; None: the next number, or the
    end after the last. `tidak_ke` is set for decisions only. `kebutuhan`: which of the `kelengkapan` must be there
    before the step begins, each as the fields of `sopform.KebutuhanData`.
    """

    versi = peewee.ForeignKeyField(SopVersi, on_delete="CASCADE", backref="langkah", verbose_name="Versi SOP")
    nomor = peewee.IntegerField(verbose_name="Nomor")
    uraian = peewee.TextField(verbose_name="Uraian kegiatan")
    jenis = peewee.CharField(
        max_length=10, default="kegiatan", choices=list(JENIS_LANGKAH.items()), verbose_name="Jenis"
    )
    mulai = peewee.BooleanField(default=False, verbose_name="Mulai di sini")
    pelaksana = JsonField(default=list, verbose_name="Pelaksana")
    kelengkapan = JsonField(default=list, verbose_name="Kelengkapan")
    kebutuhan = JsonField(default=list, verbose_name="Kelengkapan yang diperiksa")
    waktu_nilai = peewee.IntegerField(verbose_name="Waktu")
    waktu_satuan = peewee.CharField(max_length=10, choices=list(SATUAN_WAKTU.items()), verbose_name="Satuan waktu")
    output = peewee.CharField(max_length=250, default="", verbose_name="Output")
    keterangan = peewee.CharField(max_length=250, default="", verbose_name="Keterangan")
    ya_ke = peewee.IntegerField(null=True, verbose_name="Ya ke langkah")
    tidak_ke = peewee.IntegerField(null=True, verbose_name="Tidak ke langkah")
    kadensi = peewee.CharField(max_length=20, default="kampanye", choices=list(KADENSI.items()), verbose_name="Kadensi")
    aksi = peewee.CharField(max_length=80, default="", verbose_name="Aksi")

    class Meta:
        table_name = "sop_kinerja_langkah"
        indexes = ((("versi", "nomor"), True),)

    def __str__(self) -> str:
        return f"{self.nomor}. {self.uraian}"


class Peraturan(Record):
    """A regulation no longer in force: a legal basis that a careful reader questions. Master data of the site."""

    jenis = peewee.CharField(max_length=40, verbose_name="Jenis")
    nomor = peewee.CharField(max_length=40, verbose_name="Nomor")
    tahun = peewee.IntegerField(verbose_name="Tahun")
    tentang = peewee.CharField(max_length=300, default="", verbose_name="Tentang")
    dicabut_oleh = peewee.CharField(max_length=300, verbose_name="Dicabut atau diganti oleh")
    keterangan = peewee.CharField(max_length=300, default="", verbose_name="Keterangan")

    class Meta:
        table_name = "sop_kinerja_peraturan"
        indexes = ((("jenis", "nomor", "tahun"), True),)

    def __str__(self) -> str:
        return f"{self.jenis} {self.nomor}/{self.tahun}"
