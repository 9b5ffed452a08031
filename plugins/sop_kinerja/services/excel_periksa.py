"""The worker's part: an uploaded form is read in a process of its own, checked, and taken whole or not at all."""

from core import audit, clock
from core.actor import acting, current_actor
from core.db import transaction
from core.errors import Busy, FieldErrors, NotAllowed, SelarasError, StateError
from core.files import store
from core.files.storage import path_of
from core.filetypes import XLSX
from core.jobs import JobRun
from plugins.sop_kinerja.isian_excel import identitas, proses
from plugins.sop_kinerja.isian_excel.bentuk import IDENTITAS, ISIAN, Formulir, Isi
from plugins.sop_kinerja.isian_excel.masalah import Masalah
from plugins.sop_kinerja.isian_excel.periksa import Hasil, check
from plugins.sop_kinerja.isian_excel.tandai import mark
from plugins.sop_kinerja.models import FormulirExcel, Penyampaian, Realisasi, UnggahanExcel
from plugins.sop_kinerja.nilai_isian import written
from plugins.sop_kinerja.services import data_fill
from plugins.sop_kinerja.services.data_entry import Entry, rows_of
from plugins.sop_kinerja.services.data_flow import OPEN, lock_reason, moment
from plugins.sop_kinerja.services.excel_formulir import form_of, version_of

MOST = 500
"""Problems that are kept of one file."""


class _Refused(Exception):
    """The file as a whole is refused: no copy of it would help."""

    def __init__(self, *problems: Masalah) -> None:
        super().__init__(problems[0].kalimat)
        self.problems = list(problems)


def check_upload(task: JobRun) -> None:
    """Job `sop_kinerja.periksa_excel` (args: unggahan, its id): in the name and the time zone of who sent the file."""
    with acting(task.asker()):
        _check(task)


def _check(task: JobRun) -> None:
    row = UnggahanExcel.get_by_id(task.args["unggahan"])
    if row.status != "diperiksa":  # an earlier run of this job has done it
        return
    penyampaian = row.penyampaian
    marked: bytes | None = None
    result = Hasil()
    form: Formulir | None = None
    given: FormulirExcel | None = None
    try:
        file = proses.read(path_of(row.dokumen))
        given, form = _recognise(penyampaian, file)
        result = check(form, file)
        if result.masalah:
            marked = mark(form, result, clock.now())
    except proses.Refused as refusal:
        result.masalah = [Masalah("", "", str(refusal))]
    except _Refused as refusal:
        result.masalah = refusal.problems
    with task.finish() as outcome:
        taken = 0
        if form is not None and given is not None and not result.masalah:
            try:
                taken = _take(penyampaian, form, given, result)
            except Busy:  # its words are for who still has the form on screen
                place = identitas.cell_of("Versi isian")
                result.masalah = [Masalah(IDENTITAS, place, _moved_on(Penyampaian.get_by_id(penyampaian.id)))]
            except SelarasError as error:
                result.masalah = _as_problems(error)
        _settle(row, result, taken, marked)
        outcome.update({"unggahan": str(row.uuid), "galat": len(result.masalah), "isian": taken})


