"""The talk of the demonstration: invented questions and answers by invented members, from data/forum.toml."""

import random
import re
import tomllib
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from woonoverlast.cases.models import CaseOutcome, CaseQuestion, Check
from woonoverlast.demo import accounts, keepsakes, moderating
from woonoverlast.forum.models import Acceptance, Kind, MeToo, Post, Resolution, Theme, Topic, Useful
from woonoverlast.forum.reference import load_themes
from woonoverlast.lib import searching
from woonoverlast.lib.working_days import add_working_days
from woonoverlast.notifications import watching
from woonoverlast.people.models import Expertise, Person

TEXTS = Path(__file__).parent / "data" / "forum.toml"
SEED = 20110405
Row = dict[str, Any]


class Room:
    """Who there is to talk, and the clock; the same people every time."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 the same every time
        self.now = timezone.now()
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.labels = {label.slug: label for label in Expertise.objects.all()}
        self.people: dict[str, list[Person]] = {}
        for person in Person.objects.members().order_by("pk"):
            self.people.setdefault(person.discipline, []).append(person)
        self.everybody = [person for people in self.people.values() for person in people]
        self.editor = Person.objects.get(email=accounts.EDITOR.email)

    def writer(self, discipline: str, *, but: set[int]) -> Person:
        """A member of this discipline who has not spoken in this topic yet."""
        if discipline == "platform":
            return self.editor
        return self.chance.choice([p for p in self.people[discipline] if p.pk not in but])

    def account(self, email: str) -> Person:
        """One of the accounts to log in with: a visitor of the demonstration finds a question of his own."""
        return next(person for person in self.everybody if person.email == email)

    def some(self, count: int, *, but: Person) -> list[Person]:
        return [p for p in self.chance.sample(self.everybody, count + 1) if p.pk != but.pk][:count]


@transaction.atomic
def talk() -> int:
    """Fill an empty forum. Returns the number of topics made: 0 where somebody has written already."""
    if Topic.objects.exists():
        return 0
    load_themes()
    room = Room()
    with TEXTS.open("rb") as file:
        rows = tomllib.load(file)["topic"]
    topics = [make_topic(room, row) for row in rows]
    appoint_moderators(room)
    moderating.moderate(room, make_topic=make_topic, markup=markup)
    keepsakes.enliven()
    Theme.objects.filter(slug__in=["over-het-platform", "plannen-meten-en-evalueren"]).update(public_since=room.now)
    return len(topics)


def make_topic(room: Room, row: Row) -> Topic:
    author = room.account(row["account"]) if "account" in row else room.writer(row["by"], but=set())
    started = room.now - timedelta(days=row["days"], minutes=room.chance.randrange(600))
    topic = Topic.objects.create(
        theme=room.themes[row["theme"]],
        kind=Kind(row["kind"]),
        title=row["title"],
        author=author,
        started_at=started,
        last_posted_at=started,
    )
    topic.labels.set(room.labels[slug] for slug in row["labels"])
    write(room, topic, author, row, at=started)
    add_replies(room, topic, row, started)
    add_me_too(room, topic, row["me_too"])
    if topic.kind == Kind.CASE:
        add_casus(room, topic, row)
    searching.changed(topic)
    return topic


def add_replies(room: Room, topic: Topic, row: Row, started: datetime) -> None:
    spoken = {topic.author_id}
    for reply in row.get("reply", []):
        author = topic.author if reply.get("asker") else room.writer(reply["by"], but=spoken)
        spoken.add(author.pk)
        at = started + timedelta(hours=reply["hours"], minutes=room.chance.randrange(60))
        post = write(room, topic, author, reply, at=min(at, room.now))
        if reply.get("accepted"):
            Acceptance.objects.create(topic=topic, post=post, by=topic.author, at=at + timedelta(hours=4))
            Resolution.objects.create(topic=topic, by=topic.author, at=at + timedelta(hours=4))


def write(room: Room, topic: Topic, author: Person, row: Row, *, at: datetime) -> Post:
    topic.last_number += 1
    post = Post.objects.create(
        topic=topic,
        number=topic.last_number,
        author=author,
        body=markup(row["text"]),
        text=plain(row["text"]),
        posted_at=at,
        useful_count=row.get("useful", 0),
    )
    readers = room.some(post.useful_count, but=author)
    Useful.objects.bulk_create(Useful(post=post, person=reader, at=at + timedelta(hours=9)) for reader in readers)
    topic.last_posted_at, topic.reply_count = at, topic.last_number - 1
    topic.useful_count += post.useful_count
    topic.save()
    watching.follow_from_now(author, topic, reason="je hier hebt geschreven")
    if post.number > 1:
        searching.changed(post)
    return post


def add_me_too(room: Room, topic: Topic, count: int) -> None:
    people = room.some(count, but=topic.author)
    at = topic.started_at + timedelta(hours=30)
    MeToo.objects.bulk_create(MeToo(topic=topic, person=p, municipality_id=p.municipality_id, at=at) for p in people)
    Topic.objects.filter(pk=topic.pk).update(me_too_count=len(people))


def add_casus(room: Room, topic: Topic, row: Row) -> None:
    fields = {name: row[name] for name in ("severity", "housing", "cause", "size_class")}
    waits = row.get("waiting", False)
    before = None if waits else add_working_days(timezone.localdate(topic.started_at), 5)
    casus = CaseQuestion.objects.create(topic=topic, answer_before=before, **fields)
    casus.tried.set(room.labels[slug] for slug in row["tried"])
    if waits:
        keepsakes.hold_for_check(topic)
        return
    checker = room.writer("municipality", but={topic.author_id})
    Check.objects.create(casus=casus, by=checker, at=topic.started_at, verdict=Check.Verdict.SAFE)
    if "outcome" in row:
        at = topic.started_at + timedelta(days=43)
        note = row["outcome_note"]
        CaseOutcome.objects.create(casus=casus, code=row["outcome"], note=note, by=topic.author, at=at)


def appoint_moderators(room: Room) -> None:
    coordinator = Person.objects.get(email=accounts.COORDINATOR.email)
    for theme in room.themes.values():
        theme.moderators.add(room.writer("municipality", but=set()))
    room.themes["geluid-en-leefstijl"].moderators.add(coordinator)


def markup(text: str) -> str:
    """Paragraphs and lists as HTML; **this** is strong and *this* emphasised."""
    return "".join(block(part) for part in re.split(r"\n\s*\n", text.strip()))


def block(part: str) -> str:
    lines = part.splitlines()
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{inline(line[2:])}</li>" for line in lines) + "</ul>"
    return f"<p>{inline(' '.join(lines))}</p>"


def inline(text: str) -> str:
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", text)


def plain(text: str) -> str:
    return text.replace("*", "").strip()
