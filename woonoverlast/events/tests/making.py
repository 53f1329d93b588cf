"""Events for the tests, written as plain rows."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from woonoverlast.events.models import Audience, Event, Kind, Part, Speaker
from woonoverlast.people.models import Person


def make_event(by: Person, *, in_days: float = 14, hours: float = 3, published: bool = True, **fields: Any) -> Event:
    """A published workshop for members, in two weeks, organised by this person."""
    starts_at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=in_days)
    if in_days >= 2:  # in the afternoon, or an event that is made in the evening would end on another day
        starts_at = timezone.localtime(starts_at).replace(hour=13)
    values: dict[str, Any] = {
        "kind": Kind.WORKSHOP,
        "title": "Regie op woonoverlast in de praktijk",
        "summary": "Een middag over wie wat doet, aan de hand van je eigen gemeente.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=hours),
        "location": "Stadhuis",
        "audience": Audience.MEMBERS,
        "made_by": by,
        "published_at": timezone.now() if published else None,
    }
    event = Event.objects.create(**{**values, **fields})
    event.organisers.add(by)
    return event


def add_part(event: Event, title: str = "Opening", *, after: int = 0, speaker: str = "Jan Voorbeeld") -> Part:
    part = Part.objects.create(event=event, after_minutes=after, title=title)
    Speaker.objects.create(part=part, name=speaker, role="coördinator")
    return part
