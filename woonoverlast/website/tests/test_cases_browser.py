"""A case question in Chromium: safe to put in, read by a second person, answered, and told how it ended."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from woonoverlast.cases.models import CaseQuestion
from woonoverlast.forum.tests.helpers import a_theme, ask_question, subject
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.journeys import with_and_without_script
from woonoverlast.website.tests.test_browser import assert_good_once
from woonoverlast.website.tests.writing import page_of, write

pytestmark = pytest.mark.browser

TITLE = "Hoe doorbreek je het zwijgen van bange buren?"
STORY = "Een bewoner draait al maanden harde muziek. Bel 06-12345678 voor meer. Buren durven niet te klagen."


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    a_theme()
    subject()
    cast = make_cast(here, elsewhere)
    ask_question(cast.outsider)  # who wrote here may be asked to read along
    return cast


@with_and_without_script
def test_case_question_from_asking_to_outcome(
    cast: Cast, live_server: Any, browser: Browser, width: int, script: bool
) -> None:
    options: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "java_script_enabled": script}
    asker, heard = page_of(cast.member, live_server.url, browser, **options)
    put_in(asker)
    expect(asker.get_by_role("heading", name="Hieraan is iemand te herkennen")).to_be_visible()
    if script:
        assert_good_once(asker, "bevindingen")
    asker.get_by_role("button", name="Vervang dit door neutrale woorden").click()
    expect(asker.get_by_text("We vervingen wat herkenbaar was")).to_be_visible()
    expect(asker.get_by_text("staat er weer")).to_be_hidden()
    asker.get_by_role("button", name="Laat iemand meelezen").click()
    expect(asker.get_by_role("heading", name=TITLE)).to_be_visible()
    reader, heard_by_reader = page_of(cast.outsider, live_server.url, browser, **options)
    find_safe(reader, good=script)
    reader.goto(f"/forum/onderwerp/{CaseQuestion.objects.get().topic_id}/")
    write(reader, "Begin met een avond per portiek, zonder de buurman.")
    reader.get_by_role("button", name="Plaats reactie").click()
    expect(reader.locator(".prose", has_text="Begin met een avond per portiek").first).to_be_visible()
    asker.reload()
    expect(asker.get_by_text("Begin met een avond per portiek")).to_be_visible()
    tell_outcome(asker, good=script)
    assert [message for message in heard + heard_by_reader if "422" not in message] == []
    assert "06-12345678" not in CaseQuestion.objects.get().topic.opening.body


def put_in(page: Page) -> None:
    page.goto("/forum/casus/nieuw/")
    page.get_by_label("Wat wil je weten?").fill(TITLE)
    page.get_by_label("Bij welk thema hoort dit?").select_option("Proef")
    page.get_by_label("Geluid").check()
    page.locator("[name=severity]").first.check()
    for name in ("housing", "cause", "size_class"):
        page.locator(f"[name={name}]").select_option(index=1)
    write(page, STORY)
    page.get_by_role("button", name="Laat iemand meelezen").click()


def find_safe(page: Page, *, good: bool) -> None:
    page.goto("/forum/casus/controle/")
    page.get_by_role("link", name=TITLE).click()
    if good:
        assert_good_once(page, "meelezen")
    page.get_by_label("Nee, niemand is hieraan te herkennen").check()
    page.get_by_role("button", name="Geef mijn oordeel").click()
    expect(page.get_by_text("Dank je voor het meelezen")).to_be_visible()


def tell_outcome(page: Page, *, good: bool) -> None:
    page.goto(f"/forum/casus/{CaseQuestion.objects.get().pk}/afloop/")
    page.get_by_label("Wat hielp, en wat niet?").fill("De avond per portiek hielp.")
    page.get_by_label("Opgelost", exact=False).first.check()
    if good:
        assert_good_once(page, "afloop")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Hier leren anderen van")).to_be_visible()
