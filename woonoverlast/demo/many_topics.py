"""Topics and replies by the million, written with COPY, to measure with."""

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from woonoverlast.demo.forum_topics import TEXTS
from woonoverlast.demo.many_people import copy_rows
from woonoverlast.forum.models import Kind, Post, Theme, Topic
from woonoverlast.people.models import Expertise, Person

TOPIC = "id, theme_id, kind, title, author_id, started_at, last_number, last_posted_at, reply_count, useful_count, me_too_count"
POST = "topic_id, number, author_id, body, text, posted_at, useful_count"
YEARS = 8
# The newest topic has one full page of replies: the benchmarks ask for it.
PAGE = 50
Row = tuple[Any, ...]


class Material:
    """Sentences and writers to choose from, the same every time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 the same every time
        with TEXTS.open("rb") as file:
            topics = tomllib.load(file)["topic"]
        texts = [topic["text"] for topic in topics] + [r["text"] for t in topics for r in t.get("reply", [])]
        self.sentences = [s for text in texts for s in re.findall(r"[A-Z][^.?!\n]{15,140}[.?!]", text)]
        self.titles = [topic["title"] for topic in topics]
        self.words = sorted({word for text in texts for word in re.findall(r"[a-zé]{7,}", text)})
        self.writers = list(Person.objects.members().order_by("pk").values_list("pk", flat=True)[:20_000])
        self.themes = list(Theme.objects.values_list("pk", flat=True))

    def text(self) -> str:
        return " ".join(self.chance.choices(self.sentences, k=self.chance.randrange(2, 6)))

    def title(self) -> str:
        return f"{self.chance.choice(self.titles)} ({' '.join(self.chance.sample(self.words, 2))})"[:160]


@transaction.atomic
def populate(topics: int, replies: int) -> int:
    """Add so many topics with so many replies among them, spread over eight years. Returns the number of topics."""
    material = Material(topics)
    sizes = [*reply_counts(material.chance, topics - 1, replies - PAGE), PAGE]
    numbers = reserve_numbers(topics)
    now = timezone.now()
    moments = sorted(now - timedelta(minutes=material.chance.randrange(YEARS * 525_600)) for _ in numbers)
    kept = list(zip(numbers, moments, sizes, strict=True))
    copy_rows(Topic._meta.db_table, TOPIC, (topic_row(material, *one) for one in kept))
    copy_rows(Post._meta.db_table, POST, (row for one in kept for row in post_rows(material, *one)))
    label_topics(material, numbers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE forum_topic, forum_post, forum_topic_labels")
    return topics


def reply_counts(chance: random.Random, topics: int, replies: int) -> list[int]:
    """Many short topics, a few long ones; the sum is exactly `replies`."""
    weights = list(accumulate(chance.paretovariate(1.4) for _ in range(topics)))
    bounds = [round(weight / weights[-1] * replies) for weight in weights]
    return [high - low for low, high in zip([0, *bounds], bounds, strict=False)]


def reserve_numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('forum_topic', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor.fetchall()]


def topic_row(material: Material, number: int, started: datetime, size: int) -> Row:
    last = min(started + timedelta(hours=size), timezone.now())
    theme, writer = material.chance.choice(material.themes), material.chance.choice(material.writers)
    return number, theme, Kind.QUESTION.value, material.title(), writer, started, size + 1, last, size, 0, 0


def post_rows(material: Material, topic: int, started: datetime, size: int) -> Iterator[Row]:
    now = timezone.now()
    for number in range(1, size + 2):
        text = material.text()
        at = min(started + timedelta(hours=number - 1), now)
        yield topic, number, material.chance.choice(material.writers), f"<p>{text}</p>", text, at, 0


def label_topics(material: Material, numbers: list[int]) -> None:
    labels = list(Expertise.objects.values_list("pk", flat=True))
    rows = ((number, label) for number in numbers for label in material.chance.sample(labels, 2))
    copy_rows(Topic.labels.through._meta.db_table, "topic_id, expertise_id", rows)
