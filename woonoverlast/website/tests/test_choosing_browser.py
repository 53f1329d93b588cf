"""Choosing from a long list by keyboard, and filters that wait until somebody has chosen."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from woonoverlast.website.tests.test_browser import assert_good_at_all_widths, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def page(community: None, transactional_db: None, live_server: Any, context: BrowserContext) -> Page:
    sign_in(context, "lid@voorbeeld.example", live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/leden/")
    return page


def test_a_municipality_is_chosen_by_keyboard_under_the_name_that_people_use(page: Page) -> None:
    field = page.get_by_role("combobox", name="Gemeente")
    field.press_sequentially("den h")
    expect(page.get_by_role("option", name="'s-Gravenhage")).to_be_visible()
    assert_good_at_all_widths(page, "the open list")
    field.press_sequentially("aag")
    expect(page.get_by_role("listbox", name="Gemeente").get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option", name="'s-Gravenhage")).to_be_visible()
    field.press("Enter")
    expect(field).to_have_value("'s-Gravenhage")
    assert page.url.endswith("/leden/")
    field.press("Enter")
    expect(page).to_have_url(re.compile("municipality=s-gravenhage"))
    expect(page.get_by_role("combobox", name="Gemeente")).to_have_value("'s-Gravenhage")


def test_nothing_happens_while_somebody_still_chooses(page: Page) -> None:
    page.get_by_label("Provincie").press("ArrowDown")
    field = page.get_by_role("combobox", name="Gemeente")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Escape")
    expect(page.get_by_role("listbox", name="Gemeente")).to_be_hidden()
    assert page.url.endswith("/leden/")
    page.get_by_role("button", name="Zoeken", exact=True).last.click()
    expect(page).to_have_url(re.compile("province=PV|province=[0-9]"))


def test_what_is_in_no_list_is_said_and_the_choice_stays(page: Page) -> None:
    field = page.get_by_role("combobox", name="Gemeente")
    field.press_sequentially("Zwolle")
    field.press("Tab")
    expect(field).to_have_value("Zwolle")
    field.fill("xqxq")
    expect(page.get_by_text("Niets gevonden. Controleer wat je typt.")).to_be_visible()
    field.press("Tab")
    expect(field).to_have_value("Zwolle")
    field.fill("")
    field.press("Tab")
    expect(page.locator("[name=municipality]")).to_have_value("")
