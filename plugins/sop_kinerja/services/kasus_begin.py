"""The first step of a case opens: who works side by side is fixed, and each step has somebody who can do it."""

from collections.abc import Iterable

from core import clock
from core.errors import StateError
from core.organisation.models import Jabatan, PerangkatDaerah
from core.organisation.positions import holders
from plugins.sop_kinerja.models import Kasus, KasusCabang, KasusTujuan, SopLangkah, SopVersi
from plugins.sop_kinerja.services.acuan_jenis import ensure_kinds
from plugins.sop_kinerja.services.kasus_open import CASE, arrive
from plugins.sop_kinerja.services.kasus_posisi import submitting_position
from plugins.sop_kinerja.services.kasus_run import Run
from plugins.sop_kinerja.services.sop import EACH, UNITS, columns_of, flow_of, steps_of
from plugins.sop_kinerja.services.sop_columns import positions_of


def begin(kasus: Kasus) -> None:
    """Opens the first step of a case that is running; of one that is planned, after making it so.

    :raises StateError: naming the column or the department whose work nobody could do today; nothing has happened.
    """
    versi = kasus.versi
    asked = [row.tujuan for row in KasusTujuan.select().where(KasusTujuan.kasus == kasus.id).order_by(KasusTujuan.id)]
    ensure_held(versi, asked, str(kasus.kadensi))
    if kasus.status == "rencana":
        CASE.move(kasus, "berjalan", also={Kasus.dimulai: clock.now()}, action="sop_kinerja.kasus.begin")
    else:
        Kasus.update({Kasus.dimulai: clock.now()}).where(Kasus.id == kasus.id).execute()
    ensure_kinds(versi)
    _fix_branches(kasus)
    arrive(Run(kasus), flow_of(versi, str(kasus.kadensi)).start)


def ensure_held(versi: SopVersi, asked: Iterable[PerangkatDaerah], kadensi: str = "") -> None:
    """:raises StateError: naming the column, or the department, whose work nobody could do today."""
    units = positions_of(versi)
    used = {code for step in steps_in(versi, kadensi) for code in step.pelaksana}
    for code, column in columns_of(versi).items():
        if code not in used or column.jenis == EACH:
            continue
        behind = units.get(code, []) if column.jenis == UNITS else [column.jabatan] if column.jabatan else []
        if not behind:
            raise StateError(
                f"Kolom pelaksana «{column.label}» belum dihubungkan dengan jabatan. Hubungkan di halaman SOP ini."
            )
        for jabatan in behind:
            _ensure_holder(jabatan, f"Kolom «{column.label}»")
    for department in asked:
        _ensure_holder(submitting_position(department.id), str(department.nama))


def steps_in(versi: SopVersi, kadensi: str) -> list[SopLangkah]:
    """The steps that a case of this cadence runs."""
    nodes = flow_of(versi, kadensi).nodes
    return [step for step in steps_of(versi) if step.nomor in nodes]


def _ensure_holder(jabatan: Jabatan, where: str) -> None:
    if not holders(jabatan.id):
        raise StateError(f"{where}: jabatan {jabatan.nama} sedang tidak ada pemegangnya.")


def _fix_branches(kasus: Kasus) -> None:
    fans = {node.fan for node in flow_of(kasus.versi, str(kasus.kadensi)).nodes.values()}
    for code, positions in positions_of(kasus.versi).items():
        if code in fans:
            for jabatan in positions:
                KasusCabang.create(perangkat_daerah=kasus.perangkat_daerah_id, kasus=kasus, kolom=code, jabatan=jabatan)
