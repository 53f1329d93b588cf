"""What people know of a municipality: who works together there, or who could invite somebody."""

from typing import Any

from django.http import HttpRequest

from woonoverlast.lib.naming import NameSort
from woonoverlast.people import coverage
from woonoverlast.people.models import Person
from woonoverlast.places.models import Municipality
from woonoverlast.places.panels import Panel, register, register_connected
from woonoverlast.web.page_cache import current_stamp, remember


def hang_up() -> None:
    """Called once, when the app is ready."""
    register_connected(coverage.connected_codes)
    register(Panel("people/municipality_panel.html", cooperation))


def cooperation(request: HttpRequest, municipality: Municipality) -> dict[str, Any]:
    """Numbers for everyone; names of members for members only."""
    viewer = request.user if isinstance(request.user, Person) else None
    sees_names = bool(viewer and (viewer.is_member or viewer.is_editor))
    key = ("cooperation", municipality.pk, sees_names)
    return remember(key, lambda: who_is_here(municipality, sees_names=sees_names), stamp=current_stamp())


def who_is_here(municipality: Municipality, *, sees_names: bool) -> dict[str, Any]:
    members = coverage.members_in(municipality)
    return {
        "organisations": list(coverage.organisations_in(municipality).order_by(NameSort("name"))[:30]),
        "member_count": members.count(),
        "members": list(members.order_by(NameSort("name"))[:12]) if sees_names else [],
        "sees_names": sees_names,
        "nearest": coverage.nearest_members(municipality) if sees_names else [],
    }
