"""A busy forum, 500 posts a week with `--full`: rustig gives at most two mails a week and misses nothing addressed to the person."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from woonoverlast.forum import posting
from woonoverlast.forum.posting import Writing
from woonoverlast.forum.tests.helpers import ask_question
from woonoverlast.mail.tests.letters import part, received
from woonoverlast.notifications import digest, instant, watching
from woonoverlast.notifications.models import Notice, NoticeMail, Watch
from woonoverlast.notifications.presets import PRESETS, choose
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, make_cast
from woonoverlast.places.models import Municipality

MONDAY = datetime(2026, 6, 1, 8, 0, tzinfo=timezone.get_fixed_timezone(120))
HOURS = 7 * 24


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY - timedelta(days=7), tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db: None, places: None, clock: time_machine.Traveller) -> Cast:
    here, elsewhere = Municipality.objects.current().order_by("code")[:2]
    return make_cast(here, elsewhere)


@pytest.mark.parametrize(
    ("preset", "posts"), [("rustig", 100), ("alles", 100), pytest.param("rustig", 500, marks=pytest.mark.full)]
)
def test_busy_week(cast: Cast, clock: time_machine.Traveller, preset: str, posts: int) -> None:
    """With alles the same posts give many mails: the positive control of the limit and of the count."""
    choose(cast.member, PRESETS[preset])
    addressed = live_through_a_week(cast, clock, posts)
    gone = NoticeMail.objects.filter(person=cast.member).values_list("at", flat=True)
    weeks = Counter(moment.isocalendar().week for moment in gone)
    assert weeks.total() == len(to_member(cast.member))
    mailed = "\n".join(part(received(number), "plain") for number in to_member(cast.member))
    assert len(addressed) == 10
    assert [title for title in addressed if title not in mailed] == []
    assert not Notice.objects.addressed().filter(person=cast.member, mailed_at=None).exists()
    if preset == "rustig":
        assert max(weeks.values()) <= 2
    else:
        assert max(weeks.values()) > 20


def live_through_a_week(cast: Cast, clock: time_machine.Traveller, posts: int) -> list[str]:
    """So many posts, ten of which name the member, and ten days of jobs. Returns the titles of the ten topics."""
    chance = random.Random(7)  # noqa: S311 the same every time
    topics = [ask_question(cast.outsider) for _ in range(25)]
    for number, topic in enumerate(topics):
        topic.title = f"Onderwerp {number:02}"
        topic.save(update_fields=["title"])
    watching.watch(cast.member, topics[0].theme, level=Watch.Level.EVERYTHING)
    writers = [cast.colleague, cast.coordinator, cast.executive, cast.other_coordinator]
    for hour in range(HOURS + 3 * 24):
        clock.move_to(MONDAY + timedelta(hours=hour))
        for number in range(posts * hour // HOURS, min(posts * (hour + 1) // HOURS, posts)):
            named = number % (posts // 10) == 0
            topic = topics[number // (posts // 10)] if named else chance.choice(topics)
            write(topic, by=chance.choice(writers), to=cast.member if named else None)
        clock.shift(timedelta(minutes=30))
        instant.send_due()
        digest.send_digests()
    return [topic.title for topic in topics[:10]]


def write(topic: object, *, by: Person, to: Person | None) -> None:
    name = f'<a href="/leden/{to.pk}/">@{to}</a> ' if to else ""
    posting.reply(topic, writing=Writing(body=f"<p>{name}Zo doen wij dat.</p>"), by=by)  # type: ignore[arg-type]


def to_member(person: Person) -> list[int]:
    """The mails to this person: their place in the outbox."""
    return [number for number, message in enumerate(mail.outbox) if message.to == [person.email]]
