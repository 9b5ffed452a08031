"""What sop_kinerja gives to others: the cases as a service, and its own actions on offer."""

from typing import Any

from core.web.home import HomeSection
from core.web.search import SearchSource
from plugins.sop_kinerja.actions import ACTIONS
from plugins.sop_kinerja.contracts import Cases, StepAction
from plugins.sop_kinerja.home import TasksOnHome
from plugins.sop_kinerja.home_acuan import ReferencesOnHome
from plugins.sop_kinerja.home_data import DataOnHome
from plugins.sop_kinerja.home_perhatian import AttentionOnHome
from plugins.sop_kinerja.home_rencana import PlanOnHome
from plugins.sop_kinerja.home_waktu import LateOnHome
from plugins.sop_kinerja.search import SOURCES
from plugins.sop_kinerja.services.kasus import CASES

PROVIDES: dict[type, Any] = {Cases: CASES}
OFFERS = (
    *((StepAction, action) for action in ACTIONS),
    *((SearchSource, source) for source in SOURCES),
    (HomeSection, TasksOnHome()),
    (HomeSection, DataOnHome()),
    (HomeSection, LateOnHome()),
    (HomeSection, ReferencesOnHome()),
    (HomeSection, PlanOnHome()),
    (HomeSection, AttentionOnHome()),
)
