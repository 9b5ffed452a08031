"""What workers do for sop_kinerja: make recaps, and write them as XLSX."""

from plugins.sop_kinerja.services.rekap_build import build
from plugins.sop_kinerja.services.rekap_export import export

JOBS = {"sop_kinerja.rekap": build, "sop_kinerja.ekspor": export}
