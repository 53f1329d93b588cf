"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """`section` is the first part of the path, with which the menu shows where you are."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "contact_email": settings.CONTACT_EMAIL,
        "section": request.path.split("/", 2)[1],
    }
