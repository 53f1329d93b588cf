"""What surrounds every answer: headers, and a clear answer when the database is away."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string

from woonoverlast.web.time_limit import RUNNING, TooLong

logger = logging.getLogger(__name__)

# Django and django-csp set most of these too, but not on what is answered before their turn comes.
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
BARE_PAGE = (
    '<!doctype html><html lang="nl"><title>Er ging iets mis</title><h1>Er ging iets mis bij ons</h1>'
    '<p>Probeer het over een paar minuten opnieuw. <a href="/">Naar de startpagina</a></p></html>'
)
MAX_LENGTH_KEPT = 200_000  # characters of a form that is offered again
NEVER_ECHOED = ("/inloggen/", "/account/")  # passwords and codes


class HeadersMiddleware:
    """Outermost with CSP, so that errors and redirects of the others pass here too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class PrivatePagesMiddleware:
    """Pages for one person are never stored. Inside the session, whose reading may fail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class ButtonAddressMiddleware:
    """Who opens an address that only a button can open, after a reload or by way of the log-in, gets a page and not nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class DatabaseAwayMiddleware:
    """503 with Retry-After instead of 500 when PostgreSQL is restarting. Needs no database itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        return database_away(request)


class TimeLimitMiddleware:
    """503 with what was typed instead of a thread that is held for minutes. Inside the headers, outside all that takes time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.REQUEST_SECONDS:
            return self.get_response(request)
        try:
            RUNNING.begin(settings.REQUEST_SECONDS)
            try:
                return self.get_response(request)
            finally:
                RUNNING.end()
        except TooLong:
            return too_long(request)


def too_long(request: HttpRequest) -> HttpResponse:
    """What the connection was doing is unknown, so the next request makes another."""
    logger.error("request_too_long %s", request.resolver_match.view_name if request.resolver_match else "")
    connections.close_all()
    return come_back(request)


def database_away(request: HttpRequest) -> HttpResponse:
    logger.error("database_away")
    return come_back(request)


def come_back(request: HttpRequest) -> HttpResponse:
    """503, with the form that was sent."""
    headers = {"Retry-After": "10", "Cache-Control": "no-store"}
    return last_resort("503.html", kept_form(request), status=503, headers=headers)


def kept_form(request: HttpRequest) -> dict[str, Any]:
    """What somebody sent, to be sent once more. Files and passwords stay where they are."""
    if request.method != "POST":
        return {}
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        has_files = bool(request.FILES)
    except (UnreadablePostError, SuspiciousOperation, MultiPartParserError):
        return {"sent": True}
    secret = request.path.startswith(NEVER_ECHOED) or any("password" in name for name, _ in fields)
    too_long = sum(len(value) for _, value in fields) > MAX_LENGTH_KEPT
    if secret or has_files or too_long or not fields:
        return {"sent": True}
    return {"sent": True, "fields": fields, "action": request.get_full_path()}


def last_resort(
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """The page without database; bare text when even the templates or the static files are broken."""
    try:
        html: str = render_to_string(template, context)
    except Exception:
        logger.exception("error_page_broken")
        html = BARE_PAGE
    return HttpResponse(html, status=status, headers=headers)
