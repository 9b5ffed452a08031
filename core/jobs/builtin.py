"""The jobs of core itself."""

from collections.abc import Callable

from core.jobs.running import JobRun
from core.mail.sending import send_mail

CORE_JOBS: dict[str, Callable[[JobRun], None]] = {"core.mail": send_mail}
