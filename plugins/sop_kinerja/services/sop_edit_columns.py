"""The performers' columns of a draft: add, name, place, take out, and the positions behind each."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import Busy, NotFound, StateError
from core.organisation.models import Jabatan
from plugins.sop_kinerja.batas import MAX_COLUMNS
from plugins.sop_kinerja.kata import numbered
from plugins.sop_kinerja.kode import slug
from plugins.sop_kinerja.models import SopPelaksana, SopPelaksanaJabatan, SopVersi
from plugins.sop_kinerja.models.sop import JENIS_PELAKSANA, TANDA
from plugins.sop_kinerja.services.sop import EACH, columns_of, steps_of
from plugins.sop_kinerja.services.sop_columns import UNITS, positions_of, put_positions
from plugins.sop_kinerja.services.sop_draft import editing, ensure_right, ensure_same, plain, wrong_length


@dataclass(frozen=True)
class Column:
    """What is asked for a column; `jabatan` are ids of positions, one of them or (setiap_unit) several."""

    label: str = ""
    jenis: str = "jabatan"
    jabatan: tuple[str, ...] = ()
    tanda: str = "tanpa"


def get_column(versi: SopVersi, uuid: str) -> SopPelaksana:
    """:raises NotFound: also when it has been taken out meanwhile."""
    found = SopPelaksana.get_or_none((SopPelaksana.versi == versi.id) & (SopPelaksana.uuid == uuid))
    if found is None:
        raise NotFound("Kolom ini tidak ada pada SOP ini, atau baru saja dihapus.")
    assert isinstance(found, SopPelaksana)
    return found


def column_form(column: SopPelaksana, positions: dict[str, list[Jabatan]]) -> Column:
    """:param positions: as `positions_of` gives them"""
    several = [str(one.id) for one in positions.get(str(column.kode), [])]
    alone = [str(column.jabatan_id)] if column.jabatan_id and column.jenis == "jabatan" else []
    return Column(str(column.label), str(column.jenis), tuple(several or alone), str(column.tanda))


def add_column(versi: SopVersi, form: Column) -> SopPelaksana:
    """At the right of the others.

    :raises FieldErrors: for a heading that another column has, or a position of another department.
    """
    with editing(versi, "Pelaksana", kolom=plain(form.label)) as draft:
        columns = columns_of(draft)
        if len(columns) >= MAX_COLUMNS:
            raise StateError(f"Formulir ini sudah mempunyai {MAX_COLUMNS} kolom pelaksana.")
        positions = _checked(draft, form, list(columns.values()))
        made: SopPelaksana = SopPelaksana.create(
            perangkat_daerah=draft.perangkat_daerah_id,
            versi=draft,
            urutan=max((column.urutan for column in columns.values()), default=0) + 1,
            kode=_code(plain(form.label), set(columns)),
            label=plain(form.label),
            jenis=form.jenis,
            tanda=form.tanda,
            jabatan=positions[0] if positions else None,
        )
        if form.jenis == UNITS:
            put_positions(made, positions)
    return made


def save_column(versi: SopVersi, uuid: str, form: Column, opened: str) -> None:
    """Steps name a column by its code, so that another heading leaves them as they are.

    :raises Busy: when somebody else saved it meanwhile.
    :raises FieldErrors: as `add_column`.
    """
    with editing(versi, "Pelaksana", kolom=plain(form.label)) as draft:
        column = get_column(draft, uuid)
        ensure_same(draft, column_form(column, positions_of(draft)), opened, f"Kolom {column.label}")
        others = [other for other in columns_of(draft).values() if other.id != column.id]
        positions = _checked(draft, form, others)
        changes = {
            SopPelaksana.label: plain(form.label),
            SopPelaksana.jenis: form.jenis,
            SopPelaksana.tanda: form.tanda,
            SopPelaksana.jabatan: positions[0] if positions else None,
        }
        SopPelaksana.update(changes).where(SopPelaksana.id == column.id).execute()
        SopPelaksanaJabatan.delete().where(SopPelaksanaJabatan.pelaksana == column.id).execute()
        if form.jenis == UNITS:
            put_positions(column, positions)


def move_column(versi: SopVersi, uuid: str, by: int, seen: int) -> None:
    """One place to the left (`by` -1) or to the right (+1); at the edge nothing happens.

    :param seen: the place, from 1, at which the person saw it
    :raises Busy: when it stands elsewhere by now.
    """
    with editing(versi, "Pelaksana") as draft:
        columns = list(columns_of(draft).values())
        column = get_column(draft, uuid)
        at = next(place for place, other in enumerate(columns) if other.id == column.id)
        if at + 1 != seen:
            raise Busy(f"Kolom {column.label} kini di tempat ke-{at + 1}: susunannya baru saja diubah orang lain.")
        if 0 <= at + by < len(columns):
            columns.insert(at + by, columns.pop(at))
        for place, other in enumerate(columns, start=1):
            SopPelaksana.update({SopPelaksana.urutan: place}).where(SopPelaksana.id == other.id).execute()


def used_in(versi: SopVersi) -> dict[str, list[int]]:
    """Column code -> the numbers of the steps that name it."""
    found: dict[str, list[int]] = {}
    for step in steps_of(versi):
        for code in step.pelaksana or []:
            found.setdefault(str(code), []).append(int(step.nomor))
    return found


def remove_column(versi: SopVersi, uuid: str) -> None:
    """:raises StateError: while steps name it, naming them."""
    with editing(versi, "Pelaksana") as draft:
        column = get_column(draft, uuid)
        if numbers := used_in(draft).get(str(column.kode)):
            raise StateError(
                f"Kolom {column.label} dipakai {numbered(numbers)}. Beri langkah itu pelaksana lain dahulu, lalu "
                "hapus kolomnya."
            )
        column.delete_instance()


def _checked(draft: SopVersi, form: Column, others: Iterable[SopPelaksana]) -> list[Jabatan]:
    """The positions that are asked for. :raises FieldErrors:"""
    label = plain(form.label)
    same = next((other for other in others if str(other.label).casefold() == label.casefold()), None)
    rows = {str(row.id): row for row in Jabatan.select().where(Jabatan.perangkat_daerah == draft.perangkat_daerah_id)}
    chosen = [one for one in dict.fromkeys(form.jabatan) if one]
    jabatan = "" if rows.keys() >= set(chosen) else "Jabatan ini tidak ada. Pilih dari daftar."
    if not jabatan and form.jenis == "jabatan" and len(chosen) > 1:
        jabatan = "Satu kolom jabatan dikerjakan satu jabatan. Pilih satu saja, atau ubah jenisnya."
    ensure_right(
        {
            "label": wrong_length("Judul kolom", label, 150, required=True)
            or (f"Sudah ada kolom {same.label}. Beri judul lain." if same else ""),
            "jenis": "" if form.jenis in JENIS_PELAKSANA else "Pilih siapa yang mengerjakan.",
            "tanda": "" if form.tanda in TANDA else "Pilih pencatatannya.",
            "jabatan": jabatan,
        }
    )
    return [] if form.jenis == EACH else [rows[one] for one in chosen]


def _code(label: str, taken: set[str]) -> str:
    """A code for the column out of its heading that no other column has."""
    base = slug(label, "kolom")
    return next(
        code
        for number in range(1, len(taken) + 2)
        if (code := base if number == 1 else f"{base}_{number}") not in taken
    )
