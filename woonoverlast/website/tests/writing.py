"""Writing in Chromium: signing in, filling in the forms, and what must be true of every page that is passed."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from woonoverlast.people.models import Person
from woonoverlast.website.tests.test_browser import listen

expect.set_options(timeout=20_000)  # the machine may be busy
SAVED = "[data-draft-state]"


def page_of(person: Person, home: str, browser: Browser, **options: Any) -> tuple[Page, list[str]]:
    """A page of a new browser in which this person is logged in, and what should stay empty."""
    context = browser.new_context(base_url=home, **options)
    log_in(context, person, home)
    page = context.new_page()
    return page, listen(page, home)


def log_in(context: BrowserContext, person: Person, home: str) -> None:
    client = Client()
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": home}])


def write(page: Page, text: str) -> None:
    """In the editor, or in the plain field without script."""
    page.wait_for_load_state()  # until then a plain field may still turn into an editor
    if page.locator("trix-editor").count():
        expect(page.locator(".rich__button").first).to_be_visible()
        page.locator("trix-editor").click()
        page.keyboard.type(text)
    else:
        page.locator("textarea[data-rich]").fill(text)


def html_of(page: Page) -> str:
    return page.locator("textarea[data-rich]").input_value()


def ask(page: Page, *, title: str, text: str, theme: str = "proef") -> None:
    page.goto("/forum/nieuw/")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Thema").select_option(theme)
    write(page, text)
