"""Nobody can find out from outside who has an account: every page answers the same; only the mailbox differs."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from woonoverlast.accounts.tests.log_in import with_password
from woonoverlast.people.testing import make_person

pytestmark = pytest.mark.django_db

KINDS = ["bestaat", "bestaat-niet", "geblokkeerd"]
CHANGING = re.compile(
    r'(csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|sessionid=[^;]*|csrftoken=[^;]*|expires=[^;]*)'
)


@pytest.fixture(autouse=True)
def people() -> None:
    with_password(make_person("bestaat"))
    with_password(make_person("geblokkeerd", suspended=True))


def outcome(response: Any, kind: str) -> tuple[Any, ...]:
    """All that a visitor sees, without what differs between any two visits."""
    text = CHANGING.sub("", response.content.decode()).replace(f"{kind}@werk.example", "ADRES")
    headers = {
        name: CHANGING.sub("", value)
        for name, value in response.headers.items()
        if name not in {"Content-Length", "Expires"}
    }
    cookies = sorted(response.cookies.keys())
    return response.status_code, headers, cookies, text


def visit(path: str, data: dict[str, str], kind: str) -> list[tuple[Any, ...]]:
    cache.clear()
    client = Client()
    filled = {name: value.format(f"{kind}@werk.example") for name, value in data.items()}
    first = client.post(path, filled)
    seen = [outcome(first, kind)]
    if first.status_code == 302:
        seen.append(outcome(client.get(first.headers["Location"]), kind))
        seen.append(outcome(client.post(first.headers["Location"], {"code": "FOUT-FOUT"}), kind))
    return seen


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/inloggen/", {"login": "{}"}),
        ("/inloggen/wachtwoord/", {"login": "{}", "password": "niet het goede wachtwoord"}),
        ("/account/wachtwoord/vergeten/", {"email": "{}"}),
    ],
)
def test_answer_is_the_same_for_everyone(path: str, data: dict[str, str]) -> None:
    answers = [visit(path, data, kind) for kind in KINDS]
    assert answers[0] == answers[1] == answers[2]


def test_sign_up_answers_the_same_for_everyone() -> None:
    answers = [visit("/aanmelden/mailadres/", {"email": "{}"}, kind) for kind in KINDS]
    assert answers[0] == answers[1] == answers[2]


def test_the_comparison_sees_a_difference() -> None:
    """Positive control: a page that tells is caught."""
    assert visit("/inloggen/", {"login": "{}"}, "bestaat") != visit("/inloggen/", {"login": "geen adres"}, "bestaat")


def test_every_attempt_sends_one_mail() -> None:
    for path, field in [("/inloggen/", "login"), ("/aanmelden/mailadres/", "email")]:
        for kind in KINDS:
            mail.outbox.clear()
            visit(path, {field: "{}"}, kind)
            assert [message.to for message in mail.outbox] == [[f"{kind}@werk.example"]]


def test_owner_reads_what_is_the_case() -> None:
    visit("/aanmelden/mailadres/", {"email": "{}"}, "bestaat")
    assert "al een account" in mail.outbox[-1].body
    visit("/inloggen/", {"login": "{}"}, "bestaat-niet")
    assert "hoort geen account" in mail.outbox[-1].body
    visit("/inloggen/", {"login": "{}"}, "geblokkeerd")
    assert "geblokkeerd" in mail.outbox[-1].body
