"""The performers' columns of a draft."""

import pytest

from core.actor import acting
from core.errors import Busy, FieldErrors, StateError
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.services.sop import columns_of, get_version
from plugins.sop_kinerja.services.sop_columns import positions_of
from plugins.sop_kinerja.services.sop_data import data_of
from plugins.sop_kinerja.services.sop_draft import mark
from plugins.sop_kinerja.services.sop_edit_columns import (
    Column,
    add_column,
    column_form,
    get_column,
    move_column,
    remove_column,
    save_column,
)
from tests.plugins.sop_kinerja.sop_desk import ALL, change, change_column, column_uuid, new_draft, put


@pytest.mark.usefixtures("each_database")
def test_columns_are_added_named_moved_and_taken_out(department: PerangkatDaerah) -> None:
    camat, lurah = (make_user(department, (), name).jabatan for name in ("Camat", "Lurah"))
    with acting(make_user(department, ALL).actor):
        versi = new_draft(1)
        add_column(versi, Column("Camat", "jabatan", (str(camat.id),), "tanda_tangan"))
        add_column(versi, Column("Kepala Seksi/Lurah", "setiap_unit", (str(lurah.id), str(camat.id))))
        add_column(versi, Column("Semua OPD", "setiap_perangkat_daerah", (str(camat.id),)))
        assert [(one.kode, one.jenis, one.tanda) for one in data_of(versi).pelaksana] == [
            ("kabag", "jabatan", "tanpa"),
            ("camat", "jabatan", "tanda_tangan"),
            ("kepala_seksi_lurah", "setiap_unit", "tanpa"),
            ("semua_opd", "setiap_perangkat_daerah", "tanpa"),
        ]
        assert positions_of(versi) == {"kepala_seksi_lurah": [lurah, camat]}
        assert columns_of(versi)["semua_opd"].jabatan is None
        move_column(versi, column_uuid(versi, "kepala_seksi_lurah"), -1, 3)
        move_column(versi, column_uuid(versi, "kabag"), -1, 1)  # at the edge already
        assert list(columns_of(versi)) == ["kabag", "kepala_seksi_lurah", "camat", "semua_opd"]
        with pytest.raises(Busy, match="kini di tempat ke-3"):
            move_column(versi, column_uuid(versi, "camat"), 1, 2)
        change_column(versi, "kabag", label="Kepala Bagian", jenis="setiap_unit", jabatan=(str(camat.id),))
        assert columns_of(versi)["kabag"].label == "Kepala Bagian"  # steps name it by its code
        assert positions_of(get_version(versi.uuid))["kabag"] == [camat]
        change_column(versi, "kabag", jenis="jabatan")
        assert set(positions_of(versi)) == {"kepala_seksi_lurah"}
        remove_column(versi, column_uuid(versi, "semua_opd"))
        assert list(columns_of(versi)) == ["kabag", "kepala_seksi_lurah", "camat"]


def test_a_column_that_steps_name_stays(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft(3)
        add_column(versi, Column("Camat"))
        change(versi, 2, serta=("camat",))
        with pytest.raises(StateError, match=r"Kolom Camat dipakai langkah 2. Beri langkah itu pelaksana lain"):
            remove_column(versi, column_uuid(versi, "camat"))
        with pytest.raises(StateError, match="dipakai langkah 1, 2, dan 3"):
            remove_column(versi, column_uuid(versi, "kabag"))
        change(versi, 2, serta=())
        remove_column(versi, column_uuid(versi, "camat"))


def test_what_a_column_cannot_be(department: PerangkatDaerah, other_department: PerangkatDaerah) -> None:
    own = [str(make_user(department, ()).jabatan.id) for _ in range(2)]
    foreign = str(make_user(other_department, ()).jabatan.id)
    with acting(make_user(department, ALL).actor):
        versi = new_draft()
        for form, field in (
            (Column(" "), "label"),
            (Column("KABAG"), "label"),
            (Column("x" * 151), "label"),
            (Column("A", "siapa saja"), "jenis"),
            (Column("A", tanda="cap"), "tanda"),
            (Column("A", jabatan=(foreign,)), "jabatan"),
            (Column("A", jabatan=tuple(own)), "jabatan"),
        ):
            with pytest.raises(FieldErrors) as found:
                add_column(versi, form)
            assert list(found.value.fields) == [field]
        assert list(columns_of(versi)) == ["kabag"]
        codes = [str(add_column(versi, Column(label)).kode) for label in ("1. Camat", "Kabag!", "–")]
        assert codes == ["kolom_1_camat", "kabag_2", "kolom"]


def test_two_people_at_one_column(department: PerangkatDaerah) -> None:
    with acting(make_user(department, ALL).actor):
        versi = new_draft()
        uuid = column_uuid(versi, "kabag")
        opened = mark(column_form(get_column(versi, uuid), {}))
        put(versi, "A")  # a new step is no change of the column
        save_column(versi, uuid, Column("Kabag Satu"), opened)
        with pytest.raises(Busy):
            save_column(versi, uuid, Column("Kabag Dua"), opened)
