"""What surrounds every answer: headers, and a clear answer when the database is away."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
BARE_PAGE = (
    '<!doctype html><html lang="nl"><title>Er ging iets mis</title><h1>Er ging iets mis bij ons</h1>'
    '<p>Probeer het over een paar minuten opnieuw. <a href="/">Naar de startpagina</a></p></html>'
)


class HeadersMiddleware:
    """Headers that Django does not set itself; pages for one person are never stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class DatabaseAwayMiddleware:
    """503 with Retry-After instead of 500 when PostgreSQL is restarting. Outermost, so that it needs no database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        return database_away()


def database_away() -> HttpResponse:
    logger.error("database_away")
    return last_resort("503.html", status=503, headers={"Retry-After": "10"})


def last_resort(template: str, *, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """The page without context; bare text when even the templates or the static files are broken."""
    try:
        html: str = render_to_string(template)
    except Exception:
        logger.exception("error_page_broken")
        html = BARE_PAGE
    return HttpResponse(html, status=status, headers=headers)
