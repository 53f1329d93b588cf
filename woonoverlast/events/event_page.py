"""What the page of an event shows to this visitor."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from woonoverlast.events import links, signing_up
from woonoverlast.events.models import Audience, Event, SignUp, Status
from woonoverlast.events.models.events import User
from woonoverlast.lib.naming import NameSort
from woonoverlast.people.models import Person

MAX_SHOWN = 60
# What contexts above this one show on the page of an event, to this user with this sign-up.
PANELS: list[Callable[[Event, User, SignUp | None], SafeString]] = []


def page(event: Event, user: User) -> dict[str, Any]:
    person = user if isinstance(user, Person) and user.is_member else None
    own = own_sign_up(event, person)
    reason, organises = signing_up.reason_against(event, person), event.is_organised_by(user)
    comes = bool(own and own.has_place) or organises
    return {
        "event": event,
        "parts": event.parts.prefetch_related("speakers__person"),
        "subjects": event.subjects.all(),
        "organisers": event.organisers.all(),
        "own": own,
        "own_path": links.path(own) if own else "",
        "reason_against": reason,
        "asks": event.questions.filter(required=True).exists(),
        "for_guests": event.audience == Audience.EVERYBODY and person is None,
        "panels": [panel(event, user, own) for panel in PANELS],
        "organises": organises,
        "sees_link": comes,
        "line": line(event),
        "dates": other_dates(event, user),
        "clash": clash(event, person) if person and not own and not reason else None,
        "company": company(event, own) if comes else [],
    }


def own_sign_up(event: Event, person: Person | None) -> SignUp | None:
    return event.sign_ups.live().select_related("event").filter(person=person).first() if person else None


def line(event: Event) -> int:
    """How many wait."""
    return event.sign_ups.filter(status=Status.WAITING).count() if event.capacity is not None else 0


def other_dates(event: Event, user: User) -> QuerySet[Event]:
    """The coming dates of the same series."""
    rows = Event.objects.visible_to(user).going_on().coming()
    return rows.filter(series=event.series_id).exclude(pk=event.pk) if event.series_id else rows.none()


def clash(event: Event, person: Person) -> Event | None:
    """Another event of this person at the same time."""
    return clashes(event, [person.pk]).first()


def clashes(event: Event, people: list[int]) -> QuerySet[Event]:
    """Events at the same time for which one of these people has a place."""
    theirs = SignUp.objects.filter(person__in=people, status__in=[Status.PLACE, Status.OFFERED])
    overlapping = Event.objects.going_on().filter(starts_at__lt=event.ends_at, ends_at__gt=event.starts_at)
    return overlapping.filter(sign_ups__in=theirs).exclude(pk=event.pk).distinct()


def company(event: Event, own: SignUp | None) -> list[SignUp]:
    """Who comes and lets others know; first who comes with a question like mine."""
    shared = event.sign_ups.with_place().filter(shares_wish=True, person__in=Person.objects.members())
    rows = shared.select_related("person__municipality").order_by(NameSort("person__name"))
    others = [sign_up for sign_up in rows[:MAX_SHOWN] if not own or sign_up.pk != own.pk]
    return sorted(others, key=lambda sign_up: -likeness(sign_up, own))


def likeness(sign_up: SignUp, own: SignUp | None) -> int:
    """How many of the longer words of my question are in his, and whether we do the same work."""
    if own is None:
        return 0
    same_work = sign_up.person and own.person and sign_up.person.discipline == own.person.discipline
    return 2 * len(words(sign_up.wish) & words(own.wish)) + bool(same_work)


def words(text: str) -> set[str]:
    return {word for word in "".join(c if c.isalpha() else " " for c in text.lower()).split() if len(word) > 4}
