"""Columns that several positions share (setiap_unit): guessed by their heading, chosen by a person."""

from typing import Any

import pytest

from core.actor import acting, system_actor
from core.audit import history
from core.errors import InputError, NotAllowed
from core.organisation.models import PerangkatDaerah
from core.testing.people import make_user
from plugins.sop_kinerja.models import SopPelaksana
from plugins.sop_kinerja.services.sop import columns_of
from plugins.sop_kinerja.services.sop_columns import guess_positions, positions_of, set_positions
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.sopdata import seed_sops

COLUMN = "kepala_seksi_lurah"


def banggai() -> Any:
    return next(sop for sop in seed_sops() if sop.kode == "batui_selatan_banggai")


@pytest.mark.usefixtures("each_database")
def test_the_import_finds_all_that_look_like_it(department: PerangkatDaerah) -> None:
    names = ("Kepala Seksi Pemerintahan", "Kasi Ekonomi", "Lurah Contoh", "Camat", "Kepala Bidang", "Sekretaris")
    made = {name: make_user(department, (), name).jabatan for name in names}
    with acting(system_actor(department.id)):
        versi = import_sop(banggai(), department.id)
        assert positions_of(versi) == {COLUMN: [made[name] for name in names[:3]]}
        assert columns_of(versi)["camat"].jabatan == made["Camat"]
        assert guess_positions(department.id, "Setiap Kepala Bidang") == [made["Kepala Bidang"]]
        assert guess_positions(department.id, "Lura") == []  # whole words only
        assert guess_positions(department.id, "/") == []


def test_a_person_chooses_them(department: PerangkatDaerah, other_department: PerangkatDaerah) -> None:
    lurah, secretary = (make_user(department, (), name).jabatan for name in ("Lurah", "Sekretaris"))
    foreign = make_user(other_department, (), "Lurah").jabatan
    with acting(system_actor(department.id)):
        versi = import_sop(banggai(), department.id)
        column = columns_of(versi)[COLUMN]
        set_positions(column, [secretary, lurah, secretary])
        assert positions_of(versi) == {COLUMN: [secretary, lurah]}
        assert SopPelaksana.get_by_id(column.id).jabatan == secretary
        set_positions(column, [secretary, lurah])  # nothing new: no further line in the log
        assert [line.rincian["ke"] for line in history(column)] == ["Sekretaris; Lurah"]
        with pytest.raises(InputError, match="bukan jabatan perangkat daerah ini"):
            set_positions(column, [foreign])
        with pytest.raises(InputError, match="satu jabatan saja"):
            set_positions(columns_of(versi)["camat"], [lurah])
        set_positions(column, [])
        assert positions_of(versi) == {COLUMN: []}
        SopPelaksana.update({SopPelaksana.jabatan: lurah}).where(SopPelaksana.id == column.id).execute()
        assert positions_of(versi) == {COLUMN: [lurah]}  # nobody chose several: the one behind the column
    with acting(make_user(department, ("sop_kinerja.sop.read",)).actor), pytest.raises(NotAllowed):
        set_positions(column, [lurah])
