"""Nothing holds a thread of the web server for long: who comes to it reads 503, with what was typed."""

import time
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver

from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web import time_limit
from woonoverlast.web.time_limit import RUNNING
from woonoverlast.website.middleware import TimeLimitMiddleware

TYPED = "Een lang verhaal dat niemand kwijt wil."


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    get_resolver().url_patterns  # noqa: B018 loading them takes longer than the limit here
    monkeypatch.setattr(time_limit, "LOOK_EVERY", 0.05)
    with override_settings(REQUEST_SECONDS=0.3), patch("woonoverlast.website.middleware.connections.close_all"):
        yield


def go_on(request: HttpRequest) -> HttpResponse:
    """Takes every exception for its own, as much code does."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            time.sleep(0.001)
        except Exception:  # noqa: S112
            continue
    return HttpResponse("too late")


def test_a_request_that_goes_on_is_ended_with_what_was_typed() -> None:
    request, start = RequestFactory().post("/forum/nieuw/?a=b", {"body": TYPED}), time.monotonic()
    response = TimeLimitMiddleware(go_on)(request)
    page = response.content.decode()
    assert time.monotonic() - start < 5
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert TYPED in page
    assert 'action="/forum/nieuw/?a=b"' in page
    assert RUNNING.until == {}


def test_a_request_in_time_is_left_alone_and_so_is_its_thread() -> None:
    assert TimeLimitMiddleware(lambda request: HttpResponse("ok"))(RequestFactory().get("/")).content == b"ok"
    time.sleep(0.6)  # past its limit: a late blow would land here


@override_settings(REQUEST_SECONDS=0)
def test_without_limit_nothing_is_ended() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        time.sleep(0.6)
        return HttpResponse("ok")

    assert TimeLimitMiddleware(answer)(RequestFactory().get("/")).content == b"ok"


def test_what_was_written_halfway_is_taken_back(cast: Cast) -> None:
    def write_and_go_on(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            Person.objects.filter(pk=cast.member.pk).update(name="Halverwege")
            return go_on(request)

    assert TimeLimitMiddleware(write_and_go_on)(RequestFactory().get("/")).status_code == 503
    assert Person.objects.get(pk=cast.member.pk).name == "Member"


def test_the_page_has_the_headers_of_every_page(cast: Cast) -> None:
    with patch("woonoverlast.website.views.pages.render", side_effect=lambda *args, **kwargs: go_on(args[0])):
        response = logged_in(cast.member).get("/over/")
    assert response.status_code == 503
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_statement_that_takes_long_is_ended_by_the_database(db: None) -> None:
    def wait(*args: object, **kwargs: object) -> HttpResponse:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 100")
            cursor.execute("SELECT pg_sleep(20)")
        return HttpResponse("too late")

    with patch("woonoverlast.website.views.pages.render", side_effect=wait):
        assert Client().get("/over/").status_code == 503
    with pytest.raises(OperationalError):
        wait()
