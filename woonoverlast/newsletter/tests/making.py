"""Editions, readers and sending, for the tests of this context."""

from typing import Any

from django.utils import timezone

from woonoverlast.forum.models import Topic
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.mail.bulk import sending as engine
from woonoverlast.mail.models import OutgoingMail
from woonoverlast.newsletter import items, sending, writing
from woonoverlast.newsletter.models import Block, Edition, Subscriber
from woonoverlast.people.models import Person

WORDS: dict[str, Any] = {
    "subject": "Drie vragen over geluid",
    "preview": "En een nieuw antwoord over honden",
    "introduction": "<p>Beste {voornaam},</p><p>Dit is het nieuws.</p>",
    "in_archive": True,
}


def a_draft(by: Person, **words: Any) -> Edition:
    """With one item in it, so that nothing keeps it from being sent."""
    edition = writing.make(by=by)
    edition = writing.save(edition, words=WORDS | words, version=edition.version, by=by)
    pick(edition, a_topic(by), by=by)
    return edition


def a_topic(by: Person) -> Topic:
    return Topic.objects.first() or ask_question(by)


def pick(edition: Edition, topic: Topic, *, by: Person) -> Block:
    key = f"topic:{topic.pk}"
    writing.add_items(edition, list(items.get([key]).values()), by=by)
    return edition.blocks.get(source=key)


def sent(edition: Edition, *, by: Person) -> Edition:
    """Everybody who should get it has it."""
    on_its_way = sending.send(edition, due_at=None, by=by)
    engine.run(connections_at_once=1, until=lambda: False)
    return on_its_way


def a_subscriber(address: str = "lezer@thuis.example") -> Subscriber:
    return Subscriber.objects.create(address=address, confirmed_at=timezone.now())


def mails_to(address: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=address).order_by("pk"))


def body_of(mail: OutgoingMail) -> str:
    return bytes(mail.message).decode()


def typed(edition: Edition, **changed: Any) -> dict[str, Any]:
    """What the form of the page to write on sends."""
    names = ("subject", "preview", "introduction", "version")
    return {name: getattr(edition, name) for name in names} | {"introduction_as": "html", "in_archive": "on"} | changed
