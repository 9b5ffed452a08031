"""The recap of a case as an output: the workbook, which the recap keeps as its own, and the official form."""

from typing import Any

from core.errors import StateError
from core.files import Dokumen
from core.idn.numbers import format_number, format_percent
from core.idn.periods import Periode
from core.organisation.office import letterhead, zone_of
from plugins.sop_kinerja import xlsx
from plugins.sop_kinerja.models import Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.services.data_assess import NOT_YET, scale_in_words, target_in_words, value_in_words
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
        berkas=xlsx.file_name(rekap).removesuffix(".xlsx"),
        dibuat=xlsx.moment(rekap),
        tabel=lambda: xlsx.tables(rekap, zone),
        kertas=lambda: ("rekap_capaian.typ", _paper(rekap)),
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


def _paper(rekap: Rekap) -> dict[str, Any]:
    owner = rekap.perangkat_daerah
    heading = xlsx.title(rekap, zone_of(owner))
    rule: dict[str, Any] = rekap.aturan
    return {
        "kop": letterhead(owner),
        "judul": heading[0],
        "keterangan": heading[2:],
        "bagian": [_part(group) for group in groups(rekap)],
        "keseluruhan": [str(rekap.dinilai), str(rekap.belum_dinilai), format_percent(rekap.rata_rata), rekap.predikat],
        "aturan": [
            f"Skala predikat: {'; '.join(scale_in_words(rule))}.",
            str(rule.get("pembulatan", "")),
            str(rule.get("rata_rata", "")),
        ],
        "tempat": str(owner.pemerintah_daerah.ibu_kota),
        "catatan_kaki": [f"Dibuat oleh Selaras dari data yang disahkan. Nomor rekaman {rekap.uuid}."],
    }


def _part(group: Group) -> dict[str, Any]:
    missing = group.row.status != "disahkan"
    return {
        "nama": group.row.pihak,
        "catatan": f"Tidak menyampaikan data. Alasan: {group.row.alasan}" if missing else "",
        "rata_rata": format_percent(group.row.rata_rata),
        "predikat": str(group.row.predikat) or NOT_YET,
        "baris": [_row(line) for line in group.lines],
    }


def _row(line: Line) -> list[str]:
    row, value = line.row, line.assessed.value
    return [
        str(row.kode),
        str(row.uraian),
        str(row.satuan),
        target_in_words(row),
        value_in_words(row, row.nilai),
        "" if value is None else format_number(value, places=2),
        line.assessed.predikat if value is not None else f"{NOT_YET}: {line.assessed.reason}",
    ]
