"""Papers of outgoing letters, each reached through its letter."""

from typing import Any

from core.errors import NotFound
from core.permissions import require
from core.web.files import send_document
from plugins.surat.models import Pengiriman
from plugins.surat.services import drafting, reading
from plugins.surat.views.base import blueprint, show_bytes, show_pdf

KINDS = {"konsep": "dokumen_konsep", "cetak": "dokumen_cetak", "final": "dokumen_final"}


@blueprint.get("/keluar/<uuid>/pratinjau")
def pratinjau(uuid: str) -> Any:
    """The letter as it would look, made now."""
    return show_bytes(drafting.preview(uuid), "Pratinjau surat.pdf")


@blueprint.get("/keluar/<uuid>/naskah/<jenis>")
def naskah(uuid: str, jenis: str) -> Any:
    """Drafts and prints are ours and open in the browser; a scan was uploaded, and is a download."""
    require("surat.keluar.read")
    surat = reading.letter(uuid)
    dokumen = getattr(surat, KINDS[jenis]) if jenis in KINDS else None
    if dokumen is None:
        raise NotFound("Naskah ini belum ada.")
    uploaded = jenis == "final" and surat.cara == "konvensional"
    return send_document(dokumen) if uploaded else show_pdf(dokumen)


@blueprint.get("/keluar/<uuid>/pengiriman/<kiriman>/tanda-terima")
def tanda_terima(uuid: str, kiriman: str) -> Any:
    require("surat.keluar.read")
    surat = reading.letter(uuid)
    row = Pengiriman.get_or_none((Pengiriman.uuid == kiriman) & (Pengiriman.surat_uuid == surat.uuid))
    if row is None or row.tanda_terima is None:
        raise NotFound("Tanda terima ini belum ada.")
    return send_document(row.tanda_terima) if row.di_luar_sistem else show_pdf(row.tanda_terima)
