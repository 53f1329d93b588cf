"""Following a municipality, on its page."""

from typing import Any

from django.http import HttpRequest

from woonoverlast.notifications import watching
from woonoverlast.notifications.models import Watch
from woonoverlast.people.models import Person
from woonoverlast.places import panels
from woonoverlast.places.models import Municipality
from woonoverlast.places.panels import Panel


def register() -> None:
    panels.register(Panel("notifications/municipality_panel.html", following))


def following(request: HttpRequest, municipality: Municipality) -> dict[str, Any] | None:
    """For members; and only where the municipality still exists."""
    person = request.user
    if not isinstance(person, Person) or not person.is_member:
        return None
    return {
        "thing": watching.thing_of(municipality),
        "name": municipality.name,
        "level": watching.level_of(person, municipality) or Watch.Level.NORMAL,
        "levels": Watch.Level.choices,
    }
