"""An event in Chromium: planned, published, filled, overflowing, moved, held, certified; one organiser, on one platform."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from woonoverlast.attendance.models import Attendance, Certificate
from woonoverlast.events import guests, links, signing_up
from woonoverlast.events import places as of_events
from woonoverlast.events.models import Event, Question, SignUp, Status
from woonoverlast.events.signing_up import Guest, Wish
from woonoverlast.events.tests.making import add_part, make_event
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.journeys import with_and_without_script
from woonoverlast.website.tests.test_browser import assert_good_at_all_widths, assert_good_once
from woonoverlast.website.tests.writing import page_of

pytestmark = pytest.mark.browser
TITLE = "Regie nemen in één middag"


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


@with_and_without_script
def test_from_plan_to_certificate(cast: Cast, live_server: Any, browser: Browser, width: int, script: bool) -> None:
    options: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "java_script_enabled": script}
    editor, heard = page_of(cast.editor, live_server.url, browser, **options)
    plan(editor, good=script)
    event = Event.objects.get()
    member, heard_by_member = page_of(cast.member, live_server.url, browser, **options)
    member.goto("/agenda/")
    member.get_by_role("link", name=TITLE).click()
    member.get_by_role("button", name="Meld je aan").click()
    expect(member.get_by_text("Je bent aangemeld.")).to_be_visible()
    expect(member.get_by_text("Je hebt een plaats")).to_be_visible()
    colleague, _ = page_of(cast.colleague, live_server.url, browser, **options)
    colleague.goto(f"/agenda/{event.pk}/")
    colleague.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(colleague.get_by_text("Wachtlijst, nummer 1")).to_be_visible()
    move(editor, event)
    member.get_by_role("link", name="Bekijk je aanmelding").click()
    if script:
        assert_good_once(member, "aanmelding")
    member.get_by_role("button", name="Meld me af").click()
    expect(member.get_by_text("Je bent afgemeld.")).to_be_visible()
    colleague.goto(links.path(SignUp.objects.get(person=cast.colleague)))
    colleague.get_by_role("button", name="Ja, ik neem de plaats").click()
    expect(colleague.get_by_text("De plaats is van jou.")).to_be_visible()
    assert SignUp.objects.get(person=cast.colleague).status == Status.PLACE
    check_in_and_certify(editor, event, cast.colleague.name, good=script)
    colleague.goto("/agenda/mijn/")
    expect(colleague.get_by_role("link", name="Certificaat")).to_be_visible()
    assert heard + heard_by_member == []


def plan(page: Page, *, good: bool) -> None:
    page.goto("/agenda/nieuw/")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Datum", exact=True).fill((timezone.localdate() + timedelta(days=10)).isoformat())
    page.get_by_label("Begint om").fill("13:00")
    page.get_by_label("Eindigt om").fill("16:00")
    page.get_by_label("Locatie", exact=True).fill("Stadhuis")
    page.get_by_label("Aantal plaatsen").fill("1")
    if good:
        assert_good_once(page, "nieuw")
    page.get_by_role("button", name="Sla op").click()
    expect(page.get_by_text("Dit is je concept.")).to_be_visible()
    page.get_by_role("button", name="Zet in de agenda").click()
    expect(page.get_by_text("Dit staat nu in de agenda.")).to_be_visible()
    if good:
        assert_good_once(page, "organiseren")


def wait_for(page: Page, is_so: Callable[[], bool]) -> None:
    for _ in range(80):
        if is_so():
            return
        page.wait_for_timeout(250)
    raise AssertionError("it never came")


def check_in_and_certify(page: Page, event: Event, name: str, *, good: bool) -> None:
    """The day has come, and gone."""
    now = timezone.now()
    Event.objects.filter(pk=event.pk).update(starts_at=now - timedelta(hours=2), ends_at=now + timedelta(hours=1))
    page.goto(f"/agenda/{event.pk}/organiseren/")
    page.get_by_role("link", name="Inchecken").click()
    expect(page.locator(".door-line", has_text=name)).to_be_visible()
    if good:
        assert_good_once(page, "inchecken")
    page.locator(".door-line", has_text=name).get_by_role("button", name="Is er").click()
    expect(page.locator(".door-line--in", has_text=name)).to_be_visible()
    wait_for(page, Attendance.objects.exists)  # the phone says it at once, and sends it a moment later
    Event.objects.filter(pk=event.pk).update(ends_at=now - timedelta(minutes=1))
    page.goto(f"/agenda/{event.pk}/na-afloop/")
    page.get_by_role("button", name="Geef de certificaten uit").click()
    expect(page.get_by_text("Iedereen die er was heeft een certificaat.")).to_be_visible()
    assert Certificate.objects.get().name == name


def move(page: Page, event: Event) -> None:
    page.goto(f"/agenda/{event.pk}/wijzigen/")
    page.get_by_label("Begint om").fill("14:00")
    page.get_by_label("Eindigt om").fill("17:00")
    page.get_by_label("Wat wil je zeggen over de verandering?").fill("De zaal is pas om twee uur vrij.")
    page.get_by_role("button", name="Sla op").click()
    expect(page.get_by_text("Wie zich aanmeldde krijgt een mail")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_guest_from_form_to_place(cast: Cast, live_server: Any, browser: Browser, width: int) -> None:
    event = make_event(cast.editor, audience="everybody")
    page = browser.new_page(base_url=live_server.url, viewport={"width": width, "height": 800})
    page.goto(f"/agenda/{event.pk}/")
    page.get_by_role("link", name="Meld je aan als gast").click()
    assert_good_once(page, "gast")
    page.get_by_role("button", name="Mail mij een link").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert_good_once(page, "gast met fout")
    page.get_by_label("Je naam").fill("Gijs Gast")
    page.get_by_label("Je e-mailadres op het werk").fill("gast@elders.example")
    page.get_by_role("button", name="Mail mij een link").click()
    expect(page.get_by_role("heading", name="Kijk in je mail")).to_be_visible()
    token = guests.token_for(event, Guest("Gijs Gast", "gast@elders.example"), Wish())
    page.goto(f"/agenda/gast/{token}/")
    assert_good_once(page, "bevestigen")
    page.get_by_role("button", name="Ja, meld mij aan").click()
    expect(page.get_by_text("je hebt een plaats")).to_be_visible()


def test_organisers_pages_are_accessible_and_quiet(cast: Cast, live_server: Any, browser: Browser) -> None:
    event = make_event(cast.editor, capacity=1, title="Een heel lange titel: " + "samenwerkingsafspraken " * 5)
    add_part(event)
    Question.objects.create(event=event, label="Heb je dieetwensen?")
    made = [signing_up.sign_up(event, p, by=p) for p in (cast.member, cast.colleague)]
    of_events.cancel(made[0], by=cast.member)
    page, heard = page_of(cast.editor, live_server.url, browser)
    for path in ("", *"organiseren/ wijzigen/ programma/ vragen/ uitgenodigd/ deelnemers/ herinneringen/ bericht/ verloop/ reeks/ afzegging/ aanmelden/".split()):  # fmt: skip
        page.goto(f"/agenda/{event.pk}/{path}")
        assert_good_at_all_widths(page, path)
    for path in (
        "cijfers/",
        "aanvragen/",
        "aanvragen/nieuw/",
        f"aanmelding/{made[1].pk}/",
        "maand/",
        "mijn/",
        "mijn-kalender/",
        "leerlijnen/",
        "kaart/",
        "geweest/",
    ):
        page.goto(f"/agenda/{path}")
        assert_good_at_all_widths(page, path)
    assert heard == []
