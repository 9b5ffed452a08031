"""What the dashboard's capaian is made of: recap rows of a department, means, and why figures are not there yet."""

from collections import defaultdict
from decimal import Decimal

from core.idn.periods import Periode
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.models import IndikatorTahun, Penyampaian, RekapAngka, RekapCapaian
from plugins.sop_kinerja.services.dasbor import Pilihan, of_year

COMING = {
    "draft": "Belum masuk",
    "dikembalikan": "Belum masuk",
    "diajukan": "Belum disahkan",
    "diverifikasi": "Belum disahkan",
    "disahkan": "Belum direkap",
    "tidak_menyampaikan": "Tidak disampaikan",
}
"""State of a submission -> why the recap has no figure yet; of several units the one that is less far."""


def departments(chosen: Pilihan) -> list[PerangkatDaerah]:
    ids = RekapAngka.select(RekapAngka.perangkat_daerah).where(
        (RekapAngka.penyelenggara == chosen.peminta.id) & of_year(RekapAngka.periode, chosen.tahun)
    )
    query = PerangkatDaerah.select().where(PerangkatDaerah.id.in_(ids))
    return list(query.order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama, PerangkatDaerah.id))


def rows(chosen: Pilihan, department: PerangkatDaerah) -> list[RekapAngka]:
    return list(
        RekapAngka.select(RekapAngka, IndikatorTahun)
        .join(IndikatorTahun)
        .where(
            (RekapAngka.penyelenggara == chosen.peminta.id)
            & (RekapAngka.perangkat_daerah == department.id)
            & of_year(RekapAngka.periode, chosen.tahun - 1, chosen.tahun)
        )
        .order_by(IndikatorTahun.tahun.desc(), IndikatorTahun.urutan, IndikatorTahun.kode, RekapAngka.id)
    )


def coming(chosen: Pilihan, department: PerangkatDaerah) -> dict[Periode, str]:
    query = (
        Penyampaian.select(Penyampaian.periode, Penyampaian.status)
        .where(
            (Penyampaian.penyelenggara == chosen.peminta.id)
            & (Penyampaian.perangkat_daerah == department.id)
            & of_year(Penyampaian.periode, chosen.tahun - 1, chosen.tahun)
            & Penyampaian.status.in_(list(COMING))
        )
        .tuples()
    )
    order = list(COMING)
    found: dict[Periode, str] = {}
    for code, status in query:
        period = Periode.parse(str(code))
        found[period] = min(str(status), found.get(period, str(status)), key=order.index)
    return {period: COMING[status] for period, status in found.items()}


def means(chosen: Pilihan) -> dict[tuple[str, int], dict[Periode, Decimal | None]]:
    """(level, department) -> mean of each period, as the recaps have it."""
    query = RekapCapaian.select().where(
        (RekapCapaian.penyelenggara == chosen.peminta.id)
        & of_year(RekapCapaian.periode, chosen.tahun - 1, chosen.tahun)
    )
    found: dict[tuple[str, int], dict[Periode, Decimal | None]] = defaultdict(dict)
    for row in query:
        found[str(row.tingkat), row.perangkat_daerah_id][Periode.parse(str(row.periode))] = row.rata_rata
    return found
