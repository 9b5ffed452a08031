"""Putting mail into the outbox."""

import uuid
from collections.abc import Iterable

from core import audit
from core.actor import find_actor
from core.db import transaction
from core.errors import InputError, StateError
from core.files.models import Dokumen
from core.jobs.operations import enqueue
from core.mail.models import Lampiran, Surel
from core.permissions import require


def queue_mail(to: str, subject: str, body: str, attachments: Iterable[Dokumen] = ()) -> Surel:
    """Writes the mail and the job that sends it, in the current transaction.

    :raises InputError: for an address that cannot be one (also one that would smuggle in a header).
    """
    if "@" not in to or any(c in to for c in "\r\n,; "):
        raise InputError(f"Alamat surel «{to}» tidak sah.", "surel")
    with transaction():
        actor = find_actor()
        surel = Surel.create(
            perangkat_daerah=actor.perangkat_daerah_id if actor else None,
            message_id=f"<{uuid.uuid4()}@selaras.invalid>",
            kepada=to,
            perihal=" ".join(subject.split())[:250],
            isi=body,
        )
        for dokumen in attachments:
            Lampiran.create(surel=surel, dokumen=dokumen)
        _enqueue(surel)
    return surel


def send_again(surel: Surel) -> None:
    """A person has looked and wants it sent (again): for mail in doubt, or given up.

    :raises StateError: for mail that is sent or on its way.
    """
    require("core.mail.update")
    with transaction():
        changed = (
            Surel.update({Surel.status: "antre", Surel.galat: ""})
            .where((Surel.id == surel.id) & Surel.status.in_(["tidak_pasti", "gagal"]))
            .execute()
        )
        if not changed:
            raise StateError("Surel ini sudah terkirim atau sedang dikirim.")
        audit.record("surel.kirim_ulang", surel)
        _enqueue(surel)


def _enqueue(surel: Surel) -> None:
    enqueue("core.mail", queue="mail", title=f"Surel: {surel.perihal}"[:250], key=f"surel-{surel.uuid}", surel=surel.id)
