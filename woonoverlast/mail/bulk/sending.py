"""Senders: each holds one connection and one journal, takes about a second of work, sends it and records it."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import connections
from django.utils import timezone

from woonoverlast.mail.bulk import addressing, booking, claiming, composing, steering, throttle
from woonoverlast.mail.bulk.claiming import Batch, Claimed
from woonoverlast.mail.bulk.composing import Composed
from woonoverlast.mail.bulk.journal import Journal, opened
from woonoverlast.mail.bulk.outcomes import Outcome
from woonoverlast.mail.bulk.transmitting import Unreachable, transport
from woonoverlast.mail.models import Mailing

logger = logging.getLogger(__name__)

LARGEST_BATCH = 100
# A mail may take a few timeouts of the mail server: no new one is begun this long before the lease ends.
MARGIN = timedelta(minutes=3)
# How long a sender waits when the mail server may get nothing more at this moment.
NAP = 0.05


@dataclass(frozen=True)
class Copy:
    """One recipient's mail, ready to go."""

    number: int
    attempts: int
    sender: str
    to: str
    content: bytes


def run(*, connections_at_once: int, until: Callable[[], bool]) -> None:
    """Send what may go, over so many connections, until there is nothing more now or `until` says stop."""
    booking.settle_dead_senders()
    steering.hold_late_ones()
    if connections_at_once == 1:
        Sender(until).work()
        return
    threads = [threading.Thread(target=in_thread, args=(until,)) for _ in range(connections_at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def in_thread(until: Callable[[], bool]) -> None:
    try:
        Sender(until).work()
    except Exception:  # The journal stays; the next run settles it.
        logger.exception("sender_died")
    finally:
        connections.close_all()


class Sender:
    """One connection to the mail server."""

    def __init__(self, until: Callable[[], bool]) -> None:
        self.until = until
        self.batch_size = 1
        self.is_cut_off = False
        self.transport = transport()

    def work(self) -> None:
        try:
            with opened() as journal:
                while not self.until() and not self.is_cut_off and self.one_round(journal):
                    pass
        finally:
            self.transport.close()

    def one_round(self, journal: Journal) -> bool:
        """About a second of work; False when there is nothing to do now."""
        for mailing in Mailing.objects.with_work().order_by("due_at", "pk"):
            granted = throttle.take(self.batch_size)
            if not granted:
                time.sleep(NAP)
                return True
            batch = claiming.claim(mailing.pk, worker=journal.name, most=granted)
            throttle.give_back(granted - len(batch.rows))
            if batch.rows:
                self.deliver(mailing, batch, journal)
            if batch.rows or batch.passed_over:
                return True
        return False

    def deliver(self, mailing: Mailing, batch: Batch, journal: Journal) -> None:
        started = time.monotonic()
        outcomes: list[Outcome] = []
        try:
            self.send_all(mailing, batch, journal, outcomes)
        except Unreachable as error:
            self.is_cut_off = True
            steering.note_trouble(mailing, str(error))
        booking.book(mailing, outcomes, worker=journal.name)
        journal.wipe()
        self.batch_size = next_size(len(outcomes), seconds=time.monotonic() - started)

    def send_all(self, mailing: Mailing, batch: Batch, journal: Journal, outcomes: list[Outcome]) -> None:
        """Fills `outcomes`, so that they are there as well when the connection goes halfway."""
        composed = composed_once(mailing.pk, mailing.ready_at)
        rows = addressing.with_work(batch.rows) if composed.asks_about_work else batch.rows
        date = composing.today()
        for claimed in rows:
            if self.until() or timezone.now() > batch.until - MARGIN:
                return
            outcome = self.transport.send(copy_of(composed, claimed, date), journal.begin)
            journal.finish(outcome)
            outcomes.append(outcome)


def copy_of(composed: Composed, claimed: Claimed, date: str) -> Copy:
    addressee = claimed.addressee
    content = composed.copy_for(addressee, date=date)
    sender = composing.return_path(addressee.number)
    return Copy(addressee.number, claimed.attempts, sender, addressee.address, content)


@lru_cache(4)
def composed_once(pk: int, ready_at: datetime) -> Composed:
    """A mailing does not change any more once it is ready."""
    return composing.compose(Mailing.objects.get(pk=pk, ready_at=ready_at))


def next_size(sent: int, *, seconds: float) -> int:
    """About as many as go in a second: what is claimed does not hear of an unsubscription any more."""
    return max(1, min(LARGEST_BATCH, int(sent / max(seconds, 0.001))))
