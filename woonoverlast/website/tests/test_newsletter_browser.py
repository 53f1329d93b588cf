"""An editor makes and sends an edition in Chromium, with and without script, wide and on a phone; a visitor reads it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from woonoverlast.forum.models import Theme
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.mail.bulk import sending
from woonoverlast.mail.models import Mailing, OutgoingMail
from woonoverlast.newsletter import writing as acts
from woonoverlast.newsletter.models import Edition
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.journeys import with_and_without_script
from woonoverlast.website.tests.test_browser import assert_good_once
from woonoverlast.website.tests.writing import page_of

pytestmark = pytest.mark.browser

SUBJECT = "Wat doe je tegen harde muziek?"


@pytest.fixture
def cast(transactional_db: None, places: None, settings: Any) -> Cast:
    settings.DELIVERY_BACKEND = "woonoverlast.mail.outbox.CatchingBackend"
    settings.EMAIL_BACKEND = "woonoverlast.mail.layout.LaidOutBackend"
    settings.MAILING_PER_SECOND = 0
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    a_theme()
    Theme.objects.filter(slug="proef").update(public_since="2026-01-01T00:00Z")
    return make_cast(here, elsewhere)


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


@with_and_without_script
def test_from_empty_to_the_archive(cast: Cast, home: str, browser: Browser, width: int, script: bool) -> None:
    ask_question(cast.member)
    options: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "java_script_enabled": script}
    page, heard = page_of(cast.editor, home, browser, **options)
    compose(page, home, script=script)
    look(page, script=script)
    choose_audience(page, script=script)
    send(page, script=script)
    read_archive(page, home, script=script)
    assert heard == []


def good(page: Page, where: str, *, script: bool) -> None:
    if script:
        assert_good_once(page, where)


def compose(page: Page, home: str, *, script: bool) -> None:
    page.goto(f"{home}/beheer/nieuwsbrief/")
    good(page, "lijst", script=script)
    page.get_by_role("button", name="Maak een nieuwe editie").click()
    page.get_by_label("Onderwerp", exact=True).fill(SUBJECT)
    page.get_by_label("Regel onder het onderwerp").fill("Een vraag uit het forum, en een nieuwe pagina")
    good(page, "leeg", script=script)
    page.get_by_role("button", name="Kies iets van het platform").click()
    good(page, "items", script=script)
    page.get_by_label(SUBJECT).check()
    page.get_by_role("button", name="Zet in de nieuwsbrief").click()
    page.get_by_role("button", name="Schrijf een stuk").click()
    good(page, "tekst", script=script)
    page.get_by_label("Titel").fill("Alle doelen op een rij")
    page.locator("trix-editor" if script else "textarea[name=text]").click()
    page.keyboard.type("Kijk hoe ver we zijn in {gemeente}.")
    page.get_by_label("Woorden op de knop").fill("Bekijk de doelen")
    page.get_by_label("Waar de knop heen gaat").fill("/doelen/")
    page.get_by_role("button", name="Zet in de nieuwsbrief").click()
    page.get_by_role("button", name="Omhoog Alle doelen op een rij").click()
    expect(page.locator(".block__title").first).to_have_text("Alle doelen op een rij")
    good(page, "schrijven", script=script)


def look(page: Page, *, script: bool) -> None:
    page.get_by_role("button", name="Sla op en bekijk het voorbeeld").click()
    expect(page.frame_locator("iframe").first.get_by_text("Alle doelen op een rij")).to_be_visible()
    expect(page.locator("pre.plain-mail")).to_contain_text("Beste Editor,")
    good(page, "voorbeeld", script=script)
    page.get_by_role("button", name="Stuur mij een proefmail").click()
    expect(page.get_by_text("De proefmail is onderweg naar editor@werk.example")).to_be_visible()
    assert OutgoingMail.objects.get().to == "editor@werk.example"


def choose_audience(page: Page, *, script: bool) -> None:
    page.get_by_role("link", name="Ontvangers", exact=True).click()
    page.wait_for_url("**/ontvangers/")  # and its script is there, which counts at a tick
    page.get_by_text("Alleen een deel van de leden").click()
    page.get_by_label("bestuurder").check()
    if not script:
        page.get_by_role("button", name="Tel opnieuw").click()
    expect(page.locator("#telling")).to_contain_text("1 ontvanger")
    good(page, "ontvangers", script=script)
    page.get_by_label("bestuurder").uncheck()
    page.get_by_role("button", name="Sla op en ga verder").click()
    expect(page.get_by_text("Alles klopt")).to_be_visible()
    good(page, "controle", script=script)


def send(page: Page, *, script: bool) -> None:
    page.get_by_role("link", name="Verder naar versturen").click()
    good(page, "versturen", script=script)
    page.get_by_role("button", name=re.compile("^Verstuur naar .* mensen$")).click()
    expect(page.locator("#voortgang")).to_contain_text("wordt verstuurd")
    good(page, "voortgang", script=script)
    page.get_by_role("button", name="Zet stil").click()
    expect(page.get_by_text("Stilgezet door Editor.")).to_be_visible()
    page.get_by_role("button", name="Ga verder").click()
    expect(page.locator("#voortgang")).to_contain_text("wordt verstuurd")
    sending.run(connections_at_once=1, until=lambda: False)
    if not script:
        page.get_by_role("link", name="Ververs").click()
    expect(page.locator("#voortgang .badge")).to_have_text("verstuurd")
    total = Mailing.objects.get().recipients.filter(state="sent").count()
    expect(page.locator(".tile").nth(1)).to_contain_text(str(total))
    page.get_by_role("link", name="Uitkomst per ontvanger").click()
    expect(page.get_by_role("cell", name="executive@werk.example")).to_be_visible()
    good(page, "per ontvanger", script=script)


def read_archive(page: Page, home: str, *, script: bool) -> None:
    page.goto(f"{home}/nieuwsbrief/")
    good(page, "archief", script=script)
    page.get_by_role("link", name=SUBJECT).click()
    expect(page.get_by_text("Beste collega,")).to_be_visible()
    expect(page.get_by_text("Kijk hoe ver we zijn in je gemeente.")).to_be_visible()
    good(page, "editie", script=script)
    page.goto(f"{home}/beheer/nieuwsbrief/{Edition.objects.get().pk}/")
    good(page, "onderweg", script=script)


def test_dragging_gives_another_order(cast: Cast, home: str, browser: Browser) -> None:
    edition = acts.make(by=cast.editor)
    for title in ("Eerste", "Tweede", "Derde"):
        acts.add_text(edition, by=cast.editor, title=title)
    page, heard = page_of(cast.editor, home, browser)
    page.goto(f"{home}/beheer/nieuwsbrief/{edition.pk}/")
    page.locator(".block").nth(2).drag_to(page.locator(".block").nth(0), target_position={"x": 60, "y": 4})
    expect(page.get_by_text("De volgorde is anders. Sla op om hem te houden.")).to_be_visible()
    page.get_by_role("button", name="Sla op", exact=True).last.click()
    expect(page.get_by_text("De nieuwsbrief is opgeslagen.")).to_be_visible()
    assert list(edition.blocks.values_list("title", flat=True)) == ["Derde", "Eerste", "Tweede"]
    assert heard == []
