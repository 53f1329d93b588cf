"""Rows of recipients hold addresses and go after a year; what stays of a mailing is how many were in each state."""

from datetime import timedelta

from django.utils import timezone

from woonoverlast.mail.models import Mailing, Recipient

KEPT_FOR = timedelta(days=365)


def forget_old() -> int:
    """Returns how many rows went."""
    gone = 0
    for mailing in Mailing.objects.filter(due_at__lt=timezone.now() - KEPT_FOR, totals__isnull=True).exclude(
        ready_at=None
    ):
        mailing.totals = mailing.progress()
        mailing.save(update_fields=["totals"])
        gone += Recipient.objects.filter(mailing=mailing).delete()[0]
    return gone
