"""Every view that takes a POST declares its limit, or is named here with who limits it instead."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.web.limits import network
from woonoverlast.website.tests.examples import UNLIMITED
from woonoverlast.website.tests.test_access_matrix import Route, example_of, routes

OFFICE = "editors and administrators with a second factor; each act is in the logbook"


def takes_post(route: Route, cast: Cast) -> bool:
    return logged_in(cast.administrator).post(example_of(route)(cast)).status_code != 405


def reason(name: str) -> str:
    return OFFICE if name.startswith("office:") else UNLIMITED.get(name, "")


def forgotten(cast: Cast) -> list[str]:
    unlimited = [route for route in routes() if not hasattr(route.view, "limit") and not reason(route.name)]
    return [route.name for route in unlimited if takes_post(route, cast)]


@override_settings(DEMONSTRATION=True)
def test_every_post_is_limited_or_named_with_a_reason(cast: Cast) -> None:
    assert forgotten(cast) == []


def test_a_view_without_limit_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    [ending] = [route for route in routes() if route.name == "accounts:end_session"]
    monkeypatch.delattr(ending.view, "limit")
    assert "accounts:end_session" in forgotten(cast)


def test_no_reason_outlives_its_view() -> None:
    assert set(UNLIMITED) <= {route.name for route in routes()}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.4", "203.0.113.200", True),
        ("::ffff:203.0.113.4", "203.0.113.4", True),
    ],
)
def test_network_is_what_one_visitor_can_choose_from(one: str, other: str, same: bool) -> None:
    def of(address: str) -> str:
        request = HttpRequest()
        request.META["REMOTE_ADDR"] = address
        return network(request)

    assert (of(one) == of(other)) == same


def test_another_address_of_the_same_ipv6_network_does_not_help_at_log_in(db: None, client: Client) -> None:
    def answer(number: int) -> HttpResponse:
        return client.post("/inloggen/", {"login": f"n{number}@werk.example"}, REMOTE_ADDR=f"2001:db8::{number:x}")  # type: ignore[return-value]

    assert [answer(number).status_code for number in range(31)][-1] == 429
