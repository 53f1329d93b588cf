"""What of the agenda stands on a member's start page: what I go to, and what comes up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from woonoverlast.events.models import Event, SignUp, Status
from woonoverlast.events.wording import moment
from woonoverlast.lib.prepared import Prepared
from woonoverlast.people.models import Person
from woonoverlast.people.requests import any_member

MAX_COUNT = 4
MINE = {
    Status.PLACE: "je bent aangemeld",
    Status.WAITING: "je staat op de wachtlijst",
    Status.OFFERED: "er is een plaats voor je",
}


@dataclass(frozen=True)
class Line:
    title: str
    url: str
    about: str
    mine: str = ""


def lines(person: Person) -> list[Line]:
    """My own first, filled up with what comes up for every member."""
    own = {sign_up.event_id: sign_up for sign_up in OWN(person=person.pk, now=timezone.now())}
    found = [line(sign_up.event, MINE[Status(sign_up.status)]) for sign_up in own.values()][:MAX_COUNT]
    if len(found) < MAX_COUNT:
        coming = COMING(now=timezone.now())
        found += [line(event) for event in coming if event.pk not in own][: MAX_COUNT - len(found)]
    return found


def line(event: Event, mine: str = "") -> Line:
    return Line(event.title, f"/agenda/{event.pk}/", moment(event.starts_at), mine)


def offer(person: Person) -> SignUp | None:
    rows = SignUp.objects.filter(person=person, status=Status.OFFERED, offered_until__gt=timezone.now())
    return rows.select_related("event").order_by("offered_until").first()


def coming_for_members(now: datetime) -> QuerySet[Event]:
    rows = Event.objects.visible_to(any_member(0)).filter(cancellation=None, starts_at__gte=now)
    return rows.only("pk", "title", "starts_at").order_by("starts_at", "pk")[: 2 * MAX_COUNT]


def own_sign_ups(person: int, now: datetime) -> QuerySet[SignUp]:
    rows = SignUp.objects.filter(person=person, event__ends_at__gte=now, event__cancellation=None)
    return rows.filter(status__in=list(MINE)).select_related("event").order_by("event__starts_at")[:MAX_COUNT]


# Asked on every visit of the start page.
OWN = Prepared(own_sign_ups)
COMING = Prepared(coming_for_members)
