"""After an event in Chromium: every page is accessible and quiet, wide and on a phone, and the path of an organiser."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from woonoverlast.attendance import certifying, evaluating, materials
from woonoverlast.attendance.models import Certificate, EvaluationAnswer, RaisedQuestion, Track, TrackItem
from woonoverlast.attendance.tests.day import came, over, own_path, path
from woonoverlast.events.models import Event, SignUp
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.test_browser import assert_good, assert_good_at_all_widths
from woonoverlast.website.tests.writing import page_of, write

pytestmark = pytest.mark.browser
LONG = "Regionaalsamenwerkingsverbandopenbareveiligheid"


@pytest.fixture
def cast(transactional_db: None, places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


@pytest.fixture
def home(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def event(cast: Cast) -> Event:
    made = over(cast.editor, title=f"Instrumenten uitgelegd voor het {LONG}")
    came(made, cast.member, by=cast.editor)
    came(made, by=cast.editor, guest_name=f"Anna {LONG}", guest_email="", guest_organisation=LONG)
    materials.add_link(made, title=f"Opname {LONG}", seen_by="members", url="https://video.example/1", by=cast.editor)
    materials.write_minutes(made, title="Verslag", seen_by="everybody", body="<p>Kort.</p>", by=cast.editor)
    RaisedQuestion.objects.create(event=made, text=f"Mag dit van het {LONG}?", by=cast.editor, became="/forum/")
    RaisedQuestion.objects.create(event=made, text="En wie betaalt dat?", by=cast.editor)
    for grade in (6, 7, 7, 8, 9):
        EvaluationAnswer.objects.create(event=made, grade=grade, useful=4, better=f"Meer {LONG}")
    evaluating.ask(made)
    certifying.issue(made, by=cast.editor)
    track = Track.objects.create(slug="regie", title=f"Regie {LONG}", made_by=cast.editor, published_at=made.starts_at)
    for title in ("Begin", "Vervolg"):
        TrackItem.objects.create(track=track, title=title, text=LONG)
    TrackItem.objects.earliest("pk").events.add(made)
    return made


def pages(event: Event, cast: Cast) -> list[tuple[Person | None, list[str]]]:
    sign_up = SignUp.objects.get(person=cast.member)
    question, minutes = RaisedQuestion.objects.latest("pk"), event.materials.get(kind="minutes")
    certificate, item = Certificate.objects.get(sign_up=sign_up), TrackItem.objects.earliest("pk")
    after = path(event, "na-afloop/")
    organiser = [
        after,
        f"{after}evaluatie/",
        f"{after}vraag/",
        *(f"{after}materiaal/?soort={k}" for k in ("file", "link", "minutes")),
    ]
    organiser += [f"/agenda/vragen/{question.pk}/werd/", f"/agenda/certificaten/{certificate.pk}/intrekken/"]
    tracks = ["nieuw/", "regie/wijzigen/", f"regie/onderdelen/{item.pk}/", "regie/onderdelen/"]
    reader = [
        path(event),
        "/agenda/mijn/",
        "/agenda/leerlijnen/",
        "/agenda/leerlijnen/regie/",
        f"/agenda/materiaal/{minutes.pk}/",
    ]
    visitor = [
        certificate.get_absolute_url(),
        own_path(sign_up, "evaluatie/"),
        path(event),
        "/agenda/leerlijnen/regie/",
    ]
    return [
        (cast.editor, organiser + [f"/agenda/leerlijnen/{one}" for one in tracks]),
        (cast.member, reader),
        (None, visitor),
    ]


def test_pages_are_accessible_and_quiet(cast: Cast, event: Event, home: str, browser: Browser) -> None:
    for person, addresses in pages(event, cast):
        page, heard = page_for(person, home, browser)
        for address in addresses:
            page.goto(address)
            assert_good_at_all_widths(page, address)
        assert heard == []


def page_for(person: Person | None, home: str, browser: Browser) -> tuple[Page, list[str]]:
    size: Any = {"width": 1280, "height": 740}
    if person:
        return page_of(person, home, browser, viewport=size)
    return browser.new_context(base_url=home, viewport=size).new_page(), []


def test_organiser_rounds_an_event_off_on_a_phone(cast: Cast, home: str, browser: Browser) -> None:
    event = over(cast.coordinator)
    came(event, cast.member, by=cast.coordinator)
    page, heard = page_of(cast.coordinator, home, browser, viewport={"width": 360, "height": 740})
    page.goto(path(event, "na-afloop/"))
    page.get_by_role("link", name="Schrijf een verslag").click()
    page.get_by_label("Titel").fill("Verslag van de middag")
    write(page, "Wij spraken af wie wat doet.")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_role("link", name="Verslag van de middag", exact=True)).to_be_visible()
    page.get_by_role("link", name="Noteer een vraag").click()
    page.get_by_label("Vraag").fill("Wie betaalt de mediator?")
    page.get_by_role("button", name="Noteer").click()
    page.get_by_role("link", name="Stel op het forum").click()
    expect(page.get_by_label("Titel")).to_have_value("Wie betaalt de mediator?")
    expect(page.locator("trix-editor")).to_contain_text("Deze vraag kwam op bij")
    page.goto(path(event, "na-afloop/"))
    page.get_by_role("button", name="Geef de certificaten uit").click()
    expect(page.get_by_text("1 certificaat uitgegeven. Iedereen krijgt een mail.")).to_be_visible()
    assert heard == []


def test_participant_answers_without_logging_in(cast: Cast, home: str, browser: Browser) -> None:
    event = over(cast.coordinator)
    sign_up = came(event, by=cast.coordinator)
    page = browser.new_context(base_url=home, viewport={"width": 360, "height": 740}).new_page()
    page.goto(own_path(sign_up, "evaluatie/"))
    page.get_by_label("8", exact=True).check()
    page.get_by_label("Wat kan beter?").fill("Bel mij op 06-12345678.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert")).to_contain_text("zonder gegevens van personen")
    assert_good(page, "evaluatie met fout")
    assert page.get_by_label("8", exact=True).is_checked()
    page.get_by_label("Wat kan beter?").fill("Meer pauze.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Bedankt.")).to_be_visible()
    assert EvaluationAnswer.objects.get().grade == 8
