"""Mail is a row first. A job sends it, so a request never waits for, or fails on, a mail server."""

import email
import email.policy
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage as ParsedMessage

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.utils import timezone

from woonoverlast.notifications import jobs
from woonoverlast.notifications.models import OutgoingMail

MAX_ATTEMPTS = 12


class OutboxBackend(BaseEmailBackend):
    """Django's way in: each recipient of each message becomes a row and a job, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [queue(message, to=to) for message in email_messages for to in message.recipients()]
        return len(rows)


class CatchingBackend(BaseEmailBackend):
    """Demonstration: nothing leaves the machine; the rows are the mailbox that /postbak/ shows."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)


class ReadyMessage(EmailMessage):
    """A message whose bytes were made before."""

    def __init__(self, raw: bytes, *, to: str) -> None:
        super().__init__(to=[to])
        self.raw = raw

    def message(self, **options: object) -> ParsedMessage:  # type: ignore[override]
        return email.message_from_bytes(self.raw, policy=email.policy.SMTP)  # type: ignore[return-value]


def queue(message: EmailMessage, *, to: str) -> OutgoingMail:
    with transaction.atomic():
        mail = OutgoingMail.objects.create(
            to=to, subject=message.subject[:250], message=message.message().as_bytes(policy=email.policy.SMTP)
        )
        jobs.deliver_mail.defer(mail_id=mail.pk)
    return mail


def deliver(mail_id: int) -> datetime | None:
    """Send one row. Returns when to try again, or None when it is settled. Safe to run twice."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, sent_at=None, refused_at=None).first()
        if mail is None:
            return None
        mail.attempts += 1
        retry_at = try_to_send(mail)
        mail.save()
    return retry_at


def try_to_send(mail: OutgoingMail) -> datetime | None:
    try:
        get_connection(settings.DELIVERY_BACKEND).send_messages([ReadyMessage(bytes(mail.message), to=mail.to)])
    except smtplib.SMTPRecipientsRefused as error:
        return refused(mail, error)
    except (OSError, smtplib.SMTPException) as error:
        return postponed(mail, error)
    mail.sent_at = timezone.now()
    mail.last_error = ""
    if not settings.DEMONSTRATION:
        mail.message = b""
    return None


def refused(mail: OutgoingMail, error: smtplib.SMTPRecipientsRefused) -> datetime | None:
    """A 5xx answer is final, a 4xx one is not."""
    code, text = next(iter(error.recipients.values()))
    if code < 500:
        return postponed(mail, error)
    mail.refused_at = timezone.now()
    mail.last_error = f"{code} {text!r}"[:250]
    return None


def postponed(mail: OutgoingMail, error: Exception) -> datetime | None:
    """Wait 1, 2, 4 ... minutes; after the last attempt the row stays for an editor to see."""
    mail.last_error = f"{type(error).__name__}: {error}"[:250]
    if mail.attempts >= MAX_ATTEMPTS:
        mail.refused_at = timezone.now()
        return None
    return timezone.now() + timedelta(minutes=2 ** (mail.attempts - 1))
