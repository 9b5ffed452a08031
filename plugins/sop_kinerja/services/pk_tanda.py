"""Having a performance agreement signed: out for signature, taken back, and the scan of one that was signed in ink."""

from dataclasses import replace
from typing import IO

from core import audit, clock, services
from core.actor import current_actor
from core.db import transaction
from core.errors import Busy, FieldErrors, InputError, StateError
from core.files import Dokumen, store, store_upload
from core.permissions import require
from plugins.sop_kinerja.contracts import DocumentSigning, SignPlace
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import PerjanjianKinerja, PkIndikator
from plugins.sop_kinerja.services import pk_baca, pk_naskah
from plugins.sop_kinerja.services.indikator_tahun import APPROVED
from plugins.sop_kinerja.services.pk_baca import CREATE
from plugins.sop_kinerja.services.pk_berlaku import take_effect
from plugins.sop_kinerja.services.pk_isi import check_line
from plugins.sop_kinerja.services.pk_keadaan import PK, in_draft
from plugins.sop_kinerja.services.pk_sumber import Line, planned, without_target, yearly_of

SCANS = ("application/pdf", "image/png", "image/jpeg")
ELECTRONIC, INK = "elektronik", "konvensional"
TITLES = ("Pihak Pertama", "Pihak Kedua")


def problems(pk: PerjanjianKinerja) -> list[str]:
    """Why the draft cannot go out for signature yet, in sentences; empty when it can."""
    yearly = yearly_of(int(pk.perangkat_daerah_id), int(pk.tahun))
    rows = [(row, yearly.get(str(row.indikator_uuid))) for row in pk_baca.lines(pk)]
    found = [sentence for row, year in rows for sentence in check_line(row, year).values()]
    if not rows:
        found.append("Perjanjian ini belum memuat indikator.")
    # Else what was signed could still be changed beside the agreement.
    if drafts := [str(row.kode) for row, year in rows if year is None or year.status != APPROVED]:
        which = f"Indikator {listed(drafts)} untuk tahun {pk.tahun}"
        found.append(f"{which} belum disahkan. Sahkan dahulu lewat Pohon kinerja.")
    elif not pk.urutan and _plan_moved(pk, [row for row, _ in rows]):
        found.append("Rencananya berubah sejak konsep ini dibuat. Ambil ulang dahulu dari rencana.")
    for row in pk_baca.agreed_elsewhere(pk):
        found.append(f"«{row.uraian}» sudah diperjanjikan dalam {row.pk}. Keluarkan dahulu dari sana.")
    for party, title in zip(pk_naskah.parties(pk), TITLES, strict=True):
        if not party.nama:
            found.append(f"{title}: belum ada pejabat yang memegang jabatan {party.jabatan}. Isi dahulu penugasannya.")
    if pk.urutan:
        old = pk_baca.in_force(pk)
        if old is not None and not pk_baca.differences(pk, old):
            found.append("Belum ada yang berubah dari perjanjian yang berlaku.")
    return found


def _plan_moved(pk: PerjanjianKinerja, rows: list[PkIndikator]) -> bool:
    """Whether the plan is another than the draft; a target of the year that it lacks is agreed on in the draft."""
    lacking = without_target(pk)
    lines = [Line.of(row) for row in rows]
    drafted = [replace(one, target=None, target_atas=None) if one.indikator_uuid in lacking else one for one in lines]
    return drafted != planned(pk)[0]


def signing() -> DocumentSigning | None:
    """Who has documents signed electronically in this department; None where that is off."""
    return services.find(DocumentSigning)


def submit(uuid: str, cara: str) -> PerjanjianKinerja:
    """Out for signature: the form is made and its content is locked.

    :param cara: `elektronik` (only where surat is on) or `konvensional`
    :raises InputError: at cara. StateError: with all that is still lacking.
    :raises PaperError: for a sign that cannot be printed.
    """
    require(CREATE)
    pk = in_draft(uuid)
    service = signing()
    if cara not in (ELECTRONIC, INK) or (cara == ELECTRONIC and service is None):
        raise InputError("Pilih cara tanda tangan yang tersedia di perangkat daerah ini.", "cara")
    lacking = problems(pk)
    if lacking:
        raise StateError(" ".join(lacking))
    today = clock.today(current_actor().zona_waktu)
    pk.tanggal = pk.tanggal or today
    electronic = cara == ELECTRONIC
    # The slow part before the transaction: SQLite lets one write at a time.
    content = pk_naskah.content(pk, electronic)
    paper = pk_naskah.pdf(pk, electronic)
    places = _places(pk) if electronic else ()
    with transaction():
        pk = in_draft(uuid)
        pk.tanggal = pk.tanggal or today
        if pk_naskah.content(pk, electronic) != content:
            raise Busy("Isi perjanjian baru saja diubah orang lain. Muat ulang halaman, baca, lalu ajukan lagi.")
        first, second = pk_naskah.parties(pk)
        dokumen = store(paper, pk_naskah.file_name(pk), "application/pdf")
        rujukan = ""
        if electronic and service is not None:
            rujukan = service.begin(f"{pk.kind()}:{pk.uuid}", f"{pk}, {pk.perangkat_daerah}", dokumen.id, places)
        moved = {
            PerjanjianKinerja.naskah: dokumen,
            PerjanjianKinerja.tanggal: pk.tanggal,
            PerjanjianKinerja.nama_pertama: first.nama,
            PerjanjianKinerja.nama_kedua: second.nama,
            PerjanjianKinerja.rujukan: rujukan,
        }
        PK.move(pk, "menunggu", also=moved, action="sop_kinerja.pk.submit")
    return pk


