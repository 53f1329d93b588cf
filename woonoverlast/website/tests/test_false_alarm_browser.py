"""A member is stopped wrongly, explains it beside the form, an editor agrees, and the form that is still open is saved."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from woonoverlast.people.models import Person
from woonoverlast.website.tests.test_browser import assert_good, listen, sign_in

pytestmark = pytest.mark.browser

MEMBER, EDITOR = "lid@voorbeeld.example", "redactie@voorbeeld.example"
TEXT = "Wij werken samen met de Truus Wijsmuller in Oost."


def test_stopped_wrongly_explained_allowed_and_saved(
    community: None, transactional_db: None, live_server: Any, context: BrowserContext, browser: Browser
) -> None:
    page, home = context.new_page(), live_server.url
    heard = listen(page, home)
    sign_in(context, MEMBER, home)
    page.goto(f"{home}/account/profiel/")
    page.get_by_label("Wat zoek je?").fill(TEXT)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_label("Wat zoek je?")).to_have_value(TEXT)
    assert_good(page, "a refused profile")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Leg het uit (nieuw venster)", exact=True).click()
    beside = opened.value
    beside.get_by_label("Om welke woorden gaat het?").fill("Truus Wijsmuller")
    beside.get_by_label("Waarom is dit geen gegeven van een persoon?").fill("Zo heet ons buurthuis.")
    beside.get_by_role("button", name="Vraag een redacteur").click()
    expect(beside.get_by_text("Een redacteur kijkt ernaar")).to_be_visible()
    editor = editor_window(browser, home)
    mine = editor.get_by_role("listitem").filter(has_text="Truus Wijsmuller")
    mine.get_by_role("button", name="Geen persoon: mag").click()
    expect(editor.get_by_text("Besloten.")).to_be_visible()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Je profiel is opgeslagen.")).to_be_visible()
    assert Person.objects.get(email=MEMBER).looking_for == TEXT
    assert [line for line in heard if "422" not in line] == []


def editor_window(browser: Browser, home: str) -> Page:
    """Another browser, so that the member stays logged in."""
    context = browser.new_context()
    sign_in(context, EDITOR, home)
    page = context.new_page()
    page.goto(f"{home}/beheer/?soort=vals-alarm")
    return page
