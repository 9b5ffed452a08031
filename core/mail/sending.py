"""Handing one mail to the SMTP server, so that a crash at any moment neither loses nor doubles it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from typing import Any

from config.settings import Settings, get_settings
from core import clock
from core.files import storage
from core.jobs.running import JobRun, TryLater
from core.mail import inbox
from core.mail.models import Lampiran, Surel


def send_mail(task: JobRun) -> None:
    """The job `core.mail`. A mail that an earlier attempt left in doubt is looked up in the embedded sink; where
    there is a real server instead, nobody can know, and it waits for a person ("Perlu diperiksa")."""
    surel = Surel.get_by_id(task.args["surel"])
    settings = get_settings()
    if surel.status == "menyerahkan":
        arrived = inbox.has_arrived(surel.message_id) if settings.embedded_mail else None
        if arrived is None:
            _close(task, surel, "tidak_pasti", "Pengiriman terputus; tidak pasti apakah surel sudah sampai.")
            return
        if arrived:
            _close(task, surel, "terkirim")
            return
    if surel.status in ("terkirim", "tidak_pasti"):
        return
    message = _compose(surel, settings)
    try:
        with _session(settings) as smtp:
            _hand_over(task, surel, message, smtp, settings)
    except (OSError, smtplib.SMTPException) as error:
        # In doubt or not is written in the row; the next attempt reads it there.
        raise TryLater(f"Server surel belum dapat dihubungi: {error}") from error


def give_up(args: dict[str, Any], sentence: str) -> None:
    """The job of a mail has been given up: the mail says so, and waits for a person."""
    mine = Surel.id == args["surel"]
    Surel.update({Surel.status: "gagal", Surel.galat: sentence}).where(mine & (Surel.status == "antre")).execute()
    Surel.update({Surel.status: "tidak_pasti", Surel.galat: sentence}).where(
        mine & (Surel.status == "menyerahkan")
    ).execute()


def _hand_over(task: JobRun, surel: Surel, message: EmailMessage, smtp: smtplib.SMTP, settings: Settings) -> None:
    code, reply = smtp.mail(settings.smtp_from)
    if code == 250:
        code, reply = smtp.rcpt(str(surel.kepada))
    if code not in (250, 251):
        _refused(task, surel, code, reply)
        return
    # From here on it may have gone out: written down and committed before the first byte of the text.
    _mark(surel, "menyerahkan")
    try:
        code, reply = smtp.data(message.as_bytes(policy=SMTP_POLICY))
    except smtplib.SMTPDataError as refusal:  # it would not even hear the text
        code, reply = refusal.smtp_code, _bytes(refusal.smtp_error)
    if code != 250:
        _mark(surel, "antre")  # the server said no: it has not gone out
        _refused(task, surel, code, reply)
        return
    _close(task, surel, "terkirim")


def _compose(surel: Surel, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = surel.message_id
    message["From"] = settings.smtp_from
    message["To"] = surel.kepada
    message["Subject"] = surel.perihal
    message["Date"] = surel.dibuat
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(str(surel.isi))
    for row in Lampiran.select().where(Lampiran.surel == surel).order_by(Lampiran.id):
        dokumen = row.dokumen
        main, _, sub = dokumen.media.partition("/")
        message.add_attachment(storage.read(dokumen), maintype=main, subtype=sub, filename=dokumen.nama)
    return message


@contextmanager
def _session(settings: Settings) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=30) as smtp:
        smtp.ehlo_or_helo_if_needed()
        if settings.smtp_starttls:
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if settings.smtp_user and settings.smtp_password:
            smtp.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        yield smtp


def _mark(surel: Surel, status: str) -> None:
    Surel.update({Surel.status: status}).where(Surel.id == surel.id).execute()


def _close(task: JobRun, surel: Surel, status: str, why: str = "") -> None:
    with task.finish():
        sent = clock.now() if status == "terkirim" else None
        Surel.update({Surel.status: status, Surel.galat: why, Surel.terkirim: sent}).where(
            Surel.id == surel.id
        ).execute()


def _refused(task: JobRun, surel: Surel, code: int, reply: bytes) -> None:
    why = f"Server surel menolak ({code}): {reply.decode(errors='replace')[:300]}"
    if code >= 500:
        _close(task, surel, "gagal", why)
        return
    raise smtplib.SMTPResponseException(code, reply)  # for now: the job is tried again later


def _bytes(reply: bytes | str) -> bytes:
    return reply if isinstance(reply, bytes) else reply.encode()
