"""Logging in: by mailed code, by password, and what goes wrong."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from woonoverlast.accounts.tests.log_in import (
    PASSWORD,
    ask_code,
    code_from_mail,
    is_logged_in,
    log_in_by_code,
    log_in_by_password,
    with_password,
)
from woonoverlast.people.models import Person
from woonoverlast.people.testing import make_person

pytestmark = pytest.mark.django_db


def test_code_from_mail_logs_in(client: Client) -> None:
    person = make_person("vera")
    response = log_in_by_code(client, person.email)
    assert response.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_address_with_capitals_and_spaces_is_the_same_account(client: Client) -> None:
    person = make_person("vera")
    log_in_by_code(client, "  VERA@Werk.Example ")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_wrong_code_is_explained_and_does_not_log_in(client: Client) -> None:
    ask_code(client, make_person("vera").email)
    response = client.post("/inloggen/code/", {"code": "FOUT-FOUT"})
    assert "Deze code klopt niet" in response.content.decode()
    assert not is_logged_in(client)


def test_three_wrong_codes_end_the_attempt(client: Client) -> None:
    ask_code(client, make_person("vera").email)
    code = code_from_mail()
    for _ in range(3):
        response = client.post("/inloggen/code/", {"code": "FOUT-FOUT"}, follow=True)
    assert "te vaak geprobeerd" in response.content.decode()
    client.post("/inloggen/code/", {"code": code})
    assert not is_logged_in(client)


def test_expired_code_is_explained(client: Client) -> None:
    with travel(timezone.now(), tick=False) as clock:
        ask_code(client, make_person("vera").email)
        clock.shift(16 * 60)
        response = client.post("/inloggen/code/", {"code": code_from_mail()}, follow=True)
        assert "verlopen of al gebruikt" in response.content.decode()
        assert not is_logged_in(client)


def test_code_works_once(client: Client) -> None:
    log_in_by_code(client, make_person("vera").email)
    used = code_from_mail()
    client.post("/uitloggen/")
    response = client.post("/inloggen/code/", {"code": used}, follow=True)
    assert "verlopen of al gebruikt" in response.content.decode()
    assert not is_logged_in(client)


def test_code_of_one_browser_is_useless_in_another(client: Client) -> None:
    ask_code(client, make_person("vera").email)
    other = Client()
    other.post("/inloggen/code/", {"code": code_from_mail()})
    assert not is_logged_in(other)


def test_new_code_replaces_the_old_one(client: Client) -> None:
    ask_code(client, make_person("vera").email)
    old = code_from_mail()
    client.post("/inloggen/code/", {"action": "resend"})
    assert code_from_mail() != old
    client.post("/inloggen/code/", {"code": old})
    assert not is_logged_in(client)
    client.post("/inloggen/code/", {"code": code_from_mail()})
    assert is_logged_in(client)


def test_password_logs_in(client: Client) -> None:
    person = with_password(make_person("vera"))
    assert log_in_by_password(client, person.email).status_code == 302
    assert is_logged_in(client)


def test_wrong_password_is_explained(client: Client) -> None:
    person = with_password(make_person("vera"))
    response = log_in_by_password(client, person.email, "iets heel anders dan dat")
    assert "horen niet bij elkaar" in response.content.decode()
    assert not is_logged_in(client)


def test_password_needs_fifteen_characters(client: Client) -> None:
    person = make_person("vera")
    client.force_login(person)
    short = client.post(
        "/account/wachtwoord/instellen/", {"password1": "kort wachtwoor", "password2": "kort wachtwoor"}
    )
    assert short.status_code == 200
    client.post("/account/wachtwoord/instellen/", {"password1": PASSWORD, "password2": PASSWORD})
    assert Person.objects.get(pk=person.pk).check_password(PASSWORD)


def test_suspended_cannot_log_in_by_code(client: Client) -> None:
    ask_code(client, make_person("vera", suspended=True).email)
    assert "geblokkeerd" in mail.outbox[-1].body
    assert not is_logged_in(client)


def test_suspended_cannot_log_in_by_password(client: Client) -> None:
    person = with_password(make_person("vera", suspended=True))
    response = log_in_by_password(client, person.email)
    assert response.headers["Location"] == reverse("account_inactive")
    assert not is_logged_in(client)


def test_sign_up_confirms_by_code_and_goes_on_to_joining(client: Client) -> None:
    response = client.post("/aanmelden/mailadres/", {"email": " Nieuw@Werk.Example"})
    assert response.headers["Location"] == "/aanmelden/bevestigen/"
    response = client.post("/aanmelden/bevestigen/", {"code": code_from_mail()})
    assert response.headers["Location"] == "/aanmelden/"
    assert EmailAddress.objects.get(email="nieuw@werk.example").verified


def test_unconfirmed_sign_up_is_not_logged_in(client: Client) -> None:
    client.post("/aanmelden/mailadres/", {"email": "nieuw@werk.example"})
    client.post("/aanmelden/bevestigen/", {"code": "FOUT-FOUT"})
    assert not is_logged_in(client)


def test_expired_confirmation_is_explained(client: Client) -> None:
    with travel(timezone.now(), tick=False) as clock:
        client.post("/aanmelden/mailadres/", {"email": "nieuw@werk.example"})
        clock.shift(31 * 60)
        response = client.post("/aanmelden/bevestigen/", {"code": code_from_mail()}, follow=True)
        assert "verlopen of al gebruikt" in response.content.decode()


def test_abandoned_sign_up_is_finished_by_logging_in(client: Client) -> None:
    Client().post("/aanmelden/mailadres/", {"email": "nieuw@werk.example"})
    log_in_by_code(client, "nieuw@werk.example")
    assert EmailAddress.objects.get(email="nieuw@werk.example").verified


def test_log_in_returns_to_the_page_that_was_asked(client: Client) -> None:
    person = make_person("vera")
    response = client.get("/account/")
    assert response.headers["Location"] == "/inloggen/?next=/account/"
    client.post("/inloggen/", {"login": person.email, "next": "/account/"})
    response = client.post("/inloggen/code/", {"code": code_from_mail(), "next": "/account/"})
    assert response.headers["Location"] == "/account/"


def test_log_in_never_sends_you_to_another_host(client: Client) -> None:
    person = with_password(make_person("vera"))
    answer = {"login": person.email, "password": PASSWORD, "next": "https://kwaad.example/"}
    assert client.post("/inloggen/wachtwoord/", answer).headers["Location"] == "/"


def test_changed_address_must_be_confirmed(client: Client) -> None:
    person = make_person("vera")
    client.force_login(person)
    client.post("/account/mailadres/", {"email": "Vera@Elders.Example", "action_add": ""})
    assert Person.objects.get(pk=person.pk).email == person.email
    client.post("/aanmelden/bevestigen/", {"code": code_from_mail()})
    assert Person.objects.get(pk=person.pk).email == "vera@elders.example"
