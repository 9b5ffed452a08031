"""`selaras plugin new NAME`: a plugin that already keeps the contract of plugins, to be changed into one's own."""

import keyword
import re
from pathlib import Path

from core.errors import InputError

_TEMPLATES = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def write_plugin(name: str, folder: Path) -> Path:
    """Writes `folder/<name>/`; gives that path. The table has one column more than it needs, to show how.

    :raises InputError: for a name that cannot be a package, or that is taken.
    """
    if not _NAME.fullmatch(name) or keyword.iskeyword(name) or len(name) > 30:
        raise InputError(
            f"«{name}» bukan nama plugin. Gunakan huruf kecil, angka, dan garis bawah, misalnya buku_tamu."
        )
    target = folder / name
    if name in ("core", "config", "workers", "plugins") or target.exists():
        raise InputError(f"Nama «{name}» sudah dipakai.")
    for source in sorted(_TEMPLATES.rglob("*.txt")):
        path = target / str(source.relative_to(_TEMPLATES).with_suffix("")).replace("NAMA", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(source.read_text(encoding="utf-8"), name), encoding="utf-8")
    return target


def _filled(text: str, name: str) -> str:
    label = name.replace("_", " ").capitalize()
    return text.replace("NAMA", name).replace("LABEL", label)
