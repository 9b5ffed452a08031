"""Background work of arsip."""

from core.jobs import JobRun
from plugins.arsip.services.keutuhan import BATCH, due_items, look, note


def check_all(task: JobRun) -> None:
    """Looks at the bytes of every item, in every department that uses the archive. Doing it twice does no harm."""
    items = due_items()

    def progress(done: int) -> None:
        if done % BATCH == 0:
            task.progress(done, len(items), f"{done} dari {len(items)} dokumen diperiksa")

    findings = look(items, progress)
    broken = sum(1 for finding in findings if not finding.intact)
    with task.finish({"diperiksa": len(findings), "tidak_utuh": broken}):
        note(findings)


JOBS = {"arsip.periksa": check_all}
