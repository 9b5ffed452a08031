"""The text of a letter: where it begins, how it is cut into paragraphs, and the fingerprint that is agreed to."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from plugins.surat.models import SuratKeluar, SuratTujuan, TemplatSurat

PERMINTAAN_DATA = "permintaan_data"
DEFAULTS = Path(__file__).parent.parent / "data" / "templat"


@dataclass(frozen=True)
class Template:
    """Subject, paragraphs (parted by empty lines) and copies (one a line), with {placeholders}."""

    nama: str
    hal: str
    isi: str
    tembusan: str = ""

    def filled(self, **values: str) -> "Template":
        """With each {name} replaced; a name that is not known stays as it stands, for the clerk to see."""
        return Template(self.nama, *(_fill(part, values) for part in (self.hal, self.isi, self.tembusan)))


def template(kode: str = PERMINTAAN_DATA) -> Template:
    """The department's own text, else the one that comes with the plugin."""
    own = TemplatSurat.get_or_none(TemplatSurat.kode == kode)
    if own is not None:
        return Template(own.nama, own.hal, own.isi, own.tembusan)
    return shipped(kode)


def shipped(kode: str) -> Template:
    """The text of data/templat/<kode>.txt: first line the name, second the subject, then the paragraphs."""
    lines = (DEFAULTS / f"{kode}.txt").read_text(encoding="utf-8").splitlines()
    return Template(nama=lines[0], hal=lines[1], isi="\n".join(lines[2:]).strip())


def paragraphs(text: str) -> list[str]:
    """Parts between empty lines; line breaks inside a part become spaces."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return [" ".join(part.split()) for part in parts if part.strip()]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def fingerprint(surat: SuratKeluar) -> str:
    """SHA-256 over all that an official agrees to: everything that the letter says, to whom, and who signs it.

    Number and date come later, and the way of signing may change; they are not part of it.
    """
    tujuan = SuratTujuan.select(SuratTujuan.tujuan).where(SuratTujuan.surat == surat.id).order_by(SuratTujuan.urutan)
    said = {
        "hal": surat.hal,
        "isi": surat.isi,
        "kecepatan": surat.kecepatan,
        "keamanan": surat.keamanan,
        "klasifikasi": surat.klasifikasi,
        "lampiran": surat.lampiran,
        "tembusan": surat.tembusan,
        "konteks": surat.konteks,
        "penandatangan": surat.penandatangan_id,
        "tujuan": [row.tujuan_id for row in tujuan],
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _fill(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), text)
