"""The jobs of core itself."""

from collections.abc import Callable, Mapping
from typing import Any

from core.jobs.running import JobRun
from core.mail.sending import give_up, send_mail

CORE_JOBS: Mapping[str, Callable[[JobRun], None]] = {"core.mail": send_mail}
ON_FAILURE: Mapping[str, Callable[[dict[str, Any], str], None]] = {"core.mail": give_up}
"""What else to write down when a job is given up, from its arguments and the sentence that says why."""
