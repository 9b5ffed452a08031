"""The recap of a case as an output: the workbook, which the recap keeps as its own, and the official form."""

from typing import Any

from core.errors import StateError
from core.files import Dokumen
from core.idn.numbers import format_percent
from core.idn.periods import Periode
from core.organisation.office import zone_of
from plugins.sop_kinerja import xlsx
from plugins.sop_kinerja.models import Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.services import rekap_kertas
from plugins.sop_kinerja.services.keluaran_naskah import MEDIA, Naskah
from plugins.sop_kinerja.services.rekap_flow import EXPORT, get_rekap
from plugins.sop_kinerja.services.rekap_read import Group, Line, groups


class RekapCapaianKasus:
    """Key: the uuid of the recap."""

    izin = EXPORT

    def naskah(self, kunci: str) -> Naskah:
        return naskah_of(get_rekap(kunci))


def naskah_of(rekap: Rekap) -> Naskah:
    """:raises StateError: while the recap is being made."""
    if rekap.status == "disusun":
        raise StateError("Rekapitulasi ini masih disusun. Tunggu sampai selesai, lalu minta berkasnya.")
    zone = zone_of(rekap.perangkat_daerah)
    return Naskah(
        judul=subject(rekap),
        berkas=xlsx.file_name(rekap),
        dibuat=xlsx.moment(rekap),
        tabel=lambda: xlsx.tables(rekap, zone),
        kertas=lambda: _paper(rekap),
        ringkas=lambda: xlsx.title(rekap, zone)[2:],
        baris=_rows(rekap),
        simpan=lambda dokumen: _keep(rekap, dokumen),
    )


def subject(rekap: Rekap) -> str:
    """Of the mail, and the title of the job."""
    return f"Rekapitulasi capaian kinerja {Periode.parse(str(rekap.periode)).label}"


def _keep(rekap: Rekap, dokumen: Dokumen) -> Dokumen:
    """The workbook becomes the recap's; when it has these very bytes already, that one counts."""
    if dokumen.media != MEDIA["xlsx"]:
        return dokumen
    current: Dokumen | None = rekap.dokumen
    if current is not None and current.sha256 == dokumen.sha256 and current.nama == dokumen.nama:
        dokumen.delete_instance()
        return current
    Rekap.update({Rekap.dokumen: dokumen}).where(Rekap.id == rekap.id).execute()
    return dokumen


def _rows(rekap: Rekap) -> int:
    """Rows of the workbook that come from the database."""
    return sum(model.select().where(model.rekap == rekap.id).count() for model in (RekapBaris, RekapPerangkat))


def _paper(rekap: Rekap) -> tuple[str, dict[str, Any]]:
    owner = rekap.perangkat_daerah
    heading = xlsx.title(rekap, zone_of(owner))
    whole = (str(rekap.dinilai), str(rekap.belum_dinilai), format_percent(rekap.rata_rata), str(rekap.predikat))
    foot = f"Dibuat oleh Selaras dari data yang disahkan. Nomor rekaman {rekap.uuid}."
    parts = [_part(group) for group in groups(rekap)]
    return rekap_kertas.paper(owner, (heading[0], *heading[2:]), parts, whole, rekap.aturan, foot)


def _part(group: Group) -> dict[str, Any]:
    missing = group.row.status != "disahkan"
    note = f"Tidak menyampaikan data. Alasan: {group.row.alasan}" if missing else ""
    return rekap_kertas.part(group.row.pihak, group.assessed, [_row(line) for line in group.lines], note)


def _row(line: Line) -> list[str]:
    row = line.row
    return rekap_kertas.row((str(row.kode), str(row.uraian), str(row.satuan)), line.target, line.nilai, line.assessed)
