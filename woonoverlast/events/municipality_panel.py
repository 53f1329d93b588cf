"""What comes up in a municipality or near it, on its page; for members, because the page of visitors is shared."""

from typing import Any

from django.db.models import Case, Value, When
from django.http import HttpRequest

from woonoverlast.events.models import Event
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality
from woonoverlast.places.panels import Panel, register

MAX_COUNT = 3


def hang_up() -> None:
    register(Panel("events/municipality_panel.html", nearby))


def nearby(request: HttpRequest, municipality: Municipality) -> dict[str, Any] | None:
    """Here first, then elsewhere in the province; None when there is nothing, or for a visitor."""
    if not isinstance(request.user, Person) or not request.user.is_member:
        return None
    here_first = Case(When(municipality=municipality, then=Value(0)), default=Value(1))
    coming = Event.objects.visible_to(request.user).going_on().coming()
    rows = coming.filter(municipality__province=municipality.province_id).order_by(here_first, "starts_at")
    events = list(rows.select_related("municipality", "cancellation")[:MAX_COUNT])
    return {"events": events} if events else None
