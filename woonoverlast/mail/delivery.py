"""Sending one row of the outbox, and what to do when that does not work."""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.utils import timezone

from woonoverlast.mail.models import OutgoingMail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 12
KEPT_FOR = timedelta(days=90)


class ReadyBytes:
    """Stands where Django's backend expects a message object: gives the bytes that were made when it was queued."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def as_bytes(self, **options: object) -> bytes:
        return self.raw


class ReadyMessage(EmailMessage):
    """A message to one recipient whose bytes, visible To header included, were made before."""

    def __init__(self, raw: bytes, *, to: str) -> None:
        super().__init__(to=[to])
        self.raw = raw

    def message(self, **options: Any) -> ReadyBytes:  # type: ignore[override]
        return ReadyBytes(self.raw)


def deliver(mail_id: int) -> datetime | None:
    """Send one row. Returns when to try again, or None when it is settled. Safe to run twice.

    The row stays locked while the mail server answers, so two jobs never send one mail. A crash between that answer
    and the commit sends it twice: for mail of one person that is better than never.
    """
    with transaction.atomic():
        mail = OutgoingMail.objects.unsettled().select_for_update().filter(pk=mail_id).first()
        if mail is None:
            return None
        mail.attempts += 1
        retry_at = try_to_send(mail)
        if retry_at is None and not settings.DEMONSTRATION:
            mail.message = b""
        mail.save()
    return retry_at


def try_to_send(mail: OutgoingMail) -> datetime | None:
    try:
        get_connection(settings.DELIVERY_BACKEND).send_messages([ReadyMessage(bytes(mail.message), to=mail.to)])
    except smtplib.SMTPRecipientsRefused as error:
        return answered(mail, *next(iter(error.recipients.values())))
    except smtplib.SMTPDataError as error:
        return answered(mail, error.smtp_code, error.smtp_error)
    except Exception as error:  # A defect of ours must not lose the mail either: it counts as an attempt.
        if not isinstance(error, OSError):
            logger.exception("mail_not_sent", extra={"mail": mail.pk})
        return postponed(mail, f"{type(error).__name__}: {error}")
    mail.sent_at = timezone.now()
    mail.last_error = ""
    return None


def answered(mail: OutgoingMail, code: int, text: bytes | str) -> datetime | None:
    """A 5xx answer about this recipient or this message is final; a 4xx one is not."""
    answer = text.decode(errors="replace") if isinstance(text, bytes) else text
    if code < 500:
        return postponed(mail, f"{code} {answer}")
    mail.refused_at = timezone.now()
    mail.last_error = f"{code} {answer}"[:250]
    return None


def postponed(mail: OutgoingMail, error: str) -> datetime | None:
    """Wait 1, 2, 4 ... minutes; after the last attempt (almost three days) the row stays for an editor to see."""
    mail.last_error = error[:250]
    if mail.attempts >= MAX_ATTEMPTS:
        mail.refused_at = timezone.now()
        return None
    return timezone.now() + timedelta(minutes=2 ** (mail.attempts - 1))


def forget_old() -> int:
    """Rows of settled mail hold addresses: they go after 90 days. Returns how many went."""
    settled = OutgoingMail.objects.settled().filter(queued_at__lt=timezone.now() - KEPT_FOR)
    return settled.delete()[0]
