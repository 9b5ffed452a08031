"""What sop_kinerja gives to others: the cases as a service, and its own actions on offer."""

from plugins.sop_kinerja.actions import ACTIONS
from plugins.sop_kinerja.contracts import StepAction

OFFERS = tuple((StepAction, action) for action in ACTIONS)
