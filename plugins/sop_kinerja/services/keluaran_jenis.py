"""The kinds of official outputs, by the name that stands in their address."""

from plugins.sop_kinerja.services.keluaran import Jenis
from plugins.sop_kinerja.services.keluaran_capaian import CapaianPeriode
from plugins.sop_kinerja.services.keluaran_penyampaian import RekapitulasiPenyampaian
from plugins.sop_kinerja.services.keluaran_pk import Perjanjian
from plugins.sop_kinerja.services.keluaran_rekap import RekapCapaianKasus

JENIS: dict[str, Jenis] = {
    "capaian": CapaianPeriode(),
    "penyampaian": RekapitulasiPenyampaian(),
    "pk": Perjanjian(),
    "rekap": RekapCapaianKasus(),
}
