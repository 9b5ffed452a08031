"""What workers do for sop_kinerja: begin planned cases, remind, make recaps, and write them as XLSX."""

from core.actor import acting, system_actor
from core.gate import active_departments
from core.jobs import JobRun
from plugins.sop_kinerja.services import agregat, keluaran
from plugins.sop_kinerja.services.excel_periksa import check_upload
from plugins.sop_kinerja.services.kasus_release import release
from plugins.sop_kinerja.services.kasus_year import begin_ready
from plugins.sop_kinerja.services.pengingat import remind
from plugins.sop_kinerja.services.rekap_build import build
from plugins.sop_kinerja.services.rekap_export import export


def begin_planned(task: JobRun) -> None:
    """Job `sop_kinerja.kalender`: what was planned for a day that has come begins, and what was held goes on."""
    begun = released = 0
    for department in active_departments("sop_kinerja"):
        with acting(system_actor(department)):
            begun += len(begin_ready(department))
            released += len(release(department))
    with task.finish({"dimulai": begun, "dilanjutkan": released}):
        pass


JOBS = {
    "sop_kinerja.rekap": build,
    "sop_kinerja.segarkan": agregat.freshen,
    "sop_kinerja.ekspor": export,
    "sop_kinerja.kalender": begin_planned,
    "sop_kinerja.pengingat": remind,
    "sop_kinerja.keluaran": keluaran.make,
    "sop_kinerja.periksa_excel": check_upload,
}
