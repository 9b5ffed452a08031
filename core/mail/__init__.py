"""The mail outbox: a mail is a row, sent by a job, never twice."""

from core.mail.models import Lampiran, Surel
from core.mail.outbox import queue_mail, send_again

__all__ = ["Lampiran", "Surel", "queue_mail", "send_again"]
