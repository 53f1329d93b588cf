"""The catalogue and the chooser in a browser: with a thumb, without script, and without connection."""

from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from woonoverlast.instruments.models import Instrument

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]
TAPS = ("Geluid", "Sociale huur", "Leefstijl of gewoonte", "Overlast die terugkomt", "Nog niets")


@pytest.mark.parametrize("script", [True, False])
def test_from_the_start_page_to_the_next_steps_with_one_thumb(browser: Browser, live_server: Any, script: bool) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=script)
    page = context.new_page()
    page.goto(live_server.url)
    for text in TAPS:
        page.locator("main").get_by_role("link", name=text, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit kun je nu doen")
    expect(page.get_by_role("link", name="Buurtbemiddeling", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360 if script else True
    context.close()


def test_ladder_prints_on_one_sheet(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/instrumenten/ladder/")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert "Nazorg" in printed.pages[0].extract_text()


def test_whole_catalogue_without_connection(page: Page, context: BrowserContext, live_server: Any) -> None:
    page.goto(f"{live_server.url}/instrumenten/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        "caches.open('instrumenten-1').then((cache) => cache.match('/instrumenten/alles/')).then(Boolean)"
    )
    context.set_offline(True)
    page.goto(f"{live_server.url}/instrumenten/174a/")
    name = Instrument.objects.get(slug="174a").name
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    assert page.url.endswith("/instrumenten/alles/#174a")
    sizes = page.evaluate(
        "caches.open('instrumenten-1').then(async (cache) => {"
        " const kept = await cache.matchAll(); const sizes = await Promise.all(kept.map((one) => one.blob()));"
        " return sizes.reduce((sum, blob) => sum + blob.size, 0); })"
    )
    assert sizes < 1_000_000
    context.set_offline(False)
