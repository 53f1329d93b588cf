"""The second factor: obligatory for some, asked from whoever has one, and hard to lose."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from woonoverlast.accounts.tests.log_in import (
    SECRET,
    app_code,
    ask_code,
    code_from_mail,
    is_logged_in,
    log_in_by_code,
    log_in_by_password,
    with_app,
    with_password,
)
from woonoverlast.people.models import Membership, Organisation, Person, Role
from woonoverlast.people.testing import make_person

pytestmark = pytest.mark.django_db
SETUP = "/account/tweede-stap/instellen/"


def person_with(role: str) -> Person:
    """Somebody whose role asks a second factor, and who has none yet."""
    if role == "administrator":
        person = make_person("vera", superuser=True)
    else:
        organisation = Organisation.objects.create(name="Thuis", slug="thuis", kind="housing")
        person = make_person("vera", organisation, Role(role))
    Authenticator.objects.filter(user=person).delete()
    return person


@pytest.mark.parametrize("role", ["editor", "steward", "administrator"])
def test_role_cannot_go_on_without_second_factor(client: Client, role: str) -> None:
    client.force_login(person_with(role))
    for path in ["/account/", "/account/sessies/", "/account/mailadres/", "/account/wachtwoord/instellen/"]:
        assert client.get(path).headers["Location"] == SETUP
    assert client.get(SETUP).status_code == 200
    assert client.get("/account/tweede-stap/app/aanzetten/").status_code == 200


def test_role_given_during_a_session_counts_at_once(client: Client) -> None:
    organisation = Organisation.objects.create(name="Thuis", slug="thuis", kind="housing")
    person = make_person("vera", organisation)
    client.force_login(person)
    assert client.get("/account/").status_code == 200
    Membership.objects.create(person=person, organisation=organisation, role=Role.STEWARD)
    assert client.get("/account/").headers["Location"] == SETUP


def test_recovery_codes_alone_are_no_second_factor(client: Client) -> None:
    person = person_with("steward")
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )
    client.force_login(person)
    assert client.get("/account/").headers["Location"] == SETUP


def test_app_is_set_up_with_the_code_it_shows(client: Client) -> None:
    client.force_login(person_with("editor"))
    page = client.get("/account/tweede-stap/app/aanzetten/").content.decode()
    assert "<svg" in page
    assert "data:" not in page
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    response = client.post("/account/tweede-stap/app/aanzetten/", {"code": app_code(secret[1])})
    assert response.headers["Location"] == "/account/tweede-stap/herstelcodes/"
    assert "herstelcode" in client.get("/account/tweede-stap/herstelcodes/").content.decode()
    assert client.get("/account/").status_code == 200


def test_wrong_code_does_not_set_up_the_app(client: Client) -> None:
    person = make_person("vera")
    client.force_login(person)
    client.get("/account/tweede-stap/app/aanzetten/")
    response = client.post("/account/tweede-stap/app/aanzetten/", {"code": "000000"})
    assert "Deze code klopt niet" in response.content.decode()
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize("way", [log_in_by_code, log_in_by_password])
def test_every_way_in_asks_the_second_step(client: Client, way: object) -> None:
    person = with_app(with_password(make_person("vera")))
    response = way(client, person.email)  # type: ignore[operator]
    assert response.headers["Location"] == "/account/tweede-stap/code/"
    assert not is_logged_in(client)
    client.post("/account/tweede-stap/code/", {"code": app_code()})
    assert is_logged_in(client)


def test_wrong_second_code_is_explained(client: Client) -> None:
    log_in_by_code(client, with_app(make_person("vera")).email)
    response = client.post("/account/tweede-stap/code/", {"code": "000000"})
    assert "klopt niet of is al gebruikt" in response.content.decode()
    assert not is_logged_in(client)


def test_second_code_works_once(client: Client) -> None:
    person = with_app(make_person("vera"))
    log_in_by_code(client, person.email)
    code = app_code()
    client.post("/account/tweede-stap/code/", {"code": code})
    other = Client()
    log_in_by_code(other, person.email)
    response = other.post("/account/tweede-stap/code/", {"code": code})
    assert "al gebruikt" in response.content.decode()
    assert not is_logged_in(other)


def test_recovery_code_works_once(client: Client) -> None:
    person = with_app(make_person("vera"))
    log_in_by_code(client, person.email)
    client.post("/account/tweede-stap/code/", {"code": app_code()})
    cache.clear()
    client.post("/account/tweede-stap/bevestigen/", {"code": app_code()})
    client.post("/account/tweede-stap/herstelcodes/nieuw/")
    recovery = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    outcomes = []
    for visitor in (Client(), Client()):
        log_in_by_code(visitor, person.email)
        visitor.post("/account/tweede-stap/code/", {"code": recovery})
        outcomes.append(is_logged_in(visitor))
    assert outcomes == [True, False]


def test_too_many_second_codes_are_stopped(client: Client) -> None:
    log_in_by_code(client, with_app(make_person("vera")).email)
    pages = [client.post("/account/tweede-stap/code/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert "te vaak geprobeerd" in pages[-1]
    client.post("/account/tweede-stap/code/", {"code": app_code()})
    assert not is_logged_in(client)


def test_second_codes_at_the_same_moment_are_each_counted(client: Client) -> None:
    """What allauth counts in the cache is lost where many read it at once; the count in the database stays."""
    log_in_by_code(client, with_app(make_person("vera")).email)
    for _ in range(10):
        cache.clear()
        client.post("/account/tweede-stap/code/", {"code": "000000"})
    cache.clear()
    assert client.post("/account/tweede-stap/code/", {"code": app_code()}).status_code == 429
    assert not is_logged_in(client)


def test_second_step_without_a_log_in_is_explained(client: Client) -> None:
    response = client.get("/account/tweede-stap/code/", follow=True)
    assert "verlopen of al gebruikt" in response.content.decode()


def confirm_with_app(client: Client) -> None:
    cache.clear()
    client.post("/account/tweede-stap/bevestigen/", {"code": app_code()})
    cache.clear()


def test_member_turns_the_app_off(client: Client) -> None:
    person = with_app(make_person("vera"))
    client.force_login(person)
    assert "bevestigen" in client.get("/account/tweede-stap/app/uitzetten/").headers["Location"]
    confirm_with_app(client)
    client.post("/account/tweede-stap/app/uitzetten/")
    assert not Authenticator.objects.filter(user=person).exists()


def test_steward_cannot_turn_the_last_factor_off(client: Client) -> None:
    person = with_app(person_with("steward"))
    client.force_login(person)
    confirm_with_app(client)
    response = client.post("/account/tweede-stap/app/uitzetten/")
    assert "Je rol vraagt een tweede stap" in response.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_steward_cannot_remove_the_last_passkey(client: Client) -> None:
    person = person_with("steward")
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Sleutel", "credential": {}})
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": "x" * 40, "used_mask": 0})
    person.set_password("vier paarden op het dak")
    person.save()
    client.force_login(person)
    client.post("/inloggen/opnieuw/", {"password": "vier paarden op het dak"})
    response = client.post(f"/account/tweede-stap/toegangssleutels/{key.pk}/verwijderen/", follow=True)
    assert "Je rol vraagt een tweede stap" in response.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_demonstration_shows_the_code_of_an_invented_person(client: Client, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    log_in_by_code(client, with_app(make_person("vera")).email)
    before, page, after = app_code(), client.get("/account/tweede-stap/code/").content.decode(), app_code()
    assert any(f"De code is nu {code}" in page for code in (before, after))


def test_demonstration_shows_no_code_of_a_real_address(client: Client, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    person = with_app(make_person("vera"))
    Person.objects.filter(pk=person.pk).update(email="vera@echt.nl")
    log_in_by_code(client, "vera@werk.example")
    assert "De code is nu" not in client.get("/account/tweede-stap/code/").content.decode()


def test_outside_the_demonstration_the_code_is_never_shown(client: Client, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    ask_code(client, with_app(make_person("vera")).email)
    client.post("/inloggen/code/", {"code": code_from_mail()})
    page = client.get("/account/tweede-stap/code/").content.decode()
    assert "Tweede stap" in page
    assert app_code() not in page
    assert SECRET not in page
