"""The pages that matter in Chromium: WCAG 2.2 AA by axe, nothing in the console, no request to another host."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from woonoverlast.people.models import Organisation, Person

pytestmark = pytest.mark.browser

# Telling everything that was in order takes axe more than half of its time.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
WIDTHS = (360, 1280)
PAGES = {
    "": "/ /gemeenten/ /gemeenten/utrecht/ /gemeenten/haaren/ /doelen/ /doelen/2016-2020/ /doelen/2016-2020/1/ /aanmelden/ "
    "/inloggen/ /zoeken/?q=den /over/ /privacy/ /toegankelijkheid/ /stijl/ /postbak/ /bestaat-niet/ /nieuwsbrief/ /nieuwsbrief/aanmelden/ /nieuwsbrief/aanmelden/kijk-in-je-mail/",
    "aanvrager@voorbeeld.example": "/aanmelden/ /aanmelden/profiel/ /account/",
    "lid@voorbeeld.example": "/ /leden/ /leden/?q=bestaatniet /uitnodigen/ /uitnodigen/een/ /uitnodigen/lijst/ "
    "/geen-persoon/ /account/profiel/ /account/gegevens/ /account/verwijderen/ /gemeenten/utrecht/ /zoeken/?q=overlast /zoeken/?q=overlsat /zoeken/?q=zeppelin",
    "redactie@voorbeeld.example": "/ /beheer/ /beheer/logboek/ /beheer/toegang/ /beheer/personen/ /beheer/organisaties/ /beheer/zoekwoorden/ /beheer/nieuwsbrief/ /beheer/mailings/",
}


@pytest.mark.parametrize("email", PAGES)
def test_pages_are_accessible_and_quiet(
    community: None, transactional_db: None, live_server: Any, context: BrowserContext, email: str
) -> None:
    page = context.new_page()
    heard = listen(page, live_server.url)
    sign_in(context, email, live_server.url)
    for path in with_an_organisation(email, PAGES[email]):
        page.goto(live_server.url + path)
        assert_good_at_all_widths(page, path)
    assert [line for line in heard if "404" not in line] == []


def with_an_organisation(email: str, paths: str) -> list[str]:
    extra = [Organisation.objects.joinable().latest("pk").get_absolute_url()] if email.startswith("lid") else []
    return paths.split() + extra


def listen(page: Page, home: str) -> list[str]:
    """Collects what should not be there: console errors, policy reports, requests to other hosts."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: heard.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    page.on("request", lambda request: None if request.url.startswith(home) else heard.append(request.url))
    return heard


def sign_in(context: BrowserContext, email: str, home: str) -> None:
    context.clear_cookies()
    if email:
        client = Client()
        client.force_login(Person.objects.get(email=email))
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": home}])


def assert_good_at_all_widths(page: Page, path: str) -> None:
    """On a wide screen and on a phone, without asking for the page again; it is as wide as before afterwards."""
    before = page.viewport_size
    assert before
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": before["height"]})
        assert_good(page, f"{path} ({width})")
    page.set_viewport_size(before)


def assert_good_once(page: Page, path: str) -> None:
    """In a journey that is made in more ways: the one on a phone looks, at all widths."""
    assert page.viewport_size
    if page.viewport_size["width"] == min(WIDTHS):
        assert_good_at_all_widths(page, path)


def assert_good(page: Page, path: str) -> None:
    problems = [f"{path}: {rule['id']} {rule['nodes'][0]['html'][:120]}" for rule in violations(page)]
    assert problems == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{path} scrolls sideways"


# Contrast costs axe as much as all other rules together. A text that was measured in these colours and this size is not
# measured again: at the second width only what shows, or looks, otherwise than at the first.
RUN = """async (options) => {
    const found = (await axe.run(document, { ...options, rules: { "color-contrast": { enabled: false } } })).violations;
    const measured = (window.measured ??= new WeakMap());
    const look = (one) => {
        const { color, fontSize, fontWeight } = getComputedStyle(one);
        const parts = [color, fontSize, fontWeight];
        for (let at = one; at; at = at.parentElement) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at);
            parts.push(backgroundColor, backgroundImage, opacity);
        }
        return parts.join();
    };
    const include = [];
    for (const one of document.body.querySelectorAll("*")) {
        const writes = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!(writes || "value" in one) || !one.checkVisibility()) continue;
        const now = look(one);
        if (measured.get(one) !== now) include.push(one);
        measured.set(one, now);
    }
    if (!include.length) return found;
    const only = { runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] };
    return found.concat((await axe.run({ include }, only)).violations);
}"""


def violations(page: Page) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(RUN, RULES)
    return found


def test_axe_bites(page: Page) -> None:
    page.set_content("<html><body><img src='x'></body></html>")
    assert violations(page)


def test_contrast_is_measured_again_where_it_changed(page: Page) -> None:
    """Of what shows only on a phone, and of what got another colour since."""
    page.set_viewport_size({"width": 1280, "height": 800})
    only_narrow = "<style>p { display: none; color: #ccc } @media (max-width: 400px) { p { display: block } }</style>"
    page.set_content(
        f"<html lang=nl><head><title>x</title>{only_narrow}</head><body><h1>Kop</h1><p>Tekst</p></body></html>"
    )
    assert violations(page) == []
    with pytest.raises(AssertionError, match=r"\(360\): color-contrast <p>"):
        assert_good_at_all_widths(page, "proef")
    page.evaluate("document.querySelector('p').style.color = 'black'")
    assert violations(page) == []
    page.evaluate("document.body.style.background = '#333'")
    assert [rule["id"] for rule in violations(page)] == ["color-contrast"]


def test_axe_bites_on_a_phone_too(page: Page) -> None:
    """What is wrong only when the page has become narrow is found without asking for it again."""
    page.set_viewport_size({"width": 1280, "height": 800})
    only_narrow = "<style>img { display: none } @media (max-width: 400px) { img { display: block } }</style>"
    page.set_content(f"<html lang=nl><head><title>x</title>{only_narrow}</head><body><img src='x'></body></html>")
    assert violations(page) == []
    with pytest.raises(AssertionError, match=r"\(360\): image-alt"):
        assert_good_at_all_widths(page, "proef")
