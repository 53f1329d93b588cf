"""Where the links of an edition lead, and whether those who get it may go there.

A link of the platform is opened within the process, as somebody who gets the edition, in a transaction that is rolled
back. No other host is asked anything.
"""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django_htmx.middleware import HtmxDetails

from woonoverlast.accounts import levels
from woonoverlast.newsletter.models import Block, Edition
from woonoverlast.people.models import Person
from woonoverlast.web.access import Level, declared_access

logger = logging.getLogger(__name__)

HREF = re.compile(r'href="([^"]*)"')
HOST = re.compile(
    r"(?=.{1,253}\Z)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z", re.IGNORECASE
)
GONE, FORBIDDEN = "gone", "forbidden"


@dataclass(frozen=True)
class Readers:
    """A member who gets it (None when no member does), and the part of the recipients that has no account."""

    member: Person | None
    outsiders: float


@dataclass(frozen=True)
class Verdict:
    dead: bool
    what: str
    do: str


def addresses(edition: Edition, blocks: Sequence[Block]) -> Iterator[tuple[str, Block | None]]:
    """Every link with the block that it stands in, each once per block."""
    for address in dict.fromkeys(HREF.findall(edition.introduction)):
        yield unescape(address), None
    for block in blocks:
        inside = [] if block.is_item else HREF.findall(block.text)
        for address in dict.fromkeys([*([block.url] if block.url else []), *map(unescape, inside)]):
            yield address, block


def judge(address: str, readers: Readers) -> Verdict | None:
    """None for a link that most readers can use."""
    home = urlsplit(settings.SITE_URL).netloc
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return None
    if not parts.netloc or parts.netloc == home:
        return judge_own(address, readers)
    if parts.scheme not in {"http", "https"} or not HOST.match(parts.hostname or ""):
        return Verdict(
            True, f"De link {address} klopt niet.", "Schrijf het hele adres, zoals https://www.voorbeeld.nl."
        )
    if parts.scheme == "http":
        return Verdict(False, f"De link {address} is niet beveiligd.", "Kan het met https://? Gebruik dat dan.")
    return None


def judge_own(address: str, readers: Readers) -> Verdict | None:
    outcome = visit(address, readers.member or AnonymousUser())
    if outcome == GONE:
        return Verdict(
            True,
            f"De link {address} gaat nergens heen.",
            "De pagina bestaat niet, of is weg voor de lezers. Kies een andere link.",
        )
    if outcome == FORBIDDEN and readers.member:
        return Verdict(
            True,
            f"De link {address} is niet voor de mensen die deze editie krijgen.",
            "Kies een pagina die zij mogen zien.",
        )
    closed = readers.outsiders > 0.5 and visit(address, AnonymousUser()) != ""
    if closed or outcome == FORBIDDEN:
        return Verdict(
            False,
            f"De link {address} is alleen voor leden.",
            "De meeste lezers hebben geen account en komen bij het inlogscherm. Zeg dat erbij.",
        )
    return None


def visit(address: str, person: Person | AnonymousUser) -> str:
    """ "" when this person gets a page, else GONE or FORBIDDEN. Nothing that the page does stays."""
    parts = urlsplit(address)
    try:
        found = resolve(unquote(parts.path) or "/")
    except Resolver404:
        return GONE
    declared = declared_access(found.func) or levels.third_party_access(found.view_name)
    if declared is None:
        return GONE
    if isinstance(person, Person) and not levels.allows(declared.level, person):
        return FORBIDDEN
    if not isinstance(person, Person) and not levels.allows_visitor(declared.level):
        return FORBIDDEN if declared.level in {Level.ACCOUNT, Level.MEMBER} else GONE
    if declared_access(found.func) is None:
        return ""  # somebody else's view, which needs more around it than we give it here
    return open_page(request_for(parts.path, parts.query, person), found)


def open_page(request: WSGIRequest, found: Any) -> str:
    request.resolver_match = found
    try:
        with transaction.atomic():
            answer = found.func(request, *found.args, **found.kwargs)
            transaction.set_rollback(True)
    except (Http404, SuspiciousOperation):
        return GONE
    except PermissionDenied:
        return FORBIDDEN
    except Exception:  # The page is broken, which is no reason for this one to break too.
        logger.exception("linked_page_broken")
        return GONE
    if answer.status_code in {404, 405, 410}:
        return GONE
    asks_to_log_in = answer.headers.get("Location", "").startswith(f"{reverse('account_login')}?")
    return FORBIDDEN if answer.status_code == 403 or asks_to_log_in else ""


def request_for(path: str, query: str, person: Person | AnonymousUser) -> WSGIRequest:
    """As it comes out of the middleware, with a session that is kept nowhere."""
    host = urlsplit(settings.SITE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
        "SERVER_NAME": host.hostname or "localhost",
        "SERVER_PORT": str(host.port or 443),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": host.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    request = WSGIRequest(environ)
    put_in(request, person)
    return request


def put_in(request: Any, person: Person | AnonymousUser) -> None:
    """What the middleware adds."""
    request.user = person
    request.session = SessionStore()
    request._messages = CookieStorage(request)
    request.htmx = HtmxDetails(request)
