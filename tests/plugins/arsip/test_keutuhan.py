"""Fixity: a changed or a lost file is an alarm that names it, once, until it is whole again."""

from core.actor import acting, system_actor
from core.audit import Jejak
from core.files.storage import path_of
from core.jobs import Job, Status, enqueue, run
from plugins.arsip import services
from plugins.arsip.models import Berkas, Item
from plugins.arsip.services.keutuhan import due_items
from tests.plugins.arsip.conftest import ToFile


def _alarms() -> list[str]:
    return [row.rincian["dokumen"] for row in Jejak.select().where(Jejak.tindakan == "arsip.item.rusak")]


def _first_item() -> Item:
    return Item.select().order_by(Item.id).first()


def test_a_changed_byte_is_found_and_named(to_file: ToFile) -> None:
    item = _first_item()
    berkas: Berkas = item.berkas
    total = Item.select().where(Item.berkas == berkas).count()
    assert services.check_berkas(berkas) == (total, 0)
    path = path_of(item.dokumen)
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert services.check_berkas(berkas) == (total, 1)
    assert Item.get_by_id(item.id).utuh is False
    assert _alarms() == [item.uraian]
    services.check_berkas(berkas)
    assert _alarms() == [item.uraian], "an alarm that is known is not raised again"
    path.write_bytes(content)
    assert services.check_berkas(berkas) == (total, 0)
    assert Item.get_by_id(item.id).utuh is True


def test_a_lost_file_is_an_alarm_too(to_file: ToFile) -> None:
    item = _first_item()
    path_of(item.dokumen).unlink()
    _, broken = services.check_berkas(item.berkas)
    assert broken == 1
    assert _alarms() == [item.uraian]


def test_the_hash_on_entry_counts_not_the_one_of_the_document(to_file: ToFile) -> None:
    """Whoever changes a file and its row together is found out by the folder."""
    item = _first_item()
    item.dokumen.sha256 = Item.select().order_by(Item.id.desc()).first().sha256
    item.dokumen.save()
    assert services.check_berkas(item.berkas)[1] == 1


def test_the_scheduled_job_checks_all_departments_that_use_the_archive(to_file: ToFile) -> None:
    item = _first_item()
    path_of(item.dokumen).unlink()
    with acting(system_actor()):
        everything = len(due_items())
        job = enqueue("arsip.periksa", title="Pemeriksaan", key="uji")
        assert run(job.id)
        job = Job.get_by_id(job.id)
    assert (job.status, job.hasil) == (Status.DONE, {"diperiksa": everything, "tidak_utuh": 1})
    assert everything == Item.select().count()
    assert _alarms() == [item.uraian]
