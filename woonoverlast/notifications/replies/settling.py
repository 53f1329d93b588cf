"""Settling one stored mail: claimed, judged, answered and wiped. What it does is one transaction, so it happens once."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from woonoverlast.notifications.models import IncomingMail
from woonoverlast.notifications.replies import answering, reading, verdicts
from woonoverlast.notifications.replies.verdicts import Verdict

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 5
KEPT_FOR = timedelta(days=90)


def settle(pk: int) -> Verdict | None:
    """What became of it; None when it was settled before, another has it in hand, or it is tried again later."""
    if not claim(pk):
        return None
    try:
        with transaction.atomic():
            row = IncomingMail.objects.unsettled().select_for_update(of=("self",)).get(pk=pk)
            return finish(row, verdicts.judge(row))
    except Exception:
        logger.exception("incoming_mail_not_settled", extra={"mail": pk})
        return give_up_or_release(pk)


def claim(pk: int) -> bool:
    """The attempt counts before the work: a mail that kills its worker is not tried for ever."""
    taken = {"attempts": F("attempts") + 1, "lease_until": timezone.now() + LEASE}
    return bool(IncomingMail.objects.free().filter(pk=pk).update(**taken))


@transaction.atomic
def give_up_or_release(pk: int) -> Verdict | None:
    row = IncomingMail.objects.unsettled().select_for_update(of=("self",)).get(pk=pk)
    if row.attempts >= MAX_ATTEMPTS:
        return finish(row, verdicts.failed(row))
    row.lease_until = None
    row.save(update_fields=["lease_until"])
    return None


def finish(row: IncomingMail, verdict: Verdict) -> Verdict:
    now = timezone.now()
    if answering.answer(row, reading.read(bytes(row.raw)), verdict):
        row.answered_at = now
    row.outcome, row.person = verdict.outcome, verdict.person
    row.settled_at, row.lease_until, row.raw = now, None, b""
    row.save()
    return verdict


def again_at(pk: int) -> datetime | None:
    """When to try what is not settled yet; after 1, 2, 4 ... minutes."""
    row = IncomingMail.objects.unsettled().filter(pk=pk).first()
    return timezone.now() + timedelta(minutes=2 ** (row.attempts - 1)) if row and row.attempts else None


def forget_old() -> int:
    """Rows hold addresses: they go after 90 days. Returns how many went."""
    return IncomingMail.objects.filter(settled_at__lt=timezone.now() - KEPT_FOR).delete()[0]
