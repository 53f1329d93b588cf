"""Outcomes into the database, with what follows from them for the mailing and for the addresses."""

from collections.abc import Sequence

from django.db import transaction

from woonoverlast.mail import addresses
from woonoverlast.mail.bulk import claiming, steering
from woonoverlast.mail.bulk.journal import left_behind
from woonoverlast.mail.bulk.outcomes import Fault, Outcome
from woonoverlast.mail.models import Mailing


@transaction.atomic
def book(mailing: Mailing, outcomes: Sequence[Outcome], *, worker: str) -> None:
    """All of it or none; what was claimed and not begun goes back in the queue."""
    recorded = record(outcomes, worker=worker)
    claiming.release(worker=worker)
    if recorded:
        steering.watch_for_trouble(mailing, recorded)


def record(outcomes: Sequence[Outcome], *, worker: str) -> list[Outcome]:
    """Returns those of rows that were still ours."""
    if not outcomes:
        return []
    ours = set(claiming.record(outcomes, worker=worker))
    recorded = [outcome for outcome in outcomes if outcome.number in ours]
    dead = [outcome.number for outcome in recorded if outcome.fault == Fault.ADDRESS]
    full = [outcome.number for outcome in recorded if outcome.fault == Fault.BOX]
    if dead or full:
        addresses.note_refusals(dead, full)
    return recorded


def settle_dead_senders() -> None:
    """Journals without a living sender first, because they know more; then leases that ran out."""
    with left_behind() as journals:
        for remains in journals:
            with transaction.atomic():
                record(list(remains.outcomes.values()), worker=remains.name)
                claiming.give_up(remains)
    claiming.expire()
