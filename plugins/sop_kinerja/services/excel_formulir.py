"""The form of a submission as XLSX: what it holds, and giving it out."""

import uuid as uuids
from collections.abc import Sequence
from decimal import Decimal

from core import audit, clock
from core.actor import current_actor
from core.db import transaction
from core.errors import NotAllowed, StateError
from core.files.storage import safe_name
from core.idn.dates import format_date
from core.idn.numbers import format_number
from core.idn.periods import Periode
from core.permissions import require
from core.spreadsheet_cells import clean
from plugins.sop_kinerja.isian_excel.bentuk import Baris, Formulir, Isi
from plugins.sop_kinerja.isian_excel.tulis import write
from plugins.sop_kinerja.models import FormulirExcel, IndikatorTahun, Penyampaian, Realisasi
from plugins.sop_kinerja.nilai_isian import choices, is_ratio
from plugins.sop_kinerja.services.data_entry import rows_of
from plugins.sop_kinerja.services.data_fill import is_mine
from plugins.sop_kinerja.services.data_flow import OPEN, SUBMIT, get_submission, lock_reason

LONGEST = 2000
"""Letters of a text in a locked cell: no more is compared."""


def give_out(uuid: str) -> tuple[str, bytes]:
    """(file name, XLSX): the form with what is filled in so far. Each copy has a number of its own and is used once.

    :raises StateError: when the submission is locked, or has no indicators.
    :raises NotAllowed: when it is not the acting person's to fill in.
    """
    require(SUBMIT)
    with transaction():
        penyampaian = fillable(uuid)
        rows = rows_of(penyampaian)
        if not rows:
            raise StateError("Formulir ini belum memuat indikator. Mintalah admin mengisi daftar indikator dahulu.")
        form, _ = issue(penyampaian, rows)
        audit.record("sop_kinerja.penyampaian.formulir", penyampaian, detail={"nomor": form.nomor})
    name = f"Formulir {form.pihak} {form.label_periode}.xlsx"
    return safe_name(name), write(form, clock.now())


def issue(penyampaian: Penyampaian, rows: Sequence[Realisasi]) -> tuple[Formulir, FormulirExcel]:
    """A new numbered form of the version that is filled in now; in the caller's transaction."""
    form = form_of(penyampaian, rows, str(uuids.uuid4()), version_of(penyampaian, rows))
    row: FormulirExcel = FormulirExcel.create(
        perangkat_daerah=penyampaian.perangkat_daerah_id,
        penyelenggara=penyampaian.penyelenggara_id,
        penyampaian=penyampaian.id,
        kode=form.nomor,
        tanda=form.tanda,
        versi_isian=form.versi,
        diambil_oleh=current_actor().signed,
    )
    return form, row


def fillable(uuid: str) -> Penyampaian:
    """A submission that the acting person may fill in now.

    :raises NotFound: also for another department's.
    """
    penyampaian = get_submission(uuid)
    if not is_mine(penyampaian):
        raise NotAllowed(f"Hanya {penyampaian.pihak} yang mengisi formulir ini.")
    if penyampaian.status not in OPEN:
        raise StateError(lock_reason(penyampaian))
    return penyampaian


def version_of(penyampaian: Penyampaian, rows: Sequence[Realisasi]) -> int:
    """Rises with whatever is saved, be it the whole form or one figure."""
    return int(penyampaian.versi) + sum(int(row.versi) - 1 for row in rows)


def form_of(penyampaian: Penyampaian, rows: Sequence[Realisasi], number: str, version: int) -> Formulir:
    """The form with that number; a few queries, however many figures."""
    period = Periode.parse(str(penyampaian.periode))
    notes = _notes(rows, period.tahun)
    return Formulir(
        nomor=number,
        penyampaian=str(penyampaian.uuid),
        perangkat_daerah=str(penyampaian.perangkat_daerah.uuid),
        pihak=_plain(penyampaian.pihak),
        penyelenggara=_plain(penyampaian.penyelenggara),
        judul=_plain(penyampaian.judul),
        periode=str(penyampaian.periode),
        label_periode=period.label,
        tenggat=format_date(penyampaian.tenggat),
        versi=version,
        baris=[_line(row, notes.get(str(row.indikator_uuid), "")) for row in rows],
    )


def _line(row: Realisasi, note: str) -> Baris:
    ratio = is_ratio(row)
    words = () if ratio else tuple((_plain(one.kata), one.nilai) for one in choices(row))
    return Baris(
        kunci=str(row.indikator_uuid),
        kode=_plain(row.kode),
        sasaran=_plain(row.sasaran),
        uraian=_plain(row.uraian),
        satuan=_plain(row.satuan),
        target=_target(row, words),
        bukti="Wajib, di Selaras" if row.wajib_bukti else "Boleh, di Selaras",
        rasio=ratio,
        pembilang=_plain(row.nama_pembilang) or "Pembilang",
        penyebut=_plain(row.nama_penyebut) or "Penyebut",
        pilihan=words,
        catatan=note,
        isi=Isi(row.nilai, clean(str(row.keterangan)), row.pembilang, row.penyebut),
    )


def _target(row: Realisasi, words: tuple[tuple[str, Decimal], ...]) -> Decimal | str:
    """A number, or the words that stand in its place."""
    if not row.jatuh_tempo:
        return "Belum jatuh tempo"
    if row.target is None:
        return "Belum ditetapkan"
    if words:
        return next((word for word, value in words if value == row.target), format_number(row.target))
    if row.target_atas is not None:
        return f"{format_number(row.target)} sampai {format_number(row.target_atas)}"
    return Decimal(row.target)


def _notes(rows: Sequence[Realisasi], tahun: int) -> dict[str, str]:
    """Indicator -> what it is and how it is reckoned, for the note on its cell."""
    wanted = [str(row.indikator_uuid) for row in rows]
    found = IndikatorTahun.select().where(IndikatorTahun.indikator_uuid.in_(wanted) & (IndikatorTahun.tahun == tahun))
    notes = {}
    for one in found:
        parts = (("Definisi", one.definisi), ("Cara menghitung", one.rumus), ("Sumber data", one.sumber_data))
        notes[str(one.indikator_uuid)] = "\n".join(f"{label}: {text}" for label, text in parts if text)
    return notes


def _plain(text: object) -> str:
    """On one line, as a cell can hold it."""
    return clean(" ".join(str(text).split()))[:LONGEST]
