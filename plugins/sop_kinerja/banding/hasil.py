"""The comparison of two SOPs as one value: header, boxes, columns, and the steps in pairs."""

from dataclasses import dataclass

from plugins.sop_kinerja.banding.beda import Difference, Sides, header_differences, step_differences
from plugins.sop_kinerja.banding.sejajar import Pair, align
from plugins.sop_kinerja.banding.tulisan import CONTENT, SAME, WRITING, degree, match
from plugins.sop_kinerja.sopform import LangkahData, PelaksanaData, SopData

BOXES = (
    ("dasar_hukum", "Dasar hukum"),
    ("kualifikasi", "Kualifikasi pelaksana"),
    ("keterkaitan", "Keterkaitan"),
    ("peralatan", "Peralatan/perlengkapan"),
    ("peringatan", "Peringatan"),
    ("pencatatan", "Pencatatan dan pendataan"),
    ("tujuan", "Tujuan"),
    ("definisi", "Definisi"),
)


@dataclass(frozen=True)
class StepPair:
    """A step of both SOPs, or of one only. `moved`: it stands elsewhere in the order."""

    left: LangkahData | None
    right: LangkahData | None
    differences: tuple[Difference, ...] = ()
    moved: bool = False

    @property
    def content(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if one.degree == CONTENT)

    @property
    def writing(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if one.degree == WRITING)

    @property
    def state(self) -> str:
        """kiri and kanan (only there), pindah, beda, tulisan or sama."""
        if self.left is None or self.right is None:
            return "kanan" if self.left is None else "kiri"
        if self.content:
            return "beda"
        if self.moved:
            return "pindah"
        return "tulisan" if self.differences else "sama"


@dataclass(frozen=True)
class BoxComparison:
    """The items of a list that only one side has, and the pairs that are written differently."""

    field: str
    label: str
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    writing: tuple[tuple[str, str], ...]

    @property
    def degree(self) -> int:
        return CONTENT if self.only_left or self.only_right else WRITING if self.writing else SAME


@dataclass(frozen=True)
class ColumnPair:
    """A performers' column of both, or of one only."""

    left: PelaksanaData | None
    right: PelaksanaData | None

    @property
    def degree(self) -> int:
        if self.left is None or self.right is None:
            return CONTENT
        if (self.left.jenis, self.left.tanda) != (self.right.jenis, self.right.tanda):
            return CONTENT
        return degree(self.left.label, self.right.label)


@dataclass(frozen=True)
class Comparison:
    left: SopData
    right: SopData
    header: tuple[Difference, ...]
    boxes: tuple[BoxComparison, ...]
    columns: tuple[ColumnPair, ...]
    steps: tuple[StepPair, ...]


def compare(left: SopData, right: SopData) -> Comparison:
    columns = _columns(left, right)
    pairs = align(left.langkah, right.langkah)
    sides = Sides(
        left,
        right,
        partner={a.nomor: b.nomor for a, b, _ in pairs if a is not None and b is not None},
        column={one.left.kode: one.right.kode for one in columns if one.left is not None and one.right is not None},
    )
    return Comparison(
        left,
        right,
        header=header_differences(left, right),
        boxes=tuple(_box(name, label, left, right) for name, label in BOXES),
        columns=columns,
        steps=_steps(pairs, sides),
    )


def _steps(pairs: list[Pair], sides: Sides) -> tuple[StepPair, ...]:
    return tuple(
        StepPair(a, b) if a is None or b is None else StepPair(a, b, step_differences(a, b, sides), moved)
        for a, b, moved in pairs
    )


def _columns(left: SopData, right: SopData) -> tuple[ColumnPair, ...]:
    """Columns of the same heading are one; in versions of one SOP also those of the same code."""
    rest = list(right.pelaksana)
    partner: dict[str, PelaksanaData] = {}
    versions = (left.kode, left.perangkat_daerah) == (right.kode, right.perangkat_daerah)

    def take(column: PelaksanaData, same: PelaksanaData | None) -> None:
        if same is not None:
            partner[column.kode] = same
            rest.remove(same)

    for column in left.pelaksana:
        take(column, next((one for one in rest if degree(column.label, one.label) != CONTENT), None))
    for column in left.pelaksana if versions else ():
        if column.kode not in partner:
            take(column, next((one for one in rest if one.kode == column.kode), None))
    paired = [ColumnPair(column, partner.get(column.kode)) for column in left.pelaksana]
    return (*paired, *(ColumnPair(None, column) for column in rest))


def _box(name: str, label: str, left: SopData, right: SopData) -> BoxComparison:
    pairs, only_left, only_right = match(getattr(left, name), getattr(right, name))
    writing = tuple((a, b) for a, b in pairs if a != b)
    return BoxComparison(name, label, tuple(only_left), tuple(only_right), writing)
