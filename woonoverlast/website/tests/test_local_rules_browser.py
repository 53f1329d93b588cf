"""The register of local rules in Chromium: a municipality fills in and renews, and the map and the comparison show it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from woonoverlast.local_rules.comparison import model_texts
from woonoverlast.local_rules.models import Statement
from woonoverlast.local_rules.tests.making import LONG_AGO, elsewhere, here, path, say
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.journeys import with_and_without_script
from woonoverlast.website.tests.test_browser import assert_good_at_all_widths, assert_good_once
from woonoverlast.website.tests.writing import page_of

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    one, other = Municipality.objects.current().order_by("code")[:2]
    return make_cast(one, other)


@with_and_without_script
def test_municipality_fills_in_and_everybody_reads_it(
    cast: Cast, live_server: Any, browser: Browser, script: bool, width: int
) -> None:
    home, options = str(live_server.url), {"viewport": {"width": width, "height": 740}, "java_script_enabled": script}
    page, heard = page_of(cast.coordinator, home, browser, **options)
    page.goto(f"/lokale-regels/gemeente/{here(cast).slug}/")
    page.get_by_role("link", name="Vul in: Gedragsaanwijzing met dwangsom").click()
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Toelichting").fill("Sinds dit jaar.")
    page.get_by_role("button", name="Zet in het register").click()
    expect(page.get_by_text("Vul het artikel in, of de naam").first).to_be_visible()
    expect(page.get_by_label("Toelichting")).to_have_value("Sinds dit jaar.")
    page.get_by_label("Artikel", exact=False).first.fill("2:79")
    page.get_by_label("Bron").fill("Raadsbesluit")
    page.get_by_role("button", name="Zet in het register").click()
    expect(page.get_by_text("je opgave staat in het register")).to_be_visible()
    page.get_by_role("link", name="Dit instrument in andere gemeenten").click()
    expect(page.get_by_role("link", name=here(cast).name, exact=True)).to_be_visible()
    assert_good_once(page, "the map")
    assert all("422" in line for line in heard)


def test_faded_statement_is_renewed_with_one_button(cast: Cast, live_server: Any, browser: Browser) -> None:
    say(here(cast), as_of=LONG_AGO)
    page, _ = page_of(cast.colleague, str(live_server.url), browser)
    page.goto(path(cast))
    page.get_by_role("button", name="Dit klopt nog").click()
    expect(page.get_by_text("geldt weer 18 maanden")).to_be_visible()
    assert Statement.objects.standing().get().entered_by == cast.colleague


@pytest.mark.parametrize("kind", ["map", "comparison", "survey", "rule"])
def test_pages_are_good_at_all_widths(cast: Cast, live_server: Any, browser: Browser, kind: str) -> None:
    text = model_texts()["151d-lod"].text
    say(here(cast), text=text.replace("ernstige en", "ernstige of"))
    say(elsewhere(cast), "prepared", text=text)
    page, heard = page_of(cast.coordinator, str(live_server.url), browser)
    addresses = {
        "map": "/lokale-regels/151d-lod/",
        "comparison": f"/lokale-regels/vergelijk/?a={here(cast).slug}&b={elsewhere(cast).slug}",
        "survey": "/lokale-regels/peiling/",
        "rule": path(cast),
    }
    page.goto(addresses[kind])
    assert_good_at_all_widths(page, kind)
    assert heard == []
