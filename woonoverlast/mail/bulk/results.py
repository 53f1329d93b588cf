"""How mailings go: how many are in each state, how fast it goes, and what to call that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from woonoverlast.mail.models import Mailing, Recipient

State = Recipient.State
LOOKED_BACK = timedelta(minutes=1)


@dataclass(frozen=True)
class Results:
    """Numbers of recipients by state; `is_kept` says whether the rows are still there."""

    mailing: Mailing
    queued: int
    claimed: int
    sent: int
    refused: int
    in_doubt: int
    cancelled: int

    @property
    def is_kept(self) -> bool:
        return self.mailing.totals is None

    @property
    def total(self) -> int:
        return self.waiting + self.settled

    @property
    def waiting(self) -> int:
        return self.queued + self.claimed

    @property
    def settled(self) -> int:
        return self.sent + self.refused + self.in_doubt + self.cancelled

    @property
    def percent(self) -> float:
        return 100 * self.settled / self.total if self.total else 0.0

    @property
    def phase(self) -> str:
        """One of planned, paused, stopped, sending and sent."""
        mailing = self.mailing
        if mailing.cancelled_at:
            return "stopped"
        if not self.waiting and mailing.ready_at:
            return "sent"
        if mailing.paused_at:
            return "paused"
        return "planned" if mailing.due_at > timezone.now() else "sending"

    @property
    def word(self) -> str:
        return WORDS[self.phase]

    @property
    def look(self) -> str:
        """The kind of the badge."""
        return LOOKS[self.phase]


WORDS = {
    "planned": "gepland",
    "paused": "staat stil",
    "stopped": "gestopt",
    "sending": "wordt verstuurd",
    "sent": "verstuurd",
}
LOOKS = {"planned": "info", "paused": "warning", "stopped": "error", "sending": "accent", "sent": "success"}


def of(mailings: Iterable[Mailing]) -> dict[int, Results]:
    """For all of these in one question."""
    wanted = list(mailings)
    rows = Recipient.objects.filter(mailing__in=[mailing.pk for mailing in wanted if mailing.totals is None])
    counts: dict[int, dict[str, int]] = {mailing.pk: dict(mailing.totals or {}) for mailing in wanted}
    for mailing, state, count in rows.order_by().values_list("mailing", "state").annotate(Count("pk")):
        counts[mailing][state] = count
    return {
        mailing.pk: Results(mailing, **{state: counts[mailing.pk].get(state, 0) for state in State.values})
        for mailing in wanted
    }


def of_one(mailing: Mailing) -> Results:
    return of([mailing])[mailing.pk]


@dataclass(frozen=True)
class Pace:
    """Mails in the last minute, and when the rest will be done at that pace (None while nothing moves)."""

    per_minute: int
    done_at: datetime | None


def pace(results: Results) -> Pace:
    since = max(timezone.now() - LOOKED_BACK, results.mailing.due_at)
    moved = results.mailing.recipients.filter(
        settled_at__gt=since, state__in=[State.SENT, State.REFUSED, State.IN_DOUBT]
    )
    seconds = max((timezone.now() - since).total_seconds(), 5.0)
    per_minute = round(moved.count() * 60 / seconds)
    if not per_minute or not results.waiting:
        return Pace(per_minute, None)
    return Pace(per_minute, timezone.now() + timedelta(minutes=results.waiting / per_minute))
