"""No address answers 5xx, whatever is sent. A few hundred requests each time; `bin/fuzz` sends thousands."""

import logging
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client, override_settings
from django.urls import include
from django.urls import path as url_path

from woonoverlast.people.testing import Cast
from woonoverlast.web.access import Level, access
from woonoverlast.website.tests.odd_requests import Odd, has_files, in_query, odd_request, without_halves
from woonoverlast.website.tests.test_access_matrix import ROLES, Route, Visitor, example_of, read_through, routes

pytestmark = pytest.mark.django_db
SMALL = 300
# Tells the machine that watches that it is not ready: 503 is its word for that.
ANSWERS_503 = {"website:ready"}


class Faults:
    """What went wrong, by the place in the code, each with the first request that showed it."""

    def __init__(self) -> None:
        self.first: dict[str, str] = {}
        self.times: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()

    def add(self, where: str, request: str) -> None:
        self.times[where] += 1
        self.first.setdefault(where, request)

    def __str__(self) -> str:
        return "\n".join(f"{self.times[where]} x {where}\n    {request}" for where, request in self.first.items())


@contextmanager
def exceptions() -> Iterator[list[str]]:
    """Where each fault of a view came from."""
    seen: list[str] = []

    def note(sender: object, **kwargs: Any) -> None:
        seen.append(place_of_fault())

    got_request_exception.connect(note)
    try:
        yield seen
    finally:
        got_request_exception.disconnect(note)


def place_of_fault() -> str:
    """The last line of ours that led to it."""
    kind, error, trace = sys.exc_info()
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if "/woonoverlast/" in frame.filename and "site-packages" not in frame.filename]
    last, deepest = (ours or frames)[-1], frames[-1]
    name = last.filename.partition("/woonoverlast/")[2] or last.filename
    return f"{kind.__name__ if kind else ''}: {str(error)[:120]} at {name}:{last.lineno} ({deepest.name})"


def send(client: Client, odd: Odd) -> int:
    """The status; what comes out as an exception counts as 500."""
    ask: dict[str, Any] = dict(odd.headers)
    if odd.method == "POST" and has_files(odd.data):
        response = client.post(odd.path, without_halves(odd.data), **ask)
    elif odd.method == "POST":
        body = in_query(odd.data, longest=100_000).encode() if odd.raw is None else odd.raw
        response = client.post(odd.path, body, content_type="application/x-www-form-urlencoded", **ask)
    else:
        response = getattr(client, odd.method.lower())(odd.path, **ask)
    read_through(response)
    return response.status_code


def attempt(visitor: Visitor, odd: Odd, seen: list[str], statuses: Counter[int]) -> str:
    """Where it went wrong; empty when it did not. Whatever it did is undone."""
    seen.clear()
    fault = ""
    with transaction.atomic():
        try:
            status = send(visitor.client, odd)
            statuses[status] += 1
            fault = (seen or [f"answers {status}"])[0] if status >= 500 else ""
        except Exception:
            fault = place_of_fault()
        transaction.set_rollback(True)
    return fault


def fuzz(cast: Cast, *, requests: int, seed: int, only: str = "") -> Faults:
    """Spread evenly over all addresses, each request by a role of its own. `only` is a route, or one request of it."""
    faults, visitors = Faults(), [Visitor(cast, role) for role in ROLES]
    for visitor in visitors:
        visitor.client.raise_request_exception = False
    name, _, wanted = only.partition("#")
    chosen = [route for route in routes() if not name or route.name == name]
    per_route = -(-requests // len(chosen))
    with exceptions() as seen:
        for route in chosen:
            numbers = [int(wanted)] if wanted else range(per_route)
            fuzz_route(cast, route, visitors, faults, seen, [(number, seed) for number in numbers])
    return faults


def fuzz_route(
    cast: Cast, route: Route, visitors: list[Visitor], faults: Faults, seen: list[str], turns: list[tuple[int, int]]
) -> None:
    with transaction.atomic():
        path = example_of(route)(cast)
        for number, seed in turns:
            chance = Random(f"{seed} {route.name} {number}")  # noqa: S311 the same again for the same seed
            visitor = chance.choice(visitors)
            visitor.forget()
            odd = odd_request(chance, path=path, route=route.route, view=route.view)
            fault = attempt(visitor, odd, seen, faults.statuses)
            if fault and route.name not in ANSWERS_503:
                faults.add(fault, f"--seed {seed} --only {route.name}#{number}  {visitor.role} {odd}")
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are no news."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@override_settings(DEMONSTRATION=True)
def test_no_address_answers_5xx(cast: Cast, request: pytest.FixtureRequest) -> None:
    requests, seed = int(request.config.getoption("requests")), int(request.config.getoption("seed"))
    faults = fuzz(cast, requests=requests or SMALL, seed=seed, only=request.config.getoption("only"))
    print(f"\n{requests or SMALL} verzoeken, seed {seed}: {faults.times.total()} keer 5xx")  # noqa: T201 what was asked
    print(", ".join(f"{status}: {count}" for status, count in sorted(faults.statuses.items())))  # noqa: T201
    assert not faults.times, f"\n{faults}"


@access(Level.PUBLIC)
def falls_over(request: Any) -> Any:
    return int(request.GET.get("pagina", "1"))


class Urls:
    # The others too: the page of the error has links.
    urlpatterns = [url_path("valt/om/", falls_over, name="falls_over"), url_path("", include(settings.ROOT_URLCONF))]


def test_an_address_that_falls_over_is_noticed(cast: Cast) -> None:
    visitor = Visitor(cast, "visitor")
    visitor.client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=Urls), exceptions() as seen:
        assert "int" in attempt(visitor, Odd("GET", "/valt/om/?pagina=x"), seen, Counter())
