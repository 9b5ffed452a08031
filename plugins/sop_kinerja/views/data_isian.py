"""Saving a form while it is typed: JSON in, one answer for each cell out, and the rows that others have changed."""

from typing import Any

from flask import Response, get_template_attribute, jsonify, request

from core.actor import current_actor
from core.errors import InputError
from core.permissions import require
from plugins.sop_kinerja.models import Realisasi
from plugins.sop_kinerja.nilai_isian import choices, columns
from plugins.sop_kinerja.services.data_assess import assess_row
from plugins.sop_kinerja.services.data_flow import SUBMIT, get_submission, moment
from plugins.sop_kinerja.services.data_isian import Hasil, Ketikan, save_cells, text_of
from plugins.sop_kinerja.services.skala import scale_of
from plugins.sop_kinerja.views.blueprint import blueprint
from plugins.sop_kinerja.views.data_rows import last_saved

MOST_CELLS = 500
"""In one request; a screen sends larger blocks in several."""
LONGEST = 10_000
"""Letters of a cell that are looked at: far above what a note may have, so that its own sentence is given."""
MOST_BASES = 20
_UNREADABLE = "Kiriman isian tidak dapat dibaca. Muat ulang halaman ini."


@blueprint.post("/penyampaian/<uuid>/isian")
def penyampaian_isian(uuid: str) -> Response:
    """``{"isian": [{"baris": 3, "kolom": "nilai", "isi": "79,2", "versi": 1, "dasar": [""]}], "dikenal": {"3": 1}}``.

    `dikenal`: number of a row -> the version that the screen shows; rows that are newer come back with the answer.
    """
    require(SUBMIT)
    get_submission(uuid)
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise InputError(_UNREADABLE)
    known = body.get("dikenal")
    return jsonify(_answer(save_cells(uuid, _cells(body.get("isian"))), known if isinstance(known, dict) else {}))


def _cells(sent: Any) -> list[Ketikan]:
    """:raises InputError: for anything that our own script does not send."""
    if not isinstance(sent, list) or len(sent) > MOST_CELLS:
        raise InputError(_UNREADABLE)
    return [_cell(one) for one in sent]


def _cell(sent: Any) -> Ketikan:
    if not isinstance(sent, dict):
        raise InputError(_UNREADABLE)
    numbers, texts = [sent.get("baris"), sent.get("versi")], [sent.get("kolom"), sent.get("isi")]
    bases = sent.get("dasar", [])
    if not (
        all(type(one) is int and 0 <= one < 10**9 for one in numbers)
        and all(isinstance(one, str) for one in texts)
        and isinstance(bases, list)
        and all(isinstance(one, str) for one in bases)
    ):
        raise InputError(_UNREADABLE)
    cut = [_clean(one) for one in bases[-MOST_BASES:]]
    return Ketikan(sent["baris"], sent["kolom"], _clean(sent["isi"]), sent["versi"], cut)


def _clean(text: str) -> str:
    """Without what can be typed nowhere and no database keeps: NUL, and halves of letters."""
    return text[:LONGEST].replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def _answer(result: Hasil, known: dict[str, Any]) -> dict[str, Any]:
    scale = scale_of(result.penyampaian)
    capaian = get_template_attribute("sop_kinerja/penyampaian_parts.html", "capaian")
    newer = [row for row in result.rows if known.get(str(row.urutan)) != row.versi]
    return {
        "jawaban": [vars(one) for one in result.jawaban],
        "baris": [_row(row, str(capaian(assess_row(row, scale)))) for row in newer],
        "versi": result.penyampaian.versi,
        "terakhir": last_saved(result.penyampaian),
    }


def _row(row: Realisasi, capaian: str) -> dict[str, Any]:
    mine = str(row.diubah_oleh) == current_actor().signed
    return {
        "baris": row.urutan,
        "versi": row.versi,
        "isi": {kolom: text_of(row, kolom) for kolom in columns(row)},
        "nilai": text_of(row, "nilai"),
        "pilihan": bool(choices(row)),
        "capaian": capaian,
        "oleh": "" if mine or row.diubah is None else str(row.diubah_oleh),
        "pada": moment(row.diubah),
    }
