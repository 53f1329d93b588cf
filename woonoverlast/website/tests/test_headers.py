"""What internet.nl asks of headers, on every kind of answer: errors, redirects, static files.

That every address has them is seen in the access matrix, which asks for all of them anyway.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.website.tests.header_rules import missing

OUTER = "woonoverlast.website.middleware.HeadersMiddleware"
CSP = "csp.middleware.CSPMiddleware"


@pytest.fixture(autouse=True)
def static_files(settings: Settings) -> None:
    """Served without collectstatic."""
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


def accidents() -> Iterator[tuple[int, HttpResponseBase]]:
    """Each status with an answer that has it."""
    client = Client(raise_request_exception=False)
    strict = Client(raise_request_exception=False, enforce_csrf_checks=True)
    yield 400, client.get("/", headers={"host": "vreemd.example"})
    yield 400, client.post("/inloggen/", {f"veld{number}": "" for number in range(1001)})
    yield 400, client.post("/inloggen/", {"login": "x" * (6 * 1024 * 1024)})
    yield 400, client.post("/inloggen/", {"login": "a", **{f"f{n}": SimpleUploadedFile("a", b"a") for n in range(101)}})
    yield 403, strict.post("/inloggen/", {"login": "a@b.example"})
    yield 404, client.get("/bestaat-niet/")
    yield 404, client.get("/static/bestaat-niet.css")
    yield 405, client.post("/over/")
    yield 301, client.get("/over")
    yield 302, client.get("/leden/")
    yield 200, read(client, "/static/img/favicon.svg")
    yield 200, client.get("/.well-known/security.txt")
    with patch("woonoverlast.website.views.pages.render", side_effect=RuntimeError):
        yield 500, client.get("/over/")
    with patch("woonoverlast.website.views.pages.render", side_effect=OperationalError):
        yield 503, client.get("/over/")
    with patch("django.contrib.sessions.backends.db.SessionStore.load", side_effect=OperationalError):
        client.cookies["sessionid"] = "x" * 32
        yield 503, client.get("/over/")
    client.cookies.clear()
    *_, last = (client.post("/inloggen/", {"login": f"n{number}@werk.example"}) for number in range(31))
    yield 429, last


def read(client: Client, path: str) -> HttpResponseBase:
    """Reading to the end closes the file; closing the answer would close the connection of the test too."""
    response = client.get(path)
    response.getvalue()
    return response


def lacking(answers: Iterable[tuple[int, HttpResponseBase]]) -> list[str]:
    return [f"{status}: {name}" for status, response in answers for name in missing(response)]


def test_every_accident_has_its_status_and_headers(db: None) -> None:
    answers = list(accidents())
    assert [response.status_code for _, response in answers] == [status for status, _ in answers]
    assert lacking(answers) == []


def test_administration_has_the_headers(cast: Cast) -> None:
    client = logged_in(cast.administrator)
    assert missing(client.get("/beheer/gegevens/")) == []
    assert missing(client.get("/beheer/gegevens/bestaat-niet/")) == []


@pytest.mark.parametrize("middleware", [OUTER, CSP])
def test_removing_one_middleware_is_noticed(db: None, settings: Settings, middleware: str) -> None:
    settings.MIDDLEWARE = [name for name in configured.MIDDLEWARE if name != middleware]
    assert lacking(accidents()) != []


def test_production_sends_hsts_with_the_redirect_to_https(settings: Settings, db: None, client: Client) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63072000
    redirect = client.get("/over/")
    assert (redirect.status_code, redirect["Location"]) == (301, "https://testserver/over/")
    assert missing(redirect) == []
    assert "max-age=63072000" in client.get("/over/", secure=True)["Strict-Transport-Security"]


def test_page_for_one_person_is_never_stored(cast: Cast) -> None:
    response = logged_in(cast.member).get("/leden/")
    assert "no-store" in response["Cache-Control"]


def test_security_text_is_valid_and_not_expired(client: Client) -> None:
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert fields["Contact"].startswith(("mailto:", "https://"))
    assert fields["Canonical"].endswith("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_old_favicon_address_leads_to_the_icon(db: None, client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert read(client, response["Location"]).status_code == 200
