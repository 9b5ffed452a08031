"""Writing in a draft: the superior and the date, and in a Perubahan PK its targets and budget."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from core import audit
from core.db import transaction
from core.errors import FieldErrors
from core.idn.numbers import NumberFormatError, parse_number
from core.permissions import require
from plugins.sop_kinerja.models import IndikatorTahun, PerjanjianKinerja, PkAnggaran, PkIndikator
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services import pk_baca
from plugins.sop_kinerja.services.pk_baca import CREATE
from plugins.sop_kinerja.services.pk_keadaan import in_draft
from plugins.sop_kinerja.services.pk_pihak import first_of, second_parties
from plugins.sop_kinerja.services.pk_sumber import QUARTERS, without_target, yearly_of
from plugins.sop_kinerja.services.pk_susun import MAX_REASON
from plugins.sop_kinerja.services.rencana_target import beyond, unfit
from plugins.sop_kinerja.target_periksa import YEAR

YEAR_COLUMNS = (("target", "target"), ("target_atas", "atas"))
DROP = "keluar"
"""`keluar-<row>`: that the indicator or programme is agreed on no longer."""


def save(uuid: str, form: Mapping[str, str]) -> PerjanjianKinerja:
    """Keeps what was typed, all of it or nothing.

    :param form: pihak_kedua (id), tanggal (ISO); of a Perubahan also alasan, and for each line by the number of its
        row: `target-7`, `atas-7`, `tw1-7` … `tw4-7`, `keluar-7`; for each programme `anggaran-3`, `buang-3`. Of a first
        draft `target-7`, `atas-7` where the plan has no target of the year
    :raises FieldErrors: by those names, all at once.
    """
    require(CREATE)
    with transaction():
        pk = in_draft(uuid)
        errors: dict[str, str] = {}
        moved = _head(pk, form, errors)
        if pk.urutan:
            _lines(pk, form, errors)
            _money(pk, form, errors)
        else:
            _missing_targets(pk, form, errors)
        if errors:
            raise FieldErrors(errors)
        PerjanjianKinerja.update(moved).where(PerjanjianKinerja.id == pk.id).execute()
        audit.record("sop_kinerja.pk.update", pk)
    return pk_baca.get(uuid)


def check_line(row: PkIndikator, yearly: IndikatorTahun | None) -> dict[str, str]:
    """What is wrong with a line's targets, by field; empty when it can be signed."""
    if row.target is None:
        return {"target": f"Target tahun untuk «{row.uraian}» belum diisi."}
    if yearly is None:
        return {}
    quarters = {name: getattr(row, name) for name in QUARTERS}
    parts = {YEAR: row.target, **{name.upper(): value for name, value in quarters.items()}}
    wrong = {"target" if part == YEAR else part.lower(): text for part, text in beyond(yearly, parts).items()}
    if unlike := unfit(yearly, Value(row.target, row.target_atas)):
        wrong["atas" if unlike[0] == "nilai_atas" else "target"] = unlike[1]
    for name, value in quarters.items():
        # The line names no upper limit of a quarter; the year's stands for it.
        if unlike := unfit(yearly, Value(value, None if value is None else max(value, row.target_atas or value))):
            wrong[name] = unlike[1]
    return {field: f"«{row.uraian}»: {text}" for field, text in wrong.items()}


def _head(pk: PerjanjianKinerja, form: Mapping[str, str], errors: dict[str, str]) -> dict[object, object]:
    first = first_of(pk)
    second = next((one for one in second_parties(first) if str(one.id) == form.get("pihak_kedua", "")), None)
    if second is None:
        errors["pihak_kedua"] = "Pilih jabatan atasan yang menjadi pihak kedua."
    moved: dict[object, object] = {
        PerjanjianKinerja.pihak_pertama: first,
        PerjanjianKinerja.pihak_kedua: second,
        PerjanjianKinerja.tanggal: _day(pk, form, errors),
    }
    if pk.urutan:
        reason = form.get("alasan", "").strip()
        if not reason or len(reason) > MAX_REASON:
            errors["alasan"] = "Tuliskan alasan perubahan, paling banyak 2.000 huruf."
        moved[PerjanjianKinerja.alasan] = reason
    return moved


def _day(pk: PerjanjianKinerja, form: Mapping[str, str], errors: dict[str, str]) -> date | None:
    text = form.get("tanggal", "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        errors["tanggal"] = "Tulis tanggal perjanjian yang ada pada kalender."
        return None
    if abs(day.year - int(pk.tahun)) > 1:
        errors["tanggal"] = f"Tanggal itu jauh dari tahun {pk.tahun}. Periksa kembali tahunnya."
    return day


def _lines(pk: PerjanjianKinerja, form: Mapping[str, str], errors: dict[str, str]) -> None:
    yearly = yearly_of(int(pk.perangkat_daerah_id), int(pk.tahun))
    rows = pk_baca.lines(pk)
    dropped = [row for row in rows if form.get(f"{DROP}-{row.id}")]
    if rows and len(dropped) == len(rows):
        errors[f"{DROP}-{rows[0].id}"] = "Sisakan sedikitnya satu indikator."
        return
    for row in rows:
        if row in dropped:
            PkIndikator.delete().where(PkIndikator.id == row.id).execute()
            continue
        _write_line(row, (*YEAR_COLUMNS, *((one, one) for one in QUARTERS)), yearly, form, errors)


def _missing_targets(pk: PerjanjianKinerja, form: Mapping[str, str], errors: dict[str, str]) -> None:
    """A line that is still empty is told before it is signed; one may go on typing later."""
    lacking = without_target(pk)
    yearly = yearly_of(int(pk.perangkat_daerah_id), int(pk.tahun)) if lacking else {}
    for row in pk_baca.lines(pk):
        if str(row.indikator_uuid) in lacking and form.get(f"target-{row.id}", "").strip():
            _write_line(row, YEAR_COLUMNS, yearly, form, errors)


def _write_line(
    row: PkIndikator,
    columns: Iterable[tuple[str, str]],
    yearly: Mapping[str, IndikatorTahun],
    form: Mapping[str, str],
    errors: dict[str, str],
) -> None:
    """:param columns: each with the name of its input"""
    for column, key in columns:
        if f"{key}-{row.id}" in form:
            setattr(row, column, _number(form, f"{key}-{row.id}", errors))
    for key, sentence in check_line(row, yearly.get(str(row.indikator_uuid))).items():
        errors.setdefault(f"{key}-{row.id}", sentence)
    row.save()


def _money(pk: PerjanjianKinerja, form: Mapping[str, str], errors: dict[str, str]) -> None:
    for row in pk_baca.programmes(pk):
        if form.get(f"buang-{row.id}"):
            PkAnggaran.delete().where(PkAnggaran.id == row.id).execute()
            continue
        key = f"anggaran-{row.id}"
        if key not in form:
            continue
        value = _number(form, key, errors, places=2)
        if value is None:
            errors.setdefault(key, f"Tulis anggaran {row.nama}, atau keluarkan programnya.")
        elif value < 0:
            errors[key] = f"Anggaran {row.nama} tidak boleh kurang dari nol."
        else:
            row.anggaran = value
            row.save()


def _number(form: Mapping[str, str], key: str, errors: dict[str, str], places: int = 6) -> Decimal | None:
    try:
        return parse_number(form[key], places=places)
    except NumberFormatError as error:
        errors[key] = str(error)
        return None