def withdraw(uuid: str, alasan: str) -> PerjanjianKinerja:
    """Back to a draft, so that it can be put right; signatures that it has so far fall with it.

    :raises InputError: without a reason (alasan). StateError: when it does not wait for signatures.
    """
    require(CREATE)
    with transaction():
        pk = pk_baca.get(uuid)
        record, reason = str(pk.rujukan), alasan.strip()[:2000]
        PK.move(pk, "konsep", reason=reason, also={PerjanjianKinerja.rujukan: ""}, action="sop_kinerja.pk.withdraw")
        if record and (service := signing()) is not None:
            service.withdraw(record, reason)
    return pk


def upload(uuid: str, given: tuple[IO[bytes], str] | None) -> tuple[PerjanjianKinerja, int]:
    """Takes the scan of the form that both have signed in ink: with it the agreement is in force.

    :returns: the agreement, and how many steps can go on now.
    :raises InputError: at berkas. StateError: when it does not wait for ink.
    """
    require(CREATE)
    if given is None:
        raise InputError("Pilih pindaian perjanjian yang sudah ditandatangani kedua pihak.", "berkas")
    with transaction():
        pk = pk_baca.get(uuid)
        if pk.rujukan:
            raise StateError(f"{pk} sedang ditandatangani secara elektronik. Tarik dahulu bila hendak memakai tinta.")
        if pk.status != "menunggu":
            raise StateError(f"{pk} tidak sedang menunggu tanda tangan, sehingga pindaiannya tidak dapat diterima.")
        stream, nama = given
        dokumen = store_upload(stream, nama)
        if dokumen.media not in SCANS:
            raise FieldErrors({"berkas": f"Berkas «{nama}» bukan hasil pindai. Unggah PDF, JPG, atau PNG."})
        released = take_effect(pk, dokumen, INK)
        audit.record("sop_kinerja.pk.upload", pk, detail={"berkas": dokumen.nama})
    return pk, released


def signed_elsewhere(rujukan: str, record: str, dokumen_id: int) -> None:
    """Both have signed electronically: the agreement is in force. Called with the event of the plugin that did it; a
    second delivery, or the signatures of an agreement that was taken back meanwhile, change nothing."""
    pk = _signed_by_others(rujukan, record)
    if pk is not None:
        take_effect(pk, Dokumen.get_by_id(dokumen_id), ELECTRONIC)


def returned_elsewhere(rujukan: str, record: str, alasan: str) -> None:
    """One party has sent it back: it is a draft again, and its page says why (through the record)."""
    pk = _signed_by_others(rujukan, record)
    if pk is not None:
        PK.move(pk, "konsep", reason=alasan, action="sop_kinerja.pk.returned")


def _signed_by_others(rujukan: str, record: str) -> PerjanjianKinerja | None:
    """The agreement that waits for that very record; None for what is no agreement, or has gone on."""
    kind, _, uuid = rujukan.partition(":")
    if kind != PerjanjianKinerja.kind():
        return None
    pk: PerjanjianKinerja | None = PerjanjianKinerja.get_or_none(PerjanjianKinerja.uuid == uuid)
    return pk if pk is not None and pk.status == "menunggu" and pk.rujukan == record else None


def _places(pk: PerjanjianKinerja) -> tuple[SignPlace, ...]:
    who = zip(pk_naskah.parties(pk), TITLES, pk_naskah.boxes(pk), strict=True)
    return tuple(
        SignPlace(party.jabatan_id, title, party.nama, box.page, box.x0, box.y0, box.x1, box.y1)
        for party, title, box in who
    )
