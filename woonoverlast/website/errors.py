"""Error answers. What was typed in a refused form is shown to copy. Those for 500 and 503 need no database and no context."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from woonoverlast.web.access import Level, access
from woonoverlast.web.limits import typed_again
from woonoverlast.website.middleware import database_away, kept_form, last_resort


@access(Level.PUBLIC)
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


@access(Level.PUBLIC)
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"typed": typed_again(request)}, status=403)


@access(Level.PUBLIC)
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token. The reason is for the log, not for the page.

    Our own form can be sent again from here. A form on another site could hold anything: that is only shown.
    """
    context = {"typed": typed_again(request), **(kept_form(request) if is_own_form(request) else {})}
    return render(request, "403_csrf.html", context, status=403)


def is_own_form(request: HttpRequest) -> bool:
    """As the browser says; without a word from it, no."""
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


@access(Level.PUBLIC)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"typed": typed_again(request)}, status=404)


@access(Level.PUBLIC)
def server_error(request: HttpRequest) -> HttpResponse:
    # Middleware that meets a database that is away (sessions, log-in) ends up here, not in process_exception.
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return last_resort("500.html", status=500)
