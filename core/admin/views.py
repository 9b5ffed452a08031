"""The CRUD views of the core's own records."""

from core.admin.access_views import AkunView, PeranAkunView, PeranJabatanView, PeranView
from core.admin.log_views import AktivasiView, DokumenView, JejakView, JobView, PengaturanView, SurelView
from core.admin.machinery_views import (
    JadwalView,
    LampiranView,
    PenandaView,
    PengantaranView,
    PenghitungView,
    PeristiwaView,
    SesiView,
)
from core.admin.organisation_views import (
    HariLiburView,
    JabatanView,
    PegawaiView,
    PemerintahDaerahView,
    PenugasanView,
    PerangkatDaerahView,
    UnitKerjaView,
)

CORE_VIEWS = (
    PemerintahDaerahView,
    PerangkatDaerahView,
    UnitKerjaView,
    JabatanView,
    PegawaiView,
    PenugasanView,
    HariLiburView,
    AkunView,
    PeranView,
    PeranJabatanView,
    PeranAkunView,
    PengaturanView,
    AktivasiView,
    JobView,
    SurelView,
    DokumenView,
    JejakView,
    PeristiwaView,
    PengantaranView,
    LampiranView,
    PenghitungView,
    JadwalView,
    PenandaView,
    SesiView,
)
