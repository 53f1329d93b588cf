"""How many taps the four journeys of every week take on a phone, from the start page. A field that is filled in is one."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from woonoverlast.accounts.tests.log_in import code_from_mail
from woonoverlast.people.models import MailDomain, Person
from woonoverlast.website.tests.test_browser import sign_in
from woonoverlast.website.tests.writing import write

pytestmark = pytest.mark.browser
MEMBER = "lid@voorbeeld.example"


class Phone:
    """A page of which every tap is counted."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.taps, self.screens = page, 0, 0
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(home)

    def tap(self, thing: Locator) -> None:
        self.taps += 1
        thing.click()

    def follow(self, name: str) -> None:
        self.tap(self.page.locator("main").get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        self.tap(self.page.locator("main").get_by_role("button", name=name, exact=True))

    def fill(self, label: str, text: str) -> None:
        self.taps += 1
        self.page.get_by_label(label, exact=False).first.fill(text)

    def choose(self, label: str, text: str) -> None:
        self.taps += 1
        self.page.get_by_label(label).select_option(text)


@pytest.fixture
def phone(community: None, transactional_db: None, live_server: Any, context: BrowserContext) -> Phone:
    sign_in(context, MEMBER, live_server.url)
    return Phone(context.new_page(), live_server.url)


def test_asking_a_question_takes_six(phone: Phone) -> None:
    phone.follow("Stel een vraag")
    phone.fill("Titel", "Wie heeft een voorbeeld van een brief na drie meldingen?")
    phone.choose("Thema", "Melden en intake")
    phone.taps += 1
    write(phone.page, "We zoeken een brief die niet dreigt en toch duidelijk is.")
    phone.press("Plaats op het forum")
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("Wie heeft een voorbeeld")
    assert phone.taps <= 6


def test_finding_and_reaching_an_expert_takes_four(phone: Phone) -> None:
    phone.follow("Zoek een kenner")
    phone.tap(phone.page.locator("main .badge", has_text="Geluid").first)
    phone.tap(phone.page.locator("main").get_by_role("link", name="Vraag deze persoon").first)
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("raag")
    assert phone.taps <= 4


def test_inviting_somebody_takes_four(phone: Phone) -> None:
    phone.follow("Nodig een collega uit")
    phone.follow("Eén persoon uitnodigen")
    phone.fill("E-mailadres", "nieuwe.collega@elders.example")
    phone.press("Uitnodiging versturen")
    expect(phone.page.locator("main")).to_contain_text("nieuwe.collega@elders.example")
    assert phone.taps <= 4


def test_joining_with_a_known_domain_takes_eight(
    community: None, transactional_db: None, live_server: Any, context: BrowserContext
) -> None:
    domain = MailDomain.objects.filter(organisation__ended_on=None, organisation__proposed_by=None).order_by("pk")[0]
    phone = Phone(context.new_page(), live_server.url)
    address = f"nieuw.iemand@{domain.domain}"
    phone.follow("Word lid")
    phone.fill("E-mail", address)
    phone.press("Verder")
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("Bevestig")
    phone.tap(phone.page.locator("[name=code]"))
    phone.page.keyboard.type(code_from_mail())
    phone.tap(phone.page.locator("main form button[type=submit]").first)
    phone.fill("Je naam", "Noor Proefman")
    phone.fill("Je functie", "Wijkbeheerder")
    phone.press("Versturen")
    expect(phone.page.locator("main")).to_contain_text("Je bent lid")
    assert Person.objects.get(email=address).is_member
    assert phone.taps <= 8
