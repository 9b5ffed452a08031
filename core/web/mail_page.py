"""Mail that the embedded sink took in: each person reads what was sent to the own address."""

import io
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from flask import Blueprint, current_app, render_template

from core.actor import Actor, current_actor
from core.errors import NotFound
from core.mail import inbox
from core.permissions import allowed
from core.web.files import send_bytes

blueprint = Blueprint("mailbox", __name__, url_prefix="/kotak-surel")
ALL_MAIL = "core.mail.read"


@blueprint.before_request
def _only_embedded() -> None:
    if not current_app.config["SELARAS"].embedded_mail:
        raise NotFound("Surel dikirim ke server surel yang sesungguhnya; baca di kotak surat Anda.")


def _addresses(message: EmailMessage) -> set[str]:
    headers = [str(message.get(name, "")) for name in ("To", "Cc", "X-Peer-Rcpt")]
    return {address.lower() for _, address in getaddresses(headers) if address}


def _visible(message: EmailMessage, actor: Actor) -> bool:
    return allowed(actor, ALL_MAIL) or (bool(actor.surel) and actor.surel.lower() in _addresses(message))


def _when(message: EmailMessage) -> Any:
    try:
        return parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return None


@blueprint.get("/")
def index() -> Any:
    actor = current_actor()
    messages = [
        {
            "key": found.key,
            "subject": str(found.message.get("Subject", "")) or "(tanpa perihal)",
            "to": ", ".join(sorted(_addresses(found.message))),
            "when": _when(found.message),
            "attachments": sum(1 for _ in found.message.iter_attachments()),
        }
        for found in inbox.received()
        if _visible(found.message, actor)
    ]
    return render_template("selaras/mailbox.html", messages=messages, address=actor.surel)


@blueprint.get("/<key>")
def show(key: str) -> Any:
    message = _one(key)
    body = message.get_body(preferencelist=("plain",))
    attachments = [
        {"index": index, "name": part.get_filename() or f"lampiran-{index + 1}", "size": len(_content(part))}
        for index, part in enumerate(message.iter_attachments())
    ]
    return render_template(
        "selaras/mail.html",
        key=key,
        subject=str(message.get("Subject", "")) or "(tanpa perihal)",
        sender=str(message.get("From", "")),
        to=", ".join(sorted(_addresses(message))),
        when=_when(message),
        text=body.get_content() if body is not None else "",
        attachments=attachments,
    )


@blueprint.get("/<key>/lampiran/<int:index>")
def attachment(key: str, index: int) -> Any:
    parts = list(_one(key).iter_attachments())
    if index >= len(parts):
        raise NotFound("Lampiran ini tidak ada.")
    part = parts[index]
    return send_bytes(
        io.BytesIO(_content(part)), part.get_filename() or f"lampiran-{index + 1}", part.get_content_type(), etag=False
    )


def _one(key: str) -> EmailMessage:
    found = inbox.read(key)
    # The same answer for a letter of another person: whether it exists is nobody else's business.
    if found is None or not _visible(found.message, current_actor()):
        raise NotFound("Surel ini tidak ada.")
    return found.message


def _content(part: Any) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
