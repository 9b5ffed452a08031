"""Letter texts that a department keeps ready."""

import peewee

from core.tenancy import ScopedModel


class TemplatSurat(ScopedModel):
    """A text to begin a letter with. Paragraphs are parted by an empty line; {periode}, {batas_waktu} and
    {perangkat_daerah} are filled in. A department without a row uses the text that comes with the plugin.
    """

    kode = peewee.CharField(max_length=60, verbose_name="Kode")
    nama = peewee.CharField(max_length=150, verbose_name="Nama templat")
    hal = peewee.CharField(max_length=250, verbose_name="Hal")
    isi = peewee.TextField(
        verbose_name="Isi",
        help_text="Pisahkan alinea dengan baris kosong. Bagian {periode}, {batas_waktu}, dan {perangkat_daerah} "
        "terisi sendiri.",
    )
    tembusan = peewee.TextField(default="", verbose_name="Tembusan", help_text="Satu tembusan per baris.")

    class Meta:
        table_name = "surat_templat"
        indexes = ((("perangkat_daerah", "kode"), True),)

    def __str__(self) -> str:
        return str(self.nama)
