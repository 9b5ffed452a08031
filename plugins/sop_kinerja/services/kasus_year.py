"""The year of an SOP that rolls up: its cases are laid out beforehand, and each begins when what it needs is there.

Balangan: four triwulan, two semester out of two finished triwulan each, one year out of two finished semester.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from core import audit, clock
from core.db import transaction
from core.errors import InputError, StateError
from core.idn.durations import sum_durations
from core.idn.periods import Periode, periods_of_year
from core.organisation.calendar import calendar_of
from core.permissions import require
from plugins.sop_kinerja.models import Kasus, SopVersi
from plugins.sop_kinerja.services.kasus_begin import begin, ensure_held, steps_in
from plugins.sop_kinerja.services.kasus_run import reaching
from plugins.sop_kinerja.services.kasus_start import create_case, ensure_ratified
from plugins.sop_kinerja.services.sop import check_flows, duration_of, stages_of
from plugins.sop_kinerja.services.waktu import counting_of, due_after

START = "sop_kinerja.kasus.start"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def plan_year(versi: SopVersi, tahun: int) -> list[Kasus]:
    """Lays out the cases of a year, in the order of their periods; what can begin, begins at once.

    A triwulan begins the day after it has ended; its deadline is when the standard times of its steps are over, and
    that of a longer period when its own are over after the last of its parts.

    :raises InputError: for a year out of reach; StateError: when the SOP does not roll up, is not ratified, a column
        has no holder, or the year (or a period of it) has been laid out already: then nothing is.
    """
    actor = require(START)
    ensure_ratified(versi)
    stages = stages_of(versi)
    if not stages:
        raise StateError("SOP ini tidak berjenjang sepanjang tahun. Mulailah pelaksanaannya untuk satu periode.")
    if not FIRST_YEAR <= tahun <= LAST_YEAR:
        raise InputError(f"Isi tahun antara {FIRST_YEAR} dan {LAST_YEAR}.", "tahun")
    check_flows(versi)
    ensure_held(versi, ())
    with transaction(), reaching(int(versi.perangkat_daerah_id), "Menyusun kalender pelaksanaan SOP"):
        planned: list[Kasus] = []
        due: dict[str, date] = {}
        for period in periods_of_year(tahun):
            if period.kadensi in stages:
                start = period.end + timedelta(days=1)
                case = create_case(versi, period, start, "", actor, status="rencana", rencana_mulai=start)
                first = max([start, *(due.get(one.code, start) for one in period.parts)])
                due[period.code] = set_deadline(case, datetime.combine(first, time(8, 0)))
                planned.append(case)
        audit.record("sop_kinerja.kasus.plan", versi, detail={"tahun": tahun, "pelaksanaan": len(planned)})
        for case in planned:
            if not obstacles(case):
                begin(case)
    return planned


def obstacles(kasus: Kasus) -> list[str]:
    """Why a planned case has not begun, in sentences; empty when it can."""
    return awaited(kasus) or vacancies(kasus.versi, str(kasus.kadensi))


def awaited(kasus: Kasus) -> list[str]:
    """What must come before it can begin, whoever does it: the end of its period, or its parts."""
    period = Periode.parse(str(kasus.periode))
    stages = stages_of(kasus.versi) if period.parts else ()
    today = clock.today(str(kasus.perangkat_daerah.pemerintah_daerah.zona_waktu))
    return reasons(kasus, stages, finished_periods(kasus.versi.sop_id, period.parts), today)


def vacancies(versi: SopVersi, kadensi: str) -> list[str]:
    """The column behind which nobody could do the work today, in a sentence; empty when all have somebody."""
    try:
        ensure_held(versi, (), kadensi)
    except StateError as error:
        return [error.sentence]
    return []


def reasons(kasus: Kasus, stages: tuple[str, ...], finished: set[str], today: date) -> list[str]:
    """The same out of what is known already: the cadences of the SOP, and the codes of its finished periods."""
    period = Periode.parse(str(kasus.periode))
    lacking = [part.label for part in period.parts if part.kadensi in stages and part.code not in finished]
    if lacking:
        return [f"Menunggu {' dan '.join(lacking)} selesai."]
    if not period.parts and kasus.rencana_mulai is not None and kasus.rencana_mulai > today:
        return ["Menunggu periodenya berakhir."]
    return []


def begin_now(kasus: Kasus) -> None:
    """A person begins a planned case before its day has come.

    :raises StateError: when the reports that it is made of are not there.
    """
    require(START)
    period = Periode.parse(str(kasus.periode))
    if kasus.status != "rencana":
        raise StateError("Pelaksanaan ini sudah dimulai.")
    if period.parts and (waits := obstacles(kasus)):
        raise StateError(f"{kasus.nama} belum dapat dimulai. {' '.join(waits)}")
    with transaction():
        begin(kasus)


def begin_ready(perangkat_daerah_id: int) -> list[Kasus]:
    """Begins every planned case of the department that can; one that nobody could do waits, and the others begin."""
    rows = Kasus.select().where((Kasus.perangkat_daerah == perangkat_daerah_id) & (Kasus.status == "rencana"))
    return [kasus for kasus in rows.order_by(Kasus.rencana_mulai, Kasus.id) if _begin_or_wait(kasus)]


def begin_whole(kasus_uuid: str) -> None:
    """A finished triwulan lets its semester begin, a semester its year; when they are planned and ready."""
    kasus = Kasus.get_or_none(Kasus.uuid == kasus_uuid)
    whole = Periode.parse(str(kasus.periode)).whole if kasus is not None else None
    if whole is None:
        return
    planned = Kasus.select().where((Kasus.kunci == f"{kasus.versi.sop_id}:{whole.code}") & (Kasus.status == "rencana"))
    for case in planned:
        _begin_or_wait(case)


def finished_periods(sop_id: int, periods: Iterable[Periode]) -> set[str]:
    """Codes of those periods whose case stands finished: one that was finished and runs again is not."""
    keys = [f"{sop_id}:{period.code}" for period in periods]
    if not keys:
        return set()
    rows = Kasus.select(Kasus.periode).where(Kasus.kunci.in_(keys) & (Kasus.status == "selesai"))
    return {str(row.periode) for row in rows}


def _begin_or_wait(kasus: Kasus) -> bool:
    """Whether the planned case has begun. The log keeps why one that was ready could not in the end."""
    if obstacles(kasus):
        return False
    try:
        with transaction():
            begin(kasus)
    except StateError as error:
        audit.record("sop_kinerja.kasus.wait", kasus, detail={"sebab": error.sentence})
        return False
    return True


def set_deadline(kasus: Kasus, opened: datetime) -> date:
    """The day by which the case should end when it begins at `opened`: after the standard time of all its steps.

    :param opened: in the office's own time, or aware
    """
    calendar = calendar_of(kasus.perangkat_daerah.pemerintah_daerah)
    standard = sum_durations(duration_of(step) for step in steps_in(kasus.versi, str(kasus.kadensi)))
    if opened.tzinfo is None:
        opened = opened.replace(tzinfo=calendar.tz)
    kasus.tenggat = due_after(calendar, opened, standard, counting_of(kasus)).date()
    Kasus.update({Kasus.tenggat: kasus.tenggat}).where(Kasus.id == kasus.id).execute()
    return kasus.tenggat  # type: ignore[no-any-return]
