"""Pages cost the same for few and for many rows, and what is unread costs the same in a small and in a large forum."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from woonoverlast.forum import for_me, topic_page, unread
from woonoverlast.forum.models import Post, Theme, Topic
from woonoverlast.forum.tests.helpers import a_theme, answer, ask_question, subject, withhold
from woonoverlast.notifications import notices
from woonoverlast.people.models import Person
from woonoverlast.people.testing import Cast, logged_in, make_cast
from woonoverlast.places.models import Municipality


@pytest.fixture
def cast(places: None) -> Cast:
    cast = make_cast(*Municipality.objects.current().order_by("code")[:2])
    Person.objects.update(created_at=timezone.now() - timedelta(days=90))
    return cast


def count(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("member", "/"),
        ("member", "/forum/"),
        ("editor", "/forum/"),
        ("member", "/forum/proef/"),
        ("editor", "/forum/proef/"),
        ("member", "/forum/casus/"),
        ("member", "/forum/gevraagd/"),
        ("member", "/meldingen/"),
    ],
)
def test_many_rows_cost_as_many_queries_as_few(cast: Cast, who: str, path: str) -> None:
    client = logged_in(getattr(cast, who))
    for number in range(2):
        fill(cast, number)
    few = count(client, path)
    for number in range(12):
        fill(cast, number)
    assert count(client, path) == few <= 20


def fill(cast: Cast, number: int) -> None:
    topic = ask_question([cast.colleague, cast.outsider, cast.steward][number % 3], about=subject())
    answer(topic, cast.coordinator, best=number % 2 == 0)
    notices.tell(
        [cast.member], kind="x", title="Nieuws", url=topic.get_absolute_url(), reason="x", thread=f"topic:{topic.pk}"
    )


def old_topics(cast: Cast, number: int) -> None:
    at = timezone.now() - timedelta(days=100)
    fields: dict[str, Any] = {"theme": a_theme(), "author": cast.outsider, "started_at": at, "last_posted_at": at}
    topics = Topic.objects.bulk_create(Topic(title=f"Oud {n}", last_number=1, **fields) for n in range(number))
    posted: dict[str, Any] = {"number": 1, "author": cast.outsider, "body": "x", "text": "x", "posted_at": at}
    Post.objects.bulk_create(Post(topic=topic, **posted) for topic in topics)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE forum_topic, forum_post")


def touched(queryset: QuerySet[Any]) -> int:
    """How many rows the database looked at to answer."""
    plan = json.loads(queryset.explain(format="json", analyze=True))[0]["Plan"]
    return sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] for node in nodes(plan)
    )


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def test_unread_touches_as_many_rows_in_a_forum_of_ten_times_the_size(cast: Cast) -> None:
    for number in range(5):
        fill(cast, number)
    old_topics(cast, 400)
    query = unread.unread_topics(cast.member, since=unread.floor(cast.member))[:100]
    small, small_start = touched(query), count(logged_in(cast.member), "/")
    old_topics(cast, 4000)
    assert touched(query) <= small + 20
    assert count(logged_in(cast.member), "/") == small_start
    assert touched(Topic.objects.filter(title="geen")) > small, "the measure sees a walk through the table"


def test_prepared_pages_say_the_same_as_queries_made_at_once(cast: Cast) -> None:
    """Once for one member and then, with the query that is kept, for another: what the first did does not stick."""
    topic = ask_question(cast.colleague, about=subject())
    post = answer(topic, cast.outsider, best=True)
    withhold(answer(topic, cast.coordinator))
    unread.mark_read(cast.member, topic, number=1)
    for person in (cast.member, cast.coordinator, cast.executive):
        found: Any = topic_page.find_topic(person, topic.pk)
        plain: Any = topic_page.load(Topic.objects.visible_to(person), person).get(pk=topic.pk)
        for name in ("mark", "level", "said_me_too", "accepted_post", "shown_number", "label_names", "moderated"):
            assert getattr(found, name) == getattr(plain, name), name
        today = timezone.localdate()
        numbers = [shown.post.number for shown in topic_page.posts(found, person, page=1)]
        assert numbers == list(
            topic_page.load_posts(person, topic=topic.pk, first=1, last=99, today=today).values_list(
                "number", flat=True
            )
        )
    assert found.accepted_post == post.pk


def test_start_page_names_first_what_is_followed(cast: Cast) -> None:
    for number in range(8):
        fill(cast, number)
    lines = for_me.unread_lines(cast.member)
    assert len(lines) == 5
    assert Theme.objects.get(slug="proef").topics.count() == 8
