"""The Indonesian catalogues of Flask-Admin and WTForms, which ship none: ours, compiled into the home at start."""

import tempfile
from pathlib import Path

import flask_admin.babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask_babel import Domain

SOURCES = Path(__file__).parent / "translations"


def install(home: Path) -> Path:
    """Compiles what is newer than its result and makes WTForms use it; gives the folder of the catalogues."""
    target = home / "translations"
    for source in SOURCES.glob("*/LC_MESSAGES/*.po"):
        _compile(source, target / source.relative_to(SOURCES).with_suffix(".mo"))
    flask_admin.babel.wtforms_domain = Domain(str(target), domain="wtforms")
    return target


def _compile(source: Path, result: Path) -> None:
    if result.is_file() and result.stat().st_mtime >= source.stat().st_mtime:
        return
    result.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale="id")
    # Several processes start at once: each writes its own file, and the last rename wins with the same content.
    with tempfile.NamedTemporaryFile(dir=result.parent, delete=False) as temporary:
        write_mo(temporary, catalogue)
    Path(temporary.name).replace(result)
