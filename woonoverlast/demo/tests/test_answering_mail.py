"""Answering a mail at /postbak/: a real mail goes the way of mail that a mail server brings."""

import email
import email.policy
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from woonoverlast.experts import asking
from woonoverlast.forum.models import Post, Topic
from woonoverlast.forum.tests.helpers import a_theme
from woonoverlast.lib.uploads.tests.made import pdf
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.notifications import instant
from woonoverlast.notifications.models import IncomingMail, Notice
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality

ANSWER = "Wij gaan altijd met twee mensen.\n\nDe wijkagent schuift later aan."


@pytest.fixture
def cast(places: None, settings: Any, tmp_path: Path) -> Cast:
    settings.EMAIL_BACKEND = "woonoverlast.mail.layout.LaidOutBackend"
    settings.MEDIA_ROOT = tmp_path
    return make_cast(*Municipality.objects.current().order_by("code")[:2])


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """Asked on the web."""
    values = {"kind": "question", "theme": a_theme().slug, "title": "Wie gaat er mee?", "body": "<p>Wij twijfelen.</p>"}
    logged_in(cast.member).post("/forum/nieuw/", values)
    return Topic.objects.get(title="Wie gaat er mee?")


@pytest.fixture
def asked(cast: Cast, topic: Topic) -> OutgoingMail:
    """The mail to somebody who may know."""
    asking.ask_person(topic, cast.outsider, by=cast.member)
    return mailed_to(cast.outsider)


def mailed_to(person: Person) -> OutgoingMail:
    """The newest mail to this person; what waits is sent first, as the worker would by day."""
    Notice.objects.filter(person=person, mailed_at=None).update(mail_due_at=timezone.now())
    now = timezone.localtime()
    instant.send_to(person.pk, now=now.replace(hour=10) + timedelta(days=(1 - now.weekday()) % 7 + 7))
    return OutgoingMail.objects.filter(to=person.email).latest("pk")


def answer(client: Client, mail: OutgoingMail, text: str = ANSWER, **more: Any) -> str:
    response = client.post(f"/postbak/{mail.pk}/antwoord/", {"text": text, **more}, follow=True)
    return response.content.decode()


def parsed(mail: OutgoingMail) -> Message:
    return email.message_from_bytes(bytes(mail.message), policy=email.policy.default)


def test_ask_on_the_web_answer_from_the_mailbox_read_in_one_thread(
    client: Client, cast: Cast, topic: Topic, asked: OutgoingMail
) -> None:
    assert "Wij twijfelen." in client.get(f"/postbak/{asked.pk}/").content.decode()
    assert "Je reactie staat op het forum." in answer(client, asked)
    post = Post.objects.get(topic=topic, number=2)
    assert post.body == "<p>Wij gaan altijd met twee mensen.</p><p>De wijkagent schuift later aan.</p>"
    first = mailed_to(cast.member)
    assert "De wijkagent schuift later aan." in client.get(f"/postbak/{first.pk}/").content.decode()
    answer(client, asked, "En vergeet de tolk niet.")
    second = mailed_to(cast.member)
    assert parsed(second)["In-Reply-To"] == parsed(first)["Message-ID"]
    answer(client, second, "Dank, dat gaan wij doen.")
    assert topic.posts.latest("number").author == cast.member


def test_file_goes_along(client: Client, asked: OutgoingMail) -> None:
    answer(client, asked, file=SimpleUploadedFile("brief.pdf", pdf()))
    assert Post.objects.get(number=2).attachments.get().name == "brief.pdf"


def test_refusal_is_told_and_comes_by_mail(client: Client, cast: Cast, asked: OutgoingMail) -> None:
    page = answer(client, asked, "Bel Jan Jansen op 06-12345678.")
    assert "Een redacteur kijkt eerst mee. Er ging een mail terug die zegt waarom." in page
    newest = OutgoingMail.objects.latest("pk")
    assert (newest.to, newest.subject) == (cast.outsider.email, "Een redacteur kijkt eerst mee")


def test_nothing_written_is_told_beside_the_field(client: Client, asked: OutgoingMail) -> None:
    response = client.post(f"/postbak/{asked.pk}/antwoord/", {"text": " "})
    assert response.status_code == 422
    assert "Schrijf eerst je antwoord." in response.content.decode()
    assert not IncomingMail.objects.exists()


def test_mail_without_reply_address_has_no_form(client: Client, cast: Cast) -> None:
    plain = OutgoingMail.objects.create(to=cast.member.email, message=b"Reply-To: iemand@elders.example\r\n\r\nHoi")
    assert "Antwoord op deze mail" not in client.get(f"/postbak/{plain.pk}/").content.decode()
    assert client.post(f"/postbak/{plain.pk}/antwoord/", {"text": "Hoi"}).status_code == 404


def test_only_in_the_demonstration_and_never_by_get(client: Client, asked: OutgoingMail, settings: Any) -> None:
    assert client.get(f"/postbak/{asked.pk}/antwoord/").status_code == 405
    settings.DEMONSTRATION = False
    assert client.post(f"/postbak/{asked.pk}/antwoord/", {"text": "Hoi"}).status_code == 404
