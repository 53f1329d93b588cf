"""Rate limits, declared on the view beside its access; counted in the database, so all processes share them."""

import hashlib
import ipaddress
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from woonoverlast.web.models import RateCount
from woonoverlast.web.typed import typed_text

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
# How often a minute a network of visitors gets back what it typed: each time it is read and printed anew.
TYPED_AGAIN = 20
View = Callable[Concatenate[R, P], HttpResponse]

COUNT_UP = """
    INSERT INTO web_ratecount (key, count, expires_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET count = web_ratecount.count + 1 RETURNING count
"""


def limited(times: int, *, per: timedelta) -> Callable[[View[R, P]], View[R, P]]:
    """Refuse the POST after `times` within the window, per person, or per network for visitors, with 429."""

    def declare(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def guarded(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and tries(f"{view.__module__}.{view.__qualname__}", request, per=per) > times:
                return too_many(request, per=per)
            return view(request, *args, **kwargs)

        guarded.limit = (times, per)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def tries(name: str, request: HttpRequest, *, per: timedelta) -> int:
    """How often this was tried in the present window, this time included. One atomic statement."""
    who = f"person:{request.user.pk}" if request.user.is_authenticated else f"network:{network(request)}"
    return count(f"{name}|{who}", per=per)


def count(what: str, *, per: timedelta) -> int:
    """One more of this in the present window, and how many that makes. Sixteen at once are counted as sixteen."""
    window = int(timezone.now().timestamp() // per.total_seconds())
    key = hashlib.sha256(f"{what}|{window}".encode()).hexdigest()
    expires_at = timezone.now() + per
    with connection.cursor() as cursor:
        cursor.execute(COUNT_UP, [key, expires_at])
        row = cursor.fetchone()
    return int(row[0])


def network(request: HttpRequest) -> str:
    """The visitor's /24 or /64, so that a changing last part does not help. Proxies are believed only when ours."""
    address = ipaddress.ip_address(client_address(request))
    prefix = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))


def client_address(request: HttpRequest) -> str:
    """The address that our outermost own proxy saw; 127.0.0.1 where the server gave none or something odd."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and len(forwarded) >= settings.TRUSTED_PROXIES:
        return plain_address(forwarded[-settings.TRUSTED_PROXIES])
    return plain_address(request.META.get("REMOTE_ADDR") or "")


def plain_address(text: str) -> str:
    """An IPv4 address that came in through an IPv6 socket counts as IPv4."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "127.0.0.1"
    return str(getattr(address, "ipv4_mapped", None) or address)


def too_many(request: HttpRequest, *, per: timedelta) -> HttpResponse:
    response = render(request, "429.html", {"typed": typed_again(request)}, status=429)
    response["Retry-After"] = str(int(per.total_seconds()))
    return response


def typed_again(request: HttpRequest) -> list[str]:
    """What was typed in a form that is refused, to copy. Visitors get it a few times a minute, counted before it is read."""
    if request.method != "POST":
        return []
    is_visitor = not request.user.is_authenticated
    if is_visitor and tries("typed again", request, per=timedelta(minutes=1)) > TYPED_AGAIN:
        return []
    return typed_text(request)


def too_many_of_allauth(request: HttpRequest) -> HttpResponse:
    """Allauth's limits count per minute."""
    return too_many(request, per=timedelta(minutes=1))


def forget_expired(*, now: datetime | None = None) -> int:
    """Remove counters of past windows; returns how many."""
    return RateCount.objects.filter(expires_at__lt=now or timezone.now()).delete()[0]
