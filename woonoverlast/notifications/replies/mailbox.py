"""The door for a postbox somewhere else: read over IMAP each minute. A mail leaves the box when it is in the database."""

import contextlib
import imaplib
import logging
import ssl
from collections.abc import Iterator

from django.conf import settings
from django.db import InterfaceError, OperationalError

from woonoverlast.notifications.models import IncomingMail
from woonoverlast.notifications.replies import addressing, reading, receiving

logger = logging.getLogger(__name__)

SECONDS = 20
MAX_AT_ONCE = 100


class Trouble(Exception):
    """The box cannot be read now; what it says is for who manages the platform."""


def fetch() -> int:
    """Take in what is new. Returns how many mails; 0 as well where no box is set. Raises Trouble."""
    if not settings.IMAP_HOST:
        return 0
    try:
        with opened() as box:
            return sum(take(box, number) for number in new_in(box)[:MAX_AT_ONCE])
    except (imaplib.IMAP4.error, OSError) as error:
        raise Trouble(f"{type(error).__name__}: {error}"[:200]) from None


@contextlib.contextmanager
def opened() -> Iterator[imaplib.IMAP4]:
    box = connected()
    try:
        box.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
        answer, _ = box.select(settings.IMAP_FOLDER)
        if answer != "OK":
            raise imaplib.IMAP4.error(f"no folder {settings.IMAP_FOLDER}")
        yield box
        box.expunge()
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            box.logout()
        with contextlib.suppress(OSError):  # after a lost connection the goodbye does not close it
            box.shutdown()


def connected() -> imaplib.IMAP4:
    if settings.IMAP_TLS:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(settings.IMAP_HOST, settings.IMAP_PORT, ssl_context=context, timeout=SECONDS)
    return imaplib.IMAP4(settings.IMAP_HOST, settings.IMAP_PORT, timeout=SECONDS)


def new_in(box: imaplib.IMAP4) -> list[str]:
    _, found = box.uid("search", "UNSEEN")
    return found[0].decode().split() if found and found[0] else []


def take(box: imaplib.IMAP4, number: str) -> int:
    """Ours is stored and then deleted from the box; what is for another address stays there, as read."""
    _, answer = box.uid("fetch", number, "(BODY.PEEK[])")
    raw = next((bytes(part[1]) for part in answer if isinstance(part, tuple)), b"")
    if not is_for_us(raw):
        box.uid("store", number, "+FLAGS", r"(\Seen)")
        return 0
    try:
        receiving.store(raw, door=IncomingMail.Door.IMAP)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # one strange mail must not keep the others out; it stays in the box
        logger.exception("incoming_mail_not_kept")
        box.uid("store", number, "+FLAGS", r"(\Seen)")
        return 0
    box.uid("store", number, "+FLAGS", r"(\Seen \Deleted)")
    return 1


def is_for_us(raw: bytes) -> bool:
    return bool(addressing.ours_among(receiving.delivered_at(reading.read(raw))))
