"""Filing: all documents of a case into one folder, each once, with the hash of its bytes; and closing the folder."""

from datetime import date

from core import audit, clock, events
from core.actor import Actor
from core.db import transaction
from core.errors import InputError, NotFound, StateError
from core.files import Dokumen, verify
from core.numbering import next_number
from core.permissions import require
from core.services import find, get
from core.workflow import Way, Workflow
from plugins.arsip.contracts import BerkasDibuat
from plugins.arsip.models import JENIS_ITEM, KEAMANAN, STATUS_BERKAS, Berkas, Item
from plugins.arsip.retensi import Retention, kept_until
from plugins.arsip.services.klasifikasi import Choice, rule_for
from plugins.arsip.services.rencana import Plan, documents_of, plan_for, reference
from plugins.sop_kinerja.contracts import Cases, DocumentRef

BOOK = "arsip.berkas"
BERKAS = Workflow("Berkas", STATUS_BERKAS, {("terbuka", "tertutup"): Way("arsip.berkas.create")})


def file_case(tugas_uuid: str, *, klasifikasi: str, uraian: str, keamanan: str = "biasa") -> Berkas:
    """Files every document of the step's case and ends the step with Ya: both or neither.

    :raises InputError: naming the field; StateError: nothing to file, filed already, or a document whose bytes are
        not those that were stored (named).
    """
    actor = require("arsip.berkas.create")
    plan = plan_for(tugas_uuid)
    choice = rule_for(klasifikasi.strip(), actor.pemerintah_daerah_id)
    uraian = uraian.strip()
    if not uraian:
        raise InputError("Isi uraian berkas.", "uraian")
    if len(uraian) > 250:
        raise InputError("Uraian berkas paling banyak 250 huruf.", "uraian")
    if keamanan not in KEAMANAN:
        raise InputError("Pilih tingkat keamanan dari daftar.", "keamanan")
    if not plan.documents:
        raise StateError("Belum ada dokumen pada pelaksanaan ini, sehingga tidak ada yang dapat diberkaskan.")
    with transaction():
        berkas = _create(plan, choice, uraian, keamanan, actor)
        _put_in(berkas, plan.documents)
        audit.record("arsip.berkas.create", berkas, detail={"nomor": berkas.nomor_berkas, "item": len(plan.documents)})
        _tell(berkas, plan.documents)
        get(Cases).complete(tugas_uuid, "ya")
    return berkas


def later_documents(berkas: Berkas) -> list[DocumentRef]:
    """Documents of the case that came after it was filed; none while sop_kinerja is off."""
    if berkas.status != "terbuka" or find(Cases) is None:
        return []
    there = {row.dokumen_id for row in Item.select(Item.dokumen).where(Item.berkas == berkas)}
    try:
        documents = documents_of(berkas.rujukan.partition(":")[2])
    except NotFound:
        return []
    return [document for document in documents if document.dokumen_id not in there]


def add_later(berkas: Berkas) -> int:
    """Puts in what came later, a receipt for instance; gives how many.

    :raises StateError: for a closed folder.
    """
    require("arsip.berkas.create")
    if berkas.status != "terbuka":
        raise StateError(f"Berkas {berkas} sudah ditutup, sehingga tidak menerima dokumen lagi.")
    documents = later_documents(berkas)
    if documents:
        with transaction():
            _put_in(berkas, documents)
            first, last = _span(documents)
            changes = {
                Berkas.kurun_mulai: min(first, berkas.kurun_mulai),
                Berkas.kurun_selesai: max(last, berkas.kurun_selesai),
            }
            Berkas.update(changes).where(Berkas.id == berkas.id).execute()
            audit.record("arsip.berkas.add", berkas, detail={"item": len(documents)})
            _tell(berkas, documents)
    return len(documents)


def close_berkas(berkas: Berkas) -> None:
    """No document comes any more: retention counts from today."""
    actor = require("arsip.berkas.create")
    today = clock.today(actor.zona_waktu)
    rule = Retention(berkas.aktif_tahun, berkas.inaktif_tahun, berkas.pemicu, berkas.nasib_akhir)
    kept = kept_until(rule, today)
    dates = {Berkas.aktif_sampai: kept.aktif_sampai, Berkas.inaktif_sampai: kept.inaktif_sampai}
    BERKAS.move(berkas, "tertutup", also={Berkas.ditutup: today, **dates}, action="arsip.berkas.close")


def _create(plan: Plan, choice: Choice, uraian: str, keamanan: str, actor: Actor) -> Berkas:
    owner = plan.step.case.perangkat_daerah_id
    rujukan = reference(plan.step.case.uuid)
    there = Berkas.get_or_none((Berkas.perangkat_daerah == owner) & (Berkas.rujukan == rujukan))
    if there is not None:
        raise StateError(f"Dokumen pelaksanaan ini sudah diberkaskan dalam berkas {there}.")
    today = clock.today(actor.zona_waktu)
    kept = kept_until(choice.rule, today)
    first, last = _span(plan.documents)
    number = next_number(BOOK, today.year, owner)
    return Berkas.create(
        perangkat_daerah=owner,
        tahun=today.year,
        urut=number,
        nomor_berkas=f"{choice.kode}/{number}/{today.year}",
        klasifikasi_kode=choice.kode,
        klasifikasi_uraian=choice.uraian,
        uraian=uraian,
        kurun_mulai=first,
        kurun_selesai=last,
        unit_pengolah=plan.unit_pengolah,
        keamanan=keamanan,
        aktif_tahun=choice.rule.aktif_tahun,
        inaktif_tahun=choice.rule.inaktif_tahun,
        pemicu=choice.rule.pemicu,
        nasib_akhir=choice.rule.nasib_akhir,
        aktif_sampai=kept.aktif_sampai,
        inaktif_sampai=kept.inaktif_sampai,
        diberkaskan_oleh=actor.title,
        rujukan=rujukan,
    )


def _put_in(berkas: Berkas, documents: list[DocumentRef]) -> None:
    start = Item.select().where(Item.berkas == berkas).count()
    rows = {row.id: row for row in Dokumen.select().where(Dokumen.id.in_([d.dokumen_id for d in documents]))}
    for number, document in enumerate(documents, start=start + 1):
        stored = rows[document.dokumen_id]
        if not verify(stored):
            raise StateError(f"Isi dokumen «{stored.nama}» berubah sejak disimpan, sehingga tidak dapat diberkaskan.")
        Item.create(
            perangkat_daerah=berkas.perangkat_daerah_id,
            berkas=berkas,
            nomor_item=number,
            kode=berkas.klasifikasi_kode,
            jenis=document.jenis if document.jenis in JENIS_ITEM else "lain",
            uraian=document.nama[:250],
            tanggal=document.tanggal,
            media=stored.media,
            dokumen=stored,
            sha256=stored.sha256,
            rujukan=document.rujukan,
            diperiksa=clock.now(),
            utuh=True,
        )


def _span(documents: list[DocumentRef]) -> tuple[date, date]:
    days = [document.tanggal for document in documents]
    return min(days), max(days)


def _tell(berkas: Berkas, documents: list[DocumentRef]) -> None:
    references = {berkas.rujukan, *(document.rujukan for document in documents if document.rujukan)}
    events.emit(
        BerkasDibuat(berkas.perangkat_daerah_id, str(berkas.uuid), str(berkas.nomor_berkas), tuple(sorted(references)))
    )
