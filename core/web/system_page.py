"""Keadaan sistem: for the site's admin, what /readyz tells programs, with what it means for people's work."""

from typing import Any

from flask import Blueprint, render_template

from core import __version__
from core.admin.organisation_views import is_site_admin
from core.errors import NotAllowed
from core.registry import registry
from core.web.health import check_all

blueprint = Blueprint("system", __name__)

PARTS = {
    "database": ("Basis data", "Semua halaman membutuhkannya."),
    "queue": ("Antrean pekerjaan", "Tanpa antrean, surel, rekapitulasi, dan ekspor menunggu; tidak ada yang hilang."),
    "worker": ("Proses pekerja", "Mengirim surel, menyusun rekapitulasi, dan membuat ekspor."),
    "mail": ("Server surel", "Tanpa server, surel menunggu dan dikirim setelah server menjawab lagi."),
    "migrations": ("Bentuk basis data", "Harus sesuai dengan versi Selaras yang berjalan."),
}


@blueprint.get("/sistem")
def index() -> Any:
    """:raises NotAllowed: for anyone but the site's admin."""
    if not is_site_admin():
        raise NotAllowed("Keadaan sistem hanya untuk admin situs.")
    found = check_all()
    return render_template(
        "selaras/system.html",
        parts=[(*PARTS[name], why) for name, why in found.items()],
        well=not any(found.values()),
        problems=registry().problems,
        version=__version__,
    )
