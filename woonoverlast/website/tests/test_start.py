"""The front page of a member: what waits, what is new on the forum, and that it costs the same on a busy forum."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.cases.tests.helpers import put_case
from woonoverlast.experts.models import Ask
from woonoverlast.forum.models import Topic
from woonoverlast.forum.tests.helpers import answer, ask_question, withhold
from woonoverlast.notifications import watching
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality


@pytest.fixture
def cast(places: None) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    cast = make_cast(here, elsewhere)
    Person.objects.update(created_at=timezone.now() - timedelta(days=30))
    return cast


def start(person: Person) -> str:
    return logged_in(person).get("/").content.decode()


def named(topic: Topic, title: str) -> Topic:
    topic.title = title
    topic.save()
    return topic


def test_new_topic_is_on_the_front_page_until_it_was_read(cast: Cast) -> None:
    named(ask_question(cast.outsider), "Wie kent een goede mediator?")
    assert "Wie kent een goede mediator?" in start(cast.member)
    logged_in(cast.member).post("/forum/alles-gelezen/")
    assert "Wie kent een goede mediator?" not in start(cast.member)


def test_followed_topic_comes_before_newer_ones(cast: Cast) -> None:
    followed = named(ask_question(cast.member, hours=90), "Mijn eigen vraag van vorige week")
    watching.follow_from_now(cast.member, followed, reason="je dit begon")
    answer(followed, cast.colleague, at=timezone.now() - timedelta(hours=80))
    for _ in range(6):
        ask_question(cast.outsider, hours=2)
    assert "Mijn eigen vraag van vorige week" in start(cast.member)
    assert "Mijn eigen vraag van vorige week" not in start(cast.colleague)


def test_withheld_topic_is_on_nobodys_front_page(cast: Cast) -> None:
    topic = named(ask_question(cast.outsider), "Hier stond een naam")
    assert "Hier stond een naam" in start(cast.member)
    withhold(topic.opening)
    assert "Hier stond een naam" not in start(cast.member)


def test_question_to_me_waits_on_the_front_page(cast: Cast) -> None:
    assert "jouw antwoord" not in start(cast.member)
    topic = ask_question(cast.outsider)
    Ask.objects.create(topic=topic, person=cast.member, at=timezone.now(), evidence="kent geluid")
    assert "Een collega hoopt op jouw antwoord" in start(cast.member)


def test_case_question_to_check_waits_on_the_front_page(cast: Cast) -> None:
    put_case(cast.outsider, checker=cast.member)
    assert "1 casusvraag om te controleren" in start(cast.member)
    assert "om te controleren op" not in start(cast.colleague)


def test_as_many_queries_for_a_busy_forum(cast: Cast) -> None:
    client = logged_in(cast.member)

    def queries() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/")
        return len(seen)

    ask_question(cast.outsider)
    few = queries()
    for _ in range(20):
        answer(ask_question(cast.outsider), cast.colleague)
    assert queries() == few
