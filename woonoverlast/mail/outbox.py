"""Mail is a row first. A job sends it, so a request never waits for, or fails on, a mail server."""

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction

from woonoverlast.mail import jobs, letters
from woonoverlast.mail.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Django's way in: each recipient of each message becomes a row and a job, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [queue(message, to=to) for message in email_messages for to in message.recipients()]
        return len(rows)


class CatchingBackend(BaseEmailBackend):
    """Demonstration: nothing leaves the machine; the rows are the mailbox that /postbak/ shows."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)


def queue(message: EmailMessage, *, to: str) -> OutgoingMail:
    """One row and one job. A name with a line break in a subject becomes one line: it can add no header."""
    message.subject = " ".join(str(message.subject).split())
    message.extra_headers = automatic_headers() | message.extra_headers
    raw = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    with transaction.atomic():
        mail = OutgoingMail.objects.create(to=parseaddr(to)[1], subject=message.subject[:250], message=raw)
        jobs.deliver_mail.defer(mail_id=mail.pk)
    return mail


def automatic_headers() -> dict[str, str]:
    """Nobody wrote this mail just now: no "I am on holiday" comes back. The id is of our own domain, not of the machine."""
    return letters.AUTOMATIC | {"Message-ID": make_msgid(domain=letters.host())}
