"""Two that hear of each publication; the first can be made to refuse by a setting."""

from plugins.contoh.contracts import CatatanDiterbitkan
from plugins.contoh.models import Gema

from core.errors import StateError
from core.preferences import preference


def echo(event: CatatanDiterbitkan) -> None:
    _write("gema", event)
    if preference("contoh", "tolak", event.perangkat_daerah_id):
        raise StateError("Gema sedang menolak.")


def count(event: CatatanDiterbitkan) -> None:
    _write("hitung", event)


def _write(listener: str, event: CatatanDiterbitkan) -> None:
    Gema.create(perangkat_daerah=event.perangkat_daerah_id, pendengar=listener, judul=event.judul)


SUBSCRIPTIONS = ((CatatanDiterbitkan, "gema", echo), (CatatanDiterbitkan, "hitung", count))
