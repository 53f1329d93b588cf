"""Every view, with every method, as every kind of user, against the access that the view declares; and its headers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.backends.django import Template
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from woonoverlast.accounts import levels
from woonoverlast.people.models import Application
from woonoverlast.people.testing import Cast, Example, logged_in
from woonoverlast.people.views import joining as joining_views
from woonoverlast.web.access import Access, Level, declared_access
from woonoverlast.website.middleware import HeadersMiddleware
from woonoverlast.website.tests.examples import ABSENT, EXAMPLES, FORBIDDEN_TO, HIDDEN_FROM, RETURNS_TO_JOIN
from woonoverlast.website.tests.header_rules import missing

METHODS = ("get", "post")
# HEAD is GET without a body and no view has the others, so two kinds of user tell enough.
RARE_METHODS = ("head", "put", "patch", "delete")
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
PARTS = 24  # so that the work is shared by the processes, and none takes long on a busy machine
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
    declared = declared_access(pattern.callback) or levels.third_party_access(name)
    if declared is None:
        raise ImproperlyConfigured(f"{name or route} declares no access")
    return Route(name, route, pattern.callback, declared)


@pytest.fixture(autouse=True)
def no_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes in is decided before a page is made; that pages can be made is what the crawl tests. Mails are made."""
    make = Template.render

    def render(template: Template, context: Any = None, request: HttpRequest | None = None) -> str:
        return make(template, context) if request is None else ""

    monkeypatch.setattr(Template, "render", render)


def walk(cast: Cast, roles: tuple[str, ...], chosen: Iterable[Route]) -> Mismatches:
    """Try these routes as these roles: each example is made once, each request is undone."""
    mismatches = Mismatches()
    visitors = [Visitor(cast, role) for role in roles]
    for route in chosen:
        with transaction.atomic():
            path = example_of(route)(cast)
            for visitor in visitors:
                try_methods(visitor, route, path, mismatches)
            transaction.set_rollback(True)
    return mismatches


def named_like(start: str) -> list[Route]:
    return [route for route in routes() if route.name.startswith(start)]


class Visitor:
    """A client that is logged in as this role, also after a page that ended that."""

    def __init__(self, cast: Cast, role: str) -> None:
        self.role = role
        self.client = logged_in(None if role == "visitor" else getattr(cast, role))
        self.cookies = self.client.cookies.output(header="")

    def forget(self) -> None:
        """What was logged in or out is undone with the rest, so the first cookies are right for each request."""
        self.client.cookies = SimpleCookie(self.cookies)

    def ask(self, method: str, path: str) -> HttpResponseBase:
        self.forget()
        with transaction.atomic():
            response = read_through(getattr(self.client, method)(path))
            transaction.set_rollback(True)
        return response


def try_methods(visitor: Visitor, route: Route, path: str, mismatches: Mismatches) -> None:
    for method in METHODS + RARE_METHODS if visitor.role in {"visitor", "administrator"} else METHODS:
        mismatches.cells += 1
        response = visitor.ask(method, path)
        outcome = outcome_of(response)
        if outcome not in expected(route, visitor.role):
            mismatches.found.append(f"{visitor.role} {method.upper()} {route.name}: {outcome}")
        if lacking := missing(response, name=route.name):
            mismatches.found.append(f"{visitor.role} {method.upper()} {route.name}: lacks {lacking}")


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
    assert route.name in EXAMPLES, f"give an example address for {route.name} in tests/addresses.py of its context"
    return EXAMPLES[route.name]


def outcome_of(response: HttpResponseBase) -> str:
    location = response.headers.get("Location", "")
    if response.status_code == 403 or location.startswith("/inloggen/?next=") or location == "/aanmelden/":
        return "refused"
    if response.status_code >= 500:
        return f"failed with {response.status_code}"
    return {404: "hidden", 405: "no such method"}.get(response.status_code, "reached")


@pytest.mark.parametrize("part", range(PARTS))
@override_settings(DEMONSTRATION=True)
def test_every_cell_is_as_declared(cast: Cast, part: int) -> None:
    chosen = list(routes())[part::PARTS]
    mismatches = walk(cast, ROLES, chosen)
    assert mismatches.cells == len(chosen) * (len(ROLES) * len(METHODS) + 2 * len(RARE_METHODS))
    assert mismatches.found == []


def test_every_route_declares_its_access() -> None:
    names = [route.name for route in routes()]
    assert len(names) == len(list(routes())) > 50


def test_opening_the_gate_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "allows", lambda level, person: True)
    assert any("office:" in line for line in walk(cast, ("member",), named_like("office:")).found)


def test_header_that_is_gone_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HeadersMiddleware, "__call__", lambda self, request: self.get_response(request))
    assert any("lacks" in line for line in walk(cast, ("member",), named_like("office:queue")).found)


def test_removing_one_object_check_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = named_like("people:application")
    assert walk(cast, ("other_steward",), chosen).found == []
    monkeypatch.setattr(joining_views, "get_application", lambda person, pk: Application.objects.get(pk=pk))
    assert walk(cast, ("other_steward",), chosen).found != []
