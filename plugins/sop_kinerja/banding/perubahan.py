"""What a new version of an SOP changes from the one before, in sentences."""

from plugins.sop_kinerja.banding.beda import LABELS, Difference
from plugins.sop_kinerja.banding.hasil import BoxComparison, ColumnPair, StepPair, compare
from plugins.sop_kinerja.banding.tulisan import CONTENT
from plugins.sop_kinerja.sopform import PelaksanaData, SopData

_LONG = 120  # characters of a quoted text
_JENIS = {
    "jabatan": "satu jabatan",
    "setiap_perangkat_daerah": "setiap perangkat daerah yang diminta",
    "setiap_unit": "setiap unit kerja",
}
_TANDA = {"tanpa": "tanpa pencatatan", "paraf": "paraf", "tanda_tangan": "tanda tangan"}


def changes(old: SopData, new: SopData) -> tuple[str, ...]:
    """One sentence for each thing that is not as it was, in the order of the form; () when the two say the same."""
    found = compare(old, new)
    sentences = [_field(one.label, one) for one in found.header]
    for box in found.boxes:
        sentences += _box(box)
    for column in found.columns:
        sentences += _column(column)
    for pair in found.steps:
        sentences += _step(pair)
    if not sentences and found.left != found.right:
        sentences.append("Urutan isi formulir berubah.")
    return tuple(sentences)


def _field(label: str, one: Difference) -> str:
    if not one.left:
        return f"{label} diisi: {_quoted(one.right)}."
    if not one.right:
        return f"{label} dikosongkan, semula {_quoted(one.left)}."
    verb = "berubah" if one.degree == CONTENT else "ditulis lain"
    return f"{label} {verb}: {_quoted(one.left)} menjadi {_quoted(one.right)}."


def _box(box: BoxComparison) -> list[str]:
    return [
        *(f"{box.label} dihapus: {_quoted(item)}." for item in box.only_left),
        *(f"{box.label} ditambah: {_quoted(item)}." for item in box.only_right),
        *(f"{box.label} ditulis lain: {_quoted(a)} menjadi {_quoted(b)}." for a, b in box.writing),
    ]


def _column(pair: ColumnPair) -> list[str]:
    if pair.left is None or pair.right is None:
        column, verb = (pair.right, "ditambah") if pair.left is None else (pair.left, "dihapus")
        assert column is not None
        return [f"Kolom pelaksana {_quoted(column.label)} {verb}."]
    found = []
    if pair.left.label != pair.right.label:
        found.append(f"Kolom pelaksana {_quoted(pair.left.label)} kini berjudul {_quoted(pair.right.label)}.")
    before, after = _kind(pair.left), _kind(pair.right)
    return [*found, *(
        f"Kolom pelaksana {_quoted(pair.right.label)}: {a} menjadi {b}."
        for a, b in zip(before, after, strict=True)
        if a != b
    )]  # fmt: skip


def _kind(column: PelaksanaData) -> tuple[str, str]:
    return _JENIS.get(column.jenis, column.jenis), _TANDA.get(column.tanda, column.tanda)


def _step(pair: StepPair) -> list[str]:
    if pair.left is None or pair.right is None:
        step, verb = (pair.right, "ditambah") if pair.left is None else (pair.left, "dihapus")
        assert step is not None
        return [f"Langkah {step.nomor} {verb}: {_quoted(step.uraian)}."]
    name = f"Langkah {pair.right.nomor}"
    if pair.left.nomor != pair.right.nomor:
        name += f" (semula {pair.left.nomor})"
    moved = [f"{name} berpindah tempat."] if pair.moved else []
    lowered = {key: label if key == "arah" else label.lower() for key, label in LABELS.items()}
    return [*moved, *(f"{name}: {_field(lowered[one.field], one)}" for one in pair.differences)]


def _quoted(text: str) -> str:
    return f"«{text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + '…'}»"
