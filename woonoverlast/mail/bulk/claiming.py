"""The rows in hand: taken before anything is sent, recorded after, and settled when a sender died.

Plain SQL, because one statement must look, decide and write. Every statement names the sender, so a late or dead one
never overwrites what another did since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from woonoverlast.mail.bulk.composing import Addressee
from woonoverlast.mail.bulk.journal import Remains
from woonoverlast.mail.bulk.outcomes import Outcome, State
from woonoverlast.mail.models import Recipient

FELL_AWAY = "De verzender viel weg terwijl deze mail onderweg was."

# Who unsubscribed, left, was suspended or has a dead address since the row was made, is passed over here.
CLAIM = """
    WITH next AS MATERIALIZED (
        SELECT r.id, CASE
            WHEN p.anonymised_at IS NOT NULL THEN 'Deze persoon is weg.'
            WHEN p.suspended_at IS NOT NULL THEN 'Deze persoon is geblokkeerd.'
            WHEN EXISTS (SELECT FROM mail_unsubscription u WHERE u.list_name = m.list_name
                AND (u.person_id = r.person_id OR u.address = r.address)) THEN 'Afgemeld.'
            WHEN EXISTS (SELECT FROM mail_pausedaddress a WHERE a.address = r.address AND a.lifted_at IS NULL)
                THEN 'Mail aan dit adres komt niet aan.'
            WHEN m.members_only AND r.person_id IS NOT NULL AND NOT EXISTS (SELECT FROM people_membership s WHERE s.person_id = r.person_id
                AND s.started_on <= %(today)s AND (s.ended_on IS NULL OR s.ended_on > %(today)s))
                THEN 'Geen lid meer.'
            ELSE '' END AS stop
        FROM mail_recipient r
        JOIN mail_mailing m ON m.id = r.mailing_id
        LEFT JOIN people_person p ON p.id = r.person_id
        WHERE r.mailing_id = %(mailing)s AND r.state = 'queued' AND r.not_before <= %(now)s
            AND m.paused_at IS NULL AND m.cancelled_at IS NULL
        ORDER BY r.not_before, r.id LIMIT %(most)s
        FOR UPDATE OF r SKIP LOCKED
    )
    UPDATE mail_recipient AS r SET
        state = CASE next.stop WHEN '' THEN 'claimed' ELSE 'cancelled' END,
        worker = CASE next.stop WHEN '' THEN %(worker)s ELSE '' END,
        lease_until = CASE next.stop WHEN '' THEN %(lease_until)s::timestamptz END,
        settled_at = CASE next.stop WHEN '' THEN NULL ELSE %(now)s::timestamptz END,
        note = next.stop
    FROM next WHERE r.id = next.id
    RETURNING r.id, r.address, r.name, r.attempts, r.state
"""

RECORD = """
    UPDATE mail_recipient AS r SET
        state = new.state, note = new.note, attempts = r.attempts + 1, worker = '', lease_until = NULL,
        not_before = CASE new.state WHEN 'queued' THEN new.not_before ELSE r.not_before END,
        settled_at = CASE new.state WHEN 'queued' THEN NULL ELSE %(now)s::timestamptz END
    FROM unnest(%(ids)s::bigint[], %(states)s::text[], %(notes)s::text[], %(moments)s::timestamptz[])
        AS new(id, state, note, not_before)
    WHERE r.id = new.id AND r.worker = %(worker)s AND r.state IN ('claimed', 'in_doubt')
    RETURNING r.id
"""


@dataclass(frozen=True)
class Claimed:
    """One row in hand."""

    addressee: Addressee
    attempts: int


@dataclass(frozen=True)
class Batch:
    """Rows in hand, and until when. `passed_over` counts those that were stopped instead."""

    rows: Sequence[Claimed]
    passed_over: int
    until: datetime


def claim(mailing_id: int, *, worker: str, most: int) -> Batch:
    """Take the next rows and commit. Nothing is sent before this has returned."""
    now = timezone.now()
    until = now + timedelta(seconds=settings.MAILING_LEASE_SECONDS)
    values: dict[str, Any] = {"mailing": mailing_id, "now": now, "today": timezone.localdate(), "most": most}
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(CLAIM, values | {"worker": worker, "lease_until": until})
        found = sorted(cursor.fetchall())
    rows = [Claimed(Addressee(pk, to, name), attempts) for pk, to, name, attempts, state in found if state == "claimed"]
    return Batch(rows, len(found) - len(rows), until)


def record(outcomes: Sequence[Outcome], *, worker: str) -> list[int]:
    """Write what happened; returns the rows that were still ours."""
    now = timezone.now()
    values: dict[str, Any] = {
        "now": now,
        "worker": worker,
        "ids": [outcome.number for outcome in outcomes],
        "states": [str(outcome.state) for outcome in outcomes],
        "notes": [outcome.note.replace("\0", "") for outcome in outcomes],
        "moments": [now + outcome.again_after for outcome in outcomes],
    }
    with connection.cursor() as cursor:
        cursor.execute(RECORD, values)
        return [pk for (pk,) in cursor.fetchall()]


def release(*, worker: str) -> int:
    """Put back what this sender claimed and did not begin. Returns how many."""
    in_hand = Recipient.objects.filter(worker=worker, state=State.CLAIMED)
    return in_hand.update(state=State.QUEUED, worker="", lease_until=None)


def give_up(remains: Remains) -> None:
    """What a dead sender had in hand: in doubt when it may have gone, back in the queue when it was not begun."""
    in_hand = Recipient.objects.filter(worker=remains.name, state=State.CLAIMED)
    doubtful = in_hand.filter(pk__in=remains.begun) if remains.same_boot else in_hand
    doubtful.update(state=State.IN_DOUBT, settled_at=timezone.now(), note=FELL_AWAY)
    release(worker=remains.name)


def expire() -> int:
    """Leases that ran out: nobody knows how far the sender came. Returns how many."""
    expired = Recipient.objects.filter(state=State.CLAIMED, lease_until__lt=timezone.now())
    return expired.update(state=State.IN_DOUBT, settled_at=timezone.now(), note=FELL_AWAY)
