"""Once a week: does each link in the register still work? Only https, only addresses that everybody can reach."""

import ipaddress
import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone

from woonoverlast.local_rules.models import CheckedLink, Statement

TIMEOUT = 8.0
MAX_REDIRECTS = 4
# A server that knows no HEAD, or refuses it, gets a GET; its answer is not read.
NO_HEAD = {400, 403, 404, 405, 501}
# It is there, and refuses machines or is busy: no dead link.
ALIVE = {401, 403, 429, 503}
OPEN_IPV6 = ipaddress.IPv6Network("2000::/3")

# From method and address to the status and, of a redirect, where to.
Opener = Callable[[str, str], tuple[int, str]]


class Unreachable(Exception):
    """The link does not work, or is not one that may be tried; the message says why, in Dutch."""


def public_address(host: str) -> str:
    """One address of this host. Raises Unreachable where any of them is not on the open internet."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Unreachable("deze site bestaat niet") from None
    if not found or not all(is_public(address) for address in found):
        raise Unreachable("dit adres ligt niet op het open internet")
    return sorted(found)[0]


def is_public(address: str) -> bool:
    """Not private, local, reserved or multicast; an IPv4 address inside IPv6 is judged as what it is."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        # What lies outside may lead to an IPv4 address inside (64:ff9b::/96 and others).
        return ip in OPEN_IPV6 and ip.is_global
    return ip.is_global and not ip.is_multicast


class PinnedConnection(HTTPSConnection):
    """To the address that was judged, whatever the name says a moment later."""

    def __init__(self, host: str, address: str) -> None:
        self.context = ssl.create_default_context()
        super().__init__(host, 443, timeout=TIMEOUT, context=self.context)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, 443), timeout=TIMEOUT)
        self.sock = self.context.wrap_socket(plain, server_hostname=self.host)


def open_link(method: str, url: str) -> tuple[int, str]:
    """Ask once, without following."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = PinnedConnection(host, public_address(host))
    try:
        connection.request(
            method, target_of(url), headers={"User-Agent": f"Platform Woonoverlast ({settings.SITE_URL})"}
        )
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


def target_of(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def may_be_tried(url: str) -> bool:
    """https on its own port, with a name and without a log-in in it."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme == "https" and bool(parts.hostname) and parts.port in {None, 443} and "@" not in parts.netloc
        )
    except ValueError:
        return False


def trouble_with(url: str, *, opener: Opener) -> str:
    """Why the link does not work, in Dutch; empty where it does. Each step of a redirect is judged anew."""
    try:
        status = follow(url, opener=opener)
    except Unreachable as problem:
        return str(problem)
    except (OSError, HTTPException, ValueError):
        return "de site antwoordt niet"
    return "" if status < 400 or status in ALIVE else f"de site zegt: fout {status}"


def follow(url: str, *, opener: Opener) -> int:
    for _ in range(MAX_REDIRECTS + 1):
        if not may_be_tried(url):
            raise Unreachable("de link leidt naar een adres dat we niet openen")
        status, location = opener("HEAD", url)
        if status in NO_HEAD:
            status, location = opener("GET", url)
        if not (300 <= status < 400 and location):
            return status
        url = urljoin(url, location)
    raise Unreachable("de link blijft doorverwijzen")


def all_links() -> list[str]:
    """Of what stands."""
    found = Statement.objects.standing().order_by().values_list("url", "policy_url")
    return sorted({url for pair in found for url in pair if url})


def check_all(*, opener: Opener = open_link) -> int:
    """Try every link once; returns how many do not work. What nothing links to any more is forgotten."""
    links = all_links()
    CheckedLink.objects.exclude(url__in=links).delete()
    return sum(check(url, opener=opener, now=timezone.now()) for url in links)


def check(url: str, *, opener: Opener, now: datetime) -> bool:
    """Whether it does not work. The day on which that began stays until it works again."""
    why = trouble_with(url, opener=opener)
    known = CheckedLink.objects.filter(url=url).first()
    since = (known.broken_since if known and known.broken_since else now) if why else None
    CheckedLink.objects.update_or_create(url=url, defaults={"checked_at": now, "broken_since": since, "why": why[:100]})
    return bool(why)


def broken() -> list[CheckedLink]:
    return list(CheckedLink.objects.exclude(broken_since=None).order_by("broken_since"))
