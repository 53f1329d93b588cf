"""Naming people mails them: a few in one post, and not without end on one day."""

import uuid

import pytest
from django.test import Client

from woonoverlast.forum import posting
from woonoverlast.forum.models import Mention, Post, Topic
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.notifications.models import Notice
from woonoverlast.people import caps
from woonoverlast.people.models import Act, Person
from woonoverlast.people.testing import Cast, logged_in, make_person


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return ask_question(cast.colleague)


def many(cast: Cast, count: int) -> list[Person]:
    return [make_person(f"lid{number}", cast.here) for number in range(count)]


def naming(people: list[Person]) -> str:
    return "<div>" + " ".join(f'<a href="/leden/{person.pk}/">{person.name}</a>' for person in people) + "</div>"


def reply(client: Client, topic: Topic, people: list[Person]) -> int:
    values = {"body": naming(people), "form_key": str(uuid.uuid4()), "explanation": "Dit zijn collega's."}
    return client.post(f"/forum/onderwerp/{topic.pk}/reageren/", values).status_code


def told() -> int:
    return Notice.objects.filter(kind="forum.mention").count()


def test_ten_people_in_one_post_and_not_eleven(cast: Cast, topic: Topic) -> None:
    people, client = many(cast, 11), logged_in(cast.member)
    assert reply(client, topic, people) == 422
    assert reply(client, topic, people[:10]) == 302
    assert told() == 10


def test_who_does_not_come_by_the_form_names_ten_as_well(cast: Cast, topic: Topic) -> None:
    posting.reply(topic, writing=Writing(body=naming(many(cast, 12))), by=cast.member)
    assert (Mention.objects.count(), told()) == (10, 10)


def test_fifty_people_a_day_with_a_sentence_and_a_line_for_editors(cast: Cast, topic: Topic) -> None:
    caps.take(caps.MENTIONS, by=cast.member, count=48)
    people, client = many(cast, 3), logged_in(cast.member)
    values = {"body": naming(people), "form_key": str(uuid.uuid4()), "explanation": "Dit zijn collega's."}
    page = client.post(f"/forum/onderwerp/{topic.pk}/reageren/", values).content.decode()
    assert "Morgen kun je verder" in page
    assert Act.objects.filter(verb__startswith="bereikte de daglimiet", by=cast.member).count() == 1
    posting.reply(topic, writing=Writing(body=naming(people)), by=cast.member)
    assert told() == 0
    assert Act.objects.filter(verb__startswith="bereikte de daglimiet", by=cast.member).count() == 1


def test_changing_a_post_counts_only_who_is_new_in_it(cast: Cast, topic: Topic) -> None:
    people, client = many(cast, 10), logged_in(cast.member)
    reply(client, topic, people)
    post = Post.objects.get(author=cast.member)
    for _ in range(6):
        values = {"body": naming(people) + "<div>nog iets</div>", "explanation": "Dit zijn collega's."}
        assert client.post(f"/forum/reactie/{post.pk}/wijzigen/", values).status_code == 302
    assert (told(), caps.left(caps.MENTIONS, by=cast.member)) == (10, 40)
