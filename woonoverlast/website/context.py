"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from woonoverlast.forum.models import Theme
from woonoverlast.notifications import notices
from woonoverlast.people.models import Person


def site(request: HttpRequest) -> dict[str, Any]:
    """`section` is the first part of the path, with which the menu shows where you are."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "contact_email": settings.CONTACT_EMAIL,
        "section": request.path.split("/", 2)[1],
        "public_forum": SimpleLazyObject(has_public_theme),
        "unread_notices": unread_notices(request),
    }


def has_public_theme() -> bool:
    """Asked only for who is not a member: members see the forum anyhow."""
    return Theme.objects.exclude(public_since=None).exists()


def unread_notices(request: HttpRequest) -> Any:
    """Up to 100; asked when the page prints it, and not on error pages without a person."""
    person = getattr(request, "user", None)
    return SimpleLazyObject(lambda: notices.count_unread(person)) if isinstance(person, Person) else 0
