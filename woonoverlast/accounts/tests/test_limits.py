"""Too many attempts."""

import subprocess
import sys
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from woonoverlast.accounts.tests.log_in import is_logged_in, log_in_by_password, with_password
from woonoverlast.people.testing import make_person
from woonoverlast.web.limits import client_address, limited

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


def test_too_many_log_ins_get_429_in_dutch(client: Client) -> None:
    answers = [client.post("/inloggen/", {"login": f"n{number}@werk.example"}) for number in range(31)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert 'lang="nl"' in answers[-1].content.decode()


def test_guessing_one_password_is_stopped_even_with_the_right_one(client: Client) -> None:
    person = with_password(make_person("vera"))
    for _ in range(5):
        log_in_by_password(client, person.email, "niet het goede wachtwoord")
    response = log_in_by_password(client, person.email)
    assert "te vaak een verkeerd wachtwoord" in response.content.decode()
    assert not is_logged_in(client)


def test_other_capitals_do_not_help_guessing(client: Client) -> None:
    person = with_password(make_person("vera"))
    for number in range(5):
        address = person.email[:number].upper() + person.email[number:]
        log_in_by_password(client, address, "niet het goede wachtwoord")
    log_in_by_password(client, person.email)
    assert not is_logged_in(client)


def test_codes_to_one_address_are_limited() -> None:
    pages = [Client().post("/inloggen/", {"login": "vera@werk.example"}) for _ in range(4)]
    assert [page.status_code for page in pages] == [302, 302, 302, 200]
    assert "te vaak geprobeerd" in pages[-1].content.decode()


def test_forged_forwarded_address_does_not_help(client: Client) -> None:
    answers = [
        client.post("/inloggen/", {"login": f"n{number}@werk.example"}, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        for number in range(31)
    ]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.4"), (3, "127.0.0.1")]
)
def test_only_own_proxies_are_believed(settings: Settings, proxies: int, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="198.51.100.4, 203.0.113.9")
    assert client_address(request) == address
    assert get_ip(request) == address


def test_own_limit_counts_posts_per_network(rf: RequestFactory) -> None:
    @limited(2, per=timedelta(hours=1))
    def act(request: HttpRequest) -> HttpResponse:
        return HttpResponse("gedaan")

    def answer(address: str, method: str = "post") -> int:
        request = getattr(rf, method)("/", REMOTE_ADDR=address)
        request.user = AnonymousUser()
        request.session = {}
        return act(request).status_code

    assert [answer("203.0.113.1"), answer("203.0.113.2"), answer("203.0.113.3")] == [200, 200, 429]
    assert answer("198.51.100.1") == 200
    assert answer("203.0.113.1", "get") == 200


CHILD = """
import django; django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
print(cache.add({key!r}, "eerste", 60), cache.get({key!r}))
"""


def test_counters_are_shared_between_processes() -> None:
    child = CHILD.format(name=connection.settings_dict["NAME"], key=f"gedeeld-{uuid4()}")
    run = partial(subprocess.run, [sys.executable, "-c", child], capture_output=True, text=True, check=True)
    assert [run().stdout.split(), run().stdout.split()] == [["True", "eerste"], ["False", "eerste"]]
