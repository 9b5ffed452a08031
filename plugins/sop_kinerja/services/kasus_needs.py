"""What a step needs before it begins, and what of it is not there yet."""

from typing import Any

from plugins.sop_kinerja.models import SopLangkah
from plugins.sop_kinerja.services.kasus_run import Run


def missing(run: Run, step: SopLangkah) -> list[dict[str, Any]]:
    """What the step still lacks, each as {nama, sebab, oleh}: the document, why it is not there, who can supply it."""
    return []
