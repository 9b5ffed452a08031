"""The tables of the five documents as text recognition gave them, noise and lost arrows included (pasted/*.txt)."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "pasted"
LAMANDAU = (_FOLDER / "organisasi_lamandau.txt").read_text(encoding="utf-8")
TABLES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted(_FOLDER.glob("*.txt"))
    if path.stem != "organisasi_lamandau"
}
