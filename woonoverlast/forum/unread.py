"""What somebody has not read yet. Only what is newer than `floor` is looked at, so the size of the forum costs nothing.

A post that waited for an editor is new from the moment that it was let through, also for who had read further.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from woonoverlast.forum.models import Post, Reader, ReadMark, Topic, Withholding
from woonoverlast.notifications import notices, watching
from woonoverlast.people.models import Person

OLDER_IS_READ = timedelta(days=60)
MAX_COUNT = 99


def floor(person: Person) -> datetime:
    """What was posted before counts as read: when the person said "alles gelezen", else the day of joining."""
    until = Reader.objects.filter(person=person).values_list("read_until", flat=True).first()
    return floor_of(person, until)


def floor_of(person: Person, until: datetime | None) -> datetime:
    return max(until or person.created_at, timezone.now() - OLDER_IS_READ)


def mark_of(person: Person) -> Coalesce:
    """On topics: the highest number that this person has seen, 0 for nothing."""
    return Coalesce(Subquery(marks(person).values("number")), Value(0), output_field=IntegerField())


def looked_at(person: Person, *, since: datetime) -> Coalesce:
    """On topics: when this person last looked."""
    return Coalesce(Subquery(marks(person).values("at")), Value(since), output_field=DateTimeField())


def marks(person: Person) -> QuerySet[ReadMark]:
    return ReadMark.objects.filter(person=person, topic=OuterRef("pk"))


def unread_posts(person: Person, *, since: datetime) -> QuerySet[Post]:
    """For use inside a query on topics that carry `mark`: posts of others above it, that this person may read."""
    newer = Post.objects.filter(topic=OuterRef("pk"), number__gt=OuterRef("mark"), posted_at__gt=since)
    return newer.exclude(author=person).not_withheld_from(person)


def late_posts(person: Person, *, since: datetime) -> QuerySet[Withholding]:
    """The same for what was let through since, beside what the person read or skipped."""
    unseen = Q(post__number__gt=OuterRef("mark")) | Q(lifted_at__gt=OuterRef("looked_at"))
    still = Withholding.objects.active().filter(post=OuterRef("post"))
    let_through = Withholding.objects.filter(kind=Withholding.Kind.REVIEW, lifted_at__gt=since)
    return let_through.filter(unseen, ~Exists(still), post__topic=OuterRef("pk")).exclude(post__author=person)


def marked(topics: QuerySet[Topic], person: Person, *, since: datetime) -> QuerySet[Topic]:
    return topics.annotate(mark=mark_of(person), looked_at=looked_at(person, since=since))


def unread_topics(person: Person, *, since: datetime) -> QuerySet[Topic]:
    """The newest first."""
    recent = marked(Topic.objects.visible_to(person).filter(last_posted_at__gt=since), person, since=since)
    new = Exists(unread_posts(person, since=since)) | Exists(late_posts(person, since=since))
    return recent.filter(new).order_by("-last_posted_at")


def count_unread(person: Person) -> int:
    """How many topics have something new for this person; one more than MAX_COUNT stands for "more"."""
    return unread_topics(person, since=floor(person))[: MAX_COUNT + 1].count()


def unread_in(person: Person, ids: Iterable[int], *, since: datetime) -> QuerySet[Topic]:
    """These topics, each with the ids of its unread posts."""
    unread = ArraySubquery(unread_posts(person, since=since).values("pk")[: MAX_COUNT + 1])
    late = ArraySubquery(late_posts(person, since=since).values("post")[: MAX_COUNT + 1])
    found = marked(Topic.objects.filter(pk__in=list(ids)).only("pk"), person, since=since)
    return found.annotate(unread=unread, late=late)


def numbers(topics: Iterable[Any]) -> dict[int, int]:
    """How many posts are unread in each, at most MAX_COUNT + 1; without topics that are read."""
    unseen = {topic.pk: {*topic.unread, *topic.late} for topic in topics}
    return {pk: min(len(posts), MAX_COUNT + 1) for pk, posts in unseen.items() if posts}


def mark_read(person: Person, topic: Topic, *, number: int, seen_at: datetime | None = None) -> None:
    """The person has seen the topic up to this number, and with it what the notices say of it. Never goes back."""
    number, at = min(number, topic.last_number), seen_at or timezone.now()
    row = ReadMark(person=person, topic=topic, number=number, at=at)
    ReadMark.objects.bulk_create([row], ignore_conflicts=True)
    known = ReadMark.objects.filter(person=person, topic=topic).filter(Q(number__lt=number) | Q(at__lt=at))
    known.update(number=Greatest(F("number"), number), at=Greatest(F("at"), at))
    notices.mark_read(person, thread=watching.thing_of(topic))


def read_own(person: Person, topic: Topic, *, number: int) -> None:
    """After writing: one's own post is read; what others wrote in between is not."""
    mark = ReadMark.objects.filter(person=person, topic=topic).first()
    between = Post.objects.filter(topic=topic, number__gt=mark.number if mark else 0, number__lt=number)
    if not between.exclude(author=person).not_withheld_from(person).exists():
        mark_read(person, topic, number=number, seen_at=mark.at if mark else None)


def read_all(person: Person) -> None:
    Reader.objects.update_or_create(person=person, defaults={"read_until": timezone.now()})


def first_unread(person: Person, topic: Topic) -> Post | None:
    """Where to go on reading, or None when everything was seen."""
    since = floor(person)
    found = marked(Topic.objects.filter(pk=topic.pk), person, since=since)
    new = ArraySubquery(unread_posts(person, since=since).order_by("number").values("pk")[:1])
    late = ArraySubquery(late_posts(person, since=since).order_by("post__number").values("post")[:1])
    pks = found.annotate(new=new, late=late).values_list("new", "late").first() or ([], [])
    return Post.objects.filter(pk__in=[*pks[0], *pks[1]]).order_by("number").first()
