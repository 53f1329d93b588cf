"""A passkey in a real browser, with a virtual key."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from woonoverlast.accounts.tests.log_in import code_from_mail
from woonoverlast.people.testing import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the console says, reports of the content security policy included."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.fixture(autouse=True)
def no_traces() -> Iterator[None]:
    """The cache table is no model: nothing empties it after a test with real transactions."""
    yield
    cache.clear()


@pytest.fixture
def key(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def log_in_by_mail(page: Page, address: str, email: str) -> None:
    page.goto(f"{address}/inloggen/?next=/account/tweede-stap/toegangssleutels/toevoegen/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_role("button", name="Mail mij een code").click()
    page.get_by_label("Code uit de mail").fill(code_from_mail())
    page.get_by_role("button", name="Verder").click()


def test_passkey_is_added_and_logs_in(page: Page, live_server: LiveServer, key: None, complaints: list[str]) -> None:
    person = make_person("vera")
    address = live_server.url.replace("127.0.0.1", "localhost")
    log_in_by_mail(page, address, person.email)
    page.get_by_role("button", name="Toegangssleutel maken").click()
    expect(page.get_by_role("heading", name="Herstelcodes", level=1)).to_be_visible()
    assert Authenticator.objects.get(user=person, type="webauthn").wrap().is_passwordless

    page.context.clear_cookies()
    page.goto(f"{address}/inloggen/")
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/account/")
    expect(page.get_by_text(f"Je bent ingelogd als {person.email}")).to_be_visible()

    page.context.clear_cookies()
    log_in_by_mail(page, address, person.email)
    page.get_by_role("button", name="Gebruik je toegangssleutel").click()
    expect(page.get_by_role("heading", name="Ben jij het echt?")).to_be_visible()
    page.get_by_role("button", name="Gebruik je toegangssleutel").click()
    expect(page.get_by_role("heading", name="Toegangssleutel toevoegen")).to_be_visible()


def test_refused_key_is_explained(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    page.goto(live_server.url.replace("127.0.0.1", "localhost") + "/inloggen/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('nee')); }")
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    expect(page.get_by_text("Dat is niet gelukt.")).to_be_visible()