def _recognise(penyampaian: Penyampaian, file: proses.Berkas) -> tuple[FormulirExcel, Formulir]:
    """The form that the file is, as it was given out for this submission.

    :raises _Refused: when it is another's, changed in its hidden part, used, or of an older version.
    """
    if penyampaian.status not in OPEN:
        raise _Refused(Masalah("", "", lock_reason(penyampaian)))
    found = identitas.read(file)
    if found is None:
        raise _Refused(Masalah(IDENTITAS, "A1", identitas.NOT_A_FORM))
    rows = rows_of(penyampaian)
    given = FormulirExcel.get_or_none(
        (FormulirExcel.kode == found.nomor) & (FormulirExcel.penyampaian == penyampaian.id)
    )
    if given is None:
        raise _Refused(identitas.foreign(form_of(penyampaian, rows, "", 0), found))
    form = form_of(penyampaian, rows, str(given.kode), int(given.versi_isian))
    at_number, at_version = identitas.cell_of("Nomor formulir"), identitas.cell_of("Versi isian")
    if form.tanda != given.tanda:
        raise _Refused(
            Masalah(
                IDENTITAS, at_version, f"Indikator atau target berubah sesudah formulir diunduh. {identitas.GET_ANEW}"
            )
        )
    if changed := identitas.changed(form, found):
        raise _Refused(*changed)
    if given.dipakai is not None:
        raise _Refused(
            Masalah(
                IDENTITAS,
                at_number,
                f"Formulir ini sudah dipakai oleh {given.dipakai_oleh} pada {moment(given.dipakai)}; satu formulir "
                "berlaku satu kali. Unduh formulir baru bila masih ada yang diubah.",
            )
        )
    if version_of(penyampaian, rows) != given.versi_isian:
        raise _Refused(Masalah(IDENTITAS, at_version, _moved_on(penyampaian)))
    return given, form


def _moved_on(penyampaian: Penyampaian) -> str:
    who = f" oleh {penyampaian.diubah_oleh} pada {moment(penyampaian.diubah)}" if penyampaian.diubah else ""
    return f"Isian di Selaras berubah{who}, sesudah formulir ini diunduh. {identitas.GET_ANEW}"


def _take(penyampaian: Penyampaian, form: Formulir, given: FormulirExcel, result: Hasil) -> int:
    """The figures become the draft and the form is used up, both or neither. Gives how many are filled.

    :raises SelarasError: when somebody was quicker, or the sender may no longer fill it in.
    """
    sender = current_actor()
    if sender.system:
        raise NotAllowed("Yang mengunggah formulir ini tidak lagi berwenang mengisi data perangkat daerah ini.")
    with transaction():
        now = Penyampaian.get_by_id(penyampaian.id)
        rows = rows_of(now)
        if version_of(now, rows) != form.versi:
            raise Busy(_moved_on(now))
        saved = data_fill.save(str(now.uuid), _entries(rows, result), versi=int(now.versi))
        mine = (FormulirExcel.id == given.id) & FormulirExcel.dipakai.is_null()
        used = {FormulirExcel.dipakai: clock.now(), FormulirExcel.dipakai_oleh: sender.signed}
        if not FormulirExcel.update(used).where(mine).execute():
            raise StateError("Formulir ini baru saja dipakai orang lain. Unduh formulir baru.")
        filled = sum(isi.nilai is not None for isi in result.isi.values())
        audit.record("sop_kinerja.penyampaian.excel", saved, detail={"formulir": form.nomor, "isian": filled})
    return filled


def _entries(rows: list[Realisasi], result: Hasil) -> dict[int, Entry]:
    return {int(row.urutan): _entry(result.isi[str(row.indikator_uuid)]) for row in rows}


def _entry(isi: Isi) -> Entry:
    return Entry(written(isi.nilai), isi.keterangan, pembilang=written(isi.pembilang), penyebut=written(isi.penyebut))


def _as_problems(error: SelarasError) -> list[Masalah]:
    """What the form on screen would have said too; each sentence names its indicator."""
    sentences = list(error.fields.values()) if isinstance(error, FieldErrors) else [error.sentence]
    return [Masalah(ISIAN, "", sentence) for sentence in sentences]


def _settle(row: UnggahanExcel, result: Hasil, taken: int, marked: bytes | None) -> None:
    problems = [[one.lembar, one.sel, one.kalimat] for one in result.masalah[:MOST]]
    changes = {
        UnggahanExcel.status: "ditolak" if problems else "diterima",
        UnggahanExcel.hasil: {"galat": problems, "banyak": len(result.masalah), "isian": taken},
    }
    if marked is not None:
        stem = str(row.dokumen.nama).removesuffix(".xlsx")
        changes[UnggahanExcel.bertanda] = store(marked, f"{stem} (bertanda).xlsx", XLSX.mime)
    UnggahanExcel.update(changes).where(UnggahanExcel.id == row.id).execute()
