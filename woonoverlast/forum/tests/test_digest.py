"""The overview by mail: what concerns me first, then popular in my themes, then new; once per moment; never empty."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.forum.models import Topic
from woonoverlast.forum.tests.helpers import answer, ask_question, withhold
from woonoverlast.mail.tests.letters import part, received
from woonoverlast.notifications import digest, notices, watching
from woonoverlast.notifications.models import Choices, Group, Notice, Watch
from woonoverlast.people.models import Membership, Person
from woonoverlast.people.testing import STARTED, Cast, make_cast
from woonoverlast.places.models import Municipality

# Monday; the digest of who chose nothing comes on Tuesday at eight.
MONDAY = datetime(2026, 6, 1, 10, 0, tzinfo=timezone.get_fixed_timezone(120))
MOMENT = datetime(2026, 6, 2, 8, 5, tzinfo=timezone.get_fixed_timezone(120))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db: None, places: None, clock: time_machine.Traveller) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


def question(author: Person, title: str, **changes: Any) -> Topic:
    topic = ask_question(author, hours=-1)
    Topic.objects.filter(pk=topic.pk).update(title=title, **changes)
    topic.refresh_from_db()
    return topic


def mention(person: Person, topic: Topic) -> None:
    fields: Any = {"kind": "forum.mention", "title": f"X noemt je in: {topic.title}", "url": "/forum/"}
    Choices.objects.update_or_create(person=person, defaults={"mention": "digest"})
    notices.tell([person], group=Group.MENTION, thread=watching.thing_of(topic), reason="iemand je noemt", **fields)


def text_for(person: Person) -> str:
    mine = [number for number, message in enumerate(mail.outbox) if message.to == [person.email]]
    return part(received(mine[0]), "plain") if mine else ""


def test_order_is_mine_then_popular_then_new(cast: Cast, clock: time_machine.Traveller) -> None:
    question(cast.outsider, "Een nieuwe vraag")
    question(cast.outsider, "Een geliefde vraag", useful_count=8)
    mention(cast.member, question(cast.outsider, "Een vraag die mij noemt"))
    clock.move_to(MOMENT)
    digest.send_digests()
    text = text_for(cast.member)
    places = [
        text.index(f"* {title}") for title in ("Een vraag die mij noemt", "Een geliefde vraag", "Een nieuwe vraag")
    ]
    assert places == sorted(places)
    assert text.count("* Een vraag die mij noemt") == 1
    assert "Je krijgt dit omdat iemand je noemt." in text


def test_moment_comes_once(cast: Cast, clock: time_machine.Traveller) -> None:
    question(cast.outsider, "Een nieuwe vraag")
    clock.move_to(MOMENT)
    first = digest.send_digests()
    assert first > 0
    assert digest.send_digests() == 0
    clock.shift(timedelta(hours=2))
    assert digest.send_digests() == 0


@pytest.mark.parametrize("hour", [7, 15])
def test_nothing_goes_at_another_hour(cast: Cast, clock: time_machine.Traveller, hour: int) -> None:
    """The positive control is the test before."""
    question(cast.outsider, "Een nieuwe vraag")
    clock.move_to(MOMENT.replace(hour=hour))
    assert digest.send_digests() == 0


def test_empty_digest_is_not_sent(cast: Cast, clock: time_machine.Traveller) -> None:
    clock.move_to(MOMENT)
    assert digest.send_digests() == 0
    assert Choices.objects.exclude(digest_looked_at=None).exists()


def test_what_was_seen_since_is_not_in_it(cast: Cast, clock: time_machine.Traveller) -> None:
    question(cast.outsider, "Een nieuwe vraag")
    Person.objects.filter(pk=cast.member.pk).update(last_seen_at=MOMENT - timedelta(hours=1))
    clock.move_to(MOMENT)
    digest.send_digests()
    assert text_for(cast.member) == ""
    assert "Een nieuwe vraag" in text_for(cast.colleague)


@pytest.mark.parametrize("how", ["withheld", "muted", "own"])
def test_withheld_muted_and_own_topics_are_left_out(cast: Cast, clock: time_machine.Traveller, how: str) -> None:
    topic = question(cast.member if how == "own" else cast.outsider, "Een vraag apart")
    question(cast.outsider, "Een gewone vraag")
    if how == "withheld":
        withhold(topic.opening)
    if how == "muted":
        watching.watch(cast.member, topic, level=Watch.Level.MUTED)
    clock.move_to(MOMENT)
    digest.send_digests()
    assert "Een vraag apart" not in text_for(cast.member)
    assert "Een gewone vraag" in text_for(cast.member)


def test_notice_about_a_withheld_post_is_left_out(cast: Cast, clock: time_machine.Traveller) -> None:
    topic = question(cast.outsider, "Een gewone vraag")
    post = answer(topic, cast.colleague, at=MONDAY + timedelta(hours=2))
    fields: Any = {"kind": "x", "title": "Geheime woorden", "url": "/forum/", "reason": "iemand je noemt"}
    Choices.objects.create(person=cast.member, mention="digest")
    notices.tell([cast.member], group=Group.MENTION, about=watching.thing_of(post), **fields)
    withhold(post)
    clock.move_to(MOMENT)
    digest.send_digests()
    assert "Geheime woorden" not in text_for(cast.member)
    assert "Een gewone vraag" in text_for(cast.member)


def test_what_does_not_fit_waits_for_the_next(cast: Cast, clock: time_machine.Traveller) -> None:
    for number in range(digest.MAX_FOR_ME + 2):
        mention(cast.member, question(cast.outsider, f"Vraag {number}"))
    clock.move_to(MOMENT)
    digest.send_digests()
    assert Notice.objects.for_digest().filter(person=cast.member).count() == 2
    clock.shift(timedelta(days=7))
    digest.send_digests()
    assert not Notice.objects.for_digest().filter(person=cast.member).exists()


def test_questions_do_not_grow_with_members(cast: Cast, clock: time_machine.Traveller) -> None:
    topic = question(cast.outsider, "Een nieuwe vraag")
    clock.move_to(MOMENT)
    digest.make_missing()
    few = build_counted()
    for number in range(40):
        person = Person.objects.create_user(f"p{number}@werk.example", name=f"P{number}")
        Membership.objects.create(person=person, organisation=cast.here, started_on=STARTED)
        mention(person, topic)
    assert build_counted() <= few + 1  # where nobody has notices, nothing is looked up for them


def build_counted() -> int:
    batch = list(Choices.objects.select_related("person"))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert all(digest.build(batch, now=timezone.now()).keys())
    return len(captured)
