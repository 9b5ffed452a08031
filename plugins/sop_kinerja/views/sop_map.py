"""Which positions stand behind the columns of an SOP; of a ratified one too: the office changes, its form does not."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from core.errors import InputError
from core.organisation.models import Jabatan
from core.permissions import require
from plugins.sop_kinerja.models import SopPelaksana
from plugins.sop_kinerja.services import sop, sop_columns
from plugins.sop_kinerja.services.sop_columns import UNITS
from plugins.sop_kinerja.views.blueprint import blueprint


@blueprint.route("/sop/<uuid>/pelaksana", methods=["GET", "POST"])
def sop_map(uuid: str) -> Any:
    """One position for a column, or several where each of them does the step. A wrong choice saves nothing."""
    require("sop_kinerja.sop.update")
    versi = sop.get_version(uuid)
    columns = [column for column in sop.columns_of(versi).values() if column.jenis != sop.EACH]
    positions = {
        str(row.id): row
        for row in Jabatan.select().where(Jabatan.perangkat_daerah == versi.perangkat_daerah_id).order_by(Jabatan.nama)
    }
    several = sop_columns.positions_of(versi)
    chosen = {column.id: _stored(column, several) for column in columns}
    errors: dict[str, str] = {}
    if request.method == "POST":
        chosen = {column.id: [one for one in request.form.getlist(_name(column)) if one] for column in columns}
        errors = {_name(column): WRONG for column in columns if not positions.keys() >= set(chosen[column.id])}
        if not errors:
            errors = _save(columns, chosen, positions)
        if not errors:
            flash("Pelaksana disimpan.", "success")
            return redirect(url_for("sop_kinerja.sop_show", uuid=uuid))
    page = render_template(
        "sop_kinerja/sop_map.html",
        versi=versi,
        columns=columns,
        units=UNITS,
        chosen=chosen,
        options=[(key, row.nama) for key, row in positions.items()],
        errors=errors,
    )
    return page, 400 if errors else 200


WRONG = "Jabatan ini tidak ada. Pilih salah satu dari daftar."


def _name(column: SopPelaksana) -> str:
    return f"jabatan-{column.id}"


def _stored(column: SopPelaksana, several: dict[str, list[Jabatan]]) -> list[str]:
    if column.jenis == UNITS:
        return [str(one.id) for one in several[str(column.kode)]]
    return [str(column.jabatan_id)] if column.jabatan_id else []


def _save(columns: list[SopPelaksana], chosen: dict[int, list[str]], positions: dict[str, Jabatan]) -> dict[str, str]:
    errors: dict[str, str] = {}
    for column in columns:
        wanted = [positions[one] for one in chosen[column.id]]
        try:
            if column.jenis == UNITS:
                sop_columns.set_positions(column, wanted)
            else:
                sop_columns.map_column(column, wanted[0] if wanted else None)
        except InputError as error:
            errors.update(error.fields)
    return errors
