"""The task screens of sop_kinerja: importing a module puts its pages on the blueprint."""

from importlib import import_module
from importlib.util import find_spec

for _page in ("sop", "kasus", "tugas", "data", "rekap"):
    if find_spec(f"{__name__}.{_page}") is not None:
        import_module(f"{__name__}.{_page}")

from plugins.sop_kinerja.views.blueprint import blueprint  # noqa: E402  after the pages, which import it too

__all__ = ["blueprint"]
