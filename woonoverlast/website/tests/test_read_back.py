"""Any text that a form takes leaves as a valid feed, mail, calendar, export and link, read back by another program."""

import csv
import email
import email.policy
import io
import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.mail import send_mail
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from woonoverlast.events import calendars
from woonoverlast.events.tests.making import make_event
from woonoverlast.forum import feeds, posting
from woonoverlast.forum.forms.writing import TopicForm
from woonoverlast.forum.models import Kind, Theme, Topic
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import a_theme, ask_question
from woonoverlast.lib import richtext
from woonoverlast.lib.tables import csv_bytes
from woonoverlast.lib.text import clean_line, clean_text, is_visible
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.notifications import instant, notices
from woonoverlast.notifications.models import Group
from woonoverlast.people.testing import Cast, logged_in
from woonoverlast.website.tests.test_guarded_texts import bound

TUESDAY = datetime(2026, 6, 2, 10, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
LOSES = "score < 5, <niet ingevuld>, a<b en c>d, R&D"
SIGNS = st.sampled_from(list("<>&\"'=;,\\\n\t:\x0b\x1b\u200b\u200d\u2800\u3164\ufffe👩❤é\u0301Ωمß한")) | st.characters()
TEXTS = st.text(SIGNS, min_size=1, max_size=60)
PROPERTY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


class Links(HTMLParser):
    """The words of each link, by its address."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.at = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.at = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self.at = "" if tag == "a" else self.at

    def handle_data(self, data: str) -> None:
        if self.at:
            self.found[self.at] = self.found.get(self.at, "") + data


def accepted(cast: Cast, title: str, body: str) -> tuple[str, str]:
    """As the form takes them. What the guard thinks of it is another matter."""
    data = {"kind": "question", "theme": a_theme().slug, "title": title, "body": body, "body_as": "text"}
    form = bound(TopicForm, data, {"by": cast.member})
    form.is_valid()
    assume(form.cleaned_data.get("title") and form.cleaned_data.get("body"))
    return form.cleaned_data["title"], form.cleaned_data["body"]


def asked(cast: Cast, title: str, body: str) -> Topic:
    Theme.objects.filter(pk=a_theme().pk).update(public_since=timezone.now())
    writing = Writing(body=body, form_key=uuid4())
    return posting.start_topic(
        theme=a_theme(), kind=Kind.QUESTION, title=title, labels=[], writing=writing, by=cast.member
    )


def read_mail(mail: OutgoingMail) -> EmailMessage:
    return email.message_from_bytes(bytes(mail.message), _class=EmailMessage, policy=email.policy.default)


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.django_db
@PROPERTY
@given(title=TEXTS, body=TEXTS)
def test_accepted_text_is_read_back_from_feed_and_link(cast: Cast, title: str, body: str) -> None:
    with transaction.atomic():
        title, body = accepted(cast, f"Vraag: {title}", body)
        topic = asked(cast, title, body)
        client = logged_in(cast.colleague)
        feeds.renew(cast.colleague)
        for path in ("/forum/nieuw.atom", f"/forum/feed/{feeds.address_key(cast.colleague)}/nieuw.atom"):
            entry = next(ET.fromstring(client.get(path).content).iter(f"{ATOM}entry"))  # noqa: S314 made by ourselves
            summary = entry.find(f"{ATOM}summary")
            assert summary is not None
            assert (entry.findtext(f"{ATOM}title"), summary.get("type")) == (title, "text")
            assert words(summary.text or "") == words(richtext.plain(body))
        shown = Links(client.get("/forum/proef/").content.decode()).found[topic.get_absolute_url()]
        assert is_visible(shown)
        assert words(title) == words(shown)[: len(words(title))]
        transaction.set_rollback(True)


@pytest.mark.django_db
@PROPERTY
@given(title=TEXTS, body=TEXTS)
def test_accepted_text_is_read_back_from_mail_and_own_data(cast: Cast, title: str, body: str) -> None:
    backend = override_settings(EMAIL_BACKEND="woonoverlast.mail.layout.LaidOutBackend")
    with transaction.atomic(), backend, time_machine.travel(TUESDAY, tick=False) as clock:
        title, body = accepted(cast, f"Vraag: {title}", body)
        topic = asked(cast, title, body)
        send_mail(title[:150], richtext.plain(body), None, [cast.colleague.email])
        notices.tell(
            [cast.colleague],
            kind="forum.mention",
            title=f"Iemand noemt je in: {title}",
            url=topic.get_absolute_url(),
            reason="je dat koos",
            group=Group.MENTION,
        )
        clock.shift(timedelta(minutes=30))
        instant.send_due()
        plain, with_markup = (read_mail(mail) for mail in OutgoingMail.objects.order_by("pk"))
        assert words(plain["Subject"]) == words(title[:150])
        text = plain.get_body(("plain",))
        assert text is not None
        assert words(richtext.plain(body))[:1] == words(text.get_content())[:1]
        assert not with_markup.defects
        assert words(title)[-1] in words(with_markup.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        own = json.loads(logged_in(cast.member).get("/account/gegevens.json").content)
        assert title in json.dumps(own, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
        transaction.set_rollback(True)


@pytest.mark.django_db
@PROPERTY
@given(text=TEXTS)
def test_accepted_text_is_read_back_from_a_calendar(cast: Cast, text: str) -> None:
    title = clean_line(f"Bijeenkomst {text}")[:150]
    with transaction.atomic():
        event = make_event(cast.editor, title=title, summary=clean_line(text)[:200])
        event_entry = next(iter(Calendar.from_ical(calendars.published([calendars.public_item(event)])).walk("VEVENT")))
        assert str(event_entry["SUMMARY"]) == title
        transaction.set_rollback(True)


@PROPERTY
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
def test_accepted_text_is_read_back_from_a_table(rows: list[tuple[str, str]]) -> None:
    cleaned = [[clean_text(cell) for cell in row] for row in rows]
    text = csv_bytes(cleaned).decode("utf-8-sig")
    read = [
        [cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")
    ]
    assert read == [[cell.removeprefix("'") for cell in row] for row in cleaned]


def test_words_between_angle_brackets_come_through_feeds(cast: Cast) -> None:
    asked(cast, "Wat betekent dit?", richtext.from_text(LOSES))
    feed = ET.fromstring(logged_in(cast.colleague).get("/forum/nieuw.atom").content)  # noqa: S314 made by ourselves
    summary: Any = next(feed.iter(f"{ATOM}summary"))
    assert (summary.get("type"), summary.text) == ("text", LOSES)


def test_row_of_before_breaks_no_feed(cast: Cast) -> None:
    topic = ask_question(cast.colleague)
    Theme.objects.filter(pk=topic.theme_id).update(public_since=timezone.now())
    Topic.objects.filter(pk=topic.pk).update(title="Oude\x0b titel\x1b")
    answer = logged_in(cast.member).get("/forum/nieuw.atom")
    assert answer.status_code == 200
    assert ET.fromstring(answer.content).findtext(f".//{ATOM}entry/{ATOM}title") == "Oude titel"  # noqa: S314
