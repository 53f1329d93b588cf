"""A forgotten password."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from time_machine import travel

from woonoverlast.accounts.tests.log_in import PASSWORD, is_logged_in, log_in_by_password, with_app, with_password
from woonoverlast.people.testing import make_person

pytestmark = pytest.mark.django_db

NEW = {"password1": "zes ganzen in de sloot", "password2": "zes ganzen in de sloot"}


def ask_link(client: Client, email: str) -> str:
    client.post("/account/wachtwoord/vergeten/", {"email": email})
    found = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert found
    return found[0]


def open_link(client: Client, link: str) -> str:
    """The address of the form, without the key in it."""
    response = client.get(link.removeprefix(settings.SITE_URL))
    return str(response.headers.get("Location", ""))


def test_link_gives_a_new_password(client: Client) -> None:
    person = with_password(make_person("vera"))
    link = ask_link(client, person.email)
    form = open_link(client, link)
    assert form.endswith("-nieuw/")
    assert client.post(form, NEW).headers["Location"] == "/account/wachtwoord/vergeten/klaar/"
    assert not is_logged_in(client)
    log_in_by_password(client, person.email, NEW["password1"])
    assert is_logged_in(client)


def test_link_in_mail_never_comes_from_the_request(client: Client) -> None:
    client.post("/account/wachtwoord/vergeten/", {"email": make_person("vera").email}, HTTP_HOST="127.0.0.1")
    assert f"{settings.SITE_URL}/account/wachtwoord/vergeten/" in mail.outbox[-1].body


def test_used_link_is_explained(client: Client) -> None:
    link = ask_link(client, with_password(make_person("vera")).email)
    client.post(open_link(client, link), NEW)
    response = Client().get(link.removeprefix(settings.SITE_URL))
    assert "Deze link werkt niet meer" in response.content.decode()


def test_expired_link_is_explained(client: Client) -> None:
    with travel(timezone.now(), tick=False) as clock:
        link = ask_link(client, with_password(make_person("vera")).email)
        clock.shift(4 * 24 * 3600)
        assert "Deze link werkt niet meer" in client.get(link.removeprefix(settings.SITE_URL)).content.decode()


def test_link_of_another_person_is_refused(client: Client) -> None:
    link = ask_link(client, with_password(make_person("vera")).email)
    other = make_person("wim")
    foreign = re.sub(r"vergeten/[^-]+-", f"vergeten/{other.pk}-", link.removeprefix(settings.SITE_URL))
    assert "Deze link werkt niet meer" in client.get(foreign).content.decode()


def test_reset_ends_every_session(client: Client) -> None:
    person = with_password(make_person("vera"))
    client.force_login(person)
    visitor = Client()
    visitor.post(open_link(visitor, ask_link(visitor, person.email)), NEW)
    assert client.get("/account/").status_code == 302


def test_reset_does_not_skip_the_second_factor(client: Client) -> None:
    person = with_app(with_password(make_person("vera")))
    client.post(open_link(client, ask_link(client, person.email)), NEW)
    response = log_in_by_password(client, person.email, NEW["password1"])
    assert response.headers["Location"] == "/account/tweede-stap/code/"
    assert not is_logged_in(client)


def test_old_password_stops_working(client: Client) -> None:
    person = with_password(make_person("vera"))
    client.post(open_link(client, ask_link(client, person.email)), NEW)
    log_in_by_password(client, person.email, PASSWORD)
    assert not is_logged_in(client)
