"""Calendars to subscribe to: everybody's, and one's own by a secret address that can be closed."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from woonoverlast.events import calendars
from woonoverlast.events.models import Audience, CalendarKey, Event, SignUp, Step
from woonoverlast.events.models.signups import SignUpQuerySet
from woonoverlast.people.models import Person

SALT = "events.calendar"
# What is over stays for a while: a calendar that reads it throws away what is not there any more.
PUBLIC_FOR = timedelta(days=90)
OWN_FOR = timedelta(days=366)
RELATED = ("municipality", "cancellation")
# What a calendar shows, and nothing more: half of the time of a long feed is reading its rows.
SHOWN = (
    "uid", "sequence", "changed_at", "kind", "title", "summary", "starts_at", "ends_at", "online", "link", "location",
    "address", "municipality__name", "cancellation__at",
)  # fmt: skip


def public(*, now: datetime | None = None) -> bytes:
    """The same for everybody. What is only for invited people is in nobody's agenda but theirs."""
    since = (now or timezone.now()) - PUBLIC_FOR
    events = Event.objects.visible_to(AnonymousUser()).exclude(audience=Audience.INVITED).filter(ends_at__gte=since)
    found = events.select_related(*RELATED).only(*SHOWN)
    return calendars.published(map(calendars.public_item, found), name="Agenda Platform Woonoverlast")


def own(person: Person, *, now: datetime | None = None) -> bytes:
    """Places and offers of this person, of events that he may see now."""
    since = (now or timezone.now()) - OWN_FOR
    events = Event.objects.visible_to(person).published().filter(ends_at__gte=since)
    found = own_sign_ups(person).filter(event__in=events).select_related(*(f"event__{name}" for name in RELATED))
    counts = steps_by_event(person)
    found = found.only("status", "event", *(f"event__{name}" for name in SHOWN))
    items = (calendars.own_item(row, steps=counts.get(row.event_id, 0)) for row in found)
    return calendars.published((item for item in items if item), name="Mijn bijeenkomsten woonoverlast")


def own_sign_ups(person: Person) -> QuerySet[SignUp]:
    return all_of(person).live().order_by("event__starts_at", "pk")


def all_of(person: Person) -> SignUpQuerySet:
    """Also as a guest, before this person was a member; addresses of guests are kept in lower case."""
    return SignUp.objects.filter(Q(person=person) | Q(person=None, guest_email=person.email))


def steps_by_event(person: Person) -> dict[int, int]:
    steps = Step.objects.filter(sign_up__in=all_of(person))
    rows = steps.values(event=F("sign_up__event")).order_by().annotate(number=Count("pk"))
    return {row["event"]: row["number"] for row in rows}


def one(event: Event, person: Person | None) -> bytes:
    """To download: with the link to join for who has a place."""
    sign_up = own_sign_ups(person).filter(event=event).first() if person else None
    if sign_up:
        sign_up.event = event
    mine = calendars.own_item(sign_up, steps=calendars.steps_of(sign_up)) if sign_up else None
    return calendars.published([mine or calendars.public_item(event)])


def address_key(person: Person) -> str:
    """The secret part of the address, "" while the person has none."""
    key = CalendarKey.objects.filter(person=person).first()
    return signing.dumps([person.pk, str(key.version)], salt=SALT) if key else ""


def renew(person: Person) -> None:
    """Make an address; an older one closes."""
    values: dict[str, Any] = {"version": uuid.uuid4(), "made_at": timezone.now()}
    CalendarKey.objects.update_or_create(person=person, defaults=values)


def revoke(person: Person) -> None:
    CalendarKey.objects.filter(person=person).delete()


def owner_of(token: str) -> Person | None:
    """Whose calendar this is; None when the address was closed, or the person may no longer log in."""
    try:
        pk, version = signing.loads(token, salt=SALT)
        uuid.UUID(version)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Person.objects.living().filter(pk=pk, calendar_key__version=version).first()
