"""An event of today, and people at its door, for the tests."""

from typing import Any

from django.core import mail

from woonoverlast.attendance import arriving, badges
from woonoverlast.attendance.models import How
from woonoverlast.events import links
from woonoverlast.events.models import Event, SignUp, Status
from woonoverlast.events.tests.making import make_event
from woonoverlast.people.models import Person


def today(by: Person, **fields: Any) -> Event:
    """Began half an hour to an hour and a half ago, lasts three hours."""
    return make_event(by, **{"in_days": -1 / 24, "hours": 3, **fields})


def over(by: Person, *, days: float = 1, **fields: Any) -> Event:
    return make_event(by, in_days=-days, **fields)


def place(event: Event, person: Person | None = None, *, status: Status = Status.PLACE, **fields: Any) -> SignUp:
    """A plain row, whatever the sign-up window says."""
    number = event.sign_ups.count() + 1
    Event.objects.filter(pk=event.pk).update(last_number=number)
    guest = {} if person else {"guest_name": f"Gast {number}", "guest_email": f"gast-{number}@werk.example"}
    return SignUp.objects.create(event=event, person=person, number=number, status=status, **{**guest, **fields})


def came(event: Event, person: Person | None = None, *, by: Person, **fields: Any) -> SignUp:
    made = place(event, person, **fields)
    arriving.arrive(made, by=by, how=How.LIST)
    return SignUp.objects.get(pk=made.pk)


def path(event: Event, tail: str = "") -> str:
    return f"/agenda/{event.pk}/{tail}"


def badge_path(sign_up: SignUp) -> str:
    return f"/agenda/inchecken/{badges.code(sign_up.pk)}/"


def own_path(sign_up: SignUp, tail: str = "") -> str:
    return links.path(sign_up) + tail


def subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]
