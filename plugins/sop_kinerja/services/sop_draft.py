"""Work on a draft: one person at a time, never over what somebody else has saved, every change in the log.

A form carries the mark of what it was opened with. A save whose mark is no longer that of what is stored is refused,
so that the page can show both and the person decides.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from core import audit
from core.db import transaction
from core.errors import Busy, FieldErrors, NotFound
from core.permissions import require
from plugins.sop_kinerja.models import SopDokumen, SopVersi
from plugins.sop_kinerja.services.sop import ensure_draft

UPDATE = "sop_kinerja.sop.update"
MAX_LINES, MAX_LENGTH = 200, 1000
"""Of a list with one item per line: how many, and letters in each."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def mark(form: Any) -> str:
    """The mark of what a form (a dataclass of texts) holds."""
    content = json.dumps(asdict(form), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:20]


@contextmanager
def editing(versi: SopVersi, part: str, *, permission: str = UPDATE, **detail: Any) -> Iterator[SopVersi]:
    """The draft, as it is now, held until the end of the block; then one line in the log says which part changed.

    :raises NotAllowed: without the permission.
    :raises StateError: when it is no draft (any more).
    """
    require(permission)
    with transaction():
        fresh = take(versi)
        detail["bagian"] = part
        yield fresh
        audit.record(permission, fresh, detail=detail)


def take(versi: SopVersi) -> SopVersi:
    """Holds the draft against others until the transaction ends. No longer what was imported: its `sidik` is empty.

    :raises NotFound: when it has been deleted meanwhile.
    :raises StateError: when it is no draft (any more).
    """
    SopVersi.update({SopVersi.sidik: ""}).where((SopVersi.id == versi.id) & (SopVersi.status == "konsep")).execute()
    found = SopVersi.select(SopVersi, SopDokumen).join(SopDokumen).where(SopVersi.id == versi.id).first()
    if found is None:
        raise NotFound("Konsep SOP ini sudah dihapus.")
    ensure_draft(found)
    assert isinstance(found, SopVersi)
    return found


def ensure_same(versi: SopVersi, stored: Any, opened: str, what: str) -> None:
    """:raises Busy: when the part has been saved since the form was opened, saying by whom."""
    if mark(stored) != opened:
        who = last_editor(versi)
        raise Busy(
            f"{what} baru saja disimpan{' oleh ' + who if who else ''}, sesudah Anda membukanya. Isian Anda belum "
            "disimpan dan masih tampak di bawah; bandingkan, lalu simpan lagi."
        )


def last_editor(versi: SopVersi) -> str:
    """Who changed the draft last; empty when nobody has."""
    line = (
        audit.Jejak.select(audit.Jejak.pelaku)
        .where(audit.Jejak.objek == str(versi.uuid))
        .order_by(audit.Jejak.id.desc())
        .first()
    )
    return str(line.pelaku) if line else ""


def plain(text: str) -> str:
    """One line, without what nobody sees and a database may refuse."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def paragraph(text: str) -> str:
    """As `plain`, with its line breaks kept."""
    return "\n".join(line for line in (plain(line) for line in text.splitlines()) if line)


def lines(text: str) -> list[str]:
    """One item per line; empty ones are dropped."""
    return [line for line in paragraph(text).split("\n") if line]


def wrong_lines(items: list[str]) -> str:
    """Why the items are too many or too long, in a sentence; empty when they are not."""
    if len(items) > MAX_LINES:
        return f"Paling banyak {MAX_LINES} baris; yang ditulis {len(items)}."
    for number, item in enumerate(items, start=1):
        if len(item) > MAX_LENGTH:
            return f"Baris {number} terlalu panjang: paling banyak {MAX_LENGTH} huruf."
    return ""


def wrong_length(what: str, text: str, most: int, *, required: bool = False) -> str:
    """Why the text cannot be kept, in a sentence; empty when it can."""
    if required and not text:
        return f"{what} wajib diisi."
    return f"{what} paling banyak {most} huruf; yang ditulis {len(text)}." if len(text) > most else ""


def ensure_right(errors: Mapping[str, str]) -> None:
    """:raises FieldErrors: with those that have a sentence."""
    if found := {name: sentence for name, sentence in errors.items() if sentence}:
        raise FieldErrors(found)
