"""Logging in through the identity provider of an organisation, against a real provider on this machine."""

import html
import re
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from woonoverlast.accounts.tests.log_in import app_code, is_logged_in, with_app
from woonoverlast.people.models import IdentityProvider, MailDomain, Organisation, Person
from woonoverlast.people.testing import make_person

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oidc_provider_mock import run_server_in_thread

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
LOG_IN = "/inloggen/organisatie/thuis/"
VERA: dict[str, Any] = {"sub": "vera-1", "email": "vera@werk.example", "email_verified": True, "name": "Vera de Vries"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def organisation(issuer: str) -> Organisation:
    """An organisation with the mail domain werk.example and its own provider."""
    organisation = Organisation.objects.create(name="Thuis", slug="thuis", kind="housing")
    MailDomain.objects.create(organisation=organisation, domain="werk.example")
    IdentityProvider.objects.create(organisation=organisation, app=make_app(issuer, "thuis"))
    return organisation


def make_app(issuer: str, slug: str) -> SocialApp:
    return SocialApp.objects.create(
        provider="openid_connect",
        provider_id=slug,
        name=f"Stichting {slug}",
        client_id="platform",
        secret="geheim",
        settings={"server_url": issuer},
    )


def log_in(client: Client, issuer: str, claims: dict[str, Any], *, start: str = LOG_IN) -> HttpResponse:
    """Everything a browser would follow: to the provider, through its form, and back to us."""
    requests.put(f"{issuer}/users/{claims['sub']}", json=claims, timeout=5).raise_for_status()
    away = client.get(start)
    assert away.status_code == 302, away.content.decode()
    answer = requests.post(away.headers["Location"], data={"sub": claims["sub"]}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")  # type: ignore[return-value]


def test_log_in_page_names_the_organisation(client: Client, organisation: Organisation) -> None:
    page = client.get("/inloggen/").content.decode()
    assert "Inloggen via je organisatie: Stichting thuis" in page
    assert f'href="{LOG_IN}' in page


def test_unknown_person_gets_an_account_and_goes_on_to_joining(
    client: Client, issuer: str, organisation: Organisation
) -> None:
    response = log_in(client, issuer, VERA)
    assert response.headers["Location"] == "/aanmelden/"
    person = Person.objects.get(email="vera@werk.example")
    assert person.name == "Vera de Vries"
    assert EmailAddress.objects.get(user=person).verified
    assert not person.has_usable_password()
    assert is_logged_in(client)


def test_second_time_is_the_same_account_also_with_another_address(
    client: Client, issuer: str, organisation: Organisation
) -> None:
    log_in(client, issuer, VERA)
    other = Client()
    log_in(other, issuer, VERA | {"email": "v.devries@werk.example"})
    assert other.session["_auth_user_id"] == client.session["_auth_user_id"]


def test_existing_account_is_linked_by_a_proven_address(
    client: Client, issuer: str, organisation: Organisation
) -> None:
    person = make_person("vera")
    log_in(client, issuer, VERA | {"email": "Vera@Werk.Example"})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert SocialAccount.objects.get(user=person).extra_data["id_token"]["iss"] == issuer
    assert "Je kunt nu inloggen via Stichting thuis" in mail.outbox[-1].body


@pytest.mark.parametrize("proof", [{"email_verified": False}, {"email_verified": None}, {"email_verified": "false"}])
def test_unproven_address_is_not_linked(
    client: Client, issuer: str, organisation: Organisation, proof: dict[str, Any]
) -> None:
    person = make_person("vera")
    log_in(client, issuer, VERA | proof)
    assert not is_logged_in(client)
    assert not SocialAccount.objects.filter(user=person).exists()
    assert "al een account" in mail.outbox[-1].body


def test_provider_cannot_speak_for_another_domain(client: Client, issuer: str, organisation: Organisation) -> None:
    MailDomain.objects.filter(organisation=organisation).update(domain="thuis.example")
    person = make_person("vera")
    log_in(client, issuer, VERA)
    assert not is_logged_in(client)
    assert not SocialAccount.objects.filter(user=person).exists()


def test_new_person_from_another_domain_must_confirm_the_address(
    client: Client, issuer: str, organisation: Organisation
) -> None:
    response = log_in(client, issuer, VERA | {"email": "vera@elders.example"})
    assert response.headers["Location"] == "/aanmelden/bevestigen/"
    assert not is_logged_in(client)
    assert not EmailAddress.objects.get(email="vera@elders.example").verified


def test_provider_without_organisation_is_not_believed(client: Client, issuer: str) -> None:
    make_app(issuer, "thuis")
    person = make_person("vera")
    log_in(client, issuer, VERA)
    assert not SocialAccount.objects.filter(user=person).exists()


def test_same_subject_at_another_issuer_is_somebody_else(
    client: Client, issuer: str, organisation: Organisation
) -> None:
    log_in(client, issuer, VERA)
    with run_server_in_thread() as server:
        other_issuer = f"http://localhost:{server.server_port}"
        SocialApp.objects.filter(provider_id="thuis").update(settings={"server_url": other_issuer})
        other = Client()
        log_in(other, other_issuer, VERA | {"email": "wim@werk.example"})
    assert other.session["_auth_user_id"] != client.session["_auth_user_id"]


def test_second_factor_is_still_asked(client: Client, issuer: str, organisation: Organisation) -> None:
    with_app(make_person("vera"))
    response = log_in(client, issuer, VERA)
    assert response.headers["Location"] == "/account/tweede-stap/code/"
    client.post("/account/tweede-stap/code/", {"code": app_code()})
    assert is_logged_in(client)


def test_suspended_cannot_log_in(client: Client, issuer: str, organisation: Organisation) -> None:
    make_person("vera", suspended=True)
    response = log_in(client, issuer, VERA)
    assert response.headers["Location"] == "/inloggen/geblokkeerd/"
    assert not is_logged_in(client)


def test_refusal_at_the_provider_is_explained(client: Client, issuer: str, organisation: Organisation) -> None:
    away = client.get(LOG_IN).headers["Location"]
    answer = requests.post(away, data={"action": "deny"}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    # The standard asks the provider to repeat the state; this one forgets it in a refusal.
    state = parse_qs(urlsplit(away).query)["state"][0]
    response = client.get(f"{back.path}?{back.query}&state={state}", follow=True)
    assert "Inloggen is gestopt" in response.content.decode()


def test_answer_of_another_browser_is_refused(client: Client, issuer: str, organisation: Organisation) -> None:
    requests.put(f"{issuer}/users/vera-1", json=VERA, timeout=5)
    away = client.get(LOG_IN).headers["Location"]
    answer = requests.post(away, data={"sub": "vera-1"}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    thief = Client()
    assert "lukt niet" in thief.get(f"{back.path}?{back.query}").content.decode()
    assert not is_logged_in(thief)


def test_used_answer_is_refused(client: Client, issuer: str, organisation: Organisation) -> None:
    used = log_in(client, issuer, VERA).wsgi_request  # type: ignore[attr-defined]
    client.post("/uitloggen/")
    assert "lukt niet" in client.get(used.get_full_path()).content.decode()
    assert not is_logged_in(client)


def test_request_to_the_provider_is_bound_to_this_browser(
    client: Client, issuer: str, organisation: Organisation
) -> None:
    asked = parse_qs(urlsplit(client.get(LOG_IN).headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    assert asked["redirect_uri"] == ["http://testserver/inloggen/organisatie/thuis/terug/"]


def test_provider_that_is_away_is_explained(client: Client, organisation: Organisation) -> None:
    SocialApp.objects.filter(provider_id="thuis").update(settings={"server_url": "http://localhost:9"})
    assert "lukt niet" in client.get(LOG_IN).content.decode()


def test_unknown_provider_is_not_found(client: Client) -> None:
    assert client.get("/inloggen/organisatie/bestaat-niet/").status_code == 404


def link_to_connect(client: Client) -> str:
    """The button on the page of links, and the link that its answer holds."""
    page = client.post(LOG_IN).content.decode()
    found = re.search(r'href="([^"]+process=connect[^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def test_a_link_on_a_foreign_page_links_no_account(client: Client, organisation: Organisation) -> None:
    client.force_login(make_person("vera"))
    for query in ("process=connect", "process=connect&merk=x", "process=redirect", "process=CONNECT"):
        answer = client.get(f"{LOG_IN}?{query}")
        assert answer.headers["Location"] == "/inloggen/organisatie/koppelingen/"


def test_linking_asks_for_recent_proof(client: Client, organisation: Organisation) -> None:
    person = make_person("vera")
    person.set_password("vier paarden op het dak")
    person.save()
    client.force_login(person)
    assert "/inloggen/opnieuw/" in client.post(LOG_IN).headers["Location"]


def test_member_links_and_unlinks_the_organisation(client: Client, issuer: str, organisation: Organisation) -> None:
    person = make_person("vera")
    person.set_password("vier paarden op het dak")
    person.save()
    client.force_login(person)
    client.post("/inloggen/opnieuw/", {"password": "vier paarden op het dak"})
    log_in(client, issuer, VERA | {"email": "prive@elders.example"}, start=link_to_connect(client))
    linked = SocialAccount.objects.get(user=person)
    assert "Stichting thuis" in client.get("/inloggen/organisatie/koppelingen/").content.decode()
    client.post("/inloggen/organisatie/koppelingen/", {"account": linked.pk})
    assert not SocialAccount.objects.filter(user=person).exists()
