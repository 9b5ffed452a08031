"""Reading what a department typed: figures strictly as id-ID, files by their content, every mistake named at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from core.errors import FieldErrors, InputError
from core.files import Dokumen, store_upload
from core.idn.numbers import NumberFormatError, parse_number
from core.preferences import preference
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi
from plugins.sop_kinerja.nilai_isian import clean_note, is_ratio, ratio, ratio_problem, read_value, without_parts

MAX_NOTE = 2000
Values = Mapping[str, Any]
"""Column of a Realisasi -> its new value."""


@dataclass(frozen=True)
class Upload:
    """A file that came with the form: an open binary stream, and its name on the sender's computer."""

    stream: IO[bytes]
    name: str


@dataclass(frozen=True)
class Entry:
    """What was typed for one figure, as typed. `nilai` is text in Indonesian writing, empty for "not there yet".

    Of a ratio its parts are typed, and the figure follows from them. `versi`: the row's when the form was opened.
    """

    nilai: str = ""
    keterangan: str = ""
    files: Sequence[Upload] = field(default=())
    pembilang: str = ""
    penyebut: str = ""
    versi: int | None = None


Entries = Mapping[int, Entry]
"""`Realisasi.urutan` -> what was typed there. A figure that is not in it stays as it is."""


def field_name(kind: str, row: Realisasi) -> str:
    """'nilai-3': the name of an input of the third figure; kind is nilai, keterangan or bukti."""
    return f"{kind}-{row.urutan}"


def short(row: Realisasi) -> str:
    """The indicator in a few words, for a sentence about it."""
    text = str(row.uraian)
    return text if len(text) <= 90 else f"{text[:89]}…"


def rows_of(penyampaian: Penyampaian) -> list[Realisasi]:
    """The figures of a submission, in their order."""
    return list(
        Realisasi.select().where(Realisasi.penyampaian == penyampaian.id).order_by(Realisasi.urutan, Realisasi.id)
    )


def evidence_of(penyampaian: Penyampaian) -> dict[int, list[Bukti]]:
    """Figure's id -> its evidence, oldest first, documents loaded; one query for all figures."""
    found: dict[int, list[Bukti]] = {}
    query = (
        Bukti.select(Bukti, Dokumen)
        .join(Dokumen)
        .switch(Bukti)
        .join(Realisasi)
        .where(Realisasi.penyampaian == penyampaian.id)
        .order_by(Bukti.id)
    )
    for row in query:
        found.setdefault(row.realisasi_id, []).append(row)
    return found


def parse(rows: Sequence[Realisasi], entries: Entries) -> dict[int, Values]:
    """`Realisasi.id` -> its new columns, for the figures that were sent.

    :raises FieldErrors: naming the indicator and saying how to write it, for all of them at once.
    """
    errors: dict[str, str] = {}
    read: dict[int, Values] = {}
    for row in rows:
        entry = entries.get(row.urutan)
        if entry is None:
            continue
        note = clean_note(entry.keterangan)
        if len(note) > MAX_NOTE:
            errors[field_name("keterangan", row)] = (
                f"Keterangan untuk «{short(row)}» paling banyak {MAX_NOTE} huruf; sekarang {len(note)}."
            )
        read[row.id] = {**_figures(row, entry, errors), "keterangan": note}
    if errors:
        raise FieldErrors(errors)
    return read


def _figures(row: Realisasi, entry: Entry, errors: dict[str, str]) -> Values:
    """The figure, with its parts where it is a ratio; what can't be read is added to `errors`.

    A ratio that comes without parts (from a table of another program) is taken as it is, and stays while none is typed.
    """
    if not is_ratio(row):
        return {"nilai": _number(row, "nilai", entry.nilai, "Realisasi", errors)}
    if entry.nilai.strip() and not entry.pembilang.strip() and not entry.penyebut.strip():
        return {"nilai": _number(row, "nilai", entry.nilai, "Realisasi", errors), "pembilang": None, "penyebut": None}
    if without_parts(row, entry.pembilang.strip(), entry.penyebut.strip()):
        return {}
    parts = {
        name: _number(row, name, getattr(entry, name), label, errors)
        for name, label in (("pembilang", "Pembilang"), ("penyebut", "Penyebut"))
    }
    if problem := ratio_problem(parts["pembilang"], parts["penyebut"], str(row.satuan)):
        errors[field_name("penyebut", row)] = f"Penyebut «{short(row)}»: {problem}"
        return {}
    return {**parts, "nilai": ratio(parts["pembilang"], parts["penyebut"], str(row.satuan))}


def _number(row: Realisasi, kolom: str, text: str, label: str, errors: dict[str, str]) -> Decimal | None:
    try:
        return read_value(row, text) if kolom == "nilai" else parse_number(text)
    except NumberFormatError as error:
        errors[field_name(kolom, row)] = f"{label} «{short(row)}»: {error}"
        return None


def add_evidence(penyampaian: Penyampaian, rows: Sequence[Realisasi], entries: Entries) -> int:
    """Keeps the files that came along, each once per figure; gives how many are new.

    :raises FieldErrors: for files of another type, too large ones, and more than the department allows.
    """
    limit = int(preference("sop_kinerja", "batas_bukti", penyampaian.perangkat_daerah_id))
    present = evidence_of(penyampaian)
    errors: dict[str, str] = {}
    added = 0
    for row in rows:
        name = field_name("bukti", row)
        known = {bukti.dokumen.sha256 for bukti in present.get(row.id, [])}
        for upload in entries[row.urutan].files if row.urutan in entries else ():
            if len(known) >= limit:
                errors[name] = f"Bukti untuk «{short(row)}» paling banyak {limit} berkas."
                break
            try:
                dokumen = store_upload(upload.stream, upload.name, field=name)
            except InputError as error:
                errors[name] = error.sentence
                break
            if dokumen.sha256 in known:
                dokumen.delete_instance()
                continue
            known.add(dokumen.sha256)
            Bukti.create(
                perangkat_daerah=penyampaian.perangkat_daerah_id,
                penyelenggara=penyampaian.penyelenggara_id,
                realisasi=row.id,
                dokumen=dokumen,
            )
            added += 1
    if errors:
        raise FieldErrors(errors)
    return added


def missing(rows: Sequence[Realisasi], evidence: Mapping[int, Sequence[Bukti]]) -> dict[str, str]:
    """What still has to be there before the data can be handed in: field -> sentence that names the indicator."""
    errors: dict[str, str] = {}
    for row in rows:
        due = row.jatuh_tempo and row.target is not None
        if is_ratio(row) and (row.pembilang is None) != (row.penyebut is None):
            lacking = "pembilang" if row.pembilang is None else "penyebut"
            errors[field_name(lacking, row)] = f"Isi juga {lacking} «{short(row)}», atau kosongkan keduanya."
        elif row.nilai is None and due and not row.keterangan.strip():
            errors[field_name("pembilang" if is_ratio(row) else "nilai", row)] = (
                f"Isi realisasi «{short(row)}», atau tulis pada keterangan mengapa datanya belum ada."
            )
        if row.nilai is not None and row.wajib_bukti and not evidence.get(row.id):
            errors[field_name("bukti", row)] = f"Lampirkan bukti dukung untuk «{short(row)}»."
    return errors
