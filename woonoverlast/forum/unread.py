"""What somebody has not read yet. Only what is newer than `floor` is looked at, so the size of the forum costs nothing."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from woonoverlast.forum.models import Post, Reader, ReadMark, Topic
from woonoverlast.notifications import notices, watching
from woonoverlast.people.models import Person

OLDER_IS_READ = timedelta(days=60)
MOST = 99


def floor(person: Person) -> datetime:
    """What was posted before counts as read: when the person said "alles gelezen", else the day of joining."""
    until = Reader.objects.filter(person=person).values_list("read_until", flat=True).first()
    return floor_of(person, until)


def floor_of(person: Person, until: datetime | None) -> datetime:
    return max(until or person.created_at, timezone.now() - OLDER_IS_READ)


def mark_of(person: Person) -> Coalesce:
    """On topics: the highest number that this person has seen, 0 for nothing."""
    marks = ReadMark.objects.filter(person=person, topic=OuterRef("pk")).values("number")
    return Coalesce(Subquery(marks), Value(0), output_field=IntegerField())


def unread_posts(person: Person, *, since: datetime) -> QuerySet[Post]:
    """For use inside a query on topics that carry `mark`: posts of others above it, that this person may read."""
    newer = Post.objects.filter(topic=OuterRef("pk"), number__gt=OuterRef("mark"), posted_at__gt=since)
    return newer.exclude(author=person).not_withheld_from(person)


def unread_topics(person: Person, *, since: datetime) -> QuerySet[Topic]:
    """The newest first."""
    recent = Topic.objects.visible_to(person).filter(last_posted_at__gt=since).annotate(mark=mark_of(person))
    return recent.filter(Exists(unread_posts(person, since=since))).order_by("-last_posted_at")


def count_unread(person: Person) -> int:
    """How many topics have something new for this person; one more than MOST stands for "more"."""
    return unread_topics(person, since=floor(person))[: MOST + 1].count()


def unread_in(person: Person, topics: Iterable[Topic], *, since: datetime) -> dict[int, int]:
    """How many posts are unread in each of these topics, at most MOST + 1; without those that are read. One query."""
    recent = [topic.pk for topic in topics if topic.last_posted_at > since]
    unread = ArraySubquery(unread_posts(person, since=since).values("pk")[: MOST + 1])
    found = Topic.objects.filter(pk__in=recent).annotate(mark=mark_of(person)).annotate(unread=unread)
    return {pk: len(posts) for pk, posts in found.values_list("pk", "unread") if posts}


def mark_read(person: Person, topic: Topic, *, number: int) -> None:
    """The person has seen the topic up to this number, and with it what the notices say of it. Never goes back."""
    number = min(number, topic.last_number)
    row = ReadMark(person=person, topic=topic, number=number, at=timezone.now())
    ReadMark.objects.bulk_create([row], ignore_conflicts=True)
    lower = ReadMark.objects.filter(person=person, topic=topic, number__lt=number)
    lower.update(number=number, at=timezone.now())
    notices.mark_read(person, thread=watching.thing_of(topic))


def read_own(person: Person, topic: Topic, *, number: int) -> None:
    """After writing: one's own post is read; what others wrote in between is not."""
    mark = ReadMark.objects.filter(person=person, topic=topic).values_list("number", flat=True).first() or 0
    between = Post.objects.filter(topic=topic, number__gt=mark, number__lt=number).exclude(author=person)
    if not between.not_withheld_from(person).exists():
        mark_read(person, topic, number=number)


def read_all(person: Person) -> None:
    Reader.objects.update_or_create(person=person, defaults={"read_until": timezone.now()})


def first_unread(person: Person, topic: Topic) -> Post | None:
    """Where to go on reading, or None when everything was seen."""
    mark = ReadMark.objects.filter(person=person, topic=topic).values_list("number", flat=True).first() or 0
    posts = Post.objects.filter(topic=topic, number__gt=mark, posted_at__gt=floor(person)).exclude(author=person)
    return posts.not_withheld_from(person).order_by("number").first()
