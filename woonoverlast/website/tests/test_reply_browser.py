"""The journey in Chromium: asked on the web, answered from the mailbox, and read in the mailbox in one thread."""

import email
import email.policy
from datetime import datetime, timedelta
from email.message import Message
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from woonoverlast.experts import asking
from woonoverlast.forum.models import Post, Topic
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.notifications import instant
from woonoverlast.notifications.models import Notice
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality
from woonoverlast.website.tests.test_browser import assert_good, assert_good_once
from woonoverlast.website.tests.writing import ask, page_of

pytestmark = pytest.mark.browser

TITLE = "Wie gaat er mee naar een eerste gesprek?"
ANSWER = "Wij gaan altijd met twee mensen.\n\nDe wijkagent schuift later aan."


@pytest.fixture
def cast(transactional_db: None, places: None, settings: Any) -> Cast:
    settings.EMAIL_BACKEND = "woonoverlast.mail.layout.LaidOutBackend"
    a_theme()
    return make_cast(*Municipality.objects.current().order_by("code")[:2])


@pytest.mark.parametrize("width", [1280, 360])
def test_ask_on_the_web_answer_from_the_mailbox(cast: Cast, live_server: Any, browser: Browser, width: int) -> None:
    home, size = str(live_server.url), {"width": width, "height": 800}
    page, heard = page_of(cast.member, home, browser, viewport=size)
    ask_question(cast.colleague)
    ask(page, title=TITLE, text="Wij twijfelen.")
    page.get_by_role("button", name="Plaats op het forum").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    topic = Topic.objects.get(title=TITLE)
    asking.ask_person(topic, cast.outsider, by=cast.member, evidence="je werkt bij een gemeente")
    answer(page, cast.outsider)
    post = Post.objects.get(topic=topic, number=2)
    assert (post.author, post.text) == (
        cast.outsider,
        "Wij gaan altijd met twee mensen.\nDe wijkagent schuift later aan.",
    )
    open_mail(page, cast.member)
    expect(page.locator(".letter")).to_contain_text("Wij gaan altijd met twee mensen.")
    assert_good_once(page, "postbak-vrager")
    answer(page, cast.outsider, text="En vergeet de tolk niet.")
    open_mail(page, cast.member)
    expect(page.locator(".letter")).to_contain_text("En vergeet de tolk niet.")
    first, second = mails_to(cast.member)
    assert second["In-Reply-To"] == first["Message-ID"]
    assert heard == []


def test_empty_answer_is_told_beside_its_field(cast: Cast, live_server: Any, browser: Browser) -> None:
    page, _ = page_of(cast.outsider, str(live_server.url), browser, viewport={"width": 360, "height": 800})
    asking.ask_person(ask_question(cast.member), cast.outsider, by=cast.member)
    open_mail(page, cast.outsider)
    page.get_by_role("button", name="Verstuur je antwoord").click()
    expect(page.get_by_role("alert").first).to_contain_text("Schrijf eerst je antwoord.")
    assert_good(page, "postbak-fout")


def answer(page: Page, person: Person, *, text: str = ANSWER) -> None:
    open_mail(page, person)
    expect(page.locator(".letter")).to_contain_text("Wij twijfelen.")
    page.get_by_label("Je antwoord").fill(text)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Verstuur je antwoord").click()
    expect(page.get_by_text("Je reactie staat op het forum.")).to_be_visible()


def open_mail(page: Page, person: Person) -> None:
    """The newest mail to this person; it is sent first, as the worker would by day."""
    Notice.objects.filter(person=person, mailed_at=None).update(mail_due_at=timezone.now())
    instant.send_to(person.pk, now=a_working_day())
    page.goto(f"/postbak/?aan={person.email}")
    page.locator("table a").first.click()


def a_working_day() -> datetime:
    """A coming Tuesday at ten: no quiet hours."""
    now = timezone.localtime()
    return now.replace(hour=10) + timedelta(days=(1 - now.weekday()) % 7 + 7)


def mails_to(person: Person) -> list[Message]:
    rows = OutgoingMail.objects.filter(to=person.email).order_by("pk")
    return [email.message_from_bytes(bytes(row.message), policy=email.policy.default) for row in rows]
