"""The one way in for mail, through whatever door: it is stored first, and settled after that."""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from woonoverlast.notifications import jobs
from woonoverlast.notifications.models import IncomingMail
from woonoverlast.notifications.replies import addressing, reading, settling
from woonoverlast.notifications.replies.reading import Mail
from woonoverlast.notifications.replies.verdicts import MAX_BYTES, Verdict

Door = IncomingMail.Door
# Of a mail that is too large only the beginning is kept, so that the answer can hold its text.
KEPT_OF_TOO_LARGE = 300_000
# Where mail servers write at which address they delivered, the surest first.
DELIVERED_AT = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")


def receive(raw: bytes, *, to: str = "", door: Door = Door.PAGE) -> Verdict | None:
    """Store one mail and settle it now. None for a mail that came before, or is for none of our addresses."""
    stored = store(raw, to=[to] if to else [], door=door)
    verdicts = [settling.settle(row.pk) for row in stored]
    return next((verdict for verdict in verdicts if verdict), None)


@transaction.atomic
def store(raw: bytes, *, to: Iterable[str] = (), door: Door) -> list[IncomingMail]:
    """A row and a job for each address of ours; none for what is here already. When this has returned, nothing is lost.

    `to` is where it was delivered, if the door knows that; else it follows from the headers.
    """
    mail = reading.read(raw if len(raw) <= MAX_BYTES else raw[:KEPT_OF_TOO_LARGE])
    wanted = addressing.ours_among(to) or addressing.ours_among(delivered_at(mail))
    rows = [store_one(raw, mail, to=address, door=door) for address in wanted]
    return [row for row in rows if row]


def delivered_at(mail: Mail) -> list[str]:
    sure = [address for _, address in reading.addresses_in(mail.message, *DELIVERED_AT)]
    return sure if addressing.ours_among(sure) else [a for _, a in reading.addresses_in(mail.message, "To", "Cc")]


def store_one(raw: bytes, mail: Mail, *, to: str, door: Door) -> IncomingMail | None:
    kept = raw if len(raw) <= MAX_BYTES else raw[:KEPT_OF_TOO_LARGE]
    number = mail.message_id.replace("\0", "") or hashlib.sha256(raw).hexdigest()
    values = {"raw": kept, "size": len(raw), "door": door, "sender": mail.sender[:254]}
    row, new = IncomingMail.objects.get_or_create(message_id=number, to=to, defaults=values)
    if not new:
        return None
    jobs.settle_mail.defer(mail_id=row.pk)
    return row
