"""The places of an event. Everything that takes or frees one holds the lock on the row of the event.

Who waits is served in order: a place that comes free is offered to the first in line, and to the next when that one
lets it go. A new sign-up never passes who waits.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from woonoverlast.events.models import HOLDING, Event, SignUp, Status, Step
from woonoverlast.lib.errors import NotPossible
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person

__all__ = ["NotPossible", "accept", "cancel", "fill", "lapse", "lapse_all", "lock", "resize"]

# An offer shorter than this before the event helps nobody.
MIN_OFFER = timedelta(minutes=15)


def lock(event: int | Event) -> Event:
    """The event as it is now, until the end of the transaction nobody else's."""
    pk = event if isinstance(event, int) else event.pk
    found = LOCKED(event=pk)
    if not found:
        raise Event.DoesNotExist
    return found[0]


# Asked while others wait for the same row.
LOCKED = Prepared(
    lambda event: Event.objects.select_for_update(of=("self",)).select_related("cancellation").filter(pk=event)
)


def note(sign_up: SignUp, code: Step.Code, *, why: str = "", by: Person | None = None) -> Step:
    """Write the step, and let the mail about it be written after this transaction."""
    step = Step.objects.create(sign_up=sign_up, code=code, why=why, by=by)
    from_here(step)
    return step


def from_here(step: Step) -> None:
    """The task goes by its name: the module of jobs imports this one."""
    app.configure_task("woonoverlast.events.jobs.tell_of_step", queue="mail").defer(step=step.pk)


def fill(event: Event, *, now: datetime | None = None) -> list[SignUp]:
    """Offer what is free to who waits, in order. Needs the lock. Returns who got an offer."""
    moment = now or timezone.now()
    if event.is_cancelled or not event.is_published:
        return []
    until = min(moment + timedelta(hours=event.offer_hours), event.starts_at)
    if until - moment < MIN_OFFER:
        return []
    free = event.free
    waiting = event.sign_ups.in_line()
    found = list(waiting if free is None else waiting[: max(free, 0)])
    for sign_up in found:
        sign_up.offered_until = until
        become(sign_up, Status.OFFERED)
        note(sign_up, Step.Code.OFFERED, why=f"plaats vrij, eerste op de wachtlijst (aanmelding {sign_up.number})")
    take(event, len(found))
    return found


def become(sign_up: SignUp, status: Status) -> None:
    if not sign_up.may_become(status):
        raise NotPossible(f"Dat kan niet meer: deze aanmelding staat op '{sign_up.get_status_display()}'.")
    sign_up.status = status
    sign_up.save(update_fields=["status", "offered_until"])


def take(event: Event, number: int) -> None:
    """So many places more are taken (less for a negative number)."""
    if number:
        event.taken += number
        event.save(update_fields=["taken"])


def held(sign_up: SignUp) -> tuple[Event, SignUp]:
    """Lock the event first, then read the sign-up again: it may have changed while we waited."""
    event = lock(sign_up.event_id)
    return event, SignUp.objects.select_related("person").get(pk=sign_up.pk)


@transaction.atomic
def accept(sign_up: SignUp, *, by: Person | None = None, now: datetime | None = None) -> SignUp:
    """Take the place that was offered. Too late is told plainly, and the place goes on to who is next."""
    moment = now or timezone.now()
    event, current = held(sign_up)
    if current.status == Status.PLACE:
        return current
    if event.is_cancelled:
        raise NotPossible("Deze bijeenkomst gaat niet door.")
    if current.status == Status.LAPSED or (current.status == Status.OFFERED and current.offered_until <= moment):  # type: ignore[operator]
        raise NotPossible("De tijd om deze plaats aan te nemen is voorbij. De plaats is naar wie na jou kwam.")
    become(current, Status.PLACE)
    note(current, Step.Code.ACCEPTED, by=by)
    return current


@transaction.atomic
def cancel(sign_up: SignUp, *, by: Person | None = None, why: str = "", removed: bool = False) -> SignUp:
    """Give up the place, the offer or the place in line. Twice is once."""
    event, current = held(sign_up)
    if current.status in {Status.CANCELLED, Status.LAPSED}:
        return current
    if event.is_over:
        raise NotPossible("Deze bijeenkomst is al geweest.")
    was_holding = current.status in HOLDING
    become(current, Status.CANCELLED)
    note(current, Step.Code.REMOVED if removed else Step.Code.CANCELLED, why=why, by=by)
    if was_holding:
        take(event, -1)
        fill(event)
    return current


@transaction.atomic
def lapse(event: int, *, now: datetime | None = None) -> int:
    """End the offers of this event that nobody took in time, and offer those places to who is next."""
    moment = now or timezone.now()
    locked = lock(event)
    late = list(locked.sign_ups.lapsing(now=moment))
    for sign_up in late:
        become(sign_up, Status.LAPSED)
        note(sign_up, Step.Code.LAPSED, why="geen antwoord binnen de tijd")
    take(locked, -len(late))
    if late:
        fill(locked, now=moment)
    return len(late)


def lapse_all(*, now: datetime | None = None) -> int:
    """Returns how many offers ended. Each event in its own transaction."""
    moment = now or timezone.now()
    events = SignUp.objects.lapsing(now=moment).order_by("event").values_list("event", flat=True).distinct()
    return sum(lapse(event, now=moment) for event in list(events))


def resize(event: Event, capacity: int | None) -> None:
    """Another number of places; needs the lock. Never less than is taken. Who waits gets what came free."""
    if capacity is not None and capacity < event.taken:
        raise NotPossible(too_small(event))
    event.capacity = capacity
    event.save(update_fields=["capacity"])
    fill(event)


def too_small(event: Event) -> str:
    offers = event.sign_ups.filter(status=Status.OFFERED).count()
    also = f", van wie {offers} een aanbod hebben" if offers else ""
    return f"Er zijn al {event.taken} plaatsen bezet{also}. Kies {event.taken} of meer, of meld eerst mensen af."
