"""The use cases of arsip: the only place that changes its state."""

from plugins.arsip.services.keutuhan import check_berkas
from plugins.arsip.services.klasifikasi import Choice, choices, import_master_data, rule_for
from plugins.arsip.services.memberkaskan import add_later, close_berkas, file_case, later_documents
from plugins.arsip.services.rencana import Plan, plan_for

__all__ = [
    "Choice",
    "Plan",
    "add_later",
    "check_berkas",
    "choices",
    "close_berkas",
    "file_case",
    "import_master_data",
    "later_documents",
    "plan_for",
    "rule_for",
]
