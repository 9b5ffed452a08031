"""The demo of arsip: its master data, and how a person of the demo files a case."""

from core.demo import DemoAction
from plugins.arsip.services import file_case, import_master_data, plan_for


def load() -> None:
    import_master_data()


def play_filing(tugas_uuid: str, decision: str, reason: str) -> str:
    """What the filing page does, with what it has filled in already."""
    plan = plan_for(tugas_uuid)
    berkas = file_case(tugas_uuid, klasifikasi=plan.chosen, uraian=plan.uraian)
    return (
        f"{len(plan.documents)} dokumen diberkaskan dalam berkas {berkas.nomor_berkas}. {plan.retention[plan.chosen]}"
    )


ACTIONS: dict[str, DemoAction] = {"arsip.berkaskan": play_filing}
