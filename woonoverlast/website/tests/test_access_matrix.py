"""Every view, with every method, as every kind of user, against the access that the view declares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from woonoverlast.lib.access import Access, Level, declared_access
from woonoverlast.people import gates
from woonoverlast.people.models import Application
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.people.views import joining as joining_views
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.examples import ABSENT, EXAMPLES, FORBIDDEN_TO, HIDDEN_FROM, RETURNS_TO_JOIN, Example

METHODS = ("get", "head", "post", "put", "patch", "delete")
ROLES = (
    "visitor",
    "applicant",
    "member",
    "outsider",
    "steward",
    "other_steward",
    "coordinator",
    "other_coordinator",
    "executive",
    "editor",
    "administrator",
    "suspended",
)
EVERYONE = frozenset(ROLES)
LOGGED_IN = EVERYONE - {"visitor", "suspended"}
OFFICE = frozenset({"editor", "administrator"})
ALLOWED = {
    Level.PUBLIC: EVERYONE,
    Level.DEMONSTRATION: EVERYONE,
    Level.ACCOUNT: LOGGED_IN,
    Level.MEMBER: LOGGED_IN - {"applicant"},
    Level.STEWARD: OFFICE | {"steward", "other_steward"},
    Level.EDITOR: OFFICE,
    Level.ADMINISTRATOR: frozenset({"administrator"}),
}


@dataclass(frozen=True)
class Route:
    name: str
    route: str
    view: Callable[..., Any]
    declared: Access


@dataclass
class Mismatches:
    found: list[str] = field(default_factory=list)
    cells: int = 0


def routes(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "", space: str = ""
) -> Iterator[Route]:
    """All URL patterns, except Django's administration, whose gate is tested as one."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from routes(pattern.url_patterns, route, inner)
        else:
            yield named(pattern, route, space)


def named(pattern: URLPattern, route: str, space: str) -> Route:
    name = space + (pattern.name or "")
    declared = declared_access(pattern.callback) or gates.third_party_access(name)
    if declared is None:
        raise ImproperlyConfigured(f"{name or route} declares no access")
    return Route(name, route, pattern.callback, declared)


@pytest.fixture
def cast(db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


def walk(cast: Cast, role: str, only: str = "") -> Mismatches:
    """Try every route as this role, or those whose name begins with `only`."""
    mismatches = Mismatches()
    client = Visitor(cast, role)
    for route in routes():
        if route.name.startswith(only):
            with transaction.atomic():
                try_methods(client, route, example_of(route)(cast), mismatches)
                transaction.set_rollback(True)
            client.log_in_again()
    return mismatches


class Visitor:
    """A client that is logged in as this role, also after a page that ended that."""

    def __init__(self, cast: Cast, role: str) -> None:
        self.person, self.role = None if role == "visitor" else getattr(cast, role), role
        self.log_in()
        self.was_logged_out = False

    def log_in(self) -> None:
        self.client = logged_in(self.person)
        self.cookies = self.client.cookies.output()

    def ask(self, method: str, path: str) -> str:
        response = read_through(getattr(self.client, method)(path))
        return outcome_of(response)

    def check_log_in(self) -> None:
        if self.client.cookies.output() != self.cookies:
            self.was_logged_out = True
            self.log_in()

    def log_in_again(self) -> None:
        """What was logged in within a transaction that was undone is not any more."""
        if self.was_logged_out:
            self.log_in()
            self.was_logged_out = False


def try_methods(client: Visitor, route: Route, path: str, mismatches: Mismatches) -> None:
    """Each request is rolled back, so that no cell touches the next."""
    for method in METHODS:
        mismatches.cells += 1
        with transaction.atomic():
            outcome = client.ask(method, path)
            transaction.set_rollback(True)
        if outcome not in expected(route, client.role):
            mismatches.found.append(f"{client.role} {method.upper()} {route.name}: {outcome}")
        client.check_log_in()


def expected(route: Route, role: str) -> set[str]:
    """What may come out. A method that the view does not know may be answered before the object is looked up."""
    if role not in ALLOWED[route.declared.level]:
        return {"refused"}
    if declared_access(route.view) is None:
        return {"reached", "no such method", "hidden", "refused"}  # allauth decides on its own steps from here
    if role in FORBIDDEN_TO.get(route.name, frozenset()):
        return {"refused", "no such method"}
    if role in HIDDEN_FROM.get(route.name, frozenset()):
        return {"hidden", "no such method"}
    extra = {"hidden"} if route.name in ABSENT else {"refused"} if route.name in RETURNS_TO_JOIN else set()
    return {"reached", "no such method"} | extra


def read_through(response: HttpResponseBase) -> HttpResponseBase:
    """A download keeps its file open until it has been read."""
    if isinstance(response, StreamingHttpResponse):
        response.getvalue()
    return response


def example_of(route: Route) -> Example:
    if "<" not in route.route and "(" not in route.route:
        return lambda cast: "/" + route.route
    assert route.name in EXAMPLES, f"give an example address for {route.name} in examples.py"
    return EXAMPLES[route.name]


def outcome_of(response: HttpResponseBase) -> str:
    location = response.headers.get("Location", "")
    if response.status_code == 403 or location.startswith("/inloggen/?next=") or location == "/aanmelden/":
        return "refused"
    if response.status_code >= 500:
        return f"failed with {response.status_code}"
    return {404: "hidden", 405: "no such method"}.get(response.status_code, "reached")


@pytest.mark.parametrize("role", ROLES)
@override_settings(DEMONSTRATION=True)
def test_every_cell_is_as_declared(cast: Cast, role: str) -> None:
    mismatches = walk(cast, role)
    assert mismatches.cells > 300
    assert mismatches.found == []


def test_every_route_declares_its_access() -> None:
    names = [route.name for route in routes()]
    assert len(names) == len(list(routes())) > 50


def test_opening_the_gate_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "allows", lambda level, person: True)
    assert any("office:" in line for line in walk(cast, "member", only="office:").found)


def test_removing_one_object_check_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert walk(cast, "other_steward", only="people:application").found == []
    monkeypatch.setattr(joining_views, "get_application", lambda person, pk: Application.objects.get(pk=pk))
    assert walk(cast, "other_steward", only="people:application").found != []
